"""A report in blocks: headings that are days, lines of a programme or a diary, and sentences."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from events.drafting.cleaning.tables import is_header
from events.drafting.layout.broken_lines import goes_on, is_broken
from events.drafting.layout.day_headings import HEADING_LENGTH, is_day_heading
from events.drafting.layout.field_lines import (
    FIELD,
    OF_CITIES,
    fields_of_line,
    names_event,
    question_of,
)
from events.drafting.layout.shapes import (
    BULLET,
    ENDS,
    Shape,
    is_list_of_names,
    is_of_city,
    is_time_alone,
    is_timed,
    shape_of,
)
from events.drafting.mentions.when.calendar_words import CalendarWords
from events.drafting.mentions.when.days import find_days


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


_ABBREVIATED = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|St|Gen|Lt|Col|Sen|Rep|Gov|No|vs|approx|Ref|ca|c|v|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|"
    r"Mon|Tues?|Weds?|Thurs?|Fri|Sat|Sun|[A-Z]|a\.m|p\.m|D\.C|U\.S|U\.N|U\.K|e\.g|i\.e|kl|hrs|Nr|Abs|г|ул)\.)$"
)
_GERMAN_MONTH = re.compile(r"Jan|Feb|März|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez")  # 16. Juni
_INITIALS = re.compile(r",\s(?:[A-Z]\.){2,}$")
_TOLD = re.compile(r"\b(?:will|would|is|are|was|were|has|have|be|to)\b")
_GERMAN_NTH = re.compile(  # zu seiner 36. Sitzung
    r"\b(?:der|die|das|den|dem|des|zur|zum|seiner|seine|ihrer|ihre|einer|beim|vom) \d{1,3}\.$"
)
_JOINED = 1.2  # of the others
_BREAK = re.compile(r"(?<=[.!?…])[\"”’')\]]*\s+(?=[\"“‘'(]?[A-ZÀ-Ž0-9А-Я])")
_FULL_STOP = re.compile(r"\.\s+(?=[A-ZÀ-ŽА-Я][a-zà-žа-я]*\s)")


def blocks_of(text: str, words: CalendarWords) -> Iterator[Block]:
    """Take a clean text apart."""
    named = (is_of_city(it, words.languages) for it in text.split("\n"))
    in_list, of_cities = False, sum(named) > 1
    for number, lines in enumerate(_paragraphs(text, words)):
        for kind, line in _lines(lines, words, in_list, of_cities):
            if kind is Shape.DAY:
                in_list = True
            if kind is Shape.SENTENCE:
                heading = len(line) <= HEADING_LENGTH and not _ends(line.rstrip(" )]"))
                for sentence in sentences(line):
                    yield Block(kind, sentence, number, is_heading=heading)
            elif kind is Shape.FIELDS:
                yield Block(kind, line, number, tuple(_fields(line)))
            else:
                yield Block(kind, " ".join(line.split()), number)


def _ends(line: str) -> bool:
    """Tell whether a line ends as a sentence does; a title may end in Washington, D.C."""
    return bool(ENDS.search(line)) and not (_INITIALS.search(line) and not _TOLD.search(line))


def _paragraphs(text: str, words: CalendarWords) -> Iterator[list[str]]:
    times: list[str] = []
    for paragraph in _with_fields_together(re.split(r"\n\s*\n", text)):
        told = [
            part for it in paragraph.split("\n") if it.strip() for part in _day_apart(it, words)
        ]
        lines = [*times, *told]
        if len(lines) == 1 and is_time_alone(lines[0], words):
            times = lines
        elif lines:
            times = []
            yield lines
    if times:
        yield times


def _with_fields_together(paragraphs: list[str]) -> Iterator[str]:
    """Join the paragraphs of which each answers another question about one event: What:, When:."""
    joined: list[str] = []
    for paragraph in paragraphs:
        asked = _questions(paragraph)
        told = _questions("\n".join(joined))
        if joined and not (asked and told and asked.isdisjoint(told)):
            yield "\n".join(joined)
            joined = []
        joined.append(paragraph)
    yield "\n".join(joined)


def _questions(paragraph: str) -> set[str]:
    """Return the questions that the lines of a paragraph answer, if its first line does."""
    lines = paragraph.strip().split("\n")
    found = (question_of(it) for it in lines) if question_of(lines[0]) else ()
    return {it for it in found if it}


def _day_apart(line: str, words: CalendarWords) -> list[str]:
    """Return a line without the day that it opens with as with a heading: March 30. The President."""
    stop = _FULL_STOP.search(line[:40])
    days = find_days(line[:40], words) if stop else []
    if stop and days and not days[0].span[0] and is_day_heading(line[: stop.start()], words):
        return [line[: stop.start()], line[stop.end() :]]
    return [line]


def _lines(
    lines: list[str], words: CalendarWords, in_list: bool, of_cities: bool
) -> Iterator[tuple[Shape, str]]:
    """Join the lines that were broken for their length, and tell what each is."""
    current: list[str] = []
    shape, width, is_prose = Shape.SENTENCE, _width(lines), True

    def done() -> Iterator[tuple[Shape, str]]:
        if current:
            yield shape, ("\n" if shape is Shape.FIELDS else " ").join(current)
        current.clear()

    for at, line in enumerate(it for it in lines if not is_header(it)):
        if several := fields_of_line(line):
            yield from done()
            yield Shape.FIELDS, "\n".join(several)
            continue
        if shape is Shape.FIELDS and _lacks_what(current) and names_event(line):
            current.append(f"What: {line.strip()}")
            continue
        new = shape_of(line, words, in_list or (of_cities and is_of_city(line, words.languages)))
        if not at and len(lines) > 1 and new is Shape.SENTENCE and is_time_alone(line, words):
            new = Shape.LINE  # a day and an hour, whose event the next lines tell
        waits = current and shape is Shape.LINE and is_time_alone(current[0], words)
        if waits and new is not Shape.DAY and not is_timed(line):
            current.append(line.strip() if len(current) == 1 else f"/ {line.strip()}")
            continue
        may_go_on = (is_prose or shape is Shape.DIARY) and new in (Shape.LINE, Shape.DAY)
        if may_go_on and current and is_broken(current[-1], line, shape):
            new = Shape.SENTENCE
        if (
            shape is Shape.FIELDS
            and current
            and (
                new is Shape.FIELDS
                or line.startswith((" ", "\t"))
                or is_list_of_names(current[-1], line)
            )
        ):
            current.append(line)
        elif (
            new is Shape.SENTENCE
            and current
            and goes_on(current[-1], line, shape, width)
            and not (_opens_with_day(current[0], words) and _opens_with_day(line, words))
        ):
            current.append(line.strip())
        else:
            yield from done()
            shape, is_prose = new, new is Shape.SENTENCE or _is_item(line)
            current.append(line.strip() if new is not Shape.LINE else BULLET.sub("", line).strip())
            if new is Shape.DAY:
                in_list = True
                yield from done()
    yield from done()


def _opens_with_day(line: str, words: CalendarWords) -> bool:
    """Tell whether a line begins with a weekday and its date, as each of a list may: Fri 12 Oct Meeting."""
    found = find_days(line.strip(), words)
    day = found[0] if found else None
    return bool(day and not day.span[0] and day.first.weekday is not None and day.first.day)


def _is_item(line: str) -> bool:
    """Tell whether a line is an item of a list that may be a sentence."""
    return bool(BULLET.match(line)) and not is_timed(line)


def _lacks_what(fields: list[str]) -> bool:
    """Tell whether fields tell when and where something is, and not what."""
    asked = {question_of(it) for it in fields}
    return {"when", "where"} <= asked and "what" not in asked


def _width(lines: list[str]) -> int:
    """Return the width to which the lines of a paragraph were broken.

    The first one may be longer, where it lost its dateline and was joined with the second.
    """
    first, *rest = map(len, lines)
    return max(rest) if len(rest) > 1 and first > _JOINED * max(rest) else max(first, *rest, 0)


def _fields(text: str) -> Iterator[tuple[str, str]]:
    name, values = "", [""]
    for line in text.split("\n"):
        match = FIELD.match(line)
        if match:
            if name:
                yield name, " ".join(values).strip()
            asked = match["name"].lower()
            name = question_of(line) or asked
            value = match["value"].strip()
            values = [f"in {value}" if asked in OF_CITIES else value]
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
        if _GERMAN_NTH.search(before):
            continue
        if _ABBREVIATED.search(before) and not re.search(r"(?:[ap]\.m\.|GMT\.)$", before):
            continue
        if re.search(r"[ap]\.m\.$", before) and re.match(
            r"(?:\(|\d|on\b|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|[A-Z]{2,4}T?\b|[A-Z]\w+ (?:[A-Z]\w+ )?time)",
            text[match.end() :],
        ):
            continue
        if re.search(r"[ap]\.m\.$", before) and before.count("(") > before.count(")"):
            continue
        yield before.strip()
        start = match.end()
    yield text[start:].strip()
