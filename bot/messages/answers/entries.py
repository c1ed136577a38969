"""An event as one of several in an answer: what it is called, when it is, and where it stands."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime

from bot.messages.parts.countdown import countdown_words, ended_words, tentatively
from bot.messages.parts.lines import MOST_CHARACTERS, Line, bold, plain, short, when
from bot.messages.parts.press import press_lines
from bot.messages.wording.answers.reader import ANYBODY, Reader
from bot.messages.wording.languages import words_in
from events.model import Event, Status
from events.queries import is_over, last_local_day, local_day
from events.times import Moment, Undated
from events.wording.direction import from_its_side
from events.wording.joined import headed, sentence
from events.wording.language import Language
from events.wording.phrases import status_word, when_phrase
from events.wording.places import places_phrase


def entry(
    event: Event,
    now: datetime,
    reader: Reader = ANYBODY,
    day: date | None = None,
    most: int = MOST_CHARACTERS,
) -> list[Line]:
    """Write an event in a few lines; under the heading of a ``day``, the day is not told again.

    Of what is off, only that, and when it was to be.
    """
    told, language = reader.told(event), reader.language
    title = short(told.title, most)
    if not event.status.is_on:
        was = short(when_phrase(told, language, reader.zone), most)
        head = headed(status_word(event.status, language), title, language)
        return [bold(head), plain(words_in(language).was.format(was))]
    # Which of its days it is goes by its own clocks, and not by the reader's.
    stands = standing(event, now, day, language)
    if event.places:
        place = short(places_phrase(told, language), most)
        place = language.isolated.format(place) if stands else place
        stands = f"{place} · {stands}" if stands else place
        stands = from_its_side(stands, language.code)
    starts = _without_day(when(told, now, most, language, reader.zone), day, language)
    lines = [bold(title), starts, *([plain(sentence(stands))] if stands else ())]
    return [*lines, *press_lines(told, now, language, reader.zone)]


def standing(event: Event, now: datetime, day: date | None, language: Language) -> str:
    """Write how soon an event is, or how far it has got.

    Of a later ``day`` of one that is not over, it is written which day that is.

    '' if nothing can be said of that day, or the event has none yet.
    """
    if isinstance(event.start, Undated):
        return ""  # when it is says so
    if day is not None and day > local_day(event) and not is_over(event, now):
        later = _later_day(event, day, language)
        return f"{later}{tentatively(event, language)}" if later else ""
    if ended := _ended(event, now, language):
        return ended
    left = f"{countdown_words(event, now, language)}{tentatively(event, language)}"
    lasts = isinstance(event.start, Moment) and not event.is_instant
    if lasts and event.end is None and event.start.begins <= now:
        left = f"{left}{language.comma}{language.end_not_announced}"
    return left


def _ended(event: Event, now: datetime, language: Language) -> str:
    end = event.end
    sure = event.status is not Status.TENTATIVE and not event.start.approximate
    if isinstance(end, Moment) and end.begins <= now and sure and not end.approximate:
        return ended_words(end, now, language)
    return ""


def _later_day(event: Event, day: date, language: Language) -> str:
    end = event.end
    if end is None or end.approximate or event.start.approximate:
        return ""
    first, last = local_day(event), last_local_day(event)
    # By other clocks than those of the place it may be a day that the event does not have there.
    if day > last:
        return ""
    return language.diary.which_day((day - first).days + 1, (last - first).days + 1)


def _without_day(line: Line, day: date | None, language: Language) -> Line:
    if day is None:
        return line
    # Behind "around" it does not begin the line, and has no capital letter.
    # Spaces that do not break are common ones in a line.
    words = f"{short(language.day(day))}{language.comma}"
    found = [
        replace(span, text=span.text.removeprefix(words).removeprefix(sentence(words)))
        for span in line
    ]
    if found[0].text != line[0].text:
        found[0] = replace(found[0], text=sentence(found[0].text))
    return tuple(found)


def last_over(events: Iterable[Event], now: datetime) -> Event | None:
    """Return the event that was last, of those that are past and were not called off."""
    past = (e for e in events if e.is_dated and e.status.is_on and is_over(e, now))
    return max(past, key=lambda event: (event.over, event.uid), default=None)


def last_lines(event: Event, now: datetime, reader: Reader) -> list[Line]:
    """Write what was last, for a reader who asks when nothing is to come."""
    told, language = reader.told(event), reader.language
    since = _ended(event, now, language)
    if not since:
        since = f"{countdown_words(event, now, language)}{tentatively(event, language)}"
    return [
        bold(short(told.title)),
        when(told, now, language=language, zone=reader.zone),
        plain(sentence(since)),
    ]


def about(words: Sequence[str], text: str, reader: Reader) -> str:
    """Write what is said of some words: 'On “osce vienna”: nothing is announced'."""
    if not words:
        return sentence(text)
    quoted = reader.language.quote.format(short(" ".join(words), 60))
    return reader.words.on_words.format(words=quoted, text=text)
