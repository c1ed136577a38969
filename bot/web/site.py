"""The site as one ASGI application: feeds in front, pages and health behind."""

from datetime import datetime
from functools import partial

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.routing import Route
from starlette.types import ASGIApp

from bot.clock import Clock
from bot.publishing.history import HistoryUnreadable
from bot.publishing.publication import CurrentPublication, Publication
from bot.web.address import Address, address_of
from bot.web.admin import Health, health_response
from bot.web.assets import load_assets
from bot.web.client import client_of
from bot.web.feed_app import FeedApp
from bot.web.feeds import FeedTable
from bot.web.http.refusals import (
    BUSY,
    NOT_ALLOWED,
    moved_to,
    refusal_in_text,
    refuse_address,
    refuse_method,
)
from bot.web.http.render_queue import NoPlace
from bot.web.http.responses import choose
from bot.web.http.static_response import StaticResponse
from bot.web.pages.diary import (
    DIARY_BOUNDS,
    AskedDiary,
    DiaryQueries,
    RenderDiary,
    UnknownAgenda,
    text_of_diary,
)
from bot.web.pages.page_cache import PAGE_BOUNDS, PageCache, Prepare, Render
from bot.web.pages.page_responses import missing_page, prepare_page, prepare_text
from bot.web.pages.render import Pages
from events.errors import Refusal
from events.model import Event

# The links of the page of an address that leads nowhere grow with each level of it.
DEEPEST = 8
_NOTHING_SO_DEEP = refusal_in_text(404, "404: there is no page at this address.")


def build_app(current: CurrentPublication, clock: Clock, health: Health) -> FeedApp:
    """Compose the site of the current publication."""
    assets = load_assets()
    cache = PageCache(current, clock, PAGE_BOUNDS)
    pages = page_app(current, clock, health, Pages(assets.paths), cache)
    return FeedApp(current, partial(FeedTable, fixed=assets.resources, clock=clock), pages)


def page_app(
    current: CurrentPublication, clock: Clock, health: Health, pages: Pages, cache: PageCache
) -> Starlette:
    """Compose the part of the site that is no feed and no file."""
    routes = _PageRoutes(current, clock, health, pages, cache)
    app = Starlette(
        routes=[
            Route("/", routes.agenda),
            Route("/events/{name}", routes.event),
            Route("/changes", routes.changes),
            Route("/diary", routes.diary),
            Route("/diary.txt", routes.diary_text),
            Route("/health", routes.health),
        ],
        exception_handlers={404: routes.missing, 405: routes.not_allowed},  # type: ignore[dict-item]
    )
    # A redirect would repeat the Host header, whatever it says.
    app.router.redirect_slashes = False
    return app


class _PageRoutes:
    def __init__(
        self,
        current: CurrentPublication,
        clock: Clock,
        health: Health,
        pages: Pages,
        cache: PageCache,
    ) -> None:
        self._current = current
        self._clock = clock
        self._health = health
        self._pages = pages
        self._cache = cache
        self._diaries = PageCache(current, clock, DIARY_BOUNDS)
        self._diary_queries = DiaryQueries()

    async def agenda(self, request: Request) -> StaticResponse:
        return await self._page(request, self._pages.agenda)

    async def event(self, request: Request) -> StaticResponse:
        name = request.path_params["name"]
        if moved := self._current().by_former_name.get(name):
            return refuse_method(request.method) or moved_to(moved.name)
        _event(name, self._current())  # so that what is not there takes no place of the queue
        return await self._page(request, partial(self._render_event, name))

    async def changes(self, request: Request) -> StaticResponse:
        try:
            return await self._page(request, self._pages.changes)
        except HistoryUnreadable:
            return BUSY

    async def diary(self, request: Request) -> StaticResponse:
        return await self._diary(request, self._pages.diary, prepare_page)

    async def diary_text(self, request: Request) -> StaticResponse:
        return await self._diary(request, text_of_diary, prepare_text)

    async def _diary(
        self, request: Request, render: RenderDiary, prepare: Prepare
    ) -> StaticResponse:
        query = request.scope["query_string"]
        try:
            asked = self._diary_queries.asked(query, self._current(), self._clock.now())
        except Refusal as refusal:
            return refuse_address(refusal, 400, request.method)
        except UnknownAgenda:
            raise HTTPException(404) from None
        return await self._page(request, partial(render, asked), self._diaries, asked, prepare)

    def _render_event(
        self, name: str, publication: Publication, address: Address, now: datetime
    ) -> bytes:
        return self._pages.event(_event(name, publication), publication, address, now)

    async def _page(
        self,
        request: Request,
        render: Render,
        cache: PageCache | None = None,
        asked: AskedDiary | None = None,
        prepare: Prepare = prepare_page,
    ) -> StaticResponse:
        address = address_of(request.scope, self._current().public_url)
        page, headers = (request.scope["path"], asked), request.scope["headers"]
        client = client_of(request.scope)
        try:
            prepared = await (cache or self._cache).get(
                page, address, render, request.receive, client, prepare
            )
        except NoPlace:
            return BUSY
        return choose(prepared, request.method, headers)

    async def not_allowed(self, request: Request, _: Exception) -> StaticResponse:
        return refuse_method(request.method) or NOT_ALLOWED

    async def missing(self, request: Request, _: Exception) -> ASGIApp:
        publication = self._current()
        address = address_of(request.scope, publication.public_url)
        path = request.scope["path"]
        if path.count("/") > DEEPEST:
            return _NOTHING_SO_DEEP
        root = "../" * (path.count("/") - 1) or "./"
        was_event = path.startswith("/events/")
        return missing_page(self._pages.missing(publication, address, root, was_event=was_event))

    async def health(self, _: Request) -> StaticResponse:
        # What is wrong may name drafts and files: that is the operator's, at `admin_app`.
        return health_response({"status": self._health().get("status", "ok")})


def _event(name: str, publication: Publication) -> Event:
    """Return the event of that name. Raises HTTPException."""
    event = publication.by_name.get(name)
    if event is None:
        raise HTTPException(404)
    return event
