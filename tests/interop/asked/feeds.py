"""The feeds that every client is asked about."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.publishing.publication import Publication
from events.definitions.loader import load
from events.model import Agendas
from events.revisions import first_revisions
from tests.events.builders import BUNDLED, SITE, agendas
from tests.events.feeds.instants import around_every_change, under_new_laws
from tests.interop.asked.agenda import published
from tests.interop.asked.hard_agenda import LATER_YEARS, agenda_around_changes, hard_agenda


def loaded(definitions: str) -> Agendas:
    with TemporaryDirectory() as folder:
        file = Path(folder, "agenda.yaml")
        file.write_text(definitions, encoding="utf-8")
        return load(file)


def first_published(agendas: Agendas) -> Publication:
    return Publication(agendas, first_revisions(agendas), SITE)


@cache
def bundled_week() -> Publication:
    return first_published(load(BUNDLED))


@cache
def clock_changes() -> Publication:
    return Publication(*published(), SITE)


@cache
def hard_events() -> Publication:
    return first_published(loaded(hard_agenda()))


@cache
def around_changes() -> Publication:
    return first_published(loaded(agenda_around_changes()))


@cache
def later_hard_events() -> Publication:
    return first_published(loaded(hard_agenda(LATER_YEARS)))


@cache
def every_change(first_year: int, last_year: int) -> Publication:
    """Of all that begin and end alike, only one: they differ in zones, which the feed has none of.

    The agenda's own zone is UTC, because of `test_recurring_ical_events_forgets_the_second_hour`.
    """
    unlike = {span: made for made, span in around_every_change(first_year, last_year).items()}
    return first_published(agendas(*unlike.values(), timezone="UTC"))


@cache
def new_laws() -> Publication:
    return first_published(agendas(*under_new_laws()))
