"""What is said of an event: on its own page, and wherever a page shows it."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.publishing.parts.heading import agendas_in
from bot.publishing.publication import Publication
from bot.web.pages.views.hour import Hour, hour_of
from bot.web.pages.views.machine_times import machine_day, machine_time
from bot.web.pages.views.programme import ProgrammeDay, programme_of
from bot.web.pages.views.words import (
    Stage,
    about_words,
    day_words,
    end_line,
    open_words,
    stage_label,
)
from events.model import Event, Source, in_language
from events.queries import ended_without_end, is_over, local_day, told_before
from events.wording.english import ENGLISH
from events.wording.joined import sentence
from events.wording.language import Language
from events.wording.phrases import after_words, certainty_phrase
from events.wording.places import cities_phrase, places_phrase
from events.wording.press import access_words, closing_words, said_words


@dataclass(frozen=True, slots=True)
class EventView:
    """An event as a page shows it.

    - ``day``: the day, or the first and the last of several
    - ``hour``: None for an event without a time of day; ``open`` then says that it has none
    - ``after``: what stands behind the hour: after which event
    - ``access``: which press may come, and when to be there; empty if nothing is said of that
    - ``closes``: until when accreditation is open, and ``accreditation`` the deadline
    - ``sources``: each with what it says of the start, where that differs
    - ``programme``: its parts; on the event's own page alone
    - ``place``: where it is, and how sure that is; ``city`` is the same in short
    - ``about``: the event in a sentence or two, for programs that show a link to its page
    """

    event: Event
    stage: Stage
    stage_label: str | None
    day: str
    day_time: str
    hour: Hour | None
    open: str | None
    after: str | None
    about: str
    place: str
    city: str
    certainty: str
    end: str | None
    end_time: str | None
    follows: Event | None
    followed_by: tuple[Event, ...]
    agenda: str | None
    access: str
    closes: str
    accreditation: Event | None
    sources: tuple[tuple[Source, str], ...]
    accredits: Event | None
    parent: Event | None
    programme: tuple[ProgrammeDay, ...] = ()

    @property
    def is_struck(self) -> bool:
        """Whether the time that is shown no longer holds."""
        return not self.event.status.is_on


@dataclass(frozen=True, slots=True)
class EventViews:
    """Views of events at an instant, with what that of one needs to know of the others."""

    now: datetime
    language: Language
    following: datetime | None  # when the next event begins, or several together
    waiting: frozenset[str]  # the UIDs of those that stand behind another, which is to come
    ended: frozenset[str]  # the UIDs of those that what follows them has ended
    by_uid: dict[str, Event]
    followers: dict[str, tuple[Event, ...]]
    deadlines: dict[str, str]  # UIDs of what is accredited for, with those of the deadlines
    agendas: dict[str, str]

    @classmethod
    def at(cls, publication: Publication, now: datetime, language: Language) -> "EventViews":
        """Look at a publication, at an instant and in a language."""
        told = [in_language(event, language.code) for event in publication.everything]
        by_uid = {event.uid: event for event in told}
        waiting = frozenset(
            event.uid
            for event in publication.everything
            if (before := told_before(event, by_uid))
            and before.status.is_on
            and before.start.begins > now
        )
        starts = [
            event.start.begins
            for event in publication.everything
            if event.status.is_on and event.is_dated and event.uid not in waiting
        ]
        followers: dict[str, tuple[Event, ...]] = {}
        for event in publication.everything:
            if event.follows:
                uid = event.follows.uid
                followers[uid] = (*followers.get(uid, ()), by_uid[event.uid])
        agendas = agendas_in(publication, language)
        return cls(
            now=now,
            language=language,
            waiting=waiting,
            ended=ended_without_end(publication.everything, now),
            following=min((start for start in starts if start > now), default=None),
            by_uid=by_uid,
            followers=followers,
            deadlines={
                event.accredits.uid: event.uid
                for event in publication.everything
                if event.accredits
            },
            agendas={a.id: a.title for a in agendas} if len(agendas) > 1 else {},
        )

    def view(self, event: Event) -> EventView:
        """Return an event as a page shows it, without its programme."""
        language = self.language
        event = self.by_uid[event.uid]
        stage = self.stage(event)
        day = local_day(event)
        return EventView(
            event=event,
            stage=stage,
            stage_label=stage_label(event, stage, language),
            day=day_words(event, language),
            day_time=machine_day(event, day),
            hour=hour_of(event, day, language),
            open=open_words(event, stage, language),
            after=after_words(event, language) or None,
            about=about_words(event, language),
            place=places_phrase(event, language),
            city=cities_phrase(event, language),
            certainty=certainty_phrase(event, language),
            end=end_line(event, language),
            end_time=machine_time(event.end, event.timezone) if event.end else None,
            follows=self.by_uid.get(event.follows.uid) if event.follows else None,
            followed_by=self.followers.get(event.uid, ()),
            agenda=self.agendas.get(event.agenda),
            access=access_words(event, language),
            closes=sentence(closing_words(event, language)),
            accreditation=self.by_uid.get(self.deadlines.get(event.uid, "")),
            sources=tuple((each, said_words(event, each, language)) for each in event.sources),
            accredits=self.by_uid.get(event.accredits.uid) if event.accredits else None,
            parent=self.by_uid.get(event.parent.uid) if event.parent else None,
        )

    def stage(self, event: Event) -> Stage:
        """Tell where an event stands in time."""
        if is_over(event, self.now) or event.uid in self.ended:
            return Stage.PAST
        if not event.status.is_on or not event.is_dated:
            return Stage.LATER
        if event.start.begins <= self.now:
            return Stage.NOW
        is_next = event.start.begins == self.following and event.uid not in self.waiting
        return Stage.NEXT if is_next else Stage.LATER


def view_event(
    publication: Publication, event: Event, now: datetime, language: Language = ENGLISH
) -> EventView:
    """Return what an event's own page says at an instant."""
    views = EventViews.at(publication, now, language)
    view = views.view(event)
    return replace(view, programme=programme_of(view.event, views.by_uid, language))
