"""How soon an event is, or how long ago, and how sure that is: the words that head a post."""

from datetime import datetime, timedelta

from events.model import Event, Kind, Status
from events.times import Day, Moment, Precision, Undated
from events.wording.phrases import sentence, span_phrase
from events.zones import tzinfo

_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_ORDINALS = (
    *("first", "second", "third", "fourth", "fifth"),
    *("sixth", "seventh", "eighth", "ninth", "tenth"),
)


def countdown(event: Event, now: datetime) -> str:
    """Write how long it is until an event starts, or since it has.

    - A deadline does not start: it closes, with its end if it has one.
    - What is tentative or approximate "was to start" when its time has come: nobody saw it start.
    - What lasts for days is told by the day that it is in.
    """
    told = event.end if event.kind is Kind.DEADLINE and event.end else event.start
    if isinstance(told, Undated):
        return "Date to be announced"
    if isinstance(told, Moment):
        return sentence(_moment_words(event, told, now))
    today = now.astimezone(tzinfo(told.zone)).date()
    if told.date < today and event.lasts_days and isinstance(event.end, Day):
        if today <= event.end.date:
            return sentence(_within_days(event, told, event.end, (today - told.date).days))
        days = (today - event.end.date).days
        return sentence(f"{_past_verb(event, event.end, 'ended', 'end')} {_ago(event.end, days)}")
    return sentence(_day_words(event, told, (told.date - today).days))


def nth_day(past: int, days: int) -> str:
    """Write which one of several days it is when some are past: 'third day of five'."""
    if days > len(_NUMBERS):
        return f"day {past + 1} of {days}"
    return f"{_ORDINALS[past]} day of {_NUMBERS[days - 1]}"


def tentatively(event: Event) -> str:
    """Return what is to stand behind a heading of an event that is not certain."""
    return " (tentative)" if event.status is Status.TENTATIVE else ""


def _moment_words(event: Event, told: Moment, now: datetime) -> str:
    if told.precision is Precision.NOT_BEFORE:
        return _not_before_words(told, now)
    about = "about " if told.approximate else ""
    left = told.begins - now
    closes = event.kind is Kind.DEADLINE
    if left >= timedelta(seconds=30):
        return f"{'closes ' if closes else ''}in {about}{span_phrase(left)}"
    if left > timedelta(seconds=-30):
        verb = "closing " if closes else "" if event.is_instant else "starting "
        return f"{verb}{about}now"
    ago = f"{about}{span_phrase(-left)} ago"
    if closes:
        return f"{_past_verb(event, told, 'closed', 'close')} {ago}"
    if event.is_instant:
        return f"{_past_verb(event, told, '', 'be')} {ago}".lstrip()
    return f"{_past_verb(event, told, 'started', 'start')} {ago}"


def _not_before_words(told: Moment, now: datetime) -> str:
    left = told.begins - now
    if left >= timedelta(seconds=30):
        return f"in {span_phrase(left)} at the earliest"
    return "from now on at the earliest" if left > timedelta(seconds=-30) else "may have started"


def _day_words(event: Event, told: Day, days: int) -> str:
    closes = event.kind is Kind.DEADLINE
    if days < 0:
        done, infinitive = ("closed", "close") if closes else ("began", "begin")
        return f"{_past_verb(event, told, done, infinitive)} {_ago(told, -days)}"
    if days > 1:
        words = f"in {'about ' if told.approximate else ''}{days} days"
    else:
        words = f"{'around ' if told.approximate else ''}{'tomorrow' if days else 'today'}"
    return f"closes {words}" if closes else words


def _ago(day: Day, days: int) -> str:
    if days == 1:
        return f"{'around ' if day.approximate else ''}yesterday"
    return f"{'about ' if day.approximate else ''}{days} days ago"


def _within_days(event: Event, first: Day, last: Day, past: int) -> str:
    if first.approximate or last.approximate or event.status is Status.TENTATIVE:
        return f"{_past_verb(event, first, 'began', 'begin')} {_ago(first, past)}"
    return nth_day(past, (last.date - first.date).days + 1)


def _past_verb(event: Event, told: Day | Moment, done: str, infinitive: str) -> str:
    sure = event.status is not Status.TENTATIVE and not told.approximate
    return done if sure else f"was to {infinitive}"
