"""The post of a notice: what has changed about an event; and the mark on posts that it outdates."""

from datetime import datetime

from bot.messages.parts.buttons import Addresses, event_buttons
from bot.messages.parts.countdown import countdown, tentatively
from bot.messages.parts.details import fitted, full_lines, when_and_where
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
from bot.messages.parts.outcome import outcome_lines_of
from bot.messages.parts.press import press_lines
from bot.messages.post import LONGEST_POST, Post, Span, Style, joined
from bot.messages.wording.chat_words import ChatWords
from bot.messages.wording.languages import words_in
from bot.planning.post_form import PLAIN, Detail, PostForm
from events.changes import Change, News
from events.model import Event, Status
from events.text import beginning
from events.times import Day, Moment, Start, Undated
from events.wording.english import ENGLISH
from events.wording.joined import headed
from events.wording.language import Language
from events.wording.phrases import end_words, when_phrase
from events.wording.places import places_phrase
from events.wording.press import access_words

_OF_PLACES = (Change.PLACE_ANNOUNCED, Change.PLACE_CHANGED)
# After these, readers must know what no longer holds.
_TELL_EARLIER_TIME = {
    Change.CANCELLED,
    Change.POSTPONED,
    Change.NO_LONGER_LISTED,
    Change.MOVED,
}


def notice_post(
    news: News,
    now: datetime,
    addresses: Addresses | None = None,
    form: PostForm = PLAIN,
) -> Post:
    """Tell what has changed about an event, with the time that is left at ``now``."""
    event, language = news.event, form.language
    words = words_in(language)
    head = headed(_head(news, language), event.title, language)
    starts = when(event, now, language=language, zone=form.zone)
    press = press_lines(event, now, language, form.zone)
    lines, changes = [bold(head)], _changed_lines(news, form)
    if event.status.is_on:
        lines += [starts, plain(countdown(event, now, language))]
        if event.places:
            lines.append(_place_line(event, language))
        lines += press
        if _is_confirmed_besides(news):
            lines.append(plain(words.confirmed_now))
    lines += changes
    if event.note:
        lines.append(plain(headed(language.note, short(event.note), language)))
    is_full = form.detail is Detail.FULL and event.status.is_on
    more = full_lines(event, now, language) if is_full else []
    last = [*link_lines(event, language), *outcome_lines_of(event, now, language)]
    last += source_lines(event, language, form.zone)
    buttons = event_buttons(event, addresses, language)
    at = [starts] if event.status.is_on else []
    where = [_place_line(event, language)] if event.places and news.change in _OF_PLACES else []
    access = press if news.change is Change.ACCESS_CHANGED else []
    told = [brief_head(head, addresses.page if addresses else None), *at, *where, *access, *changes]
    brief = joined(told)
    if form.detail is Detail.SHORT:
        at = [when_and_where(each, event, language) for each in at]
        lines = [bold(head), *at, *access, *changes]
        return Post(joined(lines), buttons, brief=brief, is_short=True)
    return Post(joined(fitted(lines, more, last, LONGEST_POST)), buttons, brief=brief)


def _place_line(event: Event, language: Language) -> Line:
    place = short(place_told(event, language))
    return plain(headed(words_in(language).place, place, language))


def _changed_lines(news: News, form: PostForm) -> list[Line]:
    """Write what readers must know beside what is so now: what no longer holds."""
    before, language = news.before, form.language
    words = words_in(language)
    lines: list[str] = []
    if news.change is Change.POSTPONED:
        lines.append(words.no_new_date)
    elif news.change is Change.NO_LONGER_LISTED:
        lines.append(words.not_listed)
    if before and news.change in _TELL_EARLIER_TIME:
        lines.append(words.was.format(short(when_phrase(before, language, form.zone))))
    if before and news.change is Change.PLACE_CHANGED and before.places:
        lines.append(words.was.format(short(places_phrase(before, language))))
    if before and news.change is Change.ACCESS_CHANGED:
        if not access_words(event := news.event) and event.status.is_on:
            lines.append(words.access_open)
        lines.append(words.was.format(short(access_words(before, language))))
    if before and before.end and news.change is Change.END_MOVED:
        lines.append(words.was_end.format(end_words(before, before.end, language, form.zone)))
    return [plain(line) for line in lines]


def _head(news: News, language: Language) -> str:
    event, words = news.event, words_in(language)
    if news.change is Change.MADE_TENTATIVE:
        return words.heads[news.change]
    return f"{_change_words(news, words)}{tentatively(event, language)}"


def _change_words(news: News, words: ChatWords) -> str:
    event, change = news.event, news.change
    if change is Change.RESTORED and _was_unlisted(news):
        return words.listed_again
    if change is Change.MOVED and news.before:
        return _move_words(news.before.start, event.start, words)
    if isinstance(event.start, Day) and change is Change.MADE_EXACT:
        return words.day_confirmed
    if isinstance(event.start, Day) and change is Change.MADE_APPROXIMATE:
        return words.day_approximate
    if change is Change.END_MOVED and event.end is None and isinstance(event.start, Moment):
        return words.end_open_again
    return _place_words(news, words) if change in _OF_PLACES else words.heads[change]


def _move_words(before: Start, start: Start, words: ChatWords) -> str:
    """Say what of a start is another: its time, its date, or how much of either is known."""
    if isinstance(start, Undated):
        if not isinstance(before, Undated):
            return words.date_open_again
        if before.holds(start):
            return words.week_announced
        return words.week_open_again if start.holds(before) else words.new_date
    if not isinstance(start, Day):
        return words.heads[Change.MOVED]
    if isinstance(before, Undated) or before.date != start.date:
        return words.new_date
    return words.heads[Change.MOVED] if start.part else words.time_open_again


def _place_words(news: News, words: ChatWords) -> str:
    """Say what has changed of the place: whether it is another one, or as sure as it was."""
    before = news.before.places if news.before else ()
    places = news.event.places
    if not places:
        return words.place_open_again
    if any(place.to_be_confirmed for place in places):
        named = {place.name for place in places if place.name}
        if named <= {place.name for place in before}:
            return words.place_to_be_confirmed
    elif news.change is Change.PLACE_ANNOUNCED and all(place.name for place in before):
        return words.place_confirmed
    return words.heads[news.change]


def _was_unlisted(news: News) -> bool:
    return news.before is not None and news.before.status is Status.NO_LONGER_LISTED


def _is_confirmed_besides(news: News) -> bool:
    """Tell whether an event was tentative when it was told of, and the heading is of more."""
    was_tentative = news.before is not None and news.before.status is Status.TENTATIVE
    is_certain = news.event.status is Status.CONFIRMED
    return was_tentative and is_certain and news.change is not Change.CONFIRMED


def correction_post(text: str, language: Language = ENGLISH, longest: int = LONGEST_POST) -> Post:
    """Mark an earlier post, whose text is given, as out of date. A reply to it tells what is so.

    The text is cut where the whole would be longer than so many UTF-16 units.
    """
    heading, between = bold(words_in(language).changed), "\n\n"
    room = longest - Post(heading).length - len(between)
    cut = text.encode("utf-16-le")[: 2 * room].decode("utf-16-le", "ignore")
    cut = beginning(text, len(cut))
    return Post(joined([heading, (Span(cut, Style.STRIKE),)], between))
