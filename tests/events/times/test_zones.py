"""What may be written as a zone, and what is meant by what may not."""

import re
from datetime import datetime

import pytest
import pytz

from events.errors import Refusal
from events.zones import parse_zone, tzinfo


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
