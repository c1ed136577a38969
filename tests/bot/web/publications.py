"""Publications to serve, built in a line."""

from dataclasses import replace
from datetime import UTC, datetime

from bot.config.settings import bundled_agendas
from bot.publishing.publication import Publication
from events.definitions.loader import load
from events.model import Agenda, Agendas, Event, Kind
from events.revisions import revise
from events.time_grammar import parse_start

PUBLISHED = datetime(2022, 1, 9, 8, tzinfo=UTC)
MIDWEEK = datetime(2022, 1, 11, 10, tzinfo=UTC)
COUNCIL = "nato-russia-council.security-talks-2022-01"


def publish(agendas: Agendas, public_url: str | None = None) -> Publication:
    return Publication(agendas, revise({}, agendas, PUBLISHED), public_url)


def bundled(public_url: str | None = None) -> Publication:
    return publish(load(bundled_agendas()), public_url)


def event(
    start: str, id_: str = "talks", timezone: str = "Europe/Brussels", **values: object
) -> Event:
    made = Event(
        id=id_,
        agenda="test",
        kind=Kind.MEETING,
        title="Talks",
        start=parse_start(start, timezone),
        timezone=timezone,
    )
    return replace(made, **values)  # type: ignore[arg-type]


def publication_of(*events: Event, title: str = "A test", url: str | None = None) -> Publication:
    agenda = Agenda(id="test", title=title, timezone="Europe/Brussels", events=events)
    return publish(Agendas((agenda,)), url)
