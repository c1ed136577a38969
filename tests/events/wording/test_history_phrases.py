"""The record in words, in each language."""

from dataclasses import replace
from datetime import date

import pytest

from events.history import History, LastChange, changes_between, essence
from events.model import Event, Status
from events.wording.english import ENGLISH
from events.wording.history_phrases import (
    announced_phrase,
    changed_phrase,
    entry_phrase,
    gap_phrase,
    was_and_is,
)
from events.wording.language import Language
from events.wording.languages import LANGUAGES
from events.wording.translations.french import FRENCH
from events.wording.translations.german import GERMAN
from events.wording.translations.russian import RUSSIAN
from tests.events.builders import event, utc

NBSP, THIN = "\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}"
AT = utc("2022-01-11 23:30")  # the day after by the clocks of Brussels
TEN = event(start="2022-01-12 10:00 GMT", timezone="UTC")
NOON = event(start="2022-01-12 12:00 GMT", timezone="UTC")
THURSDAY = event(start="2022-01-13 12:00 GMT", timezone="UTC")
OPEN = event(start="2022-01-12", timezone="UTC")


def told(was: Event, now: Event, language: Language = ENGLISH) -> list[str]:
    return [entry_phrase(entry, language) for entry in changes_between(was, now, AT)]


def changed(was: Event, now: Event, language: Language = ENGLISH) -> str | None:
    return changed_phrase(LastChange(AT, essence(was)), now, language)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (ENGLISH, "Moved later on 11 January 2022 from 10:00 GMT to 12:00 GMT"),
        (
            FRENCH,
            (
                f"Décalé à plus tard le 11 janvier 2022{NBSP}: "
                "auparavant 10:00 GMT, désormais 12:00 GMT"
            ),
        ),
        (
            GERMAN,
            "Nach hinten verlegt am 11. Januar 2022: bisher 10:00 Uhr GMT, jetzt 12:00 Uhr GMT",
        ),
        (
            RUSSIAN,
            (
                f"11 января 2022{THIN}г.: Перенесено на более поздний срок, "
                "было: 10:00 GMT, стало: 12:00 GMT"
            ),
        ),
    ],
)
def test_a_move_tells_what_was_and_what_is(language: Language, words: str) -> None:
    assert told(TEN, NOON, language) == [words]


@pytest.mark.parametrize(
    ("was", "now", "words"),
    [
        (
            NOON,
            replace(TEN, start=THURSDAY.start),
            (
                "Moved later on 11 January 2022 from Wednesday 12 January 2022, 12:00 GMT "
                "to Thursday 13 January 2022, 12:00 GMT"
            ),
        ),
        (OPEN, TEN, "Time announced on 11 January 2022: 10:00 GMT"),
        (TEN, OPEN, "Loosened on 11 January 2022 from 10:00 GMT to time to be announced"),
        (
            event(end="2022-01-12 10:00 GMT", timezone="UTC"),
            event(end="2022-01-12 11:00 GMT", timezone="UTC"),
            "End moved on 11 January 2022 from 10:00 to 11:00",
        ),
        (
            event(end="2022-01-12 10:00 GMT", timezone="UTC"),
            event(timezone="UTC"),
            "End moved on 11 January 2022 from 10:00 to end not announced",
        ),
        (
            event(city="Geneva"),
            event(),
            "Place changed on 11 January 2022 from Geneva to not announced",
        ),
        (TEN, replace(TEN, status=Status.CANCELLED), "Cancelled on 11 January 2022"),
        (
            TEN,
            replace(TEN, status=Status.TENTATIVE),
            "Loosened on 11 January 2022 from confirmed to tentative",
        ),
    ],
)
def test_a_step_reads_as_a_sentence(was: Event, now: Event, words: str) -> None:
    assert told(was, now) == [words]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (ENGLISH, "Changed 11 January 2022: was 10:00 GMT"),
        (FRENCH, f"Modifié le 11 janvier 2022{NBSP}: auparavant 10:00 GMT"),
        (GERMAN, "Geändert am 11. Januar 2022: bisher 10:00 Uhr GMT"),
        (RUSSIAN, f"Изменено 11 января 2022{THIN}г., было: 10:00 GMT"),
    ],
)
def test_the_last_change_is_one_line(language: Language, words: str) -> None:
    assert changed(TEN, NOON, language) == words


def test_a_line_tells_all_that_was_otherwise() -> None:
    was = replace(TEN, status=Status.POSTPONED, place=event(city="Geneva").place)
    assert changed(was, THURSDAY) == (
        "Changed 11 January 2022: was postponed; Wednesday 12 January 2022, 10:00 in Geneva "
        "(GMT); Geneva"
    )


def test_nothing_is_said_of_a_change_that_is_none_any_more() -> None:
    assert changed(TEN, TEN) is None


def test_an_announcement_is_that_of_its_report_or_of_this_agenda() -> None:
    reported = History(AT, date(2022, 1, 5), None, ())
    assert announced_phrase(reported) == "First announced 5 January 2022"
    assert announced_phrase(History(AT, None, None, ())) == "First announced here 11 January 2022"
    part = History(utc("2022-01-05 08:00"), None, AT, ())
    assert gap_phrase(part) == "Changes before 11 January 2022 are not on record"
    assert gap_phrase(reported) is None


def test_what_is_postponed_is_at_no_time() -> None:
    postponed, later = replace(TEN, status=Status.POSTPONED), utc("2022-01-11 12:00")
    (off,) = changes_between(TEN, postponed, AT)
    (on,) = changes_between(postponed, TEN, later)
    time = "Wednesday 12 January 2022, 10:00 GMT"
    assert was_and_is(off) == (time, "Postponed, no new date yet")
    assert was_and_is(on) == ("Postponed, no new date yet", time)


@pytest.mark.parametrize("language", LANGUAGES.values(), ids=LANGUAGES)
def test_what_was_and_what_is_are_each_whole(language: Language) -> None:
    (entry,) = changes_between(TEN, replace(TEN, status=Status.CANCELLED), AT)
    was, now = was_and_is(entry, language)
    time = language.in_gmt.format(language.clock.format("10:00"))
    assert was == f"{language.day(date(2022, 1, 12))}{language.comma}{time}"
    assert now == f"{language.cancelled}{language.colon}{was}"
