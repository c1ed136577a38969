"""What readers are shown at one moment: the agendas, and the revision of each event."""

from collections.abc import Iterable
from dataclasses import InitVar, dataclass, field
from datetime import datetime

from events.calendar import Component, Heading, encode_events, join_calendar
from events.history import UNDATED, Revisions, vanished
from events.model import Agendas, Event, in_order


@dataclass(frozen=True, slots=True)
class Publication:
    """An immutable snapshot; a change of the definitions makes another one.

    ``before`` is the snapshot that this one replaces, of which what has not changed is taken over.
    ``everything`` holds, in order, the agendas' events and those that have vanished from the
    definitions and are not yet past, as cancelled.
    """

    agendas: Agendas
    revisions: Revisions
    public_url: str | None = None
    before: InitVar["Publication | None"] = None
    everything: tuple[Event, ...] = field(init=False, compare=False, repr=False)
    by_name: dict[str, Event] = field(init=False, compare=False, repr=False)

    components: dict[str, Component] = field(init=False, compare=False, repr=False)

    def __post_init__(self, before: "Publication | None") -> None:
        everything = in_order((*self.agendas.events, *vanished(self.revisions)))
        object.__setattr__(self, "everything", everything)
        object.__setattr__(self, "by_name", {event.name: event for event in everything})
        same_site = before is not None and before.public_url == self.public_url
        known = before.components if before is not None and same_site else {}
        components = encode_events(everything, self.revisions, self.public_url, known)
        object.__setattr__(self, "components", components)

    @property
    def last_modified(self) -> datetime:
        """When anything in it last changed, in UTC."""
        return max((each.last_modified for each in self.revisions.values()), default=UNDATED)

    def page_url(self, event: Event) -> str | None:
        """Return the address of an event's page, if the site has a public one."""
        return f"{self.public_url}/events/{event.name}" if self.public_url else None

    def calendar(self) -> bytes:
        """Return the feed of everything."""
        first = self.agendas.agendas[0]
        alone = len(self.agendas.agendas) == 1
        heading = Heading(
            name=first.id if alone else "calendar",
            title=self.agendas.title,
            timezone=first.timezone,
            description=first.description if alone else None,
            public_url=self.public_url,
        )
        return self._join(heading, self.everything)

    def calendar_of(self, event: Event) -> bytes:
        """Return an iCalendar object with one event alone."""
        heading = Heading(
            name=event.name,
            title=event.title,
            timezone=event.timezone,
            public_url=self.public_url,
            path=f"/events/{event.name}.ics",
        )
        return self._join(heading, (event,))

    def _join(self, heading: Heading, events: Iterable[Event]) -> bytes:
        return join_calendar(heading, [self.components[event.uid] for event in events])
