"""The diary over HTTP, as a page and as text: its parts, its languages, and each new day."""

import re
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from bot.config.settings import bundled_agendas
from bot.publishing.publication import Publication
from bot.web.export.site_export import publish_site
from events.definitions.loader import load
from events.model import Agenda, Agendas, Event, Kind, Place, Status
from events.revisions import revise
from events.time_grammar import parse_start
from tests.bot.running.clock import utc
from tests.bot.web.publications import MIDWEEK, PUBLISHED, bundled, event, publication_of
from tests.bot.web.serving import Served, served
from tests.events.regenerate import GOLDEN

SITE = "https://podium.example"
MIDDAY = utc("2022-01-11 11:00")
BRUSSELS, GENEVA = Place("Brussels", "Europe/Brussels"), Place("Geneva", "Europe/Zurich")


def week() -> tuple[Event, ...]:
    return (
        event("2022-01-10", "monday", title="Monday", place=GENEVA),
        event("2022-01-11 00:00", "midnight", title="Midnight", kind=Kind.DEADLINE),
        event("2022-01-11 09:00", "tuesday", title="Tuesday", place=BRUSSELS),
        event("2022-01-12 09:00", "off", title="Off", status=Status.CANCELLED),
        event("2022-02-14 12:00", "later", title="Later", place=BRUSSELS),
        event("2022-01", "some-day", title="Some day"),
        event("2022-03", "spring", title="Spring"),
    )


@pytest.fixture
async def site() -> AsyncIterator[Served]:
    async with served(publication_of(*week()), MIDDAY) as site:
        yield site


async def text(site: Served, query: str = "") -> str:
    response = await site.client.get(f"/diary.txt{query}")
    assert response.status_code == 200, response.text
    assert response.headers["content-type"] == "text/plain; charset=utf-8"
    return response.text


async def titles(site: Served, query: str) -> list[str]:
    every = ("Monday", "Midnight", "Tuesday", "Off", "Later", "Some day", "Spring")
    lines = [line for line in (await text(site, query)).splitlines() if " - " in line]
    return [each for line in lines for each in every if f"{each} - " in line]


async def test_the_bundled_week_reads_as_the_command_prints_it() -> None:
    async with served(bundled()) as site:
        read = await text(site)
    printed = (GOLDEN / "diary-bundled.txt").read_text(encoding="utf-8")
    note = " ** marks what is new or changed since 9 January 2022, 2300 GMT."
    assert read.replace(note, "") == printed


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Monday", "Midnight", "Tuesday", "Off", "Later", "Some day", "Spring"]),
        ("?days=1", ["Midnight", "Tuesday", "Some day"]),
        ("?from=today", ["Midnight", "Tuesday", "Off", "Later", "Some day", "Spring"]),
        ("?from=2022-01-12&days=1", ["Off", "Some day"]),
        ("?city=brussels", ["Tuesday", "Later"]),
        ("?kind=deadline", ["Midnight"]),
        ("?status=cancelled&agenda=test", ["Off"]),
        ("?agenda=test&days=1&except-kind=deadline", ["Tuesday", "Some day"]),
        ("?utm_source=letter&city=Geneva", ["Monday"]),
    ],
)
async def test_it_has_what_is_asked_for(site: Served, query: str, found: list[str]) -> None:
    assert await titles(site, query) == found


async def test_it_rolls_with_the_day(site: Served) -> None:
    assert await titles(site, "?days=1") == ["Midnight", "Tuesday", "Some day"]
    site.clock.instant = utc("2022-01-11 23:30")  # the next day in Brussels
    assert await titles(site, "?days=1") == ["Off", "Some day"]


async def test_what_is_unknown_is_explained_and_ends_no_bookmark(site: Served) -> None:
    read = await text(site, "?city=Genf")
    assert "Nothing matches. Unknown: city=Genf. There is: city=Brussels, Geneva." in read
    page = (await site.client.get("/diary?city=Genf")).text
    assert "Unknown: city=Genf." in page
    assert (await site.client.get("/diary?agenda=other")).status_code == 404
    assert (await site.client.get("/diary?city=%ff")).status_code == 400


@pytest.mark.parametrize("path", ["/diary", "/diary.txt", "/diary?days=2&lang=de"])
async def test_a_second_fetch_costs_no_body(site: Served, path: str) -> None:
    first = await site.client.get(path)
    again = await site.client.get(path, headers={"if-none-match": first.headers["etag"]})
    head = await site.client.head(path)

    assert (again.status_code, again.content, head.content) == (304, b"", b"")
    assert first.headers["cache-control"] == "no-cache"
    assert (await site.client.post(path)).status_code == 405


async def test_its_language_is_that_of_its_words(site: Served) -> None:
    page = (await site.client.get("/diary?lang=de")).text
    assert '<div class="diary" lang="de" dir="ltr">' in page
    assert "Dienstag, 11. Januar 2022" in page
    assert "0800 GMT (09:00 Uhr Ortszeit)" in page
    assert "Abgesagt: Off" in page


async def test_the_page_leads_to_other_days_and_languages_of_the_same_part(site: Served) -> None:
    page = (await site.client.get("/diary?city=Brussels&agenda=test&days=7")).text
    links = [
        link.partition('"')[0].replace("&amp;", "&") for link in page.split('<a href="./diary')[1:]
    ]
    asked = [parse_qs(urlsplit(link).query) for link in links if "city" in link]
    part = {"agenda": ["test"], "city": ["Brussels"]}
    assert part in asked  # all days
    assert {**part, "days": ["1"]} in asked
    assert {**part, "from": ["today"]} in asked
    assert 'href="./fr/diary?agenda=test&amp;city=Brussels&amp;days=7"' in page
    assert 'href="./diary?agenda=test&amp;city=Brussels&amp;days=7" aria-current="page"' in page
    assert '<a href="./events/tuesday.test">' in page


async def test_other_pages_lead_to_it(site: Served) -> None:
    assert 'href="./diary"' in (await site.client.get("/")).text
    assert 'href="../diary"' in (await site.client.get("/events/monday.test")).text


async def test_markup_is_shown_as_it_is_written() -> None:
    made = event("2022-01-12 09:00", title="<i>Talks</i>", place=Place("<b>Bern"))
    async with served(publication_of(made, title="</title>A & B")) as site:
        page = (await site.client.get("/diary")).text
    assert "<i>" not in page
    assert "<b>Bern" not in page
    assert "&lt;i&gt;Talks&lt;/i&gt;" in page
    assert "A &amp; B" in page


async def test_what_came_or_changed_since_yesterday_is_marked() -> None:
    talks, later = event("2022-01-20 09:00"), parse_start("2022-01-20 10:00", "Europe/Brussels")
    other = event("2022-01-21", "other", title="Other")

    def agendas(*events: Event) -> Agendas:
        return Agendas((Agenda("test", "A test", "Europe/Brussels", events),))

    first = agendas(talks)
    edited = agendas(replace(talks, start=later), other)
    known = revise(revise({}, first, PUBLISHED), edited, MIDWEEK - timedelta(hours=20))
    async with served(Publication(edited, known), MIDWEEK) as site:
        read = await text(site)
        page = (await site.client.get("/diary")).text
        site.clock.instant = MIDWEEK + timedelta(days=1)
        next_day = await text(site)

    assert "** Talks - 0900 GMT (10:00 in Brussels) [was 09:00 in Brussels (08:00 GMT)]" in read
    assert "** Other - time to be announced [new]" in read
    assert '<span class="record">[new]</span>' in page
    assert "** Talks" not in next_day
    assert "** marks what is new or changed since 10 January 2022, 2300 GMT." in next_day


def test_a_published_folder_has_the_whole_of_it(tmp_path: Path) -> None:
    publish_site(tmp_path, load(bundled_agendas()), SITE, MIDWEEK)
    page = (tmp_path / "diary.html").read_text(encoding="utf-8")

    assert "NATO–Russia Council</bdi></a> - 0900 GMT (10:00 local)" in page
    assert 'href="./diary.txt"' in page
    assert "?" not in "".join(re.findall(r'href="(.*?)"', page))
    assert "BRUSSELS - NATO" in (tmp_path / "diary.txt").read_text(encoding="utf-8")
