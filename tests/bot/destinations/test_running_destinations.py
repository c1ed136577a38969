"""Destinations through the running service: what each hears, as its file is edited."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.ledger.post_record import PostState
from bot.publishing.reloader import ReloadPace
from bot.service.pacing import Pacing
from bot.service.service import Service
from events.errors import DefinitionError
from tests.bot.making.agenda_file import AgendaFile, definition
from tests.bot.making.edited import settings_for
from tests.bot.running.clock import SetClock, utc
from tests.bot.running.running_service import UNLIMITED, running
from tests.telegram_server.chats import Post
from tests.telegram_server.refusals import too_many_requests
from tests.telegram_server.server import TelegramServer

PACING = Pacing(telegram=UNLIMITED, reload=ReloadPace(look=timedelta(seconds=0.05)))
CHANNEL = '  - {name: channel, telegram: "@talks"}\n'
PRESS = '  - {name: press, telegram: "@press", only: {kind: press-conference}}\n'
MEETING = definition(
    "2022-01-12 09:00 GMT", id="council", title="Council", reminders="[15 minutes]"
)
PRESS_CONFERENCE = definition(
    "2022-01-12 09:30 GMT", id="after", title="Doorstep", reminders="[15 minutes]"
).replace("kind: meeting", "kind: press-conference")


@dataclass
class Desk:
    """The files of a desk, and what its chats have heard."""

    server: TelegramServer
    clock: SetClock
    agenda: AgendaFile
    path: Path

    def save(self, *destinations: str) -> None:
        text = "".join(destinations)
        whole = f"destinations:\n{text}" if text else "destinations: []\n"
        self.path.write_text(whole, encoding="utf-8")

    @asynccontextmanager
    async def running(self, channel: str | None = None) -> AsyncIterator[Service]:
        settings = settings_for(self.server, self.agenda, destinations=self.path)
        settings = replace(settings, channel=channel)
        async with running(settings, self.clock, pacing=PACING) as service:
            telegram = service.telegram
            assert telegram is not None
            await self.server.until(lambda: telegram.is_ready)
            yield service

    async def at(self, service: Service, instant: str) -> None:
        self.clock.set(utc(instant))
        await service.deliver_due()

    def posts(self, chat: str) -> tuple[Post, ...]:
        return self.server.posts(chat)

    def heads(self, chat: str) -> list[str]:
        return [post.text.partition("\n")[0] for post in self.posts(chat)]


GOES_ON = "Until this is mended posts go to the destinations that were right last."


@pytest.fixture
async def desk(tmp_path: Path, server: TelegramServer) -> Desk:
    for chat in ("@talks", "@press", "@later"):
        server.add_channel(chat)
    agenda = AgendaFile(tmp_path)
    agenda.save(MEETING, PRESS_CONFERENCE)
    clock = SetClock(utc("2022-01-12 07:00"))
    return Desk(server, clock, agenda, tmp_path / "destinations.yaml")


async def test_each_destination_hears_what_it_wants(desk: Desk) -> None:
    desk.save(CHANNEL, PRESS)
    async with desk.running() as service:
        await desk.at(service, "2022-01-12 08:45")
        await desk.at(service, "2022-01-12 09:15")
    assert desk.heads("@talks") == ["In 15 minutes: Council", "In 15 minutes: Doorstep"]
    assert desk.heads("@press") == ["In 15 minutes: Doorstep"]


async def test_leads_and_the_start_are_a_destinations_own(desk: Desk) -> None:
    desk.save(
        CHANNEL,
        '  - {name: own, telegram: "@press", reminders: {meeting: 5 minutes}, at start: yes,\n'
        "     only: {kind: meeting}}\n",
    )
    async with desk.running() as service:
        for minute in ("08:45", "08:55", "09:00"):
            await desk.at(service, f"2022-01-12 {minute}")
    assert desk.heads("@press") == ["In 5 minutes: Council", "Starting now: Council"]
    assert desk.heads("@talks") == ["In 15 minutes: Council"]


async def test_a_topic_is_a_destination_of_its_own(desk: Desk) -> None:
    group = desk.server.add_group("Desk", is_forum=True)
    topic = desk.server.add_topic(group, "Agenda")
    desk.save(f"  - {{name: topic, telegram: {group.id}, topic: {topic}}}\n")
    async with desk.running() as service:
        await desk.at(service, "2022-01-12 08:45")
    assert [post.thread_id for post in desk.server.posts(group)] == [topic]


async def test_only_those_who_hear_of_an_event_are_told_that_it_is_cancelled(desk: Desk) -> None:
    desk.save(CHANNEL, PRESS)
    async with desk.running() as service:
        desk.agenda.save(MEETING + "    status: cancelled\n", PRESS_CONFERENCE)
        await service.reloader.reload()
        await desk.at(service, "2022-01-12 07:02")
    assert desk.heads("@talks") == ["Cancelled: Council"]
    assert desk.heads("@press") == []


async def test_who_is_added_hears_nothing_that_was_due_before(desk: Desk) -> None:
    desk.save(CHANNEL)
    async with desk.running() as service:
        await desk.at(service, "2022-01-12 08:50")
        desk.save(CHANNEL, '  - {name: later, telegram: "@later"}\n')
        await desk.server.until(lambda: "telegram:@later" in service.workers)
        await desk.at(service, "2022-01-12 08:51")
        assert desk.heads("@later") == []
        await desk.at(service, "2022-01-12 09:15")
    assert desk.heads("@later") == ["In 15 minutes: Doorstep"]
    assert desk.heads("@talks") == ["In 10 minutes: Council", "In 15 minutes: Doorstep"]
    async with desk.running() as service:
        await service.deliver_due()
        assert not service.ledger.records(PostState.MISSED)


async def test_the_waiting_posts_of_who_is_taken_away_are_closed(desk: Desk) -> None:
    desk.save(CHANNEL, PRESS)
    async with desk.running() as service:
        desk.server.fail(
            too_many_requests(3600), method="sendMessage", chat="@press", delivered=False
        )
        desk.clock.set(utc("2022-01-12 09:15"))
        await service.scheduler.refill()
        await desk.server.until(lambda: bool(service.ledger.records(PostState.WAITING)))
        desk.save(CHANNEL)
        await desk.server.until(lambda: list(service.workers) == ["telegram:@talks"])
        await desk.at(service, "2022-01-12 09:16")
        assert not service.ledger.records(PostState.WAITING)
    assert desk.heads("@press") == []


async def test_another_filter_is_taken_over_while_the_service_runs(desk: Desk) -> None:
    desk.save(CHANNEL)
    async with desk.running() as service:
        everything = len(service.plan.reminders)
        desk.save(CHANNEL.replace("}", ", only: {kind: press-conference}}"))
        await desk.server.until(lambda: len(service.plan.reminders) < everything)
        await desk.at(service, "2022-01-12 08:45")
        await desk.at(service, "2022-01-12 09:15")
    assert desk.heads("@talks") == ["In 15 minutes: Doorstep"]


async def test_a_bad_edit_changes_nothing_and_is_told_until_it_is_mended(desk: Desk) -> None:
    desk.save(CHANNEL)
    async with desk.running() as service:
        desk.save(CHANNEL, PRESS.replace("only", "olny"))
        await desk.server.until(lambda: "destinations" in service.incidents.ongoing)
        told = service.incidents.ongoing["destinations"]
        assert "did you mean only?" in told
        assert told.endswith(f"\n{GOES_ON}")
        assert list(service.workers) == ["telegram:@talks"]
        await desk.at(service, "2022-01-12 08:45")
        desk.save(CHANNEL, PRESS)
        await desk.server.until(lambda: "telegram:@press" in service.workers)
        await desk.server.until(lambda: "destinations" not in service.incidents.ongoing)
    assert desk.heads("@talks") == ["In 15 minutes: Council"]


async def test_a_start_does_not_fail_for_a_bad_edit(desk: Desk) -> None:
    desk.save(CHANNEL)
    async with desk.running():
        pass
    desk.path.write_text("destinations: none", encoding="utf-8")
    async with desk.running() as service:
        assert service.incidents.ongoing["destinations"].endswith(f"\n{GOES_ON}")
        await desk.at(service, "2022-01-12 08:45")
    assert desk.heads("@talks") == ["In 15 minutes: Council"]


async def test_a_first_start_with_a_bad_file_is_refused(desk: Desk) -> None:
    desk.path.write_text("destinations: none", encoding="utf-8")
    with pytest.raises(DefinitionError, match="must be a list"):
        async with desk.running():
            pass


async def test_the_channel_of_the_settings_is_a_destination_beside_those_of_the_file(
    desk: Desk,
) -> None:
    desk.save(PRESS)
    async with desk.running(channel="@talks") as service:
        assert set(service.workers) == {"telegram:@talks", "telegram:@press"}
        desk.save(PRESS, CHANNEL.replace("}", ", silent: yes}"))
        await desk.at(service, "2022-01-12 08:45")
        await desk.server.until(lambda: bool(desk.posts("@talks")))
    assert desk.heads("@talks") == ["In 15 minutes: Council"]


QUIET = "quiet hours: {from: 22:00, until: 08:50, timezone: UTC"


@pytest.mark.parametrize("how", ["silent: yes", "silent: [meeting]", QUIET + "}"])
async def test_a_silent_destination_does_not_ring(desk: Desk, how: str) -> None:
    desk.save(CHANNEL.replace("}", f", {how}}}"))
    async with desk.running() as service:
        await desk.at(service, "2022-01-12 08:45")
        await desk.at(service, "2022-01-12 09:15")
    first, second = desk.posts("@talks")
    assert first.silent
    assert second.silent == (how == "silent: yes")


async def test_quiet_hours_hold_what_can_wait(desk: Desk) -> None:
    desk.save(CHANNEL.replace("}", f", {QUIET}, hold: yes}}}}"))
    soon = definition(
        "2022-01-12 08:40 GMT", id="soon", title="Breakfast", reminders="[15 minutes]"
    )
    desk.agenda.save(soon, MEETING)
    async with desk.running() as service:
        await desk.at(service, "2022-01-12 08:25")
        assert desk.heads("@talks") == ["In 15 minutes: Breakfast"]
        await desk.at(service, "2022-01-12 08:45")
        desk.agenda.save(soon, MEETING.replace("title: Council", "title: Council\n    end: 11:00"))
        await service.reloader.reload()
        await desk.at(service, "2022-01-12 08:46")
        assert len(desk.posts("@talks")) == 1
        await desk.at(service, "2022-01-12 08:50")
    (early, held) = desk.posts("@talks")
    assert (early.silent, held.silent) == (True, False)
    assert held.text.startswith("In 10 minutes: Council")


async def test_what_is_due_is_posted_though_an_edit_comes_in_between(desk: Desk) -> None:
    desk.save(CHANNEL)
    minutes = range(20)
    events = [
        definition(
            f"2022-01-12 10:{minute:02} GMT",
            id=f"talks-{minute}",
            title=f"Talks {minute}",
            reminders="[1 hour]",
        )
        for minute in minutes
    ]
    desk.agenda.save(*events)
    async with desk.running() as service:
        for minute in minutes:
            desk.agenda.save(*events, MEETING.replace("09:00", f"22:{minute:02}"))
            edit = asyncio.create_task(service.reloader.reload())
            await asyncio.sleep(0.002 * minute)
            await desk.at(service, f"2022-01-12 09:{minute:02}")
            assert desk.heads("@talks").count(f"In 1 hour: Talks {minute}") == 1
            await edit
