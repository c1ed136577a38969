"""Towns of the world, as GeoNames has them: which there are of a name, and whose clocks they keep."""

import re
from bisect import bisect_left
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from events.text import fold, plain_letters

FILE = Path(__file__).with_name("towns.txt")
GREATER = 10  # times as many people as in all others of its name: that one is meant
_NO_ACCENTS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "ß": "ss", "þ": "th"})  # fmt: skip


class Namesakes(NamedTuple):
    """The towns that have a name, by country and zone, with their people in thousands.

    ``is_doubtful`` if the name is a word or a person's as well.
    """

    towns: tuple[tuple[str, str, int], ...] = ()
    is_doubtful: bool = False

    def within(self, country: str | None = None, zones: tuple[str, ...] = ()) -> "Namesakes":
        """Return those in a country, or of one of the zones."""
        some = (it for it in self.towns if it[0] == country or it[1] in zones)
        return Namesakes(tuple(some), self.is_doubtful)

    @property
    def zones(self) -> tuple[str, ...]:
        """Their zones, that of the most people first."""
        return tuple(dict.fromkeys(zone for _, zone, _ in self.towns))

    @property
    def zone(self) -> str | None:
        """The zone of all of them, or of one that is far greater than all others together."""
        if not self.towns:
            return None
        first = self.zones[0]
        there = sum(people for _, zone, people in self.towns if zone == first)
        elsewhere = sum(people for _, zone, people in self.towns if zone != first)
        return first if there >= GREATER * elsewhere else None


def folded(name: str) -> str:
    """Return a name as the table has it: Łódź is lodz."""
    letters = plain_letters(plain_letters(name).translate(_NO_ACCENTS))
    return "".join(it for it in letters if it.isascii() and it.isalpha())


def spelt(name: str) -> str:
    """Return a name as the table has it where its accents tell which is meant: Bodø is no Bodo."""
    return "".join(filter(str.isalpha, fold(name)))


@lru_cache(maxsize=2048)  # a report has its names many times
def namesakes(name: str) -> Namesakes:
    """Return the towns of more than 15 000 people that have a name."""
    exact = spelt(name)
    found = Namesakes() if exact.isascii() else _found(exact)
    return found if found.towns else _found(folded(name))


def _found(key: str) -> Namesakes:
    text, zones = _table()
    at = bisect_left(range(len(text)), key, key=lambda it: _line(text, it, len(key)))
    found, _, places = text[at : text.find("\n", at)].partition("\t")
    if not key or found.removesuffix("?") != key:
        return Namesakes()
    towns = (_TOWN.fullmatch(it) for it in places.split(" "))
    return Namesakes(
        tuple((it[1], zones[it[1]][int(it[2] or 0)], int(it[3] or 0)) for it in towns if it),
        found.endswith("?"),
    )


_TOWN = re.compile(r"([A-Z]{2})(\d*)(?:=(\d+))?")


def _line(text: str, at: int, length: int) -> str:
    """Return the beginning of the line in which a place of the text is."""
    start = text.rfind("\n", 0, at) + 1
    return text[start : start + length]


@cache
def _table() -> tuple[str, dict[str, list[str]]]:
    """Return the lines of the names, which are in order, and the zones of each country."""
    _, countries, names = FILE.read_text(encoding="utf-8").split("\n\n")
    zones = (line.split(" ") for line in countries.split("\n"))
    return names, {code: each for code, *each in zones}
