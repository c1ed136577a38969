"""What commands take of calendars: a file as it is, and nothing over the network."""

import re
from pathlib import Path

import pytest

from bot.database.engine import open_database
from bot.ledger.calendars.calendar_log import CalendarLog
from bot.ledger.calendars.kept import KeptCalendar
from bot.publishing.calendars.beside import CalendarsBeside
from events.definitions.calendars.entries import CalendarEntry
from events.definitions.loader import Loader
from events.foreign.live.state import CalendarState
from events.model import Event
from tests.bot.calendars.calendar_server import calendar, vevent
from tests.bot.making.agenda_file import HEAD
from tests.bot.running.clock import utc
from tests.bot.running.podium import podium

# Of a week there is one whenever the test runs.
EVERY_WEEK = vevent("1@osce", "20200101T090000Z", "Briefing", "RRULE:FREQ=WEEKLY")
NO_KIND = vevent("2@osce", "20200101T090000Z", "It", "RRULE:FREQ=MONTHLY")


def test_a_file_is_taken_as_it_is_and_what_cannot_be_told_is_a_warning(tmp_path: Path) -> None:
    folder = tmp_path / "agendas"
    folder.mkdir()
    (folder / "week.ics").write_bytes(calendar(EVERY_WEEK, NO_KIND))
    (folder / "a.yaml").write_text(f"{HEAD}calendars:\n  - {{file: week.ics, prefix: osce-}}\n")
    done = podium(tmp_path, "check")
    assert done.returncode == 0
    number = re.match(r"agendas: 5[67] events in 1 agenda", done.stdout.decode())
    assert number
    told, events = done.stderr.decode(), number[0].split()[1]
    assert f"calendar of tests, osce- (agendas/week.ics): {events} events, as the file is\n" in told
    where = "agendas/a.yaml, calendar osce-:10:1: warning"
    assert f"{where}: no word says what 'It' is: it is left out (write the kind of what" in told
    assert "passed over" not in told
    (folder / "week.ics").write_bytes(b"<html>")
    done = podium(tmp_path, "check")
    assert done.returncode == 1
    assert "agendas/a.yaml:5:5: line 1 of the calendar: there is no BEGIN" in done.stderr.decode()


def test_a_calendar_that_grows_takes_no_room_of_the_definitions(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    of_week = 57 * 2
    monkeypatch.setattr("events.definitions.checks.bounds.MOST_REMINDERS", of_week + 1)
    (tmp_path / "week.ics").write_bytes(calendar(EVERY_WEEK))
    event = "{id: own, kind: briefing, title: Own, start: 2026-10-10 09:00}"
    file = tmp_path / "a.yaml"
    file.write_text(f"{HEAD}calendars: [{{file: week.ics}}]\nevents: [{event}]\n")
    database = f"sqlite:///{tmp_path}/podium.db"
    live = CalendarsBeside(lambda: database, utc("2026-10-01 00:00")).known
    assert len(Loader(file, live=live).load().events) == 58


def test_nothing_is_fetched_by_a_command_and_it_says_so(tmp_path: Path) -> None:
    url = "https://nowhere.invalid/week.ics"
    (tmp_path / "a.yaml").write_text(f"{HEAD}calendars:\n  - {{url: '{url}', prefix: osce-}}\n")
    done = podium(tmp_path, "check", "a.yaml")
    assert done.returncode == 0
    assert done.stdout.decode() == "a.yaml: 0 events in 1 agenda: 1 warning\n"
    assert done.stderr.decode() == (
        "calendar of tests, osce- (nowhere.invalid): "
        "nothing has been got yet, and nothing is fetched\n"
        "a.yaml:5:5: warning: nothing has been got of the calendar yet: none of its events is "
        "here (a running service gets it: podium serve)\n"
    )


def test_a_file_is_followed_as_the_service_follows_it(tmp_path: Path) -> None:
    def drawn(draw: str, *days: int) -> bytes:
        return calendar(*(vevent(f"{draw}{it}", f"202610{it}T090000Z", "Talks") for it in days))

    def load() -> tuple[list[Event], list[str]]:
        beside = CalendarsBeside(lambda: database, utc("2026-10-01 00:00"))
        loader = Loader(folder / "a.yaml", live=beside.known)
        events = [*loader.load().events]
        return events, [*beside.used(loader.calendars), *map(str, loader.warnings)]

    folder, database = tmp_path, f"sqlite:///{tmp_path}/podium.db"
    (folder / "a.yaml").write_text(f"{HEAD}calendars: [{{file: week.ics, prefix: osce-}}]\n")
    (folder / "week.ics").write_bytes(drawn("a", 12, 13, 14))
    before, _ = load()
    engine = open_database(database)
    (key,) = (it.key for it in _entries(folder / "a.yaml"))
    now = utc("2026-09-30 07:00")
    calendar_log = CalendarLog(engine)
    calendar_log.claim(key, None, now)
    state = CalendarState(drawn("a", 12, 13, 14), now.date())
    calendar_log.keep(key, KeptCalendar(state, now), now, has_changed=True)
    engine.dispose()

    (folder / "week.ics").write_bytes(drawn("b", 12, 13, 14, 15))
    events, told = load()
    assert [it.id for it in events][:3] == [it.id for it in before]
    assert told == [f"calendar of tests, osce- ({folder}/week.ics): 4 events, as the file is"]

    (folder / "week.ics").write_bytes(drawn("c", 13))
    events, told = load()
    assert [it.id for it in events] == [it.id for it in before]
    lost = "2 of its 3 events to come are not in it any more"
    assert told[0].endswith(f": 3 events, as it was got 2026-09-30 07:00 GMT: {lost}")
    assert f"the calendar is shown as it was got last: {lost}" in told[1]


def _entries(path: Path) -> tuple[CalendarEntry, ...]:
    loader = Loader(path)
    loader.load()
    return loader.calendars
