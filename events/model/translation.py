"""Titles that Podium makes: an event as a reader of one language has it."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from events.model.event import Event


@dataclass(frozen=True, slots=True)
class Translation:
    """An event's title in the language of a tag (RFC 5646)."""

    language: str
    title: str


def in_language(event: "Event", language: str) -> "Event":
    """Return an event with its title in a language, or as it is if there is none in it."""
    found = next((it.title for it in event.translations if it.language == language), None)
    return replace(event, title=found) if found else event
