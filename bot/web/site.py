"""The site as one ASGI application: feeds in front, pages and health behind."""

import asyncio
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.clock import Clock
from bot.publishing.publication import Publication
from bot.web.address import Address, address_of
from bot.web.assets import A_DAY, NOSNIFF, Assets, load_assets
from bot.web.feed_app import FeedApp
from bot.web.http.cache import Cache
from bot.web.http.render_queue import BUSY, QueueFull, RenderQueue
from bot.web.http.responses import PreparedResource, StaticResponse, choose, prepare
from bot.web.pages.render import Pages
from bot.web.pages.views import reads_until
from events.model import Event

HTML = "text/html; charset=utf-8"
# A page is asked for anew each time, and mostly answered with 304: it changes as time goes by.
REVALIDATE = "no-cache"
ROBOTS = b"User-agent: *\nDisallow: /health\n"
POLICY = (
    b"default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
    b"base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
SECURITY = (
    (b"content-security-policy", POLICY),
    (b"referrer-policy", b"no-referrer"),
    (b"x-content-type-options", b"nosniff"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
)
# Without a public address the pages differ by Host header, which anybody can make up.
MOST_PAGES = 1000
MOST_PAGES_BYTES = 32_000_000

Health = Callable[[], Mapping[str, object]]
Render = Callable[[Publication, Address, datetime], bytes]


def build_app(
    current: Callable[[], Publication],
    clock: Clock,
    health: Health = dict,
) -> FeedApp:
    """Compose the site.

    ``current`` returns the publication to show, the same object until something changes.
    ``health`` adds to what ``/health`` reports, and may say another ``status`` than ok.
    """
    assets = load_assets()
    site = _PageRoutes(current, clock, health, Pages(assets.paths))
    pages = Starlette(
        routes=[
            Route("/", site.agenda),
            Route("/events/{name}", site.event),
            Route("/health", site.health),
        ],
        exception_handlers={404: site.missing},
    )
    # A redirect would repeat the Host header, whatever it says.
    pages.router.redirect_slashes = False
    return FeedApp(current, fixed_files(assets), pages)


def fixed_files(assets: Assets) -> dict[str, PreparedResource]:
    """Return the responses that no definition changes, by path."""
    robots = prepare(ROBOTS, "text/plain; charset=utf-8", A_DAY, headers=NOSNIFF)
    return {**assets.prepared, "/robots.txt": robots}


def prepare_page(page: bytes) -> PreparedResource:
    """Decide every response for a page."""
    return prepare(page, HTML, REVALIDATE, headers=SECURITY)


@dataclass(frozen=True, slots=True)
class _Reading:
    """The pages of a publication that were made, for as long as each of them reads the same."""

    publication: Publication
    since: datetime
    until: datetime | None  # None means for good
    kept: Cache

    @classmethod
    def at(cls, publication: Publication, now: datetime) -> "_Reading":
        until = reads_until(publication.everything, now)
        return cls(publication, now, until, Cache(MOST_PAGES, MOST_PAGES_BYTES))

    def holds(self, publication: Publication, now: datetime) -> bool:
        return (
            publication is self.publication
            and self.since <= now
            and (self.until is None or now < self.until)
        )


class _PageRoutes:
    """The routes. A page is rendered once for as long as it reads the same.

    In a thread: of ten thousand events it takes a tenth of a second, and others are served in that.
    """

    def __init__(
        self, current: Callable[[], Publication], clock: Clock, health: Health, pages: Pages
    ) -> None:
        self._current = current
        self._clock = clock
        self._health = health
        self._pages = pages
        self._reading: _Reading | None = None
        self._turns = RenderQueue()

    async def agenda(self, request: Request) -> StaticResponse:
        return await self._page(request, self._pages.agenda)

    async def event(self, request: Request) -> StaticResponse:
        name = request.path_params["name"]
        _event(name, self._current())  # so that nobody has a turn for what is not there
        return await self._page(request, partial(self._render_event, name))

    def _render_event(
        self, name: str, publication: Publication, address: Address, now: datetime
    ) -> bytes:
        return self._pages.event(_event(name, publication), publication, address, now)

    async def missing(self, request: Request, _: Exception) -> Response:
        publication = self._current()
        address = address_of(request.scope, publication.public_url)
        path = request.scope["path"]
        root = "../" * (path.count("/") - 1) or "./"
        was_event = path.startswith("/events/")
        page = self._pages.missing(publication, address, root, was_event=was_event)
        headers = {name.decode(): value.decode() for name, value in SECURITY}
        return Response(page, 404, {**headers, "cache-control": REVALIDATE}, "text/html")

    async def health(self, _: Request) -> StaticResponse:
        agendas = self._current().agendas
        report = {
            "status": "ok",
            "agendas": len(agendas.agendas),
            "events": len(agendas.events),
            "now": self._clock.now().astimezone(UTC).isoformat(timespec="seconds"),
            **self._health(),
        }
        body = json.dumps(report, default=str).encode() + b"\n"
        return StaticResponse(
            200,
            (
                (b"content-type", b"application/json"),
                (b"content-length", str(len(body)).encode("ascii")),
                (b"cache-control", b"no-store"),
                (b"x-content-type-options", b"nosniff"),
            ),
            body,
        )

    async def _page(self, request: Request, render: Render) -> StaticResponse:
        path, headers = request.scope["path"], request.scope["headers"]
        address = address_of(request.scope, self._current().public_url)
        prepared = self._kept(path, address)
        if prepared is None:
            try:
                async with self._turns.take((path, address), request.receive):
                    prepared = self._kept(path, address) or await self._made(path, address, render)
            except QueueFull:
                return BUSY
        return choose(prepared, request.method, headers)

    def _kept(self, path: str, address: Address) -> PreparedResource | None:
        reading = self._reading
        if reading is None or not reading.holds(self._current(), self._clock.now()):
            return None
        return reading.kept.get((path, address))

    async def _made(self, path: str, address: Address, render: Render) -> PreparedResource:
        publication, now = self._current(), self._clock.now()
        if self._reading is None or not self._reading.holds(publication, now):
            self._reading = await asyncio.to_thread(_Reading.at, publication, now)
        reading = self._reading
        page = await asyncio.to_thread(render, publication, address, now)
        prepared = await asyncio.to_thread(prepare_page, page)
        reading.kept.keep((path, address), prepared)
        return prepared


def _event(name: str, publication: Publication) -> Event:
    """Return the event of that name. Raises HTTPException."""
    event = publication.by_name.get(name)
    if event is None:
        raise HTTPException(404)
    return event
