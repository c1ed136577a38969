"""Whether a series says what its days say that are written one by one, as Podium reads both."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from events.definitions.loader import Loader
from events.errors import DefinitionError
from events.model import Event

_FILE = Path("series.yaml")  # it is never opened


def says_the_same(series: Sequence[str], days: Iterable[Sequence[str]], zone: str) -> bool:
    """Tell whether a series is the same events, with the same ids, as its days by themselves.

    All are given by their lines, and are read in an agenda of a zone.
    """
    expected = _read([line for each in days for line in each], zone)
    return expected is not None and expected == _read(series, zone)


def _read(lines: Sequence[str], zone: str) -> list[Event] | None:
    """Return the events in the order of their ids; None if any is refused, or doubtful."""
    head = ["agenda: proof", "title: Proof", f"timezone: {zone}", "events:"]
    content = "\n".join([*head, *lines, ""]).encode()
    loader = Loader(_FILE, lambda _: content)
    try:
        events = loader.load().events
    except DefinitionError:
        return None
    return sorted(events, key=lambda it: it.id)
