"""What was done, and is delivered again after a crash, is done once."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

import pytest

from bot.messages.wording.answers.english import ENGLISH
from bot.messages.wording.answers.languages import ANSWER_WORDS
from bot.publishing.reports.held import ASKED_BEFORE
from bot.service.service import Service
from tests.bot.making.agenda_file import AgendaFile, definition
from tests.bot.running.clock import SetClock, utc
from tests.bot.telegram.asks.asked import Reader
from tests.bot.telegram.operator.test_operator_commands import EARLY, LATE, Office
from tests.telegram_server.faults import BadGateway
from tests.telegram_server.server import TelegramServer
from tests.telegram_server.world import Toast

FOREVER = 10_000


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    clock = SetClock(utc("2022-01-12 08:00"))
    async with TelegramServer(now=clock.now) as server:
        server.add_channel("@talks")
        agenda = AgendaFile(tmp_path)
        agenda.save(EARLY, LATE)
        olga = Reader(server, "Olga")
        server.say(olga.user, "Here I am.")
        yield Office(server, clock, agenda, olga)


@asynccontextmanager
async def unconfirmed(office: Office) -> AsyncIterator[Service]:
    """Run the service, which ends before it can confirm an update that it fetches here."""
    async with office.running() as service:
        # The poll that waits now is answered yet; the next one would confirm what that fetches.
        office.server.fail(BadGateway(), method="getUpdates", times=FOREVER)
        yield service
    office.server.heal()
    assert office.server.pending_updates == 1


async def test_what_is_followed_or_paused_is_so_once(office: Office) -> None:
    server, ada = office.server, Reader(office.server, "Ada")
    async with unconfirmed(office) as service:
        assert (await ada.ask("/follow early")).text.startswith("Followed: Early\n")
        before = service.ledger.stored_of(ada.user.id)
    async with office.running() as service:
        await server.until(lambda: len(ada.answers) == 2 and not server.pending_updates)
        again = service.ledger.stored_of(ada.user.id)
        await server.until(lambda: f"telegram:{ada.user.id}" in service.workers)
        await office.at(service, "2022-01-12 08:45")
        heard = [it.text for it in ada.answers if it.text.startswith("In 15 minutes: Early")]
    assert before == again
    assert len(heard) == 1
    async with unconfirmed(office) as service:
        assert (await office.told("/pause")).startswith("Paused: ")
        paused = service.ledger.paused()
    office.clock.set(utc("2022-01-12 08:46"))
    async with office.running() as service:
        await server.until(lambda: len(office.olga.answers) == 2)
        assert office.olga.answers[1].text.startswith("TELEGRAM_CHANNEL is paused already")
        assert service.ledger.paused() == paused
        assert (await office.told("/resume")).startswith("Posted to again: ")


async def test_an_edit_is_not_confirmed_by_what_confirmed_another(office: Office) -> None:
    events = [
        definition(f"2022-01-1{day} 09:00 GMT", id=f"e{day}", title=f"E{day}")
        for day in range(3, 10)
    ]
    office.agenda.save(*events)
    async with unconfirmed(office) as service:
        office.agenda.save(*events[3:])
        await service.reloader.reload()
        assert "/confirm in the operator's chat\n" in service.incidents.ongoing["definitions"]
        assert "/undo in the operator's chat" in service.incidents.ongoing["definitions"]
        assert await office.told("/confirm") == "Confirmed: 3 events taken off the agenda."
    office.clock.set(utc("2022-01-12 08:02"))
    office.agenda.save(*events[6:])
    async with office.running() as service:
        await office.server.until(lambda: len(office.olga.answers) == 2)
        assert office.olga.answers[1].text.endswith(ASKED_BEFORE)
        assert len(service.publication.agendas.events) == 4
        office.clock.set(utc("2022-01-12 08:03"))
        assert "in agenda: tests, with id: e6" in await office.told("/undo")
        assert len(service.publication.agendas.events) == 4
        assert await office.told("/confirm") == "Confirmed: 3 events taken off the agenda."
        assert len(service.publication.agendas.events) == 1


async def test_buttons_of_long_ago_are_answered_in_the_language_of_the_chat(
    office: Office,
) -> None:
    server, olga = office.server, office.olga
    group = server.add_group("Readers", bot_is_admin=True)
    server.make_administrator(group, olga.user)

    def is_told(query: str) -> bool:
        return server.toast(query) is not None

    async with office.running():
        server.say(olga.user, "/language de", chat=group)
        await server.until(lambda: len(server.posts(group)) == 2)
        for data in ("event 0123456789abcdef", "follow 0123456789abcdef", "page 2 week"):
            last = server.posts(group)[-1]
            query = server.press(olga.user, last, "", data=data, is_old=True)
            await server.until(partial(is_told, query))
            assert server.toast(query) == Toast(ANSWER_WORDS["de"].too_old, is_alert=True)
        for code, words in ANSWER_WORDS.items():
            reader = Reader(server, of=server.add_user("Ada", language_code=code))
            card = await reader.ask("/event early")
            for data, told in (
                ("event 0123456789abcdef", words.gone),
                ("follow 0123456789abcdef", words.gone),
                ("page x week", words.old_button),
                ("language xx", words.old_button),
                ("what was this", words.old_button),
            ):
                assert await reader.press_below(card, data=data, is_old=True) == told
            await reader.ask("/language " + ("fr" if code == "en" else "en"))
            other = ANSWER_WORDS["fr" if code == "en" else "en"]
            assert await reader.press_below(card, data="x", is_old=True) == other.old_button
    assert len(server.posts(group)) == 2


async def test_buttons_of_long_ago_are_answered_and_follow_where_the_answer_has_a_place(
    office: Office,
) -> None:
    server, olga = office.server, office.olga
    group = server.add_group("Readers", is_forum=True, bot_is_admin=True)
    server.make_administrator(group, olga.user)
    async with office.running() as service:
        ada = Reader(server, "Ada")
        card = await ada.ask("/event early")
        assert await ada.press_below(card, "Follow", is_old=True) == ""
        listed = await ada.ask("/following")
        assert await ada.press_below(listed, "Stop: Early", is_old=True) == ""
        assert service.ledger.stored_of(ada.user.id) is None
        server.say(olga.user, "/event early", chat=group)
        await server.until(lambda: len(server.posts(group)) == 2)
        query = server.press(olga.user, server.posts(group)[-1], "Follow", is_old=True)
        await server.until(lambda: server.toast(query) is not None)
        assert service.ledger.stored_of(group.id) is None
    assert server.toast(query) == Toast(ENGLISH.too_old, is_alert=True)
    assert len(server.posts(group)) == 2
