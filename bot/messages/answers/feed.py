"""What /feed is answered: the addresses of the calendar, or of a part of it, and of the page."""

from collections.abc import Sequence

from bot.messages.answers.answer import Answer, in_pages, of_lines, said
from bot.messages.parts.lines import Line, bold, plain, short
from bot.messages.post import Post, Span, joined
from bot.messages.wording.answers.reader import Reader
from events.wording.direction import from_its_side


def feed_answer(
    title: str, feed: str, webcal: str, page: str, notes: Sequence[str], reader: Reader
) -> Answer:
    """Tell where a calendar that is called ``title`` is, after what is to be said of the words."""
    words, colon = reader.words, reader.language.colon
    lines: list[Line] = [
        *map(plain, notes),
        bold(from_its_side(title, reader.language.code)),
        (Span(f"{words.calendar}{colon}"), Span(feed)),
        (Span(f"{words.opens_in_program}{colon}"), Span(webcal)),
        (Span(f"{words.page_with_buttons}{colon}"), Span(page)),
    ]
    return Answer(Post(joined(lines)))


def parts_answer(
    parts: Sequence[tuple[str, str | None]], asked: str, page: int, reader: Reader
) -> Answer:
    """Tell the address of each of some parts of the calendar, if there is one that holds it."""
    none, code = reader.words.no_own_calendar, reader.language.code
    blocks = [
        of_lines([bold(from_its_side(short(title), code)), plain(url or none)])
        for title, url in parts
    ]
    return in_pages((), blocks, asked, page, reader=reader)


def no_feed_answer(reader: Reader) -> Answer:
    """Say that nobody has given the site a public address."""
    return said(reader.words.no_feed)
