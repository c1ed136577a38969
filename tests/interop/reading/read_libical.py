"""Reads a calendar as programs on libical do: `/usr/bin/python3 read_libical.py < feed.ics`.

Prints what libical finds wrong with it and its events, as JSON. Run by the system's Python, for
which Debian packages libical's bindings.
"""

import json
import sys
from typing import Any

import gi  # type: ignore[import-not-found]

gi.require_version("ICalGLib", "3.0")
from gi.repository import ICalGLib  # type: ignore[import-not-found]  # noqa: E402

Kind = ICalGLib.PropertyKind
UTC = ICalGLib.Timezone.get_utc_timezone()


def main() -> None:
    calendar = ICalGLib.Parser.parse_string(sys.stdin.buffer.read().decode())
    calendar.check_restrictions()
    json.dump({"faults": faults(calendar), "events": events(calendar)}, sys.stdout)


def faults(calendar: Any) -> list[str]:
    """What libical wrote into the calendar itself, as it does."""
    lines = calendar.as_ical_string().replace("\r\n ", "").splitlines()
    return [line for line in lines if line.startswith("X-LIC-ERROR")]


def events(calendar: Any) -> list[dict[str, Any]]:
    found = []
    event = calendar.get_first_component(ICalGLib.ComponentKind.VEVENT_COMPONENT)
    while event is not None:
        found.append(read(event))
        event = calendar.get_next_component(ICalGLib.ComponentKind.VEVENT_COMPONENT)
    return found


def read(event: Any) -> dict[str, Any]:
    [start] = properties(event, Kind.DTSTART_PROPERTY)

    def texts(kind: Any, getter: str) -> list[str]:
        return [getattr(line, getter)() for line in properties(event, kind)]

    def text(kind: Any, getter: str) -> str | None:
        return next(iter(texts(kind, getter)), None)

    return {
        "uid": event.get_uid(),
        "summary": text(Kind.SUMMARY_PROPERTY, "get_summary"),
        "description": text(Kind.DESCRIPTION_PROPERTY, "get_description"),
        "location": text(Kind.LOCATION_PROPERTY, "get_location"),
        "status": text(Kind.STATUS_PROPERTY, "get_value_as_string"),
        "sequence": event.get_sequence(),
        "start": instant_or_day(start.get_datetime_with_component(event)),
        "end": instant_or_day(event.get_dtend()),
        "categories": texts(Kind.CATEGORIES_PROPERTY, "get_categories"),
        "url": text(Kind.URL_PROPERTY, "get_url"),
        "relatedTo": text(Kind.RELATEDTO_PROPERTY, "get_relatedto"),
    }


def properties(event: Any, kind: Any) -> list[Any]:
    found = []
    line = event.get_first_property(kind)
    while line is not None:
        found.append(line)
        line = event.get_next_property(kind)
    return found


def instant_or_day(time: Any) -> str:
    if not time.is_date():
        # A floating time has no zone, and no Z at its end for that.
        time = time.convert_to_zone(UTC) if time.get_timezone() is not None else time
    text = time.as_ical_string()
    assert isinstance(text, str)
    return text


if __name__ == "__main__":
    main()
