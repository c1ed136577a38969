"""What readers are shown at one moment: the agendas, and the revision of each event."""

from collections.abc import Mapping, Sequence
from dataclasses import InitVar, dataclass, field, replace
from datetime import datetime
from itertools import chain
from typing import Protocol

from bot.config.masthead import NO_MASTHEAD, Masthead
from bot.publishing.explanation import explain
from bot.publishing.history import HistoryReader, HistorySource
from bot.publishing.selection import EVERYTHING, NO_FILTER, Selection, folder_of
from events.diary.days import Diary, Marked, make_diary
from events.diary.marks import marks_since
from events.feeds.alarms import with_alarms
from events.feeds.atom import render_atom
from events.feeds.changes_atom import render_changes
from events.feeds.icalendar import COLOR, Component, Heading, encode_events, join_calendar
from events.feeds.jscalendar import render_jscalendar
from events.history import Entry
from events.model import Agenda, Agendas, Event, agenda_in_language, in_language, in_order
from events.revisions import UNDATED, Revisions, vanished
from events.times import Day
from events.wording.english import ENGLISH
from events.wording.language import Language
from events.wording.phrases import sentence, titles_phrase, when_phrase
from events.zones import tzinfo


@dataclass(frozen=True, slots=True)
class Publication:
    """An immutable snapshot; a change of the definitions makes another one.

    - ``before``: the snapshot that this one replaces; what was encoded of unchanged events is taken
      over from it.
    - ``shown_from``: when this snapshot replaced another one, or the service began, in UTC.
    - ``masthead``: what the site says of itself.
    - ``source``: where all is kept that was published until then; without one, the history has no
      more than the revisions tell.
    - ``everything``: in order, the events of the agendas, and those that have vanished from the
      definitions and are not yet past
    - ``dated``: those of them that have a day, which are what calendars hold
    - ``by_name``: those events by their names, and ``by_former_name`` by the names that they had
    """

    agendas: Agendas
    revisions: Revisions
    public_url: str | None = None
    before: InitVar["Publication | None"] = None
    shown_from: datetime | None = field(default=None, compare=False)
    masthead: Masthead = NO_MASTHEAD
    source: InitVar[HistorySource | None] = None
    history: HistoryReader = field(init=False, compare=False, repr=False)
    everything: tuple[Event, ...] = field(init=False, compare=False, repr=False)
    dated: tuple[Event, ...] = field(init=False, compare=False, repr=False)
    by_name: dict[str, Event] = field(init=False, compare=False, repr=False)
    by_former_name: dict[str, Event] = field(init=False, compare=False, repr=False)
    # In English, by UID. Of 100,000 events, each language that is kept besides takes 75 MB.
    _known: Mapping[str, Component] = field(init=False, compare=False, repr=False)
    _made: dict[str, Component] | None = field(init=False, compare=False, repr=False)

    def __post_init__(self, before: "Publication | None", source: HistorySource | None) -> None:
        object.__setattr__(self, "history", HistoryReader(source, self.revisions))
        everything = self.agendas.events
        if gone := vanished(self.revisions):
            everything = in_order((*everything, *gone))
        object.__setattr__(self, "everything", everything)
        if all(event.is_dated for event in everything):
            dated = everything
        else:
            dated = tuple(event for event in everything if event.is_dated)
        object.__setattr__(self, "dated", dated)
        by_name = {event.name: event for event in everything}
        object.__setattr__(self, "by_name", by_name)
        former = {name: event for event in everything for name in event.formerly}
        former |= _gone_on(everything, self.revisions)
        former = {name: event for name, event in former.items() if name not in by_name}
        object.__setattr__(self, "by_former_name", former)
        same_site = before is not None and before.public_url == self.public_url
        known = before._last_made if before is not None and same_site else {}
        object.__setattr__(self, "_known", known)
        object.__setattr__(self, "_made", None)

    @property
    def _last_made(self) -> Mapping[str, Component]:
        """What is encoded by now: of this snapshot, or of the last one of which anything was."""
        return self._known if self._made is None else self._made

    @property
    def _encoded(self) -> Mapping[str, Component]:
        """All events, encoded when they are first asked for: a preview asks for none.

        The service asks in the thread that makes the responses, before it serves any of them. Two
        that ask at once make the same.
        """
        made = self._made
        if made is None:
            made = self._encode(self.dated, self._known, ENGLISH)
            object.__setattr__(self, "_made", made)
            object.__setattr__(self, "_known", {})
        return made

    @property
    def title(self) -> str:
        """The name of the whole: the site's own, or that of the agendas."""
        return self.title_in(ENGLISH)

    def title_in(self, language: Language) -> str:
        """Return the name of the whole in a language, as far as it has one there."""
        return self.masthead.title or titles_phrase(self.agendas, language)

    def description_in(self, language: Language) -> str | None:
        """Return what the whole is about: as the site says, or its one agenda."""
        agenda = self._agenda_of(EVERYTHING)
        agenda = agenda and agenda_in_language(agenda, language.code)
        return self.masthead.description or (agenda.description if agenda else None)

    def agendas_in(self, language: Language) -> list[Agenda]:
        """Return the agendas with their texts in a language, as far as they have them."""
        return [agenda_in_language(each, language.code) for each in self.agendas.agendas]

    def address_in(self, language: Language) -> str | None:
        """Return the public address of the site in a language; in English if it has not that one.

        None if the site has no public address.
        """
        folder = folder_of(language.code) if self._has_pages_in(language) else ""
        return f"{self.public_url}{folder}" if self.public_url else None

    @property
    def last_modified(self) -> datetime:
        """When an event in it last changed, in UTC."""
        return max((each.last_modified for each in self.revisions.values()), default=UNDATED)

    @property
    def shown_since(self) -> datetime:
        """Since when the feeds read as they do, in UTC.

        Later than ``last_modified`` if an agenda's title has changed and no event. At a start of
        the service, too: Podium itself may have changed.
        """
        return max(self.shown_from or UNDATED, self.last_modified)

    def page_url(self, event: Event, language: Language) -> str | None:
        """Return the address of an event's page in a language, if the site has a public one."""
        site = self.address_in(language)
        return f"{site}/events/{event.name}" if site else None

    def calendar_url(self, event: Event, language: Language) -> str | None:
        """Return the address of an event's own calendar, if the site has a public one."""
        page = self.page_url(event, language)
        return f"{page}.ics{self._query(Selection(lang=language.code))}" if page else None

    def feed_url(self, selection: Selection = EVERYTHING) -> str | None:
        """Return the public address of a part of the calendar, if the site has one."""
        site = self.address_in(selection.language)
        stem = f"/calendar/{selection.agenda}" if selection.agenda else "/calendar"
        return f"{site}{stem}.ics{self._query(selection)}" if site else None

    def calendar(self, selection: Selection = EVERYTHING) -> bytes:
        """Return the iCalendar feed of everything, or of a part."""
        events = self._select(selection)
        heading = self._heading(selection, events, ".ics")
        return join_calendar(heading, self._encoded_for(selection, events))

    def jscalendar(self, selection: Selection = EVERYTHING) -> bytes:
        """Return the JSCalendar feed of everything, or of a part."""
        events = self._select(selection)
        heading = self._heading(selection, events, ".json")
        return render_jscalendar(heading, self._components(events), self.last_modified)

    def atom(self, selection: Selection = EVERYTHING) -> bytes:
        """Return the Atom feed of what is new or has changed of everything, or of a part."""
        events = self._select(selection)
        heading = self._heading(selection, events, ".atom", stem="/feed")
        return render_atom(heading, self._components(events), self.last_modified)

    def changes_atom(self, selection: Selection = EVERYTHING) -> bytes:
        """Return the Atom feed of the newest changes, of everything or of one agenda.

        Raises `HistoryUnreadable`.
        """
        heading = self._heading(selection, self.everything, ".atom")
        stem = f"/calendar/{selection.agenda}.changes" if selection.agenda else "/changes"
        heading = replace(heading, path=f"{stem}.atom{self._query(selection)}")
        pages = {event.uid: event.name for event in self.everything}
        return render_changes(heading, self.changes(selection.agenda), pages, self.last_modified)

    def changes(self, agenda: str | None = None) -> tuple[Entry, ...]:
        """Return the newest changes of all agendas or of one, the newest first.

        Raises `HistoryUnreadable`.
        """
        if agenda is None:
            return self.history.newest()
        former = (each.formerly for each in self.agendas.agendas if each.id == agenda)
        return self.history.newest((agenda, *chain.from_iterable(former)))

    def calendar_of(self, event: Event, selection: Selection = EVERYTHING) -> bytes:
        """Return an iCalendar object with one event alone; without it if it has no day yet."""
        explanation = explain(selection, (event,), is_empty=False)
        if not event.is_dated:
            explanation = sentence(when_phrase(event, selection.language))
        heading = Heading(
            title=in_language(event, selection.language.code).title,
            timezone=event.timezone,
            description=explanation,
            public_url=self.address_in(selection.language),
            path=f"/events/{event.name}.ics{self._query(selection)}",
        )
        return join_calendar(
            heading, self._encoded_for(selection, [event] if event.is_dated else [])
        )

    def calendar_with(self, events: Sequence[Event], language: Language) -> bytes | None:
        """Return an iCalendar object with some events as they are published now, in a language.

        Those that have no day are left out, or are published no more. None if none is left.
        """
        asked = {each.uid for each in events}
        shown = {each.uid: each for each in self.dated if each.uid in asked}
        found = [shown[each.uid] for each in events if each.uid in shown]
        if not found:
            return None
        if len(found) == 1:
            return self.calendar_of(found[0], Selection(lang=language.code))
        # These alone: a post waits for it, which is made beside those that ask for all of them.
        known = self._last_made if language is ENGLISH else {}
        encoded = self._encode(found, known, language)
        title, zone = self.title_in(language), self.agendas.agendas[0].timezone
        heading = Heading(title=title, timezone=zone, language=language)
        return join_calendar(heading, [encoded[each.uid] for each in found])

    def diary(self, selection: Selection, since: datetime) -> Diary:
        """Return the diary of everything, or of a part; what is news since an instant is marked."""
        agenda, language = self._agenda_of(selection), selection.language
        agenda = agenda and agenda_in_language(agenda, language.code)
        of_all_days = replace(selection, window=None)
        events = [each for each in self.everything if of_all_days.holds(each)]
        own = self.masthead.title if selection.agenda is None else None
        title = own or (agenda.title if agenda else selection.agenda)
        diary = make_diary(
            selection.title(title or titles_phrase(self.agendas, language)),
            events,
            self._timezone(agenda),
            language,
            selection.window,
            Marked(since, marks_since(since, self.revisions)),
        )
        whole = [each for each in self.everything if selection.agenda in (None, each.agenda)]
        explanation = explain(selection, whole, is_empty=bool(diary.nothing))
        return replace(diary, notes=(*diary.notes, explanation)) if explanation else diary

    def name_of(self, selection: Selection) -> str:
        """Return the id of the one agenda that a selection is a part of, or ``calendar``."""
        agenda = self._agenda_of(selection)
        return selection.agenda or (agenda.id if agenda else "calendar")

    def _agenda_of(self, selection: Selection) -> Agenda | None:
        """Return the one agenda that a selection is a part of. `None` if

        - it is a part of several agendas, or
        - the agenda's file is gone, while its events stay as no longer listed.
        """
        agendas = self.agendas.agendas
        if selection.agenda is None:
            return agendas[0] if len(agendas) == 1 else None
        return next((each for each in agendas if each.id == selection.agenda), None)

    def today(self, agenda: str | None, now: datetime) -> Day:
        """Return the day that it is in the zone of an agenda, or in that of all of them."""
        zone = self._timezone(self._agenda_of(Selection(agenda)))
        return Day(now.astimezone(tzinfo(zone)).date(), zone)

    def _timezone(self, agenda: Agenda | None) -> str:
        return (agenda or self.agendas.agendas[0]).timezone

    def _heading(
        self, selection: Selection, events: Sequence[Event], suffix: str, stem: str = "/calendar"
    ) -> Heading:
        agenda = self._agenda_of(selection)
        agenda = agenda and agenda_in_language(agenda, selection.language.code)
        own = self.masthead if selection.agenda is None else NO_MASTHEAD
        description = own.description or (agenda.description if agenda else None)
        whole = self._select(Selection(selection.agenda))
        explanation = explain(selection, whole, is_empty=not events)
        language = selection.language
        title = own.title or (agenda.title if agenda else selection.agenda)
        title = title or titles_phrase(self.agendas, language)
        folder = f"{stem}/{selection.agenda}" if selection.agenda else stem
        return Heading(
            title=selection.title(title),
            timezone=self._timezone(agenda),
            description="\n".join(filter(None, (explanation, description))) or None,
            public_url=self.address_in(language),
            path=f"{folder}{suffix}{self._query(selection)}",
            color=own.color or (agenda and agenda.color) or COLOR,
            image=agenda.image if agenda else None,
            language=language,
        )

    def _query(self, selection: Selection) -> str:
        # Without a public address, links are relative to the feed's, which may be in no folder.
        in_folder = self.public_url and self._has_pages_in(selection.language)
        return selection.query_in_language if in_folder else selection.query

    def _has_pages_in(self, language: Language) -> bool:
        languages = self.masthead.languages
        return languages is None or language.code in languages

    def _select(self, selection: Selection) -> Sequence[Event]:
        if selection.agenda is None and selection.wanted == NO_FILTER and not selection.window:
            return self.dated
        return [each for each in self.dated if selection.holds(each)]

    def _components(self, events: Sequence[Event]) -> list[Component]:
        """Return the components of events, for a feed that encodes them otherwise."""
        return [self._encoded[event.uid] for event in events]

    def _encoded_for(self, selection: Selection, events: Sequence[Event]) -> list[Component]:
        """Return events encoded in the language, and with the alarms, of a selection.

        Another language than English takes 0.4 ms an event, each time. What is kept is the finished
        feed, by whoever serves it.
        """
        language = selection.language
        encoded: Mapping[str, Component]
        if language is not ENGLISH:
            encoded = self._encode(events, {}, language)
        elif len(events) <= 1:
            encoded = self._encode(events, self._last_made, language)
        else:
            encoded = self._encoded
        components = [encoded[event.uid] for event in events]
        if not selection.alarms:
            return components
        return [with_alarms(each, selection.alarms, language) for each in components]

    def _encode(
        self, events: Sequence[Event], known: Mapping[str, Component], language: Language
    ) -> dict[str, Component]:
        return encode_events(events, self.revisions, self.address_in(language), known, language)


def _gone_on(everything: Sequence[Event], revisions: Revisions) -> dict[str, Event]:
    """Return the events that have come in the places of others, by the names of those."""
    by_uid = {event.uid: event for event in everything}
    found: dict[str, Event] = {}
    for revision in revisions.values():
        step, seen = revision, {revision.event.uid}
        while step.successor and step.successor not in seen and step.successor in revisions:
            seen.add(step.successor)
            step = revisions[step.successor]
        if step is not revision and step.event.uid in by_uid:
            found[revision.event.name] = by_uid[step.event.uid]
    return found


class CurrentPublication(Protocol):
    """What readers are shown now, wherever that is kept."""

    def __call__(self) -> Publication:
        """Return the publication: the same object until something changes."""
