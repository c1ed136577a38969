"""What may be written as a time, and which instant it means."""

import importlib.resources
import re
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import pytest
import pytz
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
from events.times import Day, DayPart, Moment, Precision, Start, Undated
from events.wall_times import localize, resolve
from events.zones import parse_zone, tzinfo
from tests.events.builders import utc
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


@pytest.mark.parametrize("written", ["UTC", "Europe/Brussels", "Europe/Kiev"])
def test_a_zone_is_an_iana_name(written: str) -> None:
    assert parse_zone(written) == written


@pytest.mark.parametrize(
    ("written", "taken"),
    [
        ("US/Eastern", "America/New_York"),
        ("US/Arizona", "America/Phoenix"),
        ("Canada/Atlantic", "America/Halifax"),
        ("Canada/Newfoundland", "America/St_Johns"),
        ("Brazil/East", "America/Sao_Paulo"),
        ("Mexico/General", "America/Mexico_City"),
        ("Australia/NSW", "Australia/Sydney"),
    ],
)
def test_a_zone_named_for_a_part_of_a_country_is_taken_by_its_city(
    written: str, taken: str
) -> None:
    assert parse_zone(written) == taken


PARTED = [
    zone
    for zone in pytz.all_timezones
    if zone.startswith(("US/", "Canada/", "Brazil/", "Chile/", "Mexico/"))
]


@pytest.mark.parametrize("zone", PARTED)
def test_by_its_city_a_zone_keeps_the_same_clocks(zone: str) -> None:
    taken = parse_zone(zone)
    assert taken in pytz.common_timezones_set
    for month in range(1, 13):
        at = datetime(2026, month, 1, 12)
        assert tzinfo(taken).utcoffset(at) == tzinfo(zone).utcoffset(at)


def test_utc_and_gmt_are_one_zone() -> None:
    assert parse_zone("GMT") == parse_zone("UTC") == parse_zone("Etc/UTC") == "UTC"


def test_what_is_taken_of_the_area_etc_is_utc() -> None:
    taken = {name for name in pytz.all_timezones if re.fullmatch(r"Etc/[A-Za-z]+0?", name)}
    refused = {name for name in pytz.all_timezones if re.fullmatch(r"Etc/GMT[+-].*", name)}
    assert taken | refused == {name for name in pytz.all_timezones if name.startswith("Etc/")}
    for name in taken:
        assert parse_zone(name) == "UTC"
        assert not pytz.timezone(name).utcoffset(datetime(2022, 1, 12))


def abbreviation(written: str, may_be: str) -> str:
    return (
        f"'{written}' is an abbreviation, not a time zone: {written} may be {may_be} "
        f"(write the zone's IANA name, such as {may_be.split(',')[0]})"
    )


def offset(written: str) -> str:
    return (
        f"'{written}' is an offset, not a time zone "
        "(write the zone of the place, such as Europe/Brussels, or the time in UTC)"
    )


def posix_offset(written: str) -> str:
    return (
        f"'{written}' is an offset, not a time zone, and + in it is behind GMT "
        "(write the zone of the place, such as Europe/Brussels, or the time in UTC)"
    )


NO_GUESS = "write an IANA name such as Europe/Brussels, or UTC"


def unknown_zone(written: str, mend: str) -> str:
    return f"unknown time zone '{written}' ({mend})"


@pytest.mark.parametrize(
    ("written", "refusal"),
    [
        ("IST", abbreviation("IST", "Asia/Kolkata, Europe/Dublin, Asia/Jerusalem")),
        ("ist", abbreviation("ist", "Asia/Kolkata, Europe/Dublin, Asia/Jerusalem")),
        ("CET", abbreviation("CET", "Europe/Brussels, Europe/Berlin, Europe/Zurich")),
        ("CST", abbreviation("CST", "America/Chicago, Asia/Shanghai, America/Havana")),
        ("EST", abbreviation("EST", "America/New_York, America/Panama")),
        ("EDT", abbreviation("EDT", "America/New_York")),
        ("BST", abbreviation("BST", "Europe/London, Asia/Dhaka")),
        ("GST", abbreviation("GST", "Asia/Dubai")),
        ("MSK", abbreviation("MSK", "Europe/Moscow")),
        ("NZST", abbreviation("NZST", "Antarctica/McMurdo, Pacific/Auckland")),
        ("WIB", abbreviation("WIB", "Asia/Jakarta, Asia/Pontianak")),
        ("Z", "'Z' is not a zone name (write UTC)"),
        ("Zulu", "'Zulu' is not a zone name (write UTC)"),
        ("utc", "'utc' is not a zone name (write UTC)"),
        ("gmt", "'gmt' is not a zone name (write GMT)"),
        ("Gmt", "'Gmt' is not a zone name (write GMT)"),
        ("europe/brussels", unknown_zone("europe/brussels", "write Europe/Brussels")),
        ("Europe / Brussels", unknown_zone("Europe / Brussels", "write Europe/Brussels")),
        ("Europe, Brussels", unknown_zone("Europe, Brussels", "write Europe/Brussels")),
        ("America/New York", unknown_zone("America/New York", "write America/New_York")),
        ("america-new-york", unknown_zone("america-new-york", "write America/New_York")),
        ("Europe/Bruxelles", unknown_zone("Europe/Bruxelles", "did you mean Europe/Brussels?")),
        ("Europe/Moskow", unknown_zone("Europe/Moskow", "did you mean Europe/Moscow?")),
        ("Moscow time", unknown_zone("Moscow time", "did you mean Europe/Moscow?")),
        ("Brussels", unknown_zone("Brussels", "did you mean Europe/Brussels?")),
        ("Brussel", unknown_zone("Brussel", "did you mean Europe/Brussels?")),
        ("New_York", unknown_zone("New_York", "did you mean America/New_York?")),
        ("Geneva", unknown_zone("Geneva", "did you mean Europe/Zurich?")),
        ("Asia/Mumbai", unknown_zone("Asia/Mumbai", "did you mean Asia/Kolkata?")),
        ("Atlantis", unknown_zone("Atlantis", NO_GUESS)),
        ("GMT3", unknown_zone("GMT3", NO_GUESS)),
        ("+01:00", offset("+01:00")),
        ("GMT+1", offset("GMT+1")),
        ("utc-0530", offset("utc-0530")),
        ("Etc/GMT+3", posix_offset("Etc/GMT+3")),
        ("etc/gmt-14", posix_offset("etc/gmt-14")),
        ("", unknown_zone("", NO_GUESS)),
    ],
)
def test_what_is_no_zone_is_refused_with_what_it_may_mean(written: str, refusal: str) -> None:
    with pytest.raises(Refusal) as caught:
        parse_zone(written)
    assert str(caught.value) == refusal


@pytest.mark.parametrize(
    ("zone", "time", "readings"),
    [
        ("Europe/Brussels", "2022-03-27 02:30", "01:30 CET or 03:30 CEST"),
        ("Europe/Dublin", "2022-03-27 01:00", "00:00 GMT or 02:00 IST"),
        ("America/New_York", "2022-03-13 02:59", "01:59 EST or 03:59 EDT"),
        ("America/Havana", "2022-03-13 00:00", "23:00 CST or 01:00 CDT"),
        ("Africa/Casablanca", "2022-05-08 02:15", "01:15 +00 or 03:15 +01"),
        ("Africa/Cairo", "2024-04-26 00:30", "23:30 EET or 01:30 EEST"),
        ("Australia/Sydney", "2022-10-02 02:30", "01:30 AEST or 03:30 AEDT"),
        ("Australia/Lord_Howe", "2022-10-02 02:15", "01:45 +1030 or 02:45 +11"),
        ("America/Santiago", "2022-09-11 00:30", "23:30 -04 or 01:30 -03"),
        ("Pacific/Apia", "2011-12-30 12:00", "12:00 -10 or 12:00 +14"),
        ("Asia/Pyongyang", "2018-05-04 23:45", "23:15 KST or 00:15 KST"),
    ],
)
def test_a_time_that_the_clocks_skip_is_refused_with_both_readings(
    zone: str, time: str, readings: str
) -> None:
    with pytest.raises(Refusal) as caught:
        parse_start(time, zone)
    day, clock = time.split()
    assert caught.value.what == (
        f"{clock} on {day} does not exist in {zone}: the clocks skip it; it may mean {readings}"
    )


@pytest.mark.parametrize(
    ("zone", "time", "readings"),
    [
        ("Europe/Brussels", "2022-10-30 02:30", "at 00:30 UTC (CEST) and at 01:30 UTC (CET)"),
        ("Europe/Dublin", "2022-10-30 01:00", "at 00:00 UTC (IST) and at 01:00 UTC (GMT)"),
        ("America/New_York", "2022-11-06 01:59", "at 05:59 UTC (EDT) and at 06:59 UTC (EST)"),
        ("America/Havana", "2022-11-06 00:30", "at 04:30 UTC (CDT) and at 05:30 UTC (CST)"),
        ("Africa/Casablanca", "2022-03-27 02:15", "at 01:15 UTC (+01) and at 02:15 UTC (+00)"),
        ("Australia/Sydney", "2022-04-03 02:30", "at 15:30 UTC (AEDT) and at 16:30 UTC (AEST)"),
        ("Australia/Lord_Howe", "2022-04-03 01:45", "at 14:45 UTC (+11) and at 15:15 UTC (+1030)"),
        ("Europe/Moscow", "2014-10-26 01:30", "at 21:30 UTC (MSK) and at 22:30 UTC (MSK)"),
    ],
)
def test_a_time_that_happens_twice_is_refused_with_both_readings(
    zone: str, time: str, readings: str
) -> None:
    with pytest.raises(Refusal) as caught:
        parse_start(time, zone)
    day, clock = time.split()
    assert caught.value.what == f"{clock} on {day} happens twice in {zone}: {readings}"


@pytest.mark.parametrize(
    ("time", "mend"),
    [
        ("2022-03-27 02:30", "2022-03-27 00:30 UTC or 2022-03-27 01:30 UTC"),
        ("2022-10-30 02:30", "2022-10-30 00:30 UTC or 2022-10-30 01:30 UTC"),
    ],
)
def test_what_mends_a_refused_time_can_be_written_as_it_stands(time: str, mend: str) -> None:
    with pytest.raises(Refusal) as caught:
        parse_start(time, "Europe/Brussels")
    assert caught.value.mend == f"write the one that is meant in UTC: {mend}"
    for reading in mend.split(" or "):
        assert str(parse_start(reading, "Europe/Brussels")) == reading


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


@pytest.mark.parametrize(
    ("instant", "zone", "written"),
    [
        ("2022-01-12 09:00", "Europe/Brussels", "2022-01-12 10:00 Europe/Brussels"),
        ("2022-07-12 09:00", "Europe/Brussels", "2022-07-12 11:00 Europe/Brussels"),
        ("2022-10-30 00:30", "Europe/Brussels", "2022-10-30 00:30 UTC"),
        ("2022-10-30 01:30", "Europe/Brussels", "2022-10-30 01:30 UTC"),
        ("2022-10-30 02:00", "Europe/Brussels", "2022-10-30 03:00 Europe/Brussels"),
    ],
)
def test_an_instant_is_a_wall_time_unless_its_zone_shows_that_twice(
    instant: str, zone: str, written: str
) -> None:
    moment = Moment.of(utc(instant), zone)
    assert str(moment) == written
    assert moment.begins == utc(instant)


@pytest.mark.parametrize(
    ("zone", "day", "begins", "ends"),
    [
        ("Europe/Brussels", "2022-01-12", "2022-01-11 23:00", "2022-01-12 23:00"),
        ("Europe/Brussels", "2022-03-27", "2022-03-26 23:00", "2022-03-27 22:00"),
        ("Europe/Brussels", "2022-10-30", "2022-10-29 22:00", "2022-10-30 23:00"),
        # Midnight does not exist: the day begins at 01:00
        ("Africa/Cairo", "2024-04-26", "2024-04-25 22:00", "2024-04-26 21:00"),
        ("Asia/Beirut", "2022-03-27", "2022-03-26 22:00", "2022-03-27 21:00"),
        ("America/Havana", "2022-03-13", "2022-03-13 05:00", "2022-03-14 04:00"),
        ("America/Santiago", "2022-09-11", "2022-09-11 04:00", "2022-09-12 03:00"),
        # Midnight happens twice: the day begins with the first
        ("America/Havana", "2022-11-06", "2022-11-06 04:00", "2022-11-07 05:00"),
        # The hour before midnight happens twice
        ("Africa/Cairo", "2024-10-31", "2024-10-30 21:00", "2024-10-31 22:00"),
        ("America/Santiago", "2022-04-02", "2022-04-02 03:00", "2022-04-03 04:00"),
        # There was no such day
        ("Pacific/Apia", "2011-12-30", "2011-12-30 10:00", "2011-12-30 10:00"),
    ],
)
def test_a_day_is_as_long_as_its_zone_makes_it(zone: str, day: str, begins: str, ends: str) -> None:
    start = Day(date.fromisoformat(day), zone)
    assert start.begins == utc(begins)
    assert start.ends == utc(ends)


@pytest.mark.parametrize(
    ("zone", "wall", "instant"),
    [
        ("Europe/Brussels", "2022-03-26 18:00", "2022-03-26 17:00"),
        ("Europe/Brussels", "2022-03-27 02:30", "2022-03-27 01:30"),
        ("Europe/Brussels", "2022-10-30 02:30", "2022-10-30 00:30"),
        ("Europe/Dublin", "2022-10-30 01:30", "2022-10-30 00:30"),
    ],
)
def test_a_wall_time_of_ours_always_has_an_instant(zone: str, wall: str, instant: str) -> None:
    at = datetime.fromisoformat(wall)
    assert resolve(at, zone) == Day(at.date(), zone).at(at.time()) == utc(instant)


@cache
def other(zone: str) -> ZoneInfo:
    """The zone as Python's own zoneinfo has it, from the tzdata package and not the machine's."""
    folder = importlib.resources.files("tzdata").joinpath("zoneinfo")
    with folder.joinpath(*zone.split("/")).open("rb") as file:
        return ZoneInfo.from_file(file, key=zone)


def readings(wall: datetime, zone: str) -> list[datetime]:
    """The instants at which a zone's clocks show a wall time, as zoneinfo has it."""
    both = {wall.replace(tzinfo=other(zone), fold=fold).astimezone(UTC) for fold in (0, 1)}
    return sorted(it for it in both if it.astimezone(other(zone)).replace(tzinfo=None) == wall)


# The years for which both sources know offsets to the second: pytz rounds Liberia's of 1972.
years = st.datetimes(datetime(1973, 1, 1), datetime(2037, 12, 30))
all_zones = st.sampled_from(sorted(pytz.common_timezones))


@st.composite
def near_changes(draw: st.DrawFn) -> tuple[str, datetime]:
    """A zone, and a wall time within two hours of a change of its clocks."""
    zone = draw(all_zones)
    changes = [
        at for at in getattr(tzinfo(zone), "_utc_transition_times", []) if 1973 <= at.year <= 2037
    ]
    instant = draw(st.sampled_from(changes) if changes else years)
    shift = timedelta(minutes=draw(st.integers(-120, 120)))
    wall = (instant.replace(tzinfo=UTC) + shift).astimezone(other(zone)).replace(tzinfo=None)
    return zone, wall + timedelta(minutes=draw(st.sampled_from([-60, -30, 0, 30, 60])))


@given(st.tuples(all_zones, years) | near_changes())
def test_a_wall_time_is_taken_if_zoneinfo_knows_one_instant_for_it(
    at: tuple[str, datetime],
) -> None:
    zone, wall = at[0], at[1].replace(second=0, microsecond=0)
    known = readings(wall, zone)
    if len(known) == 1:
        assert localize(wall, zone) == known[0]
        return
    with pytest.raises(Refusal, match="happens twice" if known else "does not exist"):
        localize(wall, zone)


@given(near_changes())
def test_a_wall_time_of_ours_is_read_as_zoneinfo_reads_it(at: tuple[str, datetime]) -> None:
    zone, wall = at
    assert resolve(wall, zone) == wall.replace(tzinfo=other(zone)).astimezone(UTC)


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


@given(st.integers(0, 300), st.integers(0, 23), st.integers(1, 59))
def test_a_length_is_the_sum_of_its_parts(days: int, hours: int, minutes: int) -> None:
    written = f"{days} days {hours} hours {minutes} minutes"
    assert parse_duration(written) == timedelta(days=days, hours=hours, minutes=minutes)
