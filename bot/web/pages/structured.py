"""An event as schema.org has it (JSON-LD), for search engines: no more than is known of it."""

from collections.abc import Iterator
from typing import Any

from events.model import Event, Kind, Place, Status, language_of
from events.queries import local_day
from events.times import Day, End, Moment, Precision, Undated
from events.wording.language import Language
from events.zones import tzinfo

SCHEMA = "https://schema.org"
# schema.org's other types are of concerts, courses and sales.
_NO_EVENTS = {Kind.DEADLINE, Kind.MILESTONE}
# There is no word for what is tentative, or has gone from a list.
_STATUS = {
    Status.CONFIRMED: "EventScheduled",
    Status.CANCELLED: "EventCancelled",
    Status.POSTPONED: "EventPostponed",
}


def structured(event: Event, site: str, language: Language) -> dict[str, Any] | None:
    """Return an event, in a language as far as it is told in it; ``site`` is that site's address.

    - None for a deadline and a milestone, which are none, and for what is no longer listed.
    - An hour that is not exact is left out, and so is a day that is not.
    - Who organizes it is not in the definitions, nor is the language in which it is held: the
      language is that of the texts.
    """
    if event.kind in _NO_EVENTS or event.status is Status.NO_LONGER_LISTED:
        return None
    status = _STATUS.get(event.status)
    start = _day_or_time(event.start, event)
    when = "previousStartDate" if event.status is Status.POSTPONED else "startDate"
    parent = event.parent if event.parent and event.parent.title else None
    found: dict[str, Any] = {
        "@context": _context(event, language),
        "@type": "Event",
        "@id": f"{site}/events/{event.name}",
        "name": event.title,
        "description": event.description,
        "url": event.url or f"{site}/events/{event.name}",
        "image": event.image,
        "eventStatus": status and f"{SCHEMA}/{status}",
        when: start,
        "endDate": _end(event) if start and event.status is not Status.POSTPONED else None,
        "location": list(_locations(event)),
        "eventAttendanceMode": _attendance(event.places),
        "superEvent": parent and {"@type": "Event", "name": parent.title},
    }
    return {name: value for name, value in found.items() if value not in (None, [])}


def _context(event: Event, language: Language) -> Any:
    texts = ["title", *(["description"] if event.description else [])]
    codes = {language_of(event, text, language.code) for text in texts}
    code = codes.pop() if len(codes) == 1 else None
    return [SCHEMA, {"@language": code}] if code else SCHEMA


def _day_or_time(when: Day | Moment | Undated, event: Event) -> str | None:
    """Write a day or a time as ISO 8601; None if not even the day is sure."""
    if isinstance(when, Undated):
        return None
    if isinstance(when, Day):
        return None if when.approximate else when.date.isoformat()
    local = when.begins.astimezone(tzinfo(event.timezone))
    if when.precision is not Precision.EXACT:
        return local.date().isoformat()
    return local.isoformat(timespec="minutes")


def _end(event: Event) -> str | None:
    end: End | None = event.end
    if end is None or end.approximate:
        return None
    if isinstance(end, Day) and end.date == local_day(event):
        return None
    return _day_or_time(end, event)


def _locations(event: Event) -> Iterator[dict[str, Any]]:
    for place in event.places:
        if place.to_be_confirmed:
            continue
        if place.name:
            yield _place(place)
        if place.is_online:
            at = {"url": place.address} if place.address else {}
            yield {"@type": "VirtualLocation", **at}


def _place(place: Place) -> dict[str, Any]:
    found: dict[str, Any] = {"@type": "Place", "name": place.venue or place.name}
    address = {"addressLocality": place.city, "addressCountry": place.country}
    if known := {name: text for name, text in address.items() if text}:
        found["address"] = {"@type": "PostalAddress", **known}
    if place.geo:
        latitude, longitude = place.geo
        found["geo"] = {"@type": "GeoCoordinates", "latitude": latitude, "longitude": longitude}
    return found


def _attendance(places: tuple[Place, ...]) -> str | None:
    if not any(it.is_online for it in places) or any(it.to_be_confirmed for it in places):
        return None
    mode = "Online" if all(it.is_online_only for it in places) else "Mixed"
    return f"{SCHEMA}/{mode}EventAttendanceMode"
