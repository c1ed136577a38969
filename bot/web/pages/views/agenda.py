"""What the front page says: what is on, what is to come by day, and what is past."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.publishing.parts.heading import agendas_in, description_of, title_in
from bot.publishing.publication import Publication
from bot.publishing.selection import Selection
from bot.web.pages.views.event import EventView, EventViews
from bot.web.pages.views.machine_times import machine_minute
from bot.web.pages.views.words import Stage, summary_words
from bot.web.wording.languages import words_in
from events.model import Event, Status
from events.queries import all_past, by_day, in_telling_order
from events.wording.english import ENGLISH
from events.wording.joined import sentence
from events.wording.language import Language
from events.wording.phrases import gmt_phrase

# The front page tells what is on; the feed has everything.
MOST_COMING = 200
MOST_PAST = 50


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
    - ``is_over``: whether there are events, and none of them is to come
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
    is_over: bool
    last_modified: str
    last_modified_time: str


def view_agenda(
    publication: Publication, now: datetime, language: Language = ENGLISH
) -> AgendaView:
    """Return what the front page says at an instant."""
    viewed = EventViews.at(publication, now, language)
    stages = {event.uid: viewed.stage(event) for event in publication.everything}
    told = in_telling_order(publication.everything)
    over = [event for event in told if stages[event.uid] is Stage.PAST]
    past = [event for event in over if event.is_dated]
    never_dated = [event for event in over if not event.is_dated][-MOST_PAST:]
    ahead = [event for event in told if stages[event.uid] is not Stage.PAST]
    coming = [event for event in ahead if event.is_dated]
    undated = [event for event in ahead if not event.is_dated][:MOST_COMING]
    latest, soonest = past[-MOST_PAST:], coming[:MOST_COMING]
    views = {event.uid: viewed.view(event) for event in (*latest, *soonest)}
    title = title_in(publication, language)
    titles = tuple(dict.fromkeys(agenda.title for agenda in agendas_in(publication, language)))
    return AgendaView(
        title=title,
        coming_title=_coming_title(stages.values(), language),
        lead=description_of(publication, Selection(lang=language.code)),
        agendas=() if all(each in title for each in titles) else titles,
        summary=summary_words(publication.everything, language),
        leading=tuple(v for v in views.values() if v.stage in (Stage.NOW, Stage.NEXT)),
        coming=_days(soonest, views, language),
        further=len(coming) - len(soonest),
        undated=tuple(map(viewed.view, undated)),
        undated_title=sentence(language.date_to_be_announced),
        past=_days(latest, views, language),
        never_dated=tuple(map(viewed.view, never_dated)),
        earlier=len(past) - len(latest),
        awaits_date=any(event.status is Status.POSTPONED for event in over),
        is_over=all_past(told, now),
        last_modified=_stamp(publication.last_modified, language),
        last_modified_time=machine_minute(publication.last_modified),
    )


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
