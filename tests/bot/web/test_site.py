"""The site over real HTTP."""

import asyncio
import json
import re
import threading
from dataclasses import replace
from datetime import datetime
from functools import partial

import icalendar
import pytest
from sqlalchemy.exc import OperationalError

from bot.clock import Clock
from bot.publishing.parts.feeds import calendar_feed
from bot.publishing.publication import CurrentPublication, Publication
from bot.web.address import Address
from bot.web.admin import Health
from bot.web.asked_language import IN_ENGLISH, AskedLanguage
from bot.web.assets import load_assets
from bot.web.feed_app import FeedApp
from bot.web.feeds import CACHE_CONTROL, FeedTable
from bot.web.http.cache import CacheBounds
from bot.web.http.security import SECURITY
from bot.web.pages.page_cache import PAGE_BOUNDS, PageCache
from bot.web.pages.render import Pages
from bot.web.site import page_app
from events.history import Statement, Told
from events.model import Agenda, Agendas, Event, Status
from events.revisions import revise
from events.time_grammar import parse_start
from tests.bot.web.publications import (
    COUNCIL,
    MIDWEEK,
    PUBLISHED,
    bundled,
    event,
    publication_of,
    publish,
)
from tests.bot.web.serving import served
from tests.events.builders import unfolded


async def test_the_feed_is_the_publications_calendar() -> None:
    publication = bundled()
    async with served(publication) as site:
        response = await site.client.get("/calendar.ics")
    assert response.status_code == 200
    assert response.content == calendar_feed(publication)
    assert response.headers["content-type"] == "text/calendar; charset=utf-8"
    assert response.headers["content-encoding"] == "gzip"
    assert response.headers["cache-control"] == CACHE_CONTROL
    assert response.headers["vary"] == "Accept-Encoding"
    assert response.headers["last-modified"] == "Sun, 09 Jan 2022 08:00:00 GMT"
    assert (
        response.headers["content-disposition"] == 'inline; filename="security-talks-2022-01.ics"'
    )
    assert response.headers["access-control-allow-origin"] == "*"
    assert "server" not in response.headers


async def test_a_second_fetch_costs_no_body() -> None:
    async with served(bundled()) as site:
        first = await site.client.get("/calendar.ics")
        again = await site.client.get(
            "/calendar.ics", headers={"if-none-match": first.headers["etag"]}
        )
        since = await site.client.get(
            "/calendar.ics", headers={"if-modified-since": first.headers["last-modified"]}
        )
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    assert since.status_code == 304


async def test_each_event_has_a_calendar_of_its_own() -> None:
    publication = bundled()
    async with served(publication) as site:
        response = await site.client.get(f"/events/{COUNCIL}.ics")
        again = await site.client.get(f"/events/{COUNCIL}.ics")
        missing = await site.client.get("/events/nothing.ics")
    calendar = icalendar.Calendar.from_ical(response.content)
    assert [str(each["SUMMARY"]) for each in calendar.walk("VEVENT")] == ["NATO–Russia Council"]
    assert f'filename="{COUNCIL}.ics"' in response.headers["content-disposition"]
    assert again.content == response.content
    assert missing.status_code == 404


async def test_head_tells_what_get_would() -> None:
    async with served(bundled()) as site:
        for path in ("/calendar.ics", "/", f"/events/{COUNCIL}", "/robots.txt", "/favicon.svg"):
            get, head = await site.client.get(path), await site.client.head(path)
            assert head.content == b""
            assert {**head.headers, "date": ""} == {**get.headers, "date": ""}


async def test_other_sites_may_read_the_feed() -> None:
    async with served(bundled()) as site:
        asked = await site.client.options(
            "/calendar.ics",
            headers={"origin": "https://other.example", "access-control-request-method": "GET"},
        )
    assert asked.status_code == 204
    assert asked.headers["access-control-allow-origin"] == "*"
    assert "GET" in asked.headers["access-control-allow-methods"]


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "PROPFIND"])
@pytest.mark.parametrize("path", ["/calendar.ics", "/", "/health"])
async def test_nothing_can_be_written(method: str, path: str) -> None:
    async with served(bundled()) as site:
        response = await site.client.request(method, path, content=b"x" * 100_000)
    assert response.status_code == 405
    assert "GET" in response.headers["allow"]


async def test_a_new_publication_is_served_at_once() -> None:
    async with served(bundled()) as site:
        old = await site.client.get("/calendar.ics")
        page = await site.client.get("/")
        await site.show(publication_of(event("2022-01-12 09:00", title="Something new")))
        new = await site.client.get("/calendar.ics")
        new_page = await site.client.get("/")
        gone = await site.client.get(f"/events/{COUNCIL}.ics")
    assert new.headers["etag"] != old.headers["etag"]
    assert b"Something new" in new.content
    assert "Something new" in new_page.text
    assert "Something new" not in page.text
    assert gone.status_code == 404


async def test_a_page_changes_as_time_goes_by_and_only_then() -> None:
    async with served(bundled()) as site:
        first = await site.client.get("/")
        site.clock.instant = MIDWEEK.replace(hour=11)
        same = await site.client.get("/", headers={"if-none-match": first.headers["etag"]})
        site.clock.instant = MIDWEEK.replace(day=12, hour=9)
        later = await site.client.get("/", headers={"if-none-match": first.headers["etag"]})
    assert first.headers["cache-control"] == "no-cache"
    assert same.status_code == 304
    assert later.status_code == 200
    assert "Under way" in later.text


async def test_what_lasts_is_told_with_its_last_day_and_what_is_unsure_as_unsure() -> None:
    publication = publication_of(
        event(
            "2026-12-30", "summit", end=parse_start("2027-01-01", "UTC"), status=Status.TENTATIVE
        ),
    )
    async with served(publication) as site:
        page = (await site.client.get("/")).text
        summit = (await site.client.get("/events/summit.test")).text
    assert 'og:description" content="1 event, 30 December 2026 – 1 January 2027"' in page
    days = "30 December 2026 to 1 January 2027"
    assert f'og:description" content="Tentative: Meeting, {days}"' in summit
    assert f">{days}</time>" in summit
    assert "3 days" in summit
    assert "to be announced" not in summit + page


async def test_the_links_are_those_of_the_public_address() -> None:
    async with served(bundled("https://podium.example")) as site:
        page = (await site.client.get("/", headers={"host": "evil.example"})).text
    assert "webcal://podium.example/calendar.ics" in page
    assert "evil.example" not in page
    assert "only this computer" not in page


async def test_without_a_public_address_the_links_are_those_of_the_host() -> None:
    async with served(bundled()) as site:
        page = (await site.client.get("/")).text
        named = (await site.client.get("/", headers={"host": "talks.example"})).text
    assert f"webcal://{site.url.removeprefix('http://')}/calendar.ics" in page
    assert "only this computer" in page
    assert "webcal://talks.example/calendar.ics" in named
    assert "only this computer" not in named


@pytest.mark.parametrize(
    "host",
    ['"><script>alert(1)</script>', "evil.example/x", "javascript:alert(1)//", "a@evil.example"],
)
@pytest.mark.parametrize("path", ["/", f"/events/{COUNCIL}", "/nowhere", f"/events/{COUNCIL}/"])
async def test_a_hostile_host_header_reaches_no_page(host: str, path: str) -> None:
    async with served(bundled()) as site:
        response = await site.client.get(path, headers={"host": host})
        good = await site.client.get(path)
    assert response.text == good.text
    assert "location" not in response.headers


@pytest.mark.parametrize("path", ["/", f"/events/{COUNCIL}", "/nowhere", "/events/nothing"])
async def test_pages_come_with_a_strict_policy(path: str) -> None:
    async with served(bundled()) as site:
        response = await site.client.get(path)
    policy = response.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert response.headers["referrer-policy"] == "no-referrer"
    assert response.headers["x-content-type-options"] == "nosniff"
    assert "camera=()" in response.headers["permissions-policy"]
    assert not re.search(r"<(style|script)>|style=|\son\w+=", response.text)
    assert response.headers["content-type"] == "text/html; charset=utf-8"


@pytest.mark.parametrize("path", ["/", f"/events/{COUNCIL}", "/nowhere", "/a/b/c"])
async def test_all_that_a_page_loads_is_there(path: str) -> None:
    async with served(bundled()) as site:
        page = await site.client.get(path)
        for link in re.findall(r'(?:src|href)="([^"#]*static/[^"]*)"', page.text):
            asset = await site.client.get(page.url.join(link))
            assert asset.status_code == 200
            assert "immutable" in asset.headers["cache-control"]


async def test_an_event_has_a_page() -> None:
    async with served(bundled()) as site:
        page = (await site.client.get(f"/events/{COUNCIL}")).text
    assert "<h1" in page
    assert "Sergey Ryabkov" in page
    assert f'href="../events/{COUNCIL}.ics"' in page


async def test_what_is_not_there_is_said_in_plain_words() -> None:
    async with served(bundled()) as site:
        unknown = await site.client.get("/events/us-russia-talks")
        nowhere = await site.client.get("/wp-login.php")
    assert unknown.status_code == nowhere.status_code == 404
    assert "There is no event at this address" in unknown.text
    assert "There is no page at this address" in nowhere.text


async def test_an_event_that_vanished_is_shown_as_no_longer_listed() -> None:
    before = bundled()
    agenda = before.agendas.agendas[0]
    fewer = Agendas((replace(agenda, events=agenda.events[:1]),))
    publication = Publication(fewer, revise(before.revisions, fewer, MIDWEEK))
    async with served(publication) as site:
        page = (await site.client.get(f"/events/{COUNCIL}")).text
    assert "<s>NATO–Russia Council</s>" in page
    assert "No longer listed" in page
    assert "Cancelled" not in page


async def test_health_tells_strangers_the_status_alone() -> None:
    report = {"status": "degraded", "troubles": {"definitions": "/srv/secret.yaml: a draft"}}
    async with served(bundled(), health=lambda: report) as site:
        response = await site.client.get("/health")
    assert json.loads(response.content) == {"status": "degraded"}
    assert response.headers["cache-control"] == "no-store"


async def test_however_much_is_on_the_front_page_is_small_and_says_how_much_more_there_is() -> None:
    past = [event("2022-01-10 09:00", f"past-{number}") for number in range(1500)]
    coming = [event("2022-01-12 09:00", f"coming-{number}") for number in range(201)]
    async with served(publication_of(*past, *coming)) as site:
        page = (await site.client.get("/")).text
        unseen = await site.client.get("/events/past-0.test")
    assert len(page) < 500_000
    assert "1,450 earlier events are not shown here." in page
    assert "1 more is further ahead." in page
    assert unseen.status_code == 200


async def test_robots_and_icons_are_there() -> None:
    async with served(bundled()) as site:
        robots = await site.client.get("/robots.txt")
        icons = [await site.client.get(path) for path in ("/favicon.svg", "/favicon.ico")]
    assert robots.text.startswith("User-agent: *")
    assert all(icon.headers["content-type"] == "image/svg+xml" for icon in icons)


class CountedPages(Pages):
    """Notes the address of each page that is rendered, which must not hold up the others."""

    def __init__(self, bounds: CacheBounds = PAGE_BOUNDS) -> None:
        super().__init__(load_assets().paths)
        self.rendered: list[str] = []
        self._bounds = bounds

    def build(self, current: CurrentPublication, clock: Clock, health: Health) -> FeedApp:
        """Compose a site that shows these pages."""
        cache = PageCache(current, clock, self._bounds)
        pages = page_app(current, clock, health, self, cache)
        return FeedApp(current, partial(FeedTable, fixed={}), pages)

    def agenda(
        self,
        publication: Publication,
        address: Address,
        now: datetime,
        asked: AskedLanguage = IN_ENGLISH,
    ) -> bytes:
        self._note(address)
        return super().agenda(publication, address, now, asked)

    def event(
        self,
        event: Event,
        publication: Publication,
        address: Address,
        now: datetime,
        asked: AskedLanguage = IN_ENGLISH,
    ) -> bytes:
        self._note(address)
        return super().event(event, publication, address, now, asked)

    def _note(self, address: Address) -> None:
        assert threading.current_thread() is not threading.main_thread()
        self.rendered.append(address.url)


async def test_a_page_is_rendered_once_for_all_who_ask_for_it() -> None:
    pages = CountedPages()
    async with served(bundled(), build=pages.build) as site:
        responses = await asyncio.gather(*[site.client.get("/") for _ in range(5)])
    assert {response.status_code for response in responses} == {200}
    assert len(pages.rendered) == 1


async def test_who_reads_every_page_takes_none_from_the_others() -> None:
    pages = CountedPages()
    events = [event("2022-01-12 09:00", f"talks-{number}") for number in range(300)]
    async with served(publication_of(*events), build=pages.build) as site:
        await site.client.get("/")
        for each in events:
            assert (await site.client.get(f"/events/{each.name}")).status_code == 200
        await site.client.get("/")
    assert len(pages.rendered) == 1 + len(events)


async def test_no_number_of_made_up_hosts_fills_the_memory() -> None:
    pages = CountedPages(CacheBounds(most=1000, most_bytes=200_000))
    async with served(bundled(), build=pages.build) as site:
        for number in range(100):
            headers = {"host": f"h{number}.example"}
            assert (await site.client.get("/", headers=headers)).status_code == 200
            await site.client.get("/")
        before = len(pages.rendered)
        # What was asked for all the time is still there, and what was asked for once is not.
        await site.client.get("/")
        await site.client.get("/", headers={"host": "h99.example"})
        assert len(pages.rendered) == before
        await site.client.get("/", headers={"host": "h0.example"})
        assert len(pages.rendered) == before + 1


async def test_a_publication_that_cannot_be_shown_leaves_the_last_one_and_is_tried_again(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with served(bundled()) as site:
        shown = await site.client.get("/calendar.ics")
        site.publication = publish(Agendas(()))  # the feed needs an agenda
        while not caplog.records:
            kept = await site.client.get("/calendar.ics")
            assert (kept.status_code, kept.content) == (200, shown.content)
        site.publication = publication_of(event("2022-01-12 09:00", title="Something new"))
        while b"Something new" not in (await site.client.get("/calendar.ics")).content:
            pass
    assert caplog.records[0].message == "what is published could not be shown"


async def test_several_agendas_have_the_name_that_their_titles_make() -> None:
    def together(*titles: str) -> Publication:
        return publish(
            Agendas(tuple(Agenda(f"a{n}", t, "UTC", ()) for n, t in enumerate(titles))),
            "https://podium.example",
        )

    async with served(together("NATO <1>", "OSCE", "EU")) as site:
        page = (await site.client.get("/")).text
        assert '<meta property="og:title" content="NATO &lt;1&gt;, OSCE and EU">' in page
        assert page.count("<li><bdi>") == 0  # the heading names them all
        calendar = await site.client.get("/calendar.ics")
        assert "X-WR-CALNAME:NATO <1>\\, OSCE and EU" in unfolded(calendar.content)
        french = await site.client.get("/calendar.ics?lang=fr")
        assert "X-WR-CALNAME:NATO <1>\\, OSCE et EU" in unfolded(french.content)
        atom = await site.client.get("/feed.atom")
        assert "<title>NATO &lt;1&gt;, OSCE and EU</title>" in atom.text
        await site.show(together("NATO", "OSCE", "EU", "UN", "AU"))
        page = (await site.client.get("/")).text
        assert '<h1 dir="auto">NATO, OSCE and 3 others</h1>' in page
        assert "<li><bdi>AU</bdi></li>" in page


@pytest.mark.parametrize(
    "path", ["/" * 30_000, "/x" * 15_000, "/" + "x" * 30_000, f"/calendar/{'x' * 30_000}.ics"]
)
async def test_no_answer_grows_with_the_address(path: str) -> None:
    async with served(bundled()) as site:
        short = await site.client.get("/x")
        missing = await site.client.get(site.url + path)
    assert missing.status_code == 404
    assert len(missing.content) <= len(short.content)


@pytest.mark.parametrize("path", ["/", "/calendar.ics", "/events/x", "/nothing.ics"])
async def test_what_only_reads_refuses_the_rest_with_the_security_headers(path: str) -> None:
    async with served(bundled()) as site:
        refused = await site.client.post(path)
        missing = await site.client.get("/nothing.ics")
    for response, status in ((refused, 405), (missing, 404)):
        assert response.status_code == status
        for name, value in SECURITY:
            assert response.headers[name.decode()] == value.decode()


class Unreadable:
    """A history whose database is gone, until it is put back."""

    broken = True

    def statements(self, _uid: str) -> list[Statement]:
        if self.broken:
            raise OperationalError("SELECT", {}, Exception("gone"))
        return [Statement(PUBLISHED, TALKS_AS_PUBLISHED, 0)]

    def newest(self, _most: int, _agendas: object) -> list[Told]:
        return [Told(None, each) for each in self.statements("")]


TALKS_AS_PUBLISHED = event("2022-01-12 09:00")


async def test_a_page_is_shown_without_its_history_while_that_cannot_be_read() -> None:
    agendas = Agendas((Agenda("test", "A test", "UTC", (TALKS_AS_PUBLISHED,)),))
    source = Unreadable()
    publication = Publication(agendas, revise({}, agendas, PUBLISHED), source=source)
    async with served(publication) as site:
        page = await site.client.get("/events/talks.test")
        busy = [await site.client.get(path) for path in ("/changes", "/changes.atom")]
        feed = await site.client.get("/calendar.ics")
        source.broken = False
        after = await site.client.get("/events/talks.test")
        whole = [await site.client.get(path) for path in ("/changes", "/changes.atom")]
    assert (page.status_code, feed.status_code) == (200, 200)
    assert "It cannot be read at the moment." in page.text
    assert [each.status_code for each in busy] == [503, 503]
    assert "First announced here 9 January 2022" in after.text
    assert [each.status_code for each in whole] == [200, 200]


async def test_a_feed_of_changes_is_that_of_everything_or_of_an_agenda() -> None:
    async with served(bundled()) as site:
        whole = await site.client.get("/changes.atom")
        again = await site.client.get(
            "/changes.atom", headers={"if-none-match": whole.headers["etag"]}
        )
        part = await site.client.get("/calendar/security-talks-2022-01.changes.atom")
        unknown = await site.client.get("/calendar/nothing.changes.atom")
        none = await site.client.get("/calendar/security-talks-2022-01.atom")
    assert whole.headers["content-type"] == "application/atom+xml; charset=utf-8"
    assert (again.status_code, part.status_code) == (304, 200)
    assert (unknown.status_code, none.status_code) == (404, 404)
    assert "known: security-talks-2022-01" in unknown.text
