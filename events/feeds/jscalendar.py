"""Events → JSCalendar (RFC 8984): the feed for programs that would rather read JSON."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from events.feeds.description import describe
from events.feeds.icalendar import PRODID, Component, Heading, summary
from events.model import UID_DOMAIN, Event, Place, Status, in_language, language_of
from events.times import Day, Moment, Start
from events.wording.joined import sentence
from events.wording.language import Language
from events.wording.links import link_label, stream_label
from events.wording.places import place_words
from events.zones import UNIVERSAL, current_name

_STATUS = {
    Status.CONFIRMED: "confirmed",
    Status.TENTATIVE: "tentative",
    Status.CANCELLED: "cancelled",
    Status.POSTPONED: "tentative",
    Status.NO_LONGER_LISTED: "tentative",
}


def render_jscalendar(
    heading: Heading, components: Sequence[Component], updated: datetime
) -> bytes:
    """Return a Group (§2.3) with an Event (§2.1) for each component, as UTF-8, a line each.

    ``updated`` dates the group if it is empty.
    """
    newest = max((each.revision.last_modified for each in components), default=updated)
    address = heading.public_url and f"{heading.public_url}{heading.path}"
    group = {
        "@type": "Group",
        # Unique among all Podiums (§4.1.2), as far as this one knows its own address.
        "uid": address or f"{heading.path.removeprefix('/')}@{UID_DOMAIN}",
        "prodId": PRODID,
        "updated": _utc(newest),
        "title": heading.title,
        "description": heading.description,
        "color": heading.color,
        "links": _icon(heading.image),
        "source": address,
    }
    opening = _json(_without_empty(group)).removesuffix("}")
    entries = ",\n".join(_json(_event(each, heading)) for each in components)
    return f'{opening}, "entries": [\n{entries}\n]}}\n'.encode()


def _json(properties: dict[str, Any]) -> str:
    return json.dumps(properties, ensure_ascii=False)


def _event(component: Component, heading: Heading) -> dict[str, Any]:
    event, revision = in_language(component.event, heading.language.code), component.revision
    language, site = heading.language, heading.public_url
    page = f"{site}/events/{event.name}" if site else None
    return _without_empty(
        {
            "@type": "Event",
            "uid": event.uid,
            "sequence": revision.sequence,
            "created": _utc(revision.created),
            "updated": _utc(revision.last_modified),
            "locale": language_of(event, "title", language.code),
            "title": summary(event, language),
            "description": describe(event, page, language, revision.last_change),
            "start": _local(event.start),
            "timeZone": _zone(event.start),
            "showWithoutTime": not isinstance(event.start, Moment),
            "duration": _duration(event),
            "status": _STATUS[event.status],
            "freeBusyStatus": "busy" if event.is_busy else "free",
            "keywords": dict.fromkeys((language.kinds[event.kind], *event.tags), True),
            "color": event.color,
            "locations": _locations(event, language),
            "virtualLocations": _virtual_locations(event, language),
            "links": _links(event, page, language),
            "relatedTo": _related(event),
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
    if isinstance(start, Moment):
        return f"{start.wall:%Y-%m-%dT%H:%M:%S}"
    return f"{start.date}T00:00:00"


def _zone(start: Start) -> str | None:
    if not isinstance(start, Moment):
        return None  # floating: the day is the day everywhere (§4.7.1)
    return _iana(start.zone)


def _iana(zone: str) -> str:
    return "Etc/UTC" if zone in UNIVERSAL else current_name(zone)


def _duration(event: Event) -> str | None:
    start, end = event.start, event.end
    if not isinstance(start, Moment):
        days = (end.date - start.date).days + 1 if isinstance(end, Day) else 1
        return f"P{days}D"
    if not isinstance(end, Moment):
        return None  # not announced: without a duration an event has no length (§5.1.2)
    # In hours, never days: only they are as long as they say when the clocks change (§1.4.6).
    hours, minutes = divmod((end.begins - start.begins) // timedelta(minutes=1), 60)
    return "PT" + (f"{hours}H" if hours else "") + (f"{minutes}M" if minutes or not hours else "")


def _locations(event: Event, language: Language) -> dict[str, Any]:
    """Write the places, and what is online at an address that nobody has said."""
    told = [it for it in event.places if not (it.is_online_only and it.address)]
    return {str(number): _location(it, language) for number, it in enumerate(told, 1)}


def _location(place: Place, language: Language) -> dict[str, Any]:
    # What is online at a known address is among the virtual locations.
    there = replace(place, is_online=False, address=None) if place.address else place
    words = place_words(there, language)
    location = {"@type": "Location", "name": words if place.name else sentence(words)}
    if place.timezone:
        location["timeZone"] = _iana(place.timezone)
    if place.geo and not place.to_be_confirmed:
        # Never with an exponent, which RFC 5870 §3.3 does not know.
        latitude, longitude = (f"{Decimal(str(degrees)):f}" for degrees in place.geo)
        location["coordinates"] = f"geo:{latitude},{longitude}"
    return location


def _virtual_locations(event: Event, language: Language) -> dict[str, Any]:
    found: list[dict[str, Any]] = []
    for stream in event.watched_at:
        label = stream_label(stream, language.live_video, language)
        live = {"audio": True, "video": True}
        found.append({"name": label, "uri": stream.url, "features": live})
    found += [
        {"name": language.online_at, "uri": address}
        for address in event.online_addresses
        if address != event.stream
    ]
    return {
        str(number): {"@type": "VirtualLocation", **each} for number, each in enumerate(found, 1)
    }


def _links(event: Event, page: str | None, language: Language) -> dict[str, Any]:
    found = {
        "1": (event.url or page, "describedby"),
        "2": (event.source.url if event.source else None, "via"),
    }
    more = enumerate(event.other_sources, 4)  # 3 is the icon
    found |= {str(number): (source.url, "via") for number, source in more}
    links = {
        name: {"@type": "Link", "href": href, "rel": rel}
        for name, (href, rel) in found.items()
        if href
    }
    return links | _icon(event.image) | _related_links(event, language)


def _related_links(event: Event, language: Language) -> dict[str, Any]:
    """Write the links where more is to be read."""
    return {
        f"more-{number}": {
            "@type": "Link",
            "href": link.url,
            "rel": "related",
            "title": link_label(link, language),
        }
        for number, link in enumerate(event.links, 1)
    }


def _icon(image: str | None) -> dict[str, Any]:
    if image is None:
        return {}
    # A link that is an icon must say how it is to be shown (§1.4.11).
    return {"3": {"@type": "Link", "href": image, "rel": "icon", "display": "badge"}}


def _related(event: Event) -> dict[str, Any]:
    # §1.4.10 has first, next, child and parent, and no word for what came before: left open.
    related: dict[str, Any] = {}
    if event.follows:
        related[event.follows.uid] = {"@type": "Relation"}
    for parent in (event.parent, event.accredits):
        if parent:
            related[parent.uid] = {"@type": "Relation", "relation": {"parent": True}}
    return related
