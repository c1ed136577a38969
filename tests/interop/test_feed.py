"""Foreign clients read a feed as we mean it: every instant, text, status and number."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from events.calendar import summary
from events.description import describe
from events.history import Revisions, first_revisions
from events.load import load
from events.model import Agendas, Event, Status
from events.times import Day, Moment
from tests.events.builders import BUNDLED, SITE, agendas, event, feed, utc
from tests.events.strategies import events, instants, zones
from tests.interop.agenda import published
from tests.interop.readers import (
    Read,
    read_with_ical_js,
    read_with_node_ical,
    read_with_recurring_ical_events,
    read_with_vobject,
    with_unknown_zones,
)

Reader = Callable[[bytes], dict[str, Read]]
READERS = [
    read_with_ical_js,
    read_with_node_ical,
    read_with_recurring_ical_events,
    read_with_vobject,
]


def meant(made: Event, week: Agendas, revisions: Revisions) -> Read:
    """What a client is to understand of an made."""
    start, end = made.start, made.end
    page = f"{SITE}/events/{made.name}"
    follows = week.by_uid.get(made.follows) if made.follows else None
    if isinstance(start, Day):
        last = end if isinstance(end, Day) else start
        span = start.date, last.date + timedelta(days=1)
    else:
        span = start.begins, (end or start).begins
    on = {Status.CONFIRMED: "CONFIRMED", Status.TENTATIVE: "TENTATIVE"}
    return Read(
        uid=made.uid,
        summary=summary(made),
        description=describe(made, follows, page),
        location=str(made.place) if made.place else None,
        status=on.get(made.status, "CANCELLED"),
        sequence=revisions[made.uid].sequence,
        start=span[0],
        end=span[1],
        categories=(made.kind.label, *made.tags),
        url=made.url or page,
        related_to=made.follows,
    )


def misread(read: Reader, week: Agendas, revisions: Revisions, content: bytes) -> dict[str, Read]:
    """What a client understands otherwise, by the id of the event."""
    found = read(content)
    assert found.keys() == week.by_uid.keys()
    return {
        made.id: found[made.uid]
        for made in week.events
        if found[made.uid] != meant(made, week, revisions)
    }


@pytest.mark.parametrize("read", READERS)
def test_clients_read_the_bundled_week_as_it_is_meant(read: Reader) -> None:
    week = load(BUNDLED)
    revisions = first_revisions(week)
    assert misread(read, week, revisions, feed(week, revisions, SITE)) == {}


@pytest.mark.parametrize("read", READERS)
def test_clients_read_clock_changes_days_and_texts_as_they_are_meant(read: Reader) -> None:
    week, revisions = published()
    wrong = misread(read, week, revisions, feed(week, revisions, SITE))
    if read is read_with_node_ical:
        # It takes a backslash and an n that were written for a new line (RFC 5545 §3.3.11).
        assert wrong.pop("backslash-n").summary == "C:\\\new"
    assert wrong == {}


@pytest.mark.parametrize("read", [read_with_recurring_ical_events, read_with_ical_js])
def test_clients_that_know_no_zone_by_name_need_nothing_but_the_feed(read: Reader) -> None:
    week, revisions = published()
    assert misread(read, week, revisions, with_unknown_zones(feed(week, revisions, SITE))) == {}


def test_recurring_ical_events_forgets_the_second_hour() -> None:
    """It turns times in UTC into those of X-WR-TIMEZONE, and loses which of two equal ones it was.

    When this fails, it has been mended, and `published` may have any zone.
    """
    made = event(start="2022-10-30 01:30 GMT", timezone="Europe/Brussels")
    for zone, read in (("UTC", "01:30"), ("Europe/Brussels", "00:30")):
        content = feed(agendas(made, timezone=zone))
        start = read_with_recurring_ical_events(content)[made.uid].start
        assert start == utc(f"2022-10-30 {read}")


@settings(max_examples=10)
@given(st.lists(st.tuples(zones, instants), min_size=20, max_size=60))
@pytest.mark.parametrize("read", [read_with_recurring_ical_events, read_with_ical_js])
def test_every_instant_survives_from_the_definitions_to_the_client(
    read: Reader, tmp_path_factory: pytest.TempPathFactory, times: list[tuple[str, datetime]]
) -> None:
    lines = ["agenda: a-week", "title: A week", "timezone: UTC", "events:"]
    for number, (zone, instant) in enumerate(times):
        start = Moment.of(instant, zone)
        lines.append(f"  - {{id: e{number}, kind: meeting, title: Talks, start: {start}}}")
    file = tmp_path_factory.getbasetemp() / "agenda.yaml"
    file.write_text("\n".join(lines), encoding="utf-8")
    found = read(with_unknown_zones(feed(load(file))))
    for number, (_, instant) in enumerate(times):
        assert found[f"e{number}.a-week@podium.alt"].start == instant


def generated(largest: int) -> st.SearchStrategy[Agendas]:
    """Agendas of many events: reading one is dear, and its events are cheap."""
    return st.lists(events(), min_size=largest // 2, max_size=largest).map(
        lambda made: agendas(
            *(replace(it, id=f"e{number}") for number, it in enumerate(made)), timezone="UTC"
        )
    )


@settings(max_examples=20, suppress_health_check=list(HealthCheck))
@given(generated(12))
def test_any_agenda_is_read_by_recurring_ical_events_as_it_is_meant(week: Agendas) -> None:
    revisions = first_revisions(week)
    content = with_unknown_zones(feed(week, revisions, SITE))
    assert misread(read_with_recurring_ical_events, week, revisions, content) == {}


@settings(max_examples=12, suppress_health_check=list(HealthCheck))
@given(generated(30))
def test_any_agenda_is_read_by_ical_js_as_it_is_meant(week: Agendas) -> None:
    revisions = first_revisions(week)
    content = feed(week, revisions, SITE)
    assert misread(read_with_ical_js, week, revisions, content) == {}
