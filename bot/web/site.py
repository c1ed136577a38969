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
from bot.publishing.selection import LANGUAGE, folder_of
from bot.web.address import Address, address_of
from bot.web.admin import Health, health_response
from bot.web.asked_language import IN_ENGLISH, AskedLanguage, in_folder, language_of_address
from bot.web.assets import load_assets
from bot.web.client import client_of
from bot.web.feed_app import FeedApp
from bot.web.feed_query import asked_language
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
from bot.web.pages.page_cache import (
    PAGE_BOUNDS,
    TRANSLATED_BOUNDS,
    PageCache,
    Prepare,
    Render,
)
from bot.web.pages.page_path import PagePath
from bot.web.pages.page_responses import missing_page, prepare_page, prepare_text
from bot.web.pages.render import Pages
from events.errors import Refusal
from events.model import Event
from events.wording.languages import LANGUAGES

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
    in_each_language = {
        "/": routes.agenda,
        "/events/{name}": routes.event,
        "/changes": routes.changes,
        "/diary": routes.diary,
        "/diary.txt": routes.diary_text,
    }
    app = Starlette(
        routes=[
            *(Route(path, endpoint) for path, endpoint in in_each_language.items()),
            Route("/health", routes.health),
            *(
                Route(f"{folder}{path}", endpoint)
                for folder in map(folder_of, LANGUAGES)
                if folder
                for path, endpoint in in_each_language.items()
            ),
            *(Route(folder, routes.folder) for folder in map(folder_of, LANGUAGES) if folder),
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
        # Apart, so that whoever reads all pages in all languages takes none from the others.
        self._translated = PageCache(current, clock, TRANSLATED_BOUNDS)
        self._diaries = PageCache(current, clock, DIARY_BOUNDS)
        self._diary_queries = DiaryQueries()

    async def agenda(self, request: Request) -> StaticResponse:
        asked = _language(request)
        return await self._page(request, partial(self._pages.agenda, asked=asked), asked)

    async def folder(self, request: Request) -> StaticResponse:
        # Relative, and without the slash the links of the page would lead out of the folder.
        return refuse_method(request.method) or moved_to(f"{request.scope['path'][1:]}/")

    async def event(self, request: Request) -> StaticResponse:
        name = request.path_params["name"]
        if moved := self._current().by_former_name.get(name):
            code = asked_language(request.scope["query_string"])
            query = f"?{LANGUAGE}={code}" if code else ""
            return refuse_method(request.method) or moved_to(f"{moved.name}{query}")
        _event(name, self._current())  # so that what is not there takes no place of the queue
        asked = _language(request)
        return await self._page(request, partial(self._render_event, name, asked), asked)

    async def changes(self, request: Request) -> StaticResponse:
        asked = _language(request)
        try:
            return await self._page(request, partial(self._pages.changes, asked=asked), asked)
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
        code, _ = in_folder(request.scope["path"])
        folder = AskedLanguage(code, folder_of(code))
        try:
            asked = self._diary_queries.asked(query, folder, self._current(), self._clock.now())
        except Refusal as refusal:
            return refuse_address(refusal, 400, request.method)
        except UnknownAgenda:
            raise HTTPException(404) from None
        return await self._page(request, partial(render, asked), asked, prepare)

    def _render_event(
        self,
        name: str,
        asked: AskedLanguage,
        publication: Publication,
        address: Address,
        now: datetime,
    ) -> bytes:
        return self._pages.event(_event(name, publication), publication, address, now, asked)

    async def _page(
        self,
        request: Request,
        render: Render,
        asked: AskedLanguage | AskedDiary,
        prepare: Prepare = prepare_page,
    ) -> StaticResponse:
        address = address_of(request.scope, self._current().public_url)
        page, headers = (request.scope["path"], asked), request.scope["headers"]
        client = client_of(request.scope)
        try:
            prepared = await self._cache_of(asked).get(
                page, address, render, request.receive, client, prepare
            )
        except NoPlace:
            return BUSY
        return choose(prepared, request.method, headers)

    def _cache_of(self, asked: AskedLanguage | AskedDiary) -> PageCache:
        if isinstance(asked, AskedDiary):
            return self._diaries
        return self._cache if asked.code == IN_ENGLISH.code else self._translated

    async def not_allowed(self, request: Request, _: Exception) -> StaticResponse:
        return refuse_method(request.method) or NOT_ALLOWED

    async def missing(self, request: Request, _: Exception) -> ASGIApp:
        publication = self._current()
        address = address_of(request.scope, publication.public_url)
        path = request.scope["path"]
        if path.count("/") > DEEPEST:
            return _NOTHING_SO_DEEP
        below = in_folder(path)[1]
        page = PagePath.of(below.removeprefix("/"), _language(request))
        was_event = below.startswith("/events/")
        return missing_page(self._pages.missing(publication, address, page, was_event=was_event))

    async def health(self, _: Request) -> StaticResponse:
        # What is wrong may name drafts and files: that is the operator's, at `admin_app`.
        return health_response({"status": self._health().get("status", "ok")})


def _language(request: Request) -> AskedLanguage:
    return language_of_address(request.scope["path"], request.scope["query_string"])


def _event(name: str, publication: Publication) -> Event:
    """Return the event of that name. Raises HTTPException."""
    event = publication.by_name.get(name)
    if event is None:
        raise HTTPException(404)
    return event
