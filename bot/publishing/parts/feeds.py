"""The feeds of a publication, of everything or of a part, and calendars of single events."""

from collections.abc import Sequence

from bot.publishing.parts.explanation import explain
from bot.publishing.parts.heading import (
    agenda_of,
    description_of,
    masthead_of,
    timezone_of,
    title_in,
    title_of,
)
from bot.publishing.publication import Publication
from bot.publishing.selection import EVERYTHING, NO_FILTER, Selection
from bot.publishing.site_addresses import path_of
from events.feeds.alarms import with_alarms
from events.feeds.atom import render_atom
from events.feeds.changes_atom import render_changes
from events.feeds.icalendar import COLOR, Component, Heading, join_calendar
from events.feeds.jscalendar import render_jscalendar
from events.model import Event, in_language
from events.wording.joined import sentence
from events.wording.language import Language
from events.wording.phrases import when_phrase


def calendar_feed(publication: Publication, selection: Selection = EVERYTHING) -> bytes:
    """Return the iCalendar feed of everything, or of a part."""
    events = _select(publication, selection)
    heading = _heading(publication, selection, events, f"{path_of(selection)}.ics")
    return join_calendar(heading, _with_alarms(publication, selection, events))


def jscalendar_feed(publication: Publication, selection: Selection = EVERYTHING) -> bytes:
    """Return the JSCalendar feed of everything, or of a part."""
    events = _select(publication, selection)
    heading = _heading(publication, selection, events, f"{path_of(selection)}.json")
    return render_jscalendar(heading, _components(publication, events), publication.last_modified)


def atom_feed(publication: Publication, selection: Selection = EVERYTHING) -> bytes:
    """Return the Atom feed of what is new or has changed of everything, or of a part."""
    events = _select(publication, selection)
    heading = _heading(publication, selection, events, f"{path_of(selection, '/feed')}.atom")
    return render_atom(heading, _components(publication, events), publication.last_modified)


def changes_feed(publication: Publication, selection: Selection = EVERYTHING) -> bytes:
    """Return the Atom feed of the newest changes, of everything or of one agenda.

    Raises `HistoryUnreadable`.
    """
    path = f"{path_of(selection)}.changes.atom" if selection.agenda else "/changes.atom"
    everything = publication.everything
    return render_changes(
        _heading(publication, selection, everything, path),
        publication.changes(selection.agenda),
        {event.uid: event.name for event in everything},
        publication.last_modified,
    )


def event_calendar(
    publication: Publication, event: Event, selection: Selection = EVERYTHING
) -> bytes:
    """Return an iCalendar object with one event alone; without it if it has no day yet."""
    addresses = publication.addresses
    explanation = explain(selection, (event,), is_empty=False)
    if not event.is_dated:
        explanation = sentence(when_phrase(event, selection.language))
    heading = Heading(
        title=in_language(event, selection.language.code).title,
        timezone=event.timezone,
        description=explanation,
        public_url=addresses.site(selection.language),
        path=f"/events/{event.name}.ics{addresses.query(selection)}",
    )
    shown = [event] if event.is_dated else []
    return join_calendar(heading, _with_alarms(publication, selection, shown))


def events_calendar(
    publication: Publication, events: Sequence[Event], language: Language
) -> bytes | None:
    """Return an iCalendar object with some events as they are published now, in a language.

    Those that have no day are left out, or are published no more. None if none is left.
    """
    asked = {each.uid for each in events}
    shown = {each.uid: each for each in publication.dated if each.uid in asked}
    found = [shown[each.uid] for each in events if each.uid in shown]
    if not found:
        return None
    if len(found) == 1:
        return event_calendar(publication, found[0], Selection(lang=language.code))
    title, zone = title_in(publication, language), publication.agendas.agendas[0].timezone
    heading = Heading(title=title, timezone=zone, language=language)
    # These alone: a post waits for it, which is made beside those that ask for all of them.
    return join_calendar(heading, publication.encoded.alone(found, language))


def _heading(
    publication: Publication, selection: Selection, events: Sequence[Event], path: str
) -> Heading:
    agenda = agenda_of(publication, selection)
    own = masthead_of(publication, selection)
    explanation = explain(selection, publication.dated, is_empty=not events)
    description = description_of(publication, selection)
    addresses = publication.addresses
    return Heading(
        title=title_of(publication, selection),
        timezone=timezone_of(publication, selection),
        description="\n".join(filter(None, (explanation, description))) or None,
        public_url=addresses.site(selection.language),
        path=f"{path}{addresses.query(selection)}",
        color=own.color or (agenda and agenda.color) or COLOR,
        image=agenda.image if agenda else None,
        language=selection.language,
    )


def _select(publication: Publication, selection: Selection) -> Sequence[Event]:
    if selection.agenda is None and selection.wanted == NO_FILTER and not selection.window:
        return publication.dated
    return [each for each in publication.dated if selection.holds(each)]


def _components(publication: Publication, events: Sequence[Event]) -> list[Component]:
    """Return the components of events, for a feed that encodes them otherwise."""
    encoded = publication.encoded.all
    return [encoded[event.uid] for event in events]


def _with_alarms(
    publication: Publication, selection: Selection, events: Sequence[Event]
) -> list[Component]:
    """Return events encoded in the language, and with the alarms, of a selection."""
    language = selection.language
    components = publication.encoded.these(events, language)
    if not selection.alarms:
        return components
    return [with_alarms(each, selection.alarms, language) for each in components]
