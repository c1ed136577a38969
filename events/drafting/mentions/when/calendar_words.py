"""The names of months and weekdays in the languages of reports, as CLDR has them."""

import re
from dataclasses import dataclass
from functools import cache, cached_property

_MONTHS = "January February March April May June July August September October November December"
_WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday"
_SHORT_MONTHS = {"Sept": 9} | {it[:3]: n for n, it in enumerate(_MONTHS.split(), 1)}
_SHORT_WEEKDAYS = {"Tues": 1, "Weds": 2, "Thur": 3, "Thurs": 3} | {
    it[:3]: n for n, it in enumerate(_WEEKDAYS.split())
}
# Words that only a text of the language has so often.
_SIGNS = {
    "fr": re.compile(
        r"\b(?:le|la|les|du|des|et|une|à|aux|sera|au|quoi|jour|conférence|réunion|quand|où|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|janvier|février|juin|juillet|août|décembre)\b",
        re.IGNORECASE,
    ),
    "de": re.compile(
        r"\b(?:der|die|das|und|am|um|im|ein|eine|Uhr|mit|findet|Wann|Datum|Uhrzeit|Ort|zum|zur|wird|Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonntag|Januar|Februar|März|Juni|Juli|Oktober|Dezember)\b"
    ),
    "ru": re.compile(r"\b[а-яё]{2,}\b", re.IGNORECASE),
}
_ENOUGH = 3
PARTS_OF_WEEKDAYS = ("vormittag", "nachmittag", "abend")  # Freitagabend
# How Russian weekdays stand behind a preposition, or an hour.
_INFLECTED = {"среду": 2, "пятницу": 4, "субботу": 5, "понедельника": 0, "вторника": 1, "среды": 2,
              "четверга": 3, "пятницы": 4, "субботы": 5, "воскресенья": 6}  # fmt: skip


@dataclass(frozen=True, eq=False)
class CalendarWords:
    """Names of months (from 1) and weekdays (from 0, Monday), in the languages of a text."""

    months: dict[str, int]
    weekdays: dict[str, int]
    languages: tuple[str, ...]

    def month_of(self, name: str) -> int:
        """Return a month by its name, in letters of any case."""
        return next(n for it, n in self.months.items() if it.casefold() == name.casefold())

    def weekday_of(self, name: str) -> int:
        """Return a weekday by its name, in letters of any case."""
        return next(n for it, n in self.weekdays.items() if it.casefold() == name.casefold())

    @cached_property
    def month(self) -> str:
        """A pattern of any month's name."""
        return _any_of(self.months)

    @cached_property
    def weekday(self) -> str:
        """A pattern of any weekday's name."""
        return _any_of(self.weekdays)


def words_of(text: str) -> CalendarWords:
    """Return the words for days that a text may use: English, and what else it is written in."""
    return _words(tuple(it for it, sign in _SIGNS.items() if len(sign.findall(text)) >= _ENOUGH))


@cache
def _words(others: tuple[str, ...]) -> CalendarWords:
    months = _SHORT_MONTHS | {it: n for n, it in enumerate(_MONTHS.split(), 1)}
    weekdays = _SHORT_WEEKDAYS | {it: n for n, it in enumerate(_WEEKDAYS.split())}
    for language in others:
        from babel.core import Locale  # late: most reports are in English

        locale = Locale(language)
        for name, number in ((locale.months["format"]["wide"][n], n) for n in range(1, 13)):
            months |= {name: number, name.capitalize(): number}
        for number in range(7):
            name = locale.days["format"]["wide"][number]
            weekdays |= {name: number, name.capitalize(): number}
            if language == "de":
                weekdays |= {f"{name}{part}": number for part in PARTS_OF_WEEKDAYS}
        if language == "ru":
            for name, number in _INFLECTED.items():
                weekdays |= {name: number, name.capitalize(): number}
    return CalendarWords(months, weekdays, ("en", *others))


def _any_of(words: dict[str, int]) -> str:
    """Return a pattern of any of the words, whatever the case of its letters but the first one.

    Small letters begin the names of French and Russian, and words of English such as sat and may.
    """
    some = {it.casefold() for it in words}
    first = "" if any(it[0].islower() for it in words) else "(?=[A-ZÀ-Ž])"
    return (
        f"(?:{first}(?i:"
        + "|".join(sorted(some, key=lambda it: (-len(it), it)))
        + r"))(?![^\W\d_])"
    )
