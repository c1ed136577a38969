"""One event of a calendar → an event of a definition, in YAML, with what it cannot say."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from urllib.parse import quote, unquote
from zoneinfo import ZoneInfo

from events.definitions.mends.titles import read_title
from events.definitions.schema import MAX_LINE, MAX_PROSE
from events.definitions.values import parse_url
from events.errors import Refusal
from events.foreign.kinds import kind_in
from events.foreign.places import read_place
from events.foreign.plain_text import plain, plain_line, struck_out
from events.foreign.reading.clocks import When
from events.foreign.reading.components import Component
from events.foreign.reading.content_lines import texts_of_list, unescaped
from events.foreign.reading.recurrence import Occurrence
from events.foreign.texts import described, joining, struck_texts
from events.foreign.when import write_times
from events.foreign.written import comment, prose, scalar
from events.model import Kind, Status
from events.text import identifier
from events.zones import keeps_same_clocks

_STATUSES = {
    "CANCELLED": Status.CANCELLED,
    "CANCELED": Status.CANCELLED,
    "TENTATIVE": Status.TENTATIVE,
    "POSTPONED": Status.POSTPONED,
}
_ALL_DAY = " all day"
_ASKED = "  # ?"
MOST_REMARKS = 5  # of one kind, of one event
INDENT, INNER = "  ", "    "


@dataclass(frozen=True, slots=True)
class Entry:
    """An event that is to be written: its title, and its lines but for the id.

    ``days`` are those of a series; one day of what recurs is in ``recurs``, and ``hour`` tells it
    from others on its day. ``asked`` are the keys
    that nobody can tell, and that have a value only for want of another.
    """

    title: str
    day: date
    recurs: bool
    begins: datetime
    remarks: tuple[str, ...]
    lines: tuple[str, ...]
    days: tuple[date, ...] = ()
    asked: frozenset[str] = frozenset()
    hour: time | None = None

    def with_questions(self) -> "Entry":
        """Return the same with no other remarks than questions."""
        return replace(self, remarks=tuple(it for it in self.remarks if it.startswith("?")))

    def with_id(self, id_: str) -> list[str]:
        """Return the lines of the definition."""
        above = [comment(it, INDENT) for it in self.remarks]
        return [*above, f"{INDENT}- id: {id_}", *self.lines, ""]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What holds for all events of a calendar: the zone of the agenda, and METHOD:CANCEL.

    ``kind`` is that of events that name none; None if nobody has said it.
    """

    zone: str
    all_cancelled: bool = False
    kind: Kind | None = None


def write_entry(occurrence: Occurrence, around: Surroundings, more: list[str]) -> Entry:
    """Write an event. Raises `Refusal` for one that no definition can say.

    ``more`` are remarks that are made already.
    """
    event = occurrence.written
    remarks = [*more]
    shown = plain_line(event.text("SUMMARY"))
    no_more = "" if shown else struck_out(event.text("SUMMARY"))
    shown = shown or no_more
    title = read_title(_cut(shown, MAX_LINE, remarks, "SUMMARY"))
    times = write_times(occurrence, around.zone)
    remarks += times.remarks
    kind = _kind(event, title.text, around.kind)
    asked = {"kind"} if kind.endswith(_ASKED) else set[str]()
    lines = [kind, f"title: {scalar(title.text or 'Untitled')}"]
    if not title.text:
        asked.add("title")
        lines[-1] += f"{_ASKED} the calendar has none"
    elif title.text != shown and (title.status or title.lacks_time):
        remarks.append(f"SUMMARY: {shown}")
    if title.lacks_time and times.start.endswith(_ALL_DAY):
        # The day stands for a time that nobody has told yet: so it is no whole day.
        times.start = times.start.removesuffix(_ALL_DAY)
        times.asked = "the time is to be announced, by its title"
    lines.append(f"start: {times.start}{_behind(times.asked)}")
    if times.end and lines[0].startswith(f"kind: {Kind.DEADLINE} "):
        remarks.append(f"end: {times.end}, and a deadline closes at its start")
    elif times.end:
        lines.append(f"end: {times.end}")
    if no_more:
        asked.add("status")
        lines.append(f"status: {Status.CANCELLED}{_ASKED} its title is struck out")
    else:
        lines += _status(event, title.status, title.asked, around)
    place = read_place(event.text("LOCATION"), event.text("GEO"), _by(occurrence.start))
    lines += [f"place: {place.value}"] if place.value else []
    remarks += [place.remark] if place.remark else []
    lines += _url(event, remarks)
    lines += _tags(event, remarks)
    remarks += struck_texts(event)
    text = plain(described(event))
    body = (
        prose("description", _cut(text, MAX_PROSE, remarks, "DESCRIPTION"), INNER) if text else []
    )
    remarks += _rest(event)
    begins, day = occurrence.start.instant, occurrence.day or occurrence.start.day
    return Entry(
        title.text,
        day,
        occurrence.day is not None,
        begins,
        tuple(remarks),
        (*(f"{INNER}{it}" for it in lines), *body),
        asked=frozenset(asked),
        hour=occurrence.hour,
    )


def _behind(asked: str | None) -> str:
    return f"  {comment(asked)}" if asked else ""


def _cut(text: str, limit: int, remarks: list[str], name: str) -> str:
    if len(text) <= limit:
        return text
    remarks.append(f"{name} is cut: it has {len(text):,} characters")
    return f"{text[: limit - 1].rstrip()}…"


def _kind(event: Component, title: str, known: Kind | None) -> str:
    if kind := kind_in(title):
        return f"kind: {kind}  # by its title"
    for line in event.lines("CATEGORIES"):
        for category in texts_of_list(line.value):
            if kind := kind_in(category):
                return f"kind: {kind}  # by its category"
    return f"kind: {known}" if known else f"kind: {Kind.MEETING}{_ASKED}"


def _status(
    event: Component, marked: Status | None, asked: Status | None, around: Surroundings
) -> Iterator[str]:
    text = plain_line(event.text("STATUS"))
    written = Status.CANCELLED if around.all_cancelled else _STATUSES.get(text.upper())
    if written is None and text.upper() not in ("", "CONFIRMED"):
        yield comment(f"? STATUS: {text}")
    if written is Status.CANCELLED or (written and marked in (None, Status.TENTATIVE)):
        yield f"status: {written}"
    elif marked:
        yield f"status: {marked}  # by its title"
    elif asked:
        yield f"# ? status: {asked} (the title has the word)"


def _by(start: When) -> "_KeepsTheClocks | None":
    """Return what tells whether a city keeps the clocks that the calendar has an event in."""
    named = start.clocks and start.clocks.zone != "UTC"
    return _KeepsTheClocks(start) if named and not start.is_day else None


@dataclass(frozen=True, slots=True)
class _KeepsTheClocks:
    start: When

    def __call__(self, zone: str) -> bool:
        clocks = self.start.clocks
        if clocks is None:
            return True
        if clocks.zone:
            return keeps_same_clocks(zone, clocks.zone, self.start.instant)
        offset = self.start.instant.astimezone(clocks.tz).utcoffset()
        return self.start.instant.astimezone(ZoneInfo(zone)).utcoffset() == offset


def _url(event: Component, remarks: list[str]) -> Iterator[str]:
    text = event.text("URL")
    if not text:
        return
    try:
        yield f"url: {scalar(parse_url(quote(text, safe=_ASCII)))}"
    except Refusal:
        # Not the text as it is: what is refused may be a password.
        shown = text.rpartition("@")[2]
        remarks.append(f"URL: {shown}")


_ASCII = "".join(map(chr, range(33, 127)))


def _tags(event: Component, remarks: list[str]) -> Iterator[str]:
    texts = [
        plain_line(it)
        for line in event.lines("CATEGORIES")
        for it in texts_of_list(line.value)
        if "://" not in it  # Google's http://schemas.google.com/g/2005#event
    ]
    tags = {it: identifier(it) for it in texts if it}
    if unsaid := [it for it, tag in tags.items() if tag is None]:
        remarks.append(f"CATEGORIES: {', '.join(unsaid)}")
    if said := [*dict.fromkeys(tag for tag in tags.values() if tag)][:MOST_TAGS]:
        yield f"tags: [{', '.join(map(scalar, said))}]"


MOST_TAGS = 20


def _rest(event: Component) -> Iterator[str]:
    """Yield what no key of a definition says."""
    if found := next(iter(joining(event).values()), None):
        yield f"? there is a link to join at {found}: is it for readers?"
    if event.text("CLASS").upper() in ("PRIVATE", "CONFIDENTIAL"):
        yield f"? CLASS: {event.text('CLASS')}: is it for readers?"
    start = event.line("DTSTART")
    if event.text("TRANSP").upper() == "TRANSPARENT" and start and "T" in start.value.upper():
        yield "TRANSP: TRANSPARENT (marked as free time)"
    for line in [*event.lines("ORGANIZER")][:1]:
        if name := plain_line(unquote(line.parameters.get("CN", ""))):
            yield f"ORGANIZER: {name}"
    if count := len([*event.lines("ATTENDEE")]):
        yield f"ATTENDEE: {count}, left out"
    for line in [*event.lines("ATTACH", "CONFERENCE", "COMMENT", "CONTACT")][:MOST_REMARKS]:
        if line.parameters.get("ENCODING", "").upper() != "BASE64":
            yield f"{line.name}: {plain_line(unescaped(line.value))}"
