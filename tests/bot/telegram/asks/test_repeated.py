"""What Telegram delivers twice is done once, and what cannot be answered is said."""

from collections.abc import Collection, Sequence

from sqlalchemy.exc import OperationalError

from bot.messages.wording.answers.english import ENGLISH
from bot.publishing.publication import Publication
from events.history import Statement, Told
from events.revisions import first_revisions
from tests.bot.making.week import bundled
from tests.bot.running.clock import utc
from tests.bot.running.running_bot import running_bot
from tests.bot.telegram.asks.asked import OPEN, Reader
from tests.telegram_server.server import TelegramServer

NOW = utc("2022-01-12 08:30")


class Unreadable:
    """A ledger that cannot be read."""

    def statements(self, uid: str, /) -> Sequence[Statement]:
        raise OperationalError(uid, None, Exception("the disk is gone"))

    def newest(self, most: int, agendas: Collection[str] | None, /) -> Sequence[Told]:
        raise OperationalError(str(most), None, Exception("the disk is gone"))


async def test_an_update_that_comes_twice_is_answered_once(server: TelegramServer) -> None:
    reader = Reader(server)
    server.say(reader.user, "/next")
    server.say(reader.user, "/next")
    server.redeliver()
    async with running_bot(server, now=NOW, limits=OPEN):
        await server.until(lambda: not server.pending_updates and len(reader.answers) == 2)
        await reader.ask("/help")

    assert len(reader.answers) == 3


async def test_a_press_that_comes_under_another_number_is_done_once(
    server: TelegramServer,
) -> None:
    async with running_bot(server, now=NOW, limits=OPEN):
        reader = Reader(server)
        card = await reader.ask("/event council")
        query = await reader.press_below(card, "Add to calendar")
        assert query == ""
        server.send_update("callback_query", server.last_press)
        await reader.ask("/help")

    assert len([post for post in reader.answers if post.document]) == 1


async def test_while_the_record_cannot_be_read_all_else_is_answered(
    server: TelegramServer,
) -> None:
    agendas = bundled()
    shown = Publication(agendas, first_revisions(agendas), source=Unreadable())
    async with running_bot(server, now=NOW, limits=OPEN, shown=lambda: shown):
        reader = Reader(server)
        assert (await reader.ask("/changes")).text == ENGLISH.unreadable
        card = await reader.ask("/event council")

    assert card.text.startswith("NATO–Russia Council\n")
    assert card.text.endswith(ENGLISH.unreadable)


async def test_without_a_public_address_the_feed_has_none(server: TelegramServer) -> None:
    async with running_bot(server, now=NOW, limits=OPEN):
        answer = await Reader(server).ask("/feed geneva")

    assert answer.text.startswith("This calendar has no public address.")
