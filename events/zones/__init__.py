"""IANA time zones: their names, and what other names may mean."""

from events.zones.iana import (
    ALL_ZONES,
    UNIVERSAL,
    city_of,
    current_name,
    keeps_same_clocks,
    tzinfo,
)
from events.zones.meant import ABBREVIATIONS, zone_of_windows, zones_meant
from events.zones.parsing import POSIX_OFFSET_PATTERN, parse_offset, parse_zone

__all__ = [
    "ABBREVIATIONS",
    "ALL_ZONES",
    "POSIX_OFFSET_PATTERN",
    "UNIVERSAL",
    "city_of",
    "current_name",
    "keeps_same_clocks",
    "parse_offset",
    "parse_zone",
    "tzinfo",
    "zone_of_windows",
    "zones_meant",
]
