"""The line to write for a start or an end in the words of an announcement, or of a weekday."""

import re
from dataclasses import replace
from datetime import date, timedelta

from events.definitions.mends.when.starts import (
    DaysBeside,
    end_mend,
    hour_mend,
    mend_of,
    range_mend,
    refusal_of,
    start_and_end,
    starts_meant,
)
from events.definitions.mends.when.writings.announced import Announced, followed, read_announced
from events.definitions.mends.when.writings.spellings import length_meant, read_spelling
from events.definitions.mends.when.writings.weekdays import (
    Named,
    next_weekday,
    on_weekday,
    other_day,
    question,
    weekday_in,
    weekday_of,
)
from events.errors import Refusal
from events.model import Status
from events.time_grammar import START_PATTERN, parse_end
from events.times import Moment, Start, Undated

_DOTTED = re.compile(r"\d{1,2}\.(?:0?[1-9]|1[0-2])(?!\d)", re.ASCII)
_LATER = re.compile(r"\s(?:later|after)$", re.IGNORECASE)
_NEXT_DAY = re.compile(r"[\s,(]*\b(?:on )?(?:the )?(?:next|following) day\b[\s,)]*", re.IGNORECASE)
_KEY = re.compile(r": ")
_ANY_DAY = date(2024, 1, 1)


def announced_mend(text: str, zone: str) -> str | None:
    """Return what to write for a start in the words of an announcement."""
    if other := followed(text):
        return f"write after {other}, the id of the event that ends then"
    said = read_announced(text)
    if said is None or (START_PATTERN.fullmatch(text) and any(it.zone for it in said.spelled)):
        return None
    is_off = said.status in (Status.CANCELLED, Status.POSTPONED)
    if is_off and said.is_by:
        return None  # until a day, or from that day on: it closes at none
    return _with_status(_start_mend(said, zone), said.status)


def _with_status(mend: str | None, status: Status | None) -> str | None:
    """Return a mend with the line that says how sure it is, or that it is off."""
    if status is None:
        return mend
    line = f"in a line of its own, status: {status}"
    if mend is None:
        return None if status is Status.TENTATIVE else f"write when it was to be and, {line}"
    meant = mend.removeprefix("write ")
    if "," in meant or " or " in meant or _KEY.search(meant):
        return f"{mend}; and, {line}"
    return f"write start: {meant} and, {line}"


def _start_mend(said: Announced, zone: str) -> str | None:
    if said.week:
        if said.is_about or said.is_not_before or said.is_by:
            return None  # the grammar has no such thing
        return f"write week of {said.week}"
    if not said.spelled:
        return _undated_mend(said)
    if len(said.spelled) > 1:
        if said.is_about or said.is_not_before or said.is_by:
            return None
        days = [starts_meant(replace(it, about=False), zone) for it in said.spelled]
        both = [readings[0] for readings in days if len(readings) == 1]
        return start_and_end(both[0], both[1]) if len(both) > 1 else None
    (spelled,) = said.spelled
    if mend := range_mend(spelled, zone):
        return mend
    in_a_part = said.is_at_midnight or said.part is not None
    if spelled.time is None and (
        said.is_not_before or (in_a_part and (said.is_about or said.is_by))
    ):
        return None  # the grammar has no such thing
    if said.is_at_midnight and spelled.time is None:
        day = spelled.days[0]
        return mend_of(f"{it} 00:00" for it in (day, day + timedelta(days=1)))
    if spelled.time is None and said.part:
        return f"write {spelled.days[0]} {said.part}"
    if said.is_not_before and spelled.time is not None:
        starts = starts_meant(replace(spelled, about=False), zone)
        return mend_of(f"not before {start}" for start in starts)
    mend = mend_of(starts_meant(spelled, zone))
    return f"{mend}, of kind: deadline" if mend and said.is_by else mend


def announced_end_mend(text: str, start: Start) -> str | None:
    """Return what to write for an end in the words of an announcement."""
    if length := length_meant(_LATER.sub("", text.removeprefix("+"))):
        return f"write duration: {length}"
    if (hour := _NEXT_DAY.sub("", text)) != text and isinstance(start, Moment):
        return mend_of(_starts_on(start.date + timedelta(days=1), hour.strip(), start.zone))
    said = read_announced(text)
    if said is None or isinstance(start, Undated):
        return None
    if said.is_open:
        return "leave it out, and write it when it is known"
    unsure = said.status is Status.TENTATIVE
    if said.spelled:
        last = said.spelled[-1]
        if meant := end_mend(replace(last, about=last.about or unsure), start):
            return meant
    if said.without_year and len(said.without_year) > len("MM"):
        return f"write it with its year: {start.date.year}-{said.without_year}"
    if said.is_at_midnight and isinstance(start, Moment):
        return f"write {'about ' if said.is_about else ''}{start.date + timedelta(days=1)} 00:00"
    if said.part and isinstance(start, Moment):
        return f"an end has no {said.part}: leave it out, or write about when, as in about 18:00"
    if said.clock:
        about = "about " if said.is_about or said.is_not_before or unsure else ""
        later = f"{about}{start.date + timedelta(days=1)} {said.clock}"
        return hour_mend([f"{about}{said.clock}"], [later], start)
    return None


def _undated_mend(said: Announced) -> str | None:
    clock = f" {said.clock}" if said.clock else ""
    if said.is_relative:
        return f"write the day itself, YYYY-MM-DD{clock}: files are read on other days as well"
    if said.is_not_before or said.is_by or said.is_about:
        return None
    if said.months:
        return None if clock else mend_of(said.months)
    if said.without_year:
        return f"write it with its year: YYYY-{said.without_year}{clock}"
    if clock:
        return f"write it with its day: YYYY-MM-DD{clock}"
    if said.is_open:
        return (
            "write its month, YYYY-MM, or its week, week of YYYY-MM-DD, or leave it out until one "
            "of them is known"
        )
    return None


def other_weekday_mend(text: str, zone: str) -> str | None:
    """Return the mend of a day with a weekday beside it that it is not: which of them is meant."""
    named = weekday_in(text)
    return _with_other_day(named, announced_mend(named.rest, zone)) if named else None


def other_weekday_end_mend(text: str, start: Start) -> str | None:
    """Return the mend of an end on a day with a weekday beside it that it is not."""
    named = weekday_in(text)
    return _with_other_day(named, announced_end_mend(named.rest, start)) if named else None


def _with_other_day(named: Named, mend: str | None) -> str | None:
    said = read_announced(named.rest)
    if mend is None or said is None or len({it.days for it in said.spelled}) != 1:
        return None
    (day,) = said.spelled[0].days
    if day.weekday() == named.weekday:
        return None
    return f"{mend}, or {other_day(named.weekday, day)}"


def weekday_mend(text: str, zone: str, beside: DaysBeside) -> str | None:
    """Return the mend of a weekday in place of a day: its date, or what to ask for."""
    found = weekday_of(text)
    if found is None:
        return None
    day = None if found.is_next else on_weekday(found.weekday, beside())
    meant = day and (
        range_mend(read_spelling(f"{day} {found.rest}"), zone)
        or mend_of(_starts_on(day, found.rest, zone))
    )
    if meant:
        return meant
    hours = _starts_on(_ANY_DAY, found.rest, zone)
    return question(found.weekday) + (hours[0].removeprefix(f"{_ANY_DAY}") if hours else "")


def weekday_end_mend(text: str, start: Start) -> str | None:
    """Return the mend of an end on a weekday: on the first one from the start's day on."""
    found = weekday_of(text)
    if found is None or found.is_next:
        return None
    on = _starts_on(next_weekday(found.weekday, start.date), found.rest, start.zone)
    return mend_of(it for it in on if _is_end(it, start))


def _is_end(text: str, start: Start) -> bool:
    try:
        end = parse_end(text, start)
    except Refusal:
        return False
    return end.begins >= start.begins


def _starts_on(day: date, rest: str, zone: str) -> list[str]:
    """Return the starts that a day and what was written behind its name may stand for."""
    written = f"{day} {rest}".strip()
    if START_PATTERN.fullmatch(written):
        return [written] if refusal_of(written, zone) is None else []
    # 12.06 behind a weekday is a day as often as an hour.
    return [] if _DOTTED.match(rest) else starts_meant(read_spelling(written), zone)
