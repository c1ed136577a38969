"""The language and the direction of each text on a page (WCAG 3.1.2): HTML's attributes for it."""

from markupsafe import Markup, escape

from events.model import Agenda, Event, language_of
from events.wording.english import ENGLISH

# Languages whose script runs from the right to the left; and those scripts, where a code names one.
_FROM_THE_RIGHT = frozenset(["ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"])
_SCRIPTS = frozenset({"Adlm", "Arab", "Hebr", "Nkoo", "Rohg", "Syrc", "Thaa"})


def tongue(told: Event | Agenda, text: str) -> Markup:
    """Return ``lang`` and ``dir`` for a text of an event, by its name, as an English page shows it.

    Where the language is not known, the direction is left to the first letter.
    """
    code = language_of(told, text, ENGLISH.code)
    if code is None:
        return Markup('dir="auto"')
    return Markup('lang="{}" dir="{}"').format(escape(code), direction(code))


def direction(code: str) -> str:
    """Return whether a language is written from the right (``rtl``) or from the left (``ltr``)."""
    language, *more = code.split("-")
    scripts = [it for it in more if len(it) == 4]
    from_the_right = scripts[0] in _SCRIPTS if scripts else language in _FROM_THE_RIGHT
    return "rtl" if from_the_right else "ltr"
