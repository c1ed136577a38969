"""Definitions as texts, for hypothesis: whatever `events.definitions.loader` takes."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from events.definitions.mends.places import place_meant
from events.model import WRITTEN_STATUSES, Event
from tests.events.strategies import events


def definition_texts(largest: int) -> st.SearchStrategy[str]:
    """An agenda's file with many events: reading one is dear, and its events are cheap."""
    return st.lists(events(), min_size=largest // 2, max_size=largest).map(written)


def written(made: list[Event]) -> str:
    """Write an agenda of events, numbered, of which some follow the one before."""
    first = made[0]
    return _yaml(
        {
            "agenda": "a-week",
            "title": first.title,
            "description": first.description,
            "timezone": first.timezone,
            "image": first.image,
            "color": first.color,
            "events": [_event(it, number) for number, it in enumerate(made)],
        }
    )


def _event(made: Event, number: int) -> dict[str, Any]:
    place, source = made.place, made.source
    return {
        "id": f"e{number}",
        "kind": made.kind.value,
        "title": made.title,
        "start": str(made.start),
        "end": made.end and str(made.end),
        "status": made.status.value if made.status in WRITTEN_STATUSES else None,
        "place": place
        and {
            # What reads as a city that is not sure, or as several, is refused as a city's name.
            "city": "City" if place_meant(place.city or "") else place.city,
            "country": place.country,
            "venue": place.venue,
            "timezone": place.timezone,
            "geo": place.geo and "{:f}, {:f}".format(*place.geo),
        },
        "chair": made.chair,
        "parties": list(made.parties),
        "delegations": [{"party": it.party, "head": it.head} for it in made.delegations],
        "topics": list(made.topics),
        "description": made.description,
        "note": made.note,
        "source": source
        and {
            "publisher": source.publisher,
            "date": source.date and source.date.isoformat(),
            "url": source.url,
            "quote": source.quote,
        },
        "url": made.url,
        "stream": made.stream,
        "image": made.image,
        "color": made.color,
        "tags": list(made.tags),
        "follows": f"e{number - 1}" if made.follows and number else None,
    }


def _yaml(value: dict[str, Any] | list[Any] | str) -> str:
    if isinstance(value, dict):
        known = {key: it for key, it in value.items() if it is not None}
        return "{" + ", ".join(f"{key}: {_yaml(it)}" for key, it in known.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_yaml, value)) + "]"
    # Escaped, since YAML takes some characters, such as U+FFFF, in no other way.
    return '"' + "".join(it if it.isalnum() else f"\\U{ord(it):08x}" for it in value) + '"'
