"""A start or an end that is refused, with the line that was meant."""

from events.definitions.mends.when.announced_mends import (
    announced_end_mend,
    announced_mend,
    other_weekday_end_mend,
    other_weekday_mend,
    weekday_end_mend,
    weekday_mend,
)
from events.definitions.mends.when.bare_hours import bare_hour_mend
from events.definitions.mends.when.open_starts import about_end_mend, lasting_mend, open_mend
from events.definitions.mends.when.several import night_mend, several_mend
from events.definitions.mends.when.starts import (
    DaysBeside,
    end_mend,
    mend_of,
    range_mend,
    readings_of,
    refusal_of,
    starts_meant,
)
from events.definitions.mends.when.two_zones import two_zones_mend
from events.definitions.mends.when.writings.others import other_writings
from events.definitions.mends.when.writings.spellings import (
    read_spelling,
    with_month_first,
)
from events.errors import Refusal
from events.text import quoted
from events.time_grammar import CLOCK_PATTERN, START_PATTERN
from events.times import Start, Undated

_A_DAY = 24 * 60  # minutes


def refused_start(refusal: Refusal, text: str, zone: str, beside: DaysBeside) -> Refusal:
    """Return the refusal of a start with what was meant, or with the whole grammar."""
    in_grammar = START_PATTERN.fullmatch(text)
    spelled = read_spelling(text)
    candidates = [] if in_grammar else readings_of(spelled, zone)
    if len(candidates) == 1 and (found := refusal_of(candidates[0], zone)):
        return found  # spelled as the grammar has it, it is refused for what it says
    mend = start_mend(text, zone, beside)
    if mend is None and spelled and spelled.days and not in_grammar:
        day = spelled.days[0]
        mend = (
            f"write a day, a time if known and its zone: {day}, {day} 09:00 GMT or "
            f"about {day} 13:30 Europe/Brussels"
        )
    return Refusal(refusal.what, mend or refusal.mend, refusal.offset)


def start_mend(text: str, zone: str, beside: DaysBeside = tuple) -> str | None:
    """Return what to write for a start that is no start as it is; None if nobody can tell."""
    mend = _start_mend(text, zone, beside)
    for other in other_writings(text) if mend is None else ():
        mend = mend or _taken(other, zone) or _start_mend(other, zone, beside)
    return mend


def _start_mend(text: str, zone: str, beside: DaysBeside) -> str | None:
    spelled = read_spelling(text)
    return (
        range_mend(spelled, zone)
        or mend_of(starts_meant(spelled, zone))
        or several_mend(text, zone)
        or night_mend(text, zone)
        or announced_mend(text, zone)
        or other_weekday_mend(text, zone)
        or weekday_mend(text, zone, beside)
        or open_mend(text, zone)
        or lasting_mend(text, zone)
        or about_end_mend(text, zone)
        or two_zones_mend(text, zone)
        or bare_hour_mend(text, zone)
        or _other_order_mend(text, zone)
    )


def _taken(text: str, zone: str) -> str | None:
    return f"write {text}" if refusal_of(text, zone) is None else None


def refused_end(refusal: Refusal, text: str, start: Start) -> Refusal:
    """Return the refusal of an end with what was meant."""
    if isinstance(start, Undated):
        return refusal
    # One that is not after its start is understood, and told by its next day.
    mend = None if _is_clock(text) else end_mend(read_spelling(text), start)
    mend = mend or weekday_end_mend(text, start)
    if mend is None and refusal.what == f"{quoted(text)} is not an end":
        day = f"write it as 12:00, or with its day: {start.date} 12:00"
        meant = _end_mend(text, start)
        for other in other_writings(text) if meant is None else ():
            ends = end_mend(read_spelling(other), start)
            meant = meant or ends or _end_mend(other, start)
        mend = meant or day
    return Refusal(refusal.what, mend or refusal.mend, refusal.offset)


def _end_mend(text: str, start: Start) -> str | None:
    return announced_end_mend(text, start) or other_weekday_end_mend(text, start)


def _other_order_mend(text: str, zone: str) -> str | None:
    meant = with_month_first(text)
    is_meant = meant != text and refusal_of(meant, zone) is None
    return f"write {meant}" if is_meant else None


def _is_clock(text: str) -> bool:
    clock = CLOCK_PATTERN.fullmatch(text)
    spelled = read_spelling(clock["clock"]) if clock else None
    return bool(spelled and spelled.time is not None and spelled.time < _A_DAY)
