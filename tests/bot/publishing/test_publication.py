"""What a publication encodes of its events: when that is asked for, and of each change once."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

import pytest

from bot.publishing.parts.feeds import calendar_feed, events_calendar
from bot.publishing.publication import Publication
from bot.publishing.selection import EVERYTHING
from events.feeds.icalendar import Component, encode_events
from events.model import Agendas, Event
from events.revisions import revise
from events.wording.english import ENGLISH
from tests.bot.web.publications import MIDWEEK, event, publication_of

EVENTS = [event(f"2022-01-{day} 10:00", f"talks-{day}") for day in range(10, 15)]


@pytest.fixture
def encoded(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Collect the ids of the events that are encoded."""
    found = list[str]()

    def encode(events: Iterable[Event], *given: object) -> Mapping[str, Component]:
        asked = list(events)
        known = given[2]
        made = encode_events(asked, *given)  # type: ignore[arg-type]
        assert isinstance(known, Mapping)
        found.extend(it.event.id for uid, it in made.items() if known.get(uid) is not it)
        return made

    monkeypatch.setattr("bot.publishing.encoded.encode_events", encode)
    return found


def changed(before: Publication, *events: Event) -> Publication:
    agendas = Agendas((replace(before.agendas.agendas[0], events=events),))
    revisions = revise(before.revisions, agendas, MIDWEEK)
    return Publication(agendas, revisions, before.public_url, before)


def test_nothing_is_encoded_before_it_is_asked_for_and_then_once(encoded: list[str]) -> None:
    first = publication_of(*EVENTS)
    assert encoded == []
    assert calendar_feed(first) == calendar_feed(first)
    assert encoded == [each.id for each in EVENTS]


def test_what_has_not_changed_is_taken_over_also_past_one_that_nobody_asked(
    encoded: list[str],
) -> None:
    first = publication_of(*EVENTS)
    calendar_feed(first)
    encoded.clear()
    second = changed(first, *EVENTS[:-1], replace(EVENTS[-1], title="Others"))
    third = changed(second, *EVENTS[1:-1], replace(EVENTS[-1], title="More"))
    feed = calendar_feed(third, EVERYTHING)
    assert encoded == [EVENTS[-1].id]
    assert feed == calendar_feed(Publication(third.agendas, third.revisions))


def test_a_post_with_some_events_has_these_encoded_alone(encoded: list[str]) -> None:
    publication = publication_of(*EVENTS)
    some = events_calendar(publication, EVENTS[1:3], ENGLISH)
    assert encoded == [each.id for each in EVENTS[1:3]]
    calendar_feed(publication)
    assert events_calendar(publication, EVENTS[1:3], ENGLISH) == some
    assert events_calendar(publication, [event("2022-01-10 10:00", "unknown")], ENGLISH) is None
