"""Foreign clients read a feed as we mean it: every instant, text, status and number."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from bot.publishing.parts.feeds import calendar_feed
from bot.publishing.publication import Publication
from bot.publishing.selection import Selection
from events.wording.language import Language
from events.wording.languages import LANGUAGES
from tests.events.builders import agendas, event, feed, utc
from tests.interop.asked.edits import EDITS, SEQUENCES, history
from tests.interop.asked.feeds import (
    around_changes,
    bundled_week,
    clock_changes,
    first_published,
    hard_events,
    later_hard_events,
    loaded,
)
from tests.interop.asked.hard_agenda import CHANGED_DAYS, EVENTS
from tests.interop.asked.written import definition_texts
from tests.interop.reading.clients import (
    ICAL_JS,
    ICALENDAR,
    NODE_ICAL,
    PROGRAMS,
    RECURRING,
    VOBJECT,
    Client,
    all_clients,
    misread,
)
from tests.interop.reading.readers import read_with_recurring_ical_events


@all_clients
@pytest.mark.parametrize(
    "publication",
    [bundled_week, clock_changes, hard_events, later_hard_events, around_changes],
)
def test_clients_read_a_feed_as_it_is_meant(
    client: Client, publication: Callable[[], Publication]
) -> None:
    assert misread(client, publication()) == []


@all_clients
@pytest.mark.parametrize("language", LANGUAGES.values(), ids=LANGUAGES)
def test_clients_read_a_feed_in_each_language(client: Client, language: Language) -> None:
    content = calendar_feed(bundled_week(), Selection(lang=language.code))
    assert misread(client, bundled_week(), content, language) == []


@all_clients
@pytest.mark.parametrize("code", ["ar", "de"])
def test_clients_read_what_is_around_changes_in_each_language(client: Client, code: str) -> None:
    publication = around_changes()
    content = calendar_feed(publication, Selection(lang=code))
    assert misread(client, publication, content, LANGUAGES[code]) == []


@all_clients
@pytest.mark.parametrize("edit", EDITS)
def test_clients_read_a_feed_after_each_edit_as_it_is_meant(client: Client, edit: str) -> None:
    assert misread(client, history()[edit]) == []


@all_clients
@pytest.mark.parametrize("timezone", ["Europe/Brussels", "UTC"])
def test_clients_read_a_feed_without_events(client: Client, timezone: str) -> None:
    assert misread(client, first_published(agendas(timezone=timezone))) == []


def test_the_hard_events_are_all_there() -> None:
    assert len(hard_events().everything) == EVENTS == 500
    assert len(later_hard_events().everything) == EVENTS
    # Of each change of clocks: three series of six days, and one of Sundays and Mondays; parts of
    # the day, a summit with its programme, what comes after, and a week.
    assert len(around_changes().everything) == len(CHANGED_DAYS) * (3 * 6 + 6 + 4 + 4 + 1 + 1)


def test_the_edits_give_each_event_the_sequence_that_its_changes_make() -> None:
    revisions = history()["all gone"].revisions.values()
    assert {it.event.id: it.sequence for it in revisions} == SEQUENCES


def test_recurring_ical_events_forgets_the_second_hour() -> None:
    """It turns times in UTC into those of X-WR-TIMEZONE, and loses which of two equal ones it was.

    When this fails, it has been mended, and is to be asked about such events too.
    """
    made = event(start="2022-10-30 01:30 GMT", timezone="Europe/Brussels")
    for zone, read in (("UTC", "01:30"), ("Europe/Brussels", "00:30")):
        content = feed(agendas(made, timezone=zone))
        start = read_with_recurring_ical_events(content)[made.uid].start
        assert start == utc(f"2022-10-30 {read}")


def with_examples(number: int) -> settings:
    """What was misread is told event by event, so a failing agenda need not be made smaller."""
    return settings(
        max_examples=number,
        deadline=None,
        phases=(Phase.explicit, Phase.reuse, Phase.generate),
        suppress_health_check=list(HealthCheck),
    )


@with_examples(15)
@given(definition_texts(20))
def test_libraries_read_any_definitions_as_they_are_meant(definitions: str) -> None:
    publication = first_published(loaded(definitions))
    for client in (ICALENDAR, RECURRING, VOBJECT):
        assert misread(client, publication) == []


@with_examples(15)
@given(definition_texts(40))
def test_libraries_in_javascript_read_any_definitions_as_they_are_meant(definitions: str) -> None:
    publication = first_published(loaded(definitions))
    for client in (ICAL_JS, NODE_ICAL):
        assert misread(client, publication) == []


@pytest.mark.interop
@with_examples(15)
@given(definition_texts(40))
def test_programs_read_any_definitions_as_they_are_meant(definitions: str) -> None:
    publication = first_published(loaded(definitions))
    for client in PROGRAMS:
        assert misread(client, publication) == []
