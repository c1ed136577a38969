"""The language and the direction of each text on a page (WCAG 3.1.2): HTML's attributes for it."""

from markupsafe import Markup, escape

from events.model import Agenda, Event, language_of
from events.wording.direction import direction
from events.wording.english import ENGLISH


def tongue(told: Event | Agenda, text: str) -> Markup:
    """Return ``lang`` and ``dir`` for a text of an event, by its name, as an English page shows it.

    Where the language is not known, the direction is left to the first letter.
    """
    code = language_of(told, text, ENGLISH.code)
    if code is None:
        return Markup('dir="auto"')
    return Markup('lang="{}" dir="{}"').format(escape(code), direction(code))
