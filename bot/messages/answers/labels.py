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
    labels = [_label(event, _beside(event, language)[0], language) for event in events]
    for more in (1, 2, 3):
        found = Counter(labels)
        labels = [
            label if found[label] == 1 else _label(event, _beside(event, language)[more], language)
            for event, label in zip(events, labels, strict=True)
        ]
    return labels


def title_among(event: Event, others: Sequence[Event], language: Language) -> str:
    """Write the title of an event, with its day and more where others have the same title."""
    same = [each for each in others if each.title == event.title]
    if len(same) < 2:
        return event.title
    return labels_of(same, language)[[each.uid for each in same].index(event.uid)]


def _beside(event: Event, language: Language) -> list[list[str]]:
    """Return what may stand beside a title: the day, also with the year, the hour, the place."""
    hour = [it for it in (_hour(event, language),) if it]
    place = [short(places_phrase(event, language), LONGEST_BESIDE)] if event.places else []
    if not event.is_dated:
        return [[], hour, hour, [*hour, *place]]
    day = [language.diary.day_and_month(event.start.date)]
    date = [language.date(event.start.date)]
    return [day, date, [*day, *hour], [*day, *hour, *place]]


def _label(event: Event, beside: Sequence[str], language: Language) -> str:
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
