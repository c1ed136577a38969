"""What a VEVENT says whatever its day is: the lines of the keys, and what no key can say."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import quote, unquote

from events.definitions.mends.meant.titles import Title, read_title
from events.definitions.schema import MAX_LINE, MAX_PROSE
from events.definitions.values import parse_url
from events.errors import Refusal
from events.foreign.lines.kinds import kind_in
from events.foreign.podium import Mark, kind_of, read_mark
from events.foreign.reading.components import Component
from events.foreign.reading.content_lines import texts_of_list, unescaped
from events.foreign.texts.plain_text import plain, plain_line, struck_out
from events.foreign.texts.told import described, joining, struck_texts
from events.foreign.written import comment, prose, scalar
from events.model import Kind, Status
from events.text import identifier

_STATUSES = {
    "CANCELLED": Status.CANCELLED,
    "CANCELED": Status.CANCELLED,
    "TENTATIVE": Status.TENTATIVE,
    "POSTPONED": Status.POSTPONED,
}
_ASKED = "  # ?"
MOST_REMARKS = 5  # of one kind, of one event
INNER = "    "


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What holds for all events of a calendar: the zone of the agenda, and METHOD:CANCEL.

    ``kind`` is that of events that name none; None if nobody has said it. ``of_podium``: it is
    another Podium's feed.
    """

    zone: str
    all_cancelled: bool = False
    kind: Kind | None = None
    of_podium: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """What a VEVENT says whatever its day is: the lines of the keys, and the remarks beside them.

    ``title`` is the one in its ``shown``, what is written of it; of an event that recurs all this
    is read once. ``mark`` is that of its title, where it is an entry ``of_podium``.
    """

    event: Component
    title: Title
    shown: str
    asked: frozenset[str]
    head: tuple[str, ...]
    status: tuple[str, ...]
    tail: tuple[str, ...]
    body: tuple[str, ...]
    cut: tuple[str, ...]
    rest: tuple[str, ...]
    of_podium: bool = field(default=False, kw_only=True)
    mark: Mark | None = field(default=None, kw_only=True)


def read_said(event: Component, around: Surroundings) -> Said:
    """Read what a VEVENT says besides its times and its place."""
    cut, rest = list[str](), list[str]()
    shown = plain_line(event.text("SUMMARY"))
    no_more = "" if shown else struck_out(event.text("SUMMARY"))
    shown = shown or no_more
    marked, mark = read_mark(shown) if around.of_podium else (shown, None)
    title = read_title(_cut(marked, MAX_LINE, cut, "SUMMARY"))
    kind = _kind(event, title.text, around)
    lacking = {"kind"} if kind.endswith(_ASKED) else set[str]()
    head = [kind, f"title: {scalar(title.text or 'Untitled')}"]
    if not title.text:
        lacking.add("title")
        head[-1] += f"{_ASKED} the calendar has none"
    if no_more:
        lacking.add("status")
        status = [f"status: {Status.CANCELLED}{_ASKED} its title is struck out"]
    else:
        status = [*_status(event, title.status, title.asked, around)]
    tail = [*_url(event, rest), *_tags(event, rest, around)]
    rest += struck_texts(event)
    body = list[str]()
    if text := plain(described(event)):
        body = prose("description", _cut(text, MAX_PROSE, rest, "DESCRIPTION"), INNER)
    rest += _rest(event)
    lines = (tuple(it) for it in (head, status, tail, body, cut, rest))
    return Said(
        event,
        title,
        marked,
        frozenset(lacking),
        *lines,
        of_podium=around.of_podium,
        mark=mark,
    )


def _cut(text: str, limit: int, remarks: list[str], name: str) -> str:
    if len(text) <= limit:
        return text
    remarks.append(f"{name} is cut: it has {len(text):,} characters")
    return f"{text[: limit - 1].rstrip()}…"


def _kind(event: Component, title: str, around: Surroundings) -> str:
    categories = _categories(event)
    if around.of_podium and (kind := kind_of(categories)):
        return f"kind: {kind}  # by its category"
    if kind := kind_in(title):
        return f"kind: {kind}  # by its title"
    if kind := next(filter(None, map(kind_in, categories)), None):
        return f"kind: {kind}  # by its category"
    return f"kind: {around.kind}" if around.kind else f"kind: {Kind.MEETING}{_ASKED}"


def _categories(event: Component) -> list[str]:
    return [it for line in event.lines("CATEGORIES") for it in texts_of_list(line.value)]


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


def _tags(event: Component, remarks: list[str], around: Surroundings) -> Iterator[str]:
    categories = _categories(event)
    if around.of_podium and kind_of(categories):
        del categories[0]
    # Not Google's http://schemas.google.com/g/2005#event
    texts = [plain_line(it) for it in categories if "://" not in it]
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
    for name in ("SUMMARY", "LOCATION", "DESCRIPTION"):
        texts = {
            it: None for line in event.lines(name) if (it := plain_line(unescaped(line.value)))
        }
        for text in [*texts][1:]:  # such as in another language
            yield f"{name} besides: {text}"
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
