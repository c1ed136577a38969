"""Bytes → the content lines of iCalendar (RFC 5545 §3.1), each with the line that it begins in."""

import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from events.errors import DefinitionError, Problem
from events.foreign.reading.faults import Faults
from events.foreign.reading.letters import check_letters, in_utf8
from events.text import quoted

MOST_LINES = 300_000  # of a calendar, what is folded as one
_PARAMETER_VALUE = r'(?:"[^"]*"|[^";:,]*)'
_LINE = re.compile(
    rf"(?P<name>[A-Za-z0-9_.-]+)"
    rf"(?P<parameters>(?:;[A-Za-z0-9_.-]+={_PARAMETER_VALUE}(?:,{_PARAMETER_VALUE})*)*):"
    r"(?P<value>.*)",
    re.DOTALL,
)
_PARAMETER = re.compile(rf";([A-Za-z0-9_.-]+)=({_PARAMETER_VALUE})")
# The names of zones have colons in them, and no quotation marks around: TZID=tzone://Microsoft/Utc.
_TIMES = re.compile(
    r"(?P<name>DTSTART|DTEND|RECURRENCE-ID|EXDATE|RDATE)"
    r"(?P<parameters>(?:;[A-Z0-9-]+=(?:\"[^\"]*\"|[^\";]*))*):(?P<value>[0-9TZPWDHMS,/]+)",
    re.IGNORECASE,
)
_ANY_PARAMETER = re.compile(r";([A-Za-z0-9_.-]+)=(\"[^\"]*\"|[^\";]*)")
# A closing quotation mark that has slipped behind the value: TZID="Romance:20220112T090000".
_SLIPPED_QUOTE = re.compile(r'(="[^":]+):([^"]*)"$')

# Those of RFC 5545 and 7986 that are written in small letters by some, and begin no sentence.
_NAMES = frozenset(
    (
        *("begin", "end", "uid", "dtstamp", "dtstart", "dtend", "duration", "summary"),
        *("description", "location", "status", "transp", "sequence", "rrule", "rdate", "exdate"),
        *("exrule", "categories", "class", "created", "last-modified", "organizer", "attendee"),
        *("priority", "url", "geo", "attach", "recurrence-id", "tzid", "tzname"),
        *("tzoffsetfrom", "tzoffsetto", "version", "prodid", "calscale", "method"),
    )
)
# What is put behind these makes nonsense of a time.
_UNJOINED = ("BEGIN", "END", "DT", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID", "TZ")
# Of these nothing becomes a part of a definition, or of the text above them.
_UNREAD = re.compile(r"(?:X-[A-Za-z0-9-]+|ATTENDEE|ORGANIZER|ATTACH|CONTACT)(?:[;: ]|$)")
_PROPERTY = re.compile(rf"(?:{'|'.join(it.upper() for it in sorted(_NAMES))})[;:]")
_IS_QUOTED = re.compile(rb"[^:]*ENCODING=QUOTED-PRINTABLE", re.IGNORECASE)
_TEXTS = frozenset({"DESCRIPTION", "SUMMARY", "LOCATION", "COMMENT", "X-ALT-DESC", "CONTACT"})


@dataclass(frozen=True, slots=True)
class ContentLine:
    """A property as it is written: its name in capitals, its parameters, and its value."""

    number: int
    name: str
    parameters: dict[str, str]
    value: str

    @property
    def is_quoted(self) -> bool:
        """Whether letters are written as of mails: =C3=A9, and = at the end where it goes on."""
        return self.parameters.get("ENCODING", "").upper() == "QUOTED-PRINTABLE"


def content_lines(content: bytes, faults: Faults) -> list[ContentLine]:
    """Read the content lines; what is no such line is told, and is part of the text before it.

    Raises `DefinitionError` for more than `MOST_LINES`, and for letters that nobody can tell.
    """
    found: list[ContentLine] = []
    content = in_utf8(content)
    check_letters(content, faults.path)
    for number, text in _unfolded(content, faults):
        if len(found) == MOST_LINES:
            what = f"the calendar has more than {MOST_LINES:,} lines"
            mend = "take an address or a file that has fewer events"
            raise DefinitionError([Problem(faults.path, number, 1, what, mend)])
        if found and found[-1].is_quoted and found[-1].value.endswith("="):
            found[-1] = replace(found[-1], value=found[-1].value[:-1] + text)
            continue
        line = _read(number, text, faults)
        if line is not None:
            found.append(line)
        elif not found or _UNREAD.match(text):
            what = f"{quoted(text)} is no line of a calendar, which is NAME:value"
            faults.mend(number, what, "it is passed over")
        elif not _PROPERTY.match(text) and not found[-1].name.startswith(_UNJOINED):
            last = found[-1]
            joined = f"{last.value}\\n{text}" if last.name in _TEXTS else f"{last.value}{text}"
            found[-1] = replace(last, value=joined)
            what = f"the line is not folded: it does not begin with a space, {quoted(text)}"
            faults.mend(number, what, f"it is taken for the next line of {last.name}")
        else:
            what = f"{quoted(text)} is no line of a calendar, which is NAME:value"
            faults.lose(number, what, "put a space before it if it belongs to the line above")
    return [_unquoted(it) if it.is_quoted else it for it in found]


def _unquoted(line: ContentLine) -> ContentLine:
    """Return a line of vCalendar 1.0, whose texts are as those of mails."""
    content = quopri.decodestring(line.value.encode())
    try:
        text = content.decode()
    except UnicodeDecodeError:
        text = content.decode("cp1252", "replace")
    return replace(line, value=re.sub(r"\r\n?|\n", r"\\n", text))


def _unfolded(content: bytes, faults: Faults) -> Iterator[tuple[int, str]]:
    """Yield whole lines with their numbers. Folds may be within a letter: so bytes are joined."""
    begun, parts = 0, list[bytes]()
    lines = re.split(rb"\r*\n|\r", content)
    indent = _indent(lines)
    for number, whole in enumerate(lines, 1):
        line = whole.removeprefix(indent)
        if not line:
            continue  # as what has gone through a system of other line ends has within its folds
        if parts and line[:1] in (b" ", b"\t"):
            if parts[-1].endswith(b"=") and _IS_QUOTED.match(parts[0]):
                parts[-1] = parts[-1][:-1]  # as in mails, where it goes on with a space
                parts.append(line)
            else:
                parts.append(line[1:])
            continue
        if parts:
            yield begun, _decoded(begun, b"".join(parts), faults)
        begun, parts = number, [line] if line.strip() else []
    if parts:
        yield begun, _decoded(begun, b"".join(parts), faults)


def _indent(lines: list[bytes]) -> bytes:
    """Return the spaces before the first line, if they are before the second one, too."""
    first, second = ([it for it in lines if it.strip()] + [b"", b""])[:2]
    indent = first[: len(first) - len(first.lstrip())]
    return indent if second.startswith(indent) else b""


def _decoded(number: int, line: bytes, faults: Faults) -> str:
    try:
        return line.decode()
    except UnicodeDecodeError as error:
        what = f"the byte 0x{line[error.start]:02x} is not UTF-8"
        faults.mend(number, what, "the line is read as Windows-1252", error.start + 1)
        return line.decode("cp1252", "replace")


def _read(number: int, text: str, faults: Faults) -> ContentLine | None:
    if text.lstrip().upper().startswith("BEGIN:VCALENDAR"):
        text = text.strip()
    match = _TIMES.fullmatch(text)
    of_times = match is not None
    match = match or _LINE.fullmatch(text)
    if match is None and (mended := _SLIPPED_QUOTE.sub(r'\1":\2', text)) != text:
        match = _LINE.fullmatch(mended)
        if match:
            column = text.index('"') + 1
            what = "the quotation mark is closed behind the value"
            faults.mend(number, what, f"it is read as {quoted(mended)}", column)
    if match is None:
        return None
    name = match["name"]
    # "Note: the hall is closed" is a line of a text whose producer does not fold.
    if name != name.upper() and name.lower() not in _NAMES and not name.lower().startswith("x-"):
        return None
    if _begins_a_sentence(name, match["value"]):
        return None
    one = _ANY_PARAMETER if of_times else _PARAMETER
    parameters = {key.upper(): value.strip('"') for key, value in one.findall(match["parameters"])}
    return ContentLine(number, name.upper(), parameters, match["value"])


def _begins_a_sentence(name: str, value: str) -> bool:
    """Tell whether a name is as words are at the beginning of a line: Location: Rome."""
    is_word = name[0].isupper() and name[1:].islower()
    return is_word and not (name in ("Begin", "End") and value.strip().isalpha())


def unescaped(value: str) -> str:
    """Return a TEXT (RFC 5545 §3.3.11) without its backslashes."""
    lines = {"n": "\n", "N": "\n"}
    return re.sub(r"\\(.)", lambda it: lines.get(it[1], it[1]), value, flags=re.DOTALL)


def texts_of_list(value: str) -> list[str]:
    """Return the texts of a list, which are between commas that have no backslash."""
    return [unescaped(it).strip() for it in re.findall(r"((?:\\.|[^,\\])+)", value, re.DOTALL)]
