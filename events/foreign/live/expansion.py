"""The text of a calendar → its events of some days, and what of it cannot be told."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from events.errors import DefinitionError, Problem, Refusal
from events.foreign.definitions import MOST_LINE
from events.foreign.entry import Entry, write_entry
from events.foreign.lines.said import INNER, Said, Surroundings, read_said
from events.foreign.lines.when import is_called_a_day
from events.foreign.live.bounds import TAKEN, Bounds, too_many
from events.foreign.live.happening import Happening, in_order, stem_of
from events.foreign.podium import is_podium, listed_of
from events.foreign.reading.clocks import ClocksOfCalendar
from events.foreign.reading.components import Component, read_components
from events.foreign.reading.content_lines import ContentLine, content_lines
from events.foreign.reading.faults import Faults
from events.foreign.reading.occurrences import Series, Window, read_series
from events.foreign.reading.recurring.recurrence import Occurrence
from events.foreign.texts.plain_text import plain_line
from events.foreign.texts.told import joining
from events.foreign.written import mapping
from events.model import Kind
from events.text import quoted

BEHIND, AHEAD = timedelta(days=30), timedelta(days=366)
_PRIVATE = ("PRIVATE", "CONFIDENTIAL")


@dataclass(frozen=True, slots=True)
class Reading:
    """How a calendar is read.

    - ``path``: what its faults are told to be in
    - ``name``: where it is from; its address may be a secret, and is told to nobody
    - ``as_of``: its events are those of the days around this one
    - ``kind``, ``timezone``: those of events that name none; None if nobody has said them
    - ``agenda_zone``: that of the agenda, by which what is in UTC is told if the calendar has none
    - ``bounds``: how much is written of it; what is behind that is not read
    """

    path: Path
    name: str
    as_of: date
    kind: Kind | None
    timezone: str | None
    agenda_zone: str
    bounds: Bounds = TAKEN

    @property
    def window(self) -> Window:
        """The days whose events are read."""
        return Window(self.as_of - BEHIND, self.as_of + AHEAD, is_given=True)


@dataclass(frozen=True, slots=True)
class Expanded:
    """The events of a calendar in the order of their starts, and what of it cannot be told.

    ``is_empty``: it has no event at all, on whatever days.
    """

    events: tuple[Happening, ...]
    untold: tuple[Problem, ...]
    is_empty: bool


def expand(content: bytes, reading: Reading) -> Expanded:
    """Read a calendar: the same text makes the same events.

    Raises `DefinitionError` for what is no calendar, or not a whole one, and for times that name no
    zone as long as nobody has said which one is theirs.
    """
    faults = Faults(reading.path)
    lines = content_lines(content, faults)
    calendars = read_components(lines, faults)
    _check_end(lines, reading)
    # By no zone that most of its times are in: those of others would change with one more of them.
    own = next((it for each in calendars if (it := ClocksOfCalendar(each, None).own)), None)
    zone = reading.timezone or own or reading.agenda_zone
    found, floating, number = list[_Found](), list[Occurrence](), 0
    uids = Counter[str]()
    for calendar in calendars:
        clocks = ClocksOfCalendar(calendar, reading.timezone)
        cancelled = calendar.text("METHOD").upper() == "CANCEL"
        around = Surroundings(zone, cancelled, reading.kind, is_podium(calendar))
        source = _source(calendar, reading)
        number += sum(it.name == "VEVENT" for it in calendar.parts)
        for series in listed_of(calendar, read_series(calendar, clocks, reading.window, faults)):
            uids[series.written.text("UID")] += 1
            if series.written.text("CLASS").upper() in _PRIVATE:
                faults.lose(series.written.number, "it is marked as private", _LEFT_OUT)
                continue
            _ask(series, faults)
            floating += (it for it in series.occurrences if _is_floating(it))
            found += (_Found(it, around, source) for it in series.occurrences)
    _check_floating(floating, reading)
    found.sort(key=lambda it: it.occurrence.start.instant)
    kept, are_more = reading.bounds.first(_distinct(_events(found, uids, faults)))
    untold = sorted(faults.losses)
    if are_more:
        untold.insert(0, too_many(reading.path, len(found), len(kept)))
    return Expanded(tuple(sorted(kept, key=in_order)), tuple(untold), number == 0)


def _ask(series: Series, faults: Faults) -> None:
    """Tell what is asked about what recurs, if it is no fault that is told already."""
    told = {it.what for it in faults.losses}
    for remark in series.remarks:
        what = remark.removeprefix("? ")
        if what not in (remark, *told):
            title = quoted(plain_line(series.written.text("SUMMARY")))
            faults.lose(series.written.number, f"of {title} it is not told: {what}", _ASK)


@dataclass(frozen=True, slots=True)
class _Found:
    """An occurrence that is not written yet, and what is written with it."""

    occurrence: Occurrence
    around: Surroundings
    source: str


_LEFT_OUT = "it is left out"
_ASK = "ask its publisher, or write the event yourself"
_ASKED = f"{INNER}# ?"
_BEHIND = "  # "


def _check_end(lines: Sequence[ContentLine], reading: Reading) -> None:
    last = lines[-1]
    if (last.name, last.value.strip().upper()) != ("END", "VCALENDAR"):
        what, mend = "the calendar is cut off: END:VCALENDAR is missing", "it is tried again"
        raise DefinitionError([Problem(reading.path, last.number, 1, what, mend)])


def _is_floating(it: Occurrence) -> bool:
    times = [it.start] if it.end is None else [it.start, it.end]
    return any(each.is_floating for each in times) and not is_called_a_day(it)


def _check_floating(floating: Sequence[Occurrence], reading: Reading) -> None:
    if not floating:
        return
    first = min(floating, key=lambda it: it.start.instant)
    title = plain_line(first.written.text("SUMMARY"))
    named = first.start.named
    whose = f"name {quoted(named)}, which is no zone" if named else "name no zone"
    what = f"{len(floating)} of its times {whose}: {first.start.wall:%Y-%m-%d %H:%M}, {title}"
    mend = f"write the one that they are in, such as timezone: {reading.agenda_zone}"
    raise DefinitionError([Problem(reading.path, first.written.number, 1, what, mend)])


def _source(calendar: Component, reading: Reading) -> str:
    said = {"publisher": plain_line(calendar.text("X-WR-CALNAME", "NAME"))[:MOST_LINE]}
    said["publisher"] = said["publisher"] or reading.name[:MOST_LINE]
    return f"{INNER}source: {mapping(said)}"


def _events(
    found: Sequence[_Found], uids: Mapping[str, int], faults: Faults
) -> Iterator[Happening]:
    """Yield events. What has its UID with others is known by its title and start, too."""
    said: dict[int, Said] = {}  # by the VEVENT, which the occurrences that are found hold
    for each in found:
        occurrence = each.occurrence
        of_event = said.get(id(occurrence.written))
        if of_event is None:
            of_event = read_said(_for_readers(occurrence.written, faults), each.around)
            said[id(occurrence.written)] = of_event
        number, uid = occurrence.written.number, occurrence.written.text("UID")
        try:
            entry = write_entry(occurrence, of_event, each.around.zone, [])
        except Refusal as refusal:
            faults.lose(number, refusal.what, refusal.mend)
            continue
        title = quoted(entry.title)
        if "title" in entry.asked:
            faults.lose(number, "the event has no title", _LEFT_OUT)
        elif "status" in entry.asked:
            faults.lose(number, f"the title {title} is struck out", _LEFT_OUT)
        elif "kind" in entry.asked:
            mend = "write the kind of what names none, such as kind: meeting"
            faults.lose(number, f"no word says what {title} is: it is left out", mend)
        else:
            for question in _questions(entry):
                what = f"of {title} it is not told: {question}"
                faults.lose(number, what, _ASK)
            event = Happening.of(occurrence, entry, (*_told(entry), each.source))
            yield _named_apart(event) if uid and uids[uid] > 1 else event


def _named_apart(event: Happening) -> Happening:
    stem = stem_of(event.stem, event.title, event.begins.isoformat())
    return replace(event, stem=stem)


def _told(entry: Entry) -> Iterator[str]:
    """Yield the lines that say something."""
    return (line for line in entry.lines if not line.startswith(f"{INNER}#"))


def _questions(entry: Entry) -> Iterator[str]:
    """Yield what is asked about an event that is imported, where nobody is to answer."""
    starts = (it.partition(_BEHIND)[2] for it in entry.lines if it.startswith(f"{INNER}start: "))
    own = (it.strip(" #") for it in entry.lines if it.startswith(_ASKED))
    for line in (*entry.remarks, *own, *starts):
        if line.startswith("?"):
            yield line.removeprefix("?").strip()


def _for_readers(written: Component, faults: Faults) -> Component:
    """Return an event without what lets whoever reads it join a call."""
    names = [*joining(written)]
    if not names:
        return written
    faults.lose(written.number, f"{names[0]} has a link to join a call", _LEFT_OUT)
    shown = {name: it for name, it in written.properties.items() if name not in names}
    return replace(written, properties=shown)


def _distinct(events: Iterable[Happening]) -> Iterator[Happening]:
    """Yield events by stems of their own, also where two have one; the same one once."""
    seen = set[str]()
    for each in events:
        event = _named_apart(each) if each.stem in seen else each
        if event.stem not in seen:
            seen.add(event.stem)
            yield event
