"""What /feed is answered: the addresses of the calendar, or of a part of it, and of the page."""

from collections.abc import Sequence

from bot.messages.answers.answer import Answer, said
from bot.messages.parts.lines import Line, bold, plain, short
from bot.messages.post import Post, Span, joined

NO_ADDRESS = "No calendar of its own: there are those of kinds, cities, parties, tags and agendas."


def feed_answer(title: str, feed: str, webcal: str, page: str, notes: Sequence[str] = ()) -> Answer:
    """Tell where a calendar that is called ``title`` is, after what is to be said of the words."""
    lines: list[Line] = [
        *map(plain, notes),
        bold(title),
        (Span("Calendar: "), Span(feed)),
        (Span("Opens in a calendar program: "), Span(webcal)),
        (Span("Page, with a button for each calendar: "), Span(page)),
    ]
    return Answer(Post(joined(lines)))


def part_answer(parts: Sequence[tuple[str, str | None]]) -> Answer:
    """Tell the address of each of some parts of the calendar, if there is one that holds it."""
    lines = [joined([bold(short(title)), plain(url or NO_ADDRESS)]) for title, url in parts]
    return Answer(Post(joined(lines, "\n\n")))


def no_feed_answer() -> Answer:
    """Say that nobody has given the site a public address."""
    return said("This calendar has no public address. Ask whoever runs this bot for it.")
