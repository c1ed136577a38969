"""What a reader of one language is told of an event that has texts in several."""

from dataclasses import replace
from typing import Any, TypeVar

from events.model.agendas import Agenda
from events.model.event import Event, Followed
from events.model.particulars import ProgrammeLine
from events.model.translation import TRANSLATED, closest

_Named = TypeVar("_Named", Followed, ProgrammeLine)


def in_language(event: Event, language: str) -> Event:
    """Return an event with its texts in a language, as far as it has them; else in the main one.

    So it is with the titles of the events that it names. `language_of` tells which one a text of it
    is in.
    """
    related = (event.follows, event.parent, event.accredits)
    if not (event.translations or event.programme or any(it and it.titles for it in related)):
        return event
    return replace(
        event,
        **_texts(event, language),
        follows=event.follows and _titled(event.follows, language),
        parent=event.parent and _titled(event.parent, language),
        accredits=event.accredits and _titled(event.accredits, language),
        programme=tuple(_told(line, language) for line in event.programme),
    )


def agenda_in_language(agenda: Agenda, language: str) -> Agenda:
    """Return an agenda with its title and description in a language, as `in_language` does."""
    return replace(agenda, **_texts(agenda, language)) if agenda.translations else agenda


def language_of(told: Event | Agenda, text: str, asked: str) -> str | None:
    """Return the code of the language that a text is in, by its name, when one is asked for.

    None if it is not known. What is in no other language, as parties are, is in the main one.
    """
    if told.language is None:
        return None
    others = (it.language for it in told.translations if text in TRANSLATED and getattr(it, text))
    return closest(asked, told.language, others) or told.language


def _texts(told: Event | Agenda, language: str) -> dict[str, Any]:
    found = {}
    for name in TRANSLATED:
        texts = {it.language: text for it in told.translations if (text := getattr(it, name))}
        if code := closest(language, told.language, texts):
            found[name] = texts[code]
    return found


def _titled(named: _Named, language: str) -> _Named:
    titles = dict(named.titles)
    code = closest(language, None, titles)
    return replace(named, title=titles[code]) if code else named


def _told(line: ProgrammeLine, language: str) -> ProgrammeLine:
    line = _titled(line, language)
    titles = dict(line.after_titles)
    code = closest(language, None, titles)
    return replace(line, after=titles[code]) if code else line
