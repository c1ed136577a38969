"""Texts in several languages: an event as a reader of one of them has it."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from events.model.event import Event


@dataclass(frozen=True, slots=True)
class Translation:
    """An event's texts in the language of a tag (RFC 5646), as far as there are any in it.

    ``followed`` and ``parent`` are the titles of the events that the event follows, and is a part
    of.
    """

    language: str
    title: str | None = None
    description: str | None = None
    note: str | None = None
    followed: str | None = None
    parent: str | None = None
    outcome: str | None = None


def in_language(event: "Event", language: str) -> "Event":
    """Return an event with its texts in a language.

    - Texts that there are not in it stay as they are, in the event's own language.
    - ``language`` becomes that of the title; a text that differs from the title in its language
      is named nowhere.
    """
    found = next((it for it in event.translations if it.language == language), None)
    if found is None:
        return event
    follows, parent, outcome = event.follows, event.parent, event.outcome
    if follows and found.followed:
        follows = replace(follows, title=found.followed)
    if parent and found.parent:
        parent = replace(parent, title=found.parent)
    if outcome and found.outcome:
        outcome = replace(outcome, text=found.outcome)
    return replace(
        event,
        title=found.title or event.title,
        description=found.description or event.description,
        note=found.note or event.note,
        language=found.language if found.title else event.language,
        follows=follows,
        parent=parent,
        outcome=outcome,
    )
