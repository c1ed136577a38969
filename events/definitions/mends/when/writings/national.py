"""Days in the writing of other languages, in English words: 10. Dezember 2026, 10 Uhr."""

import re
from functools import cache

from events.definitions.schema import WEEKDAYS

# Those that Podium speaks, and of whose desks reports are read. The names are CLDR's.
LANGUAGES = ("ar", "de", "es", "fr", "it", "nl", "pl", "pt", "ru", "uk")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_WORD = re.compile(r"(?<!\d)[^\W\d_]+\.?")
_OF_AN_HOUR = r"(?:uhr|heures?|uur|horas?|ч|час(?:а|ов)?|годин[аиі]?)"
_CLOCK = re.compile(
    rf"(?<![\d.:])(\d{{1,2}})(?:[.:](\d{{2}}))?\s*(?:{_OF_AN_HOUR}|h\s*(\d{{2}})?)(?!\w)\.?",
    re.IGNORECASE,
)
_HOUR = re.compile(rf"\d\s*{_OF_AN_HOUR}(?!\w)", re.IGNORECASE)
# What stands before a day, its year or an hour, and says no more.
_FILLERS = """
    a à alle am as às das de del den der di do dnia dne dzień du el en il la las le los o od om op
    um w г г. году года о об р р. року року в во у ال
"""
_ABOUT = """
    environ etwa gegen hacia około omstreeks ungefähr verso vers приблизно примерно около близько
"""
_UNTIL = "al au bis по"
_PARTICLES = (
    dict.fromkeys(_FILLERS.split(), "")
    | dict.fromkeys(_ABOUT.split(), "about")
    | dict.fromkeys(_UNTIL.split(), "to")
)


def in_english(text: str) -> str | None:
    """Return a text with the names of months and weekdays of other languages in English.

    None if there is none. A name that is another month's in another of the languages is left.
    """
    names, found = _names(), bool(_HOUR.search(text))
    words = _CLOCK.sub(lambda it: f"{int(it[1]):02}:{it[2] or it[3] or '00'}", text)

    def english(match: re.Match[str]) -> str:
        nonlocal found
        word = match[0].casefold()
        if name := names.get(word) or names.get(word.rstrip(".")):
            found = True
            return name
        return _PARTICLES.get(word, match[0])

    meant = re.sub(r"(?<=\d)(?:\.(?=[ –-])|(?:er|º)(?= ))", "", _WORD.sub(english, words))
    return " ".join(meant.replace(" ,", ",").split()) if found else None


@cache
def _names() -> dict[str, str]:
    """Return the English name of each month and weekday by its name in another language."""
    from babel.core import Locale  # slow, and hardly ever asked

    meant: dict[str, set[str]] = {}
    for locale in map(Locale, LANGUAGES):
        for names, english in ((locale.months, _MONTHS), (locale.days, WEEKDAYS)):
            first = 1 if names is locale.months else 0
            for kind in ("format", "stand-alone"):
                for at, name in enumerate(english, first):
                    meant.setdefault(names[kind]["wide"][at].casefold(), set()).add(name)
    return {name: english.pop() for name, english in meant.items() if len(english) == 1}
