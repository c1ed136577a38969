"""SEQUENCE, CREATED and LAST-MODIFIED, over restarts and changes."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.model import Delegation, Event, Followed, Kind, Place, ProgrammeLine, Source, Status
from events.revisions import (
    UNDATED,
    Revision,
    Revisions,
    first_revisions,
    reads_the_same,
    revise,
    vanished,
)
from events.time_grammar import parse_end, parse_start
from tests.events.builders import agendas, event, feed, utc

MONDAY = utc("2022-01-10 08:00")
TUESDAY = utc("2022-01-11 08:00")
WEDNESDAY = utc("2022-01-12 08:00")
MIDNIGHT = utc("2022-01-12 23:00")  # in Brussels, at the end of that day
TALKS = event(start="2022-01-12 09:00 GMT", city="Brussels")
UID = TALKS.uid


def published(*made: Event, at: datetime = MONDAY, before: Revisions | None = None) -> Revisions:
    return revise(before or {}, agendas(*made), at)


def test_a_new_event_is_created_now_with_sequence_0() -> None:
    assert published(TALKS)[UID] == Revision(0, MONDAY, MONDAY, TALKS)


def test_times_are_in_utc_and_whole_seconds() -> None:
    at = datetime.fromisoformat("2022-01-10T10:00:00.900+02:00")
    assert published(TALKS, at=at)[UID].created.isoformat() == "2022-01-10T08:00:00+00:00"


def test_a_restart_changes_nothing() -> None:
    before = published(TALKS, event("b"))
    assert published(TALKS, event("b"), at=TUESDAY, before=before) == before


def test_another_order_changes_nothing() -> None:
    before = published(TALKS, event("b"), event("c"))
    assert published(event("c"), event("b"), TALKS, at=TUESDAY, before=before) == before


def test_other_leads_are_no_news() -> None:
    before = published(TALKS)
    other = replace(TALKS, leads=(timedelta(minutes=5),))
    after = published(other, at=TUESDAY, before=before)[UID]
    assert (after.sequence, after.last_modified) == (0, MONDAY)


def test_when_a_part_of_its_programme_ends_is_no_news_of_an_event() -> None:
    line = ProgrammeLine("session@podium.alt", "Session", TALKS.start)
    before = published(replace(TALKS, programme=(line,)))
    longer = replace(TALKS, programme=(replace(line, end=parse_end("13:00", TALKS.start)),))
    after = published(longer, at=TUESDAY, before=before)[UID]
    assert (after.sequence, after.event) == (0, longer)
    other = replace(TALKS, programme=(replace(line, title="Other"),))
    assert published(other, at=TUESDAY, before=before)[UID].sequence == 1


def test_utc_written_instead_of_gmt_is_no_news() -> None:
    before = published(event(start="2022-01-12 09:00 GMT", end="2022-01-12 12:00 UTC"))
    other = event(start="2022-01-12 09:00 UTC", end="2022-01-12 12:00 GMT")
    assert published(other, at=TUESDAY, before=before) == before


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Other talks"},
        {"kind": Kind.BRIEFING},
        {"start": parse_start("2022-01-12 09:30 GMT", "UTC")},
        {"start": parse_start("about 2022-01-12 09:00 GMT", "UTC")},
        {"start": parse_start("2022-01-12", "Europe/Brussels")},
        {"end": parse_start("2022-01-12 12:00 GMT", "UTC")},
        {"timezone": "Europe/Zurich"},
        {"status": Status.TENTATIVE},
        {"place": Place("Geneva", "Europe/Zurich")},
        {"place": None},
        {"chair": "Jens Stoltenberg"},
        {"parties": ("NATO",)},
        {"delegations": (Delegation("Russia"),)},
        {"topics": ("arms control",)},
        {"description": "Words."},
        {"note": "A note."},
        {"source": Source("Sputnik", date(2022, 1, 12))},
        {"url": "https://nato.int/"},
        {"stream": "https://nato.int/live"},
        {"tags": ("nato",)},
        {"follows": Followed("other.a-week@podium.alt", "Other")},
    ],
    ids=lambda change: next(iter(change)),
)
def test_each_real_change_raises_the_sequence_and_dates_it(change: dict[str, Any]) -> None:
    changed = replace(TALKS, **change)
    after = published(changed, at=TUESDAY, before=published(TALKS))
    assert after[UID] == Revision(1, MONDAY, TUESDAY, changed)


def test_a_change_taken_back_is_a_change_too() -> None:
    changed = published(replace(TALKS, title="Other"), at=TUESDAY, before=published(TALKS))
    back = published(TALKS, at=WEDNESDAY, before=changed)
    assert back[UID] == Revision(2, MONDAY, WEDNESDAY, TALKS)


def test_a_change_of_one_event_leaves_the_others_alone() -> None:
    before = published(TALKS, event("b"))
    after = published(TALKS, event("b", title="Other"), at=TUESDAY, before=before)
    assert after[UID] is before[UID]


def test_a_vanished_event_stays_as_no_longer_listed_until_its_day_is_past() -> None:
    before = published(TALKS, event("b"))
    gone = published(event("b"), at=TUESDAY, before=before)
    assert gone[UID] == Revision(1, MONDAY, TUESDAY, TALKS, gone=True)
    assert vanished(gone) == (replace(TALKS, status=Status.NO_LONGER_LISTED),)
    assert published(event("b"), at=WEDNESDAY, before=gone)[UID] == gone[UID]
    assert published(event("b"), at=MIDNIGHT - timedelta.resolution, before=gone)[UID] == gone[UID]
    assert set(published(event("b"), at=MIDNIGHT, before=gone)) == {event("b").uid}


def test_an_event_that_vanishes_after_its_end_is_shown_as_such_for_the_rest_of_its_day() -> None:
    gone = published(at=utc("2022-01-12 18:00"), before=published(TALKS))
    assert gone[UID].gone


def test_a_vanished_day_stays_until_it_ends_in_its_zone() -> None:
    day = event(start="2022-01-12", timezone="America/New_York")
    gone = published(at=MONDAY, before=published(day))
    assert vanished(published(at=utc("2022-01-13 04:59"), before=gone)) != ()
    assert vanished(published(at=utc("2022-01-13 05:00"), before=gone)) == ()


def test_an_event_that_is_past_vanishes_without_a_word() -> None:
    after = published(at=utc("2022-01-13 00:00"), before=published(TALKS))
    assert after == {}


def test_an_event_that_comes_back_is_itself_again_with_a_higher_sequence() -> None:
    gone = published(at=TUESDAY, before=published(TALKS))
    back = published(TALKS, at=WEDNESDAY, before=gone)
    assert back[UID] == Revision(2, MONDAY, WEDNESDAY, TALKS)
    assert vanished(back) == ()


@pytest.mark.parametrize("now", [MONDAY, MONDAY - timedelta(days=300)])
def test_a_clock_set_back_still_dates_a_change_after_what_it_replaces(now: datetime) -> None:
    after = published(replace(TALKS, title="Other"), at=now, before=published(TALKS))[UID]
    assert (after.sequence, after.created) == (1, MONDAY)
    assert after.last_modified == MONDAY + timedelta(seconds=1)


def test_without_a_history_events_bear_their_sources_day() -> None:
    dated = event("a", source=Source("Sputnik", date(2022, 1, 12)))
    undated = event("b", source=Source("Sputnik"))
    first = first_revisions(agendas(dated, undated, TALKS))
    assert first[dated.uid] == Revision(0, utc("2022-01-12"), utc("2022-01-12"), dated)
    assert first[undated.uid] == Revision(0, UNDATED, UNDATED, undated)
    assert first[UID] == Revision(0, UNDATED, UNDATED, TALKS)


def test_the_feed_of_an_unchanged_agenda_is_the_same_after_a_restart() -> None:
    week = agendas(TALKS, event("b"))
    before = revise({}, week, MONDAY)
    assert feed(week, revise(before, week, TUESDAY)) == feed(week, before)


# Any history at all.

few_events = st.lists(
    st.builds(
        event,
        id_=st.sampled_from("abc"),
        start=st.sampled_from(["2022-01-11", "2022-01-12 09:00 GMT", "about 2022-01-12 09:00 GMT"]),
        title=st.sampled_from(["Talks", "Other talks"]),
        status=st.sampled_from(Status),
        leads=st.sampled_from([(), (timedelta(hours=1),)]),
    ),
    max_size=3,
    unique_by=lambda made: made.id,
)
times = st.datetimes(datetime(2022, 1, 10), datetime(2022, 1, 13))
versions = st.lists(st.tuples(few_events, times), min_size=2, max_size=6)


@given(versions)
def test_in_any_history_sequence_and_last_modified_only_grow_together(
    history: Sequence[tuple[list[Event], datetime]],
) -> None:
    before: Revisions = {}
    for made, at in history:
        now = utc(at.isoformat())
        after = revise(before, agendas(*made), now)
        assert revise(before, agendas(*reversed(made)), now) == after
        for uid in before.keys() & after.keys():
            old, new = before[uid], after[uid]
            assert new.created == old.created
            if new != old and not (reads_the_same(old.event, new.event) and old.gone == new.gone):
                assert new.sequence == old.sequence + 1
                assert new.last_modified > old.last_modified
        assert {event.uid for event in agendas(*made).events} <= after.keys()
        before = after
