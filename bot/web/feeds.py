"""The feeds of one publication: their addresses, their parameters, and their responses."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from bot.clock import Clock, SystemClock
from bot.publishing.parts.explanation import Words
from bot.publishing.parts.feeds import (
    atom_feed,
    calendar_feed,
    changes_feed,
    event_calendar,
    jscalendar_feed,
)
from bot.publishing.parts.heading import name_of, present_day
from bot.publishing.publication import Publication
from bot.publishing.selection import ALARM, EVERYTHING, LANGUAGE, Selection
from bot.web.asked_language import in_folder
from bot.web.feed_query import FILTERS, WINDOW, first_named, has_unknown, known_words, parse_query
from bot.web.http.cache import Cache, CacheBounds
from bot.web.http.responses import PreparedResource, prepare
from bot.web.http.static_response import ANY_ORIGIN, NOSNIFF, Header
from events.errors import Refusal
from events.model import Event
from events.text import quoted
from events.times import Day

CALENDAR, JSCALENDAR, ATOM = "/calendar.ics", "/calendar.json", "/feed.atom"
CHANGES = "/changes.atom"
OF_EVERYTHING = (CALENDAR, JSCALENDAR, ATOM, CHANGES)
TYPES = {
    ".ics": "text/calendar; charset=utf-8",
    ".json": "application/jscalendar+json; type=group",  # RFC 8984 §7.1; always UTF-8
    ".atom": "application/atom+xml; charset=utf-8",
}
AGENDAS, EVENTS = "/calendar/", "/events/"
# With the agenda's id before it, which has no full stop.
CHANGES_OF_AGENDA = ".changes.atom"
# A change is seen within five minutes through any cache, and a feed that cannot be reached is
# better a day old than gone (RFC 5861).
CACHE_CONTROL = "public, max-age=300, stale-while-revalidate=3600, stale-if-error=86400"
# The next day has another window, and no cache may go on with this one for an hour.
REVALIDATE = "public, no-cache"
HEADERS: tuple[Header, ...] = (
    ANY_ORIGIN,
    (b"access-control-expose-headers", b"ETag"),
    NOSNIFF,
)
# Filters can be combined without end; the feeds that are made of them must not be kept so.
FEED_BOUNDS = CacheBounds(most=1000, most_bytes=64_000_000)
# Those that ask for what there is not are kept apart: any number of them pushes out no other.
UNKNOWN_BOUNDS = CacheBounds(most=50, most_bytes=8_000_000)
# So are those of some days, of which there are no end, and yesterday's.
WINDOW_BOUNDS = CacheBounds(most=200, most_bytes=16_000_000)
SYSTEM_CLOCK = SystemClock()


class UnknownFeed(Refusal):
    """There is no feed at an address that ends like a feed's."""


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed that somebody asked for: its path, and the part of the publication that it holds.

    The path is that below the folder of a language. ``event`` is set if the feed is that of one
    event alone.
    """

    path: str
    suffix: str
    selection: Selection
    event: Event | None = None


class FeedTable:
    """The feeds of one publication, and the ``fixed`` resources, by path.

    The feed of everything is made at once. Any other feed is made when somebody first asks for it:
    all of them together would hold up the first request after a change. ``clock`` tells which day
    it is, for feeds that begin with the present one: on the next day, such a feed is another.
    """

    def __init__(
        self,
        publication: Publication,
        fixed: Mapping[str, PreparedResource],
        clock: Clock = SYSTEM_CLOCK,
    ) -> None:
        self.publication = publication
        self._clock = clock
        self._ready = {**fixed, CALENDAR: self.make(Feed(CALENDAR, ".ics", EVERYTHING))}
        self._kept = Cache(FEED_BOUNDS)
        self._kept_unknown = Cache(UNKNOWN_BOUNDS)
        self._kept_windows = Cache(WINDOW_BOUNDS)

    @cached_property
    def _agendas(self) -> dict[str, None]:
        """The ids of the agendas, and of the vanished ones whose events are still shown."""
        there = [agenda.id for agenda in self.publication.agendas.agendas]
        return dict.fromkeys((*there, *(each.agenda for each in self.publication.everything)))

    @cached_property
    def _former_agendas(self) -> dict[str, str]:
        """The ids of agendas by those that they had before, as their subscribers still ask."""
        agendas = self.publication.agendas.agendas
        former = {former: each.id for each in agendas for former in each.formerly}
        return {id_: now for id_, now in former.items() if id_ not in self._agendas}

    @cached_property
    def _words(self) -> Words:
        return known_words(self.publication.everything)

    def paths(self) -> Iterator[str]:
        """Yield the path of each feed that exists without a query."""
        yield from OF_EVERYTHING
        for agenda in (*self._agendas, *self._former_agendas):
            for end in (".ics", ".json", CHANGES_OF_AGENDA):
                yield f"{AGENDAS}{agenda}{end}"
        for name in (*self.publication.by_name, *self.publication.by_former_name):
            yield f"{EVENTS}{name}.ics"

    def get(self, path: str, query: bytes = b"") -> PreparedResource | None:
        """Return the resource at an address. `None` if

        - the address is no feed's and none of the ``fixed`` ones, or
        - the feed has yet to be made.

        Raises `Refusal` for an address that is wrong.
        """
        prepared = self._ready.get(path)
        if prepared is not None and not (query and path == CALENDAR):
            return prepared
        feed = self.find(path, query)
        if feed is None:
            return None
        if prepared is not None and feed.selection == EVERYTHING:
            return prepared
        return self._cache_of(feed).get((feed.path, feed.selection))

    def find(self, path: str, query: bytes = b"") -> Feed | None:
        """Return the feed that an address names; `None` if no feed's address ends so.

        Raises `UnknownFeed` for a path, and `Refusal` for a query.
        """
        lang, path = in_folder(path)
        stem, dot, extension = path.rpartition(".")
        suffix = f"{dot}{extension}"
        by_name = self.publication.by_name
        if suffix not in TYPES or path.removeprefix(EVENTS) in by_name:
            return None
        event = agenda = None
        if path.startswith(EVENTS):
            name = stem.removeprefix(EVENTS)
            event = by_name.get(name) or self.publication.by_former_name.get(name)
            event = event if suffix == ".ics" else None
            if event is None:
                raise UnknownFeed("there is no event at this address", f"all are in {CALENDAR}")
        elif path.startswith(AGENDAS) and (suffix != ".atom" or path.endswith(CHANGES_OF_AGENDA)):
            agenda = path.removeprefix(AGENDAS).removesuffix(
                CHANGES_OF_AGENDA if suffix == ".atom" else suffix
            )
            agenda = self._former_agendas.get(agenda, agenda)
            if agenda not in self._agendas:
                known = first_named(self._agendas)
                raise UnknownFeed(f"there is no agenda {quoted(agenda)}", f"known: {known}")
        elif path not in OF_EVERYTHING:
            known = first_named(OF_EVERYTHING)
            raise UnknownFeed("there is no feed at this address", f"known: {known}")
        filters = () if event or _is_of_changes(path) else (*FILTERS, *WINDOW)
        alarm = (ALARM,) if suffix == ".ics" else ()
        selection = Selection(agenda, lang=lang)
        if query:
            parameters = (*filters, *alarm, LANGUAGE)
            today = present_day(self.publication, agenda, self._clock.now())
            selection = parse_query(query, parameters, self._words, today, agenda, lang)
        return Feed(path, suffix, selection, event)

    def make(self, feed: Feed) -> PreparedResource:
        """Make the resource of a feed. Takes up to a second if it has ten thousand events.

        Raises `HistoryUnreadable` for a feed of changes.
        """
        publication, selection = self.publication, feed.selection
        name = "feed" if feed.suffix == ".atom" else name_of(publication, selection)
        name = selection.filename(name)
        if feed.event:
            body = event_calendar(publication, feed.event, selection)
            name = feed.event.name
        elif _is_of_changes(feed.path):
            body = changes_feed(publication, selection)
            name = selection.filename("changes")
        elif feed.suffix == ".json":
            body = jscalendar_feed(publication, selection)
        elif feed.suffix == ".atom":
            body = atom_feed(publication, selection)
        else:
            body = calendar_feed(publication, selection)
        # For the feed of one event, too: it tells the site's address, and what Podium adds.
        changed, shown_from = publication.shown_since, publication.shown_from
        if selection.window and selection.is_rolling:
            began = Day(selection.window.first, selection.window.zone).begins
            changed, shown_from = max(changed, began), max(shown_from or began, began)
        return prepare(
            body,
            TYPES[feed.suffix],
            REVALIDATE if selection.is_rolling else CACHE_CONTROL,
            last_modified=changed,
            shown_from=shown_from,
            filename=f"{name}{feed.suffix}",
            headers=HEADERS,
        )

    def keep(self, feed: Feed, prepared: PreparedResource) -> None:
        """Keep the resource of a feed for those who ask next."""
        self._cache_of(feed).keep((feed.path, feed.selection), prepared)

    def _cache_of(self, feed: Feed) -> Cache:
        if has_unknown(feed.selection, self._words):
            return self._kept_unknown
        return self._kept_windows if feed.selection.window else self._kept


def _is_of_changes(path: str) -> bool:
    return path == CHANGES or (path.startswith(AGENDAS) and path.endswith(CHANGES_OF_AGENDA))
