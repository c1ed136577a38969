"""A time that is written in two zones: 10:00 CET (09:00 GMT). One of them is to be written."""

import re
from dataclasses import replace

from events.definitions.mends.when.starts import starts_meant
from events.definitions.mends.when.writings.spellings import Spelled, read_spelling
from events.errors import Refusal
from events.time_grammar import parse_start
from events.times import Moment

_BOTH = re.compile(r"(?P<one>.+?)\s*[(/,;=]\s*(?P<other>\d[^()/,]*?)\s*\)?")


def two_zones_mend(text: str, zone: str) -> str | None:
    """Return the time to write of one in two zones; both, if they are not the same instant."""
    match = _BOTH.fullmatch(text.strip())
    one, other = (read_spelling(match[it]) for it in ("one", "other")) if match else (None, None)
    if one is None or other is None or not one.days or not (one.zone or other.zone):
        return None
    if other.time is None or one.time is None or one.until is not None or other.until is not None:
        return None
    other = other if other.days else replace(other, days=one.days, about=one.about)
    firsts, seconds = _moments(one, zone), _moments(other, zone)
    if not firsts or not seconds:
        return None
    same = [it for it in firsts if firsts[it] in seconds.values()]
    if same:
        return f"write {same[0]}"
    return f"write {next(iter(firsts))} or {next(iter(seconds))}, which are not the same"


def _moments(spelled: Spelled, zone: str) -> dict[str, object]:
    """Return what a spelling may stand for, and when each of that is."""
    found: dict[str, object] = {}
    for text in starts_meant(spelled, zone):
        try:
            start = parse_start(text, zone)
        except Refusal:
            continue
        if isinstance(start, Moment):
            found[text] = start.begins
    return found
