"""The post of a notice: what has changed about an event; and the mark on posts that it outdates."""

from datetime import datetime

from bot.messages.parts.countdown import countdown, tentatively
from bot.messages.parts.lines import (
    Line,
    bold,
    brief_head,
    place_told,
    plain,
    short,
    source_lines,
    when,
)
from bot.messages.parts.links import link_lines
from bot.messages.parts.press import press_lines
from bot.messages.post import Button, Post, Span, Style, joined
from events.changes import Change, News
from events.model import Status
from events.times import Day, Moment
from events.wording.phrases import end_words, when_phrase
from events.wording.places import places_phrase
from events.wording.press import access_words

MOST_OUT_OF_DATE = 3900  # characters of a post that is struck through: the heading needs some, too

_HEADS = {
    Change.CANCELLED: "Cancelled",
    Change.POSTPONED: "Postponed",
    Change.NO_LONGER_LISTED: "No longer listed",
    Change.RESTORED: "On again",
    Change.DATE_ANNOUNCED: "Date announced",
    Change.TIME_ANNOUNCED: "Time announced",
    Change.MOVED: "New time",
    Change.CONFIRMED: "Confirmed",
    Change.MADE_TENTATIVE: "Now tentative",
    Change.MADE_EXACT: "Time confirmed",
    Change.MADE_APPROXIMATE: "Time approximate now",
    Change.END_MOVED: "New end",
    Change.PLACE_ANNOUNCED: "Place announced",
    Change.PLACE_CHANGED: "New place",
    Change.ACCESS_CHANGED: "Access changed",
    Change.ADDED: "New on the agenda",
}
_HEADS_OF_DAYS = {
    Change.MADE_EXACT: "Day confirmed",
    Change.MADE_APPROXIMATE: "Day approximate now",
}
_OF_PLACES = (Change.PLACE_ANNOUNCED, Change.PLACE_CHANGED)
# After these, readers must know what no longer holds.
_TELL_EARLIER_TIME = {
    Change.CANCELLED,
    Change.POSTPONED,
    Change.NO_LONGER_LISTED,
    Change.MOVED,
}


def notice_post(news: News, now: datetime, button: Button | None = None) -> Post:
    """Tell what has changed about an event, with the time that is left at ``now``."""
    event = news.event
    head = f"{_head(news)}: {event.title}"
    lines = [bold(head)]
    if event.status.is_on:
        lines += [when(event, now), plain(countdown(event, now))]
        if event.places:
            lines.append(plain(f"Place: {short(place_told(event))}"))
        lines += press_lines(event, now)
        if _is_confirmed_besides(news):
            lines.append(plain("It is confirmed now."))
    lines += (changes := _changed_lines(news))
    if event.note:
        lines.append(plain(f"Editor's note: {short(event.note)}"))
    lines += link_lines(event)
    lines += source_lines(event)
    brief = [brief_head(head, button)]
    if event.status.is_on:
        brief.append(when(event, now))
    if event.places and news.change in _OF_PLACES:
        brief.append(plain(f"Place: {short(place_told(event))}"))
    if news.change is Change.ACCESS_CHANGED:
        brief += press_lines(event, now)
    return Post(joined(lines), button, brief=joined([*brief, *changes]))


def _changed_lines(news: News) -> list[Line]:
    """Write what readers must know beside what is so now: what no longer holds."""
    before = news.before
    lines: list[Line] = []
    if news.change is Change.POSTPONED:
        lines.append(plain("There is no new date yet."))
    elif news.change is Change.NO_LONGER_LISTED:
        lines.append(plain("The agenda does not have it any more, and does not say why."))
    if before and news.change in _TELL_EARLIER_TIME:
        lines.append(plain(f"Was to be: {short(when_phrase(before))}"))
    if before and news.change is Change.PLACE_CHANGED and before.places:
        lines.append(plain(f"Was to be: {short(places_phrase(before))}"))
    if before and news.change is Change.ACCESS_CHANGED:
        if not access_words(event := news.event) and event.status.is_on:
            lines.append(plain("Who of the press may come is not announced any more."))
        lines.append(plain(f"Was to be: {short(access_words(before))}"))
    if before and before.end and news.change is Change.END_MOVED:
        lines.append(plain(f"Was to end: {end_words(before, before.end)}"))
    return lines


def _head(news: News) -> str:
    event = news.event
    if news.change is Change.MADE_TENTATIVE:
        return _HEADS[news.change]
    if news.change is Change.RESTORED and _was_unlisted(news):
        return f"Listed again{tentatively(event)}"
    if isinstance(event.start, Day) and news.change in _HEADS_OF_DAYS:
        return f"{_HEADS_OF_DAYS[news.change]}{tentatively(event)}"
    if news.change is Change.END_MOVED and event.end is None and isinstance(event.start, Moment):
        return f"End open again{tentatively(event)}"
    if news.change in _OF_PLACES:
        return f"{_place_head(news)}{tentatively(event)}"
    return f"{_HEADS[news.change]}{tentatively(event)}"


def _place_head(news: News) -> str:
    """Say what has changed of the place: whether it is another one, or as sure as it was."""
    before = news.before.places if news.before else ()
    places = news.event.places
    if not places:
        return "Place open again"
    if any(place.to_be_confirmed for place in places):
        named = {place.name for place in places if place.name}
        if named <= {place.name for place in before}:
            return "Place to be confirmed"
    elif news.change is Change.PLACE_ANNOUNCED and all(place.name for place in before):
        return "Place confirmed"
    return _HEADS[news.change]


def _was_unlisted(news: News) -> bool:
    return news.before is not None and news.before.status is Status.NO_LONGER_LISTED


def _is_confirmed_besides(news: News) -> bool:
    """Tell whether an event was tentative when it was told of, and the heading is of more."""
    was_tentative = news.before is not None and news.before.status is Status.TENTATIVE
    is_certain = news.event.status is Status.CONFIRMED
    return was_tentative and is_certain and news.change is not Change.CONFIRMED


def correction_post(text: str) -> Post:
    """Mark an earlier post, whose text is given, as out of date. A reply to it tells what is so."""
    heading = "Out of date: this event has changed since. Another post tells how."
    struck = Span(text[:MOST_OUT_OF_DATE], Style.STRIKE)
    return Post(joined([bold(heading), (struck,)], "\n\n"))
