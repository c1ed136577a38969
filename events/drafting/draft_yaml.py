"""A draft as YAML: definitions for an editor to go through, with why each value stands there."""

import json
import re
import textwrap
from collections.abc import Iterator, Mapping

from events.drafting.drafted import Draft, Drafted, Extent, Mark
from events.text import identifier
from events.times import Precision

ID_LENGTH = 48
_PLAIN = re.compile(r"[A-Za-zÀ-žА-я](?:[\w '’().,/–&-]*[\w.)’])?")
_MEANT_OTHERWISE = re.compile(
    r"true|false|yes|no|on|off|null|y|n|online|to be confirmed", re.IGNORECASE
)
WIDTH = 96
_HEAD = """\
# A draft of what a report says{of}: go through it line by line before it goes anywhere.
# What stands behind a # on a line is why its value is there, where the report does not say it so;
# with a ? it is in doubt. The zone of a place is that which its city is known to keep.
"""


def to_yaml(draft: Draft, compared: Mapping[str, str] | None = None) -> str:
    """Write a draft as definitions; ``compared`` is what agendas have instead, by events' ids."""
    return "\n".join(_lines(draft, compared or {})) + "\n"


def name_events(draft: Draft) -> None:
    """Give each event the id that its title makes, unlike any other."""
    known: set[str] = set()
    for event in draft.events:
        made = identifier(event.title, ID_LENGTH) or f"{event.kind}-{event.first}"
        number, id_ = 2, made
        while id_ in known:
            id_, number = f"{made}-{number}", number + 1
        known.add(id_)
        event.id = id_


def _lines(draft: Draft, compared: Mapping[str, str]) -> Iterator[str]:
    yield _HEAD.format(of=f" on {draft.day}" if draft.day else "").rstrip("\n")
    of = f"-{draft.day}" if draft.day else ""
    yield f"agenda: draft{of}  # made up: give it an id of its own"
    yield f"title: Draft{of.replace('-', ' ', 1)}  # made up: give it a title"
    zone_why = f"  # {draft.zone_why}" if draft.zone_why else ""
    yield f"timezone: {draft.zone}{zone_why}"
    yield "events:" if draft.events else "events: []"
    for event in draft.events:
        yield ""
        if event.id in compared:
            yield from _comment(compared[event.id], "  ")
        yield from _event(event, draft)
    if draft.doubts:
        yield ""
        yield "# Not in the draft, or in doubt:"
        for doubt in draft.doubts:
            yield from _comment(f"- {doubt}", "")


def _event(event: Drafted, draft: Draft) -> Iterator[str]:
    yield f"  - id: {event.id}"
    yield f"    kind: {event.kind}{_why(event, 'kind')}"
    yield f"    title: {scalar(event.title)}{_why(event, 'title')}"
    yield f"    start: {start_of(event)}{_why(event, 'start')}"
    if end := end_of(event):
        yield f"    end: {end}{_why(event, 'end')}"
    yield f"    status: {event.status}{_why(event, 'status')}"
    if event.city or event.country or event.is_online:
        yield f"    {_places(event)}{_why(event, 'place', 'city', 'zone')}"
    elif doubts := [it for it in event.marks.get("place", []) if it.is_doubtful]:
        yield f"    # {_reasons(doubts)}: no place is taken"
    if event.parties:
        yield f"    parties: [{', '.join(scalar(it, in_list=True) for it in event.parties)}]"
    if event.follows and event.after is None:
        yield f"    follows: {event.follows.id}"
    if event.access:
        yield f"    access: {event.access}"
    yield "    source:"
    if draft.publisher:
        yield f"      publisher: {scalar(draft.publisher)}"
    else:
        yield "      publisher: the report  # ? who published it is not told: give --source"
    if draft.day:
        yield f"      date: {draft.day}"
    yield f"      quote: {_quoted(event.quote)}"


def start_of(event: Drafted) -> str:
    """Write a start in the grammar of the definitions, as sure as the report is."""
    if event.after:
        return f"after {event.after.id}"
    if event.extent is Extent.MONTH:
        return f"{event.first:%Y-%m}"
    if event.extent is Extent.WEEK:
        return f"week of {event.first}"
    if event.at:
        precision = f"{event.precision} " if event.precision is not Precision.EXACT else ""
        zone = f" {event.zone}" if event.zone else ""
        return f"{precision}{event.first} {event.at:%H:%M}{zone}"
    about = "about " if event.is_about_day else ""
    return f"{event.first} {event.part}" if event.part else f"{about}{event.first}"


def end_of(event: Drafted) -> str | None:
    """Write the end, if the report tells one: an hour, or a last day."""
    if event.after or event.extent is not Extent.DAY:
        return None
    if event.last and event.last > event.first:
        return f"{event.last}"
    return f"{event.until:%H:%M}" if event.until and event.at else None


def _places(event: Drafted) -> str:
    if not (event.city or event.country):
        return "place: online"
    first = _place(event.city, event.country, event.place_zone, event.is_online)
    if not event.other_places:
        return f"place: {first}"
    others = (_place(city, None, zone) for city, zone in event.other_places)
    return f"places: [{', '.join((first, *others))}]"


def _place(city: str | None, country: str | None, zone: str | None, is_online: bool = False) -> str:
    online = "yes" if is_online else None
    parts = [("city", city), ("country", country), ("timezone", zone), ("online", online)]
    inner = ", ".join(f"{key}: {scalar(it, in_list=True)}" for key, it in parts if it)
    return f"{{{inner}}}"


def _why(event: Drafted, *keys: str) -> str:
    told = (mark for key in keys for mark in event.marks.get(key, []))
    marks = sorted(told, key=lambda it: not it.is_doubtful)
    return f"  # {_reasons(marks)}" if marks else ""


def _reasons(marks: list[Mark]) -> str:
    doubtful = "? " if any(it.is_doubtful for it in marks) else ""
    return doubtful + "; ".join(dict.fromkeys(it.why for it in marks))


def scalar(text: str, in_list: bool = False) -> str:
    """Write a text as YAML takes it: plain where that is safe, and else in quotation marks."""
    plain = _PLAIN.fullmatch(text) and not _MEANT_OTHERWISE.fullmatch(text)
    if (
        plain
        and not (in_list and "," in text)
        and ("/" not in text or " " not in text or not in_list)
    ):
        return text
    return json.dumps(text, ensure_ascii=False)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _comment(text: str, margin: str) -> Iterator[str]:
    lines = textwrap.wrap(
        " ".join(text.split()), WIDTH - len(margin), break_long_words=False, break_on_hyphens=False
    )
    for number, line in enumerate(lines):
        yield f"{margin}# {'  ' if number and text.startswith('- ') else ''}{line}"
