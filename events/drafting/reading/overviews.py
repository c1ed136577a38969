"""What only says once more, and less exactly, what other events of a report tell."""

import re
from datetime import timedelta

from events.drafting.drafted import Drafted, Extent
from events.drafting.meaning.clocks import read_by_place
from events.drafting.mentions.where.countries import country_name, country_of_zone
from events.drafting.reading.known.gathering import telling_words
from events.model import Kind

_WHOLE = (Kind.MEETING, Kind.HEARING, Kind.CEREMONY)  # of which lines may tell the parts
_ALIKE = (Kind.MEETING, Kind.SUMMIT, Kind.HEARING)


def without_overviews(events: list[Drafted]) -> list[Drafted]:
    """Leave out weeks of whose days a programme tells, and headings of what stands below them."""
    kept = _without_weeks(events)
    for overview in [it for it in kept if (it.is_overview or it.has_programme) and _is_bare(it)]:
        behind = kept[kept.index(overview) + 1 :]
        again = next((it for it in behind if _tells_of(overview, it)), None)
        if again:
            kept.remove(overview)
            _hand_over(overview, again, kept)
    return kept


def _without_weeks(events: list[Drafted]) -> list[Drafted]:
    """Leave out what is only said to be in a week of which a day, in the same city, is told for it."""
    told = [it for it in events if it.extent is Extent.DAY and (it.city or it.is_line)]
    return [
        it
        for it in events
        if it.extent is not Extent.WEEK or not any(_is_in_week(day, it) for day in told)
    ]


def _is_in_week(event: Drafted, week: Drafted) -> bool:
    is_then = timedelta() <= event.first - week.first < timedelta(days=7)
    if week.is_overview and event.is_line and is_then:
        return True  # the title of a list
    is_like = event.is_line or week.kind is Kind.VISIT
    is_like = is_like or (event.kind in _ALIKE and week.kind in _ALIKE)
    if week.kind is Kind.VISIT and not week.city and is_then:
        return _is_of_journey(event, week)
    return is_then and is_like and event.city == week.city


def _is_of_journey(event: Drafted, journey: Drafted) -> bool:
    """Tell whether an event is the arrival of who travels, or in the country for which that is."""
    if event.kind is Kind.VISIT and _WHO_TRAVELS.match(event.title):
        return True
    code = country_of_zone(event.place_zone) if event.place_zone else None
    return (
        bool(code)
        and re.search(rf"\b{re.escape(country_name(code or ''))}\b", journey.title) is not None
    )


_WHO_TRAVELS = re.compile(r"(?:He|She|They|The (?:visitors?|guests?|delegation))\b")


def _is_bare(event: Drafted) -> bool:
    return event.at is None and event.part is None and event.after is None


def _told_city(event: Drafted) -> str | None:
    """Return the city that an event itself is told to be in, and none that is only inferred."""
    return None if "place" in event.marks else event.city


def _tells_of(overview: Drafted, event: Drafted) -> bool:
    """Tell whether an event is that of a heading, or a line of what it is the heading of."""
    if event.is_overview or event.extent is not overview.extent or event.after:
        return False
    if _told_city(overview) and event.city and overview.city != event.city:
        return False
    is_like = event.kind is overview.kind or (event.kind in _ALIKE and overview.kind in _ALIKE)
    if overview.kind is Kind.VISIT and not overview.city:
        is_like = is_like or event.kind in _ALIKE  # rivals to return to the table on Monday
    if overview.has_programme:
        return is_like and event.is_line and event.at is not None and event.first == overview.first
    if is_like and event.first == overview.first and not event.is_line:
        words = telling_words(overview.title)
        return 2 * len(words & telling_words(event.quote)) >= len(words)
    last = overview.last or overview.first
    has_title_days = bool(overview.last) and not re.search(r"\d", overview.quote)
    is_list = overview.kind in _WHOLE and (overview.quote.endswith(":") or has_title_days)
    return is_list and event.at is not None and overview.first <= event.first <= last


def _hand_over(overview: Drafted, event: Drafted, kept: list[Drafted]) -> None:
    """Give an event the place that only its heading tells, and let follow it what follows that."""
    if overview.city and not event.city and event.kind is overview.kind:
        event.take_place(overview)
        event.mark("place", "the city of the heading")
        read_by_place(event)
    event.last = event.last or (overview.last if event.first == overview.first else None)
    event.parties = [*dict.fromkeys((*event.parties, *overview.parties))]
    for other in kept:
        if other.after is overview:
            other.after = event
        if other.follows is overview:
            other.follows = None if other is event else event
