"""Readers who follow something, through the running service: what each hears, and when no more."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.delivery.retry import RetryPolicy
from bot.ledger.post_record import PostState
from bot.publishing.reloader import ReloadPace
from bot.service.pacing import Pacing
from bot.service.service import Service
from tests.bot.making.agenda_file import AgendaFile, definition
from tests.bot.making.edited import settings_for
from tests.bot.running.clock import SetClock, utc
from tests.bot.running.running_service import running
from tests.bot.telegram.asks.asked import OPEN, Reader
from tests.telegram_server.faults import Hold
from tests.telegram_server.server import TelegramServer

MS = timedelta(milliseconds=1)
PACING = Pacing(
    telegram=replace(OPEN, posts_a_second=1000),
    reload=ReloadPace(look=50 * MS),
    retry=RetryPolicy(
        first_wait=5 * MS,
        longest_wait=20 * MS,
        slow_wait=20 * MS,
        uncertain_wait=20 * MS,
        look_wait=5 * MS,
    ),
    stop=100 * MS,
)
VIENNA = definition(
    "2022-01-12 09:00 GMT", id="council", title="Council", reminders="[15 minutes]", place="Vienna"
)
GENEVA = definition(
    "2022-01-12 10:00 GMT", id="talks", title="Talks", reminders="[15 minutes]", place="Geneva"
)


@dataclass
class Town:
    """A channel, an agenda, and readers of it."""

    server: TelegramServer
    clock: SetClock
    agenda: AgendaFile

    @asynccontextmanager
    async def running(self) -> AsyncIterator[Service]:
        settings = settings_for(self.server, self.agenda)
        async with running(settings, self.clock, pacing=PACING) as service:
            await self.server.until(lambda: self.server.is_polled)
            yield service

    async def follow(self, service: Service, reader: Reader, text: str) -> str:
        """Ask for something to be followed, and wait until it is planned."""
        answer = (await reader.ask(text)).text
        name = f"telegram:{reader.user.id}"
        await self.server.until(lambda: name in service.workers)
        await self.server.until(
            lambda: (
                not service.plan.after(self.clock.now())
                or any(it.destination == name for it in service.plan.reminders)
            )
        )
        return answer

    async def at(self, service: Service, instant: str) -> None:
        self.clock.set(utc(instant))
        await service.deliver_due()

    def heard(self, reader: Reader) -> list[str]:
        """What came unasked: of a reminder or notice the head."""
        told = [it.text.partition("\n")[0] for it in reader.answers]
        return [it for it in told if it.startswith(("In ", "New time", "Cancelled", "Starting"))]


@pytest.fixture
async def town(tmp_path: Path, server: TelegramServer) -> Town:
    server.add_channel("@talks")
    agenda = AgendaFile(tmp_path)
    agenda.save(VIENNA, GENEVA)
    return Town(server, SetClock(utc("2022-01-12 08:00")), agenda)


async def test_a_reader_hears_what_is_followed_once_over_a_restart(town: Town) -> None:
    ada, ben = Reader(town.server, "Ada"), Reader(town.server, "Ben")
    async with town.running() as service:
        await town.follow(service, ada, "/follow vienna")
        await town.follow(service, ben, "/follow talks 1 hour, 30 minutes")
        await town.at(service, "2022-01-12 08:45")
    async with town.running() as service:
        await town.at(service, "2022-01-12 08:46")
        await town.at(service, "2022-01-12 09:00")
        await town.at(service, "2022-01-12 09:30")
        await town.at(service, "2022-01-12 09:45")
    assert town.heard(ada) == ["In 15 minutes: Council"]
    assert town.heard(ben) == ["In 1 hour: Talks", "In 30 minutes: Talks"]


async def test_nothing_is_heard_that_was_due_before(town: Town) -> None:
    ada = Reader(town.server)
    async with town.running() as service:
        await town.at(service, "2022-01-12 08:50")
        await ada.ask("/follow vienna")
        await ada.ask("/follow talks")
        await town.server.until(
            lambda: any(it.destination != "telegram:@talks" for it in service.plan.reminders)
        )
        await town.at(service, "2022-01-12 08:52")
        assert town.heard(ada) == []
        await town.at(service, "2022-01-12 09:45")
    assert town.heard(ada) == ["In 15 minutes: Talks"]


async def test_a_change_is_heard_once_by_each_over_a_kill(town: Town) -> None:
    readers = [Reader(town.server, f"R{number}") for number in range(12)]
    async with town.running() as service:
        for reader in readers:
            await reader.ask("/follow council")
        await town.server.until(lambda: len(service.workers) == 13)
        # Half of them wait for Telegram as the service ends; nothing of that arrives.
        for reader in readers[::2]:
            town.server.fail(Hold(), method="sendMessage", chat=reader.user)
        town.agenda.save(VIENNA.replace("09:00", "11:00"), GENEVA)
        await service.reloader.reload()
        town.clock.set(utc("2022-01-12 08:02"))
        await service.scheduler.refill()
        await town.server.until(lambda: town.server.held == 6)
        await town.server.until(lambda: all(town.heard(it) for it in readers[1::2]))
    town.server.heal()
    async with town.running() as service:
        await town.at(service, "2022-01-12 08:03")
    assert [town.heard(it) for it in readers] == [["New time: Council"]] * 12


async def test_who_stops_hears_nothing_and_nothing_of_them_is_stored(town: Town) -> None:
    ada = Reader(town.server)
    name = f"telegram:{ada.user.id}"
    async with town.running() as service:
        await town.follow(service, ada, "/follow vienna")
        await town.follow(service, ada, "/follow geneva")
        await town.at(service, "2022-01-12 08:45")
        assert "\n• posts of mine here: 1\n" in (await ada.ask("/privacy")).text
        await ada.ask("/stop")
        await town.server.until(lambda: name not in service.workers)
        assert "Of this chat I store nothing now." in (await ada.ask("/privacy")).text
        await town.at(service, "2022-01-12 09:45")
        await town.server.until(
            lambda: (
                {it.key.destination for it in service.ledger.records(*PostState)}
                == {"telegram:@talks"}
            )
        )
        await town.server.until(lambda: service.ledger.count_readers() == (0, 0))
    assert town.heard(ada) == ["In 15 minutes: Council"]


async def test_news_of_what_is_followed_no_more_is_not_told(town: Town) -> None:
    ada = Reader(town.server)
    async with town.running() as service:
        await town.follow(service, ada, "/follow vienna")
        await town.follow(service, ada, "/follow geneva")
        await town.at(service, "2022-01-12 08:45")
        await ada.ask("/following")
        await ada.press("Stop: events in Vienna")
        name = f"telegram:{ada.user.id}"
        await town.server.until(
            lambda: (
                [
                    it.name.partition(".")[0]
                    for it in service.plan.reminders
                    if it.destination == name
                ]
                == ["talks"]
            )
        )
        town.agenda.save(VIENNA + "    status: cancelled\n", GENEVA)
        await service.reloader.reload()
        await town.at(service, "2022-01-12 08:48")
    assert town.heard(ada) == ["In 15 minutes: Council"]
    assert town.server.posts("@talks")[-1].text.startswith("Cancelled: Council")


async def test_who_blocks_the_bot_is_forgotten_and_the_operator_is_not_told(town: Town) -> None:
    ada = Reader(town.server)
    name = f"telegram:{ada.user.id}"
    async with town.running() as service:
        await ada.ask("/language de")
        await ada.ask("/timezone wien")
        await town.follow(service, ada, "/follow vienna 30 minutes, 15 minutes")
        await town.at(service, "2022-01-12 08:30")
        assert "meine Nachrichten hier: 1\n" in (await ada.ask("/privacy")).text
        told: list[str] = []
        service.incidents.listen(told.append)
        town.server.set_bot(ada.user, "kicked")
        town.clock.set(utc("2022-01-12 08:45"))
        await service.scheduler.refill()
        await town.server.until(lambda: name not in service.workers)
        await town.server.until(lambda: service.ledger.count_readers() == (0, 0))
        sent = [it.parameters for it in town.server.calls("sendMessage")]
        refused = [it for it in sent if "In 15" in str(it["text"])]
        assert sum(str(it["chat_id"]) == str(ada.user.id) for it in refused) >= 2
        # Who comes back is nobody that the bot knew.
        town.server.set_bot(ada.user, "member")
        assert "Of this chat I store nothing now." in (await ada.ask("/privacy")).text
        assert (await ada.ask("/following")).text.startswith("This chat follows nothing.")
        assert service.ledger.chosen() == {}
        named = {it.key.destination for it in service.ledger.records(*PostState)}
        assert named == {"telegram:@talks"}
        await town.at(service, "2022-01-12 09:00")
    assert town.heard(ada) == ["In 30 Minuten: Council"]
    assert told == []


async def test_a_groups_administrators_choose_what_it_hears(town: Town) -> None:
    ada, ben = town.server.add_user("Ada"), town.server.add_user("Ben")
    group = town.server.add_group("Desk")
    town.server.make_administrator(group, ada)

    def answers() -> list[str]:
        return [it.text for it in town.server.posts(group) if it.from_bot]

    async with town.running() as service:
        town.server.say(ben, "/follow vienna", chat=group)
        await town.server.until(lambda: len(answers()) == 1)
        town.server.say(ada, "/follow vienna", chat=group)
        await town.server.until(lambda: len(answers()) == 2)
        await town.server.until(lambda: f"telegram:{group.id}" in service.workers)
        last = town.server.posts(group)[-1]
        query = town.server.press(ben, last, "Stop: events in Vienna")
        await town.server.until(lambda: town.server.toast(query) is not None)
        await town.server.until(lambda: bool(service.plan.reminders[2:]))
        await town.at(service, "2022-01-12 08:45")
    toast = town.server.toast(query)
    assert toast is not None
    assert toast.text == answers()[0] == "Only administrators choose what this chat hears."
    assert answers()[2].startswith("In 15 minutes: Council")


async def test_an_event_is_followed_on_by_another_name(town: Town) -> None:
    ada = Reader(town.server)
    async with town.running() as service:
        await town.follow(service, ada, "/follow council")
        renamed = VIENNA.replace("id: council", "id: assembly").replace(
            "title: Council", "title: A"
        )
        town.agenda.save(renamed, GENEVA)
        await service.reloader.reload()
        name = f"telegram:{ada.user.id}"
        await town.server.until(
            lambda: any(
                it.destination == name and it.name.partition(".")[0] == "assembly"
                for it in service.plan.reminders
            )
        )
        await town.at(service, "2022-01-12 08:45")
    assert town.heard(ada) == ["In 15 minutes: A"]


async def test_an_agenda_is_followed_on_by_another_name(town: Town) -> None:
    ada = Reader(town.server)
    async with town.running() as service:
        assert await town.follow(service, ada, "/follow tests") == (
            "Followed: Tests\n"
            "Reminders come here as the agenda has them, and changes when they are published.\n"
            "To come: 2 events. The next: Council\nWednesday 12 January 2022, 09:00 GMT"
        )
        text = town.agenda.path.read_text(encoding="utf-8")
        renamed = text.replace(
            "agenda: tests\ntitle: Tests", "agenda: week\nformerly: tests\ntitle: W"
        )
        town.agenda.path.write_text(renamed, encoding="utf-8")
        await service.reloader.reload()
        assert (await ada.ask("/following")).text == "This chat follows\nW"
        await town.at(service, "2022-01-12 08:45")
        town.agenda.path.write_text(
            renamed.replace("agenda: week\nformerly: tests", "agenda: other"), encoding="utf-8"
        )
        await service.reloader.reload()
        assert (await ada.ask("/following")).text == "This chat follows\n“tests”"
    assert town.heard(ada) == ["In 15 minutes: Council"]


async def test_a_chat_that_the_operator_has_named_is_not_for_readers_to_choose(town: Town) -> None:
    async with town.running() as service:
        town.server.publish("@talks", "/follow vienna")
        await town.server.until(lambda: len(town.server.posts("@talks")) == 2)
        await asyncio.sleep(0)
        await town.server.until(lambda: service.ledger.count_readers() == (0, 0))
    assert town.server.posts("@talks")[1].text.startswith("What this chat hears has been chosen")
