"""The last good state of a calendar, and whether what is found now may take its place."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from events.foreign.live.expansion import Expanded, Reading, expand
from events.foreign.live.happening import Happening
from events.foreign.live.identity import KEPT, Same, begun_and_gone, known_by, lost, same_events


class Doubtful(Exception):
    """What is found may be no calendar any more: so much is missing.

    ``can_be_meant``: somebody may confirm it.
    """

    def __init__(self, what: str, *, can_be_meant: bool) -> None:
        super().__init__(what)
        self.can_be_meant = can_be_meant


@dataclass(frozen=True, slots=True)
class CalendarState:
    """A state of a calendar, as it was taken.

    - ``as_of``: the day on which it was
    - ``same``: by which stems its events are known, where that is not their own
    - ``begun``: what had begun before it, and is not in it
    """

    content: bytes
    as_of: date
    same: Same = field(default_factory=dict)
    begun: tuple[Happening, ...] = ()

    def expanded(self, reading: Reading) -> Expanded:
        """Return its events. Raises `DefinitionError`."""
        found = expand(self.content, reading)
        events = known_by(found.events, self.same)
        there = {it.stem for it in events}
        events += [it for it in self.begun if it.stem not in there]
        return replace(found, events=tuple(events))

    def on(self, now: datetime) -> "CalendarState":
        """Return the same on the day of an instant, without what is past by then."""
        begun = tuple(it for it in self.begun if it.over + KEPT > now)
        return replace(self, as_of=now.date(), begun=begun)

    def identity_to_json(self) -> dict[str, Any]:
        """Return all but the content as it is kept."""
        begun = [it.to_json() for it in self.begun]
        return {"as_of": self.as_of.isoformat(), "same": dict(self.same), "begun": begun}

    @classmethod
    def from_kept(cls, content: bytes, kept: Mapping[str, Any]) -> "CalendarState":
        """Return a state that was kept."""
        begun = tuple(map(Happening.from_json, kept["begun"]))
        return cls(content, date.fromisoformat(kept["as_of"]), dict(kept["same"]), begun)


def following(
    before: CalendarState | None,
    content: bytes,
    reading: Reading,
    now: datetime,
    *,
    is_confirmed: bool,
) -> CalendarState:
    """Return the state that follows another one, when this content was found now.

    Raises `DefinitionError` for what cannot be read, and `Doubtful` for what has lost so much that
    the state before is to stay: everything, or more than half of what is to come.
    """
    found = expand(content, reading)
    if found.is_empty:
        raise Doubtful("there is no event in it", can_be_meant=False)
    if before is None:
        return CalendarState(content, reading.as_of)
    known = before.expanded(reading).events
    same = same_events(known, found.events, before.same)
    there = known_by(found.events, same)
    gone, coming = lost(known, there, now)
    if gone * 2 > coming and not is_confirmed:
        what = f"{gone} of its {coming} events to come are not in it any more"
        raise Doubtful(what, can_be_meant=True)
    begun = begun_and_gone(known, there, now)
    return CalendarState(content, reading.as_of, same, begun)
