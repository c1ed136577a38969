"""What one destination wants to hear: of which events, how long before, and at which hours."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

from bot.planning.post_form import Detail, PostForm
from events.model import Event, Kind
from events.queries import Filter
from events.times import Day, Moment
from events.wording.english import ENGLISH
from events.wording.language import Language
from events.zones import tzinfo

AT_START = timedelta()
EVERYTHING = Filter()


def everything_to(destinations: Iterable[str]) -> tuple["Subscription", ...]:
    """Return subscriptions of destinations that want to hear of everything."""
    return tuple(Subscription(destination) for destination in destinations)


@dataclass(frozen=True, slots=True)
class QuietHours:
    """The hours of each day, by the clocks of a zone, in which a destination must not ring.

    They may pass midnight. If they are ``held``, a post waits until they end, unless its event
    begins before; what is posted in them makes no sound.
    """

    begin: time
    end: time
    zone: str
    held: bool = False

    def holds(self, at: datetime) -> bool:
        """Tell whether an instant is in them."""
        clock = at.astimezone(tzinfo(self.zone)).time()
        if self.begin < self.end:
            return self.begin <= clock < self.end
        return clock >= self.begin or clock < self.end

    def end_after(self, at: datetime) -> datetime:
        """Return the UTC instant at which the quiet hours that an instant is in end."""
        local = at.astimezone(tzinfo(self.zone))
        days = 0 if local.time() < self.end else 1
        return Day(local.date() + timedelta(days=days), self.zone).at(self.end)


@dataclass(frozen=True, slots=True)
class DiarySchedule:
    """When a destination is posted the diary, by the clocks of a zone.

    - ``daily``: the hour of each day's issue; None for none
    - ``weekly``: the weekday (Monday is 0) and the hour of the issue of seven days, which takes the
      place of that day's; None for none
    - ``empty``: whether days on which nothing is have an issue
    - ``pinned``: whether one post, which is kept up to date, tells what is to come
    """

    zone: str
    daily: time | None = None
    weekly: tuple[int, time] | None = None
    empty: bool = False
    pinned: bool = False


@dataclass(frozen=True, slots=True)
class Subscription:
    """What one destination wants to hear.

    - ``destination``: its lasting name in the ledger
    - ``since``: the UTC instant at which it was added; it hears of nothing that was due before.
      None for one that has been there from the first
    - ``agendas``: their ids; all if there are none
    - ``wanted``: which events
    - ``leads``: how long before, for the kinds that are not reminded as the definitions say
    - ``at_start``: whether it is reminded as an event starts, too
    - ``language``, ``detail``, ``zone``, ``pictures``: how its posts are written, as in `PostForm`
    - ``is_silent``: whether no post makes a sound; ``silent_kinds``: of which kinds none does
    """

    destination: str
    since: datetime | None = None
    agendas: frozenset[str] = frozenset()
    wanted: Filter = EVERYTHING
    leads: Mapping[Kind, tuple[timedelta, ...]] = field(default_factory=dict)
    at_start: bool = False
    is_silent: bool = False
    silent_kinds: frozenset[Kind] = frozenset()
    quiet: QuietHours | None = None
    diary: DiarySchedule | None = None
    language: Language = ENGLISH
    detail: Detail = Detail.USUAL
    zone: str | None = None
    pictures: bool = False

    @property
    def form(self) -> PostForm:
        """How its posts are written."""
        return PostForm(self.language, self.detail, self.zone, self.pictures)

    @property
    def is_chosen(self) -> bool:
        """Whether readers chose it themselves, and hear of nothing else any more."""
        return False

    def since_of(self, _event: Event, _lead: object) -> datetime | None:
        """Return the UTC instant from which reminders of an event by a lead are heard, if any."""
        return self.since

    def holds(self, event: Event) -> bool:
        """Tell whether the destination wants to hear of an event."""
        if self.agendas and event.agenda not in self.agendas:
            return False
        return self.wanted == EVERYTHING or self.wanted.matches(event)

    def leads_of(self, event: Event) -> tuple[timedelta, ...]:
        """Return how long before an event it is announced; an event with no leads has none here."""
        if not event.leads:
            return ()
        leads = self.leads.get(event.kind, event.leads)
        return (*leads, AT_START) if self.at_start and AT_START not in leads else leads

    def held_until(self, due: datetime, *states: Event) -> datetime:
        """Return the UTC instant until which a post that is due waits for the end of quiet hours.

        One whose event begins before, as it was or as it is, does not wait.
        """
        if self.quiet is None or not self.quiet.held or not self.quiet.holds(due):
            return due
        end = self.quiet.end_after(due)
        waits = all(not due < _begun(event) <= end for event in states)
        return end if waits else due

    def silences(self, event: Event, now: datetime) -> bool:
        """Tell whether a post about an event makes no sound at an instant."""
        return self.is_hushed(now) or event.kind in self.silent_kinds

    def is_hushed(self, now: datetime) -> bool:
        """Tell whether no post whatever makes a sound at an instant."""
        return self.is_silent or (self.quiet is not None and self.quiet.holds(now))


def _begun(event: Event) -> datetime:
    """Return the UTC instant at which an event has begun: a day may begin until it is over."""
    return event.start.begins if isinstance(event.start, Moment) else event.start.ends
