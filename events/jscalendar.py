"""Events → JSCalendar (RFC 8984): the feed for programs that would rather read JSON."""

import json
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

from events.calendar import PRODID, Component, Heading, summary
from events.description import describe
from events.model import UID_DOMAIN, Event, Status
from events.times import UNIVERSAL, Day, Start

_STATUS = {
    Status.CONFIRMED: "confirmed",
    Status.TENTATIVE: "tentative",
    Status.CANCELLED: "cancelled",
    Status.POSTPONED: "cancelled",
}


def render_jscalendar(heading: Heading, components: Iterable[Component]) -> bytes:
    """Return a Group (§2.3) with an Event (§2.1) for each component, as UTF-8."""
    group = {
        "@type": "Group",
        "uid": f"{heading.name}@{UID_DOMAIN}",
        "prodId": PRODID,
        "title": heading.title,
        "description": heading.description,
        "source": heading.public_url and f"{heading.public_url}{heading.path}",
        "entries": [_event(component, heading.public_url) for component in components],
    }
    return json.dumps(_without_empty(group), ensure_ascii=False, indent=1).encode() + b"\n"


def _event(component: Component, public_url: str | None) -> dict[str, Any]:
    event, revision = component.event, component.revision
    page = f"{public_url}/events/{event.name}" if public_url else None
    start = event.start
    return _without_empty(
        {
            "@type": "Event",
            "uid": event.uid,
            "sequence": revision.sequence,
            "created": _utc(revision.created),
            "updated": _utc(revision.last_modified),
            "title": summary(event),
            "description": describe(event, component.follows, page),
            "start": _local(start),
            "timeZone": _zone(start),
            "showWithoutTime": isinstance(start, Day),
            "duration": _duration(event),
            "status": _STATUS[event.status],
            "freeBusyStatus": "busy" if _is_busy(event) else "free",
            "keywords": dict.fromkeys((event.kind.label, *event.tags), True),
            "locations": _locations(event),
            "virtualLocations": _stream(event),
            "links": _links(event, page),
            "relatedTo": _follows(event),
        }
    )


def _without_empty(properties: dict[str, Any]) -> dict[str, Any]:
    return {
        name: value
        for name, value in properties.items()
        if value is not None and value is not False and value != {}
    }


def _utc(instant: datetime) -> str:
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _local(start: Start) -> str:
    return f"{start.date}T00:00:00" if isinstance(start, Day) else f"{start.wall:%Y-%m-%dT%H:%M:%S}"


def _zone(start: Start) -> str | None:
    if isinstance(start, Day):
        return None  # floating: the day is the day everywhere (§4.7.1)
    return "Etc/UTC" if start.zone in UNIVERSAL else start.zone


def _duration(event: Event) -> str | None:
    start, end = event.start, event.end
    if isinstance(start, Day):
        days = (end.date - start.date).days + 1 if isinstance(end, Day) else 1
        return f"P{days}D"
    if end is None:
        return None  # not announced; without one an event has no length (§5.1.2)
    minutes = (end.begins - start.begins) // timedelta(minutes=1)
    hours, minutes = divmod(minutes, 60)
    return "PT" + (f"{hours}H" if hours else "") + (f"{minutes}M" if minutes or not hours else "")


def _is_busy(event: Event) -> bool:
    return event.status.is_on and not isinstance(event.start, Day)


def _locations(event: Event) -> dict[str, Any]:
    if event.place is None:
        return {}
    place: dict[str, Any] = {"@type": "Location", "name": str(event.place)}
    place["timeZone"] = "Etc/UTC" if event.place.timezone in UNIVERSAL else event.place.timezone
    if event.place.geo:
        place["coordinates"] = "geo:{},{}".format(*event.place.geo)
    return {"1": place}


def _stream(event: Event) -> dict[str, Any]:
    if event.stream is None:
        return {}
    return {
        "1": {
            "@type": "VirtualLocation",
            "name": "Live video",
            "uri": event.stream,
            "features": {"audio": True, "video": True},
        }
    }


def _links(event: Event, page: str | None) -> dict[str, Any]:
    found = {
        "1": (event.url or page, "describedby"),
        "2": (event.source.url if event.source else None, "cite-as"),
    }
    return {
        name: {"@type": "Link", "href": href, "rel": rel}
        for name, (href, rel) in found.items()
        if href
    }


def _follows(event: Event) -> dict[str, Any]:
    # §1.4.10 has first, next, child and parent, and no word for what came before: left open.
    return {event.follows: {"@type": "Relation"}} if event.follows else {}
