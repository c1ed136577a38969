"""Names that programs give to zones → the zone, or the offset, that they mean."""

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from events.cities import clocks_of
from events.errors import Refusal
from events.zones import (
    POSIX_OFFSET_PATTERN,
    current_name,
    parse_offset,
    parse_zone,
    zone_of_windows,
)

# (UTC+01:00) Amsterdam, Berlin, Bern: as Windows shows a zone to whoever sets the clocks.
_SHOWN = re.compile(r"\((?:UTC|GMT)(?P<offset>[+-]\d{2}[:.]\d{2})?\) *(?P<rest>.+)", re.ASCII)
_UNIVERSAL = ("UTC", "GMT", "Z", "COORDINATED UNIVERSAL TIME")
_A_YEAR = [datetime(2026, month, 1, tzinfo=UTC) for month in (1, 7)]


def zone_named(tzid: str) -> str | None:
    """Return the zone that a TZID names; None if it names none, or may name several.

    - an IANA name, also behind what a program puts before it: /mozilla.org/20050126_1/Europe/Paris
    - a name of Windows: W. Europe Standard Time
    - what Windows shows for it: (UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna
    """
    name = tzid.strip().strip('"').removeprefix("tzone://Microsoft/")
    pieces = [it for it in name.split("/") if it]
    tails = ["/".join(pieces[-count:]) for count in (3, 2) if len(pieces) >= count]
    for candidate in (name, *tails):
        try:
            return parse_zone("UTC" if candidate.upper() in _UNIVERSAL else candidate)
        except Refusal:
            continue
    zone = zone_of_windows(name) or _zone_shown(name)
    return current_name(zone) if zone else None


def offset_named(tzid: str) -> tzinfo | None:
    """Return the clocks of a TZID that is an offset: Etc/GMT-2, UTC+02:00; None for any other."""
    name = tzid.strip().strip('"')
    if POSIX_OFFSET_PATTERN.fullmatch(name):
        hours = -int(name[len("Etc/GMT") :])  # + is behind UTC there
        return timezone(timedelta(hours=hours)) if abs(hours) <= 14 else None
    offset = parse_offset(name)
    return timezone(offset) if offset is not None and abs(offset) < timedelta(hours=15) else None


def _zone_shown(name: str) -> str | None:
    """Return the zone of what Windows shows: by its name, or by cities of one clock."""
    match = _SHOWN.fullmatch(name)
    rest = match["rest"] if match else name
    if rest.upper() in _UNIVERSAL:
        return "UTC"
    stem = re.sub(r" \(.*\)$", "", rest)
    ahead = parse_offset((match["offset"] or "+00").replace(".", ":")) if match else None
    if match or stem.endswith(" Time"):
        zone = zone_of_windows(f"{stem.removesuffix(' Time')} Standard Time")
        if zone and (match is None or min(_offsets(zone)) == ahead):
            return zone
    known = [zone for it in re.split("[,/]", rest) if (zone := clocks_of(it.strip()))]
    if match:
        known = [it for it in known if min(_offsets(it)) == ahead]
    is_one = known and len({_offsets(it) for it in known}) == 1
    return known[0] if is_one and (match or len(known) > 1) else None


def _offsets(zone: str) -> tuple[timedelta, ...]:
    return tuple(it.astimezone(ZoneInfo(zone)).utcoffset() or timedelta() for it in _A_YEAR)
