"""Foreign readers: what calendar clients, none of them ours, understand of a feed.

| reader | stands for |
|---|---|
| `read_with_ical_js` | Thunderbird, Nextcloud |
| `read_with_node_ical` | MagicMirror and Node programs |
| `read_with_icalendar` | Python programs on icalendar |
| `read_with_recurring_ical_events` | those that ask what is on when |
| `read_with_vobject` | Radicale |
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

import icalendar
import recurring_ical_events
import vobject

from tests.interop.reading import node


@dataclass(frozen=True, slots=True)
class Read:
    """One event, as a client reads it."""

    uid: str
    summary: str | None
    description: str | None
    location: str | None
    status: str | None
    sequence: int
    start: datetime | date  # an instant in UTC, or a day
    end: datetime | date  # exclusive; without DTEND the start, or the next day (RFC 5545 §3.6.1)
    categories: tuple[str, ...]
    url: str | None
    related_to: str | None


def read_with_ical_js(feed: bytes) -> dict[str, Read]:
    """Read with ical.js, which is given no zones."""
    return _read_with_node("ical.js", feed)


def read_with_node_ical(feed: bytes) -> dict[str, Read]:
    """Read with node-ical."""
    return _read_with_node("node-ical", feed)


def read_with_icalendar(feed: bytes) -> dict[str, Read]:
    """Read the events as they stand there with icalendar."""
    return _by_uid(map(_from_icalendar, icalendar.Calendar.from_ical(feed).events))


def read_with_recurring_ical_events(feed: bytes) -> dict[str, Read]:
    """Read all occurrences with icalendar and recurring-ical-events."""
    calendar = icalendar.Calendar.from_ical(feed)
    occurrences = recurring_ical_events.of(calendar).between((1970,), (2100,))
    return _by_uid(map(_from_icalendar, occurrences))


def read_with_vobject(feed: bytes) -> dict[str, Read]:
    """Read with vobject."""
    calendar = vobject.readOne(feed.decode())
    return _by_uid(_from_vobject(event) for event in getattr(calendar, "vevent_list", []))


def _read_with_node(client: str, feed: bytes) -> dict[str, Read]:
    return from_json(json.loads(node.run("read.mjs", client, stdin=feed)))


def from_json(events: Iterable[dict[str, Any]]) -> dict[str, Read]:
    """Take what a reader in another process or language found."""
    return _by_uid(
        Read(
            uid=event["uid"],
            summary=event.get("summary"),
            description=event.get("description"),
            location=event.get("location"),
            status=event.get("status"),
            sequence=event.get("sequence", 0),
            start=_parsed(event["start"]),
            end=_parsed(event["end"]),
            categories=tuple(event["categories"]),
            url=event.get("url"),
            related_to=event.get("relatedTo"),
        )
        for event in events
    )


def _from_icalendar(event: icalendar.Event) -> Read:
    return Read(
        uid=str(event["UID"]),
        summary=_text(event.get("SUMMARY")),
        description=_text(event.get("DESCRIPTION")),
        location=_text(event.get("LOCATION")),
        status=_text(event.get("STATUS")),
        sequence=int(event.get("SEQUENCE", 0)),
        start=_instant_or_day(event.start),
        end=_instant_or_day(event.end),
        categories=tuple(str(category) for category in event.categories),
        url=_text(event.get("URL")),
        related_to=_text(_first(event.get("RELATED-TO"))),
    )


def _from_vobject(event: Any) -> Read:
    def value(name: str) -> Any:
        line = getattr(event, name, None)
        return None if line is None else line.value

    start = value("dtstart")
    whole_day = timedelta(0) if isinstance(start, datetime) else timedelta(days=1)
    length = value("duration") or whole_day
    return Read(
        uid=value("uid"),
        summary=value("summary"),
        description=value("description"),
        location=value("location"),
        status=value("status"),
        sequence=int(value("sequence") or 0),
        start=_instant_or_day(start),
        end=_instant_or_day(value("dtend") or start + length),
        categories=tuple(
            name for line in getattr(event, "categories_list", []) for name in line.value
        ),
        url=value("url"),
        related_to=value("related_to"),
    )


def _by_uid(events: Iterable[Read]) -> dict[str, Read]:
    found: dict[str, Read] = {}
    for event in events:
        assert event.uid not in found, f"two events have the UID {event.uid}"
        found[event.uid] = event
    return found


def _first(value: object) -> object:
    return value[0] if isinstance(value, list) else value


def _text(value: object) -> str | None:
    """The bare text: icalendar's own kinds of str print and compare in ways of their own."""
    return None if value is None else str(value)


def _parsed(text: str) -> datetime | date:
    return _instant_or_day(
        datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)
    )


def _instant_or_day(value: datetime | date) -> datetime | date:
    if not isinstance(value, datetime):
        return value
    assert value.tzinfo is not None, f"{value} is floating: it has no zone"
    return value.astimezone(UTC)
