"""An answer: a post with buttons, some of which ask the bot for more; a long one has pages."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.messages.parts.lines import Line, bold
from bot.messages.post import LONGEST_POST, Button, Post, Span, Style, joined
from bot.messages.wording.answers.answer_words import AnswerWords
from bot.messages.wording.answers.reader import Reader
from events.text import beginning

LONGEST_DATA = 64  # bytes, Bot API, InlineKeyboardButton.callback_data
MOST_ENTITIES = 90  # Telegram takes a hundred in a message, and leaves the rest plain
# A page has a number, and may tell its heading again and for what words were taken.
LONGEST_PAGE = LONGEST_POST - 500
PAGE = "page"


@dataclass(frozen=True, slots=True)
class Choice:
    """A button below an answer that asks the bot: ``data`` is what Telegram hands back of it."""

    label: str
    data: str


Row = tuple[Button | Choice, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a reader is answered: a post, with rows of buttons below it."""

    post: Post
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A file with a caption, which is sent in place of an answer."""

    name: str
    content: bytes
    caption: Post


@dataclass(frozen=True, slots=True)
class Block:
    """What stands together on a page, under a heading that several blocks may share."""

    lines: Line
    heading: str = ""


def of_lines(lines: Sequence[Line], heading: str = "") -> Block:
    """Put lines into a block."""
    return Block(joined(lines), heading)


def of_many_lines(lines: Sequence[Line], heading: str = "") -> list[Block]:
    """Put lines into as few blocks as hold them, so that pages may end between two lines."""
    blocks: list[list[Line]] = []
    for line in lines:
        if blocks and _fits([joined([*blocks[-1], line])]):
            blocks[-1].append(line)
        else:
            blocks.append([line])
    return [of_lines(block, heading) for block in blocks]


def heading_line(words: str) -> Line:
    """Write a line that heads a part of an answer."""
    return (Span(words, Style.ITALIC),)


def in_pages(
    head: Line,
    blocks: Sequence[Block],
    asked: str,
    page: int,
    reader: Reader,
    rows: tuple[Row, ...] = (),
) -> Answer:
    """Write one page of a long answer, with buttons that lead to the pages beside it.

    - ``asked``: the command with its words, without a slash, that asks for the same again
    - ``page``: from 1; one that is no more is the last one
    - ``rows``: further buttons, which each page has
    """
    pages = _pages(head, blocks)
    page = min(max(page, 1), len(pages))
    lines = pages[page - 1]
    if len(pages) == 1:
        return Answer(Post(lines), rows)
    words = reader.words
    beside = page_row(asked, page, len(pages), words)
    number = words.page.format(page=page, pages=len(pages))
    # What was asked may not fit behind a button: then it has to be asked for in fewer words.
    number = number if beside else words.fewer_words.format(number)
    lines = (*lines, Span("\n\n"), *heading_line(number))
    return Answer(Post(lines), ((beside, *rows) if beside else rows))


def in_one(blocks: Sequence[Block]) -> Post:
    """Write blocks for where nothing is too long."""
    parts: list[Line] = []
    heading = ""
    for block in blocks:
        if block.heading and block.heading != heading:
            parts.append(heading_line(block.heading))
        parts.append(block.lines)
        heading = block.heading
    return Post(joined(parts, "\n\n"))


def page_row(asked: str, page: int, pages: int, words: AnswerWords) -> Row:
    """Return the buttons that lead to the pages beside one; none if they would hold too much."""
    beside = tuple(
        Choice(label.format(number), f"{PAGE} {number} {asked}")
        for label, number in ((words.page_before, page - 1), (words.page_after, page + 1))
        if 1 <= number <= pages
    )
    return beside if all(len(each.data.encode()) <= LONGEST_DATA for each in beside) else ()


def _pages(head: Line, blocks: Sequence[Block]) -> list[Line]:
    pages: list[Line] = []
    parts: list[Line] = [head] if head else []
    heading = ""
    for block in blocks:
        whole = [_cut_to_page(block.lines)]
        if block.heading and block.heading != heading:
            whole.insert(0, heading_line(block.heading))
        if parts and not _fits([*parts, *whole]):
            pages.append(joined(parts, "\n\n"))
            parts = []
            # The next page tells anew under which heading it stands.
            whole = [heading_line(block.heading), whole[-1]] if block.heading else whole
        parts += whole
        heading = block.heading
    return [*pages, joined(parts, "\n\n")]


def _fits(parts: Sequence[Line]) -> bool:
    page = joined(parts, "\n\n")
    marked = sum(bool(span.style or span.instant or span.url) for span in page)
    return marked <= MOST_ENTITIES and Post(page).length <= LONGEST_PAGE


def _cut_to_page(line: Line) -> Line:
    """Return spans cut to what a page takes, which whole ones nearly always are."""
    if Post(line).length <= LONGEST_PAGE:
        return line
    kept: list[Span] = []
    room = LONGEST_PAGE // 2  # a character takes two UTF-16 units at most
    for span in line:
        if len(span.text) > room:
            kept.append(Span(f"{beginning(span.text, room - 1)}…", span.style))
            break
        kept.append(span)
        room -= len(span.text)
    return tuple(kept)


def said(*lines: str) -> Answer:
    """Answer with plain lines."""
    return Answer(Post((Span("\n".join(lines)),)))


def titled(words: str, note: str = "") -> Line:
    """Write what heads a whole answer, and a line below it."""
    return joined([bold(words), (Span(note),)]) if note else bold(words)
