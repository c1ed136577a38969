"""A plain rule is one series, of the same instants as recurring-ical-events gives."""

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import icalendar
import pytest
import recurring_ical_events

from events.foreign.reading.occurrences import Window
from events.model import Event
from events.times import Day, DayPart, Moment
from tests.events.foreign.importing import WINDOW, calendar, event, imported, loaded

PARIS = "DTSTART;TZID=Europe/Paris:{}"
FRIDAY = PARIS.format("20261204T100000")
HOUR = "DTEND;TZID=Europe/Paris:20261204T110000"
EASTERN = [
    *("BEGIN:VTIMEZONE", "TZID:Eastern Standard Time"),
    *("BEGIN:STANDARD", "DTSTART:16010101T020000", "TZOFFSETFROM:-0400", "TZOFFSETTO:-0500"),
    *("RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=11", "END:STANDARD"),
    *("BEGIN:DAYLIGHT", "DTSTART:16010101T020000", "TZOFFSETFROM:-0500", "TZOFFSETTO:-0400"),
    *("RRULE:FREQ=YEARLY;BYDAY=2SU;BYMONTH=3", "END:DAYLIGHT", "END:VTIMEZONE"),
]


def changed(day: str, *lines: str, start: str, title: str = "Talks") -> list[str]:
    """The lines of an occurrence that is otherwise: its day by the rule, and its start."""
    return [
        *("BEGIN:VEVENT", "UID:1@x", f"SUMMARY:{title}", f"RECURRENCE-ID{day}", start),
        *(*lines, "END:VEVENT"),
    ]


GOOGLE = [
    *event(
        "RRULE:FREQ=WEEKLY;WKST=MO;UNTIL=20270401T215959Z;BYDAY=FR",
        *(HOUR, "EXDATE;TZID=Europe/Paris:20261225T100000", "STATUS:CONFIRMED"),
        start=FRIDAY,
    ),
    *changed(
        ";TZID=Europe/Paris:20261211T100000",
        "DTEND;TZID=Europe/Paris:20261210T170000",
        start=PARIS.format("20261210T160000"),
    ),
    *changed(
        ";TZID=Europe/Paris:20270101T100000",
        *("DTEND;TZID=Europe/Paris:20270101T110000", "STATUS:CANCELLED"),
        start=PARIS.format("20270101T100000"),
    ),
]
OUTLOOK = [
    *EASTERN,
    *event(
        "RRULE:FREQ=MONTHLY;UNTIL=20270602T130000Z;INTERVAL=1;BYDAY=WE;BYSETPOS=1",
        *("DTEND;TZID=Eastern Standard Time:20261202T093000", "SEQUENCE:4"),
        start="DTSTART;TZID=Eastern Standard Time:20261202T090000",
    ),
    *changed(
        ";TZID=Eastern Standard Time:20270203T090000",
        "DTEND;TZID=Eastern Standard Time:20270203T093000",
        start="DTSTART;TZID=Eastern Standard Time:20270203T090000",
        title="Canceled: Talks",
    ),
]
APPLE = [
    *event(
        "RRULE:FREQ=DAILY;COUNT=8;INTERVAL=2",
        *("DURATION:PT45M", "EXDATE;TZID=Europe/Paris:20261208T100000"),
        start=FRIDAY,
    ),
    *changed(
        ":20261210T090000Z",
        *("DURATION:PT45M", "LOCATION:Rome"),
        start=PARIS.format("20261210T113000"),
    ),
]


def rule(text: str, *lines: str, start: str = FRIDAY) -> list[str]:
    return event(f"RRULE:{text}", *lines, start=start)


@pytest.mark.parametrize(
    ("lines", "repeats"),
    [
        (GOOGLE, "{every: week, until: 2027-03-26, except: [2026-12-25]}"),
        (OUTLOOK, "{every: month, on: first Wednesday, until: 2027-06-02}"),
        (APPLE, "{every: 2 days, until: 2026-12-18, except: [2026-12-08]}"),
        (rule("FREQ=DAILY;COUNT=4", HOUR), "{every: day, until: 2026-12-07}"),
        (rule("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;COUNT=7"), "{every: weekday, until: 2026-12-14}"),
        (rule("FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR;COUNT=3"), "{every: weekday, until: 2026-12-08}"),
        (rule("FREQ=WEEKLY;BYDAY=FR,MO;COUNT=4"),
         "{every: week, on: [Monday, Friday], until: 2026-12-14}"),
        (rule("FREQ=WEEKLY;INTERVAL=2;WKST=SU;COUNT=9"), "{every: 2 weeks, until: 2027-03-26}"),
        (rule("FREQ=MONTHLY;BYMONTHDAY=4;COUNT=6"), "{every: month, until: 2027-05-04}"),
        (rule("FREQ=MONTHLY;INTERVAL=3;BYDAY=1FR;COUNT=3"),
         "{every: 3 months, on: first Friday, until: 2027-06-04}"),
        (rule("FREQ=MONTHLY;BYDAY=-1TH,1FR;COUNT=3"),
         "{every: month, on: [first Friday, last Thursday], until: 2027-01-01}"),
        (rule("FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=4", start=PARIS.format("20261231T180000")),
         "{every: month, on: last day, until: 2027-03-31}"),
        (rule("FREQ=DAILY;COUNT=3", start="DTSTART;VALUE=DATE:20261204"),
         "{every: day, until: 2026-12-06}"),
        (rule("FREQ=DAILY;COUNT=3", "DTEND:20261205T003000Z", start="DTSTART:20261204T223000Z"),
         "{every: day, until: 2026-12-06}"),  # over midnight, in UTC
    ],
)  # fmt: skip
def test_a_plain_rule_is_a_series(tmp_path: Path, lines: list[str], repeats: str) -> None:
    content = calendar(*lines)
    found = imported(content)
    assert not found.losses
    assert f"\n    repeats: {repeats}\n" in found.text
    assert found.text.count("- id:") == 1
    assert "- id: talks\n" in found.text
    events = loaded(found.text, tmp_path)
    assert found.events == len(events)
    assert {*map(_instants, events)} == expected(content)
    assert len({it.id for it in events}) == len(events)


@pytest.mark.parametrize(
    "lines",
    [
        rule("FREQ=WEEKLY;COUNT=5", start="DTSTART:20270312T090000Z"),  # other hours in summer
        rule("FREQ=MONTHLY;COUNT=4", start=PARIS.format("20261231T100000")),  # months without
        rule("FREQ=MONTHLY;BYMONTHDAY=4,18;COUNT=4"),
        rule("FREQ=MONTHLY;BYDAY=5FR;COUNT=2", start=PARIS.format("20270129T100000")),
        rule("FREQ=WEEKLY;BYMONTH=12;COUNT=5"),
        rule("FREQ=YEARLY;COUNT=2", start=PARIS.format("20261204T100000")),
        rule("FREQ=WEEKLY;COUNT=3", "RDATE;TZID=Europe/Paris:20261209T100000"),
        rule("FREQ=DAILY;BYHOUR=10,15;COUNT=4"),
        rule("FREQ=DAILY;BYHOUR=10;BYMINUTE=0,20,40;COUNT=7", start="DTSTART:20270326T100000Z"),
        rule("FREQ=HOURLY;INTERVAL=5;COUNT=9"),
        rule("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=3"),
        rule("FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO;COUNT=2"),
        rule("FREQ=WEEKLY;BYDAY=MO;COUNT=3"),  # its first day is none of the rule's
        rule("FREQ=DAILY;COUNT=4", start=PARIS.format("20270327T023000")),  # an hour is skipped
        rule("FREQ=WEEKLY;COUNT=1"),
    ],
)
def test_what_no_series_says_is_expanded(tmp_path: Path, lines: list[str]) -> None:
    content = calendar(*lines)
    found = imported(content, zone="Europe/Paris")
    assert "repeats:" not in found.text
    assert {*map(_instants, loaded(found.text, tmp_path))} == expected(content)


def test_changes_are_in_the_series_and_a_day_without_what_it_has_is_an_event_of_its_own(
    tmp_path: Path,
) -> None:
    found = imported(calendar(*GOOGLE))
    assert (
        "    changes:\n"
        "      2026-12-11:\n"
        "        start: 2026-12-10 16:00 Europe/Paris\n"
        "        end: 17:00\n"
        "      2027-01-01: {status: cancelled}\n"
    ) in found.text
    lines = [
        *rule("FREQ=WEEKLY;COUNT=3", "LOCATION:Paris", "DESCRIPTION:Doors open at nine."),
        *changed(";TZID=Europe/Paris:20261211T100000", start=PARIS.format("20261211T100000")),
    ]
    found = imported(calendar(*lines))
    assert "until: 2026-12-18, except: [2026-12-11]}" in found.text
    events = {it.id: it for it in loaded(found.text, tmp_path)}
    assert sorted(events) == ["talks-2026-12-04", "talks-2026-12-11", "talks-2026-12-18"]
    assert events["talks-2026-12-11"].place is None


def test_what_is_asked_of_a_series_is_asked_once(tmp_path: Path) -> None:
    found = imported(calendar(*rule("FREQ=DAILY;COUNT=3", start="DTSTART:20261204T100000")))
    assert found.text.count("# ? at 10:00, by clocks that it does not name") == 1
    assert [str(it.start) for it in loaded(found.text, tmp_path)] == [
        *("2026-12-04", "2026-12-05", "2026-12-06")
    ]


def test_two_series_of_one_title_have_ids_of_their_own(tmp_path: Path) -> None:
    lines = [
        *rule("FREQ=DAILY;COUNT=3"),
        *event("RRULE:FREQ=DAILY;COUNT=2", start=PARIS.format("20261205T150000"), uid="2"),
        *event(start=PARIS.format("20261206T180000"), uid="3"),
    ]
    found = imported(calendar(*lines))
    assert "- id: talks\n" in found.text
    assert "- id: talks-2\n" in found.text
    assert len(loaded(found.text, tmp_path)) == 6


def test_a_series_in_a_window_that_is_given(tmp_path: Path) -> None:
    window = Window(date(2027, 3, 20), date(2027, 4, 5), is_given=True)
    content = calendar(*GOOGLE)
    found = imported(content, window=window)
    assert "start: 2027-03-26 10:00 Europe/Paris" in found.text
    assert {*map(_instants, loaded(found.text, tmp_path))} == expected(content, window)


def test_what_goes_on_and_on_is_a_series_in_the_window(tmp_path: Path) -> None:
    content = calendar(*rule("FREQ=WEEKLY;BYDAY=TU,WE", start=PARIS.format("20200107T100000")))
    found = imported(content)
    assert "{every: week, on: [Tuesday, Wednesday], until: 2027-11-30}" in found.text
    assert "# it recurs from 2020-01-07 on: these are from 2026-12-01" in found.text
    assert {*map(_instants, loaded(found.text, tmp_path))} == expected(content, WINDOW)


WHOLE = Window(date(2026, 1, 1), date(2029, 12, 31))
Instants = tuple[datetime, datetime | None, bool]


def _instants(it: Event) -> Instants:
    if isinstance(it.start, Day):
        assert it.start.part is DayPart.ALL_DAY
        return datetime.combine(it.start.date, time(), UTC), None, False
    end = it.end.begins if isinstance(it.end, Moment) else None
    return it.start.begins.astimezone(UTC), end, it.status == "cancelled"


def expected(content: bytes, window: Window = WHOLE) -> set[Instants]:
    """The instants that recurring-ical-events gives by itself: whole, or in the window."""
    query = recurring_ical_events.of(icalendar.Calendar.from_ical(content))
    found = set()
    for it in query.between(window.first, window.last + timedelta(days=1)):
        start, end = (_utc(it[key].dt) for key in ("DTSTART", "DTEND"))
        is_cancelled = it.get("STATUS") == "CANCELLED" or "Canceled" in it["SUMMARY"]
        has_end = end > start and isinstance(it["DTEND"].dt, datetime)
        found.add((start, end if has_end else None, is_cancelled))
    return found


def _utc(it: date) -> datetime:
    if isinstance(it, datetime):
        return it.astimezone(UTC)
    return datetime.combine(it, time(), UTC)


def test_a_series_with_more_changes_than_a_file_holds_is_written_by_its_days() -> None:
    start = "DTSTART;TZID=Europe/Paris:2026{:02}{:02}T100000"
    lines = event("RRULE:FREQ=DAILY;COUNT=300", start=start.format(1, 1))
    for day in range(1, 29):
        for month in range(1, 7):
            named = start.format(month, day).replace("DTSTART", "RECURRENCE-ID")
            text = f"DESCRIPTION:{'At another hour. ' * 10}"
            lines += event(named, text, start=start.format(month, day).replace("T10", "T11"))
    found = imported(calendar(*lines))
    assert (found.events, found.losses) == (300, ())
