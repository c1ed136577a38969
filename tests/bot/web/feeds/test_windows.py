"""Feeds of some days, statuses and kinds over HTTP, and what becomes of them at midnight."""

import json
from collections.abc import AsyncIterator
from datetime import timedelta
from xml.etree import ElementTree

import httpx
import icalendar
import pytest

from bot.web.feeds import WINDOW_BOUNDS, FeedTable
from events.model import Agenda, Agendas, Event, Kind, Status
from events.time_grammar import parse_start
from tests.bot.running.clock import utc
from tests.bot.web.publications import event, publication_of, publish
from tests.bot.web.serving import Served, StoppedClock, served
from tests.events.builders import unfolded

ATOM = "{http://www.w3.org/2005/Atom}"
SITE = "https://podium.example"
MIDDAY = utc("2022-01-11 11:00")


def week() -> tuple[Event, ...]:
    """Events of an agenda of Brussels, whose clocks are an hour ahead of GMT."""
    return (
        event(
            "2022-01-09 22:00",
            "night",
            title="Night",
            end=parse_start("2022-01-10 02:00", "Europe/Brussels"),
        ),
        event("2022-01-10", "monday", title="Monday"),
        event("2022-01-10 23:30", "late", title="Late"),
        event("2022-01-11 00:00", "midnight", title="Midnight", kind=Kind.DEADLINE),
        event("2022-01-11 09:00", "tuesday", title="Tuesday", status=Status.TENTATIVE),
        event("2022-01-12 09:00", "off", title="Off", status=Status.CANCELLED),
        event(
            "2022-01-12",
            "conference",
            title="Conference",
            end=parse_start("2022-01-14", "Europe/Brussels"),
        ),
        event("2022-01-14 12:00", "press", title="Press", kind=Kind.PRESS_CONFERENCE),
        event("2022-02-14 12:00", "later", title="Later"),
    )


@pytest.fixture
async def site() -> AsyncIterator[Served]:
    async with served(publication_of(*week(), url=SITE), MIDDAY) as site:
        yield site


def titles(response: httpx.Response) -> set[str]:
    assert response.status_code == 200, response.text
    calendar = icalendar.Calendar.from_ical(response.content)
    return {str(event["UID"]).partition(".")[0] for event in calendar.walk("VEVENT")}


def told(response: httpx.Response) -> str:
    lines = unfolded(response.content)
    return next((x.partition(":")[2] for x in lines if x.startswith("X-WR-CALDESC:")), "")


ALL = {each.id for each in week()}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("from=2022-02-01", {"later"}),
        # What lasts over the edge of a window is in it; without a known end, for two hours.
        ("from=2022-01-10&days=1", {"night", "monday", "late"}),
        ("from=2022-01-11&days=1", {"late", "midnight", "tuesday"}),
        ("from=2022-01-13&days=1", {"conference"}),
        ("from=2022-01-13", {"conference", "press", "later"}),
        ("from=1583-01-01&days=366", set()),
        ("from=9997-12-31&days=366", set()),
        ("days=1", {"late", "midnight", "tuesday"}),
        ("from=today&days=1", {"late", "midnight", "tuesday"}),
        ("from=TODAY", ALL - {"night", "monday"}),
        ("days=366", ALL - {"night", "monday"}),
        ("status=tentative", {"tuesday"}),
        ("status=tentative,cancelled", {"tuesday", "off"}),
        ("status=Tentative&status=cancelled", {"tuesday", "off"}),
        ("status=postponed", set()),
        ("except-kind=meeting", {"midnight", "press"}),
        ("except-kind=deadline,press-conference", ALL - {"midnight", "press"}),
        ("kind=deadline,press-conference", {"midnight", "press"}),
        ("kind=deadline&except-kind=deadline", set()),
        ("days=2&except-kind=deadline&status=confirmed", {"late", "conference"}),
    ],
)
async def test_a_window_and_the_new_filters_hold_in_each_format(
    site: Served, query: str, found: set[str]
) -> None:
    assert titles(await site.client.get(f"/calendar.ics?{query}")) == found
    assert titles(await site.client.get(f"/calendar/test.ics?{query}")) == found
    group = json.loads((await site.client.get(f"/calendar.json?{query}")).content)
    assert {entry["uid"].partition(".")[0] for entry in group["entries"]} == found
    atom = ElementTree.fromstring((await site.client.get(f"/feed.atom?{query}")).content)  # noqa: S314 - our own
    assert len(list(atom.iter(f"{ATOM}entry"))) == len(found)


@pytest.mark.parametrize(
    ("query", "explanation"),
    [
        ("from=tomorow", "Unknown: from=tomorow. There is: from=today\\, YYYY-MM-DD."),
        ("from=2022-02-30", "Unknown: from=2022-02-30."),
        ("from=0000-01-01", "Unknown: from=0000-01-01."),
        ("from=9999-12-31&days=366", "Unknown: from=9999-12-31."),
        ("from=tomorow&days=1", "Unknown: from=tomorow."),
        ("days=0", "Unknown: days=0. There is: days=1 … 366."),
        ("days=367", "Unknown: days=367. There is: days=1 … 366."),
        ("days=-1", "Unknown: days=-1."),
        ("days=7.5", "Unknown: days=7.5."),
        ("days=%D9%A7", "Unknown: days=٧."),
        (f"days={'9' * 1000}", "Unknown: days=999"),
        (
            "status=canceled",
            "Nothing matches. Unknown: status=canceled. There is: status=cancelled",
        ),
        ("except-kind=metting", "Unknown: except-kind=metting. There is: except-kind=deadline\\, "),
        ("from=2030-01-01", "Nothing matches. There is: from=2022-01-09 … 2022-02-14."),
        ("lang=fr&from=2030-01-01", "Rien ne correspond."),
    ],
)
async def test_a_window_that_there_is_not_breaks_no_subscription(
    site: Served, query: str, explanation: str
) -> None:
    answer = await site.client.get(f"/calendar.ics?{query}")

    assert titles(answer) == (set() if "Nothing" in explanation or "Rien" in explanation else ALL)
    assert told(answer).startswith(explanation)


@pytest.mark.parametrize(
    ("query", "name", "asked", "file"),
    [
        ("days=1", "today", "days=1", "1-days"),
        ("from=today&days=7", "the next 7 days", "days=7", "7-days"),
        ("from=today", "from today", "from=today", "from-today"),
        ("from=2022-01-12", "from 12 January 2022", "from=2022-01-12", "from-2022-01-12"),
        (
            "days=2&from=2022-01-12",
            "12 January 2022 to 13 January 2022",
            "from=2022-01-12&days=2",
            "from-2022-01-12-2-days",
        ),
        (
            "except-kind=meeting&status=confirmed",
            "events except meetings (confirmed)",
            "except-kind=meeting&status=confirmed",
            "except-meeting-confirmed",
        ),
    ],
)
async def test_a_window_has_a_name_and_an_address_that_stay(
    site: Served, query: str, name: str, asked: str, file: str
) -> None:
    for day in range(2):
        site.clock.instant = MIDDAY + timedelta(days=day)
        answer = await site.client.get(f"/calendar.ics?{query}")
        lines = unfolded(answer.content)
        assert f"X-WR-CALNAME:A test: {name}" in lines
        assert f"SOURCE;VALUE=URI:{SITE}/calendar.ics?{asked}" in lines
        assert f'filename="test-{file}.ics"' in answer.headers["content-disposition"]


@pytest.mark.parametrize("path", ["/calendar.ics", "/calendar.json", "/feed.atom"])
async def test_nothing_of_yesterdays_window_is_served_when_the_day_has_changed(
    site: Served, path: str
) -> None:
    address = f"{path}?days=1"
    site.clock.instant = utc("2022-01-11 22:59")  # a minute before midnight in Brussels
    before = await site.client.get(address)
    tag = {"if-none-match": before.headers["etag"]}
    since = {"if-modified-since": before.headers["last-modified"]}
    assert before.headers["last-modified"] == "Mon, 10 Jan 2022 23:00:00 GMT"
    assert (await site.client.get(address, headers=tag)).status_code == 304
    assert (await site.client.get(address, headers=since)).status_code == 304

    site.clock.instant = utc("2022-01-11 23:00")
    for headers in (tag, since, {}):
        after = await site.client.get(address, headers=headers)
        assert after.status_code == 200
        assert b"Tuesday" not in after.content
        assert b"Conference" in after.content
        assert after.headers["last-modified"] == "Tue, 11 Jan 2022 23:00:00 GMT"


async def test_only_what_depends_on_the_day_is_kept_by_no_cache_without_asking(
    site: Served,
) -> None:
    for query in ("days=7", "from=today"):
        answer = await site.client.get(f"/calendar.ics?{query}")
        assert answer.headers["cache-control"] == "public, no-cache"
    answer = await site.client.get("/calendar.ics?from=2022-01-12&days=7")
    assert "max-age=300" in answer.headers["cache-control"]
    assert answer.headers["last-modified"] == "Sun, 09 Jan 2022 08:00:00 GMT"


async def test_the_days_of_an_agenda_are_those_of_its_own_zone() -> None:
    def agenda(id_: str, zone: str) -> Agenda:
        made = event("2022-01-11 09:00", id_, zone, agenda=id_)
        return Agenda(id_, id_.title(), zone, (made,))

    agendas = Agendas((agenda("auckland", "Pacific/Auckland"), agenda("la", "America/Los_Angeles")))
    async with served(publish(agendas), utc("2022-01-11 11:30")) as site:
        # It is the 12th in Auckland, and the 11th in Los Angeles.
        assert titles(await site.client.get("/calendar/auckland.ics?days=1")) == set()
        assert titles(await site.client.get("/calendar/la.ics?days=1")) == {"la"}
        whole = await site.client.get("/calendar.ics?days=1")
        assert "X-WR-TIMEZONE:Pacific/Auckland" in unfolded(whole.content)
        assert titles(whole) == {"la"}  # which is on the 12th there


def test_a_flood_of_windows_is_kept_within_bounds_and_pushes_out_no_other() -> None:
    clock = StoppedClock(MIDDAY)
    table = FeedTable(publication_of(*week()), {}, clock)

    def ask(query: str) -> None:
        feed = table.find("/calendar.ics", query.encode())
        assert feed is not None
        if table.get("/calendar.ics", query.encode()) is None:
            table.keep(feed, table.make(feed))

    ask("kind=meeting")
    for day in range(2 * WINDOW_BOUNDS.most):
        clock.instant = MIDDAY + timedelta(days=day)
        ask("days=7")
        ask(f"from=2022-01-11&days={day % 366 + 1}")

    assert len(table._kept) == 1
    assert len(table._kept_windows) <= WINDOW_BOUNDS.most
