"""An event as one line of text that outlives its definition, and back.

What was published is kept this way, so that an event that vanishes from the definitions can
still be shown as cancelled. Leads are left out: they are ours, and no reader's news.
"""

import json
from dataclasses import asdict, replace
from datetime import date, datetime, timedelta
from typing import Any

from events.errors import Refusal
from events.model import (
    Access,
    Accreditation,
    Contact,
    Delegation,
    Event,
    Followed,
    Kind,
    Link,
    Outcome,
    Place,
    ProgrammeLine,
    Source,
    Status,
    Titles,
    Translation,
)
from events.time_grammar import nearest_start, parse_start
from events.times import End, Moment, Precision, Start, Undated

MINUTE = timedelta(minutes=1)


def to_record(event: Event) -> str:
    """Write an event as JSON, the same for the same event, without its leads."""
    return json.dumps(_plain(event), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _plain(event: Event) -> dict[str, Any]:
    plain: dict[str, Any] = {
        "id": event.id,
        "agenda": event.agenda,
        "kind": event.kind,
        "title": event.title,
        "start": _plain_start(event.start),
        "timezone": event.timezone,
        "end": _plain_start(event.end) if event.end else None,
        "status": event.status,
        "place": event.place and _plain_place(event.place),
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
        "follows": _plain_followed(event.follows),
        "formerly": event.formerly,
        "starts_after": event.starts_after or None,
        "parent": _plain_followed(event.parent),
        "has_programme": event.has_programme or None,
        "programme": [_plain_line(each) for each in event.programme],
        "accredits": _plain_followed(event.accredits),
        "access": event.access,
        "accreditation": event.accreditation and _plain_accreditation(event.accreditation),
        "arrive": event.arrive and event.arrive // MINUTE,
        "contact": event.contact and _given(event.contact),
        "places": [_plain_place(each) for each in event.other_places],
        "sources": [plain_source(each) for each in event.other_sources],
        "translations": [plain_translation(each) for each in event.translations],
        "links": [_given(each) for each in event.links],
        "streams": [_given(each) for each in event.streams],
        "outcome": event.outcome and _given(event.outcome),
        "language": event.language,
        "clocks_of": event.clocks_of,
    }
    return {name: value for name, value in plain.items() if value not in (None, (), [])}


def plain_translation(translation: Translation) -> dict[str, str]:
    """Return what JSON can hold of texts in another language."""
    return _given(translation)


def _given(
    value: Contact | Translation | Link | Outcome,
) -> dict[str, Any]:
    return {name: text for name, text in asdict(value).items() if text is not None}


def _plain_place(place: Place) -> dict[str, Any]:
    plain = {
        "city": place.city,
        "timezone": place.timezone,
        "country": place.country,
        "venue": place.venue,
        "geo": place.geo,
    }
    # What the first records did not have is written where it is there alone: an upgrade must not
    # write each event anew.
    more = {
        "is_online": place.is_online,
        "address": place.address,
        "to_be_confirmed": place.to_be_confirmed,
    }
    return plain | {name: value for name, value in more.items() if value}


def _place_of(plain: dict[str, Any]) -> Place:
    return Place(**plain | {"geo": plain["geo"] and tuple(plain["geo"])})


def _plain_followed(followed: Followed | None) -> list[Any] | None:
    if followed is None:
        return None
    return [followed.uid, followed.title, *([followed.titles] if followed.titles else [])]


def _plain_line(line: ProgrammeLine) -> list[Any]:
    plain = [line.uid, line.title, _plain_start(line.start), line.status, line.after]
    has_titles = line.titles or line.after_titles
    return [*plain, line.titles, line.after_titles] if has_titles else plain


def _line_of(plain: list[Any]) -> ProgrammeLine:
    uid, title, start, status, after, *titles = plain
    return ProgrammeLine(
        uid, title, _start(*start), Status(status), after, *map(_titles_of, titles)
    )


def _titles_of(plain: list[list[str]]) -> Titles:
    return tuple((code, title) for code, title in plain)


def _plain_accreditation(accreditation: Accreditation) -> dict[str, Any]:
    until = accreditation.until
    plain = {
        "until": until and _plain_start(until),
        "url": accreditation.url,
        "note": accreditation.note,
    }
    return {name: value for name, value in plain.items() if value is not None}


def _accreditation_of(plain: dict[str, Any]) -> Accreditation:
    until = plain.get("until")
    return Accreditation(until and _start(*until), plain.get("url"), plain.get("note"))


def plain_source(source: Source | None) -> dict[str, Any] | None:
    """Return what JSON can hold of a source."""
    if source is None:
        return None
    return {
        "publisher": source.publisher,
        "date": source.date and source.date.isoformat(),
        "url": source.url,
        "quote": source.quote,
        **({"start": _plain_start(source.start)} if source.start else {}),
    }


def source_of(plain: dict[str, Any] | None) -> Source | None:
    """Read what `plain_source` returned."""
    if not plain:
        return None
    day, start = plain["date"], plain.get("start")
    return Source(
        publisher=plain["publisher"],
        date=day and date.fromisoformat(day),
        url=plain["url"],
        quote=plain["quote"],
        start=start and _start(*start),
    )


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
    place, arrive = plain.get("place"), plain.get("arrive")
    accreditation, contact = plain.get("accreditation"), plain.get("contact")
    return Event(
        id=plain["id"],
        agenda=plain["agenda"],
        kind=Kind(plain["kind"]),
        title=plain["title"],
        start=_start(*plain["start"]),
        timezone=plain["timezone"],
        end=_end(*plain["end"]) if "end" in plain else None,
        status=Status(plain["status"]),
        place=place and _place_of(place),
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
        starts_after=plain.get("starts_after", False),
        parent=_follows(plain.get("parent")),
        has_programme=plain.get("has_programme", False),
        programme=tuple(map(_line_of, plain.get("programme", ()))),
        accredits=_follows(plain.get("accredits")),
        access=Access(plain["access"]) if "access" in plain else None,
        accreditation=accreditation and _accreditation_of(accreditation),
        arrive=arrive and arrive * MINUTE,
        contact=contact and Contact(**contact),
        other_places=tuple(map(_place_of, plain.get("places", ()))),
        other_sources=tuple(filter(None, map(source_of, plain.get("sources", ())))),
        translations=tuple(Translation(**each) for each in plain.get("translations", ())),
        links=tuple(Link(**each) for each in plain.get("links", ())),
        streams=tuple(Link(**each) for each in plain.get("streams", ())),
        outcome=Outcome(**plain["outcome"]) if "outcome" in plain else None,
        language=plain.get("language"),
        clocks_of=plain.get("clocks_of"),
    )


def _start(text: str, zone: str, instant: str | None = None) -> Start:
    try:
        start = parse_start(text, zone)
    except Refusal:
        start = nearest_start(text)
    # The first records had no instant.
    if instant is None or (was := datetime.fromisoformat(instant)) == start.begins:
        return start
    precision = start.precision if isinstance(start, Moment) else Precision.EXACT
    return replace(Moment.of(was, "UTC"), precision=precision)


def _end(text: str, zone: str, instant: str | None = None) -> End:
    end = _start(text, zone, instant)
    if isinstance(end, Undated):
        raise ValueError(f"{text} is no end")  # noqa: TRY004  # the text is wrong
    return end


def _follows(plain: str | list[Any] | None) -> Followed | None:
    # The first records had the UID alone.
    if isinstance(plain, str):
        return Followed(plain, None)
    if not plain:
        return None
    uid, title, *titles = plain
    return Followed(uid, title, *map(_titles_of, titles))
