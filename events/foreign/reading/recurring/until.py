"""Until when a rule is, where programs write it otherwise than RFC 5545 §3.3.10 has it."""

import re
from datetime import date, datetime, timedelta

from events.foreign.reading.clocks import IN_UTC, Clocks, When

_UNTIL = re.compile(r"(?:^|;)UNTIL=(\d{8})(?:T(\d{6})(Z?))?(?=;|$)", re.ASCII)


def by_clocks(rule: str, start: When, clocks: Clocks | None, default: Clocks | None) -> str:
    """Return a rule with an UNTIL of the kind of its start, without a zone: by some clocks.

    - a time that names no zone is by the clocks of the start
    - of days, an instant is the day that it is by the clocks of the calendar
    """
    match = _UNTIL.search(rule)
    if match is None or match[2] is None:
        return rule
    day, time, zulu = match.groups()
    try:
        wall = _time_of(day + time).replace(tzinfo=None)
    except ValueError:
        return rule  # whoever runs it through says so
    named = When(wall, IN_UTC if zulu else start.clocks)
    if start.is_day:
        return _replaced(rule, f"{named.wall_by(default if zulu else None):%Y%m%d}")
    return _replaced(rule, f"{named.wall_by(clocks):%Y%m%dT%H%M%S}")


def until_of(rule: str) -> str:
    """Return until when a rule is, as it is written; an empty text if it does not say."""
    return rule.partition("UNTIL=")[2].partition(";")[0]


def later(rule: str, day: date) -> str:
    """Return the same rule until the end of a day."""
    return _replaced(rule, f"{day + timedelta(days=1):%Y%m%d}T120000Z")


def through(rule: str, day: date) -> str:
    """Return the same rule through a day by its clocks."""
    return _replaced(rule, f"{day:%Y%m%d}T235959")


def doubtful_day(rule: str, start: When, default: Clocks | None) -> date | None:
    """Return the day of which a rule does not say whether it is its last one.

    - the day itself, where a rule of times ends on a day
    - the day after, where a rule of days ends at an instant, by clocks that nobody knows
    """
    match = _UNTIL.search(rule)
    if match is None:
        return None
    try:
        day = _time_of(f"{match[1]}000000").date()
    except ValueError:
        return None
    if match[2] is None:
        return None if start.is_day else day
    is_end = match[2].endswith(("5900", "5959"))
    is_evening = match[3] == "Z" and not is_end and match[2] >= "100000"
    return day + timedelta(days=1) if start.is_day and is_evening and not default else None


def _replaced(rule: str, until: str) -> str:
    return _UNTIL.sub(f";UNTIL={until}", rule).strip(";")


def _time_of(digits: str) -> datetime:
    return datetime.strptime(f"{digits}+0000", "%Y%m%d%H%M%S%z")
