"""JSCalendar (RFC 8984): what programs that would rather read JSON are told."""

import json
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.publishing.parts.feeds import jscalendar_feed
from bot.publishing.publication import Publication
from events.definitions.loader import load
from events.model import Agenda, Agendas, Event, Place, Source, Status
from events.revisions import first_revisions
from events.zones import tzinfo
from tests.events.builders import BUNDLED, SITE, agendas, event
from tests.events.strategies import events
from tests.examples import examples

LOCAL = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d")
weeks = st.lists(events(), max_size=4, unique_by=lambda made: made.id).map(
    lambda made: agendas(*made)
)


def group(week: Agendas, url: str | None = SITE) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(written(week, url))
    return read


def written(week: Agendas, url: str | None = SITE) -> bytes:
    return jscalendar_feed(Publication(week, first_revisions(week), url))


def entry(made: Event, url: str | None = SITE) -> dict[str, Any]:
    (only,) = group(agendas(made), url)["entries"]
    found: dict[str, Any] = only
    return found


def test_the_bundled_week_is_a_group_of_its_events() -> None:
    week = group(load(BUNDLED))

    assert week["@type"] == "Group"
    assert week["title"] == "Security talks in Europe, January 2022"
    assert week["source"] == f"{SITE}/calendar.json"
    assert [each["title"] for each in week["entries"]] == [
        "US–Russia talks (time to be announced)",
        "NATO–Russia Council",
        "Press conference by the NATO Secretary-General (time approximate)",
        "Talks with the OSCE (time to be announced)",
    ]


def test_the_group_keeps_its_uid_when_there_is_a_second_agenda() -> None:
    week = agendas(event())
    both = Agendas((*week.agendas, Agenda("other", "Other", "UTC", ())))

    assert group(week)["uid"] == group(both)["uid"]


def test_a_group_has_the_uid_of_no_other_site_and_the_same_events() -> None:
    """RFC 8984 §4.1.2: globally unique."""
    groups = [group(agendas(event()), url) for url in (SITE, "https://other.example", None)]

    assert [each["uid"] for each in groups] == [
        f"{SITE}/calendar.json",
        "https://other.example/calendar.json",
        "calendar.json@podium.alt",
    ]
    assert len({each["entries"][0]["uid"] for each in groups}) == 1


def test_a_moment_is_a_local_time_in_its_zone() -> None:
    made = entry(event(start="2022-01-12 10:00", end="2022-01-12 12:30"))

    assert made["start"] == "2022-01-12T10:00:00"
    assert made["timeZone"] == "Europe/Brussels"
    assert made["duration"] == "PT2H30M"
    assert "showWithoutTime" not in made


def test_greenwich_time_is_etc_utc() -> None:
    assert entry(event(start="2022-01-12 09:00 GMT"))["timeZone"] == "Etc/UTC"


def test_a_length_counts_the_hours_that_really_pass() -> None:
    made = entry(event(start="2022-03-27 00:30", end="2022-03-27 04:30"))

    assert made["duration"] == "PT3H"


def test_a_day_floats_and_has_no_time() -> None:
    made = entry(event(start="2022-01-12", end="2022-01-13"))

    assert made["start"] == "2022-01-12T00:00:00"
    assert made["showWithoutTime"] is True
    assert made["duration"] == "P2D"
    assert made["freeBusyStatus"] == "free"
    assert "timeZone" not in made


@pytest.mark.parametrize(
    ("status", "written"),
    [
        (Status.CONFIRMED, "confirmed"),
        (Status.TENTATIVE, "tentative"),
        (Status.POSTPONED, "tentative"),
        (Status.CANCELLED, "cancelled"),
    ],
)
def test_each_status_is_one_of_the_standards(status: Status, written: str) -> None:
    assert entry(event(status=status))["status"] == written


def test_a_place_tells_where_it_is_without_an_exponent() -> None:
    place = Place("Null Island", "UTC", geo=(0.000001, -0.5))

    (found,) = entry(replace(event(), place=place))["locations"].values()

    assert found["coordinates"] == "geo:0.000001,-0.5"
    assert found["timeZone"] == "Etc/UTC"


def test_a_place_without_a_zone_of_its_own_is_told_to_have_none() -> None:
    made = entry(event(start="2022-01-12 15:00", place=Place("New York")))

    assert made["timeZone"] == "Europe/Brussels"
    assert made["locations"]["1"] == {"@type": "Location", "name": "New York"}


def test_links_lead_to_the_page_and_to_the_source() -> None:
    source = Source("Sputnik", url="https://source.example/a")
    links = entry(event(source=source))["links"].values()

    assert {link["rel"]: link["href"] for link in links} == {
        "describedby": f"{SITE}/events/talks.a-week",
        "via": "https://source.example/a",
    }


@settings(max_examples=examples(60))
@given(weeks, st.sampled_from([SITE, None]))
def test_any_week_has_what_the_standard_demands(week: Agendas, url: str | None) -> None:
    read = group(week, url)

    assert written(week, url) == written(week, url)
    assert read["@type"] == "Group"
    assert read["uid"]
    for made, original in zip(read["entries"], week.events, strict=True):
        assert made["@type"] == "Event"
        assert made["uid"] == original.uid
        assert datetime.fromisoformat(made["updated"]).tzinfo == UTC
        assert LOCAL.fullmatch(made["start"])
        wall = datetime.fromisoformat(made["start"])
        if made.get("showWithoutTime"):
            assert wall.date() == original.start.date
        else:
            instant = tzinfo(made["timeZone"]).localize(wall, is_dst=None)
            assert instant == original.start.begins
            if "duration" in made:
                assert original.end is not None
                assert instant + length(made["duration"]) == original.end.begins


def length(text: str) -> timedelta:
    match = re.fullmatch(r"PT(?:(\d+)H)?(?:(\d+)M)?", text)
    assert match, text
    return timedelta(hours=int(match[1] or 0), minutes=int(match[2] or 0))
