"""What readers are shown at one moment: the agendas, and the revision of each event."""

from collections.abc import Sequence
from dataclasses import InitVar, dataclass, field
from datetime import datetime
from itertools import chain
from typing import Protocol

from bot.config.masthead import NO_MASTHEAD, Masthead
from bot.publishing.encoded import EncodedEvents
from bot.publishing.history import HistoryReader, HistorySource
from bot.publishing.site_addresses import SiteAddresses
from events.history import Entry
from events.model import Agendas, Event, in_order
from events.revisions import UNDATED, Revisions, vanished


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
    addresses: SiteAddresses = field(init=False, compare=False, repr=False)
    encoded: EncodedEvents = field(init=False, compare=False, repr=False)

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
        addresses = SiteAddresses(self.public_url, self.masthead.languages)
        object.__setattr__(self, "addresses", addresses)
        known = before.encoded if before is not None else None
        encoded = EncodedEvents(dated, self.revisions, addresses, known)
        object.__setattr__(self, "encoded", encoded)

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

    def changes(self, agenda: str | None = None) -> tuple[Entry, ...]:
        """Return the newest changes of all agendas or of one, the newest first.

        Raises `HistoryUnreadable`.
        """
        if agenda is None:
            return self.history.newest()
        former = (each.formerly for each in self.agendas.agendas if each.id == agenda)
        return self.history.newest((agenda, *chain.from_iterable(former)))


def _gone_on(everything: Sequence[Event], revisions: Revisions) -> dict[str, Event]:
    """Return the events that have come in the places of others, by the names of those."""
    followed = [each for each in revisions.values() if each.successor]
    if not followed:
        return {}  # nearly always
    by_uid = {event.uid: event for event in everything}
    found: dict[str, Event] = {}
    for revision in followed:
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
