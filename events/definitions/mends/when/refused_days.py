"""A day that is refused where a day alone belongs, with the day that was meant."""

from dataclasses import replace

from events.definitions.mends.when.several import days_listed
from events.definitions.mends.when.starts import mend_of, starts_meant
from events.definitions.mends.when.writings.announced import read_announced
from events.definitions.mends.when.writings.others import other_writings
from events.definitions.mends.when.writings.spellings import (
    Spelled,
    read_spelling,
    with_month_first,
)
from events.definitions.mends.when.writings.weekdays import question, weekday_of
from events.errors import Refusal

_DAY_OF_A_YEAR = "MM-DD"


def refused_day(refusal: Refusal, text: str) -> Refusal:
    """Return the refusal of a day with what was meant, or with the grammar."""
    return Refusal(refusal.what, _mend(text) or refusal.mend)


def refused_day_of_list(refusal: Refusal, text: str) -> Refusal:
    """Return the refusal of a day that may be one of several."""
    if days := days_listed(text):
        return Refusal(refusal.what, f"write each of the days: {', '.join(map(str, days))}")
    return refused_day(refusal, text)


def _mend(text: str) -> str | None:
    others = (with_month_first(text), *other_writings(text))
    for writing in (text, *others):
        spelled = read_spelling(writing)
        if spelled and spelled.days and _is_one_day(spelled):
            return mend_of(str(day) for day in spelled.days if str(day) != text)
    return next((mend for it in (text, *others) if (mend := _announced_mend(it))), None)


def _is_one_day(spelled: Spelled) -> bool:
    """Tell whether nothing but an hour stands behind a day: what else does says more than it."""
    if spelled.time is None:
        return not spelled.zone
    return bool(starts_meant(replace(spelled, until=None), "UTC"))


def _announced_mend(text: str) -> str | None:
    """Return what to write for a day in the words of an announcement, or for a part of one."""
    named, said = weekday_of(text), read_announced(text)
    if said and len(said.spelled) == 1 and said.spelled[0].days and not said.is_not_before:
        return mend_of(map(str, said.spelled[0].days))
    if said and said.without_year and len(said.without_year) == len(_DAY_OF_A_YEAR):
        return f"write it with its year: YYYY-{said.without_year}"
    if said and len(said.months) == 1:
        return f"write the day that is meant: {said.months[0]}-DD"
    if said and said.is_relative:
        return "write the day itself, YYYY-MM-DD: files are read on other days as well"
    return question(named.weekday) if named else None
