"""How the record of an event reads in words: when it was announced, what was, and what is.

Every day on which something was published is that of GMT, so that one change has one day,
whoever is told of it and whatever clocks its event is told by.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime

from events.changes import Change
from events.history import Entry, History, LastChange, changes_between
from events.model import Event, Status
from events.queries import local_day
from events.times import Day
from events.wording.english import ENGLISH
from events.wording.joined import within_sentence
from events.wording.language import Language
from events.wording.phrases import end_phrase, end_words, status_word, when_phrase
from events.wording.places import places_phrase
from events.wording.press import access_words

_BY_STATUS = {Change.CONFIRMED, Change.MADE_TENTATIVE}
_OF_PLACE = {Change.PLACE_CHANGED, Change.PLACE_ANNOUNCED}
_OF_NO_TIME = {*_OF_PLACE, Change.ACCESS_CHANGED}
_OFF = {Change.CANCELLED, Change.POSTPONED, Change.NO_LONGER_LISTED}


def announced_phrase(history: History, language: Language = ENGLISH) -> str:
    """Write when an event was first announced: by a report, or as far as is known, here."""
    if history.reported:
        return language.first_announced.format(language.date(history.reported))
    return language.first_announced_here.format(language.date(published_day(history.announced)))


def gap_phrase(history: History, language: Language = ENGLISH) -> str | None:
    """Write until when no change is on record; None if all are."""
    if history.known_from is None:
        return None
    return language.not_on_record.format(language.date(published_day(history.known_from)))


def entry_phrase(entry: Entry, language: Language, zone: str | None = None) -> str:
    """Write a step in a line: 'Moved later on 11 January 2022 from 10:00 GMT to 12:00 GMT'.

    A ``zone`` is as in `when_phrase`, here and below.
    """
    day = language.date(published_day(entry.at))
    words = language.step_on_day.format(step=language.steps[entry.step], day=day)
    if entry.change in _OFF or entry.change is Change.RESTORED:
        return words
    was, now = _short(entry, language, zone)
    if entry.was and entry.change is Change.END_MOVED:
        was, now = _end(entry.was, language, zone), _end(entry.event, language, zone)
    if was is None or entry.change in (Change.DATE_ANNOUNCED, Change.TIME_ANNOUNCED):
        return words + language.told_now.format(now)
    return words + language.from_was_to_now.format(was=was, now=now)


def was_and_is(
    entry: Entry, language: Language = ENGLISH, zone: str | None = None
) -> tuple[str | None, str]:
    """Write what was until a step and what is since then, each whole; nothing was if it is new."""
    event, was = entry.event, entry.was
    if was is None:
        return None, standing_phrase(event, language, zone)
    if entry.change in _OFF or entry.change is Change.RESTORED or entry.change in _BY_STATUS:
        return _stood(was, language, zone), _stood(event, language, zone)
    return _aspect(was, entry.change, language, zone), _aspect(event, entry.change, language, zone)


def tells_start(entry: Entry) -> bool:
    """Tell whether what was and is, as `was_and_is` writes it, says when the event is."""
    if entry.change is Change.END_MOVED:
        return isinstance(entry.event.start, Day)
    return entry.change not in _OF_NO_TIME


def changed_phrase(last_change: LastChange, event: Event, language: Language) -> str | None:
    """Write the last change of an event in a line: 'Changed 11 January 2022: was 10:00 GMT'.

    None if what was is so again, and nothing can be said of it.
    """
    was = was_phrase(last_change, event, language)
    if was is None:
        return None
    day = language.date(published_day(last_change.at))
    return language.changed_on_day.format(day=day, was=was)


def was_phrase(last_change: LastChange, event: Event, language: Language) -> str | None:
    """Write what was until a change of an event: '10:00 in Brussels (09:00 GMT)'.

    None if what was is so again, and nothing can be said of it.
    """
    entries = changes_between(last_change.was, event, last_change.at)
    return _joined((_was(entry, language) for entry in entries), language) if entries else None


def published_day(at: datetime) -> date:
    """Return the day on which something was published, by GMT."""
    return at.astimezone(UTC).date()


def _was(entry: Entry, language: Language) -> str:
    was = entry.was or entry.event
    if entry.change in _OFF or entry.change is Change.RESTORED:
        return within_sentence(status_word(was.status, language))
    return _short(entry, language)[0] or ""


def _short(entry: Entry, language: Language, zone: str | None = None) -> tuple[str | None, str]:
    """Write what was and what is, without the day where it is the same one."""
    event, was = entry.event, entry.was
    if was is None:
        return None, when_phrase(event, language, zone)
    if entry.change in _BY_STATUS:
        words = (status_word(each.status, language) for each in (was, event))
        before, now = map(within_sentence, words)
        return before, now
    before, now = (_aspect(each, entry.change, language, zone) for each in (was, event))
    if local_day(was) == local_day(event):
        day = f"{language.day(local_day(event))}{language.comma}"
        before, now = before.removeprefix(day), now.removeprefix(day)
    return before, now


def _aspect(event: Event, change: Change, language: Language, zone: str | None) -> str:
    """Write that of an event in which a change has made a difference."""
    if change in _OF_PLACE:
        return places_phrase(event, language) if event.places else language.not_announced
    if change is Change.ACCESS_CHANGED:
        return access_words(event, language) or language.not_announced
    if change is Change.END_MOVED and not isinstance(event.start, Day):
        return end_phrase(event, language, zone)
    return when_phrase(event, language, zone)


def _end(event: Event, language: Language, zone: str | None) -> str:
    """Write an end without the words that make a whole phrase of it."""
    if isinstance(event.start, Day) or event.end is None:
        return _aspect(event, Change.END_MOVED, language, zone)
    return end_words(event, event.end, language, zone)


def standing_phrase(event: Event, language: Language = ENGLISH, zone: str | None = None) -> str:
    """Write when an event is, and before that how it stands, unless it is confirmed."""
    when = when_phrase(event, language, zone)
    if event.status is Status.CONFIRMED:
        return when
    return f"{status_word(event.status, language)}{language.colon}{when}"


def _stood(event: Event, language: Language, zone: str | None) -> str:
    """Write how an event stood; the time of what is postponed is no time at which it is."""
    if event.status is Status.POSTPONED:
        return language.no_new_date
    return standing_phrase(event, language, zone)


def _joined(words: Iterable[str], language: Language) -> str:
    return language.semicolon.join(dict.fromkeys(words))
