"""The pages in a real browser: what a reader sees, hears and can press."""

from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any, Literal

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page

from bot.publishing.parts.feeds import calendar_feed
from bot.publishing.publication import Publication
from events.model import Delegation, Followed, Place, Source, Status
from events.time_grammar import parse_start
from tests.bot.web.browser.chromium import Visit, chromium, visiting
from tests.bot.web.publications import COUNCIL, MIDWEEK, bundled, event, publication_of
from tests.bot.web.serving import Served, served

CONTRAST = (Path(__file__).parent / "contrast.js").read_text()
DURING = datetime(2022, 1, 12, 9, 30, tzinfo=UTC)
AFTER = datetime(2022, 1, 20, tzinfo=UTC)
PHONE = {"width": 320, "height": 640}
SCRIPT = "<script>alert(1)</script> \"q\" 'a' & 🎤"
ARABIC = "اجتماع مجلس الأمن"
NAMED = ("link", "button", "textbox", "article", "region", "navigation", "heading")

# One browser for all, which therefore share one event loop; each has a page of its own.
pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with chromium() as running:
        yield running


def hostile() -> Publication:
    """Return a publication whose every text tries to be markup, and every state is there."""
    image = "<img src=x onerror=alert(2)>"
    return publication_of(
        event(
            "2022-01-12 18:00",
            "script",
            title=SCRIPT,
            end=parse_start("about 2022-01-13 19:30", "Europe/Brussels"),
            place=Place("<b>City</b>", "Europe/Brussels", '"C"\'', "Hall & {{ 7*7 }}"),
            chair=image,
            parties=(image, ARABIC),
            delegations=(Delegation("</dd><script>alert(3)</script>", "<i>head</i>"),),
            topics=("{% raw %}", "x" * 300),
            description=f"one {image}\n\n<style>*{{display:none}}</style>" + "y" * 300,
            note="</p></div>--><script>alert(4)</script>",
            source=Source('"Press" <x>', url="https://e.example/?a=1&b='2'", quote="<s>q</s>"),
            url="https://e.example/" + "z" * 300,
            stream="https://e.example/live?\"onclick='alert(5)'",
        ),
        event(
            "about 2022-01-13",
            "rtl",
            title=ARABIC,
            status=Status.TENTATIVE,
            follows=Followed("x", "X"),
        ),
        event("2022-01-14 10:00", "off", status=Status.CANCELLED),
        event("2022-01-15", "put-off", status=Status.POSTPONED),
        event("2022-01-08", "past", title="Past talks", note="A note."),
        title=f"</title>{SCRIPT}",
    )


async def shown(site: Served, visit: Visit, path: str = "/") -> None:
    """Go to a page, which must load only from the site and complain of nothing."""
    await visit.page.goto(site.url + path)
    assert [url for url in visit.requests if not url.startswith(site.url)] == []
    assert visit.complaints == []


async def test_a_reader_sees_the_week_in_three_clocks(browser: Browser) -> None:
    async with served(bundled()) as site, visiting(browser) as visit:
        await shown(site, visit)
        page = visit.page
        assert await page.title() == "Security talks in Europe, January 2022"
        council = page.get_by_role("article", name="NATO–Russia Council")
        assert "10:00 in Brussels" in await council.locator(".hour").inner_text()
        assert await council.locator(".elsewhere").inner_text() == "09:00 GMT\n14:30 your time"
        assert "Exact time" in await council.inner_text()
        assert "End not announced" in await council.inner_text()
        press = page.get_by_role("article", name="Press conference")
        assert await press.locator(".hour").inner_text() == "around 14:30 in Brussels"
        assert await press.locator(".elsewhere").inner_text() == "13:30 GMT\n19:00 your time"
        assert "Approximate time" in await press.inner_text()
        osce = page.get_by_role("article", name="Talks with the OSCE")
        assert "Time to be announced" in await osce.inner_text()
        assert await page.get_by_role("article").count() == 4
        times = await page.locator("time").evaluate_all("all => all.map(each => each.dateTime)")
        assert {
            "2022-01-10",
            "2022-01-12",
            "2022-01-12T10:00+01:00",
            "2022-01-12T09:00Z",
            "2022-01-12T14:30+01:00",
            "2022-01-12T13:30Z",
            "2022-01-13",
        } < set(times)
        past = page.get_by_role("region", name="Past")
        assert await past.get_by_role("heading", level=4).all_inner_texts() == ["US–Russia talks"]


async def test_a_reader_on_another_day_is_told_which(browser: Browser) -> None:
    async with (
        served(bundled()) as site,
        visiting(browser, timezone_id="Pacific/Kiritimati") as visit,
    ):
        await shown(site, visit)
        press = visit.page.get_by_role("article", name="Press conference")
        assert "Thursday 03:30 your time" in await press.locator(".elsewhere").inner_text()


async def test_without_javascript_everything_is_there_but_the_readers_clock(
    browser: Browser,
) -> None:
    async with served(bundled()) as site, visiting(browser, java_script_enabled=False) as visit:
        await shown(site, visit)
        page = visit.page
        assert await page.get_by_role("article").count() == 4
        assert "10:00 in Brussels" in await page.locator("main").inner_text()
        assert "your time" not in await page.locator("main").inner_text()
        assert await page.get_by_role("button").count() == 0
        address = page.get_by_label("Calendar address")
        assert await address.input_value() == f"{site.url}/calendar.ics"


async def test_the_subscribe_buttons_lead_where_they_say(browser: Browser) -> None:
    async with served(bundled("https://podium.example")) as site, visiting(browser) as visit:
        await shown(site, visit)
        links = visit.page.get_by_role("region", name="Subscribe").get_by_role("link")
        hrefs = dict(
            await links.evaluate_all(
                "all => all.map(each => [each.textContent, each.getAttribute('href')])"
            )
        )
    feed = "https%3A%2F%2Fpodium.example%2Fcalendar.ics"
    name = "Security%20talks%20in%20Europe%2C%20January%202022"
    assert hrefs == {
        "Subscribe in your calendar app": "webcal://podium.example/calendar.ics",
        "Google Calendar": "https://calendar.google.com/calendar/render"
        "?cid=webcal%3A%2F%2Fpodium.example%2Fcalendar.ics",
        "Outlook.com": f"https://outlook.live.com/calendar/0/addfromweb?url={feed}&name={name}",
        "Microsoft 365": f"https://outlook.office.com/calendar/0/addfromweb?url={feed}&name={name}",
        "Download .ics": "./calendar.ics",
    }


async def test_the_address_can_be_copied(browser: Browser) -> None:
    async with (
        served(bundled()) as site,
        visiting(browser, permissions=["clipboard-read", "clipboard-write"]) as visit,
    ):
        await shown(site, visit)
        await visit.page.get_by_role("button", name="Copy").click()
        await visit.page.get_by_role("status").filter(has_text="Address copied.").wait_for()
        copied = await visit.page.evaluate("navigator.clipboard.readText()")
        assert copied == f"{site.url}/calendar.ics"


async def test_the_calendar_downloads_under_its_name(browser: Browser, tmp_path: Path) -> None:
    async with served(bundled()) as site, visiting(browser) as visit:
        await shown(site, visit)
        async with visit.page.expect_download() as download:
            await visit.page.get_by_role("link", name="Download .ics").click()
        saved = await download.value
        assert saved.suggested_filename == "security-talks-2022-01.ics"
        await saved.save_as(tmp_path / "saved.ics")
    assert (tmp_path / "saved.ics").read_bytes() == calendar_feed(site.publication)


async def test_an_event_leads_to_its_page_and_back(browser: Browser) -> None:
    async with served(bundled()) as site, visiting(browser) as visit:
        await shown(site, visit)
        page = visit.page
        article = page.get_by_role("article", name="NATO–Russia Council")
        await article.get_by_role("link", name="NATO–Russia Council").click()
        assert page.url == f"{site.url}/events/{COUNCIL}"
        heading = page.get_by_role("heading", level=1)
        assert await heading.inner_text() == "NATO–Russia Council"
        assert "14:30 your time" in await page.locator("main").inner_text()
        async with page.expect_download() as download:
            await page.get_by_role("link", name="Add this event").click()
        assert (await download.value).suggested_filename == f"{COUNCIL}.ics"
        await page.get_by_role("link", name="Back to").click()
        assert page.url == f"{site.url}/#{COUNCIL}"
        assert visit.complaints == []


@pytest.mark.parametrize(
    ("now", "labels", "headings"),
    [
        (MIDWEEK, ["Next"], ["Now and next", "Subscribe", "Still to come", "Past"]),
        (
            DURING,
            ["Under way", "Next"],
            ["Now and next", "Subscribe", "Now, and still to come", "Past"],
        ),
        (AFTER, ["Concluded"], ["Concluded", "Subscribe", "Past"]),
    ],
)
async def test_the_page_says_where_the_week_stands(
    browser: Browser, now: datetime, labels: list[str], headings: list[str]
) -> None:
    async with served(bundled(), now) as site, visiting(browser) as visit:
        await shown(site, visit)
        assert await visit.page.locator(".lead-label").all_inner_texts() == labels
        found = visit.page.get_by_role("heading", level=2)
        assert await found.all_inner_texts() == headings


async def test_every_text_and_every_button_stands_out_from_its_background(
    browser: Browser,
) -> None:
    # With motion, a color takes a while to become that of the other scheme.
    async with visiting(browser, reduced_motion="reduce") as visit:
        for publication in (bundled(), hostile()):
            event_page = f"/events/{publication.everything[0].name}"
            async with served(publication) as site:
                # These events are over at all three instants: only the front page changes.
                for now, paths in (
                    (MIDWEEK, ("/", event_page, "/nowhere")),
                    (DURING, ("/",)),
                    (AFTER, ("/",)),
                ):
                    site.clock.instant = now
                    for path in paths:
                        await visit.page.goto(site.url + path)
                        await assert_contrast(visit.page, "light")
                        await assert_contrast(visit.page, "dark")


async def assert_contrast(page: Page, scheme: Literal["light", "dark"]) -> None:
    await page.emulate_media(color_scheme=scheme)
    found: dict[str, Any] = await page.evaluate(CONTRAST)
    assert found["faint"] == [], scheme
    assert found["checked"] > 5


async def test_the_dark_scheme_is_dark(browser: Browser) -> None:
    async with served(bundled()) as site, visiting(browser, color_scheme="dark") as visit:
        await shown(site, visit)
        background = "getComputedStyle(document.body).backgroundColor"
        assert await visit.page.evaluate(background) == "rgb(20, 24, 29)"


@pytest.mark.parametrize("publication", [bundled(), hostile()], ids=["bundled", "hostile"])
async def test_nothing_sticks_out_of_a_narrow_phone(
    browser: Browser, publication: Publication
) -> None:
    async with served(publication) as site, visiting(browser, viewport=PHONE) as visit:
        event_page = f"/events/{publication.everything[1].name}"
        for path in ("/", event_page, "/nowhere", "/ar/", f"/ru{event_page}"):
            await visit.page.goto(site.url + path)
            assert await visit.page.evaluate("document.documentElement.scrollWidth") == 320


@pytest.mark.parametrize("path", ["/", "/events/script.test"])
async def test_no_text_becomes_markup(browser: Browser, path: str) -> None:
    async with served(hostile()) as site, visiting(browser) as visit:
        await shown(site, visit, path)
        page = visit.page
        # The one that there is loads the site's own script; the other is data.
        running = "script:not([type='application/ld+json'])"
        assert await page.locator(f"{running}, style, main img, main b, main i").count() == 1
        assert await page.locator("[onclick], [onerror]").count() == 0
        text = await page.locator("main").inner_text()
        for shown_as_is in (SCRIPT, "<b>City</b>", "{{ 7*7 }}", "{% raw %}", "</dd><script>"):
            assert shown_as_is in text


async def test_a_title_from_right_to_left_reads_so(browser: Browser) -> None:
    async with served(hostile()) as site, visiting(browser) as visit:
        await shown(site, visit)
        title = visit.page.get_by_role("heading", name=ARABIC)
        assert await title.evaluate("each => getComputedStyle(each).direction") == "rtl"


async def test_an_arabic_page_runs_from_right_to_left(browser: Browser) -> None:
    async with served(bundled()) as site, visiting(browser) as visit:
        await visit.page.goto(f"{site.url}/ar/")
        title = visit.page.get_by_role("heading", level=1)
        switch = visit.page.get_by_role("navigation", name="اللغات")
        days, feed = visit.page.locator(".date").first, visit.page.locator("#subscribe")
        boxes = [await each.bounding_box() for each in (days, feed)]
        assert boxes[0] is not None
        assert boxes[1] is not None
        assert boxes[0]["x"] > boxes[1]["x"] + boxes[1]["width"]
        assert await title.evaluate("each => getComputedStyle(each).textAlign") == "right"
        assert "14:30 بتوقيتك" in await visit.page.locator(".lead-event").inner_text()
        await switch.get_by_role("link", name="Français").click()
        assert await visit.page.evaluate("document.documentElement.lang") == "fr"
        assert "14:30 à votre heure" in await visit.page.locator(".lead-event").inner_text()


async def test_what_is_off_is_struck_and_says_why(browser: Browser) -> None:
    async with served(hostile()) as site, visiting(browser) as visit:
        await shown(site, visit)
        for id_, word in (("off", "Cancelled"), ("put-off", "Postponed, no new date yet")):
            article = visit.page.locator(f"[id='{id_}.test']")
            assert await article.locator("h4 s").count() == 1
            assert word in await article.inner_text()
        assert "Tentative" in await visit.page.locator("[id='rtl.test']").inner_text()


@pytest.mark.parametrize("path", ["/", f"/events/{COUNCIL}", "/events/nothing"])
async def test_a_screen_reader_finds_its_way(browser: Browser, path: str) -> None:
    async with served(bundled()) as site, visiting(browser) as visit:
        await visit.page.goto(site.url + path)
        session = await visit.page.context.new_cdp_session(visit.page)
        tree = (await session.send("Accessibility.getFullAXTree"))["nodes"]
        nodes = [
            (node["role"]["value"], node.get("name", {}).get("value", ""))
            for node in tree
            if not node["ignored"] and "role" in node
        ]
        roles = Counter(role for role, _ in nodes)
        for landmark in ("banner", "main", "contentinfo"):
            assert roles[landmark] == 1
        # The site, and the languages, in which no page is that is not there.
        assert roles["navigation"] == (1 if path.endswith("nothing") else 2)
        unnamed = [role for role, name in nodes if role in NAMED and not name.strip()]
        assert unnamed == []
        assert await visit.page.evaluate("document.documentElement.lang") == "en"
        levels = await visit.page.locator("h1, h2, h3, h4").evaluate_all(
            "all => all.map(each => Number(each.tagName[1]))"
        )
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after - before <= 1 for before, after in pairwise(levels))


async def test_the_keyboard_comes_first_to_the_skip_link_and_sees_where_it_is(
    browser: Browser,
) -> None:
    async with served(bundled()) as site, visiting(browser) as visit:
        await shown(site, visit)
        page = visit.page
        await page.keyboard.press("Tab")
        skip = page.get_by_role("link", name="Skip to the content")
        assert await skip.evaluate("each => each === document.activeElement")
        box = await skip.bounding_box()
        assert box is not None
        assert box["y"] >= 0
        for _ in range(12):
            await page.keyboard.press("Tab")
            outline = "getComputedStyle(document.activeElement).outlineStyle"
            assert await page.evaluate(outline) != "none"


async def test_the_page_keeps_still_for_those_who_ask(browser: Browser) -> None:
    async with served(bundled()) as site, visiting(browser, reduced_motion="reduce") as visit:
        await shown(site, visit)
        moving = await visit.page.evaluate(
            "[...document.querySelectorAll('*')].filter((each) => {"
            " const style = getComputedStyle(each);"
            " return style.transitionDuration !== '0s' || style.animationName !== 'none'"
            " || style.scrollBehavior !== 'auto'; }).length"
        )
        assert moving == 0


async def test_on_paper_there_is_the_agenda_and_no_buttons(browser: Browser) -> None:
    async with served(bundled()) as site, visiting(browser) as visit:
        await shown(site, visit)
        await visit.page.emulate_media(media="print")
        assert await visit.page.locator(".button:visible, nav:visible").count() == 0
        assert await visit.page.get_by_role("article").count() == 4
        assert f"{site.url}/calendar.ics" in await visit.page.locator("footer").inner_text()


async def test_links_within_the_site_hold_under_any_path(browser: Browser) -> None:
    publication = replace(bundled(), public_url="https://example.org/diplomacy")
    async with served(publication) as site, visiting(browser) as visit:
        for path in ("/", f"/events/{COUNCIL}", "/a/b/c"):
            await visit.page.goto(site.url + path)
            hrefs = await visit.page.locator("a[href]").evaluate_all(
                "all => all.map(each => each.getAttribute('href'))"
            )
            assert [href for href in hrefs if href.startswith("/")] == []
