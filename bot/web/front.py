"""The ASGI application in front of Starlette: feeds and files, answered from a table in memory.

A client that polls every hour should cost next to nothing: one look-up, one choice, one write.
"""

import asyncio
from collections.abc import Callable, Iterable, Mapping

from starlette.types import ASGIApp, Receive, Scope, Send

from bot.publication import Publication
from bot.web.feeds import Table, UnknownFeed
from bot.web.prepared import NOT_ALLOWED, PREFLIGHT, Answer, Header, Prepared, choose
from events.problems import Refusal


class Front:
    """Answers what the table of the current publication has; another application the rest."""

    def __init__(
        self,
        current: Callable[[], Publication],
        fixed: Mapping[str, Prepared],
        otherwise: ASGIApp,
    ) -> None:
        self._current = current
        self._fixed = fixed
        self._otherwise = otherwise
        self._table = Table(current(), fixed)
        # One after the other: many at once would be no sooner ready, and starve everything else.
        self._making = asyncio.Lock()

    def answer_at_once(
        self, method: str, path: str, query: bytes, headers: Iterable[Header]
    ) -> Answer | None:
        """Return the answer to a request, unless something has to be made or it is another's."""
        if self._current() is not self._table.publication:
            return None
        return _pick(self._table, method, path, query, headers)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "http":
            if self._current() is not self._table.publication:
                await self.renew()
            answer = await self._answer(
                scope["method"], scope["path"], scope["query_string"], scope["headers"]
            )
            if answer is not None:
                await answer(scope, receive, send)
                return
        await self._otherwise(scope, receive, send)

    async def renew(self) -> None:
        """Make the table of the current publication, so that no reader need wait for it."""
        async with self._making:
            publication = self._current()
            if publication is not self._table.publication:
                # Replaced only once it is made: if it cannot be, the next request tries again.
                made = await asyncio.to_thread(Table, publication, self._fixed, self._table)
                self._table = made

    async def _answer(
        self, method: str, path: str, query: bytes, headers: Iterable[Header]
    ) -> Answer | None:
        table = self._table
        answer = _pick(table, method, path, query, headers)
        if answer is not None or not (feed := table.find(path, query)):
            return answer
        async with self._making:
            prepared = table.get(path, query)  # which may have been made while we waited
            if prepared is None:
                prepared = await asyncio.to_thread(table.make, feed)
                table.keep(feed, prepared)
        return choose(prepared, method, headers)


def _pick(
    table: Table, method: str, path: str, query: bytes, headers: Iterable[Header]
) -> Answer | None:
    try:
        prepared = table.get(path, query)
    except Refusal as refusal:
        return _refuse(refusal, method)
    return choose(prepared, method, headers) if prepared else None


def _refuse(refusal: Refusal, method: str) -> Answer:
    """Say in a line of plain text why there is nothing at an address (RFC 9110 §15.5)."""
    if method not in ("GET", "HEAD"):
        return PREFLIGHT if method == "OPTIONS" else NOT_ALLOWED
    status = 404 if isinstance(refusal, UnknownFeed) else 400
    body = f"{status}: {refusal}\n".encode()
    headers = (
        (b"content-type", b"text/plain; charset=utf-8"),
        (b"content-length", str(len(body)).encode("ascii")),
        (b"cache-control", b"no-cache"),
        (b"access-control-allow-origin", b"*"),
        (b"x-content-type-options", b"nosniff"),
    )
    return Answer(status, headers, body if method == "GET" else b"")
