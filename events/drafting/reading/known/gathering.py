"""The events found so far: what a new one adds to, what it is told after, and where that was."""

import re
from dataclasses import dataclass, field
from datetime import date

from events.drafting.drafted import Drafted, Extent
from events.drafting.mentions.where.places import PlaceMention
from events.model import Kind
from events.text import plain_letters
from events.times import Day

_ALIKE = (Kind.MEETING, Kind.SUMMIT, Kind.HEARING, Kind.VISIT)
_COMMON = frozenset(
    [
        "the",
        "and",
        "for",
        "meeting",
        "meetings",
        "meets",
        "meet",
        "talks",
        "session",
        "summit",
        "conference",
        "press",
        "news",
        "with",
        "between",
        "from",
        "that",
        "this",
        "will",
        "would",
        "hold",
        "first",
        "second",
        "third",
        "next",
        "round",
        "joint",
        "special",
        "open",
        "opening",
        "their",
        "ministers",
        "leaders",
        "foreign",
        "european",
        "hearing",
        "hearings",
        "public",
        "visit",
        "briefing",
        "informal",
        "after",
        "follow",
        "followed",
        "opens",
        "begins",
        "starts",
        "take",
        "place",
        "are",
        "they",
        "she",
        "her",
        "his",
        "its",
    ]
)


@dataclass(slots=True)
class Gathered:
    """The events found so far, in the order in which they are told.

    - ``focus``: the one that "it" would be
    - ``where``: the last place that is one of an event's; ``journey``: the visit that goes there
    - ``day``: the last day that is one of an event's
    """

    events: list[Drafted] = field(default_factory=list)
    focus: Drafted | None = None
    where: PlaceMention | None = None
    journey: Drafted | None = None
    day: date | None = None

    def add(self, event: Drafted, takes_focus: bool = True) -> Drafted:
        """Add an event, or what is new of it to the one that it is."""
        same = next((it for it in reversed(self.events) if _are_same(it, event)), None)
        if same:
            _merge(same, event)
            event = same
        else:
            self.events.append(event)
        if takes_focus:
            self.focus = event
            if event.extent is Extent.DAY:
                self.day = event.first
        return event

    def named(self, title: str, kind: Kind) -> Drafted | None:
        """Return the event that is meant by other words for it."""
        words = telling_words(title)
        fitting = [it for it in self.events if _may_be(it.kind, kind)]
        best = max(fitting, key=lambda it: len(words & telling_words(it.title)), default=None)
        if best and words & telling_words(best.title):
            return best
        alike = [it for it in fitting if it.kind is kind]
        if self.focus and self.focus in (alike or fitting):
            return self.focus
        if not words and alike:
            return alike[-1]
        return fitting[-1] if fitting and not words else None


def _may_be(one: Kind, other: Kind) -> bool:
    return one is other or (one in _ALIKE and other in _ALIKE)


def telling_words(title: str) -> set[str]:
    """Return the words of a title but those that are in many."""
    return {it for it in re.findall(r"[^\W\d_]{3,}", plain_letters(title)) if it not in _COMMON}


def _are_same(one: Drafted, other: Drafted) -> bool:
    if (
        one.first != other.first
        or one.extent is not other.extent
        or not _may_be(one.kind, other.kind)
    ):
        return False
    if one.after and other.is_line:
        return False  # what follows a line is no other line
    if one.city and other.city and one.city != other.city and "place" not in other.marks:
        return False
    if (one.at or one.is_half_open) and other.at and one.at != other.at:
        return False
    if one.part and other.part and one.part is not other.part:
        return False
    for part, at in ((one.part, other.at), (other.part, one.at)):
        if part and at and not Day(one.first, "UTC", part=part).holds(at):
            return False
    if one.title == other.title:
        return True
    is_part = one.kind is Kind.VISIT and other.kind is not Kind.VISIT  # talks, of a journey
    if is_part and other.at and not other.is_named:
        return False
    if one.at and other.at and one.at == other.at:
        return bool(telling_words(one.title) & telling_words(other.title))
    cities = telling_words(f"{one.city or ''} {other.city or ''}")
    words, others = telling_words(one.title) - cities, telling_words(other.title) - cities
    if not others or not words:
        return (other.is_named and not is_part) or (
            not words and not others and one.kind is other.kind
        )
    shared = len(words & others)
    return bool(shared) and (
        shared * 2 >= min(len(words), len(others)) or _tells_all(one, other, others)
    )


def _tells_all(one: Drafted, other: Drafted, words: set[str]) -> bool:
    """Tell whether the sentence of an event has all words of the title of one that is told elsewhere."""
    return one.quote != other.quote and words <= telling_words(one.quote)


def _merge(one: Drafted, other: Drafted) -> None:
    """Add to an event what another mention of it has beyond."""
    if other.at and not one.at:
        one.at, one.until, one.zone, one.precision = (
            other.at,
            other.until,
            other.zone,
            other.precision,
        )
        one.part = None
        one.quote = f"{one.quote} … {other.quote}" if other.quote not in one.quote else one.quote
        one.mark_all("start", other.marks.get("start", []))
    elif other.part and not one.part and not one.at:
        one.part = other.part
    one.last = one.last or other.last
    if other.city and (not one.city or ("place" in one.marks and "place" not in other.marks)):
        one.city, one.country, one.place_zone = other.city, other.country, other.place_zone
        one.marks.pop("place", None)
        if "place" in other.marks:
            one.marks["place"] = other.marks["place"]
    one.parties = [*dict.fromkeys((*one.parties, *other.parties))]
    one.access = one.access or other.access
    one.follows = one.follows or other.follows
