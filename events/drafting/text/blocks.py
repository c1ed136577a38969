"""A report in blocks: headings that are days, lines of a programme or a diary, and sentences."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from events.drafting.mentions.calendar_words import CalendarWords
from events.drafting.mentions.days import find_days
from events.drafting.mentions.places import city_zone

TITLE_LENGTH = 60  # of a line that stands alone above others
HEADING_LENGTH = 130  # of a line that is no sentence


class Shape(StrEnum):
    """What a block is."""

    DAY = "day"
    LINE = "line"
    DIARY = "diary"
    FIELDS = "fields"
    SENTENCE = "sentence"


@dataclass(frozen=True, slots=True)
class Block:
    """A sentence, or a line that is none.

    - ``text``: as the report has it, with single spaces
    - ``paragraph``: the number of its paragraph
    - ``fields``: what is behind What:, Where: and When:, by the question
    - ``is_new``: a diary's mark for what is new
    """

    shape: Shape
    text: str
    paragraph: int = 0
    fields: tuple[tuple[str, str], ...] = ()
    is_heading: bool = False


_BULLET = re.compile(r"^\s*(?:[-–—•*·▪►>o]|\d+\)|\(?[a-z]\))\s+(?=\S)")
_TIMED = re.compile(
    r"^\W*(?:(?:at|from|around|about|approx\.?|approximately|ca?\.?|circa|by|not before|no earlier than|vers|gegen|à|um|ab|до|около|в)\s+)?"
    r"(?:\+/-|±|~)?\s*(?:[01]?\d|2[0-4])(?:[:.hH][0-5]\d|\s*[ap]\.?m\b|h\b|\s*Uhr|[0-5]\d\s*(?:hrs|hours|[-–]\s?[0-2]\d[0-5]\d|GMT|UTC|CES?T|h\b|local|[-–—:])|\s*[-–]\s*\d{1,2}\s*[ap]\.?m)"
    r"|^\W*(?:(?<=\()[ap]\.?m\.?\)|[ap]\.?m\b\.?\s*[-–—:]\s)|^\W*(?:TBC|TBA|tbc|tba|noon|midday|midnight|Noon|NOON|Midday)\b\s*[:,–—-]?\s",
    re.IGNORECASE,
)
_DIARY = re.compile(
    r"^\s*(?P<new>\*+\s*)?(?P<city>[A-ZÀ-Ž][A-ZÀ-Ž'’.\s/-]+[A-ZÀ-Ž](?:,\s+[\w. ]+?)?)(?:,\s*\w+\.? \d+)?\s+(?:-{1,2}|–|—|:)\s*(?P<what>\S.*)$|"
    r"^\s*\*{2}\s*(?P<what2>\S.*)$"
)
_FIELD = re.compile(
    r"^\s*(?:[A-ZÀ-Ž]{3,}\s+[-–—]\s+)?(?P<name>what|where|when|who|event|subject|date(?: and time)?|date/time|time|venue|place|location|address|"
    r"topic|title|was|wann|wo|wer|ort|datum|beginn|zeit|quoi|quand|où|qui|lieu|heure|кто|что|где|когда)\s*[:?]\s*[:-]?\s*(?P<value>.*)$",
    re.IGNORECASE,
)
QUESTIONS = {
    "what": ("what", "event", "subject", "topic", "title", "was", "quoi", "что"),
    "where": ("where", "venue", "place", "location", "address", "wo", "ort", "où", "lieu", "где"),
    "when": ("when", "date", "date and time", "date/time", "time", "wann", "datum", "beginn", "zeit", "quand", "heure", "когда"),
    "who": ("who", "wer", "qui", "кто"),
}  # fmt: skip
_ENDS = re.compile(r"[.!?:;…»”\"')\]]\s*$")
_ABBREVIATED = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|St|Gen|Lt|Col|Sen|Rep|Gov|No|vs|approx|ca|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|"
    r"Mon|Tues?|Weds?|Thurs?|Fri|Sat|Sun|[A-Z]|a\.m|p\.m|D\.C|U\.S|U\.N|U\.K|e\.g|i\.e|kl|hrs|Nr|Abs|г|ул)\.)$"
)
_GERMAN_MONTH = re.compile(r"Jan|Feb|März|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez")  # 16. Juni
_BREAK = re.compile(r"(?<=[.!?…])[\"”’')\]]*\s+(?=[\"“‘'(]?[A-ZÀ-Ž0-9А-Я])")
_SEEN_AS = {
    "\u00a0": " ",
    "\u202f": " ",
    "\u2009": " ",
    "\u2011": "-",
    "\u2010": "-",
    "\u2012": "–",
    "\u2212": "-",
    "\t": "  ",
}


def clean(text: str) -> str:
    """Return a text without what is not seen, and with plain spaces and hyphens."""
    text = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    text = "".join(_SEEN_AS.get(it, it) for it in text)
    if text.isascii() and text.replace("\n", "").isprintable():
        return text
    return "".join(
        it
        for it in text
        if it == "\n"
        or (it.isascii() and it.isprintable())
        or (
            unicodedata.category(it) not in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp", "Mn", "Me")
            and it not in "\u2800\u3164\u115f\u1160\uffa0"
        )
    )


def blocks_of(text: str, words: CalendarWords) -> Iterator[Block]:
    """Take a clean text apart."""
    in_list, of_cities = False, sum(_is_of_city(it) for it in text.split("\n")) > 1
    for number, lines in enumerate(_paragraphs(text)):
        for kind, line in _lines(lines, words, in_list, of_cities):
            if kind is Shape.DAY:
                in_list = True
            if kind is Shape.SENTENCE:
                heading = len(line) <= HEADING_LENGTH and not _ENDS.search(line.rstrip(" )"))
                for sentence in sentences(line):
                    yield Block(kind, sentence, number, is_heading=heading)
            elif kind is Shape.FIELDS:
                yield Block(kind, line, number, tuple(_fields(line)))
            else:
                yield Block(kind, " ".join(line.split()), number)


def _is_of_city(line: str) -> bool:
    """Tell whether a line begins as those of a diary do: with a city that is known."""
    match = _DIARY.match(line)
    return bool(match and match["city"] and city_zone(match["city"].title()))


def _paragraphs(text: str) -> Iterator[list[str]]:
    for paragraph in re.split(r"\n\s*\n", text):
        lines = [it for it in paragraph.split("\n") if it.strip()]
        if lines:
            yield lines


def _lines(
    lines: list[str], words: CalendarWords, in_list: bool, of_cities: bool
) -> Iterator[tuple[Shape, str]]:
    """Join the lines that were broken for their length, and tell what each is."""
    current: list[str] = []
    shape = Shape.SENTENCE

    def done() -> Iterator[tuple[Shape, str]]:
        if current:
            yield shape, ("\n" if shape is Shape.FIELDS else " ").join(current)
        current.clear()

    for line in lines:
        new = _shape(line, words, in_list or (of_cities and _is_of_city(line)))
        if (
            new in (Shape.LINE, Shape.DAY)
            and shape is Shape.SENTENCE
            and current
            and _is_broken(current[-1], line)
        ):
            new = Shape.SENTENCE
        if (
            shape is Shape.FIELDS
            and current
            and (new is Shape.FIELDS or line.startswith((" ", "\t")))
        ):
            current.append(line)
        elif new is Shape.SENTENCE and current and _goes_on(current[-1], line, shape):
            current.append(line.strip())
        else:
            yield from done()
            shape = new
            current.append(line.strip() if new is not Shape.LINE else _BULLET.sub("", line).strip())
            if new is Shape.DAY:
                in_list = True
                yield from done()
    yield from done()


def _is_broken(last: str, line: str) -> bool:
    """Tell whether a line that begins with a time only goes on with the sentence of the last one."""
    if last.rstrip().endswith(":") and re.match(
        r"\s*\d[\d:.h]*\s*(?:[ap]\.?m\.?)?\s*(?:[(.]|$)", line
    ):
        return True
    if _BULLET.match(line) or (_ENDS.search(last) and not last.rstrip().endswith(",")):
        return False
    if re.search(
        r"(?:\b(?:at|on|from|by|before|until|and|to|the|of|in|around|about|after|between|for|than|next)|,)\s*$",
        last,
    ):
        return True
    if len(last) <= TITLE_LENGTH:
        return False
    time = _TIMED.match(line)
    rest = line[time.end() :].lstrip() if time else line
    return bool(
        re.match(r"\s*(?:at|from|around|about|on|by|before)\b", line)
        or re.match(r"[a-z().,;]|[A-Z]{3,4}\b", rest)
    )


def _goes_on(last: str, line: str, shape: Shape) -> bool:
    stripped = line.strip()
    if shape is Shape.DAY:
        return False
    if re.match(r"[a-zà-ž(]", stripped) and not re.match(r"\([a-z0-9]\)", stripped):
        return True
    if line.startswith("  ") and shape in (Shape.LINE, Shape.DIARY):
        return True
    if shape in (Shape.LINE, Shape.DIARY):
        return len(last) > 75 and not _ENDS.search(last)
    return len(last) > TITLE_LENGTH or bool(re.search(r"[.!?]$", last.strip()))


def _shape(line: str, words: CalendarWords, in_list: bool) -> Shape:
    if is_day_heading(line, words):
        return Shape.DAY
    if _FIELD.match(line):
        return Shape.FIELDS
    if _TIMED.match(line):
        return Shape.LINE
    diary = _DIARY.match(line)
    if diary and (in_list or diary["new"] or diary["what2"]):
        return Shape.DIARY
    if _BULLET.match(line) or _begins_with_day(line, words):
        return Shape.LINE
    return Shape.SENTENCE


def is_day_heading(line: str, words: CalendarWords) -> bool:
    """Tell whether a line is a day and nothing else, such as a heading of a programme."""
    stripped = line.strip(" \t*#=_-–—:")
    found = find_days(stripped, words) if len(stripped) <= 90 else []
    if len(found) != 1 or found[0].form not in ("date", "weekday", "relative"):
        return False
    first, last = found[0].span
    before, after = stripped[:first].strip(" ,:-–—("), stripped[last:].strip(" ,:-–—)")
    if (
        re.fullmatch(
            r"(?:\(?(?:local time|all times.*|.* time)\)?|in [A-Z][\w ]+|[A-Z]{2,4}T?)?", after
        )
        is None
    ):
        return False
    label = re.fullmatch(
        r"(?:day (?:\d+|one|two|three)|(?:[\w’'.,-]+\s+){0,8}(?:schedule|programme|program|agenda|calendar|diary|guidance)(?: for| of)?|"
        r"on|am|le|jour \d+|tag \d+)?",
        before,
        re.IGNORECASE,
    )
    return label is not None


def _begins_with_day(line: str, words: CalendarWords) -> bool:
    found = find_days(line, words)
    if not found or found[0].form not in ("date", "weekday"):
        return False
    first, last = found[0].span
    after = re.match(
        r"\s*(?:,?\s*(?:\d{1,2}[:.h]\d{2}|\d{1,2}\s*[ap]\.?m\.?)\S*(?:\s(?:[A-Z]{2,5}|Uhr|hrs|local)(?=\W))?)?\s*(?:-{1,2}|–|—|:|\|)\s",
        line[last:],
    )
    return not line[:first].strip(" *•-") and bool(after)


def _fields(text: str) -> Iterator[tuple[str, str]]:
    name, values = "", [""]
    for line in text.split("\n"):
        match = _FIELD.match(line)
        if match:
            if name:
                yield name, " ".join(values).strip()
            asked = match["name"].lower()
            name = next(it for it, some in QUESTIONS.items() if asked in some)
            values = [match["value"].strip()]
        else:
            values.append(line.strip())
    yield name, " ".join(values).strip()


def sentences(text: str) -> Iterator[str]:
    """Take a paragraph apart into its sentences."""
    text = " ".join(text.split())
    start = 0
    for match in _BREAK.finditer(text):
        before = text[start : match.start()]
        if re.search(r"\b\d{1,2}\.$", before) and _GERMAN_MONTH.match(text[match.end() :]):
            continue
        if _ABBREVIATED.search(before) and not re.search(r"(?:[ap]\.m\.|GMT\.)$", before):
            continue
        if re.search(r"[ap]\.m\.$", before) and re.match(
            r"(?:\(|\d|on\b|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|[A-Z]{2,4}T?\b|[A-Z]\w+ (?:[A-Z]\w+ )?time)",
            text[match.end() :],
        ):
            continue
        yield before.strip()
        start = match.end()
    yield text[start:].strip()
