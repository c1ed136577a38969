"""How long the feed takes to build: whole against icalendar alone, and after one edit.

What icalendar is given in the bare loop are finished plain values, read back from our own feed:
texts, numbers, dates and datetimes. It adds each to an Event and writes the calendar once, as its
documentation shows, and comes to the same bytes but for the calendar's own properties. Ours has
to find those values first: instants, descriptions, revisions, who follows whom.
"""

import statistics
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple

from icalendar import Calendar, Component, vCategory, vInt, vText
from icalendar import Event as VEvent

from bench.measuring.agendas import write_agendas
from bench.measuring.rounds import by_turns, ratios, seconds, spread
from bench.measuring.table import Row, show
from bot.publishing.parts.feeds import calendar_feed
from bot.publishing.publication import Publication
from bot.web.feeds import CALENDAR, FeedTable
from events.definitions.loader import load
from events.model import Agenda, Agendas
from events.revisions import Revisions, revise

EVENTS = 10_000
OCCURRENCES = 3_000
ROUNDS = 5
EDITS = 15
PUBLISHED = datetime(2022, 1, 1, tzinfo=UTC)


def main() -> None:
    """Measure, and print a table: with plain events, and with occurrences among them."""
    for occurrences in (0, OCCURRENCES):
        _measure(occurrences)


def _measure(occurrences: int) -> None:
    agendas = written(EVENTS, occurrences)
    publication = Publication(agendas, revise({}, agendas, PUBLISHED))
    bare = bare_loop(calendar_feed(publication))
    assert _events_in(bare()) == _events_in(calendar_feed(publication))

    def ours() -> bytes:
        return calendar_feed(Publication(agendas, publication.revisions))

    bare_times, our_times = by_turns((bare, ours), ROUNDS)
    whole_times = [seconds(lambda: _published(agendas.agendas, {}, PUBLISHED)) for _ in range(3)]
    edits = edited(publication)
    edit_times = [seconds(lambda: next(edits)) for _ in range(EDITS)]
    pace = ratios(bare_times, our_times)
    sooner = statistics.median(whole_times) / statistics.median(edit_times)
    show(
        f"Building the feed, {EVENTS:,} events, {occurrences:,} of them occurrences, "
        f"{len(calendar_feed(publication)) / 1e6:.1f} MB",
        [
            Row("bare icalendar loop", f"{spread(bare_times)} s"),
            Row("ours, from events to bytes", f"{spread(our_times)} s"),
            Row("bare / ours", spread(pace), "≥ 0.90", statistics.median(pace) >= 0.9),
            Row("everything, gzip and tags too", f"{spread(whole_times)} s"),
            Row("the same after one edited event", f"{spread(edit_times, '.3f')} s"),
            Row("how many times sooner", f"{sooner:.0f}", "≥ 50", sooner >= 50),
        ],
        "The bare loop adds finished values to an Event each, and calls to_ical once.",
    )


def written(events: int, occurrences: int = 0) -> Agendas:
    """Return agendas of so many events, from definition files."""
    with tempfile.TemporaryDirectory() as folder:
        write_agendas(Path(folder), events, occurrences)
        return load(Path(folder))


def edited(publication: Publication) -> Iterator[FeedTable]:
    """Yield tables, each ready to serve, of publications in each of which one more event changed.

    As after a reload that knew the unchanged events again: they are the same objects.
    """
    for number in count(1):
        first, *others = publication.agendas.agendas
        middle = len(first.events) // 2
        event = replace(first.events[middle], title=f"Edited for the {number}th time")
        events = (*first.events[:middle], event, *first.events[middle + 1 :])
        now = PUBLISHED + timedelta(minutes=number)
        agendas = (replace(first, events=events), *others)
        publication, table = _published(agendas, publication.revisions, now, publication)
        yield table


class _Published(NamedTuple):
    publication: Publication
    table: FeedTable


def _published(
    agendas: tuple[Agenda, ...],
    revisions: Revisions,
    now: datetime,
    before: Publication | None = None,
) -> _Published:
    """Go all the way from loaded events to responses that are ready."""
    together = Agendas(agendas)
    publication = Publication(together, revise(revisions, together, now), before=before)
    table = FeedTable(publication, {})
    assert table.get(CALENDAR)
    return _Published(publication, table)


def bare_loop(feed: bytes) -> Callable[[], bytes]:
    """Return what writes a feed with icalendar alone, from plain values read from that feed."""
    calendar = Calendar.from_ical(feed)
    rows = [_plain(part) for part in calendar.events]

    def write() -> bytes:
        written = Calendar()
        written.add("VERSION", "2.0")
        written.add("PRODID", "-//bare//")
        for row in rows:
            event = VEvent()
            for name, value in row:
                event.add(name, value)
            written.add_component(event)
        encoded: bytes = written.to_ical(sorted=False)
        return encoded

    return write


def _plain(component: Component) -> list[tuple[str, Any]]:
    properties = component.property_items(recursive=False, sorted=False)[1:-1]  # BEGIN and END
    return [(name, _value(value)) for name, value in properties]


def _value(value: Any) -> Any:
    if isinstance(value, vText):
        return str(value)
    if isinstance(value, vInt):
        return int(value)
    if isinstance(value, vCategory):
        return [str(category) for category in value.cats]
    return value.dt


def _events_in(feed: bytes) -> bytes:
    return feed[feed.index(b"BEGIN:VEVENT") :]
