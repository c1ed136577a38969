"""The diary as a part of an HTML page, or of a message: every text is escaped."""

from collections.abc import Callable, Iterator
from html import escape

from events.diary.days import Diary, DiaryLine
from events.model import Event
from events.wording.diary.lines import BETWEEN, MARK
from events.wording.direction import direction


def diary_html(diary: Diary, page_of: Callable[[Event], str | None]) -> str:
    """Write the diary without its title; ``page_of`` returns the address of an event's page."""
    return "\n".join(_lines(diary, page_of)) + "\n"


def _lines(diary: Diary, page_of: Callable[[Event], str | None]) -> Iterator[str]:
    language = diary.language
    yield f'<div class="diary" lang="{language.code}" dir="{direction(language.code)}">'
    yield from (f'<p class="diary-note">{escape(note)}</p>' for note in diary.notes)
    if diary.nothing:
        yield f"<p>{escape(diary.nothing)}</p>"
    for day in diary.days:
        heading = f'<time datetime="{day.date.isoformat()}">{escape(day.title)}</time>'
        yield from _section(heading, day.lines, page_of)
    if diary.undated:
        yield from _section(escape(diary.undated_title), diary.undated, page_of)
    yield "</div>"


def _section(
    heading: str, lines: tuple[DiaryLine, ...], page_of: Callable[[Event], str | None]
) -> Iterator[str]:
    yield "<section>"
    yield f"<h2>{heading}</h2>"
    yield "<ul>"
    yield from (_item(line, page_of(line.event)) for line in lines)
    yield "</ul>"
    yield "</section>"


def _item(line: DiaryLine, page: str | None) -> str:
    words = line.words
    what = f"<bdi>{escape(words.what)}</bdi>"
    if page is not None:
        what = f'<a href="{escape(page)}">{what}</a>'
    place = f"<b><bdi>{escape(words.place)}</bdi></b>" if words.place else ""
    parts = BETWEEN.join(filter(None, (place, what, escape(words.when), escape(words.press))))
    if not words.record:
        return f'<li class="{line.event.status}">{parts}</li>'
    record = f'<span class="record">[{escape(words.record)}]</span>'
    return f'<li class="{line.event.status} marked"><b>{MARK}</b> {parts} {record}</li>'
