"""Calendars as sources of events, through the running service: what readers and operator hear."""

import asyncio
import os
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.service.calendars.pace import CalendarPace
from bot.service.calendars.watch import SUBJECT
from events.model import Event, Status
from tests.bot.calendars.calendar_server import CalendarServer, answer, calendar, vevent
from tests.bot.making.agenda_file import HEAD, AgendaFile
from tests.bot.making.edited import HURRIED, Edited, started
from tests.bot.running.clock import SetClock, utc
from tests.bot.running.podium import podium
from tests.patience import PATIENCE
from tests.telegram_server.server import TelegramServer

PACE = CalendarPace(look=timedelta(seconds=0.02), jitter=0, max_bytes=50_000)
NOW = "2022-01-10 07:00"
HOUR = 60.5  # minutes, and a little more
COUNCIL = vevent("1@osce", "20220112T090000Z", "Permanent Council")
TALKS = vevent("2@osce", "20220113T090000Z", "Security talks")
VISIT = vevent("3@osce", "20220114T090000Z", "Visit to Oslo")
VOTE = vevent("4@osce", "20220115T090000Z", "Vote on the budget")
WEEK = (COUNCIL, TALKS, VISIT, VOTE)


@dataclass
class Live:
    """A running service with a calendar as its source."""

    edited: Edited
    source: CalendarServer

    @property
    def events(self) -> dict[str, Event]:
        found = self.edited.service.publication.everything
        return {event.title: event for event in found}

    @property
    def titles(self) -> list[str]:
        return sorted(self.events)

    @property
    def troubles(self) -> dict[str, str]:
        ongoing = self.edited.service.incidents.ongoing
        return {subject: text for subject, text in ongoing.items() if "calendar" in subject}

    def told(self, words: str) -> list[str]:
        """What the operator was told that has these words."""
        return [it.text for it in self.edited.server.posts("@desk") if words in it.text]

    async def until(self, condition: Callable[[], bool]) -> None:
        async with asyncio.timeout(100):
            while not condition():  # noqa: ASYNC110 - what it waits for tells nobody
                await asyncio.sleep(0.01)

    async def next(self, *events: str, minutes: float = HOUR) -> None:
        """Serve these events, and wait until that has been taken or refused."""
        if events:
            self.source.content = calendar(*events)
        await self.asked_again(minutes)

    async def asked_again(self, minutes: float = HOUR) -> None:
        clock = self.edited.clock
        number = len(self.source.asked)
        clock.set(clock.now() + timedelta(minutes=minutes))
        await self.until(lambda: len(self.source.asked) > number)
        await self.settled()

    async def settled(self) -> None:
        """Wait until nothing is got any more, and what was got is published."""
        tasks = asyncio.all_tasks
        await self.until(lambda: not any(it.get_name().startswith(SUBJECT) for it in tasks()))
        await self.edited.service.reloader.reload()

    async def heads(self, minutes: float = 2) -> list[str]:
        """The first lines of what the channel has been posted, when edits have settled."""
        await self.edited.later(minutes)
        return self.edited.heads


def entry(url: str, *lines: str) -> str:
    return "\n".join([f"{HEAD}calendars:", f"  - url: {url}", *(f"    {it}" for it in lines), ""])


@dataclass
class Stage:
    """What outlives a service: its source, Telegram, the clock, its file and its ledger."""

    source: CalendarServer
    server: TelegramServer
    clock: SetClock
    file: AgendaFile

    @asynccontextmanager
    async def running(self, pace: CalendarPace = PACE, **more: object) -> AsyncIterator[Live]:
        settings = {"operator": "@desk", "private_calendars": True, **more}
        pacing = replace(HURRIED, calendars=pace)
        async with started(self.server, self.clock, self.file, pacing, **settings) as edited:
            found = Live(edited, self.source)
            await found.until(lambda: bool(self.source.asked) or bool(more))
            await found.settled()
            yield found


@asynccontextmanager
async def staged(folder: Path, *lines: str, content: bytes | None = None) -> AsyncIterator[Stage]:
    clock = SetClock(utc(NOW))
    async with CalendarServer() as source, TelegramServer(now=clock.now) as server:
        for name in ("@talks", "@desk"):
            server.add_channel(name)
        source.content = calendar(*WEEK) if content is None else content
        file = AgendaFile(folder)
        file.path.write_text(entry(source.url, *(lines or ("prefix: osce-",))))
        yield Stage(source, server, clock, file)


@asynccontextmanager
async def live(
    folder: Path,
    *lines: str,
    content: bytes | None = None,
    pace: CalendarPace = PACE,
    **more: object,
) -> AsyncIterator[Live]:
    async with staged(folder, *lines, content=content) as stage, stage.running(pace, **more) as it:
        yield it


async def test_its_events_are_events_of_the_agenda(tmp_path: Path) -> None:
    async with live(tmp_path) as found:
        assert found.titles == [
            "Permanent Council", "Security talks", "Visit to Oslo", "Vote on the budget"
        ]  # fmt: skip
        council = found.events["Permanent Council"]
        assert council.agenda == "tests"
        assert council.id.startswith("osce-")
        assert str(council.start) == "2022-01-12 09:00 UTC"
        assert council.source is not None
        assert (council.source.publisher, council.source.url) == ("OSCE", None)
        assert found.troubles == {}


async def test_what_moves_is_told_as_moved_and_what_is_cancelled_as_cancelled(
    tmp_path: Path,
) -> None:
    async with live(tmp_path) as found:
        before = found.events
        await found.heads()
        moved = vevent("1@osce", "20220112T110000Z", "Permanent Council", "SEQUENCE:1")
        cancelled = vevent("2@osce", "20220113T090000Z", "Security talks", "STATUS:CANCELLED")
        in_title = vevent("3@osce", "20220114T090000Z", "CANCELLED: Visit to Oslo")
        await found.next(moved, cancelled, in_title, VOTE)
        after = found.events
        assert {it.uid for it in after.values()} == {it.uid for it in before.values()}
        assert str(after["Permanent Council"].start) == "2022-01-12 11:00 UTC"
        assert after["Security talks"].status is Status.CANCELLED
        assert after["Visit to Oslo"].status is Status.CANCELLED
        assert after["Vote on the budget"] == before["Vote on the budget"]
        posts = "\n".join(await found.heads())
        assert "New time: Permanent Council" in posts
        assert "Cancelled: Security talks" in posts
        assert "Cancelled: Visit to Oslo" in posts


async def test_what_it_drops_is_no_longer_listed_and_what_is_over_is_no_news(
    tmp_path: Path,
) -> None:
    async with live(tmp_path) as found:
        await found.heads()
        # It holds nothing but what is ahead: the council has begun, and is not in it any more.
        found.edited.clock.set(utc("2022-01-12 09:30"))
        await found.next(VISIT, VOTE, minutes=1)
        assert found.events["Permanent Council"].status is Status.CONFIRMED
        assert found.events["Security talks"].status is Status.NO_LONGER_LISTED
        posts = "\n".join(await found.heads())
        assert "No longer listed: Security talks" in posts
        assert "No longer listed: Permanent Council" not in posts
        assert "ancelled" not in posts
        await found.next(VOTE, minutes=3 * 24 * 60)
        assert "Permanent Council" not in found.events
        assert found.events["Vote on the budget"].status is Status.CONFIRMED
        posts = "\n".join(await found.heads())
        assert "No longer listed: Visit" not in posts
        assert found.troubles == {}


async def test_uids_that_are_drawn_anew_change_nothing(tmp_path: Path) -> None:
    async with live(tmp_path) as found:
        before = {title: event.uid for title, event in found.events.items()}
        posts = await found.heads()
        for draw in ("a", "b"):
            drawn = (it.replace("UID:", f"UID:{draw}-") for it in WEEK)
            await found.next(*drawn)
            assert {title: event.uid for title, event in found.events.items()} == before
        later = vevent("c-1@osce", "20220112T100000Z", "Permanent Council")
        await found.next(later, *(it.replace("UID:", "UID:c-") for it in WEEK[1:]))
        assert {title: event.uid for title, event in found.events.items()} == before
        news = (await found.heads())[len(posts) :]
        assert [it for it in news if "time" in it] == ["New time: Permanent Council"]
        assert not [it for it in news if "listed" in it or "Added" in it]


async def test_what_was_cancelled_and_is_dropped_is_no_loss_and_no_news(tmp_path: Path) -> None:
    async with live(tmp_path) as found:
        off = [it.replace("END:VEVENT", "STATUS:CANCELLED\r\nEND:VEVENT") for it in WEEK[:3]]
        await found.next(*off, VOTE)
        posts = await found.heads()
        assert sorted(posts) == [f"Cancelled: {title}" for title in found.titles[:3]]
        await found.next(VOTE)
        assert await found.heads() == posts
        assert found.troubles == {}
        statuses = {title: it.status for title, it in found.events.items()}
        assert {*statuses.values()} == {Status.CANCELLED, Status.CONFIRMED}
        assert statuses["Vote on the budget"] is Status.CONFIRMED


SPOILED = {
    "answers 500 Internal Server Error": answer("500 Internal Server Error"),
    "answers 404 Not Found": answer("404 Not Found"),
    "cannot be read: RemoteProtocolError": answer("200 OK", b"BEGIN:VCALENDAR\r\n", length=1000),
    "sends more than 48 KiB": answer("200 OK", b"x" * 60_000),
    "leads on and on, more than 5 times": answer("302 Found", b"", "Location: /week.ics"),
    "file: is not fetched": answer("302 Found", b"", "Location: file:///etc/passwd"),
    "there is no BEGIN:VCALENDAR": answer("200 OK", b"<html>Sign in"),
    "the calendar is cut off": answer("200 OK", calendar(*WEEK)[:-20]),
    "there is no event in it": answer("200 OK", calendar()),
    "3 of its 4 events to come are not in it any more": answer("200 OK", calendar(COUNCIL)),
    "such as timezone: UTC": answer("200 OK", calendar(*WEEK, vevent("5@x", "20220116T090000"))),
}


async def test_the_last_good_state_stays_whatever_is_answered_and_the_operator_hears_it_once(
    tmp_path: Path,
) -> None:
    async with live(tmp_path) as found:
        before = found.events
        await found.heads()
        for told, spoiled in SPOILED.items():
            found.source.answers += [spoiled] * (6 if b"/week.ics" in spoiled else 1) * 2
            while found.source.answers:
                await found.asked_again()
            assert found.events == before
            ((subject, text),) = found.troubles.items()
            assert subject == "calendar of tests, osce- (127.0.0.1)"
            assert text.startswith("its events are shown as of 2022-01-1")
            assert told in text
            await found.asked_again(HOUR)
            assert (told, found.troubles) == (told, {})
        desk = found.edited.server
        await desk.until(lambda: len(found.told("calendar of")) == 2 * len(SPOILED))
        assert len(found.told("all is well again")) == len(SPOILED)
        assert not [it for it in await found.heads() if "listed" in it or "ancelled" in it]


async def test_a_restart_tells_nothing_anew_and_a_confirmed_loss_is_taken(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        async with stage.running() as found:
            before = found.events
            await found.next(VOTE)
            assert found.events == before
            trouble = found.troubles
            await stage.server.until(lambda: bool(found.told("calendar of")))
        async with stage.running() as found:
            assert found.events == before
            await found.until(lambda: found.troubles == trouble)
            assert len(found.told("calendar of")) == 1
            named = {"PODIUM_AGENDAS": "agendas", "PODIUM_DATABASE": "sqlite:///podium.db"}
            done = await asyncio.to_thread(podium, tmp_path, "confirm", **named)
            assert b"3 of its 4 events to come are not in it any more" in done.stdout
            await found.until(lambda: len(found.edited.service.publication.agendas.events) == 1)
            await found.until(lambda: found.edited.service.reloader.held is None)
            listed = [it.title for it in found.edited.service.publication.agendas.events]
            assert listed == ["Vote on the budget"]
            assert found.edited.service.incidents.ongoing == {}


async def test_a_source_that_does_not_answer_delays_nothing(tmp_path: Path) -> None:
    hasty = replace(PACE, patience=timedelta(seconds=1))
    async with live(tmp_path, pace=hasty) as found:
        found.source.is_silent = True
        asked = len(found.source.asked)
        found.edited.clock.set(utc("2022-01-10 08:01"))
        await found.until(lambda: len(found.source.asked) > asked)
        text = found.edited.file.path.read_text()
        hand = "events:\n  - {id: hand, kind: visit, title: By hand, start: 2022-01-20 09:00}\n"
        found.edited.file.path.write_text(text + hand)
        assert await found.edited.service.reloader.reload()
        assert "By hand" in found.events
        await found.settled()
        found.edited.clock.set(utc("2022-01-10 08:04"))
        await found.until(lambda: bool(found.troubles))
        assert "takes longer than 1 seconds" in next(iter(found.troubles.values()))
        assert len(found.titles) == 5


async def test_it_is_asked_as_often_as_its_entry_says_and_with_its_etag(tmp_path: Path) -> None:
    async with staged(tmp_path, "prefix: osce-", "every: 30 minutes") as stage:
        async with stage.running():
            assert "If-None-Match" not in stage.source.asked[0]
        stage.clock.set(utc("2022-01-10 07:29"))
        async with stage.running() as found:
            assert len(stage.source.asked) == 1
            await found.asked_again(2)
            assert "if-none-match" in stage.source.asked[1].lower()
            assert "user-agent: podium" in stage.source.asked[1].lower()
            stage.source.answers.append(answer("503 Busy", b"", "Retry-After: 7200"))
            await found.asked_again(31)
            asked = len(stage.source.asked)
            stage.clock.set(utc("2022-01-10 09:59"))
            await found.settled()
            assert len(stage.source.asked) == asked
            await found.asked_again(4)
            assert found.troubles == {}


async def test_a_clock_that_was_ahead_and_another_interval_delay_nothing(tmp_path: Path) -> None:
    async with staged(tmp_path, "prefix: osce-", "every: 7 days") as stage:
        stage.clock.set(utc("2032-01-10 07:00"))
        async with stage.running():
            pass
        stage.clock.set(utc(NOW))
        async with stage.running() as found:
            await found.until(lambda: len(stage.source.asked) > 1)
            await found.settled()
            stage.file.path.write_text(
                entry(stage.source.url, "prefix: osce-", "every: 10 minutes")
            )
            await found.edited.service.reloader.reload()
            await found.until(lambda: len(stage.source.asked) > 2)


async def test_private_addresses_are_not_asked_unless_that_is_allowed(tmp_path: Path) -> None:
    async with live(tmp_path, private_calendars=False) as found:
        async with asyncio.timeout(PATIENCE):
            while not found.troubles:  # the operator is told of a second try in a row
                found.edited.clock.set(found.edited.clock.now() + timedelta(minutes=4))
                await asyncio.sleep(0.1)
        assert found.source.asked == []
        text = next(iter(found.troubles.values()))
        assert text == (
            "none of its events is shown: 127.0.0.1 is in a private network "
            "(set PODIUM_PRIVATE_CALENDARS=yes if that is meant)"
        )


async def test_floating_times_are_refused_until_the_line_is_written(tmp_path: Path) -> None:
    floating = calendar(vevent("1@osce", "20220112T100000", "Permanent Council"))
    async with live(tmp_path, content=floating) as found:
        assert found.titles == []
        text = next(iter(found.troubles.values()))
        assert "tests.yaml:5:5: line 4 of the calendar: 1 of its times name no zone" in text
        assert "2022-01-12 10:00, Permanent Council" in text
        lines = ("prefix: osce-", "timezone: Europe/Vienna")
        found.edited.file.path.write_text(entry(found.source.url, *lines))
        await found.edited.service.reloader.reload()
        await found.until(lambda: bool(found.titles))
        assert str(found.events["Permanent Council"].start) == "2022-01-12 10:00 Europe/Vienna"
        assert found.troubles == {}


async def test_what_comes_into_sight_and_cannot_be_read_stops_no_edit(tmp_path: Path) -> None:
    in_a_year = vevent("5@osce", "20230115T090000", "Talks in a year")
    async with live(tmp_path, content=calendar(*WEEK, in_a_year)) as found:
        assert found.troubles == {}
        before = found.events
        await found.next(minutes=10 * 24 * 60)
        text = next(iter(found.troubles.values()))
        assert "1 of its times name no zone: 2023-01-15 09:00, Talks in a year" in text
        hand = "events:\n  - {id: hand, kind: visit, title: By hand, start: 2022-02-20 09:00}\n"
        path = found.edited.file.path
        path.write_text(path.read_text() + hand)
        assert await found.edited.service.reloader.reload()
        assert found.events.keys() == {*before, "By hand"}


async def test_its_events_stay_until_another_address_answers(tmp_path: Path) -> None:
    async with live(tmp_path) as found, CalendarServer() as other:
        before = {it.uid for it in found.events.values()}
        other.answers += [answer("503 Busy")]
        other.content = calendar(*WEEK[:3], vevent("4@osce", "20220115T110000Z", "Vote"))
        found.edited.file.path.write_text(entry(other.url, "prefix: osce-"))
        await found.edited.service.reloader.reload()
        await found.until(lambda: bool(other.asked))
        await found.settled()
        assert {it.uid for it in found.events.values()} == before
        assert found.edited.service.reloader.held is None
        found.source = other
        await found.asked_again(2)
        assert not [it for it in other.asked if "if-none-match" in it.lower()]
        assert {it.uid for it in found.events.values()} == before
        assert str(found.events["Vote"].start) == "2022-01-15 11:00 UTC"
        asked = len(other.asked)
        await asyncio.sleep(0.1)
        assert len(other.asked) == asked


async def test_what_nobody_foresaw_is_told_and_tried_ever_more_seldom(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with live(tmp_path) as found:
        before = found.events
        monkeypatch.setattr("bot.service.calendars.getting.following", lambda *_, **__: 1 / 0)
        await found.next(COUNCIL)
        await found.asked_again(2)
        assert found.events == before
        assert "127.0.0.1 cannot be read" in next(iter(found.troubles.values()))


async def test_a_file_that_hangs_delays_no_other_calendar(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stat, hangs, ended = Path.stat, threading.Event(), threading.Event()

    def slow(self: Path, *, follow_symlinks: bool = True) -> os.stat_result:
        if hangs.is_set() and self.name == "week.ics":
            ended.wait()
        return stat(self, follow_symlinks=follow_symlinks)

    async with live(tmp_path, pace=replace(PACE, patience=timedelta(seconds=1))) as found:
        path = found.edited.file.path
        (path.parent / "week.ics").write_bytes(
            calendar(vevent("5@x", "20220116T090000Z", "Hearing"))
        )
        file = f"{HEAD}calendars:\n  - {{file: week.ics, prefix: file-}}\n"
        path.write_text(f"{file}  - {{url: '{found.source.url}', prefix: osce-}}\n")
        await found.edited.service.reloader.reload()
        await found.until(lambda: "Hearing" in found.titles)
        monkeypatch.setattr(Path, "stat", slow)
        hangs.set()
        try:
            clock, asked = found.edited.clock, len(found.source.asked)
            clock.set(clock.now() + timedelta(minutes=61))
            await found.until(lambda: len(found.source.asked) > asked)
        finally:
            ended.set()


async def test_what_is_not_said_is_not_told(tmp_path: Path) -> None:
    content = calendar(
        vevent("1@osce", "20220112T090000Z", "Something"),
        vevent("2@osce", "20220112T090000Z", "Council", "CLASS:PRIVATE"),
        vevent("3@osce", "20220112T090000Z", "Talks", "DESCRIPTION:https://zoom.us/j/123"),
        vevent("4@osce", "20220112T090000Z", "Talks in Oslo", "LOCATION:Hofburg, Saal 2"),
        vevent("5@osce", "20220112T090000Z", "Vote", "CATEGORIES:budget"),
    )
    only = "only: {kind: [meeting, vote]}"
    async with live(tmp_path, "prefix: osce-", only, content=content) as found:
        assert found.titles == ["Talks", "Talks in Oslo", "Vote"]
        assert found.events["Talks"].description is None
        assert found.events["Talks in Oslo"].place is None
        lines = ("prefix: osce-", "only: {tag: budget, kind: vote}", "kind: visit")
        found.edited.file.path.write_text(entry(found.source.url, *lines))
        await found.edited.service.reloader.reload()
        listed = {it.title for it in found.edited.service.publication.agendas.events}
        assert listed == {"Vote"}


async def test_a_series_is_known_by_its_days(tmp_path: Path) -> None:
    rule = vevent("1@osce", "20220112T090000Z", "Briefing", "RRULE:FREQ=WEEKLY;COUNT=3")
    one = vevent("1@osce", "20220119T110000Z", "Briefing", "RECURRENCE-ID:20220119T090000Z")
    async with live(tmp_path, content=calendar(rule)) as found:
        before = {it.uid: str(it.start) for it in found.edited.service.publication.everything}
        await found.next(rule, one)
        after = {it.uid: str(it.start) for it in found.edited.service.publication.everything}
        assert after.keys() == before.keys()
        assert sorted(after.values()) == [
            "2022-01-12 09:00 UTC", "2022-01-19 11:00 UTC", "2022-01-26 09:00 UTC"
        ]  # fmt: skip
