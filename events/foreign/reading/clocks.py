"""By which clocks a foreign calendar's times are: IANA zones, Windows' names, rules of its own."""

import hashlib
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from events.errors import Refusal
from events.foreign.reading.components import Component
from events.foreign.reading.content_lines import ContentLine
from events.foreign.reading.zone_names import offset_named, zone_named
from events.zones import parse_offset

_LAST_YEAR = 9999
MAX_RULES = 500  # of one VTIMEZONE: each change of a century, and some
_TIME = re.compile(
    r"(\d{4})-?(\d{2})-?(\d{2})(?:[T ](\d{2}):?(\d{2})(?::?(\d{2})(?:\.\d+)?)?)?"
    r"\s*(Z|[+-]\d{2}:?\d{2})?",
    re.ASCII | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Clocks:
    """The clocks of a TZID.

    ``zone`` is the IANA name; None if the calendar has rules of its own for them. ``title`` is how
    the calendar calls them, where that is not the name of the zone. ``rules`` are what it says of a
    zone, which may be something else than the zone keeps.
    """

    zone: str | None
    tz: tzinfo
    title: str | None = None
    rules: tzinfo | None = None


@dataclass(frozen=True, slots=True)
class When:
    """A day, or a time of day; ``clocks`` are None for a day, and where nobody knows them."""

    wall: date | datetime
    clocks: Clocks | None = None
    named: str | None = None
    """The TZID, where nobody knows the clocks that it names, or it is in UTC besides."""

    @property
    def is_day(self) -> bool:
        """Whether it is a whole day."""
        return not isinstance(self.wall, datetime)

    @property
    def is_floating(self) -> bool:
        """Whether it is a time of which nobody knows by which clocks."""
        return self.clocks is None and not self.is_day

    @property
    def day(self) -> date:
        """The day, by the clocks of the time."""
        return self.wall.date() if isinstance(self.wall, datetime) else self.wall

    @property
    def aware(self) -> datetime | date:
        """The time with its zone, as other libraries have it."""
        if isinstance(self.wall, datetime) and self.clocks:
            return self.wall.replace(tzinfo=self.clocks.tz)
        return self.wall

    def wall_by(self, clocks: Clocks | None) -> date | datetime:
        """Return the time by other clocks; as it is if either clocks are None."""
        if self.clocks is None or clocks is None or self.clocks is clocks:
            return self.wall
        return self.instant.astimezone(clocks.tz).replace(tzinfo=None)

    @property
    def instant(self) -> datetime:
        """An instant to sort and to measure by; without clocks, it is as if in UTC."""
        aware = self.aware
        if not isinstance(aware, datetime):
            return datetime.combine(aware, time(), UTC)
        return aware.astimezone(UTC) if aware.tzinfo else aware.replace(tzinfo=UTC)


IN_UTC = Clocks("UTC", UTC)


class ClocksOfCalendar:
    """What the zones that a calendar names are.

    ``own`` is the calendar's X-WR-TIMEZONE, and ``answer`` the zone that whoever imports the
    calendar has named. Times that name no zone are by the answer, or else by the calendar's own.
    """

    def __init__(self, calendar: Component, answer: str | None) -> None:
        self._rules = {
            it.text("TZID"): it for it in reversed(calendar.parts) if it.name == "VTIMEZONE"
        }
        self._known: dict[str, Clocks | None] = {}
        named = calendar.text("X-WR-TIMEZONE")
        self.own = zone_named(named) or zone_named(_location(self._rules.get(named))) or None
        self.unknown_own = named if named and not self.own else None
        self.answer = answer

    @property
    def default(self) -> Clocks | None:
        """The clocks of times that name none."""
        zone = self.answer or self.own
        return Clocks(zone, ZoneInfo(zone)) if zone else None

    def of(self, tzid: str) -> Clocks | None:
        """Return the clocks that a TZID names; None if nobody knows."""
        if tzid not in self._known:
            self._known[tzid] = self._find(tzid)
        return self._known[tzid]

    def _find(self, tzid: str) -> Clocks | None:
        rules = self._rules.get(tzid)
        zone = zone_named(tzid) or zone_named(_location(rules))
        own = tz_of_rules(rules) if rules else None
        if zone:
            title = None if zone in tzid or zone == "UTC" else tzid
            return Clocks(zone, UTC if zone == "UTC" else ZoneInfo(zone), title, own)
        own = own or offset_named(tzid)
        return Clocks(None, own, tzid) if own else None

    def read(self, line: ContentLine) -> When:
        """Read a DATE or a DATE-TIME. Raises `Refusal` for what is neither."""
        return self.read_value(line.value, line.parameters)

    def read_value(self, value: str, parameters: dict[str, str]) -> When:
        """Read one value of a property with such parameters."""
        match = _TIME.fullmatch(value.strip())
        if match is None:
            raise Refusal(f"{value[:60]!r} is no day and no time", "write it as 20220112T090000Z")
        year, month, day, hour, minute, second, ahead = match.groups()
        try:
            first = date(int(year), int(month), int(day))
            is_midnight = (hour, minute, int(second or 0)) == ("00", "00", 0)
            if hour is None or (is_midnight and parameters.get("VALUE", "").upper() == "DATE"):
                return When(first)
            is_over = (hour, minute) == ("24", "00")  # the end of the day
            clock = time(0 if is_over else int(hour), int(minute), min(59, int(second or 0)))
            wall = datetime.combine(first, clock) + timedelta(days=is_over)
        except ValueError:
            raise Refusal(f"there is no {value[:60]!r}", "check day and time") from None
        if not 1 < first.year < _LAST_YEAR:  # in UTC it may be none at all
            raise Refusal(f"the year {first.year} makes no sense", "check the year")
        if ahead and ahead.upper() != "Z":
            offset = parse_offset(ahead) or timedelta()
            return When(wall, Clocks(None, timezone(offset), ahead) if offset else IN_UTC)
        tzid = parameters.get("TZID", "").strip()
        if ahead:
            own = self.of(tzid) if tzid else None
            return When(wall, IN_UTC, tzid if own and own.zone != "UTC" else None)
        clocks = self.of(tzid) if tzid else None
        if clocks is None and (not tzid or self.answer):
            clocks = self.default
        return When(wall, clocks, tzid if tzid and clocks is None else None)


def _location(rules: Component | None) -> str:
    return rules.text("X-LIC-LOCATION") if rules else ""


def tz_of_rules(rules: Component) -> tzinfo | None:
    """Return the clocks of a VTIMEZONE; None if its rules cannot be read, or are no yearly ones."""
    import icalendar

    observances = [it for it in rules.parts if it.name in ("STANDARD", "DAYLIGHT")]
    written = list[str]()
    for each in observances:
        # What has no name is taken for a floating time by x-wr-timezone, and UTC for UTC.
        written += [f"BEGIN:{each.name}", f"TZNAME:{each.name}"]
        for line in each.lines("DTSTART", "TZOFFSETFROM", "TZOFFSETTO", "RRULE", "RDATE"):
            if line.name == "RRULE" and "FREQ=YEARLY" not in line.value.upper():
                return None
            written.append(f"{line.name}:{line.value}")
        written.append(f"END:{each.name}")
    if not observances or len(written) > MAX_RULES:
        return None
    try:
        # icalendar keeps what it has read by its name: each rules need one of their own.
        name = hashlib.sha256("\n".join(written).encode()).hexdigest()
        whole = ["BEGIN:VTIMEZONE", f"TZID:{name}", *written, "END:VTIMEZONE", ""]
        read = icalendar.Timezone.from_ical("\r\n".join(whole))
        own = read.to_tz() if isinstance(read, icalendar.Timezone) else None
        offset = datetime(2022, 1, 1, tzinfo=own).utcoffset()
    except (ValueError, KeyError, TypeError, IndexError, AttributeError, OverflowError):
        return None  # what icalendar and dateutil raise for rules that make no sense
    return own if offset is not None else None
