"""A chat as a destination: posts in doubt are found, posts corrected, and moves followed."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.config.settings import Settings
from bot.database.engine import open_database
from bot.delivery.outcome import Delivered, Migrated, NotDelivered, Retry, Unknown
from bot.ledger.ledger import Ledger
from bot.messages.post import Post, Span, Style
from bot.telegram.bot import TelegramBot
from bot.telegram.chat import TelegramChat
from tests.bot.making.week import BEFORE_THE_WEEK, THE_WEEK
from tests.bot.running.clock import SetClock, utc
from tests.bot.running.running_bot import running_bot
from tests.bot.running.running_service import UNLIMITED, running
from tests.telegram_server.faults import FOREVER
from tests.telegram_server.refusals import Refusal, migrated, too_many_requests
from tests.telegram_server.server import TelegramServer

POST = Post(
    (
        Span("In 1 hour: Talks", Style.BOLD),
        Span("\n"),
        Span("then", instant=utc("2022-01-12 09:00")),
        Span(" & there"),
    )
)


@pytest.fixture
async def telegram(server: TelegramServer) -> AsyncIterator[TelegramBot]:
    for name in ("@talks", "@operators"):
        server.add_channel(name)
    async with running_bot(server) as telegram:
        yield telegram


@pytest.fixture
def chat(telegram: TelegramBot) -> TelegramChat:
    return TelegramChat(telegram, "@talks", UNLIMITED, operator="@operators")


async def test_a_post_that_is_there_is_found_and_the_copies_are_deleted(
    server: TelegramServer, chat: TelegramChat
) -> None:
    first = server.publish("@talks", "one")
    for text in ("two", "three"):
        server.publish("@talks", text)
    sent = await chat.send(POST)
    assert isinstance(sent, Delivered)

    assert await chat.find((POST.text,), first.message_id) == sent
    copies = server.posts("@operators")
    assert len(copies) == 3
    assert all(copy.deleted and copy.silent for copy in copies)


async def test_a_post_that_is_not_there_is_known_not_to_be(
    server: TelegramServer, chat: TelegramChat
) -> None:
    last = server.publish("@talks", "In 1 hour: Other talks")

    assert isinstance(await chat.find((POST.text,), last.message_id), NotDelivered)


async def test_the_first_post_of_all_is_looked_for_from_the_beginning(
    server: TelegramServer, chat: TelegramChat
) -> None:
    server.publish("@talks", "one")
    delete_some(server, UNLIMITED.most_gaps - 1)
    assert isinstance(await chat.find((POST.text,), None), NotDelivered)

    assert await chat.send(POST) == await chat.find((POST.text,), None)


def delete_some(server: TelegramServer, number: int) -> None:
    """Others post so many messages, and delete them."""
    for _ in range(number):
        gone = server.publish("@talks", "gone")
        server.delete("@talks", gone.message_id, noticed=True)


async def test_messages_that_others_deleted_are_looked_past(
    server: TelegramServer, chat: TelegramChat
) -> None:
    first = server.publish("@talks", "one")
    for _ in range(2):
        delete_some(server, UNLIMITED.most_gaps - 1)
        server.publish("@talks", "another")
    sent = await chat.send(POST)

    assert await chat.find((POST.text,), first.message_id) == sent


async def test_what_was_deleted_lately_is_looked_past(
    server: TelegramServer, chat: TelegramChat
) -> None:
    for _ in range(UNLIMITED.most_looked_at - 1):
        gone = server.publish("@talks", "gone")
        server.delete("@talks", gone.message_id)
    sent = await chat.send(POST)

    assert await chat.find((POST.text,), None) == sent


async def test_among_very_many_messages_nobody_can_tell(
    server: TelegramServer, chat: TelegramChat
) -> None:
    first = server.publish("@talks", "one")
    for _ in range(UNLIMITED.most_looked_at):
        server.publish("@talks", "another")
    await chat.send(POST)

    assert isinstance(await chat.find((POST.text,), first.message_id), Unknown)
    assert len(server.posts("@operators")) == UNLIMITED.most_looked_at


WITHHELD = Refusal(400, "Bad Request: the message can't be forwarded")


async def test_a_message_of_telegrams_own_is_looked_past(
    server: TelegramServer, chat: TelegramChat
) -> None:
    first = server.publish("@talks", "one")
    server.publish("@talks", "Channel renamed")
    sent = await chat.send(POST)
    server.fail(WITHHELD, method="forwardMessage")

    assert await chat.find((POST.text,), first.message_id) == sent


async def test_beside_a_message_of_telegrams_own_a_post_is_known_not_to_be_there(
    server: TelegramServer, chat: TelegramChat
) -> None:
    first = server.publish("@talks", "one")
    server.publish("@talks", "Channel renamed")
    server.publish("@talks", "two")
    server.fail(WITHHELD, method="forwardMessage")

    assert isinstance(await chat.find((POST.text,), first.message_id), NotDelivered)


async def test_a_chat_that_lets_nobody_forward_is_not_taken_for_empty(
    server: TelegramServer, chat: TelegramChat
) -> None:
    first = server.publish("@talks", "one")
    await chat.send(POST)
    server.fail(WITHHELD, method="forwardMessage")

    assert isinstance(await chat.find((POST.text,), first.message_id), Unknown)


@pytest.mark.parametrize(
    "refusal",
    [
        Refusal(403, "Forbidden: bot was kicked from the channel chat"),
        Refusal(400, "Bad Request: chat not found"),
        Refusal(400, "Bad Request: not enough rights to send text messages to the chat"),
        Refusal(400, "Bad Request: CHAT_FORWARDS_RESTRICTED"),
        Refusal(400, "Bad Request: something new"),
    ],
    ids=lambda refusal: refusal.description,
)
async def test_a_refusal_that_is_not_about_the_message_leaves_the_doubt(
    server: TelegramServer, chat: TelegramChat, refusal: Refusal
) -> None:
    server.fail(refusal, method="forwardMessage")

    outcome = await chat.find((POST.text,), 1)
    assert isinstance(outcome, Unknown)
    assert not outcome.passing
    assert len(server.calls("forwardMessage")) == 1


async def test_looking_may_help_later_where_telegram_is_down(
    server: TelegramServer, chat: TelegramChat
) -> None:
    await server.go_down()

    outcome = await chat.find((POST.text,), 1)
    assert isinstance(outcome, Unknown)
    assert outcome.passing


async def test_a_post_is_found_though_the_operators_group_has_become_another(
    server: TelegramServer, telegram: TelegramBot
) -> None:
    group = server.add_group("Operators", is_super=False)
    new = server.upgrade(group)
    chat = TelegramChat(telegram, "@talks", UNLIMITED, operator=group.id)
    sent = await chat.send(POST)

    assert await chat.find((POST.text,), None) == sent
    assert [post.deleted for post in server.posts(new)] == [True]


@pytest.mark.parametrize(
    "title",
    [
        "\u202bשיחות\u202c",
        "line\u2028break",
        "na\u030ai\u0333ve\u033f",
        "tab\tand\x1f\r so on",
        "a\u200e\u200f\u200eb",
    ],
    ids=ascii,
)
async def test_what_telegram_leaves_out_of_a_text_hides_no_post(
    server: TelegramServer, chat: TelegramChat, title: str
) -> None:
    post = Post((Span(f"In 1 hour: {title}", Style.BOLD), Span("\nmore", Style.ITALIC)))
    sent = await chat.send(post)

    assert server.posts("@talks")[0].text != post.text
    assert await chat.find((post.text,), None) == sent


async def test_looking_goes_on_where_telegram_asked_it_to_wait(
    server: TelegramServer, chat: TelegramChat
) -> None:
    server.publish("@talks", "one")
    sent = await chat.send(POST)
    server.fail(too_many_requests(1), method="forwardMessage")

    assert await chat.find((POST.text,), None) == sent
    assert len(server.calls("forwardMessage")) == 4  # of them the creation of the channel


@pytest.mark.parametrize("name", ["@talks", "@Talks"])
async def test_a_chat_knows_itself(
    server: TelegramServer, telegram: TelegramBot, name: str
) -> None:
    there = (await telegram.bot.send_message("@talks", "here")).chat
    elsewhere = (await telegram.bot.send_message("@operators", "there")).chat

    for chat in (
        TelegramChat(telegram, name, UNLIMITED),
        TelegramChat(telegram, there.id, UNLIMITED),
    ):
        assert chat.is_in(there)
        assert not chat.is_in(elsewhere)


async def test_what_came_before_the_claim_is_not_taken_for_it(chat: TelegramChat) -> None:
    sent = await chat.send(POST)
    assert isinstance(sent, Delivered)

    assert isinstance(await chat.find((POST.text,), sent.message_id), NotDelivered)


async def test_without_an_operator_nobody_can_tell(telegram: TelegramBot) -> None:
    chat = TelegramChat(telegram, "@talks", UNLIMITED)

    assert isinstance(await chat.find((POST.text,), None), Unknown)


async def test_a_group_whose_numbers_are_not_its_own_cannot_be_looked_into(
    server: TelegramServer, telegram: TelegramBot
) -> None:
    group = server.add_group("Small", is_super=False)
    chat = TelegramChat(telegram, group.id, UNLIMITED, operator="@operators")

    assert isinstance(await chat.find((POST.text,), None), Unknown)


async def test_the_same_correction_twice_is_one(server: TelegramServer, chat: TelegramChat) -> None:
    sent = await chat.send(POST)
    assert isinstance(sent, Delivered)
    assert sent.message_id is not None

    for _ in range(2):
        assert await chat.edit(sent.message_id, Post((Span("gone", Style.STRIKE),))) == sent
    [post] = server.posts("@talks")
    assert post.text == "gone"


async def test_a_post_that_is_gone_can_never_be_corrected(
    server: TelegramServer, chat: TelegramChat
) -> None:
    outcome = await chat.edit(99, Post((Span("gone"),)))

    assert isinstance(outcome, NotDelivered)
    assert outcome.retry is Retry.NEVER


async def test_a_reply_to_a_message_that_was_deleted_is_posted_all_the_same(
    server: TelegramServer, chat: TelegramChat
) -> None:
    gone = server.publish("@talks", "gone")
    server.delete("@talks", gone.message_id)

    after = Post((Span("after"),), reply_to=gone.message_id)
    assert isinstance(await chat.send(after), Delivered)


@pytest.mark.parametrize(
    "reason",
    [
        "message to be replied not found",
        "replied message not found",
        "reply message not found",
        "REPLY_MESSAGE_ID_INVALID",
    ],
)
async def test_a_reply_that_is_refused_all_the_same_is_posted_without(
    server: TelegramServer, chat: TelegramChat, reason: str
) -> None:
    earlier = server.publish("@talks", "earlier")
    server.fail(Refusal(400, f"Bad Request: {reason}"), method="sendMessage")

    after = Post(POST.spans, reply_to=earlier.message_id)
    assert isinstance(await chat.send(after), Delivered)
    post = server.posts("@talks")[-1]
    assert post.reply_to is None
    assert post.text == POST.text
    assert [entity.type for entity in post.entities] == ["bold", "date_time"]


async def test_reply_and_formatting_may_both_be_refused(
    server: TelegramServer, chat: TelegramChat
) -> None:
    earlier = server.publish("@talks", "earlier")
    for reason in ("ENTITY_DATE_INVALID", "message to be replied not found"):
        server.fail(Refusal(400, f"Bad Request: {reason}"), method="sendMessage")

    after = Post(POST.spans, reply_to=earlier.message_id)
    assert isinstance(await chat.send(after), Delivered)
    assert server.posts("@talks")[-1].text == POST.text


async def test_a_post_can_be_taken_back(server: TelegramServer, chat: TelegramChat) -> None:
    sent = await chat.send(POST)
    assert isinstance(sent, Delivered)
    assert sent.message_id is not None

    assert isinstance(await chat.delete(sent.message_id), Delivered)
    assert [post.deleted for post in server.posts("@talks")] == [True]


async def test_a_chat_that_has_become_another_is_followed_for_good(
    server: TelegramServer, tmp_path: Path
) -> None:
    group = server.add_group("Talks")
    new = server.add_channel("@grown")
    server.fail(migrated(new.id), method="sendMessage", chat=group.id, times=FOREVER)
    clock = SetClock(BEFORE_THE_WEEK)
    database = f"sqlite:///{tmp_path / 'podium.db'}"
    settings = Settings(
        token=server.token, channel=group.id, api_url=server.url, database=database, port=0
    )

    for row in THE_WEEK[:2]:
        async with running(settings, clock) as service:
            telegram = service.telegram
            assert telegram is not None
            await server.until(lambda telegram=telegram: telegram.is_ready)  # type: ignore[misc]
            clock.set(row.due)
            await service.deliver_due()
    assert [post.text.partition("\n")[0] for post in server.posts("@grown")] == [
        row.head for row in THE_WEEK[:2]
    ]
    assert len(server.calls("sendMessage")) == 3
    ledger = Ledger(open_database(database))
    assert ledger.chat_of(f"telegram:{group.id}") == new.id
    ledger.close()


async def test_what_a_chat_has_become_is_told(server: TelegramServer, chat: TelegramChat) -> None:
    server.fail(migrated(-1009), method="sendMessage")

    assert await chat.send(POST) == Migrated(-1009)
