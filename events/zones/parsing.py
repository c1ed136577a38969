"""The names of zones that definitions may have; any other is refused with the one to write."""

import re
from datetime import timedelta
from functools import partial

from events.cities import zone_of_city
from events.errors import Refusal
from events.text import quoted
from events.zones.iana import ALL_ZONES, UNIVERSAL, named_for_a_city
from events.zones.meant import (
    MOST_ZONES,
    abbreviated,
    renamed,
    respelled,
    zone_of_windows,
    zones_of_country,
)

POSIX_OFFSET_PATTERN = re.compile(r"Etc/GMT[+-]\d{1,2}", re.ASCII | re.IGNORECASE)
OFFSET_PATTERN = re.compile(
    r"(?:UTC|GMT)?(?P<sign>[+-])(?P<hours>\d{1,2})(?::?(?P<minutes>\d{2}))?",
    re.ASCII | re.IGNORECASE,
)

_TIME = re.compile(r"\s(?:local\s)?time$", re.IGNORECASE)  # Moscow time
INSTEAD_OF_AN_OFFSET = "write the zone of the place, such as Europe/Brussels, or the time in UTC"


def parse_zone(name: str) -> str:
    """Take an IANA zone name of the form Area/City, ``UTC`` or ``GMT``.

    ``UTC`` and ``GMT`` both give UTC, since readers are not shown which of them was written. Raises
    `Refusal` for an abbreviation, with the zones that it may mean, an offset or an unknown name.
    """
    if "/" in name and name in ALL_ZONES and not name.startswith("Etc/"):
        return named_for_a_city(name)
    if POSIX_OFFSET_PATTERN.fullmatch(name):
        what = f"{quoted(name)} is an offset, not a time zone, and + in it is behind GMT"
        raise Refusal(what, INSTEAD_OF_AN_OFFSET)
    # Without its offsets, the area Etc has only other names of UTC.
    if name in UNIVERSAL or (name.startswith("Etc/") and name in ALL_ZONES):
        return "UTC"
    if name.upper() in UNIVERSAL:
        raise Refusal(f"{quoted(name)} is not a zone name", f"write {name.upper()}")
    if OFFSET_PATTERN.fullmatch(name):
        raise Refusal(f"{quoted(name)} is an offset, not a time zone", INSTEAD_OF_AN_OFFSET)
    meanings = abbreviated(name)
    if meanings == ("UTC",):
        raise Refusal(f"{quoted(name)} is not a zone name", "write UTC")
    if meanings:
        may_be = ", ".join(meanings)
        raise Refusal(
            f"{quoted(name)} is an abbreviation, not a time zone: {name} may be {may_be}",
            f"write the zone's IANA name, such as {meanings[0]}",
        )
    if zone := zone_of_windows(name):
        raise Refusal(f"{quoted(name)} is a zone's name in Windows", f"write {zone}")
    if zone := renamed(name):
        raise Refusal(f"{quoted(name)} is an old name of a zone", f"write {zone}")
    if (zones := zones_of_country(name)) is not None:
        what = f"{quoted(name)} is a country, not a time zone"
        few = "for it has many"
        if len(zones) <= MOST_ZONES:
            few = f"such as {', '.join(zones)}"
        raise Refusal(what, f"write the zone of the city, {few}")
    raise Refusal(f"unknown time zone {quoted(name)}", partial(_zone_mend, name))


def _zone_mend(name: str) -> str:
    if zone := respelled(name):
        return f"write {zone}"
    guess = zone_of_city(_TIME.sub("", name))
    if guess:
        return f"did you mean {guess}?"
    return "write an IANA name such as Europe/Brussels, or UTC"


def parse_offset(name: str) -> timedelta | None:
    """Take an offset such as +01:00, -0530 or GMT+1; None for anything else."""
    match = OFFSET_PATTERN.fullmatch(name)
    if match is None:
        return None
    ahead = timedelta(hours=int(match["hours"]), minutes=int(match["minutes"] or 0))
    return -ahead if match["sign"] == "-" else ahead
