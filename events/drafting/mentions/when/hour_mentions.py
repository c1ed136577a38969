"""An hour that a text mentions, and what it adds of the same hour in other cities."""

import re
from dataclasses import dataclass, replace
from datetime import time
from enum import StrEnum

from events.cities import clocks_of
from events.times import Precision

Span = tuple[int, int]


class Bound(StrEnum):
    """What else stands before an hour: it is until then, of something that closes."""

    NONE = ""
    UNTIL = "until"


@dataclass(frozen=True, slots=True)
class HourMention:
    """A time of day.

    - ``zone``: what is written behind it: GMT, IST, local, or a city
    - ``until``: the end of a range that it begins
    - ``also``: a second reading of the same time: (2:30 pm IST)
    - ``midnight``: it is written as midnight, at whichever end of the day
    - ``why``: where the half of the day is told by other words, those
    - ``has_half``: it is told with its half of the day: a.m., noon
    - ``is_bare``: it is a number and no more, of whichever half of the day: at 11
    """

    span: Span
    at: time
    precision: Precision = Precision.EXACT
    zone: str = ""
    until: time | None = None
    also: "HourMention | None" = None
    bound: Bound = Bound.NONE
    midnight: bool = False
    why: str = ""
    has_half: bool = False
    is_bare: bool = False


_ELSEWHERE = re.compile(
    r"\s*\((?P<all>(?:(?:\s*[,;/]\s*|\s+and\s+|)\d{1,2}(?:[:.h]\d\d)?\s?(?:[ap]\.?m\.?)?\s(?:in )?[A-ZÀ-Ž][\w'’.-]*(?: [A-ZÀ-Ž][\w'’.-]*)?(?: time)?){1,8})\s*\)"
)
_HOUR_AND_CITY = re.compile(
    r"(?P<hour>\d{1,2})(?:[:.h](?P<minute>[0-5]\d))?\s?(?:(?P<ap>[ap])\.?m\.?)?\s(?:in )?(?P<city>[A-ZÀ-Ž][\w'’.-]*(?: [A-ZÀ-Ž][\w'’.-]*)?)"
)


def with_elsewhere(hour: HourMention, text: str) -> HourMention:
    """Return an hour with that of other cities which stands behind it: (10:00 New York, 23:00 Tokyo)."""
    behind = _ELSEWHERE.match(text, hour.span[1]) if hour.also is None else None
    if behind is None:
        return hour
    told = [*_HOUR_AND_CITY.finditer(behind["all"].replace(" time", ""))]
    if not told or not all(clocks_of(it["city"]) for it in told):
        return hour
    first = told[0]
    number = int(first["hour"])
    if first["ap"]:
        number = number % 12 + (12 if first["ap"] == "p" else 0)
    if number > 23:
        return hour
    at = time(number, int(first["minute"] or 0))
    also = HourMention(behind.span("all"), at, zone=str(first["city"]))
    return replace(hour, span=(hour.span[0], behind.end()), also=also)
