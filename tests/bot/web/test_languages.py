"""The site in other languages over HTTP: pages and feeds, by folder and by query."""

import json
import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.publishing.publication import Publication
from bot.web.export.site_export import publish_site
from bot.web.pages.page_cache import TRANSLATED_BOUNDS
from events.model import Agenda, Agendas, Translation
from events.revisions import revise
from events.wording.languages import LANGUAGES
from tests.bot.making.week import bundled as bundled_agendas
from tests.bot.running.clock import utc
from tests.bot.running.podium import podium
from tests.bot.web.publications import COUNCIL, MIDWEEK, bundled, event, publish
from tests.bot.web.serving import Served, served

SITE = "https://podium.example"
OTHERS = [code for code in LANGUAGES if code != "en"]
PAGES = ["", f"events/{COUNCIL}", "changes", "diary"]
FEEDS = ["calendar.ics", "calendar.json", "feed.atom", "changes.atom", f"events/{COUNCIL}.ics"]


@pytest.fixture
async def site() -> AsyncIterator[Served]:
    async with served(bundled(SITE)) as shown:
        yield shown


async def text(site: Served, address: str) -> str:
    answer = await site.client.get(address)
    assert answer.status_code == 200, address
    return answer.text


@pytest.mark.parametrize("path", PAGES)
async def test_a_page_is_in_the_language_that_it_is_asked_for_in(site: Served, path: str) -> None:
    for lang in OTHERS:
        direction = "rtl" if lang == "ar" else "ltr"
        for address in (f"/{path}?lang={lang}", f"/{lang}/{path}"):
            page = await text(site, address)
            assert f'<html lang="{lang}" dir="{direction}">' in page
            assert f'<link rel="canonical" href="{SITE}/{lang}/{path}">' in page
    french = await text(site, f"/fr/{path}")
    assert "S’abonner" in french
    assert "Subscribe" not in french


@pytest.mark.parametrize("path", PAGES)
async def test_a_page_leads_to_itself_in_each_language_by_its_own_name(
    site: Served, path: str
) -> None:
    for address in (f"/{path}", f"/fr/{path}", f"/{path}?lang=ar", f"/fr/{path}?lang=de"):
        page = await text(site, address)
        assert f'<link rel="alternate" hreflang="en" href="{SITE}/{path}">' in page
        assert f'<link rel="alternate" hreflang="x-default" href="{SITE}/{path}">' in page
        assert f'<link rel="alternate" hreflang="ar" href="{SITE}/ar/{path}">' in page
        names = re.findall(r'<a href="([^"]*)" lang="(\w+)" hreflang="\w+"[^>]*>([^<]+)</a>', page)
        assert [name for _, _, name in names][:3] == ["English", "Français", "Deutsch"]
        for link, lang, _ in names:
            there = (await site.client.get(site.client.base_url.join(address).join(link))).text
            assert f'<html lang="{lang}"' in there, (address, link)


@pytest.mark.parametrize("address", ["/fr/", "/?lang=fr", "/de/?lang=fr"])
async def test_every_link_of_a_page_stays_in_its_language(site: Served, address: str) -> None:
    page = await text(site, address)
    base = site.client.base_url.join(address)
    found = {base.join(link).path for link in re.findall(r'<a href="(\.[^"#]*)[#"]', page)}
    within = {path for path in found if not path.endswith(".ics")}
    switch = {"/", *(f"/{lang}/" for lang in OTHERS)}
    assert {f"/fr/events/{COUNCIL}", "/fr/changes", "/fr/diary", "/fr/feed.atom"} <= within
    assert all(path.startswith("/fr/") for path in found - switch)
    for path in found:
        assert (await site.client.get(path)).status_code == 200, path
    styles = re.findall(r'(?:href|src)="([^"]*static/[^"]+)"', page)
    assert len(styles) == 3
    for link in styles:
        assert (await site.client.get(base.join(link))).status_code == 200, link


async def test_the_buttons_subscribe_to_the_feed_in_the_language(site: Served) -> None:
    page = await text(site, "/?lang=ar")
    assert 'href="webcal://podium.example/ar/calendar.ics"' in page
    assert '<link rel="alternate" type="text/calendar" title="' in page
    assert f'href="{SITE}/ar/calendar.ics"' in page
    assert "webcal%3A%2F%2Fpodium.example%2Far%2Fcalendar.ics" in page
    assert "calendar.ics?lang" not in page


@pytest.mark.parametrize(
    "asked", ["?lang=xx", "?lang=", "?lang=%ff", "?lang=%zz", "?lang", "?l=fr"]
)
@pytest.mark.parametrize("path", ["", f"events/{COUNCIL}", "changes"])
async def test_a_language_that_there_is_not_is_the_default(
    site: Served, path: str, asked: str
) -> None:
    assert await text(site, f"/{path}{asked}") == await text(site, f"/{path}")
    assert '<html lang="fr"' in await text(site, f"/fr/{path}{asked}")


async def test_no_header_of_a_reader_changes_what_an_address_says(site: Served) -> None:
    plain = await site.client.get("/")
    answer = await site.client.get("/", headers={"accept-language": "fr, ar;q=0.5"})
    assert answer.content == plain.content
    assert answer.headers["vary"] == "Accept-Encoding"


@pytest.mark.parametrize("path", PAGES + FEEDS)
async def test_each_language_has_a_tag_of_its_own_and_a_second_fetch_costs_no_body(
    site: Served, path: str
) -> None:
    tags = {}
    for lang in LANGUAGES:
        address = f"/{path}?lang={lang}"
        first = await site.client.get(address)
        tags[lang] = first.headers["etag"]
        assert first.headers["vary"] == "Accept-Encoding"
        again = await site.client.get(address, headers={"if-none-match": tags[lang]})
        assert (again.status_code, again.content) == (304, b"")
    assert len(set(tags.values())) == len(LANGUAGES)
    stale = await site.client.get(f"/{path}?lang=de", headers={"if-none-match": tags["fr"]})
    assert stale.status_code == 200


@pytest.mark.parametrize("path", FEEDS)
async def test_a_feed_is_the_same_by_folder_and_by_query(site: Served, path: str) -> None:
    by_query = await site.client.get(f"/{path}?lang=fr")
    by_folder = await site.client.get(f"/fr/{path}")
    assert by_folder.status_code == 200
    assert by_folder.content == by_query.content
    assert by_folder.headers["etag"] == by_query.headers["etag"]
    assert f"{SITE}/fr/" in by_folder.text.replace("\r\n ", "")
    english = await site.client.get(f"/fr/{path}?lang=en")
    assert english.content == (await site.client.get(f"/{path}")).content


async def test_a_feed_in_a_folder_takes_filters(site: Served) -> None:
    part = await text(site, "/fr/calendar.ics?city=Vienna&utm_source=x")
    assert part == await text(site, "/calendar.ics?lang=fr&city=Vienna")
    assert "SOURCE;VALUE=URI:https://podium.example/fr/calendar.ics?city=Vienna" in part
    missing = await site.client.get("/fr/calendar/nowhere.ics")
    assert (missing.status_code, missing.text[:3]) == (404, "404")


async def test_identity_is_the_same_in_every_language(site: Served) -> None:
    def identities(feed: bytes) -> list[bytes]:
        names = (b"UID", b"SEQUENCE", b"DTSTAMP", b"LAST-MODIFIED", b"DTSTART", b"DTEND", b"STATUS")
        return [line for line in feed.splitlines() if re.split(b"[:;]", line)[0] in names]

    english = identities((await site.client.get("/calendar.ics")).content)
    for lang in OTHERS:
        assert identities((await site.client.get(f"/{lang}/calendar.ics")).content) == english
    group = json.loads((await site.client.get("/ar/calendar.json")).content)
    assert group["uid"] == f"{SITE}/ar/calendar.json"
    assert len(group["entries"]) == sum(line.startswith(b"UID") for line in english)


async def test_an_edit_reaches_every_language(site: Served) -> None:
    before = await text(site, "/fr/"), await text(site, "/fr/calendar.ics")
    agendas = bundled_agendas()
    fewer = Publication(agendas, revise({}, agendas, utc("2022-01-10 08:00")), SITE)
    await site.show(fewer)
    after = await text(site, "/fr/"), await text(site, "/fr/calendar.ics")
    assert "10 janvier 2022, 08:00 GMT" in after[0]
    assert before[0] != after[0]
    assert before[1] != after[1]


async def test_the_diary_in_a_folder_is_that_of_the_query(site: Served) -> None:
    assert await text(site, "/fr/diary.txt") == await text(site, "/diary.txt?lang=fr")
    page = await text(site, "/fr/diary?days=7")
    assert 'href="../fr/diary.txt?days=7"' in page
    assert "Sept jours" in page
    assert 'href="../ar/diary?days=7" lang="ar"' in page
    assert "1100 GMT" not in (await text(site, "/fr/diary?city=Vienna"))


@pytest.mark.parametrize("query", ["", "?days=7", "?city=Vienna&days=7&utm_source=x"])
async def test_a_part_of_the_diary_names_itself_as_its_alternates_do(
    site: Served, query: str
) -> None:
    page = await text(site, f"/fr/diary{query}")
    itself = re.findall(r'<link rel="canonical" href="([^"]+)">', page)
    assert re.findall(r'<link rel="alternate" hreflang="fr" href="([^"]+)">', page) == itself
    assert itself == [f"{SITE}/fr/diary{query.replace('&utm_source=x', '').replace('&', '&amp;')}"]


async def test_the_title_of_the_diary_is_in_its_language(tmp_path: Path) -> None:
    told = (Translation("fr", "Un agenda"),)
    agendas = Agendas(
        (Agenda("test", "An agenda", "Europe/Paris", (event("2022-01-11"),), translations=told),)
    )
    async with served(publish(agendas, SITE)) as site:
        pages = [await text(site, it) for it in ("/fr/diary", "/fr/diary.txt?agenda=test")]
        assert "An agenda" in await text(site, "/diary")
    publish_site(tmp_path, agendas, SITE, MIDWEEK, languages=("en", "fr"))
    pages += [(tmp_path / "fr" / it).read_text("utf-8") for it in ("diary.html", "diary.txt")]
    for page in pages:
        assert "Un agenda" in page
        assert "An agenda" not in page


@pytest.mark.parametrize("path", ["/fr/nothing", "/fr/events/none.week", "/nothing?lang=fr"])
async def test_what_is_not_there_is_said_in_the_language(site: Served, path: str) -> None:
    answer = await site.client.get(path)
    assert answer.status_code == 404
    assert '<html lang="fr"' in answer.text
    assert "à cette adresse" in answer.text
    back = re.search(r'class="back"><a href="([^"]+)"', answer.text)
    assert back
    assert site.client.base_url.join(path).join(back[1]).path == "/fr/"


async def test_a_folder_without_its_slash_leads_into_it(site: Served) -> None:
    answer = await site.client.get("/fr")
    assert (answer.status_code, answer.headers["location"]) == (301, "fr/")
    assert (await site.client.get("/xx/")).status_code == 404
    assert (await site.client.get("/en/")).status_code == 404
    assert (await site.client.post("/fr/")).status_code == 405


async def test_who_reads_all_in_all_languages_takes_none_from_the_others(site: Served) -> None:
    assert TRANSLATED_BOUNDS.most_bytes <= 16_000_000
    for lang in OTHERS:
        await text(site, f"/{lang}/events/{COUNCIL}")
    french = await text(site, "/fr/")
    assert await text(site, "/fr/") == french


def test_a_published_folder_has_a_folder_for_each_language(tmp_path: Path) -> None:
    publish_site(tmp_path, bundled_agendas(), SITE, MIDWEEK, languages=("en", "ar"))
    assert {path.name for path in tmp_path.iterdir() if path.is_dir()} >= {"ar", "events"}
    assert not (tmp_path / "fr").exists()
    for name in ("index.html", "changes.html", "diary.html", f"events/{COUNCIL}.html"):
        page = (tmp_path / "ar" / name).read_text(encoding="utf-8")
        assert '<html lang="ar" dir="rtl">' in page
        assert page.count('hreflang="fr"') == 0
    feed = (tmp_path / "ar" / "calendar.ics").read_bytes().replace(b"\r\n ", b"")
    assert b"SOURCE;VALUE=URI:https://podium.example/ar/calendar.ics\r\n" in feed

    publish_site(tmp_path, bundled_agendas(), SITE, MIDWEEK, languages=("en",))
    assert not (tmp_path / "ar").exists()
    assert "tongues" not in (tmp_path / "index.html").read_text(encoding="utf-8")


def test_the_command_writes_the_languages_that_are_asked_for(tmp_path: Path) -> None:
    done = podium(tmp_path, "publish", "site", "--lang", "fr,ar", PODIUM_PUBLIC_URL=SITE)
    assert done.returncode == 0, done.stderr.decode()
    folders = {path.name for path in (tmp_path / "site").iterdir() if path.is_dir()}
    assert {"fr", "ar"} <= folders
    assert "de" not in folders
    told = done.stdout.decode().splitlines()[-1]
    assert told == (
        "posts and answers of the bot lead to pages in de, es, ru, uk too, which are not written: "
        "give it PODIUM_LANGUAGES=en,fr,ar"
    )
    given = {"PODIUM_PUBLIC_URL": SITE, "PODIUM_LANGUAGES": "fr,ar"}
    again = podium(tmp_path, "publish", "site", **given)
    assert b"0 written, 0 removed" in again.stdout
    assert b"PODIUM_LANGUAGES" not in again.stdout

    wrong = podium(tmp_path, "publish", "site", "--lang", "fr,xx", PODIUM_PUBLIC_URL=SITE)
    assert wrong.returncode == 2
    assert b"xx" in wrong.stderr
    assert b"ar, de, en, es, fr, ru, uk" in wrong.stderr
