"""A group that becomes a supergroup goes on as it was: nothing lost, nothing twice, told once."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from bot.config.settings import Settings
from bot.service.service import Service
from events.wording.translations.french import FRENCH
from tests.bot.making.agenda_file import AgendaFile, definition
from tests.bot.making.edited import settings_for
from tests.bot.running.clock import SetClock, utc
from tests.bot.running.running_service import running
from tests.bot.telegram.asks.asked import Reader
from tests.bot.telegram.following.test_following import PACING
from tests.telegram_server.chats import Chat
from tests.telegram_server.server import TelegramServer

COUNCIL = definition(
    "2022-01-12 09:00 GMT", id="council", title="Council", reminders="[15 minutes]"
)
TALKS = definition("2022-01-12 10:00 GMT", id="talks", title="Talks", reminders="[15 minutes]")


@dataclass
class Groups:
    """A service whose one destination, or whose operator's chat, is a group."""

    server: TelegramServer
    clock: SetClock
    agenda: AgendaFile
    olga: Reader

    def settings(self, **more: object) -> Settings:
        given = {"operator": self.olga.user.id} | more
        return replace(settings_for(self.server, self.agenda), **given)  # type: ignore[arg-type]

    @asynccontextmanager
    async def running(self, settings: Settings) -> AsyncIterator[Service]:
        async with running(settings, self.clock, pacing=PACING) as service:
            await self.server.until(lambda: self.server.is_polled)
            yield service

    async def at(self, service: Service, instant: str) -> None:
        self.clock.set(utc(instant))
        await service.deliver_due()

    def heads(self, chat: Chat) -> list[str]:
        posts = self.server.posts(chat)
        return [it.text.partition("\n")[0] for it in posts if it.from_bot]

    @property
    def told(self) -> list[str]:
        return [it.text for it in self.olga.incidents if "has become" in it.text]

    def destination(self, folder: Path, chat: Chat) -> Path:
        file = folder / "destinations.yaml"
        file.write_text(f"destinations:\n  - {{name: desk, telegram: {chat.id}}}\n")
        return file


@pytest.fixture
async def groups(tmp_path: Path, server: TelegramServer) -> Groups:
    agenda = AgendaFile(tmp_path)
    agenda.save(COUNCIL, TALKS)
    olga = Reader(server, "Olga")
    server.say(olga.user, "Here I am.")
    return Groups(server, SetClock(utc("2022-01-12 08:00")), agenda, olga)


def hears(service: Service, chat: Chat, event_id: str) -> bool:
    """Whether a chat is to be reminded of an event, as the service plans by now."""
    heard = [it.name for it in service.plan.reminders if it.destination == f"telegram:{chat.id}"]
    return f"{event_id}.tests" in heard


@pytest.mark.parametrize("is_running", [True, False], ids=["while it runs", "while it is down"])
async def test_a_destination_is_followed_corrected_and_renamed_in_its_file(
    groups: Groups, tmp_path: Path, is_running: bool
) -> None:
    group = groups.server.add_group("Desk", is_super=False)
    settings = groups.settings(channel=None, destinations=groups.destination(tmp_path, group))
    async with groups.running(settings) as service:
        await groups.at(service, "2022-01-12 08:45")
        upgraded = groups.server.upgrade(group) if is_running else None
        await groups.server.until(lambda: len(groups.told) == is_running)
    new = upgraded or groups.server.upgrade(group)
    async with groups.running(settings) as service:
        groups.agenda.save(COUNCIL.replace("09:00", "09:30"), TALKS)
        await service.reloader.reload()
        await groups.at(service, "2022-01-12 08:50")
        assert groups.heads(new) == ["New time: Council"]
    # Somebody writes the new number, as the operator was told to.
    assert [f"write that in place of {group.id} in" in it for it in groups.told] == [True]
    assert f"the chat has become {new.id}" in groups.told[0]
    groups.destination(tmp_path, new)
    async with groups.running(settings) as service:
        groups.agenda.save(COUNCIL.replace("09:00", "09:35"), TALKS)
        await service.reloader.reload()
        for instant in ("08:55", "09:20", "09:45"):
            await groups.at(service, f"2022-01-12 {instant}")
    assert groups.heads(group) == ["In 15 minutes: Council"]
    assert groups.heads(new)[0].startswith("Out of date: ")
    assert groups.heads(new)[1:] == [
        "New time: Council",
        "In 15 minutes: Council",
        "In 15 minutes: Talks",
    ]
    first, second, *_ = groups.server.posts(new)
    assert second.reply_to == first.message_id
    assert first.earlier_texts
    assert len(groups.told) == 1


async def test_the_file_may_name_the_new_number_while_it_runs(
    groups: Groups, tmp_path: Path
) -> None:
    group = groups.server.add_group("Desk", is_super=False)
    settings = groups.settings(channel=None, destinations=groups.destination(tmp_path, group))
    async with groups.running(settings) as service:
        new = groups.server.upgrade(group)
        await groups.server.until(lambda: len(groups.told) == 1)
        await groups.at(service, "2022-01-12 08:45")
        groups.destination(tmp_path, new)
        await groups.server.until(lambda: list(service.workers) == [f"telegram:{new.id}"])
        await groups.at(service, "2022-01-12 08:46")
        await groups.at(service, "2022-01-12 09:45")
    assert groups.heads(new) == ["In 15 minutes: Council", "In 15 minutes: Talks"]


async def test_what_a_destinations_group_has_chosen_takes_no_posts_from_it(
    groups: Groups, tmp_path: Path
) -> None:
    server, olga = groups.server, groups.olga
    group = server.add_group("Desk", is_super=False)
    server.make_administrator(group, olga.user)
    settings = groups.settings(channel=None, destinations=groups.destination(tmp_path, group))
    async with groups.running(settings) as service:
        server.say(olga.user, "/language fr", chat=group)
        await server.until(lambda: len(groups.heads(group)) == 1)
        await groups.at(service, "2022-01-12 08:45")
        new = server.upgrade(group)
        await server.until(lambda: len(groups.told) == 1)
    async with groups.running(settings) as service:
        await groups.at(service, "2022-01-12 08:46")
        groups.agenda.save(COUNCIL.replace("09:00", "09:30"), TALKS)
        await service.reloader.reload()
        await groups.at(service, "2022-01-12 08:50")
    assert groups.heads(new) == ["New time: Council"]


@pytest.mark.parametrize("is_told", [True, False], ids=["told at once", "found by a post"])
async def test_what_a_group_follows_goes_with_it(groups: Groups, is_told: bool) -> None:
    server, olga = groups.server, groups.olga
    server.add_channel("@talks")
    group = server.add_group("Readers", is_super=False)
    server.make_administrator(group, olga.user)
    settings = groups.settings()
    async with groups.running(settings) as service:
        server.say(olga.user, "/follow council", chat=group)
        server.say(olga.user, "/follow talks 15 minutes", chat=group)
        await server.until(lambda: len(groups.heads(group)) == 2)
        await server.until(lambda: f"telegram:{group.id}" in service.workers)
        upgraded = server.upgrade(group) if is_told else None
        if upgraded:
            await server.until(lambda: f"telegram:{upgraded.id}" in service.workers)
    new = upgraded or server.upgrade(group)
    server.forget_updates()
    async with groups.running(settings) as service:
        await groups.at(service, "2022-01-12 08:45")
        await server.until(lambda: f"telegram:{new.id}" in service.workers)
        await server.until(lambda: len(groups.heads(new)) == 1)
        server.say(olga.user, "/follow council", chat=new)
        await server.until(lambda: len(groups.heads(new)) == 2)
        await groups.at(service, "2022-01-12 09:45")
        assert f"telegram:{group.id}" not in service.workers
        stored = service.ledger.stored_of(new.id)
        assert service.ledger.stored_of(group.id) is None
    assert stored is not None
    assert len(stored.follows) == 2
    assert stored.posts == 2
    assert groups.heads(new)[0] == "In 15 minutes: Council"
    assert groups.heads(new)[2:] == ["In 15 minutes: Talks"]
    assert groups.told == []


async def test_the_operators_group_is_told_once_and_heard_there(groups: Groups) -> None:
    server, olga = groups.server, groups.olga
    server.add_channel("@talks")
    group = server.add_group("Operators", is_super=False)
    settings = groups.settings(operator=group.id)
    async with groups.running(settings):
        new = server.upgrade(group)
        await server.until(lambda: len(server.posts(new)) == 1)
    async with groups.running(settings) as service:
        service.incidents.report("a test", "has made trouble")
        await server.until(lambda: len(server.posts(new)) == 2)
        server.say(olga.user, "/pause", chat=new)
        await server.until(lambda: len(groups.heads(new)) == 3)
    told = [it.text for it in server.posts(new) if it.from_bot]
    assert f"write that in place of {group.id} in TELEGRAM_OPERATOR in .env" in told[0]
    assert "has become" not in "".join(told[1:])
    assert told[2].startswith("Paused: TELEGRAM_CHANNEL")


async def test_what_the_operators_group_follows_takes_nothing_from_the_operator(
    groups: Groups,
) -> None:
    server, olga = groups.server, groups.olga
    server.add_channel("@talks")
    group = server.add_group("Operators", is_super=False)
    server.make_administrator(group, olga.user)
    settings = groups.settings(operator=group.id)
    async with groups.running(settings) as service:
        server.say(olga.user, "/follow council", chat=group)
        await server.until(lambda: len(groups.heads(group)) == 1)
        await server.until(lambda: f"telegram:{group.id}" in service.workers)
        new = server.upgrade(group)
        await server.until(lambda: f"telegram:{new.id}" in service.workers)
        await server.until(lambda: len(groups.heads(new)) == 1)
        server.say(olga.user, "/follow talks", chat=new)
        await server.until(lambda: hears(service, new, "talks"))
        await server.until(lambda: len(groups.heads(new)) == 2)
    async with groups.running(settings) as service:
        service.incidents.report("a test", "has made trouble")
        await server.until(lambda: len(groups.heads(new)) == 3)
    told = [it.text for it in server.posts(new) if it.from_bot]
    assert f"write that in place of {group.id} in TELEGRAM_OPERATOR in .env" in told[0]
    assert "has become" not in "".join(told[1:])


async def test_what_a_group_has_chosen_goes_with_it(groups: Groups) -> None:
    server, olga = groups.server, groups.olga
    server.add_channel("@talks")
    group = server.add_group("Readers", is_super=False)
    server.make_administrator(group, olga.user)
    async with groups.running(groups.settings()) as service:
        server.say(olga.user, "/language fr", chat=group)
        await server.until(lambda: service.ledger.stored_of(group.id) is not None)
        new = server.upgrade(group)
        await server.until(lambda: service.ledger.stored_of(new.id) is not None)
        assert service.ledger.stored_of(group.id) is None
        assert service.ledger.chosen()[new.id].language is FRENCH


async def test_what_a_group_has_only_just_begun_to_follow_goes_with_it(groups: Groups) -> None:
    server, olga = groups.server, groups.olga
    server.add_channel("@talks")
    group = server.add_group("Readers", is_super=False)
    server.make_administrator(group, olga.user)
    async with groups.running(groups.settings()) as service:
        server.say(olga.user, "/follow council", chat=group)
        await server.until(lambda: service.ledger.stored_of(group.id) is not None)
        new = server.upgrade(group)
        await server.until(lambda: service.ledger.stored_of(new.id) is not None)
        await server.until(lambda: f"telegram:{new.id}" in service.workers)
        assert service.ledger.stored_of(group.id) is None
