"""Texts in several languages: what is read, and what is refused."""

from pathlib import Path

import pytest

from events.changes import change_between
from events.definitions.loader import load
from events.model import Event, Translation, in_language, language_of
from events.records.event_json import from_record, to_record
from tests.events.definitions.builders import problems, written

HEAD = "agenda: week\ntitle: Week\ntimezone: UTC\n"
EVENT = "events:\n  - {{id: talks, kind: summit, start: 2026-12-10 10:00, {}}}\n"


def read(folder: Path, keys: str, more: str = "") -> Event:
    events = load(written(folder, HEAD + more + EVENT.format(keys))).events
    return next(it for it in events if it.id == "talks")


@pytest.mark.parametrize(
    ("keys", "of_agenda", "main", "asked", "title", "in_"),
    [
        ("title: Rat", "", None, "fr", "Rat", None),
        ("title: Rat", "de", "de", "fr", "Rat", "de"),
        ("title: Rat, language: de", "en", "de", "de", "Rat", "de"),
        ("title: {en: Council, fr: Conseil}", "", "en", "fr", "Conseil", "fr"),
        ("title: {en: Council, fr: Conseil}", "", "en", "de", "Council", "en"),
        ("title: {en: Council, fr: Conseil}", "fr", "fr", "de", "Conseil", "fr"),
        ("title: {en: Council, fr: Conseil}", "fr", "fr", "en", "Council", "en"),
        ("title: {fr: Conseil, pt-BR: Conselho}", "", "fr", "pt", "Conselho", "pt-BR"),
        ("title: {en-GB: Council, en-US: Meeting}", "", "en-GB", "en", "Council", "en-GB"),
        ("title: {en: A, pt-PT: B, pt: C}", "", "en", "pt", "C", "pt"),
    ],
)
def test_a_reader_is_told_the_title_in_their_language_or_the_main_one(
    tmp_path: Path, keys: str, of_agenda: str, main: str | None, asked: str, title: str, in_: str
) -> None:
    event = read(tmp_path, keys, f"language: {of_agenda}\n" if of_agenda else "")
    assert event.language == main
    assert in_language(event, asked).title == title
    assert language_of(event, "title", asked) == in_


def test_all_texts_are_there_by_language_and_outlive_the_definition(tmp_path: Path) -> None:
    texts = "title: {en: T, fr: Tf}, description: {de: Dd, en: D}, note: N, chair: {en: C, fr: Cf}"
    event = read(tmp_path, texts)
    assert (event.title, event.description, event.note, event.chair) == ("T", "D", "N", "C")
    assert event.translations == (
        Translation("fr", title="Tf", chair="Cf"),
        Translation("de", description="Dd"),
    )
    assert to_record(from_record(to_record(event))) == to_record(event)
    assert from_record(to_record(event)).translations == event.translations


def test_a_title_in_another_language_alone_is_no_news(tmp_path: Path) -> None:
    before = read(tmp_path, "title: {en: T, fr: A}")
    after = read(tmp_path, "title: {en: T, fr: B}")
    assert before != after
    assert change_between(before, after) is None


def test_what_names_an_event_names_it_in_each_language(tmp_path: Path) -> None:
    keys = (
        "title: {en: Council, fr: Conseil}, accreditation: {until: 2026-12-01}, programme: ["
        "{id: family-photo, title: {en: Photo, fr: Photo de famille}, start: 09:30}, "
        "{id: press, title: {en: Press, fr: Presse}, start: after family-photo}]"
    )
    whole = load(written(tmp_path, HEAD + EVENT.format(keys)))
    by_id = {it.id: in_language(it, "fr") for it in whole.events}
    assert [it.title for it in by_id["talks"].programme] == ["Photo de famille", "Presse"]
    assert by_id["talks"].programme[1].after == "Photo de famille"
    press, deadline = by_id["press"], by_id["talks-accreditation"]
    named = press.follows, press.parent, deadline.accredits
    assert [it and it.title for it in named] == ["Photo de famille", "Conseil", "Conseil"]
    assert (deadline.title, deadline.language) == ("Accréditation\N{NO-BREAK SPACE}: Conseil", "en")
    for event in whole.events:
        assert to_record(from_record(to_record(event))) == to_record(event)


def test_each_day_of_a_series_has_the_texts_of_the_series(tmp_path: Path) -> None:
    series = (
        "events:\n  - {id: daily, kind: briefing, title: {en: Daily, fr: Point}, "
        "start: 2026-12-01 12:00, repeats: {every: day, until: 2026-12-03}}\n"
    )
    events = load(written(tmp_path, HEAD + series)).events
    assert [in_language(it, "fr").title for it in events] == ["Point"] * 3


def test_an_agenda_has_its_texts_in_several_languages(tmp_path: Path) -> None:
    head = "agenda: week\ntitle: {en: Week, fr: Semaine}\ntimezone: UTC\n"
    (agenda,) = load(written(tmp_path, head + EVENT.format("title: T"))).agendas
    assert (agenda.title, agenda.language) == ("Week", "en")
    assert agenda.translations == (Translation("fr", title="Semaine"),)
    assert agenda.events[0].language is None  # of which its calendar's title says nothing


def test_an_id_is_made_of_the_title_that_stands_first(tmp_path: Path) -> None:
    event = "events:\n  - {kind: summit, start: 2026-12-10, title: {en: Big talks, fr: Sommet}}\n"
    [told] = problems(written(tmp_path, HEAD + event))
    assert "write id: big-talks" in told


@pytest.mark.parametrize(
    ("keys", "told"),
    [
        ("title: {english: A}", "'english' is not the code of a language (write en)"),
        ("title: {Deutsch: A}", "'Deutsch' is not the code of a language (write de)"),
        ("title: {EN: A}", "'EN' is not the code of a language (write en)"),
        ("title: {eng: A}", "'eng' is not the code of a language (write en)"),
        ("title: {pt_br: A}", "'pt_br' is not the code of a language (write pt-BR)"),
        ("title: {zh-tw: A}", "'zh-tw' is not the code of a language (write zh-TW)"),
        ("title: {ua: A}", "'ua' is not the code of a language (write uk)"),
        ("title: {qq: A}", "'qq' is not the code of a language (write en, fr, de, pt-BR …)"),
        ("title: T, language: xx", "'xx' is not the code of a language"),
        ("title: {en: A, EN: B}", "'EN' is en, and that stands there as well (take one of them"),
        ("title: {en: A, en: B}", "keep one of them"),
        (
            f"title: {{{', '.join(f'a{n}: T' for n in range(31))}}}",
            "31 languages, which are too many",
        ),
        ("title: {}", "'title' has no text (write title: and a text)"),
        ("title: [A, B]", "'title' must be a text"),
        ("title: {en: [A]}", "'en' must be a text"),
        ("title: {en: ''}", "(write"),
        (
            "title: {en: A}, note: {fr: B}",
            "(write en: and the text in it, or language: fr beside note:)",
        ),
        ("title: {en: A}, language: de", "'title' has no de, which is the main language"),
        (
            "title: T, note: {en: A, fr: B}",
            "(write language: en beside it)",
        ),
    ],
)
def test_what_is_wrong_with_a_text_is_told_with_its_mend(
    tmp_path: Path, keys: str, told: str
) -> None:
    found = problems(written(tmp_path, HEAD + EVENT.format(keys)))
    assert any(told in it for it in found), found
