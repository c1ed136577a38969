"""What the pages say at an instant: events and a time → frozen values for the templates."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from bot.publishing.publication import Publication
from bot.web.pages.programme import ProgrammeDay, programme_of
from bot.web.pages.words import (
    Stage,
    about_words,
    day_words,
    end_words,
    open_words,
    stage_label,
    summary_words,
)
from bot.web.wording.languages import words_in
from events.model import Event, Source, Status, in_language
from events.queries import (
    by_day,
    in_telling_order,
    is_over,
    is_told_after,
    local_day,
    past_from,
)
from events.times import Day, End, Moment, Precision, Undated
from events.wording.english import ENGLISH
from events.wording.language import Language
from events.wording.phrases import after_words, certainty_phrase, clock_city, gmt_phrase, sentence
from events.wording.places import cities_phrase, places_phrase
from events.wording.press import access_words, closing_words, said_words
from events.zones import tzinfo

# The front page tells what is on; the feed has everything.
MOST_COMING = 200
MOST_PAST = 50


@dataclass(frozen=True, slots=True)
class Hour:
    """A start with a time of day, by the clocks of its place and in GMT.

    - ``before`` and ``behind``: what stands around the time: around, not before
    - ``where``: by which clocks it is told
    - ``gmt``: None where the clocks of the place show GMT
    - ``local_time`` and ``gmt_time`` are for the datetime attribute
    """

    before: str
    local: str
    behind: str
    local_time: str
    where: str
    day: str
    gmt: str | None
    gmt_time: str


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
class DayView:
    """The events that begin on one day."""

    weekday: str
    number: str
    month: str
    time: str
    events: tuple[EventView, ...]


@dataclass(frozen=True, slots=True)
class AgendaView:
    """The agenda as the front page shows it.

    - ``agendas``: their titles, unless the title of the whole names each of them
    - ``leading``: the events that are under way, and those that come next
    - ``undated``: those that are to come on a day that is to be announced, and what heads them
    - ``further``: how many events further ahead are not shown
    - ``never_dated``: past events of which nobody has told the day
    - ``earlier``: how many earlier events are not shown
    - ``awaits_date``: whether one of those that were to be earlier is postponed, and still to come
    """

    title: str
    coming_title: str
    lead: str | None
    agendas: tuple[str, ...]
    summary: str
    leading: tuple[EventView, ...]
    coming: tuple[DayView, ...]
    further: int
    undated: tuple[EventView, ...]
    undated_title: str
    past: tuple[DayView, ...]
    never_dated: tuple[EventView, ...]
    earlier: int
    awaits_date: bool
    last_modified: str
    last_modified_time: str


def view_agenda(
    publication: Publication, now: datetime, language: Language = ENGLISH
) -> AgendaView:
    """Return what the front page says at an instant."""
    reader = _Reader.at(publication, now, language)
    stages = {event.uid: reader.stage(event) for event in publication.everything}
    told = in_telling_order(publication.everything)
    over = [event for event in told if stages[event.uid] is Stage.PAST]
    past = [event for event in over if event.is_dated]
    never_dated = [event for event in over if not event.is_dated][-MOST_PAST:]
    ahead = [event for event in told if stages[event.uid] is not Stage.PAST]
    coming = [event for event in ahead if event.is_dated]
    undated = [event for event in ahead if not event.is_dated][:MOST_COMING]
    latest, soonest = past[-MOST_PAST:], coming[:MOST_COMING]
    views = {event.uid: reader.view(event) for event in (*latest, *soonest)}
    title = publication.title_in(language)
    titles = tuple(dict.fromkeys(agenda.title for agenda in publication.agendas_in(language)))
    return AgendaView(
        title=title,
        coming_title=_coming_title(stages.values(), language),
        lead=publication.description_in(language),
        agendas=() if all(each in title for each in titles) else titles,
        summary=summary_words(publication.everything, language),
        leading=tuple(v for v in views.values() if v.stage in (Stage.NOW, Stage.NEXT)),
        coming=_days(soonest, views, language),
        further=len(coming) - len(soonest),
        undated=tuple(map(reader.view, undated)),
        undated_title=sentence(language.date_to_be_announced),
        past=_days(latest, views, language),
        never_dated=tuple(map(reader.view, never_dated)),
        earlier=len(past) - len(latest),
        awaits_date=any(event.status is Status.POSTPONED for event in over),
        last_modified=_stamp(publication.last_modified, language),
        last_modified_time=f"{publication.last_modified.astimezone(UTC):%Y-%m-%dT%H:%MZ}",
    )


def view_event(
    publication: Publication, event: Event, now: datetime, language: Language = ENGLISH
) -> EventView:
    """Return what an event's own page says at an instant."""
    reader = _Reader.at(publication, now, language)
    view = reader.view(event)
    return replace(view, programme=programme_of(view.event, reader.by_uid, language))


def reads_until(events: Iterable[Event], now: datetime) -> datetime | None:
    """Return the next instant after ``now`` at which a page may change; None means never."""
    instants = (
        instant
        for event in events
        for instant in (
            event.start.begins,
            event.over,
            past_from(event),
        )
    )
    return min((instant for instant in instants if instant > now), default=None)


@dataclass(frozen=True, slots=True)
class _Reader:
    """The instant of a view, and what the view of one event needs to know of the others."""

    now: datetime
    language: Language
    following: datetime | None  # when the next event begins, or several together
    waiting: frozenset[str]  # the UIDs of those that stand behind another, which is to come
    by_uid: dict[str, Event]
    followers: dict[str, tuple[Event, ...]]
    deadlines: dict[str, str]  # UIDs of what is accredited for, with those of the deadlines
    agendas: dict[str, str]

    @classmethod
    def at(cls, publication: Publication, now: datetime, language: Language) -> "_Reader":
        told = [in_language(event, language.code) for event in publication.everything]
        by_uid = {event.uid: event for event in told}
        waiting = frozenset(
            event.uid
            for event in publication.everything
            if event.follows
            and (before := by_uid.get(event.follows.uid))
            and before.status.is_on
            and before.start.begins > now
            and is_told_after(event, before)
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
        agendas = publication.agendas_in(language)
        return cls(
            now=now,
            language=language,
            waiting=waiting,
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
        language = self.language
        event = self.by_uid[event.uid]
        stage = self.stage(event)
        day = local_day(event)
        return EventView(
            event=event,
            stage=stage,
            stage_label=stage_label(event, stage, language),
            day=day_words(event, language),
            day_time=_machine_day(event, day),
            hour=_hour(event, day, language),
            open=open_words(event, stage, language),
            after=after_words(event, language) or None,
            about=about_words(event, language),
            place=places_phrase(event, language),
            city=cities_phrase(event, language),
            certainty=certainty_phrase(event, language),
            end=end_words(event, language),
            end_time=_machine_time(event.end, event.timezone) if event.end else None,
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
        if is_over(event, self.now):
            return Stage.PAST
        if not event.status.is_on or not event.is_dated:
            return Stage.LATER
        if event.start.begins <= self.now:
            return Stage.NOW
        is_next = event.start.begins == self.following and event.uid not in self.waiting
        return Stage.NEXT if is_next else Stage.LATER


def _hour(event: Event, day: date, language: Language) -> Hour | None:
    start = event.start
    if not isinstance(start, Moment):
        return None
    local = start.begins.astimezone(tzinfo(event.timezone))
    city = clock_city(event)
    where = words_in(language).in_city.format(language.isolated.format(city or ""))
    keeps_gmt = not local.utcoffset()
    before, _, behind = _qualified(start, language).partition(_TIME)
    return Hour(
        before=before.strip(),
        local=f"{local:%H:%M}",
        behind=behind.strip(),
        local_time=local.isoformat(timespec="minutes"),
        where=" ".join(filter(None, (where if city else "", _gmt(city, keeps_gmt, language)))),
        day=day.isoformat(),
        gmt=None if keeps_gmt else gmt_phrase(start.begins, day, language),
        gmt_time=f"{start.begins.astimezone(UTC):%Y-%m-%dT%H:%MZ}",
    )


_TIME = "\N{OBJECT REPLACEMENT CHARACTER}"


def _qualified(start: Moment, language: Language) -> str:
    """Write a time, for which `_TIME` stands, as sure as it is."""
    clock = language.clock.format(_TIME)
    if start.precision is Precision.NOT_BEFORE:
        return language.not_before_time.format(clock)
    return language.around_time.format(clock) if start.approximate else clock


def _gmt(city: str | None, keeps_gmt: bool, language: Language) -> str:
    if city is None:
        return language.gmt
    return f"({language.gmt})" if keeps_gmt else ""


def _machine_day(event: Event, day: date) -> str:
    """Write a day, a month or a week as the datetime attribute of HTML's time element has it."""
    if not isinstance(event.start, Undated):
        return day.isoformat()
    return f"{day:%Y-%m}" if event.start.is_month else f"{day:%G-W%V}"


def _machine_time(start: End, zone: str) -> str:
    """Write a day or a moment as the datetime attribute of HTML's time element has it."""
    if isinstance(start, Day):
        return start.date.isoformat()
    return start.begins.astimezone(tzinfo(zone)).isoformat(timespec="minutes")


def _coming_title(stages: Collection[Stage], language: Language) -> str:
    words = words_in(language)
    if Stage.PAST not in stages:
        return words.agenda
    return words.now_and_to_come if Stage.NOW in stages else words.still_to_come


def _days(
    events: Iterable[Event], views: dict[str, EventView], language: Language
) -> tuple[DayView, ...]:
    days = []
    for day, group in by_day(events):
        # Every language begins with the number; cut off, the rest keeps its case: 'января 2022 г.'.
        number, _, month = language.date(day).partition(" ")
        weekday = sentence(language.weekday(day))
        shown = tuple(views[event.uid] for event in group)
        days.append(DayView(weekday, number, month, day.isoformat(), shown))
    return tuple(days)


def _stamp(instant: datetime, language: Language) -> str:
    day = instant.astimezone(UTC).date()
    return f"{language.date(day)}{language.comma}{gmt_phrase(instant, day, language)}"
