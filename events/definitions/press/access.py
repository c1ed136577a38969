"""Which press may come to an event, until when it may ask to, when to be there, whom to ask."""

import re
from datetime import timedelta
from functools import partial
from typing import NamedTuple

from events.definitions.agenda_reader import FALLBACK_ZONE
from events.definitions.mapping_reader import MappingReader
from events.definitions.mends.meant.choices import parse_access
from events.definitions.mends.when.clocks_there import by_clocks_there
from events.definitions.mends.when.times import read_start_alone
from events.definitions.mends.when.writings.spellings import clock_of, length_meant, read_spelling
from events.definitions.schema import (
    ACCREDITATION,
    ARRIVE_PATTERN,
    CONTACT,
    EMAIL_PATTERN,
    PHONE_PATTERN,
)
from events.definitions.values import (
    parse_email,
    parse_line,
    parse_phone,
    parse_prose,
    parse_url,
)
from events.errors import Refusal
from events.model import Access, Accreditation, Contact, Kind
from events.text import quoted
from events.time_grammar import parse_duration
from events.times import Day, DayPart, Moment, Precision, Start, Undated

EARLIEST = timedelta(days=1)
LONGEST_WAIT = 12 * 60  # minutes from an arrival that is given as an hour, over midnight too
_PRECISION = re.compile(r"^(?:about|not +before) +")
_WORDS_BEFORE = re.compile(r"^(?:(?:by|at|from|before|until|no later than)\s+)+", re.IGNORECASE)
_BEFORE = re.compile(r" +before$")


class PressAccess(NamedTuple):
    """What is said of the press that may come."""

    access: Access | None
    accreditation: Accreditation | None
    arrive: timedelta | None
    contact: Contact | None


_NOTHING = PressAccess(None, None, None, None)


def read_access(
    mapping: MappingReader, start: Start | None, kind: Kind | None, zone: str
) -> PressAccess:
    """Read who may come to an event; ``zone`` is for a closing time that names none."""
    if mapping.entries.keys().isdisjoint(PressAccess._fields):
        return _NOTHING
    found = PressAccess(
        access=mapping.get("access", parse_access),
        accreditation=_accreditation(mapping, start, zone),
        arrive=mapping.get("arrive", lambda text: _parse_arrive(text, start)),
        contact=_contact(mapping),
    )
    _check(mapping, found.access, start, kind)
    return found


def _accreditation(mapping: MappingReader, start: Start | None, zone: str) -> Accreditation | None:
    inner = mapping.mapping("accreditation", ACCREDITATION)
    if inner is None:
        return None
    take = by_clocks_there(partial(_parse_until, zone=zone), mapping.node, zone)
    until = inner.get("until", take)
    if until and start and _closes_too_late(until, start):
        what = f"the accreditation closes at {until}, after the event starts, at {start}"
        inner.add_problem(
            inner.where("until"), what, f"write a time up to {start}, or correct the start"
        )
    return Accreditation(until, inner.get("url", parse_url), inner.get("note", parse_prose))


def _parse_until(text: str, zone: str) -> Day | Moment:
    until = read_start_alone(text, zone, implied="kind: deadline")
    if isinstance(until, Undated):
        raise Refusal("an accreditation closes on a day, and this is none", "write its day")
    if isinstance(until, Day) and until.part:
        what = "an accreditation closes on a day or at a time"
        raise Refusal(what, f"write {until.date}, or its time: {until.date} 17:00")
    if until.approximate:
        word = until.precision if isinstance(until, Moment) else Precision.ABOUT
        shown = _PRECISION.sub("", text)
        raise Refusal(f"a deadline is not “{word}”", f"write {shown}, or leave until: out")
    return until


def _closes_too_late(until: Day | Moment, start: Start) -> bool:
    if until.zone != start.zone and FALLBACK_ZONE in (until.zone, start.zone):
        return False  # which of them is first is not known
    if isinstance(until, Day) and not isinstance(start, Undated):
        return until.date > start.date
    if isinstance(start, Moment):
        return until.begins > start.begins
    return until.begins >= start.ends


def _parse_arrive(text: str, start: Start | None) -> timedelta:
    if not re.fullmatch(ARRIVE_PATTERN, text, re.ASCII):
        what = f"{quoted(text)} does not say how long before"
        raise Refusal(what, lambda: _arrive_meant(text, start))
    length = parse_duration(_BEFORE.sub("", text))
    if length > EARLIEST:
        raise Refusal(f"{text} is more than a day", "write 45 minutes before, 1 day at most")
    return length


def _arrive_meant(text: str, start: Start | None) -> str:
    length = length_meant(_BEFORE.sub("", text))
    if length:
        return f"write {length} before"
    spelled = read_spelling(_WORDS_BEFORE.sub("", text))
    if spelled and spelled.time is not None and isinstance(start, Moment):
        begins = start.wall.hour * 60 + start.wall.minute
        left = (begins - spelled.time) % (24 * 60)
        on_the_day = not spelled.days or spelled.days == (start.date,)
        if on_the_day and not spelled.zone:
            if not 0 < left < LONGEST_WAIT:
                return f"that is not before the start, {start.wall:%H:%M}: correct one of them"
            return f"write {left} minutes before, which is {clock_of(spelled.time)}"
    return "write how long before the start, as in 45 minutes before"


def _contact(mapping: MappingReader) -> Contact | None:
    inner = mapping.mapping("contact", CONTACT)
    if inner is None:
        return None
    name = inner.get("name", _parse_name)
    email, phone = inner.get("email", parse_email), inner.get("phone", parse_phone)
    return Contact(name, email, phone) if name or email or phone else None


def _parse_name(text: str) -> str:
    name = parse_line(text)
    for key, pattern in (("email", EMAIL_PATTERN), ("phone", PHONE_PATTERN)):
        if re.fullmatch(pattern, name, re.ASCII):
            raise Refusal(f"{quoted(name)} is no name", f"write contact: {{{key}: {name}}}")
    return name


def _check(
    mapping: MappingReader, access: Access | None, start: Start | None, kind: Kind | None
) -> None:
    for key in ("accreditation", "arrive"):
        if key not in mapping.entries:
            continue
        where = mapping.entries[key][0]
        if kind is Kind.DEADLINE:
            what = f"a deadline has no {key}: nobody goes there"
            mend = f"write {key}: at the event that it is about, or delete the line"
            mapping.add_problem(where, what, mend)
        elif access is Access.CLOSED:
            what = f"it is closed to the press, and yet there is {quoted(key)}"
            mend = "delete the line, or write access: accredited"
            mapping.add_problem(where, what, mend)
    if "arrive" in mapping.entries and isinstance(start, Day) and start.part is DayPart.ALL_DAY:
        what = "it is on all day, and starts at no hour that one can be there before"
        mapping.add_problem(mapping.entries["arrive"][0], what, "give the start a time")
