"""The feed's variants over HTTP: parts, alarms, other formats, and what is refused."""

import asyncio
import gzip
import json
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any
from urllib.parse import quote
from xml.etree import ElementTree

import httpx
import icalendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.types import ASGIApp

from bot.web.feeds import FEED_BOUNDS, UNKNOWN_BOUNDS, FeedTable
from bot.web.http.cache import OVERHEAD, Cache, CacheBounds
from bot.web.http.responses import prepare
from bot.web.site import build_app
from events.model import Agenda, Agendas, Place
from tests.bot.web.publications import (
    COUNCIL,
    MIDWEEK,
    PUBLISHED,
    bundled,
    event,
    publication_of,
    publish,
)
from tests.bot.web.serving import Served, StoppedClock, served
from tests.events.builders import unfolded
from tests.examples import examples

ATOM = "{http://www.w3.org/2005/Atom}"
AGENDA = "security-talks-2022-01"
SITE = "https://podium.example"
FEEDS = (
    "/calendar.ics",
    "/calendar.json",
    "/feed.atom",
    f"/calendar/{AGENDA}.ics",
    f"/calendar/{AGENDA}.json",
    f"/events/{COUNCIL}.ics",
    "/calendar.ics?city=Geneva",
)


@pytest.fixture(scope="module")
def fuzzed() -> Iterator[tuple[asyncio.Runner, ASGIApp]]:
    publication = bundled(SITE)
    with asyncio.Runner() as runner:
        yield runner, build_app(lambda: publication, StoppedClock(MIDWEEK), dict)


@pytest.fixture
async def site() -> AsyncIterator[Served]:
    async with served(bundled(SITE)) as site:
        yield site


def titles(response: httpx.Response) -> list[str]:
    assert response.status_code == 200, response.text
    calendar: Any = icalendar.Calendar.from_ical(response.content)
    return [str(component["SUMMARY"]) for component in calendar.walk("VEVENT")]


def explanation(response: httpx.Response) -> str:
    lines = unfolded(response.content)
    [told] = [line.partition(":")[2] for line in lines if line.startswith("X-WR-CALDESC:")]
    assert f"DESCRIPTION:{told}" in lines
    calendar: Any = icalendar.Calendar.from_ical(response.content)
    return str(calendar["DESCRIPTION"]).partition("\n")[0]


TALKS = "US–Russia talks (time to be announced)"
OSCE = "Talks with the OSCE (time to be announced)"
PRESS = "Press conference by the NATO Secretary-General (time approximate)"
THE_COUNCIL = "NATO–Russia Council"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", [TALKS, THE_COUNCIL, PRESS, OSCE]),
        ("?kind=press-conference", [PRESS]),
        ("?kind=briefing", []),  # one may be announced
        ("?city=Geneva&city=Vienna", [TALKS, OSCE]),
        ("?city=gENEVA", [TALKS]),
        ("?city=Brussels&kind=meeting", [THE_COUNCIL]),
        (f"?party={quote('United States')}", [TALKS, THE_COUNCIL]),
        ("?lang=en", [TALKS, THE_COUNCIL, PRESS, OSCE]),
    ],
)
async def test_a_filter_leaves_what_matches_all_its_words(
    site: Served, query: str, found: list[str]
) -> None:
    assert titles(await site.client.get(f"/calendar.ics{query}")) == found


async def test_a_tag_selects_and_each_agenda_has_a_feed() -> None:
    agendas = tuple(
        Agenda(
            id_, id_.title(), "UTC", (replace(event("2022-01-12", id_), agenda=id_, tags=(id_,)),)
        )
        for id_ in ("one", "two")
    )
    async with served(publish(Agendas(agendas))) as site:
        tagged = await site.client.get("/calendar.ics?tag=two")
        other = await site.client.get("/calendar/two.ics")
        assert len(titles(tagged)) == len(titles(other)) == 1
        assert b"UID:two.two@" in tagged.content
        assert b"UID:two.two@" in other.content
        assert len(titles(await site.client.get("/calendar.ics"))) == 2


async def test_a_city_is_one_however_the_letters_of_its_name_are_composed() -> None:
    names = ("Z\u00fcrich", "Zu\u0308rich")
    week = tuple(
        replace(event("2022-01-12", f"event-{n}"), place=Place(name, "Europe/Zurich"))
        for n, name in enumerate(names)
    )
    async with served(publication_of(*week)) as site:
        for name in names:
            answer = await site.client.get(f"/calendar.ics?city={quote(name)}")
            assert len(titles(answer)) == 2


async def test_alarms_come_with_each_event_that_is_on(site: Served) -> None:
    response = await site.client.get(f"/events/{COUNCIL}.ics?alarm=15m&alarm=1d")
    calendar: Any = icalendar.Calendar.from_ical(response.content)

    triggers = [alarm["TRIGGER"].to_ical() for alarm in calendar.walk("VALARM")]
    assert triggers == [b"-P1D", b"-PT15M"]
    assert b"VALARM" not in (await site.client.get("/calendar.ics")).content


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("city=Geneva&city=Vienna", "city=vienna&city=GENEVA"),
        ("kind=meeting&city=Geneva", "city=Geneva&kind=meeting"),
        ("alarm=60m", "alarm=1h"),
        ("lang=fr", "lang=FR"),
        ("lang=en", ""),
    ],
)
async def test_the_same_part_is_the_same_bytes_however_it_is_asked_for(
    site: Served, one: str, other: str
) -> None:
    answers = [await site.client.get(f"/calendar.ics?{query}") for query in (one, other)]

    assert answers[0].content == answers[1].content
    assert answers[0].headers["etag"] == answers[1].headers["etag"]


@pytest.mark.parametrize("address", FEEDS)
async def test_every_feed_has_the_headers_that_caches_and_calendars_need(
    site: Served, address: str
) -> None:
    plain = await site.client.get(address, headers={"accept-encoding": "identity"})
    assert plain.status_code == 200
    assert plain.headers["etag"].startswith('"')
    assert plain.headers["last-modified"] == "Sun, 09 Jan 2022 08:00:00 GMT"
    assert plain.headers["vary"] == "Accept-Encoding"
    assert plain.headers["access-control-allow-origin"] == "*"
    assert "stale-while-revalidate" in plain.headers["cache-control"]
    assert "stale-if-error" in plain.headers["cache-control"]
    assert plain.headers["content-disposition"].startswith("inline; filename=")

    tag = {"if-none-match": f'"x", {plain.headers["etag"]}', "accept-encoding": "identity"}
    assert (await site.client.get(address, headers=tag)).status_code == 304
    since = {"if-modified-since": plain.headers["last-modified"]}
    assert (await site.client.get(address, headers=since)).status_code == 304

    head = await site.client.head(address, headers={"accept-encoding": "identity"})
    assert (head.content, head.headers["etag"]) == (b"", plain.headers["etag"])
    async with site.client.stream("GET", address, headers={"accept-encoding": "gzip"}) as packed:
        raw = b"".join([part async for part in packed.aiter_raw()])
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.headers["etag"] != plain.headers["etag"]
    assert gzip.decompress(raw) == plain.content

    refused = await site.client.post(address)
    assert (refused.status_code, refused.headers["allow"]) == (405, "GET, HEAD, OPTIONS")


@pytest.mark.parametrize("address", FEEDS)
async def test_what_reads_otherwise_since_a_restart_has_changed_by_date(
    site: Served, address: str
) -> None:
    first = await site.client.get(address)
    since = {"if-modified-since": first.headers["last-modified"]}

    await site.show(
        replace(bundled("https://other.example"), shown_from=PUBLISHED + timedelta(minutes=1))
    )
    again = await site.client.get(address, headers=since)

    assert b"other.example" in again.content


async def test_a_change_of_a_clock_that_was_ahead_is_dated_when_it_was_shown(site: Served) -> None:
    await site.show(replace(bundled(), shown_from=PUBLISHED - timedelta(hours=1)))

    for address in FEEDS:
        response = await site.client.get(address)
        assert response.headers["last-modified"] == "Sun, 09 Jan 2022 07:00:00 GMT", address


@pytest.mark.parametrize(
    ("address", "content_type", "name"),
    [
        ("/calendar.ics", "text/calendar; charset=utf-8", f"{AGENDA}.ics"),
        ("/calendar.json", "application/jscalendar+json; type=group", f"{AGENDA}.json"),
        ("/feed.atom", "application/atom+xml; charset=utf-8", "feed.atom"),
        (f"/events/{COUNCIL}.ics", "text/calendar; charset=utf-8", f"{COUNCIL}.ics"),
        (
            "/calendar.ics?city=Geneva&kind=meeting",
            "text/calendar; charset=utf-8",
            f"{AGENDA}-meeting-geneva.ics",
        ),
    ],
)
async def test_each_format_says_what_it_is_and_how_its_file_is_called(
    site: Served, address: str, content_type: str, name: str
) -> None:
    headers = (await site.client.get(address)).headers

    assert headers["content-type"] == content_type
    assert headers["content-disposition"] == f'inline; filename="{name}"'


async def test_each_format_can_be_had_in_another_language(site: Served) -> None:
    calendar = await site.client.get("/calendar.ics?lang=fr&city=Vienna&alarm=1d")
    title = "Talks with the OSCE (heure à préciser)"
    assert titles(calendar) == [title]
    read: Any = icalendar.Calendar.from_ical(calendar.content)
    assert [str(alarm["DESCRIPTION"]) for alarm in read.walk("VALARM")] == [title]
    assert calendar.headers["content-disposition"] == (f'inline; filename="{AGENDA}-vienna-fr.ics"')

    alone = await site.client.get(f"/events/{COUNCIL}.ics?lang=de")
    read = icalendar.Calendar.from_ical(alone.content)
    [told] = read.walk("VEVENT")
    assert "Ende nicht bekannt gegeben" in told["DESCRIPTION"]
    atom = await site.client.get("/feed.atom?lang=ru&city=Vienna")
    assert 'xml:lang="ru"' in atom.text
    assert "<title>Talks with the OSCE – четверг, 13 января 2022\u202fг., время" in atom.text
    group = json.loads((await site.client.get("/calendar.json?lang=fr&city=Vienna")).content)
    assert [entry["title"] for entry in group["entries"]] == [title]
    assert list(group["entries"][0]["keywords"]) == ["Réunion"]
    assert group["title"].endswith("\u00a0: événements à Vienna")


async def test_the_json_feed_is_json(site: Served) -> None:
    group = json.loads((await site.client.get("/calendar.json?city=Geneva")).content)

    assert [entry["title"] for entry in group["entries"]] == [TALKS]
    assert group["source"] == f"{SITE}/calendar.json?city=Geneva"


NOTHING = "Nothing matches. Unknown: "
CITIES = "There is: city=Brussels, Geneva, Vienna."
ALL = [TALKS, THE_COUNCIL, PRESS, OSCE]


@pytest.mark.parametrize(
    ("query", "found", "told"),
    [
        ("city=Atlantis", [], f"{NOTHING}city=Atlantis. {CITIES}"),
        ("kind=metting", [], f"{NOTHING}kind=metting. There is: kind=meeting, press-conference."),
        ("kind=briefing", [], "Nothing matches. There is: kind=meeting, press-conference."),
        ("tag=none", [], f"{NOTHING}tag=none."),
        (
            "city=Geneva&kind=press-conference",
            [],
            (
                "Nothing matches. There is: kind=meeting, press-conference; "
                "city=Brussels, Geneva, Vienna."
            ),
        ),
        ("city=Atlantis&city=geneva", [TALKS], f"Unknown: city=Atlantis. {CITIES}"),
        ("kind=meeting&city=Mu&city=Mu&city=MU", [], f"{NOTHING}city=Mu. There is: "),
        ("city=a;b,c%5Cn%0AX:Y%1B", [], f"{NOTHING}city=a;b,c\\n\ufffdX:Y\ufffd. {CITIES}"),
        ("alarm=soon", ALL, "Unknown: alarm=soon. There is: alarm=15m, 2h, 1d … 28d (5 at most)."),
        (
            "lang=xx",
            ALL,
            "Unknown: lang=xx. This is in English. There is: lang=ar, de, en, es, fr, ru, uk.",
        ),
        (
            "alarm=1h&alarm=2h&alarm=3h&alarm=4h&alarm=5h&alarm=6h",
            ALL,
            "There is: alarm=15m, 2h, 1d … 28d (5 at most).",
        ),
        ("lang=fr&city=Atlantis", [], "Rien ne correspond. Inconnu\u00a0: city=Atlantis. Il y a"),
    ],
)
async def test_what_is_unknown_breaks_no_subscription_and_is_told_in_each_format(
    site: Served, query: str, found: list[str], told: str
) -> None:
    calendar = await site.client.get(f"/calendar.ics?{query}")
    assert titles(calendar) == found
    assert explanation(calendar).startswith(told)

    if "alarm" not in query:
        group = json.loads((await site.client.get(f"/calendar.json?{query}")).content)
        assert [entry["title"] for entry in group["entries"]] == found
        assert group["description"].startswith(told)
        atom = await site.client.get(f"/feed.atom?{query}")
        feed = ElementTree.fromstring(atom.content)  # noqa: S314 - our own
        subtitle = feed.findtext(f"{ATOM}subtitle")
        assert subtitle is not None
        assert subtitle.startswith(told)
        named = {entry.findtext(f"{ATOM}title", "") for entry in feed.iter(f"{ATOM}entry")}
        assert {title.partition(" – ")[0] for title in named} == {
            title.partition(" (")[0] for title in found
        }


@pytest.mark.parametrize(
    ("query", "same"),
    [
        ("utm_source=x&fbclid=%FF&Colour=50%", ""),
        ("utm_source=x&city=Geneva&", "city=Geneva"),
        ("&".join(f"u{n}" for n in range(300)), ""),
        ("city", ""),
        ("city=&City=Geneva", "city=Geneva"),
        ("city=Geneva&city=geneva", "city=Geneva"),
        ("alarm=1h&alarm=60m", "alarm=1h"),
        ("lang=fr&lang=fr", "lang=fr"),
        ("city=Atlantis&city=Mu", "city=Mu&city=Atlantis"),
    ],
)
async def test_what_says_nothing_more_asks_for_the_same(
    site: Served, query: str, same: str
) -> None:
    answers = [await site.client.get(f"/calendar.ics?{each}") for each in (query, same)]

    assert [each.status_code for each in answers] == [200, 200]
    assert answers[0].content == answers[1].content


async def test_the_feeds_of_one_event_say_that_they_are_in_english(site: Served) -> None:
    answer = await site.client.get(f"/events/{COUNCIL}.ics?lang=xx&city=Atlantis")

    assert titles(answer) == [THE_COUNCIL]
    assert explanation(answer).startswith("Unknown: lang=xx. This is in English.")


async def test_what_there_is_is_bounded_and_is_that_of_the_agenda() -> None:
    cities = [f"City {number} {'x' * 150}" for number in range(200)]
    many = tuple(
        replace(event("2022-01-12", f"e-{n}"), agenda="many", place=Place(city, "UTC"))
        for n, city in enumerate(cities)
    )
    other = replace(event("2022-01-12"), agenda="other", place=Place("Geneva", "Europe/Zurich"))
    agendas = Agendas((Agenda("many", "Many", "UTC", many), Agenda("other", "O", "UTC", (other,))))
    async with served(publish(agendas)) as site:
        query = "&".join(f"city={letter * 100}" for letter in "abcdefgh")
        assert len(explanation(await site.client.get(f"/calendar.ics?{query}"))) <= 1000
        of_other = await site.client.get(f"/calendar/other.ics?city={quote(cities[0])}")
        assert titles(of_other) == []
        assert explanation(of_other).endswith(" There is: city=Geneva.")


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("city=%FF", "the query cannot be read"),
        ("city=%zz", "the query cannot be read"),
        ("city=50%", "the query cannot be read"),
        (f"city={'x' * 3000}", "the query is too long"),
        ("&".join(f"city={n}" for n in range(40)), "the query has too many values"),
    ],
)
async def test_what_cannot_be_read_is_told_in_a_line(site: Served, query: str, told: str) -> None:
    response = await site.client.get(f"/calendar.ics?{query}")

    assert response.status_code == 400
    assert response.headers["content-type"] == "text/plain; charset=utf-8"
    assert told in response.text
    assert response.text.count("\n") == 1


@pytest.mark.parametrize(
    "address",
    ["/calendar/other.ics", "/events/nothing.ics", "/feed.ics", "/calendar/x.json", "/other.atom"],
)
async def test_a_feed_that_does_not_exist_is_a_plain_404(site: Served, address: str) -> None:
    response = await site.client.get(address)

    assert response.status_code == 404
    assert response.headers["content-type"] == "text/plain; charset=utf-8"


async def test_an_event_that_is_edited_out_of_a_part_is_absent_and_the_last_leaves_it_empty(
    site: Served,
) -> None:
    geneva, vienna = Place("Geneva", "Europe/Zurich"), Place("Vienna", "Europe/Vienna")
    one = event("2022-01-12 10:00", "one", title="One", place=geneva)
    two = event("2022-01-12 11:00", "two", title="Two", place=geneva)

    await site.show(publication_of(one, two))
    before = await site.client.get("/calendar.ics?city=Geneva")
    await site.show(publication_of(one, replace(two, place=vienna)))
    after = await site.client.get("/calendar.ics?city=Geneva")
    await site.show(publication_of(replace(one, place=vienna), replace(two, place=vienna)))
    last = await site.client.get("/calendar.ics?city=Geneva")

    assert (titles(before), titles(after)) == (["One", "Two"], ["One"])
    assert titles(last) == []
    assert explanation(last) == "Nothing matches. Unknown: city=Geneva. There is: city=Vienna."
    assert "NAME:A test: events in Geneva" in unfolded(last.content)


async def test_an_edit_is_in_every_variant_at_once(site: Served) -> None:
    addresses = (
        "/calendar.ics",
        "/calendar.ics?city=Geneva",
        "/calendar.ics?lang=de",
        "/calendar.json",
        "/feed.atom",
    )
    for address in addresses:
        assert b"Edited" not in (await site.client.get(address)).content
    made = event("2022-01-12 10:00", title="Edited", place=Place("Geneva", "Europe/Zurich"))
    await site.show(publication_of(made))
    for address in addresses:
        assert b"Edited" in (await site.client.get(address)).content


# Nobody can make it keep without end


def test_what_was_not_used_for_longest_goes_first() -> None:
    cache = Cache(CacheBounds(most=2, most_bytes=1_000_000))
    one, two, three = (prepare(name.encode(), "text/plain", "no-cache") for name in "abc")
    cache.keep(1, one)
    cache.keep(2, two)
    assert cache.get(1) is one
    cache.keep(3, three)

    assert [cache.get(key) for key in (1, 2, 3)] == [one, None, three]


@given(st.lists(st.integers(0, 3000), min_size=1, max_size=60))
def test_the_cache_stays_within_its_bytes(sizes: list[int]) -> None:
    cache = Cache(CacheBounds(most=1000, most_bytes=20_000))
    for key, size in enumerate(sizes):
        cache.keep(key, prepare(b"x" * size, "text/plain", "no-cache"))
        assert cache.bytes <= 20_000
        assert cache.get(key) is not None
    assert cache.bytes >= len(cache) * OVERHEAD


def test_a_flood_of_distinct_filters_is_kept_within_bounds() -> None:
    table = FeedTable(bundled(), {})
    for number in range(FEED_BOUNDS.most + 200):
        query = f"alarm={number % 999}m&city={('Geneva', 'Vienna')[number // 999]}".encode()
        feed = table.find("/calendar.ics", query)
        assert feed is not None
        table.keep(feed, table.make(feed))
        assert table.get("/calendar.ics", query) is not None

    assert len(table._kept) <= FEED_BOUNDS.most
    assert table._kept.bytes <= FEED_BOUNDS.most_bytes


def test_junk_pushes_out_nothing_and_makes_no_feeds_without_end() -> None:
    table = FeedTable(bundled(), {})

    def ask(query: str) -> None:
        feed = table.find("/calendar.ics", query.encode())
        assert feed is not None
        if table.get("/calendar.ics", query.encode()) is None:
            table.keep(feed, table.make(feed))

    ask("city=Geneva")
    for number in range(2 * UNKNOWN_BOUNDS.most):
        ask(f"utm_source={number}")
        ask(f"city=Geneva&fbclid={number}")
        ask(f"city=junk{number}")
        ask(f"alarm=junk{number}")
        ask(f"lang=junk{number}")
        ask(f"city=a&city=b&city=c&city=d&city=e&city=junk{number}")

    assert len(table._kept) == 1
    assert len(table._kept_unknown) <= UNKNOWN_BOUNDS.most


QUERIES = st.binary(max_size=60) | st.lists(
    st.tuples(
        st.sampled_from(["kind", "party", "city", "tag", "alarm", "lang", "x", ""]),
        st.sampled_from(["Geneva", "meeting", "15m", "fr", "%", "%C3%A9", "+", "\0", "é", ""])
        | st.text(max_size=8),
    ),
    max_size=6,
).map(lambda pairs: "&".join(f"{name}={value}" for name, value in pairs).encode(errors="replace"))


@settings(max_examples=examples(300))
@given(
    query=QUERIES,
    path=st.sampled_from(
        [address.partition("?")[0] for address in FEEDS] + ["/", "/calendar/.ics"]
    ),
    method=st.sampled_from(["GET", "HEAD", "OPTIONS", "POST"]),
)
def test_no_query_breaks_it(
    fuzzed: tuple[asyncio.Runner, ASGIApp], query: bytes, path: str, method: str
) -> None:
    runner, app = fuzzed
    status = runner.run(asked(app, method, path, query))

    assert status in {200, 204, 400, 404, 405}


async def asked(app: ASGIApp, method: str, path: str, query: bytes) -> int:
    """Ask the application as a server does that takes any byte."""
    sent: list[Any] = []
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "root_path": "",
        "query_string": query,
        "headers": [(b"host", b"podium.example")],
        "server": ("127.0.0.1", 80),
        "client": ("127.0.0.1", 1),
    }

    coming: list[dict[str, Any]] = [{"type": "http.request", "body": b"", "more_body": False}]

    async def receive() -> dict[str, Any]:
        if not coming:
            await asyncio.Event().wait()  # the client stays
        return coming.pop()

    async def send(message: Any) -> None:
        sent.append(message)

    await app(scope, receive, send)
    status: int = sent[0]["status"]
    return status
