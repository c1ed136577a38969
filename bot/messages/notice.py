"""The post of a notice: what has changed about an event; and the mark on posts that it outdates."""

from datetime import datetime

from bot.messages.parts import bold, countdown, plain, short, source, when
from bot.messages.post import Button, Post, Span, Style, joined
from events.changes import Change, News
from events.wording.phrases import when_phrase

MOST_OUT_OF_DATE = 3900  # characters of a post that is struck through: the heading needs some, too

_HEADS = {
    Change.CANCELLED: "Cancelled",
    Change.POSTPONED: "Postponed",
    Change.RESTORED: "On again",
    Change.TIME_ANNOUNCED: "Time announced",
    Change.MADE_EXACT: "Time confirmed",
    Change.MOVED: "New time",
    Change.PLACE_CHANGED: "New place",
    Change.ADDED: "New on the agenda",
}
# After these, readers must know what no longer holds.
_TELL_EARLIER_TIME = {Change.CANCELLED, Change.POSTPONED, Change.MOVED}


def notice_post(news: News, now: datetime, button: Button | None = None) -> Post:
    """Tell what has changed about an event, with the time that is left at ``now``."""
    event, before = news.event, news.before
    lines = [bold(f"{_HEADS[news.change]}: {event.title}")]
    if event.status.is_on:
        lines += [when(event, now), plain(countdown(event, now))]
        if event.place:
            lines.append(plain(f"Place: {short(str(event.place))}"))
    elif news.change is Change.POSTPONED:
        lines.append(plain("There is no new date yet."))
    if before and news.change in _TELL_EARLIER_TIME:
        lines.append(plain(f"Was to be: {short(when_phrase(before))}"))
    if before and news.change is Change.PLACE_CHANGED and before.place:
        lines.append(plain(f"Was to be: {short(str(before.place))}"))
    if event.note:
        lines.append(plain(f"Editor's note: {short(event.note)}"))
    if event.source:
        lines.append(source(event.source))
    return Post(joined(lines), button)


def correction_post(text: str) -> Post:
    """Mark an earlier post, whose text is given, as out of date. A reply to it tells what is so."""
    heading = "Out of date: this event has changed since. Another post tells how."
    struck = Span(text[:MOST_OUT_OF_DATE], Style.STRIKE)
    return Post(joined([bold(heading), (struck,)], "\n\n"))
