"""The feeds and other fixed addresses, answered in front of Starlette from a table in memory.

A client that polls every hour should cost next to nothing: one look-up, one choice, one write.
"""

from collections.abc import Callable, Mapping

from starlette.types import ASGIApp, Receive, Scope, Send

from bot.publication import Publication
from bot.web.prepared import Header, Prepared, choose, prepare

CALENDAR = "/calendar.ics"
CALENDAR_TYPE = "text/calendar; charset=utf-8"
# A change is seen within five minutes through any cache, and a feed that cannot be reached is
# better a day old than gone (RFC 5861).
CACHE_CONTROL = "public, max-age=300, stale-while-revalidate=3600, stale-if-error=86400"
HEADERS: tuple[Header, ...] = (
    (b"access-control-allow-origin", b"*"),
    (b"access-control-expose-headers", b"ETag"),
    (b"x-content-type-options", b"nosniff"),
)


class Table:
    """The prepared responses of one publication, by path. ``fixed`` are in every table.

    An event's own calendar is prepared when somebody first asks for it: hundreds of them would
    hold up the first request after a change.
    """

    def __init__(self, publication: Publication, fixed: Mapping[str, Prepared]) -> None:
        self._publication = publication
        agendas = publication.agendas.agendas
        name = agendas[0].id if len(agendas) == 1 else "calendar"
        self._ready = {**fixed, CALENDAR: prepare_calendar(publication, name)}
        self._events = {f"/events/{name}.ics": each for name, each in publication.by_name.items()}

    def get(self, path: str) -> Prepared | None:
        """Return the responses for a path, if the path is one of this table's."""
        prepared = self._ready.get(path)
        if prepared is None and (event := self._events.get(path)):
            prepared = self._ready[path] = prepare(
                self._publication.calendar_of(event),
                CALENDAR_TYPE,
                CACHE_CONTROL,
                last_modified=self._publication.revisions[event.uid].last_modified,
                filename=f"{event.name}.ics",
                headers=HEADERS,
            )
        return prepared


def prepare_calendar(publication: Publication, name: str) -> Prepared:
    """Prepare the feed of everything, to be saved as ``name``.ics."""
    return prepare(
        publication.calendar(),
        CALENDAR_TYPE,
        CACHE_CONTROL,
        last_modified=publication.last_modified,
        filename=f"{name}.ics",
        headers=HEADERS,
    )


class Feeds:
    """An ASGI application that answers from the table, and leaves what is not there to another."""

    def __init__(
        self,
        current: Callable[[], Publication],
        fixed: Mapping[str, Prepared],
        otherwise: ASGIApp,
    ) -> None:
        self._current = current
        self._fixed = fixed
        self._otherwise = otherwise
        self._publication = current()
        self._table = Table(self._publication, fixed)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "http":
            publication = self._current()
            if publication is not self._publication:
                # The table first: if it cannot be made, the next request tries again.
                self._table = Table(publication, self._fixed)
                self._publication = publication
            prepared = self._table.get(scope["path"])
            if prepared is not None:
                await choose(prepared, scope["method"], scope["headers"])(scope, receive, send)
                return
        await self._otherwise(scope, receive, send)
