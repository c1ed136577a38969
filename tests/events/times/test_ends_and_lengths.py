"""What may be written as an end, a length of time, a day or a time of day."""

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.errors import Refusal
from events.time_grammar import (
    parse_day,
    parse_duration,
    parse_end,
    parse_length,
    parse_start,
    parse_time,
)

OUTSIDE = "is outside 1970 to 2037 (time zone rules are known only for these years)"


@pytest.mark.parametrize(
    ("start", "end", "meant"),
    [
        ("2022-01-12 09:00 GMT", "12:00", "2022-01-12 12:00 UTC"),
        ("2022-01-12 09:00", "9:30", "2022-01-12 09:30 Europe/Brussels"),
        ("about 2022-01-12 09:00", "12:00", "2022-01-12 12:00 Europe/Brussels"),
        ("2022-01-12 09:00 GMT", "2022-01-12 12:00", "2022-01-12 12:00 UTC"),
        ("2022-01-12 09:00 GMT", "2022-01-13 01:00", "2022-01-13 01:00 UTC"),
        ("2022-01-12 09:00 GMT", "2022-01-12 12:00 UTC", "2022-01-12 12:00 UTC"),
        ("2022-01-12 09:00 GMT", "about 2022-01-12 12:00", "about 2022-01-12 12:00 UTC"),
        ("2022-01-12", "2022-01-14", "2022-01-14"),
        ("2022-01-12", "about 2022-01-14", "about 2022-01-14"),
    ],
)
def test_an_end_is_a_time_of_the_same_day_or_written_as_a_start(
    start: str, end: str, meant: str
) -> None:
    assert str(parse_end(end, parse_start(start, "Europe/Brussels"))) == meant


@pytest.mark.parametrize(
    ("start", "end", "refusal"),
    [
        (
            "2022-01-12",
            "12:00",
            (
                "the end has a time, 12:00, and the start has none "
                "(give the start a time, or make the end a day)"
            ),
        ),
        (
            "2022-01-12 22:00",
            "2:00",
            (
                "the end, 2:00, is not after the start, 22:00 "
                "(if it ends on the next day, write 2022-01-13 02:00; else check both)"
            ),
        ),
        (
            "2022-01-31 22:00 GMT",
            "22:00",
            (
                "the end, 22:00, is not after the start, 22:00 "
                "(if it ends on the next day, write 2022-02-01 22:00; else check both)"
            ),
        ),
        (
            "2022-01-12 09:00",
            "noon",
            "'noon' is not an end (write it as 12:00, or with its day: 2022-01-12 12:00)",
        ),
        (
            "2022-01-12 09:00",
            "24:00",
            "there is no time 24:00 (hours go from 00 to 23, minutes from 00 to 59)",
        ),
    ],
)
def test_any_other_end_is_refused(start: str, end: str, refusal: str) -> None:
    with pytest.raises(Refusal) as caught:
        parse_end(end, parse_start(start, "Europe/Brussels"))
    assert str(caught.value) == refusal


@pytest.mark.parametrize(
    ("start", "length", "end"),
    [
        ("2022-01-12 09:00 GMT", "90 minutes", "2022-01-12 10:30 UTC"),
        ("2022-01-12 23:00", "2 hours", "2022-01-13 01:00 Europe/Brussels"),
        ("about 2022-01-12 13:30 GMT", "1 hour", "about 2022-01-12 14:30 UTC"),
        # A length is by the watch: the hour that the clocks skip is not part of it
        ("2022-03-27 01:00", "2 hours", "2022-03-27 04:00 Europe/Brussels"),
        ("2022-03-26 10:00", "1 day", "2022-03-27 11:00 Europe/Brussels"),
        # An end in the hour that happens twice can only be told in UTC
        ("2022-10-30 01:00", "2 hours", "2022-10-30 01:00 UTC"),
        ("2022-10-30 01:00", "3 hours", "2022-10-30 03:00 Europe/Brussels"),
    ],
)
def test_a_length_of_time_leads_to_an_end(start: str, length: str, end: str) -> None:
    assert str(parse_length(length, parse_start(start, "Europe/Brussels"))) == end


@pytest.mark.parametrize(
    ("start", "refusal"),
    [
        (
            "2022-01-12",
            (
                "a duration needs a start with a time "
                "(give the start a time, or write end: and the last day)"
            ),
        ),
        (
            "2037-12-31 23:00",
            f"the year 2038 {OUTSIDE}",
        ),
    ],
)
def test_a_length_that_leads_nowhere_is_refused(start: str, refusal: str) -> None:
    with pytest.raises(Refusal) as caught:
        parse_length("2 hours", parse_start(start, "Europe/Brussels"))
    assert str(caught.value) == refusal


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("1 minute", timedelta(minutes=1)),
        ("15 minutes", timedelta(minutes=15)),
        ("90 minutes", timedelta(hours=1, minutes=30)),
        ("1 hour 30 minutes", timedelta(hours=1, minutes=30)),
        ("2 days", timedelta(days=2)),
        ("1 week", timedelta(weeks=1)),
        ("1  week  2 days 3 hours 4 minutes", timedelta(weeks=1, days=2, hours=3, minutes=4)),
        ("366 days", timedelta(days=366)),
    ],
)
def test_a_length_of_time_is_numbers_and_units(written: str, meant: timedelta) -> None:
    assert parse_duration(written) == meant


NOT_A_LENGTH = "is not a length of time (write 15 minutes, 1 hour, 2 days or 1 hour 30 minutes)"
OUT_OF_RANGE = "is out of range (write between 1 minute and 366 days)"


@pytest.mark.parametrize(
    ("written", "refusal"),
    [
        ("", f"'' {NOT_A_LENGTH}"),
        ("soon", f"'soon' {NOT_A_LENGTH}"),
        ("1h", f"'1h' {NOT_A_LENGTH}"),
        ("15", f"'15' {NOT_A_LENGTH}"),
        ("15 min", f"'15 min' {NOT_A_LENGTH}"),
        ("an hour", f"'an hour' {NOT_A_LENGTH}"),
        ("1 hour and 30 minutes", f"'1 hour and 30 minutes' {NOT_A_LENGTH}"),
        ("1 hour30 minutes", f"'1 hour30 minutes' {NOT_A_LENGTH}"),
        ("1.5 hours", f"'1.5 hours' {NOT_A_LENGTH}"),
        ("-1 hour", f"'-1 hour' {NOT_A_LENGTH}"),
        ("1 hour\n", f"'1 hour\\n' {NOT_A_LENGTH}"),
        ("٣ hours", f"'٣ hours' {NOT_A_LENGTH}"),
        ("1 month", f"'1 month' {NOT_A_LENGTH}"),
        ("0 minutes", f"0 minutes {OUT_OF_RANGE}"),
        ("366 days 1 minute", f"366 days 1 minute {OUT_OF_RANGE}"),
        ("9999 weeks", f"9999 weeks {OUT_OF_RANGE}"),
    ],
)
def test_any_other_length_is_refused(written: str, refusal: str) -> None:
    with pytest.raises(Refusal) as caught:
        parse_duration(written)
    assert str(caught.value) == refusal


def test_a_day_and_a_time_of_day_are_taken_alone_too() -> None:
    assert parse_day("2022-01-12") == date(2022, 1, 12)
    assert parse_time("9:05") == time(9, 5)
    with pytest.raises(Refusal, match=r"^'12 Jan' is not a day"):
        parse_day("12 Jan")
    with pytest.raises(Refusal, match=r"^'9\.05' is not a time"):
        parse_time("9.05")


@given(st.integers(0, 300), st.integers(0, 23), st.integers(1, 59))
def test_a_length_is_the_sum_of_its_parts(days: int, hours: int, minutes: int) -> None:
    written = f"{days} days {hours} hours {minutes} minutes"
    assert parse_duration(written) == timedelta(days=days, hours=hours, minutes=minutes)
