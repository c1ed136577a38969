"""Lengths of time at the end of what a reader wrote, as CLDR has the seven languages write them."""

import asyncio
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise
from typing import Literal

from bot.planning.event_words import may_be_slip
from events.text import nearest_word, plain_letters
from events.wording.english import ENGLISH
from events.wording.language import Language
from events.wording.languages import LANGUAGES

LONGEST = timedelta(days=366)
MOST_WORDS = 24  # of those at the end, in which lengths are looked for
MOST_TOKENS = 2 * MOST_WORDS
_Unit = Literal["year", "month", "week", "day", "hour", "minute", "second"]
_SECONDS: Mapping[_Unit, int] = {"week": 7 * 86400, "day": 86400, "hour": 3600, "minute": 60}
# Nobody is told so long, or so shortly, before; it is no word to be followed either.
_OF_NO_USE: Mapping[_Unit, int] = {"year": 365 * 86400, "month": 30 * 86400, "second": 1}
_NUMBERS = (1, 2, 3, 5, 11, 100)  # one of each plural category, in each of the languages
# What people write, and CLDR does not.
_BESIDES: Mapping[str, Mapping[str, _Unit]] = {
    "en": {"hrs": "hour", "mins": "minute"},
    "de": {"stdn": "hour"},
}
_ONE = frozenset(
    ["a", "an", "one", "un", "une", "ein", "eine", "einen", "einer", "una", "один", "одну", "одна"]
)
_HALF = frozenset(["half", "halbe", "halben", "demi", "media", "пол", "пів", "نصف"])
_HALF_AN_HOUR = {"полчаса": 1800, "півгодини": 1800}
# What may stand before a length, or behind it.
_BEFORE = frozenset(
    ["before", "ahead", "vor", "vorher", "davor", "avant", "antes", "за", "до", "قبل"]
)
# Behind these a unit is in the form that it has without a number, too.
_SLAVIC_NUMBERS = frozenset(["два", "две", "дві", "три", "четыре", "чотири"])
_AND = frozenset(["and", "und", "et", "y", "e", "и", "і", "й", "та"])
_COMMAS = frozenset(",;،؛")
_TOKEN = re.compile(r"\d+(?:[.,]\d+)?|[^\W\d_]+|\S")
_MINUTES = re.compile(r"[0-5]\d")
_NUMBER = re.compile(r"(\d{1,6})(?:[.,](\d{1,2}))?")


@dataclass(frozen=True, slots=True)
class Lengths:
    """How lengths of time are written, by whoever writes in one language.

    - ``units``: the seconds of each unit by its names behind a number; 0 of one that is of no use,
      or that two languages have for different ones
    - ``of_many``: those names that stand behind five, and not behind one
    - ``alone``: the seconds of lengths that have no number, as Arabic has them
    """

    units: Mapping[str, int]
    of_many: frozenset[str]
    alone: Mapping[str, int]

    def split(self, texts: Sequence[str]) -> tuple[Sequence[str], tuple[timedelta, ...]]:
        """Split what is written from the lengths at its end, as in "vienna 1 day, 1 hour".

        There are none if nothing would stand before them. The longest comes first.
        """
        for first in range(max(1, len(texts) - MOST_WORDS), len(texts)):
            lengths = self._read(self._tokens(texts[first:]))
            if not lengths:
                continue
            last = plain_letters(texts[first - 1])
            if last in _AND:
                break  # as in "one and a half hours"
            if first > 1 and last in _BEFORE:
                first -= 1
            return texts[:first], tuple(sorted(set(lengths), reverse=True))
        return texts, ()

    def has_one(self, texts: Sequence[str]) -> bool:
        """Tell whether a length seems to stand in what is written: a number, and a unit or nearly.

        At the end alone, a single letter is taken for a unit, a comma for that of a list, and the
        name of several for such a number in words.
        """
        tokens = self._tokens(texts[-MOST_WORDS:])[-MOST_TOKENS:]
        if len(tokens) > 1 and tokens[-1] in self.of_many:
            return True
        for at, (number, name) in enumerate(pairwise(tokens)):
            is_last = at + 2 == len(tokens)
            is_unit = name in self.units and (len(name) > 1 or is_last)
            if number[0].isdecimal():
                if is_unit or self._is_slip(name) or (is_last and name in _COMMAS):
                    return True
            elif is_unit and number in _ONE | _HALF | _SLAVIC_NUMBERS:
                return True
        return False

    def _is_slip(self, word: str) -> bool:
        if not may_be_slip(word):
            return False
        near = [it for it in self.units if it[0] == word[0] and abs(len(it) - len(word)) <= 2]
        return nearest_word(word, near) is not None

    def _tokens(self, texts: Sequence[str]) -> list[str]:
        tokens: list[str] = []
        for written in _TOKEN.findall(plain_letters(" ".join(texts))):
            rest = written.removeprefix("و")
            if rest != written and (not rest or rest in self.units or rest in self.alone):
                tokens += ["and", rest] if rest else ["and"]
            elif written != "." or not tokens or tokens[-1] not in self.units:  # as in "Std."
                tokens.append(written)
        while len(tokens) > 1 and tokens[-1] in _BEFORE:
            tokens.pop()
        return tokens

    def _read(self, tokens: Sequence[str]) -> list[timedelta]:
        """Return the lengths of which tokens consist; none if there is anything else.

        Each comma begins another length, and so does "and", but for minutes behind hours.
        """
        lengths: list[int] = []
        last_unit, between, at = 0, ",", 0
        has_commas = not _COMMAS.isdisjoint(tokens)
        while at < len(tokens):
            rest = tokens[at:]
            if last_unit == 3600 and not between and len(rest) == 1 and _MINUTES.fullmatch(rest[0]):
                lengths[-1] += 60 * int(rest[0])  # as in 1h30
                break
            found = self._one(tokens, at)
            if found is None:
                return []
            seconds, unit, at = found
            minutes_of_hours = last_unit == 3600 and unit == 60 and not has_commas
            if (not between and unit < last_unit) or (between == "and" and minutes_of_hours):
                lengths[-1] += seconds
            else:
                lengths.append(seconds)
            last_unit, between = unit, ""
            while at < len(tokens) and (tokens[at] in _COMMAS or tokens[at] in _AND):
                between = "and" if tokens[at] in _AND and between != "," else ","
                at += 1
        if between or not all(60 <= it <= LONGEST.total_seconds() for it in lengths):
            return []
        return [timedelta(seconds=it) for it in lengths]

    def _one(self, tokens: Sequence[str], at: int) -> tuple[int, int, int] | None:
        """Return the seconds of a number of a unit, those of the unit, and what comes behind it."""
        for behind in (at + 2, at + 1):
            if seconds := self.alone.get(" ".join(tokens[at:behind])):
                return seconds, max(it for it in _SECONDS.values() if it <= seconds), behind
        near = tokens[at : at + 4]
        half = [it for it in near if it not in _ONE and it != "-"]
        if len(half) > 1 and half[0] in _HALF and (unit := self.units.get(half[1])):
            return unit // 2, unit, at + near.index(half[1]) + 1
        if at + 1 == len(tokens) or not (unit := self.units.get(tokens[at + 1])):
            return None
        if tokens[at] in _ONE:
            return unit, unit, at + 2
        if not (number := _NUMBER.fullmatch(tokens[at])):
            return None
        whole, part = number.groups()
        seconds, rest = divmod(unit * int(f"{whole}{part or ''}"), 10 ** len(part or ""))
        return None if rest or seconds % 60 else (seconds, unit, at + 2)


def _written(code: str) -> Iterator[tuple[str, int, int]]:
    """Yield lengths as a language writes them, with their numbers and the seconds of their units.

    Those are CLDR's patterns, what it writes before a length to come, and what Podium writes.
    """
    from babel.dates import format_timedelta  # late: hardly anybody asks
    from babel.units import format_unit

    for unit, seconds in {**_SECONDS, **_OF_NO_USE}.items():
        for number in _NUMBERS:
            for form in ("long", "short", "narrow"):
                text = format_unit(number, f"duration-{unit}", form, locale=code)
                if "duration" not in text:  # as Babel writes what CLDR has no pattern for
                    yield text, number, seconds
            length = timedelta(seconds=number * seconds)
            to_come = format_timedelta(length, unit, 10**9, add_direction=True, locale=code)
            yield to_come.partition(" ")[2], number, seconds
            if unit in ("day", "hour", "minute"):
                yield LANGUAGES[code].unit(number, unit), number, seconds


def _read(language: Language) -> Lengths:
    """Read the names of all languages; where they are at odds the own ones count, then English."""
    units: dict[str, int] = {}
    alone = dict(_HALF_AN_HOUR)
    own = dict.fromkeys((language.code, ENGLISH.code))
    others: dict[str, int] = {}
    one: set[str] = set()
    five: set[str] = set()
    for code in (*own, *(it for it in LANGUAGES if it not in own)):
        named: dict[str, int] = {}
        for text, number, seconds in _written(code):
            useful = seconds if seconds in _SECONDS.values() else 0
            words = re.findall(r"\d+|[^\W\d_]+", plain_letters(text))
            if str(number) not in words:
                alone[" ".join(words)] = number * useful
            elif words[-2] == str(number):
                # "5 m" are minutes, though CLDR has it for months as well.
                named.setdefault(words[-1], useful)
                if useful and number in (1, 5):
                    (one if number == 1 else five).add(words[-1])
        named |= {name: _SECONDS[unit] for name, unit in _BESIDES.get(code, {}).items()}
        if code in own:
            units = named | units
            continue
        for name, seconds in named.items():
            others[name] = seconds if others.get(name, seconds) == seconds else 0
    return Lengths(others | units, frozenset(five - one - alone.keys()), alone)


_known: dict[str, Lengths] = {}


async def lengths_in(language: Language) -> Lengths:
    """Return how lengths are written in a language; read in a thread, when somebody first asks."""
    if language.code not in _known:
        _known[language.code] = await asyncio.to_thread(_read, language)
    return _known[language.code]
