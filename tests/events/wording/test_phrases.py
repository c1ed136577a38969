"""Times in words."""

from datetime import UTC, date, datetime, timedelta

import pytest
import pytz

from events.model import Agenda, Agendas, Event, Place, Status
from events.wording.counts import span_phrase
from events.wording.english import ENGLISH
from events.wording.joined import titles_phrase
from events.wording.phrases import certainty_phrase, clock_city, end_phrase, gmt_phrase, when_phrase
from events.zones import current_name, tzinfo
from tests.events.builders import event, utc


def brussels(start: str, end: str | None = None) -> Event:
    return event(start=start, end=end, city="Brussels")


@pytest.mark.parametrize(
    ("made", "words"),
    [
        (
            brussels("2022-01-12 09:00 GMT"),
            "Wednesday 12 January 2022, 10:00 in Brussels (09:00 GMT)",
        ),
        (
            brussels("2022-07-12 09:00 GMT"),
            "Tuesday 12 July 2022, 11:00 in Brussels (09:00 GMT)",
        ),
        (
            brussels("about 2022-01-12 13:30 GMT"),
            "Wednesday 12 January 2022, around 14:30 in Brussels (13:30 GMT)",
        ),
        (
            brussels("2022-01-12 00:30"),
            "Wednesday 12 January 2022, 00:30 in Brussels (Tuesday 23:30 GMT)",
        ),
        (
            event(start="2022-01-12 10:00", city="London", timezone="Europe/London"),
            "Wednesday 12 January 2022, 10:00 in London (GMT)",
        ),
        (
            event(start="2022-01-12 10:00", timezone="America/New_York"),
            "Wednesday 12 January 2022, 10:00 in New York (15:00 GMT)",
        ),
        (
            event(start="2022-01-12 10:00", timezone="UTC"),
            "Wednesday 12 January 2022, 10:00 GMT",
        ),
        (
            event(start="about 2022-01-12 10:00", city="Reykjavik", timezone="GMT"),
            "Wednesday 12 January 2022, around 10:00 in Reykjavik (GMT)",
        ),
        (
            event(start="2022-01-12 15:00", place=Place("New York")),
            "Wednesday 12 January 2022, 15:00 in Brussels (14:00 GMT)",
        ),
        (
            event(start="2022-01-12 15:00", place=Place("New York"), timezone="UTC"),
            "Wednesday 12 January 2022, 15:00 GMT",
        ),
        (brussels("2022-01-10"), "Monday 10 January 2022, time to be announced"),
        (brussels("about 2022-01-10"), "around Monday 10 January 2022, time to be announced"),
    ],
)
def test_a_start_is_told_by_the_clocks_of_its_place_and_in_gmt(made: Event, words: str) -> None:
    assert when_phrase(made) == words


@pytest.mark.parametrize(
    ("made", "words"),
    [
        (brussels("2022-01-12 09:00"), "end not announced"),
        (brussels("2022-01-12"), "end not announced"),
        (brussels("2022-01-12 09:00", "12:00"), "until 12:00"),
        (brussels("2022-01-12 09:00", "2022-01-12 11:00 GMT"), "until 12:00"),
        (brussels("2022-01-12 09:00", "about 2022-01-12 12:00"), "until around 12:00"),
        (
            brussels("2022-01-12 22:00", "2022-01-13 01:00"),
            "until 01:00 on Thursday 13 January 2022",
        ),
        (
            brussels("2022-01-12 22:00", "2022-01-12 23:30 GMT"),
            "until 00:30 on Thursday 13 January 2022",
        ),
        (brussels("2022-01-12", "2022-01-14"), "until Friday 14 January 2022"),
        (brussels("2022-01-12", "about 2022-01-14"), "until around Friday 14 January 2022"),
    ],
)
def test_an_end_is_told_with_its_day_only_if_that_is_another(made: Event, words: str) -> None:
    assert end_phrase(made) == words


@pytest.mark.parametrize(
    ("start", "status", "words"),
    [
        ("2022-01-12 09:00", Status.CONFIRMED, "Exact time"),
        ("about 2022-01-12 09:00", Status.CONFIRMED, "Approximate time"),
        ("2022-01-12", Status.CONFIRMED, "Time to be announced"),
        ("about 2022-01-12", Status.CONFIRMED, "Approximate day"),
        ("about 2022-01-12 09:00", Status.TENTATIVE, "Tentative"),
        ("2022-01-12", Status.CANCELLED, "Cancelled"),
        ("2022-01-12 09:00", Status.POSTPONED, "Postponed, no new date yet"),
    ],
)
def test_certainty_is_told_in_a_few_words(start: str, status: Status, words: str) -> None:
    assert certainty_phrase(event(start=start, status=status)) == words


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (1, "1 minute"),
        (15, "15 minutes"),
        (59, "59 minutes"),
        (60, "1 hour"),
        (61, "1 hour 1 minute"),
        (150, "2 hours 30 minutes"),
        (23 * 60 + 59, "23 hours 59 minutes"),
        (24 * 60, "1 day"),
        (24 * 60 + 29, "1 day"),
        (25 * 60, "1 day 1 hour"),
        (2 * 24 * 60 - 1, "2 days"),
        (50 * 60, "2 days 2 hours"),
        (0, "1 minute"),
    ],
)
def test_a_span_is_told_to_the_precision_that_a_reader_needs(minutes: int, words: str) -> None:
    assert span_phrase(timedelta(minutes=minutes)) == words


def test_seconds_are_rounded() -> None:
    assert span_phrase(timedelta(seconds=59 * 60 + 40)) == "1 hour"
    assert span_phrase(timedelta(seconds=20)) == "1 minute"


def test_gmt_is_told_with_its_weekday_if_that_is_another() -> None:
    assert gmt_phrase(utc("2022-01-12 09:00"), date(2022, 1, 12)) == "09:00 GMT"
    assert gmt_phrase(utc("2022-01-11 23:30"), date(2022, 1, 12)) == "Tuesday 23:30 GMT"


def test_clocks_hang_in_the_city_or_else_where_the_zone_is_named_for() -> None:
    assert clock_city(event(city="Geneva", timezone="Europe/Zurich")) == "Geneva"
    assert clock_city(event(timezone="America/Argentina/Buenos_Aires")) == "Buenos Aires"
    assert clock_city(event(place=Place("New York"))) == "Brussels"
    assert clock_city(event(place=Place("New York"), timezone="UTC")) is None


@pytest.mark.parametrize(
    ("city", "zone", "start", "told"),
    [
        ("Bonn", "Europe/Berlin", "2022-01-12 10:00", "Bonn"),
        ("Bonn", "Europe/Brussels", "2022-01-12 10:00", "Bonn"),
        ("Vienna", "Europe/Brussels", "2022-07-12 10:00", "Vienna"),
        ("New York", "Europe/Brussels", "2022-01-12 10:00", "Brussels"),
        ("London", "Europe/Brussels", "2022-01-12 10:00", "Brussels"),
        # Both an hour ahead in winter, one of them in summer.
        ("Vienna", "Africa/Algiers", "2022-01-12 10:00", "Vienna"),
        ("Vienna", "Africa/Algiers", "2022-07-12 10:00", "Algiers"),
        ("Wandlitz", "Europe/Berlin", "2022-01-12 10:00", "Berlin"),
        # Retired names of zones give no city theirs.
        ("Somewhere", "Asia/Calcutta", "2022-01-12 10:00", "Kolkata"),
        ("Somewhere", "Europe/Kiev", "2022-01-12 10:00", "Kyiv"),
        ("Somewhere", "Asia/Saigon", "2022-01-12 10:00", "Ho Chi Minh"),
        ("Somewhere", "Australia/ACT", "2022-01-12 10:00", "Sydney"),
        ("New Delhi", "Asia/Calcutta", "2022-01-12 10:00", "New Delhi"),
        ("Somewhere", "Europe/Oslo", "2022-01-12 10:00", "Oslo"),
    ],
)
def test_a_time_is_told_by_its_place_if_that_keeps_the_same_clocks(
    city: str, zone: str, start: str, told: str
) -> None:
    assert clock_city(event(start=start, place=Place(city), timezone=zone)) == told


RETIRED = [
    zone
    for zone in pytz.all_timezones
    if ("/" in zone and zone not in pytz.common_timezones_set and not zone.startswith("Etc/"))
    or zone.startswith(("US/", "Canada/"))
]


@pytest.mark.parametrize("zone", RETIRED)
def test_a_retired_name_of_a_zone_is_told_by_one_in_use_with_the_same_clocks(zone: str) -> None:
    name = current_name(zone)
    assert name in pytz.common_timezones_set
    assert not name.startswith(("US/", "Canada/"))
    for year in range(1970, 2038):
        for month in (1, 4, 7, 10):
            instant = datetime(year, month, 15, tzinfo=UTC)
            told, meant = instant.astimezone(tzinfo(name)), instant.astimezone(tzinfo(zone))
            assert told.utcoffset() == meant.utcoffset()


LONG = "L" * 100


@pytest.mark.parametrize(
    ("titles", "words"),
    [
        ("A", "A"),
        ("A|B", "A and B"),
        ("A|B|C", "A, B and C"),
        ("A|B|C|D", "A, B and 2 others"),
        ("A|B|C|D|E", "A, B and 3 others"),
        ("A|A|B", "A and B"),
        (f"A|B|{LONG}|{LONG}2", "A, B and 2 others"),
        (f"{LONG}|{LONG}2", f"{LONG} and 1 other"),
        (f"{LONG}{LONG}", f"{LONG}{LONG}"),
    ],
)
def test_agendas_are_named_by_their_titles(titles: str, words: str) -> None:
    made = (Agenda(f"a{n}", title, "UTC", ()) for n, title in enumerate(titles.split("|")))
    assert titles_phrase(Agendas(tuple(made))) == words


def test_a_day_is_told_without_a_leading_zero() -> None:
    assert ENGLISH.day(date(2022, 1, 2)) == "Sunday 2 January 2022"
