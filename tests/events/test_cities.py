"""The zone that is proposed for a city."""

import pytest
import pytz

from events.cities import CITIES, nearest_city, zone_of_city


@pytest.mark.parametrize("zone", CITIES)
def test_each_city_is_known_by_a_zone_that_there_is(zone: str) -> None:
    assert zone in pytz.common_timezones_set
    assert {zone_of_city(city) for city in CITIES[zone].split(", ")} == {zone}


def test_no_city_stands_in_two_zones() -> None:
    cities = [city for some in CITIES.values() for city in some.split(", ")]
    assert len(cities) == len(set(cities))


@pytest.mark.parametrize("zone", pytz.common_timezones)
def test_a_zone_is_proposed_for_the_city_that_it_is_named_for(zone: str) -> None:
    city = zone.rpartition("/")[2]
    hardly_meant = {"San_Juan": "America/Puerto_Rico", "Petersburg": "Europe/Moscow"}
    known = None if zone in ("UTC", "GMT") or zone.startswith(("US/", "Canada/")) else zone
    assert zone_of_city(f"Europe/{city}") == hardly_meant.get(city, known)


@pytest.mark.parametrize(
    ("written", "zone"),
    [
        ("Europe/Geneva", "Europe/Zurich"),
        ("Europe/Hague", "Europe/Amsterdam"),
        ("The_Hague", "Europe/Amsterdam"),
        ("Europe/Strasbourg", "Europe/Paris"),
        ("Europe/Kazan", "Europe/Moscow"),
        ("Europe/St._Petersburg", "Europe/Moscow"),
        ("Ankara", "Europe/Istanbul"),
        ("Asia/Doha", "Asia/Qatar"),
        ("Asia/Mumbai", "Asia/Kolkata"),
        ("Asia/New_Delhi", "Asia/Kolkata"),
        ("Asia/Hanoi", "Asia/Ho_Chi_Minh"),
        ("Asia/Islamabad", "Asia/Karachi"),
        ("Africa/Rabat", "Africa/Casablanca"),
        ("America/Washington", "America/New_York"),
        ("Washington, D.C.", "America/New_York"),
        ("BRASÍLIA", "America/Sao_Paulo"),
        ("Brasi\u0301lia", "America/Sao_Paulo"),
        ("Izmi\u0307r", "Europe/Istanbul"),
        ("UK/London", "Europe/London"),
        ("Moskow", "Europe/Moscow"),  # another letter
        ("Strassbourg", "Europe/Paris"),  # one too many
        ("Helsiki", "Europe/Helsinki"),  # one too few
        ("Lodnon", "Europe/London"),  # two that are swapped
    ],
)
def test_a_city_is_found_whatever_stands_before_it(written: str, zone: str) -> None:
    assert zone_of_city(written) == zone


@pytest.mark.parametrize(
    "written",
    [
        "Bergen",  # not Bern
        "Europe/Bremen",  # not Bermuda
        "Namur",  # not Nauru
        "Asia/Oman",  # not Amman
        "Lina",  # Lima or Linz
        "Europe/Germany",  # not Guernsey
        "US/Eastren",
        "Europe/",
        "",
    ],
)
def test_no_zone_is_proposed_where_another_city_may_be_meant(written: str) -> None:
    assert zone_of_city(written) is None


def test_a_city_beside_a_zone_is_no_slip() -> None:
    assert nearest_city("rope/Brussels}") is None
