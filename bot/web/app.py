"""The site as one ASGI application: feeds in front, pages and health behind."""

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
from bot.publication import Publication
from bot.web.address import Address, address_of
from bot.web.assets import A_DAY, NOSNIFF, Assets, load_assets
from bot.web.front import Front
from bot.web.page import reads_until
from bot.web.prepared import Answer, Prepared, choose, prepare
from bot.web.render import Pages

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
MOST_PAGES = 256

Health = Callable[[], Mapping[str, object]]


def build_app(
    current: Callable[[], Publication],
    clock: Clock,
    health: Health = dict,
) -> Front:
    """Compose the site.

    ``current`` returns the publication to show, the same object until something changes.
    ``health`` adds to what ``/health`` reports, and may say another ``status`` than ok.
    """
    assets = load_assets()
    site = _Site(current, clock, health, Pages(assets.paths))
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
    return Front(current, fixed_files(assets), pages)


def fixed_files(assets: Assets) -> dict[str, Prepared]:
    """Return the responses that no definition changes, by path."""
    robots = prepare(ROBOTS, "text/plain; charset=utf-8", A_DAY, headers=NOSNIFF)
    return {**assets.prepared, "/robots.txt": robots}


def prepare_page(page: bytes) -> Prepared:
    """Decide every response for a page."""
    return prepare(page, HTML, REVALIDATE, headers=SECURITY)


@dataclass(frozen=True, slots=True)
class _Kept:
    """A page, and the span of time through which it reads the same."""

    prepared: Prepared
    since: datetime
    until: datetime | None


class _Site:
    """The routes. A page is rendered once for as long as it reads the same."""

    def __init__(
        self, current: Callable[[], Publication], clock: Clock, health: Health, pages: Pages
    ) -> None:
        self._current = current
        self._clock = clock
        self._health = health
        self._pages = pages
        self._publication: Publication | None = None
        self._kept: dict[tuple[str, Address], _Kept] = {}

    async def agenda(self, request: Request) -> Answer:
        return self._page(request, self._pages.agenda)

    async def event(self, request: Request) -> Answer:
        event = self._current().by_name.get(request.path_params["name"])
        if event is None:
            raise HTTPException(404)
        return self._page(request, partial(self._pages.event, event))

    async def missing(self, request: Request, _: Exception) -> Response:
        publication = self._current()
        address = address_of(request.scope, publication.public_url)
        path = request.scope["path"]
        root = "../" * (path.count("/") - 1) or "./"
        was_event = path.startswith("/events/")
        page = self._pages.missing(publication, address, root, was_event=was_event)
        headers = {name.decode(): value.decode() for name, value in SECURITY}
        return Response(page, 404, {**headers, "cache-control": REVALIDATE}, "text/html")

    async def health(self, _: Request) -> Answer:
        agendas = self._current().agendas
        report = {
            "status": "ok",
            "agendas": len(agendas.agendas),
            "events": len(agendas.events),
            "now": self._clock.now().astimezone(UTC).isoformat(timespec="seconds"),
            **self._health(),
        }
        body = json.dumps(report, default=str).encode() + b"\n"
        return Answer(
            200,
            (
                (b"content-type", b"application/json"),
                (b"content-length", str(len(body)).encode("ascii")),
                (b"cache-control", b"no-store"),
                (b"x-content-type-options", b"nosniff"),
            ),
            body,
        )

    def _page(
        self, request: Request, render: Callable[[Publication, Address, datetime], bytes]
    ) -> Answer:
        publication, now = self._current(), self._clock.now()
        if publication is not self._publication or len(self._kept) >= MOST_PAGES:
            self._publication = publication
            self._kept.clear()
        address = address_of(request.scope, publication.public_url)
        kept = self._kept.get((request.scope["path"], address))
        if kept is None or now < kept.since or (kept.until is not None and kept.until <= now):
            page = prepare_page(render(publication, address, now))
            kept = _Kept(page, now, reads_until(publication.everything, now))
            self._kept[request.scope["path"], address] = kept
        return choose(kept.prepared, request.method, request.scope["headers"])
