"""The feeds of one publication: their addresses, what each may be asked, and what it answers."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from bot.publishing.publication import Publication
from bot.publishing.selection import EVERYTHING, Selection
from bot.web.feed_query import ALARM, FILTERS, LANGUAGE, Words, listed, parse_query, words_of
from bot.web.http.cache import Cache, CacheBounds
from bot.web.http.responses import PreparedResource, prepare
from bot.web.http.static_response import ANY_ORIGIN, NOSNIFF, Header
from events.errors import Refusal
from events.model import Event
from events.text import quoted

CALENDAR, JSCALENDAR, ATOM = "/calendar.ics", "/calendar.json", "/feed.atom"
TYPES = {
    ".ics": "text/calendar; charset=utf-8",
    ".json": "application/jscalendar+json; type=group",  # RFC 8984 §7.1; always UTF-8
    ".atom": "application/atom+xml; charset=utf-8",
}
AGENDAS, EVENTS = "/calendar/", "/events/"
# A change is seen within five minutes through any cache, and a feed that cannot be reached is
# better a day old than gone (RFC 5861).
CACHE_CONTROL = "public, max-age=300, stale-while-revalidate=3600, stale-if-error=86400"
HEADERS: tuple[Header, ...] = (
    ANY_ORIGIN,
    (b"access-control-expose-headers", b"ETag"),
    NOSNIFF,
)
# Filters can be combined without end: what is made of them must not be kept without end.
FEED_BOUNDS = CacheBounds(most=1000, most_bytes=64_000_000)


class UnknownFeed(Refusal):
    """There is no feed at an address that looks like one."""


@dataclass(frozen=True, slots=True)
class Feed:
    """An address that was understood, and the part of the publication that it asks for."""

    path: str
    suffix: str
    selection: Selection
    event: Event | None = None


class FeedTable:
    """The responses of one publication. ``fixed`` are its other ready responses, by path.

    Only the feed of everything is made at once. The others are made when somebody first asks for
    them, as all together would hold up the first request after a change.
    """

    def __init__(self, publication: Publication, fixed: Mapping[str, PreparedResource]) -> None:
        self.publication = publication
        self._ready = {**fixed, CALENDAR: self.make(Feed(CALENDAR, ".ics", EVERYTHING))}
        self._kept = Cache(FEED_BOUNDS)

    @cached_property
    def _agendas(self) -> dict[str, None]:
        """The ids of the agendas, of those too that are gone but for events to be cancelled."""
        there = [agenda.id for agenda in self.publication.agendas.agendas]
        return dict.fromkeys((*there, *(each.agenda for each in self.publication.everything)))

    @cached_property
    def _words(self) -> Words:
        return words_of(self.publication.everything)

    def paths(self) -> Iterator[str]:
        """Yield the address of each feed, without the queries that it may have."""
        yield from (CALENDAR, JSCALENDAR, ATOM)
        for agenda in self._agendas:
            yield from (f"{AGENDAS}{agenda}.ics", f"{AGENDAS}{agenda}.json")
        for name in self.publication.by_name:
            yield f"{EVENTS}{name}.ics"

    def get(self, path: str, query: bytes = b"") -> PreparedResource | None:
        """Return the responses for an address, unless they have to be made or are another's.

        Raises `Refusal` for an address that is wrong.
        """
        prepared = self._ready.get(path)
        if prepared is not None and not (query and path == CALENDAR):
            return prepared
        feed = self.find(path, query)
        return self._kept.get((path, feed.selection)) if feed else None

    def find(self, path: str, query: bytes = b"") -> Feed | None:
        """Understand an address, if it is that of a feed.

        Raises `UnknownFeed`, and `Refusal` for a query that cannot be met.
        """
        stem, dot, extension = path.rpartition(".")
        suffix = f"{dot}{extension}"
        by_name = self.publication.by_name
        if suffix not in TYPES or path.removeprefix(EVENTS) in by_name:
            return None
        event = agenda = None
        if path.startswith(EVENTS):
            event = by_name.get(stem.removeprefix(EVENTS)) if suffix == ".ics" else None
            if event is None:
                raise UnknownFeed("there is no event at this address", f"all are in {CALENDAR}")
        elif path.startswith(AGENDAS) and suffix != ".atom":
            agenda = stem.removeprefix(AGENDAS)
            if agenda not in self._agendas:
                known = listed(self._agendas)
                raise UnknownFeed(f"there is no agenda {quoted(agenda)}", f"known: {known}")
        elif path not in (CALENDAR, JSCALENDAR, ATOM):
            known = listed((CALENDAR, JSCALENDAR, ATOM))
            raise UnknownFeed("there is no feed at this address", f"known: {known}")
        filters = () if event else FILTERS
        alarm = (ALARM,) if suffix == ".ics" else ()
        selection = EVERYTHING if agenda is None else Selection(agenda)
        if query:
            selection = parse_query(query, (*filters, *alarm, LANGUAGE), self._words, agenda)
        return Feed(path, suffix, selection, event)

    def make(self, feed: Feed) -> PreparedResource:
        """Make the responses of a feed. Takes a second where there are ten thousand events."""
        publication, selection = self.publication, feed.selection
        name = "feed" if feed.suffix == ".atom" else publication.name_of(selection)
        name = selection.filename(name)
        if feed.event:
            body = publication.calendar_of(feed.event, selection)
            name = feed.event.name
        elif feed.suffix == ".json":
            body = publication.jscalendar(selection)
        elif feed.suffix == ".atom":
            body = publication.atom(selection)
        else:
            body = publication.calendar(selection)
        return prepare(
            body,
            TYPES[feed.suffix],
            CACHE_CONTROL,
            # That of one event too: its text also tells the site's address, and what Podium adds.
            last_modified=publication.shown_since,
            shown_from=publication.shown_from,
            filename=f"{name}{feed.suffix}",
            headers=HEADERS,
        )

    def keep(self, feed: Feed, prepared: PreparedResource) -> None:
        """Keep what was made of a feed for those who ask next."""
        self._kept.keep((feed.path, feed.selection), prepared)
