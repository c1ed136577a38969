"""An event as one line of text that outlives its definition, and back.

What was published is kept this way, so that an event that vanishes from the definitions can
still be shown as cancelled. Leads are left out: they are ours, and no reader's news.
"""

import json
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from events.errors import Refusal
from events.model import Delegation, Event, Followed, Kind, Place, Source, Status
from events.times import Moment, Start, nearest_start, parse_start


def to_record(event: Event) -> str:
    """Write an event as JSON, the same for the same event, without its leads."""
    return json.dumps(_plain(event), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _plain(event: Event) -> dict[str, Any]:
    place = event.place
    plain: dict[str, Any] = {
        "id": event.id,
        "agenda": event.agenda,
        "kind": event.kind,
        "title": event.title,
        "start": _plain_start(event.start),
        "timezone": event.timezone,
        "end": _plain_start(event.end) if event.end else None,
        "status": event.status,
        "place": place
        and {
            "city": place.city,
            "timezone": place.timezone,
            "country": place.country,
            "venue": place.venue,
            "geo": place.geo,
        },
        "chair": event.chair,
        "parties": event.parties,
        "delegations": [(each.party, each.head) for each in event.delegations],
        "topics": event.topics,
        "description": event.description,
        "note": event.note,
        "source": plain_source(event.source),
        "url": event.url,
        "stream": event.stream,
        "image": event.image,
        "color": event.color,
        "tags": event.tags,
        "follows": event.follows and [event.follows.uid, event.follows.title],
        "formerly": event.formerly,
    }
    return {name: value for name, value in plain.items() if value not in (None, (), [])}


def plain_source(source: Source | None) -> dict[str, Any] | None:
    """Return what JSON can hold of a source."""
    if source is None:
        return None
    return {
        "publisher": source.publisher,
        "date": source.date and source.date.isoformat(),
        "url": source.url,
        "quote": source.quote,
    }


def source_of(plain: dict[str, Any] | None) -> Source | None:
    """Read what `plain_source` returned."""
    if not plain:
        return None
    return Source(**plain | {"date": plain["date"] and date.fromisoformat(plain["date"])})


def _plain_start(start: Start) -> list[str]:
    # The instant is recorded too: a new tzdata may move it, and readers were told the old one.
    instant = [start.begins.isoformat()] if isinstance(start, Moment) else []
    return [str(start), start.zone, *instant]


def from_record(record: str) -> Event:
    """Read what `to_record` wrote.

    Where a new tzdata has moved an event's local time, or removed it from the zone's clocks, the
    event's times are the instants that were recorded, in UTC.
    """
    plain = json.loads(record)
    place = plain.get("place")
    return Event(
        id=plain["id"],
        agenda=plain["agenda"],
        kind=Kind(plain["kind"]),
        title=plain["title"],
        start=_start(*plain["start"]),
        timezone=plain["timezone"],
        end=_start(*plain["end"]) if "end" in plain else None,
        status=Status(plain["status"]),
        place=place and Place(**place | {"geo": place["geo"] and tuple(place["geo"])}),
        chair=plain.get("chair"),
        parties=tuple(plain.get("parties", ())),
        delegations=tuple(Delegation(*each) for each in plain.get("delegations", ())),
        topics=tuple(plain.get("topics", ())),
        description=plain.get("description"),
        note=plain.get("note"),
        source=source_of(plain.get("source")),
        url=plain.get("url"),
        stream=plain.get("stream"),
        image=plain.get("image"),
        color=plain.get("color"),
        tags=tuple(plain.get("tags", ())),
        follows=_follows(plain.get("follows")),
        formerly=tuple(plain.get("formerly", ())),
    )


def _start(text: str, zone: str, instant: str | None = None) -> Start:
    try:
        start = parse_start(text, zone)
    except Refusal:
        start = nearest_start(text)
    # The first records had no instant.
    if instant is None or (was := datetime.fromisoformat(instant)) == start.begins:
        return start
    return replace(Moment.of(was, "UTC"), approximate=start.approximate)


def _follows(plain: str | list[str] | None) -> Followed | None:
    # The first records had the UID alone.
    if isinstance(plain, str):
        return Followed(plain, None)
    return Followed(*plain) if plain else None
