"""The operator's commands: heard in one chat alone, and what they do to the running service."""

import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.ledger.post_record import PostState
from bot.ops.logging import set_up_logging
from bot.publishing.reloader import ReloadPace
from bot.service.operator import operations, previews
from bot.service.pacing import Pacing
from bot.service.service import Service
from events.wording.languages import LANGUAGES
from tests.bot.making.agenda_file import AgendaFile, definition
from tests.bot.making.edited import settings_for
from tests.bot.running.clock import SetClock, utc
from tests.bot.running.running_service import running
from tests.bot.telegram.asks.asked import OPEN, Reader
from tests.telegram_server.server import TelegramServer

PACING = Pacing(telegram=OPEN, reload=ReloadPace(look=timedelta(seconds=0.05)))
EARLY = definition("2022-01-12 09:00 GMT", id="early", title="Early", reminders="[15 minutes]")
COMMANDS = (*("/status", "/check", "/diary", "/preview", "/confirm", "/undo", "/pause", "/resume"),)
LATE = definition("2022-01-12 12:00 GMT", id="late", title="Late", reminders="[1 hour]")
HOSTILE = f"Talks *of* <b>four</b> & [more](tg://user?id=1) on {'peace, ' * 40}"
NOT_UNDERSTOOD = {
    "/diary 2022-02-30": "there is no day 2022-02-30 (check year, month and day)",
    "/diary yesterday": "'yesterday' is not a day (write it as 2022-01-12)",
    "/diary 0": "0 is not 1 to 366 days (write /diary 7)",
    "/diary today 2 more": "'more' is not understood (write /diary 2026-12-10 3)",
    "/preview 400": "that is not up to 31 days (write /preview 7)",
    "/preview me": "No destination is called “me”. Write:\n/preview TELEGRAM_CHANNEL",
}


@dataclass
class Office:
    """A channel, its operator, and the service between them."""

    server: TelegramServer
    clock: SetClock
    agenda: AgendaFile
    olga: Reader

    @asynccontextmanager
    async def running(self, operator: int | str | None = None) -> AsyncIterator[Service]:
        settings = settings_for(self.server, self.agenda)
        settings = replace(settings, operator=operator or self.olga.user.id)
        async with running(settings, self.clock, pacing=PACING) as service:
            await self.server.until(lambda: self.server.is_polled)
            yield service

    async def at(self, service: Service, instant: str) -> None:
        self.clock.set(utc(instant))
        await service.deliver_due()

    @property
    def heads(self) -> list[str]:
        return [post.text.partition("\n")[0] for post in self.server.posts("@talks")]

    async def told(self, text: str) -> str:
        return (await self.olga.ask(text)).text


@pytest.fixture
async def office(tmp_path: Path, server: TelegramServer) -> Office:
    server.add_channel("@talks")
    agenda = AgendaFile(tmp_path)
    agenda.save(EARLY, LATE)
    olga = Reader(server, "Olga")
    server.say(olga.user, "Here I am.")
    return Office(server, SetClock(utc("2022-01-12 08:00")), agenda, olga)


async def test_they_are_heard_and_listed_in_the_operators_chat_alone(office: Office) -> None:
    server = office.server
    group = server.add_group("Readers")
    async with office.running():
        ada = Reader(server)
        for asked in COMMANDS:
            assert (await ada.ask(asked)).text.startswith(f"There is no {asked}.")
        server.say(office.olga.user, "/pause", chat=group)
        assert "paused" not in (await ada.ask("/help")).text
        assert (await office.told("/pause")).startswith("Paused: TELEGRAM_CHANNEL\n")
        await server.until(lambda: len(server.calls("setMyCommands")) == len(LANGUAGES) + 1)
    assert [post for post in server.posts(group) if post.from_bot] == []
    assert "status" not in server.commands()
    [mine] = [it for it in server.calls("setMyCommands") if "scope" in it.parameters]
    assert str(office.olga.user.id) in str(mine.parameters["scope"])


async def test_a_channel_of_readers_is_no_operators_chat(office: Office) -> None:
    async with office.running(operator="@talks") as service:
        office.server.publish("@talks", "/pause")
        office.server.publish("@talks", "/help")
        await office.server.until(lambda: len(office.heads) == 3)
        assert service.ledger.paused() == {}
    assert office.heads[2].startswith("/next")


async def test_a_forwarded_command_is_not_carried_out(office: Office) -> None:
    server, olga = office.server, office.olga.user
    group = server.add_group("Operators", bot_is_admin=True)
    async with office.running(group.id) as service:
        written = server.say(Reader(server, "Ada").user, "/pause")
        server.forward(olga, written, chat=group)
        server.say(olga, "/resume", chat=group)
        await server.until(lambda: any(it.from_bot for it in server.posts(group)))
        assert service.ledger.paused() == {}
    [answer] = [it.text for it in server.posts(group) if it.from_bot]
    assert answer == "TELEGRAM_CHANNEL is not paused."


async def test_a_paused_destination_hears_nothing_over_a_restart_and_until_it_is_resumed(
    office: Office,
) -> None:
    async with office.running() as service:
        assert (await office.told("/pause")).startswith("Paused: TELEGRAM_CHANNEL")
        assert (await office.told("/pause")).startswith("TELEGRAM_CHANNEL is paused already")
        await office.at(service, "2022-01-12 08:45")
        assert office.heads == []
    async with office.running() as service:
        await office.at(service, "2022-01-12 09:20")
        await office.at(service, "2022-01-12 11:00")
        assert office.heads == []
        assert "\npaused       telegram:@talks since 2022-01-12 08:00 GMT\n" in (
            await office.told("/status")
        )
        resumed = await office.told("/resume @talks")
        await office.server.until(lambda: bool(office.heads))
        assert (await office.told("/resume")) == "TELEGRAM_CHANNEL is not paused."
    assert "It has missed 1 post:\nearly.tests, reminder 15m, due 2022-01-12 08:45 GMT" in resumed
    assert office.heads == ["In 1 hour: Late"]
    assert any("missed event=early" in post.text for post in office.olga.incidents)


async def test_corrections_wait_as_well(office: Office) -> None:
    async with office.running() as service:
        await office.at(service, "2022-01-12 08:45")
        await office.told("/pause")
        office.agenda.save(EARLY + "    status: cancelled\n", LATE)
        await service.reloader.reload()
        await office.at(service, "2022-01-12 08:50")
        [post] = office.server.posts("@talks")
        assert post.earlier_texts == ()
        await office.told("/resume")
        await service.deliver_due()
    assert office.heads[1] == "Cancelled: Early"
    assert office.server.posts("@talks")[0].earlier_texts


async def test_only_the_edit_that_was_told_is_confirmed(office: Office) -> None:
    events = [
        definition(f"2022-01-1{day} 09:00 GMT", id=f"e{day}", title=f"E{day}")
        for day in range(3, 9)
    ]
    office.agenda.save(*events)
    async with office.running() as service:
        assert await office.told("/confirm") == "Nothing is held."
        office.agenda.save(*events[3:])
        await service.reloader.reload()
        office.agenda.save(*events[5:])
        answer = await office.told("/confirm")
        # Whoever watches the file may have told of it in between.
        told = [answer, *(post.text for post in office.olga.incidents)]
        assert any("held: this edit takes 5 of the 6" in text for text in told)
        if not answer.startswith("Confirmed"):
            assert len(service.publication.agendas.events) == 6
            answer = await office.told("/confirm")
        assert answer == "Confirmed: 5 events taken off the agenda."
        assert len(service.publication.agendas.events) == 1


async def test_a_held_edit_is_for_the_operator_alone(office: Office) -> None:
    server, olga = office.server, office.olga
    events = [
        definition(f"2022-01-1{day} 09:00 GMT", id=f"e{day}", title=f"E{day}")
        for day in range(3, 9)
    ]
    office.agenda.save(*events)
    group = server.add_group("Readers", bot_is_admin=True)
    server.make_administrator(group, olga.user)
    async with office.running() as service:

        def shown() -> int:
            return len(service.publication.agendas.events)

        office.agenda.save(*events[5:])
        await service.reloader.reload()
        await server.until(lambda: bool(olga.incidents))
        ada = Reader(server, "Ada")
        for asked in ("/confirm", "/undo", f"/confirm@{server.bot.username}"):
            told = (await ada.ask(asked)).text
            assert told.startswith(f"There is no {asked.partition('@')[0]}.")
            # The operator, too, is one of the readers in a group of theirs.
            server.say(olga.user, asked, chat=group)
            server.say(ada.user, asked, chat=group)
        server.publish("@talks", "/confirm")
        server.say(olga.user, "/confirm@another_bot")
        server.say(olga.user, "/following", chat=group)

        def told_there() -> list[str]:
            lines = (it.text.partition(".")[0] for it in server.posts(group) if it.from_bot)
            return sorted(lines)

        # What is written to this bot by its name is told that there is no such command.
        await server.until(lambda: len(told_there()) == 3)
        assert shown() == 6
        assert told_there() == [*["There is no /confirm"] * 2, "This chat follows nothing"]
        undo = await office.told("/undo")
        assert all(f"in agenda: tests, with id: e{day}" in undo for day in range(3, 8))
        assert await office.told("/confirm") == "Confirmed: 5 events taken off the agenda."
        assert shown() == 1
        assert await office.told("/confirm") == "Nothing is held."


async def test_what_is_wrong_is_told_with_its_place(office: Office) -> None:
    async with office.running():
        assert (await office.told("/check")).endswith(": all is well")
        office.agenda.save(EARLY.replace("kind: meeting", "kind: meting"))
        assert "did you mean meeting?" in await office.told("/check")


@pytest.mark.usefixtures("_logging_as_it_was")
async def test_a_preview_is_what_is_then_posted_and_posts_and_logs_nothing_itself(
    office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    async with office.running() as service:
        office.agenda.save(EARLY.replace("Early", "Earliest"), LATE)
        set_up_logging()
        told = await office.told("/preview 1")
        logged = capsys.readouterr().err
        assert office.heads == []
        assert service.ledger.counts()[PostState.SENT] == 0
        await service.reloader.reload()
        await office.at(service, "2022-01-12 08:45")
        await office.at(service, "2022-01-12 11:00")
        posted = [post.text for post in office.server.posts("@talks")]
    assert "Wednesday 12 January 2022, 08:45 GMT, to TELEGRAM_CHANNEL, a reminder\n" in told
    assert len(posted) == 2
    assert all(f"reminder\n{text}" in told for text in posted)
    assert "2 posts until 2022-01-13 08:00 GMT; after that no reminder is due." in told
    assert "sent" not in logged


async def test_what_is_longer_than_a_message_is_a_file(office: Office) -> None:
    talks = [
        definition(f"2022-01-12 {hour:02}:00 GMT", id=f"e{hour}", title=f"{HOSTILE} {hour}")
        for hour in range(9, 23)
    ]
    office.agenda.save(*talks)
    async with office.running():
        diary = await office.olga.ask("/diary 2022-01-12")
        preview = await office.olga.ask("/preview 12 hours")
    for file, name in ((diary, "diary-2022-01-12.txt"), (preview, "preview.html")):
        assert file.document is not None
        assert file.document.name == name
    assert diary.document is not None
    assert preview.document is not None
    lines = diary.document.content.decode().splitlines()
    assert len([line for line in lines if HOSTILE in line]) == len(talks)
    assert diary.text.startswith("Tests: 12 January 2022\n")
    page = preview.document.content.decode()
    assert page.count("<article>") > len(talks)
    assert "<b>four" not in page
    whole = f"{page.count('<article>')} posts until 2022-01-12 20:00 GMT; "
    assert preview.text.startswith(whole)


async def test_what_takes_long_to_write_delays_no_post(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = dict[str, bool]()
    for module, name in ((previews, "preview_post"), (operations, "diary_answer")):
        write = getattr(module, name)

        def noted(*given: Any, name: str = name, write: Any = write) -> Any:
            written[name] = threading.current_thread() is threading.main_thread()
            return write(*given)

        monkeypatch.setattr(module, name, noted)
    async with office.running():
        await office.told("/diary")
        await office.told("/preview 1")
    assert written == {"preview_post": False, "diary_answer": False}


async def test_what_is_not_understood_is_said_with_its_mend(office: Office) -> None:
    async with office.running():
        for asked, told in NOT_UNDERSTOOD.items():
            assert await office.told(asked) == told


async def test_a_preview_says_what_is_wrong_and_what_is_paused(office: Office) -> None:
    async with office.running():
        await office.told("/pause")
        assert (await office.told("/preview @talks")).startswith("No post until ")
        assert "TELEGRAM_CHANNEL is paused: nothing is posted there before /resume " in (
            await office.told("/preview")
        )
        office.agenda.save(EARLY.replace("kind: meeting", "kind: meting"))
        assert "did you mean meeting?" in await office.told("/preview")
