"""Events, agendas and feeds, built in a line."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.publishing.parts.feeds import calendar_feed
from bot.publishing.publication import Publication
from events.model import Agenda, Agendas, Event, Kind, Place
from events.revisions import Revisions, first_revisions
from events.time_grammar import parse_end, parse_start
from events.times import Start

REPOSITORY = Path(__file__).parents[2]
BUNDLED = REPOSITORY / "events" / "agendas" / "security-talks-2022-01.yaml"
SITE = "https://podium.example"


def utc(text: str) -> datetime:
    """An instant, such as 2022-01-12 09:00."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def event(
    id_: str = "talks",
    start: str | Start = "2022-01-12 09:00 GMT",
    end: str | Start | None = None,
    city: str | None = None,
    timezone: str = "Europe/Brussels",
    **values: Any,
) -> Event:
    """An event whose start and end are written as in the definitions."""
    begins = parse_start(start, timezone) if isinstance(start, str) else start
    made: dict[str, Any] = {
        "id": id_,
        "agenda": "a-week",
        "kind": Kind.MEETING,
        "title": "Talks",
        "start": begins,
        "timezone": timezone,
        "end": parse_end(end, begins) if isinstance(end, str) else end,
        "place": Place(city, timezone) if city else None,
    }
    return Event(**made | values)


def agendas(*events: Event, title: str = "A week", timezone: str = "Europe/Brussels") -> Agendas:
    """One agenda of events."""
    return Agendas((Agenda("a-week", title, timezone, events),))


def feed(agendas: Agendas, revisions: Revisions | None = None, url: str | None = None) -> bytes:
    """What readers get of some agendas; without revisions, what they got first."""
    published = revisions if revisions is not None else first_revisions(agendas)
    return calendar_feed(Publication(agendas, published, url))


def unfolded(content: bytes) -> list[str]:
    """The content lines of a feed (RFC 5545 §3.1)."""
    return content.replace(b"\r\n ", b"").decode().splitlines()


def properties(content: bytes) -> dict[str, list[str]]:
    """The properties of a feed's events, by name with parameters."""
    found: dict[str, list[str]] = {}
    inside = False
    for line in unfolded(content):
        if line in ("BEGIN:VEVENT", "END:VEVENT"):
            inside = line.startswith("BEGIN")
        elif inside:
            name, _, value = line.partition(":")
            found.setdefault(name, []).append(value)
    return found
