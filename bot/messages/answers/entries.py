"""An event as one of several in an answer: what it is called, when it is, and where it stands."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime

from bot.messages.parts.countdown import countdown, tentatively
from bot.messages.parts.lines import MOST_CHARACTERS, Line, bold, plain, short, when
from bot.messages.parts.press import press_lines
from events.model import Event, Status
from events.queries import is_over, last_local_day, local_day
from events.times import Moment, Undated
from events.wording.english import ENGLISH
from events.wording.phrases import sentence, span_phrase, status_word, when_phrase
from events.wording.places import places_phrase


def entry(
    event: Event, now: datetime, most: int = MOST_CHARACTERS, day: date | None = None
) -> list[Line]:
    """Write an event in a few lines; under the heading of a ``day``, the day is not told again.

    Of what is off, only that, and when it was to be.
    """
    title = short(event.title, most)
    if not event.status.is_on:
        was = short(when_phrase(event), most)
        return [bold(f"{status_word(event.status)}: {title}"), plain(f"Was to be: {was}")]
    stands = standing(event, now, day)
    if event.places and stands:
        stands = f"{short(places_phrase(event), most)} · {stands[0].lower()}{stands[1:]}"
    elif event.places:
        stands = short(places_phrase(event), most)
    told = _without_day(when(event, now, most), day)
    lines = [bold(title), told, *([plain(stands)] if stands else ())]
    return [*lines, *press_lines(event, now)]


def standing(event: Event, now: datetime, day: date | None = None) -> str:
    """Write how soon an event is, or how far it has got; of a later ``day`` of it, which that is.

    '' if nothing can be said of that day, or the event has none yet.
    """
    if isinstance(event.start, Undated):
        return ""  # when it is says so
    if day is not None and day > local_day(event):
        later = _later_day(event, day)
        return f"{sentence(later)}{tentatively(event)}" if later else ""
    if ended := _ended(event, now):
        return ended
    left = f"{countdown(event, now)}{tentatively(event)}"
    lasts = isinstance(event.start, Moment) and not event.is_instant
    if lasts and event.end is None and event.start.begins <= now:
        left = f"{left}, end not announced"
    return left


def _ended(event: Event, now: datetime) -> str:
    end = event.end
    sure = event.status is not Status.TENTATIVE and not event.start.approximate
    if isinstance(end, Moment) and end.begins <= now and sure and not end.approximate:
        return sentence(f"ended {span_phrase(now - end.begins)} ago")
    return ""


def _later_day(event: Event, day: date) -> str:
    end = event.end
    if end is None or end.approximate or event.start.approximate:
        return ""
    first, last = local_day(event), last_local_day(event)
    # By other clocks than those of the place it may be a day that the event does not have there.
    if day > last:
        return ""
    return ENGLISH.diary.which_day((day - first).days + 1, (last - first).days + 1)


def _without_day(line: Line, day: date | None) -> Line:
    if day is None:
        return line
    told = f"{ENGLISH.day(day)}, "
    found = [replace(span, text=span.text.removeprefix(told)) for span in line]
    if found[0].text != line[0].text:
        found[0] = replace(found[0], text=sentence(found[0].text))
    return tuple(found)


def last_over(events: Iterable[Event], now: datetime) -> Event | None:
    """Return the event that was last, of those that are past and were not called off."""
    past = (e for e in events if e.is_dated and e.status.is_on and is_over(e, now))
    return max(past, key=lambda event: (event.over, event.uid), default=None)


def last_lines(event: Event, now: datetime) -> list[Line]:
    """Write what was last, for a reader who asks when nothing is to come."""
    since = _ended(event, now) or f"{countdown(event, now)}{tentatively(event)}"
    return [bold(short(event.title)), when(event, now), plain(since)]


def matching(words: Sequence[str]) -> str:
    """Write behind a noun which words it is about: ' on “osce vienna”'; '' without words."""
    return f" on {ENGLISH.quote.format(short(' '.join(words), 60))}" if words else ""
