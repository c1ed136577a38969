"""Which events of two states of a calendar are the same ones, and which are lost."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from events.foreign.live.happening import Happening

Same = Mapping[str, str]
"""By the stem that an event has in the calendar of now, the one by which it has been known."""

# What has begun and is in the calendar no more is kept until its day is past everywhere.
KEPT = timedelta(days=2)


def known_as(found: Sequence[Happening], same: Same) -> dict[str, str]:
    """Return by which stem each event is known: no two by the same one."""
    own = {it.stem for it in found}
    return {
        it.stem: known
        for it in found
        if (known := same.get(it.stem, it.stem)) == it.stem or known not in own
    } | {it.stem: it.stem for it in found if same.get(it.stem) in own}


def known_by(found: Sequence[Happening], same: Same) -> list[Happening]:
    """Return events by the stems by which they are known."""
    known = known_as(found, same)
    return [replace(it, stem=known[it.stem]) for it in found]


def same_events(before: Sequence[Happening], found: Sequence[Happening], same: Same) -> Same:
    """Return how the events of a calendar have been known.

    What has the same title at the same time as one that is missing is that one: it may recur by
    now, or be given another UID. Where fewer than half of its events have a UID that it had
    ``before``, UIDs are drawn anew each time: then so is what has the same title on the same day.
    ``before`` are events by the stems by which they are known, ``found`` by those of the calendar
    of now.
    """
    known = known_as(found, same)
    there = {it.stem for it in before}
    matched = there.intersection(known.values())
    is_drawn_anew = len(matched) * 2 < len(before)
    missing = [it for it in before if it.stem not in matched]
    new = [it for it in found if known[it.stem] not in there]
    for alike in (_all_it_says, _title_and_start, *([_title_and_day] if is_drawn_anew else [])):
        known |= _paired(missing, new, alike)
        taken = set(known.values())
        missing = [it for it in missing if it.stem not in taken]
        new = [it for it in new if known[it.stem] not in there]
    return {own: stem for own, stem in known.items() if own != stem}


def _all_it_says(it: Happening) -> Hashable:
    return it.begins, it.lines


def _title_and_start(it: Happening) -> Hashable:
    return it.title, it.begins


def _title_and_day(it: Happening) -> Hashable:
    return it.title, it.day


def _paired(
    missing: Iterable[Happening],
    new: Iterable[Happening],
    alike: Callable[[Happening], Hashable],
) -> dict[str, str]:
    free: dict[Hashable, list[str]] = {}
    for it in sorted(missing, key=lambda each: (each.begins, each.stem)):
        free.setdefault(alike(it), []).append(it.stem)
    found = {}
    for it in sorted(new, key=lambda each: (each.begins, each.stem)):
        if candidates := free.get(alike(it)):
            found[it.stem] = candidates.pop(0)
    return found


def begun_and_gone(
    before: Sequence[Happening], found: Sequence[Happening], now: datetime
) -> tuple[Happening, ...]:
    """Return what has begun and is in the calendar no more: many hold nothing but what is ahead."""
    there = {it.stem for it in found}
    return tuple(
        it for it in before if it.stem not in there and it.begins <= now and it.over + KEPT > now
    )


def lost(before: Sequence[Happening], found: Sequence[Happening], now: datetime) -> tuple[int, int]:
    """Return how many of the events to come are in the calendar no more, and how many there are.

    What was cancelled is none of these: many calendars take it away after a while.
    """
    there = {it.stem for it in found}
    coming = [it for it in before if it.begins > now and not it.is_cancelled]
    return sum(it.stem not in there for it in coming), len(coming)
