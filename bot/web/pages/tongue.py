"""The language and the direction of each text on a page (WCAG 3.1.2): HTML's attributes for it."""

from markupsafe import Markup, escape

from events.model import Agenda, Event, language_of
from events.wording.direction import direction


def tongue(told: Event | Agenda, text: str, asked: str) -> Markup:
    """Return ``lang`` and ``dir`` for a text of an event, by its name, as a page shows it.

    ``asked`` is the code of the page's language. Where that of the text is not known, the direction
    is left to the first letter.
    """
    code = language_of(told, text, asked)
    if code is None:
        return Markup('dir="auto"')
    return Markup('lang="{}" dir="{}"').format(escape(code), direction(code))
