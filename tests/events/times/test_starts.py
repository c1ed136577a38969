"""What may be written as a start, and which instant it means."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.errors import Refusal
from events.time_grammar import parse_start
from events.times import Day, DayPart, Moment, Precision, Start, Undated
from tests.events.strategies import instants, zones


def told(start: Start) -> str:
    """A start in words: what it is, and from when."""
    what = "a day" if isinstance(start, Day) else "a time"
    about = "about " if start.approximate else ""
    return f"{about}{what} in {start.zone}, from {start.begins:%Y-%m-%d %H:%M} UTC"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        # A time with its zone
        ("2022-01-12 09:00 GMT", "a time in UTC, from 2022-01-12 09:00 UTC"),
        ("2022-01-12 09:00 UTC", "a time in UTC, from 2022-01-12 09:00 UTC"),
        ("2022-01-12 9:00 GMT", "a time in UTC, from 2022-01-12 09:00 UTC"),
        ("2022-01-12T09:00 GMT", "a time in UTC, from 2022-01-12 09:00 UTC"),
        ("2022-01-12  09:00  GMT", "a time in UTC, from 2022-01-12 09:00 UTC"),
        ("2022-01-12 14:30 Asia/Kolkata", "a time in Asia/Kolkata, from 2022-01-12 09:00 UTC"),
        ("2022-01-12 14:45 Asia/Kathmandu", "a time in Asia/Kathmandu, from 2022-01-12 09:00 UTC"),
        ("2022-07-12 09:00 Europe/London", "a time in Europe/London, from 2022-07-12 08:00 UTC"),
        # A time without one: the zone of the place, or else of the agenda, here Brussels
        ("2022-01-12 10:00", "a time in Europe/Brussels, from 2022-01-12 09:00 UTC"),
        ("2022-07-12 10:00", "a time in Europe/Brussels, from 2022-07-12 08:00 UTC"),
        ("2022-01-12 00:00", "a time in Europe/Brussels, from 2022-01-11 23:00 UTC"),
        ("2022-01-12 23:59", "a time in Europe/Brussels, from 2022-01-12 22:59 UTC"),
        # About a time
        ("about 2022-01-12 13:30 GMT", "about a time in UTC, from 2022-01-12 13:30 UTC"),
        ("about 2022-01-12 10:00", "about a time in Europe/Brussels, from 2022-01-12 09:00 UTC"),
        # A day, whose time is to be announced
        ("2022-01-10", "a day in Europe/Brussels, from 2022-01-09 23:00 UTC"),
        ("about 2022-01-10", "about a day in Europe/Brussels, from 2022-01-09 23:00 UTC"),
        ("2024-02-29", "a day in Europe/Brussels, from 2024-02-28 23:00 UTC"),
        ("1970-01-01", "a day in Europe/Brussels, from 1969-12-31 23:00 UTC"),
        # A day needs no zone rules, whatever the year
        ("2150-06-01", "a day in Europe/Brussels, from 2150-05-31 23:00 UTC"),
        ("1815-06-09", "a day in Europe/Brussels, from 1815-06-08 23:42 UTC"),
        ("2037-12-31", "a day in Europe/Brussels, from 2037-12-30 23:00 UTC"),
    ],
)
def test_a_start_is_a_day_or_a_time(written: str, meant: str) -> None:
    assert told(parse_start(written, "Europe/Brussels")) == meant


OUTSIDE = "is outside 1970 to 2037 (time zone rules are known only for these years)"
NOT_A_START = (
    "is not a start (write a day, a time if known and its zone: 2022-01-12, 2022-01-12 09:00 GMT, "
    "about 2022-01-12 13:30 Europe/Brussels or 2022-01-12 afternoon)"
)


@pytest.mark.parametrize(
    ("written", "refusal"),
    [
        ("", f"'' {NOT_A_START}"),
        ("tomorrow", f"'tomorrow' {NOT_A_START}"),
        ("09:00", f"'09:00' {NOT_A_START}"),
        ("12 January 2022", f"'12 January 2022' {NOT_A_START}"),
        ("12/01/2022", f"'12/01/2022' {NOT_A_START}"),
        ("2022-1-12", f"'2022-1-12' {NOT_A_START}"),
        ("22-01-12", f"'22-01-12' {NOT_A_START}"),
        ("2022-01-12 GMT", f"'2022-01-12 GMT' {NOT_A_START}"),
        ("2022-01-12 9", f"'2022-01-12 9' {NOT_A_START}"),
        ("2022-01-12 9am", f"'2022-01-12 9am' {NOT_A_START}"),
        ("2022-01-12 09:00:00", f"'2022-01-12 09:00:00' {NOT_A_START}"),
        ("2022-01-12T09:00Z", f"'2022-01-12T09:00Z' {NOT_A_START}"),
        ("2022-01-12T T09:00", f"'2022-01-12T T09:00' {NOT_A_START}"),
        ("2022-01-12 09:00+01:00", f"'2022-01-12 09:00+01:00' {NOT_A_START}"),
        ("about2022-01-12", f"'about2022-01-12' {NOT_A_START}"),
        ("About 2022-01-12", f"'About 2022-01-12' {NOT_A_START}"),
        ("2022-01-12\n", f"'2022-01-12\\n' {NOT_A_START}"),
        ("٢٠٢٢-٠١-١٢", f"'٢٠٢٢-٠١-١٢' {NOT_A_START}"),
        ("2022-02-30", "there is no day 2022-02-30 (check year, month and day)"),
        ("2022-13-01", "there is no day 2022-13-01 (check year, month and day)"),
        ("2023-02-29", "there is no day 2023-02-29 (check year, month and day)"),
        ("0000-01-01", "there is no day 0000-01-01 (check year, month and day)"),
        ("1582-10-14", "the year 1582 is outside 1583 to 9998 (check the year)"),
        ("9999-01-01", "the year 9999 is outside 1583 to 9998 (check the year)"),
        (
            "1969-12-31 09:00",
            f"the year 1969 {OUTSIDE}",
        ),
        (
            "2038-01-01 09:00",
            f"the year 2038 {OUTSIDE}",
        ),
        (
            "2022-01-12 24:00",
            "there is no time 24:00 (hours go from 00 to 23, minutes from 00 to 59)",
        ),
        (
            "2022-01-12 09:60",
            "there is no time 09:60 (hours go from 00 to 23, minutes from 00 to 59)",
        ),
    ],
)
def test_anything_else_is_refused(written: str, refusal: str) -> None:
    with pytest.raises(Refusal) as caught:
        parse_start(written, "Europe/Brussels")
    assert str(caught.value) == refusal


@pytest.mark.parametrize(
    ("written", "wrong"),
    [
        ("about 2022-02-30 09:00 GMT", "2022-02-30 09:00 GMT"),
        ("about 2022-01-12 29:00 GMT", "29:00 GMT"),
        ("about 2022-01-12 09:00 IST", "IST"),
        ("about 2022-03-27 02:30", "02:30"),
    ],
)
def test_a_refusal_points_to_the_part_that_is_wrong(written: str, wrong: str) -> None:
    with pytest.raises(Refusal) as caught:
        parse_start(written, "Europe/Brussels")
    assert written[caught.value.offset :] == wrong


@given(zones, instants)
def test_a_moment_keeps_its_instant(zone: str, instant: datetime) -> None:
    assert Moment.of(instant, zone).begins == instant


@given(zones, instants, st.booleans())
def test_a_start_reads_back_as_it_was_written(zone: str, instant: datetime, about: bool) -> None:
    moment = Moment.of(instant, zone)
    starts: list[Start] = [
        *(Moment(moment.wall, moment.zone, precision) for precision in Precision),
        Day(moment.date, moment.zone, about),
        *(Day(moment.date, moment.zone, part=part) for part in DayPart),
        Undated.month(moment.date.year, moment.date.month, moment.zone),
        Undated.week(moment.date - timedelta(moment.date.weekday()), moment.zone),
    ]
    for start in starts:
        assert parse_start(str(start), start.zone) == start
