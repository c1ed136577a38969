"""The deadline that an event's accreditation makes: an event of its own, beside that event."""

from datetime import timedelta

from events.model import Event, Followed, Kind, Status, Translation, event_name
from events.times import Undated
from events.wording.english import ENGLISH
from events.wording.languages import LANGUAGES

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
    titles = {code: each.accreditation_for for code, each in LANGUAGES.items()}
    return Event(
        id=f"{event.id}{SUFFIX}",
        agenda=event.agenda,
        kind=Kind.DEADLINE,
        title=ENGLISH.accreditation_for.format(event.title),
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
        accredits=Followed(event.uid, event.title),
        contact=event.contact,
        translations=tuple(
            Translation(code, title.format(event.title))
            for code, title in titles.items()
            if code != ENGLISH.code
        ),
    )


def former_names_of_deadline(formerly: tuple[str, ...]) -> tuple[str, ...]:
    """Return the names that the deadline of an event with these former names had before."""
    names = (name.partition(".") for name in formerly)
    return tuple(event_name(f"{id_}{SUFFIX}", agenda) for id_, _, agenda in names)
