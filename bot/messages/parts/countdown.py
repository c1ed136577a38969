"""How soon an event is, or how long ago, and how sure that is: the words that head a post."""

from datetime import datetime, timedelta

from bot.messages.wording.chat_words import ChatWords
from bot.messages.wording.languages import words_in
from events.model import Event, Kind, Status
from events.times import Day, Moment, Precision, Undated
from events.wording.counts import span_units
from events.wording.english import ENGLISH
from events.wording.joined import sentence
from events.wording.language import Language
from events.zones import tzinfo


def countdown(event: Event, now: datetime, language: Language = ENGLISH) -> str:
    """Write how long it is until an event starts, as `countdown_words` does, to begin a line."""
    return sentence(countdown_words(event, now, language))


def countdown_words(event: Event, now: datetime, language: Language) -> str:
    """Write how long it is until an event starts, or since it has.

    - A deadline does not start: it closes, with its end if it has one.
    - What is tentative or approximate "was to start" when its time has come: nobody saw it start.
    - What lasts for days is told by the day that it is in.
    """
    told = event.end if event.kind is Kind.DEADLINE and event.end else event.start
    words = words_in(language)
    if isinstance(told, Undated):
        return language.date_to_be_announced
    if ended := _ended_day_words(event, now, words):
        return ended
    if isinstance(told, Moment):
        return _moment_words(event, told, now, words)
    if event.kind is Kind.DEADLINE and told.part_ends <= now < told.ends:
        return (words.closed if _is_sure(event, told) else words.was_to_close).format(words.today)
    today = now.astimezone(tzinfo(told.zone)).date()
    if told.date < today and event.lasts_days and isinstance(event.end, Day):
        return _within_days(event, told, event.end, (today - told.date).days, language)
    return _day_words(event, told, (told.date - today).days, words)


def tentatively(event: Event, language: Language) -> str:
    """Return what is to stand behind a heading of an event that is not certain."""
    return words_in(language).if_tentative if event.status is Status.TENTATIVE else ""


def ended_words(ended: Moment, now: datetime, language: Language) -> str:
    """Write how long ago something has ended that is sure to have."""
    words = words_in(language)
    return words.ended.format(words.ago.format(_span(now - ended.begins, words)))


def _ended_day_words(event: Event, now: datetime, words: ChatWords) -> str:
    """Write how long ago the last day of an event was; '' if it is not past, or has none."""
    end = event.end
    if not isinstance(end, Day) or not (event.lasts_days or isinstance(event.start, Moment)):
        return ""
    past = (now.astimezone(tzinfo(end.zone)).date() - end.date).days
    if past <= 0:
        return ""
    return (words.ended if _is_sure(event, end) else words.was_to_end).format(
        _ago(end, past, words)
    )


def _moment_words(event: Event, told: Moment, now: datetime, words: ChatWords) -> str:
    if told.precision is Precision.NOT_BEFORE:
        return _not_before_words(event, told, now, words)
    left = told.begins - now
    closes = event.kind is Kind.DEADLINE
    if left >= timedelta(seconds=30):
        span = (words.left_about if told.approximate else words.left).format(_span(left, words))
        return words.closes.format(span) if closes else span
    if left > timedelta(seconds=-30):
        return _now_words(event, told, words)
    ago = (words.ago_about if told.approximate else words.ago).format(_span(-left, words))
    sure = _is_sure(event, told)
    if closes:
        return (words.closed if sure else words.was_to_close).format(ago)
    if event.is_instant:
        return ago if sure else words.was_to_be.format(ago)
    return (words.started if sure else words.was_to_start).format(ago)


def _now_words(event: Event, told: Moment, words: ChatWords) -> str:
    about = told.approximate
    if event.kind is Kind.DEADLINE:
        return words.closing_about_now if about else words.closing_now
    if event.is_instant:
        return words.about_now if about else words.now
    return words.starting_about_now if about else words.starting_now


def _not_before_words(event: Event, told: Moment, now: datetime, words: ChatWords) -> str:
    left = told.begins - now
    closes = event.kind is Kind.DEADLINE
    if left >= timedelta(seconds=30):
        earliest = words.at_the_earliest.format(_span(left, words))
        return words.closes.format(earliest) if closes else earliest
    if closes:
        return words.may_have_closed
    if isinstance(event.end, Moment) and event.end.begins <= now:
        ago = words.ago_about if event.end.approximate else words.ago
        ended = words.ended if _is_sure(event, event.end) else words.was_to_end
        return ended.format(ago.format(_span(now - event.end.begins, words)))
    is_now = left > timedelta(seconds=-30)
    if event.is_instant and not is_now:
        return words.may_have_been
    return words.from_now_at_the_earliest if is_now else words.may_have_started


def _day_words(event: Event, told: Day, days: int, words: ChatWords) -> str:
    closes, about = event.kind is Kind.DEADLINE, told.approximate
    if days < 0:
        if _is_sure(event, told):
            verb = words.closed if closes else words.began
        else:
            verb = words.was_to_close if closes else words.was_to_begin
        return verb.format(_ago(told, -days, words))
    if days > 1:
        when = (words.left_about if about else words.left).format(words.unit(days, "day"))
    elif days:
        when = words.around_tomorrow if about else words.tomorrow
    else:
        when = words.around_today if about else words.today
    return words.closes.format(when) if closes else when


def _ago(day: Day, days: int, words: ChatWords) -> str:
    about = day.approximate
    if days == 1:
        return words.around_yesterday if about else words.yesterday
    return (words.ago_about if about else words.ago).format(words.unit(days, "day"))


def _within_days(event: Event, first: Day, last: Day, past: int, language: Language) -> str:
    words = words_in(language)
    if first.approximate or last.approximate or event.status is Status.TENTATIVE:
        began = words.began if _is_sure(event, first) else words.was_to_begin
        return began.format(_ago(first, past, words))
    return language.diary.which_day(past + 1, (last.date - first.date).days + 1)


def _is_sure(event: Event, told: Day | Moment) -> bool:
    return event.status is not Status.TENTATIVE and not told.approximate


def _span(length: timedelta, words: ChatWords) -> str:
    large, *small = (words.unit(number, unit) for number, unit in span_units(length))
    return words.two_units.format(large, *small) if small else large
