"""An event's programme, once all its parts have been read."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from events.definitions.outline import Outline
from events.model import Event, ProgrammeLine
from events.times import Day, DayPart, Moment, Start


def with_programmes(outline: Outline, events: Sequence[Event | None]) -> list[Event | None]:
    """Return the events of a file, those that have parts with their programmes."""
    parts: defaultdict[int, list[Event]] = defaultdict(list)
    for written, event in zip(outline.events, events, strict=True):
        if written.parent is not None and event is not None:
            parts[written.parent].append(event)
    whole = list(events)
    for number, found in parts.items():
        if parent := events[number]:
            whole[number] = replace(parent, programme=tuple(map(_line, _in_order(found))))
    return whole


def _line(part: Event) -> ProgrammeLine:
    after = part.follows if part.starts_after else None
    return ProgrammeLine(
        part.uid,
        part.title,
        _day_or_hour(part),
        part.status,
        after.title if after else None,
        part.titles,
        after.titles if after else (),
        end=part.end,
    )


def _day_or_hour(part: Event) -> Start:
    """Return the start of a part: whoever reads a line is not told its kind, which may say more."""
    start = part.start
    if part.fills_days and isinstance(start, Day) and not (start.part or start.approximate):
        return replace(start, part=DayPart.ALL_DAY)
    return start


def _in_order(parts: Sequence[Event]) -> list[Event]:
    """Sort parts by their starts; one without a time stays behind that which it is written behind.

    So it does if that is on the same day: the order in which an editor writes is all that is known.
    """
    keys: list[datetime] = []
    before: Event | None = None
    for part in parts:
        timed = isinstance(part.start, Moment)
        same_day = before is not None and before.start.date == part.start.date
        keys.append(keys[-1] if same_day and not timed else part.start.begins)
        before = part
    order = sorted(range(len(parts)), key=lambda at: keys[at])
    return [parts[at] for at in order]
