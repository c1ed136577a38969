"""What an event is called on a button, or in a list without its time: events are told apart."""

from collections import Counter
from collections.abc import Sequence

from bot.messages.parts.lines import short
from events.model import Event
from events.times import Moment, Undated
from events.wording.language import Language
from events.wording.phrases import clock_city, hours_words, undated_words
from events.wording.places import places_phrase
from events.zones import tzinfo

LONGEST_ALONE = 48
LONGEST_TITLE = 40
LONGEST_BESIDE = 30  # of a title that has more than a day beside it, and of a place there


def labels_of(events: Sequence[Event], language: Language) -> list[str]:
    """Write what events are called: their titles and days, and of several alike what differs."""
    labels = [_label(event, 0, language) for event in events]
    for more in (1, 2, 3):
        found = Counter(labels)
        labels = [
            label if found[label] == 1 else _label(event, more, language)
            for event, label in zip(events, labels, strict=True)
        ]
    return labels


def title_among(event: Event, others: Sequence[Event], language: Language) -> str:
    """Write the title of an event, with its day and more where others have the same title."""
    same = [each for each in others if each.title == event.title]
    if len(same) < 2:
        return event.title
    return labels_of(same, language)[[each.uid for each in same].index(event.uid)]


def _label(event: Event, more: int, language: Language) -> str:
    """Write a title and its day; and more: with the year, or else the hour, and then the place."""
    beside: list[str] = []
    if event.is_dated:
        day = event.start.date
        beside.append(language.date(day) if more == 1 else language.diary.day_and_month(day))
    if more > 1 or (more and not event.is_dated):
        beside += filter(None, (_hour(event, language),))
    if more > 2 and event.places:
        beside.append(short(places_phrase(event, language), LONGEST_BESIDE))
    if not beside:
        return short(event.title, LONGEST_ALONE)
    title = short(event.title, LONGEST_TITLE if len(beside) == 1 else LONGEST_BESIDE)
    return language.comma.join([language.isolated.format(title), *beside])


def _hour(event: Event, language: Language) -> str:
    if isinstance(event.start, Undated):
        return undated_words(event.start, language)
    if not isinstance(event.start, Moment):
        return hours_words(event, language)
    clock = language.clock.format(f"{event.start.begins.astimezone(tzinfo(event.timezone)):%H:%M}")
    city = clock_city(event)
    if city is None:
        return language.in_gmt.format(clock)
    return language.diary.in_city.format(time=clock, city=language.isolated.format(city))
