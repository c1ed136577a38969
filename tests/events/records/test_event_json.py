"""An event survives being written down."""

import json
from dataclasses import replace

import pytest
from hypothesis import given

from events.model import Event, Followed, Place
from events.records.event_json import from_record, to_record
from tests.events.builders import event
from tests.events.strategies import events


@given(events())
def test_an_event_reads_back_as_it_was_without_its_leads(made: Event) -> None:
    assert from_record(to_record(made)) == replace(made, leads=())


@given(events())
def test_a_record_is_one_line(made: Event) -> None:
    assert len(to_record(made).splitlines()) == 1


def test_a_record_is_the_same_for_the_same_event_whatever_its_leads() -> None:
    made = event(city="Brussels", topics=("arms control",))
    assert to_record(made) == to_record(replace(made, leads=()))


def test_a_record_holds_the_wall_time_and_its_zone_and_nothing_empty() -> None:
    made = event(start="about 2022-01-12 10:00", title="NATO–Russia Council")
    assert to_record(made) == (
        '{"agenda":"a-week","id":"talks","kind":"meeting",'
        '"start":["about 2022-01-12 10:00 Europe/Brussels","Europe/Brussels",'
        '"2022-01-12T09:00:00+00:00"],'
        '"status":"confirmed","timezone":"Europe/Brussels","title":"NATO–Russia Council"}'
    )


def test_a_record_that_names_what_the_event_follows_by_its_uid_alone_is_read() -> None:
    plain = json.loads(to_record(event(follows=Followed("other.a-week@podium.alt", "Other"))))
    plain["follows"] = "other.a-week@podium.alt"
    read = from_record(json.dumps(plain))
    assert read.follows == Followed("other.a-week@podium.alt", None)


def test_a_record_keeps_whether_a_place_has_a_zone_of_its_own() -> None:
    made = event(place=Place("New York"))
    assert from_record(to_record(made)).place == Place("New York", None)


def test_a_record_in_a_zone_that_is_refused_now_keeps_its_instant() -> None:
    plain = json.loads(to_record(event(start="2022-01-12 09:00 GMT")))
    plain["start"] = ["about 2022-01-12 15:00 Etc/GMT+3", "Etc/GMT+3"]
    plain["timezone"] = "Etc/GMT+3"
    read = from_record(json.dumps(plain))
    assert str(read.start) == "about 2022-01-12 18:00 UTC"
    assert read.timezone == "Etc/GMT+3"


@pytest.mark.parametrize(
    ("wall", "instant"),
    [
        ("2022-03-27 02:30", "2022-03-27 01:30 UTC"),  # skipped, and read by the clock before
        ("about 2022-10-30 02:30", "about 2022-10-30 00:30 UTC"),  # there twice, and the first
    ],
)
def test_a_record_whose_time_a_new_tzdata_took_away_keeps_its_instant(
    wall: str, instant: str
) -> None:
    plain = json.loads(to_record(event(start="2022-03-26 12:00")))
    plain["start"] = [f"{wall} Europe/Brussels", "Europe/Brussels"]
    assert str(from_record(json.dumps(plain)).start) == instant


def test_a_record_whose_hour_a_new_tzdata_has_moved_keeps_its_instant() -> None:
    plain = json.loads(to_record(event(start="about 2022-01-12 10:00")))
    plain["start"][2] = "2022-01-12T08:00:00+00:00"
    assert str(from_record(json.dumps(plain)).start) == "about 2022-01-12 08:00 UTC"
