"""Refusals that pass: waited for by the running service, told once, and posted when cured."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from bot.config.settings import Settings
from bot.ledger.post_record import PostState
from tests.bot.making.delivering import pacing
from tests.bot.making.week import BEFORE_THE_WEEK, THE_WEEK
from tests.bot.running.clock import SetClock
from tests.bot.running.running_service import running
from tests.telegram_server.chats import Chat
from tests.telegram_server.faults import FOREVER
from tests.telegram_server.refusals import Refusal
from tests.telegram_server.server import TelegramServer

SOON = timedelta(milliseconds=50)
Act = Callable[[TelegramServer, Chat], None]


def close_general(server: TelegramServer, group: Chat) -> None:
    server.close_topic(group)


def reopen_general(server: TelegramServer, group: Chat) -> None:
    server.reopen_topic(group)


def throw_out(server: TelegramServer, group: Chat) -> None:
    server.set_bot(group, "kicked")


def let_in(server: TelegramServer, group: Chat) -> None:
    server.set_bot(group, "member")


def refuse(reason: str) -> Act:
    def act(server: TelegramServer, group: Chat) -> None:
        refusal = Refusal(400, f"Bad Request: {reason}")
        server.fail(refusal, method="sendMessage", chat=group, times=FOREVER)

    return act


def heal(server: TelegramServer, _: Chat) -> None:
    server.heal()


@pytest.mark.parametrize(
    ("trouble", "cure", "reason"),
    [
        (close_general, reopen_general, "BadRequest: Topic_closed"),
        (throw_out, let_in, "Forbidden: bot was kicked from the supergroup chat"),
        (refuse("message thread not found"), heal, "BadRequest: Message thread not found"),
        (refuse("group chat was deactivated"), heal, "BadRequest: Group chat was deactivated"),
        (refuse("PEER_ID_INVALID"), heal, "BadRequest: Peer_id_invalid"),
    ],
    ids=["topic closed", "thrown out", "no thread", "deactivated", "no peer"],
)
async def test_a_refusal_that_passes_is_told_once_and_the_post_comes_when_it_is_cured(
    server: TelegramServer, tmp_path: Path, trouble: Act, cure: Act, reason: str
) -> None:
    group = server.add_group("Talks", is_forum=True)
    server.add_channel("@operators")
    clock = SetClock(BEFORE_THE_WEEK)
    settings = Settings(
        token=server.token,
        channel=group.id,
        operator="@operators",
        api_url=server.url,
        database=f"sqlite:///{tmp_path / 'podium.db'}",
        port=0,
    )
    trouble(server, group)
    async with running(settings, clock, pacing=pacing(slow_wait=SOON)) as service:
        clock.set(THE_WEEK[0].due)
        await service.scheduler.refill()
        tried = len(server.calls("sendMessage"))
        await server.until(lambda: len(server.calls("sendMessage")) > tried + 4)
        assert not service.ledger.records(PostState.FAILED)
        cure(server, group)
        await service.deliver_due()
        await server.until(lambda: "all is well again" in told(server))

    assert [post.text.partition("\n")[0] for post in server.posts(group)] == [THE_WEEK[0].head]
    assert told(server).count("posts are refused") == 1
    assert f"posts are refused: {reason}" in told(server)


def told(server: TelegramServer) -> str:
    return "\n".join(post.text for post in server.posts("@operators"))
