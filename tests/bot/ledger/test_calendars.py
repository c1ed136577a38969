"""Calendars in the ledger: who gets them, and what is kept of them."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import Engine

from bot.database.engine import open_database
from bot.fetching.fetch import Validators
from bot.ledger.calendars.calendar_log import AT_ONCE, CalendarLog
from bot.ledger.calendars.kept import KeptCalendar
from events.foreign.live.state import CalendarState
from tests.bot.running.clock import utc

NOW = utc("2022-01-10 07:00")
LATER = NOW + timedelta(hours=1)
LATIN = "BEGIN:VCALENDAR\r\nSUMMARY:Réunion\x00".encode("latin-1")
KEPT = KeptCalendar(
    CalendarState(LATIN, NOW.date(), {"a": "b"}), NOW, Validators('"x"', None), "None None"
)


@pytest.fixture
def engines(any_url: str) -> Iterator[list[Engine]]:
    opened = [open_database(any_url) for _ in range(2)]
    yield opened
    for each in opened:
        each.dispose()


def test_of_replicas_one_gets_a_calendar_that_is_due(engines: list[Engine]) -> None:
    one, other = map(CalendarLog, engines)
    assert [it.claim("key", None, NOW) for it in (one, other)] == [True, False]
    one.keep("key", KEPT, LATER, has_changed=True)
    (standing,) = other.standings(["key", "unknown"]).values()
    assert (standing.version, standing.due) == (1, LATER)
    assert [it.claim("key", LATER, LATER) for it in (one, other)] == [True, False]


def test_what_is_kept_is_found_whatever_its_bytes(engines: list[Engine]) -> None:
    log = CalendarLog(engines[0])
    assert log.find("key") == KeptCalendar()
    log.claim("key", None, NOW)
    log.keep("key", KEPT, LATER, has_changed=True)
    assert log.find("key") == KEPT
    assert log.find_changed("key", 1) is None


def test_a_calendar_that_is_confirmed_is_due_at_once_and_one_that_nobody_names_goes(
    engines: list[Engine],
) -> None:
    log = CalendarLog(engines[0])
    log.claim("key", None, NOW)
    log.keep("key", KeptCalendar(fault="3 of 4", can_confirm=True), LATER, has_changed=False)
    assert list(log.doubtful()) == ["key"]
    log.confirm("key")
    assert log.find("key").is_confirmed
    assert log.standings(["key"])["key"].due == AT_ONCE
    log.forget(["key"], NOW)
    assert log.standings(["key"])
    log.forget(["other"], NOW)
    assert not log.standings(["key"])
