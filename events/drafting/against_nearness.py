"""How near a drafted event is to one of an agenda: the same, moved, retitled, or another one."""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from enum import IntEnum
from typing import NamedTuple

from events.drafting.draft_yaml import start_of
from events.drafting.drafted import Drafted
from events.model import Event, Kind
from events.text import fold, plain_letters
from events.time_grammar import parse_start
from events.times import Day, Moment, Start, Undated

MOVED_BY = timedelta(days=14)  # at most: what is further away is held again rather than moved
_ALIKE = (Kind.MEETING, Kind.SUMMIT, Kind.VISIT, Kind.HEARING)
_COMMON = frozenset(
    [
        "the",
        "and",
        "with",
        "for",
        "from",
        "of",
        "by",
        "in",
        "on",
        "at",
        "to",
        "its",
        "after",
        "before",
        "will",
        "meet",
        "meets",
        "hold",
        "holds",
        "between",
        "meeting",
        "talks",
        "press",
        "conference",
        "session",
        "visit",
        "visits",
        "briefing",
    ]
)
_MOST_OF = 0.6  # of the shorter title's words
_MANY = 2  # words that both titles have, where they are not the same and the day is another one


class Title(IntEnum):
    """How much two titles have in common."""

    OTHER = 0
    TOUCHING = 1
    BARE = 2  # one of them has none but common words: Press conference
    ALIKE = 3
    EQUAL = 4


class Way(IntEnum):
    """In which way two are one event, the nearest first."""

    SAME_DAY = 0
    MOVED = 1
    RETITLED = 2


class Near(NamedTuple):
    """How near two are. What compares as less is nearer."""

    way: Way
    is_bare: bool = False
    days: int = 0
    minutes: int = 0
    less_alike: int = 0


def start_said(drafted: Drafted, zone: str) -> Start:
    """Return the start that a report tells; of what starts after another, the day."""
    place = drafted.place_zone or zone
    if drafted.after:
        return Day(drafted.first, place)
    return parse_start(start_of(drafted), place)


def titles_alike(drafted: Drafted, event: Event) -> Title:
    """Tell how much the titles of two have in common.

    Parties count as words of a title, and cities do not.
    """
    said, ours = _words(drafted.title), _words(event.title)
    if said == ours:
        return Title.EQUAL
    said, ours = _telling(said, drafted, event), _telling(ours, drafted, event)
    if not said or not ours:
        return Title.BARE
    both = said & (ours | _words(" ".join(event.parties)))
    if not both:
        return Title.OTHER
    return Title.ALIKE if len(both) >= _MOST_OF * min(len(said), len(ours)) else Title.TOUCHING


def nearness(drafted: Drafted, said: Start, event: Event, reported: date | None) -> Near | None:
    """Tell how near two are; None if they are no one event, or nobody can tell that they are.

    - On one day they are one if their titles are alike; where one has none but common words, if
      the kind is the same, too.
    - Of one title, they are one that was moved, by `MOVED_BY` at most, and not out of the past of
      the day that was ``reported``.
    - At one instant in one city they are one of another title, if the kind is the same, too.
    """
    if not _kinds_agree(drafted, event):
        return None
    title, city = titles_alike(drafted, event), _same_city(drafted, event)
    minutes, days = _minutes_between(said, event.start), _days_between(said, event.start)
    is_kind = drafted.kind is event.kind
    if days:
        if _is_moved(drafted, event, title, city) and not _is_past(event, said, reported, days):
            return Near(Way.MOVED, days=days, less_alike=Title.EQUAL - title)
        return None
    if title >= Title.ALIKE or (title is Title.BARE and is_kind and city is not False):
        is_bare = title is Title.BARE
        return Near(Way.SAME_DAY, is_bare, 0, minutes or 0, Title.EQUAL - title)
    if is_kind and city and minutes == 0 and not _other_parties(drafted, event):
        return Near(Way.RETITLED, less_alike=Title.EQUAL - title)
    return None


def _is_moved(drafted: Drafted, event: Event, title: Title, city: bool | None) -> bool:
    """Tell whether what is on another day has the title and the place of an event."""
    if title < Title.ALIKE or city is False:
        return False
    telling = _telling(_words(event.title), drafted, event)
    if title is Title.EQUAL:
        return bool(telling or city)
    return len(telling & _words(drafted.title)) >= _MANY


def _is_past(event: Event, said: Start, reported: date | None, days: int) -> bool:
    """Tell whether an event is too far away to be one that was moved to where a report has it."""
    if timedelta(days) > MOVED_BY:
        return True
    return reported is not None and _last_day(event) < reported <= said.date


def goes_on(days: int, event: Event, known: Sequence[Event]) -> bool:
    """Tell whether a day is as far from an event as that is from the next one of its title.

    Then it is one more of a series, and none of it was moved.
    """
    others = (
        _days_between(it.start, event.start)
        for it in known
        if it is not event and it.kind is event.kind and _words(it.title) == _words(event.title)
    )
    return days >= min((it for it in others if it), default=days + 1)


def _kinds_agree(drafted: Drafted, event: Event) -> bool:
    return drafted.kind is event.kind or (drafted.kind in _ALIKE and event.kind in _ALIKE)


def _same_city(drafted: Drafted, event: Event) -> bool | None:
    """Tell whether the cities are the same; None if one is not known."""
    cities = {fold(it.city) for it in event.places if it.city}
    return fold(drafted.city) in cities if drafted.city and cities else None


def _minutes_between(said: Start, ours: Start) -> int | None:
    """Return the minutes between two starts; None if an hour is not known."""
    if not isinstance(said, Moment) or not isinstance(ours, Moment):
        return None
    return abs(said.begins - ours.begins) // timedelta(minutes=1)


def _days_between(one: Start, other: Start) -> int:
    """Return how many days are between two starts: none if one may be on the day of the other."""
    first, second = sorted((one, other), key=lambda it: it.date)
    last = first.last if isinstance(first, Undated) else first.date
    return max(0, (second.date - last).days)


def _last_day(event: Event) -> date:
    if isinstance(event.start, Undated):
        return event.start.last
    return max(event.start.date, (event.end or event.start).date)


def _other_parties(drafted: Drafted, event: Event) -> bool:
    said, ours = set(map(fold, drafted.parties)), set(map(fold, event.everyone))
    return bool(said and ours) and said.isdisjoint(ours)


def _telling(words: set[str], drafted: Drafted, event: Event) -> set[str]:
    """Return the words of a title that tell it from others: neither common ones, nor cities."""
    cities = " ".join([drafted.city or "", *(it.city or "" for it in event.places)])
    return words - _COMMON - _words(cities)


def _words(text: str) -> set[str]:
    return set(re.findall(r"[^\W_]{2,}", plain_letters(text)))
