"""A foreign calendar → an agenda in YAML, for editing."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from events.definitions.relations.entries import MOST_PASSED_ON
from events.definitions.schema import MAX_EVENTS, MAX_ID
from events.definitions.yaml.parsing import MAX_BYTES
from events.errors import Problem
from events.foreign.entries import Entries, Found, write_entries
from events.foreign.lines.said import Surroundings
from events.foreign.names import Named, ids_of
from events.foreign.podium import is_podium, listed_of
from events.foreign.reading.clocks import ClocksOfCalendar
from events.foreign.reading.components import Component, read_components
from events.foreign.reading.content_lines import content_lines
from events.foreign.reading.faults import Faults
from events.foreign.reading.occurrences import Window, read_series
from events.foreign.texts.plain_text import plain_line
from events.foreign.written import comment, mapping, prose, scalar
from events.text import identifier

SCHEMA_LINE = "# yaml-language-server: $schema=podium.schema.json"
MOST_LINE = 200  # of the agenda's title and its source, which all of its events have
_READ = ("VEVENT", "VTIMEZONE")


@dataclass(frozen=True, slots=True)
class Asked:
    """What whoever imports a calendar wants of it.

    - ``agenda``: the agenda's id; None makes one of the calendar's name
    - ``zone``: that of times which name none, and of the agenda
    - ``window``: the days of what recurs on and on, or of everything
    """

    window: Window
    agenda: str | None = None
    zone: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Where a calendar is from: a file or a host, and the address, if it may be shown."""

    path: Path
    name: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Imported:
    """The definitions, and what is wrong with the calendar: what was mended, and what is lost."""

    text: str
    events: int
    mended: tuple[Problem, ...]
    losses: tuple[Problem, ...]


def import_calendar(content: bytes, source: Source, asked: Asked) -> Imported:
    """Write the definitions of a calendar. Raises `DefinitionError` for what is no calendar."""
    faults = Faults(source.path)
    calendars = read_components(content_lines(content, faults), faults)
    zone = agenda_zone(calendars, asked.zone)
    heads, found = list[str](), list[Found]()
    for calendar in calendars:
        clocks = ClocksOfCalendar(calendar, asked.zone)
        around = Surroundings(
            zone or "UTC",
            calendar.text("METHOD").upper() == "CANCEL",
            of_podium=is_podium(calendar),
        )
        read = listed_of(calendar, read_series(calendar, clocks, asked.window, faults))
        found += (Found(series, around) for series in read)
        heads += _remarks(calendar, clocks, asked)
    entries = write_entries(found, MAX_EVENTS, faults)
    text, count = _written(entries, _head(calendars, source, asked, zone), heads, faults)
    return Imported(text, count, tuple(faults.mended), tuple(faults.losses))


def agenda_zone(calendars: Iterable[Component], answer: str | None) -> str | None:
    """Return the answer, the calendar's own zone, or the one that most of its times are in."""
    if answer:
        return answer
    named = Counter[str]()
    for calendar in calendars:
        clocks = ClocksOfCalendar(calendar, None)
        if clocks.own:
            return clocks.own
        for event in calendar.parts:
            line = event.line("DTSTART") if event.name == "VEVENT" else None
            own = clocks.of(line.parameters["TZID"]) if line and "TZID" in line.parameters else None
            if own and own.zone:
                named[own.zone] += 1
    return named.most_common(1)[0][0] if named else None


def _head(calendars: list[Component], source: Source, asked: Asked, zone: str | None) -> list[str]:
    names = (plain_line(it.text("X-WR-CALNAME", "NAME")) for it in calendars)
    # Many a calendar has the address of its owner for a name.
    name = (
        next((it for it in names if it and not re.fullmatch(r"\S+@\S+", it)), "")[:MOST_LINE]
        or source.name[:MOST_LINE]
    )
    id_ = asked.agenda or identifier(name, MAX_ID) or identifier(source.name, MAX_ID) or "imported"
    said = {"publisher": name}
    if source.url and len(source.url) <= MOST_LINE:
        said["url"] = source.url
    asks = "" if zone else "  # ? the calendar names no zone: write the one of its places"
    lines = [f"agenda: {id_}", f"title: {scalar(name)}"]
    for calendar in calendars[:1]:
        if about := plain_line(calendar.text("X-WR-CALDESC", "DESCRIPTION"))[:2000]:
            lines += prose("description", about, "")
    return [*lines, f"timezone: {zone or 'UTC'}{asks}", f"source: {mapping(said)}"]


def _remarks(calendar: Component, clocks: ClocksOfCalendar, asked: Asked) -> Iterator[str]:
    """Yield what was decided for all events of a calendar, and what is left out of it."""
    if clocks.unknown_own:
        yield f"? X-WR-TIMEZONE: {clocks.unknown_own} is no zone"
    tzids = {
        line.parameters["TZID"]: None
        for event in calendar.parts
        if event.name == "VEVENT"
        for line in event.lines("DTSTART")
        if "TZID" in line.parameters
    }
    for tzid in [*tzids][:20]:
        found = clocks.of(tzid)
        if found and found.zone and found.title:
            yield f"{tzid} is read as {found.zone}"
    if clocks.own and not asked.zone:
        yield f"times that name no zone are read as {clocks.own}, by X-WR-TIMEZONE"
    others = Counter(it.name for it in calendar.parts if it.name not in _READ)
    if others:
        yield f"left out: {', '.join(f'{count} {name}' for name, count in sorted(others.items()))}"


def _written(
    entries: Entries, head: list[str], heads: list[str], faults: Faults
) -> tuple[str, int]:
    """Put the file together, within the bounds of a definitions file."""
    each = entries.written
    ids = ids_of([Named(it.title, it.day, it.recurs, it.days, it.hour) for it in each])
    written = ["\n".join(it.with_id(id_)) for it, id_ in zip(each, ids, strict=True)]
    numbers = [len(it.days) or 1 for it in each]
    total, unsaid = sum(numbers) + entries.beyond, entries.unsaid
    room = MAX_BYTES - 100_000  # for what stands above the events
    of_series = MOST_PASSED_ON
    kept = count = 0
    for text, number in zip(written, numbers, strict=True):
        room -= len(text.encode()) + 1
        of_series -= len(text) * number if number > 1 else 0
        if min(room, of_series) < 0 or count + number > MAX_EVENTS:
            break
        kept, count = kept + 1, count + number
    if count < total:
        what = f"{total:,} events are more than a file of definitions holds"
        faults.lose(1, f"{what}: these are the first {count:,}", "import a part: --from, --until")
        unsaid = [f"the first {count:,} of {total:,} events", *unsaid]
    about = [
        SCHEMA_LINE,
        "#",
        "# Imported from a calendar. What stands behind # ? is to be answered, and the mark taken",
        "# away; kind: meeting  # ? is where no word says what it is. The other comments are what",
        "# no key says.",
        *(comment(it) for it in dict.fromkeys(heads)),
        *(comment(f"left out: {it}") for it in unsaid[:200]),
    ]
    if len(unsaid) > 200:
        about.append(comment(f"and {len(unsaid) - 200:,} more are left out"))
    events = ["events:", *written[:kept]] if kept else ["events: []"]
    return "\n".join([*about, *head, "", *events]).rstrip("\n") + "\n", count
