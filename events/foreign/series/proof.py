"""Whether a series says what its days say that are written one by one, as Podium reads both."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import date, datetime, time
from operator import attrgetter
from pathlib import Path

from events.definitions.loader import Loader
from events.errors import DefinitionError
from events.model import Event
from events.times import Day, Moment, Start

_FILE = Path("series.yaml")  # it is never opened
_OF_THE_DAY = ("id", "start", "end")
_WHATEVER_THE_DAY = attrgetter(
    *(it.name for it in fields(Event) if it.compare and it.name not in _OF_THE_DAY)
)


def says_the_same(
    series: Sequence[str], days: Iterable[Sequence[str]], zone: str, alike: Mapping[str, date]
) -> bool:
    """Tell whether a series is the same events, with the same ids, as its days by themselves.

    All are given by their lines, and are read in an agenda of a zone. ``alike`` are the days, by
    their ids, that say the same but for the day: of these, two of ``days`` stand for all.
    """
    expected = _read([line for each in days for line in each], zone)
    found = _read(series, zone)
    if expected is None or found is None or not expected.items() <= found.items():
        return False
    rest = found.keys() - expected.keys()
    days_alike = [_but_for_the_day(found[it], day) for it, day in alike.items() if it in found]
    return rest <= alike.keys() and all(it == days_alike[0] for it in days_alike)


def _but_for_the_day(event: Event, day: date) -> tuple[object, ...]:
    """Return what an event says but for its day, and how far from that it starts and ends."""
    return _WHATEVER_THE_DAY(event), _apart(event.start, day), _apart(event.end, day)


def _apart(it: Start | None, day: date) -> object:
    if isinstance(it, Moment):
        return it.wall - datetime.combine(day, time()), it.zone, it.precision
    if isinstance(it, Day):
        return it.date - day, it.zone, it.approximate, it.part
    return it


def _read(lines: Sequence[str], zone: str) -> dict[str, Event] | None:
    """Return the events by their ids; None if any is refused, or doubtful."""
    head = ["agenda: proof", "title: Proof", f"timezone: {zone}", "events:"]
    content = "\n".join([*head, *lines, ""]).encode()
    loader = Loader(_FILE, lambda _: content)
    try:
        return {it.id: it for it in loader.load().events}
    except DefinitionError:
        return None
