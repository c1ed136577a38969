"""The languages: each says the same of an event, and adds nothing but its own words."""

import gc
import re
import tracemalloc
from dataclasses import fields, replace
from datetime import date
from string import Formatter

import pytest
from babel.dates import format_date

from bot.publishing.parts.feeds import calendar_feed
from bot.publishing.publication import Publication
from bot.publishing.selection import Selection
from events.feeds.description import describe
from events.feeds.icalendar import summary
from events.history import Step
from events.model import Access, Delegation, Event, Followed, Kind, Place, Source, Status
from events.revisions import first_revisions
from events.times import DayPart
from events.wording.english import ENGLISH
from events.wording.language import Language
from events.wording.languages import LANGUAGES
from events.wording.phrases import end_phrase, when_phrase
from events.wording.translations.arabic import ARABIC
from events.wording.translations.french import FRENCH
from events.wording.translations.german import GERMAN
from events.wording.translations.russian import RUSSIAN
from events.wording.translations.spanish import SPANISH
from events.wording.translations.ukrainian import UKRAINIAN
from tests.events.builders import REPOSITORY, agendas, event

NBSP = "\N{NO-BREAK SPACE}"
THIN = "\N{NARROW NO-BREAK SPACE}"
EXACT = event()
AROUND = event(start="about 2022-01-12 09:00 GMT")
NO_TIME = event(start="2022-01-12")
NEXT_DAY = event(start="2022-01-11 23:30 GMT")  # by the clocks of Brussels
AROUND_A_DAY = event(start="about 2022-01-12")

every_language = pytest.mark.parametrize("language", LANGUAGES.values(), ids=LANGUAGES)


def placeholders(template: str) -> list[str]:
    return sorted(name for _, name, _, _ in Formatter().parse(template) if name is not None)


@every_language
def test_its_words_are_all_there_and_take_what_the_english_take(language: Language) -> None:
    for field in fields(Language):
        words, english = getattr(language, field.name), getattr(ENGLISH, field.name)
        if isinstance(english, str):
            assert words
            assert placeholders(words) == placeholders(english), field.name
        elif isinstance(english, dict):
            assert words.keys() == english.keys()
            assert set(words) in (set(Kind), set(DayPart), set(Step), set(Access))
            assert all(words.values())


def test_every_text_is_used() -> None:
    code = "".join(
        path.read_text(encoding="utf-8")
        for folder in ("bot", "events")
        for path in (REPOSITORY / folder).rglob("*.py")
    )
    used = set(re.findall(r"\b(?:language|ENGLISH|each|words)\.(\w+)", code))
    assert {field.name for field in fields(Language)} <= used


@every_language
def test_two_certainties_never_read_alike(language: Language) -> None:
    told = [summary(event(status=status), language) for status in Status]
    told += [summary(each, language) for each in (AROUND, NO_TIME, AROUND_A_DAY)]

    assert len(set(told)) == len(told)
    assert all(EXACT.title in words for words in told)


def test_english_days_are_those_of_the_cldr() -> None:
    for day in (date(2022, 1, 2), date(2022, 12, 31), date(2031, 5, 14)):
        assert ENGLISH.day(day) == format_date(day, "EEEE d MMMM y", "en_GB")
        assert ENGLISH.date(day) == format_date(day, "long", "en_GB")
        assert ENGLISH.weekday(day) == format_date(day, "EEEE", "en_GB")


@pytest.mark.parametrize(
    ("language", "made", "words"),
    [
        (FRENCH, EXACT, "mercredi 12 janvier 2022, 10:00 à Brussels (09:00 GMT)"),
        (FRENCH, AROUND, "mercredi 12 janvier 2022, vers 10:00 à Brussels (09:00 GMT)"),
        (FRENCH, AROUND_A_DAY, "vers le mercredi 12 janvier 2022, heure à préciser"),
        (GERMAN, AROUND, "Mittwoch, 12. Januar 2022, gegen 10:00 Uhr in Brussels (09:00 GMT)"),
        (GERMAN, NO_TIME, "Mittwoch, 12. Januar 2022, Uhrzeit noch offen"),
        (RUSSIAN, AROUND, f"среда, 12 января 2022{THIN}г., около 10:00, Brussels (09:00 GMT)"),
        (RUSSIAN, NO_TIME, f"среда, 12 января 2022{THIN}г., время будет объявлено"),
        (FRENCH, event(start="2022-01-01"), "samedi 1er janvier 2022, heure à préciser"),
        (
            GERMAN,
            event(start="2022-01-12 09:00 GMT", timezone="GMT"),
            "Mittwoch, 12. Januar 2022, 09:00 Uhr GMT",
        ),
        (
            FRENCH,
            NEXT_DAY,
            "mercredi 12 janvier 2022, 00:30 à Brussels (mardi 23:30 GMT)",
        ),
        (
            GERMAN,
            NEXT_DAY,
            "Mittwoch, 12. Januar 2022, 00:30 Uhr in Brussels (Dienstag, 23:30 GMT)",
        ),
        (
            SPANISH,
            AROUND,
            "miércoles, 12 de enero de 2022, hacia las 10:00 en Brussels (09:00 GMT)",
        ),
        (UKRAINIAN, AROUND, f"середа, 12 січня 2022{THIN}р., близько 10:00, Brussels (09:00 GMT)"),
        (
            ARABIC,
            AROUND,
            (
                "الأربعاء، 12 يناير 2022، نحو الساعة 10:00 بتوقيت "
                "\u2068Brussels\u2069 (09:00 بتوقيت غرينتش)"
            ),
        ),
        (
            RUSSIAN,
            NEXT_DAY,
            f"среда, 12 января 2022{THIN}г., 00:30, Brussels (вторник, 23:30 GMT)",
        ),
    ],
)
def test_a_start_is_told_in_the_language(language: Language, made: Event, words: str) -> None:
    assert when_phrase(made, language) == words


@pytest.mark.parametrize(
    ("language", "end", "words"),
    [
        (FRENCH, None, "fin non communiquée"),
        (FRENCH, "about 2022-01-12 11:00 GMT", f"fin{NBSP}: vers 12:00"),
        (FRENCH, "2022-02-01 11:00 GMT", f"fin{NBSP}: 12:00 le mardi 1er février 2022"),
        (GERMAN, "2022-01-13 11:00 GMT", "bis 12:00 Uhr am Donnerstag, 13. Januar 2022"),
        (RUSSIAN, "2022-01-13 11:00 GMT", f"окончание: 12:00, четверг, 13 января 2022{THIN}г."),
    ],
)
def test_an_end_is_told_in_the_language(language: Language, end: str | None, words: str) -> None:
    assert end_phrase(event(end=end), language) == words


def test_a_description_is_whole_in_another_language() -> None:
    made = event(
        start="about 2022-01-12 09:00 GMT",
        chair="Jens Stoltenberg",
        parties=("NATO", "Russia"),
        delegations=(Delegation("Russia", "Sergey Ryabkov"), Delegation("NATO")),
        topics=("arms control",),
        note="A slip.",
        stream="https://example.org/live",
        source=Source("Sputnik", date(2022, 1, 12), quote="{So} it was."),
        follows=Followed("other.a-week@podium.alt", "Other talks"),
    )
    assert describe(made, "https://example.org/e", FRENCH) == (
        "Mercredi 12 janvier 2022, vers 10:00 à Brussels (09:00 GMT)"
        f"{THIN}; fin non communiquée.\n"
        "Heure approximative.\n"
        "\n"
        f"Présidence{NBSP}: Jens Stoltenberg\n"
        f"Participants{NBSP}: NATO, Russia\n"
        f"Délégation{NBSP}: Russia, conduite par Sergey Ryabkov\n"
        f"Délégation{NBSP}: NATO\n"
        f"Sujets{NBSP}: arms control\n"
        f"Fait suite à{NBSP}: Other talks\n"
        "\n"
        f"Note de la rédaction{NBSP}: A slip.\n"
        "\n"
        f"En direct{NBSP}: https://example.org/live\n"
        f"Détails{NBSP}: https://example.org/e\n"
        "\n"
        f"Source{NBSP}: Sputnik, 12 janvier 2022\n"
        f"«{NBSP}{{So}} it was.{NBSP}»"
    )


@pytest.mark.parametrize("words", ["{", "}", "{0}", "\u2069 Talks"])
@every_language
def test_no_title_breaks_a_text(language: Language, words: str) -> None:
    place = Place(words, is_online=True, to_be_confirmed=True)
    made = event(title=words, place=place, parties=(words, words), status=Status.TENTATIVE)
    made = replace(made, delegations=(Delegation(words, words),), source=Source(words))
    assert words in summary(made, language)
    assert describe(made, None, language).count(words) >= 5


@every_language
@pytest.mark.parametrize(
    "made",
    [
        EXACT,
        NO_TIME,
        event(end="2022-01-13 11:00 GMT"),
        event(start="2022-01-12", end="2022-01-14"),
        event(start="about 2022-01-12", end="about 2022-01-14"),
    ],
)
def test_a_sentence_ends_with_one_full_stop(made: Event, language: Language) -> None:
    for sentence in describe(made, None, language).splitlines():
        assert sentence.endswith(".")
        assert not sentence.endswith("..")


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (FRENCH, f"Source{NBSP}: Sputnik, 1er janvier 2022"),
        (GERMAN, "Quelle: Sputnik, 1. Januar 2022"),
        (RUSSIAN, f"Источник: Sputnik, 1 января 2022{THIN}г."),
    ],
)
def test_the_first_of_a_month_is_told_as_the_language_has_it(
    language: Language, words: str
) -> None:
    made = event(source=Source("Sputnik", date(2022, 1, 1)))
    assert describe(made, None, language).endswith(words)


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        (GERMAN, ["Teilnehmer: NATO", "Delegation: Russia, geleitet von Sergey Ryabkov"]),
        (RUSSIAN, ["Участники: NATO", f"Делегация: Russia, глава{NBSP}— Sergey Ryabkov"]),
    ],
)
def test_who_takes_part_is_told_in_the_language(language: Language, lines: list[str]) -> None:
    made = event(parties=("NATO",), delegations=(Delegation("Russia", "Sergey Ryabkov"),))
    assert describe(made, None, language).splitlines()[-2:] == lines


def test_a_feed_in_another_language_leaves_nothing_behind() -> None:
    week = agendas(*(event(f"e-{number}") for number in range(300)))
    publication = Publication(week, first_revisions(week))
    calendar_feed(publication, Selection(lang=FRENCH.code))
    tracemalloc.start()
    try:
        written = len(calendar_feed(publication, Selection(lang=GERMAN.code)))
        gc.collect()
        left, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert left < written / 2  # the rest is what publications share


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (FRENCH, "30 décembre 2026 – 1er janvier 2027"),
        (GERMAN, "30. Dezember 2026 bis 1. Januar 2027"),
        (SPANISH, "30 de diciembre de 2026 – 1 de enero de 2027"),
        (ARABIC, "30 ديسمبر 2026 – 1 يناير 2027"),
        (RUSSIAN, f"30 декабря 2026{THIN}г. – 1 января 2027{THIN}г."),
    ],
)
def test_several_days_are_told_in_the_language(language: Language, words: str) -> None:
    assert when_phrase(event(start="2026-12-30", end="2027-01-01"), language) == words
