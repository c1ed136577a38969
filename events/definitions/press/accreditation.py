"""The deadline that an event's accreditation makes: an event of its own, beside that event."""

from dataclasses import replace
from datetime import timedelta

from events.model import (
    Event,
    Followed,
    Kind,
    Status,
    Translation,
    event_name,
    in_language,
    same_language,
)
from events.times import Day, Moment, Undated
from events.wording.english import ENGLISH
from events.wording.language import Language
from events.wording.languages import LANGUAGES
from events.wording.phrases import clock_city
from events.zones import city_of

SUFFIX = "-accreditation"


def accreditation_deadline(event: Event, leads: tuple[timedelta, ...]) -> Event | None:
    """Return the deadline at which accreditation for an event closes, or None if it has none.

    - It is cancelled and postponed with the event. What is tentative is the event: the deadline was
      announced.
    - ``leads`` are for a deadline of accreditation; an event that has no reminders has none for it.
    """
    accreditation = event.accreditation
    if accreditation is None or accreditation.until is None:
        return None
    if isinstance(accreditation.until, Undated):
        raise TypeError(f"{event.name}: a deadline without a day")
    title, language, translations = _titles(event)
    return Event(
        id=f"{event.id}{SUFFIX}",
        agenda=event.agenda,
        kind=Kind.DEADLINE,
        title=title,
        start=accreditation.until,
        timezone=event.timezone,
        status=Status.CONFIRMED if event.status is Status.TENTATIVE else event.status,
        note=accreditation.note,
        source=event.source,
        url=accreditation.url or event.url,
        color=event.color,
        tags=event.tags,
        leads=leads if event.leads else (),
        formerly=former_names_of_deadline(event.formerly),
        accredits=Followed(event.uid, event.title, event.titles),
        contact=event.contact,
        language=language,
        translations=translations,
        clocks_of=_city(event, accreditation.until),
    )


def _city(event: Event, until: Day | Moment) -> str | None:
    """Return the city by whose clocks an event is told, if its deadline was read by the same.

    None if that is the city that the zone is named for.
    """
    if not isinstance(until, Moment) or until.zone != event.timezone:
        return None
    city = clock_city(replace(event, start=until, end=None))
    return None if city == city_of(event.timezone) else city


def _titles(event: Event) -> tuple[str, str | None, tuple[Translation, ...]]:
    """Return the title of an event's deadline, its language, and the title in others.

    - It is in the language of the event, and in those that the event has a title in.
    - Where that language is not known, or Podium has no words in it, they stand before the title
      in every language that Podium has words in; nothing is said of the language of both together.
    """
    own = _words(event.language) if event.language else None
    if own is None:
        titles = {
            code: words.accreditation_for.format(in_language(event, code).title)
            for code, words in LANGUAGES.items()
        }
        title = titles.pop(ENGLISH.code)
        return title, None, tuple(Translation(code, it) for code, it in titles.items())
    others = ((code, title, _words(code)) for code, title in event.titles)
    translations = tuple(
        Translation(code, words.accreditation_for.format(title))
        for code, title, words in others
        if words
    )
    return own.accreditation_for.format(event.title), event.language, translations


def _words(code: str) -> Language | None:
    return next((it for it in LANGUAGES.values() if same_language(it.code, code)), None)


def former_names_of_deadline(formerly: tuple[str, ...]) -> tuple[str, ...]:
    """Return the names that the deadline of an event with these former names had before."""
    names = (name.partition(".") for name in formerly)
    return tuple(event_name(f"{id_}{SUFFIX}", agenda) for id_, _, agenda in names)
