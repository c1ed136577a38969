"""An abbreviation, or "local time", at a place whose clocks are known: their zone is meant."""

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import TypeVar

import pytz

from events.definitions.mends.meant.places import zone_of_place
from events.definitions.mends.when.writings.spellings import read_spelling
from events.definitions.yaml.nodes import Node
from events.errors import Refusal
from events.zones import keeps_same_clocks, tzinfo

T = TypeVar("T")
_NAMED = re.compile(
    r"(?:(?P<precision>not before) )?(?P<time>.*\d.*?)[\s(]+"
    r"(?P<name>[A-Za-z]{2,5}|(?P<local>local(?: time)?))\)?",
    re.IGNORECASE | re.ASCII,
)


def by_clocks_there(
    parse: Callable[[str], T], event: Node, zone: str, day: date | None = None
) -> Callable[[str], T]:
    """Return a function that takes a time of an event as ``parse`` does.

    A refusal is mended by the clocks of the event's place, if they are known and meant. ``zone`` is
    for what names none, and ``day`` that of a time that names none.
    """

    def take(text: str) -> T:
        try:
            return parse(text)
        except Refusal as refusal:
            own = zone_of_place(event)
            meant = _in_full(text, zone, own, day) if own else None
            if meant is None:
                raise
            try:
                parse(meant)
                mend = f"write {meant}"
            except Refusal as other:
                mend = other.mend
            raise Refusal(refusal.what, mend, refusal.offset) from None

    return take


def _in_full(text: str, zone: str, own: str, day: date | None) -> str | None:
    """Return a time with the zone ``own`` in place of what its clocks are called then.

    None where they have another name then. Local time where the ``zone`` shows the same needs none.
    """
    match = _NAMED.fullmatch(" ".join(text.split()))
    spelled = read_spelling(match["time"]) if match else None
    if match is None or spelled is None or spelled.time is None or spelled.zone:
        return None
    days = spelled.days or ((day,) if day else ())
    if len(days) != 1:
        return None
    wall = datetime.combine(days[0], time()) + timedelta(minutes=spelled.time)
    try:
        there = tzinfo(own).localize(wall, is_dst=None)
    except pytz.InvalidTimeError:
        return None
    if match["local"]:
        if keeps_same_clocks(own, zone, there):
            return None
    elif there.tzname() != match["name"].upper():
        return None
    precision = f"{match['precision'].lower()} " if match["precision"] else ""
    return f"{precision}{match['time']} {own}"
