"""Definitions as texts, for hypothesis: whatever `events.definitions.loader` takes."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from events.definitions.mends.meant.places import place_meant
from events.model import WRITTEN_STATUSES, Event
from tests.events.strategies import Repetition, events, repetitions


def definition_texts(largest: int) -> st.SearchStrategy[str]:
    """An agenda's file with many events: reading one is dear, and its events are cheap."""
    return st.lists(_with_days(), min_size=largest // 2, max_size=largest).map(written)


Written = tuple[Event, Repetition | None]


@st.composite
def _with_days(draw: st.DrawFn) -> Written:
    """An event, of which one in six repeats."""
    event = draw(events())
    return event, draw(repetitions(event)) if draw(st.integers(0, 5)) == 5 else None


def written(made: list[Written]) -> str:
    """Write an agenda of events, numbered, of which some follow the one before."""
    first, _ = made[0]
    return _yaml(
        {
            "agenda": "a-week",
            "title": first.title,
            "description": first.description,
            "timezone": first.timezone,
            "image": first.image,
            "color": first.color,
            "events": [
                _event(*each, number, made[number - 1][1]) for number, each in enumerate(made)
            ],
        }
    )


def _event(
    made: Event, days: Repetition | None, number: int, before: Repetition | None
) -> dict[str, Any]:
    place, source = made.place, made.source
    return {
        "id": f"e{number}",
        "kind": made.kind.value,
        "language": made.language,
        "title": _text(made, "title"),
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
        "description": _text(made, "description"),
        "note": _text(made, "note"),
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
        "follows": _name(number - 1, before) if made.follows and number else None,
        "repeats": days
        and {
            "every": days.every,
            "until": str(days.days[-1]),
            "except": [str(day) for day in days.excepted],
        },
        "changes": {str(day): {"note": note} for day, note in days.notes.items()} or None
        if days
        else None,
    }


def _text(made: Event, name: str) -> str | dict[str, str] | None:
    """Write a text in all its languages, if it is there in the main one."""
    main = getattr(made, name)
    others = {it.language: text for it in made.translations if (text := getattr(it, name))}
    return {made.language or "en": main, **others} if main and others else main


def _name(number: int, days: Repetition | None) -> str:
    listed = [day for day in days.days if day not in days.excepted] if days else []
    return f"e{number}-{listed[-1]}" if listed else f"e{number}"


def _yaml(value: dict[str, Any] | list[Any] | str) -> str:
    if isinstance(value, dict):
        known = {key: it for key, it in value.items() if it is not None}
        return "{" + ", ".join(f"{key}: {_yaml(it)}" for key, it in known.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_yaml, value)) + "]"
    # Escaped, since YAML takes some characters, such as U+FFFF, in no other way.
    return '"' + "".join(it if it.isalnum() else f"\\U{ord(it):08x}" for it in value) + '"'
