"""Answers stay where they were asked, and leave room to the posts; what is old gets none."""

import asyncio
import resource
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from time import monotonic

import pytest

from bot.config.settings import Settings
from bot.delivery.outcome import Delivered
from bot.messages.answers.itself import help_answer
from bot.messages.post import Post, Span
from bot.telegram.chat import TelegramChat
from bot.telegram.limits import TelegramLimits
from bot.telegram.rate import Rate, allowed
from tests.bot.making.week import BEFORE_THE_WEEK, THE_WEEK
from tests.bot.running.clock import SetClock, utc
from tests.bot.running.running_bot import running_bot
from tests.bot.running.running_service import UNLIMITED, running
from tests.telegram_server.chats import Chat, User
from tests.telegram_server.chats import Post as Message
from tests.telegram_server.faults import FOREVER, Hold
from tests.telegram_server.refusals import Refusal, too_many_requests
from tests.telegram_server.server import TelegramServer

NOW = utc("2022-01-12 08:30")
HELP = help_answer().post.text
LEFT = "more is asked than may be answered"
GIVEN_UP = "an answer is given up"
FLOOD = 5000
MOST_KEPT = 2000  # bytes of each command


def resident() -> float:
    """The bytes of memory that this process has now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return float(pages * resource.getpagesize())


def answers(server: TelegramServer, chat: Chat | User) -> list[Message]:
    return [post for post in server.posts(chat) if post.from_bot]


async def everything_is_taken(server: TelegramServer) -> None:
    """All that was asked is confirmed, and what came of it has been sent."""
    await server.until(lambda: not server.pending_updates)
    other = server.add_user("Grace")
    server.say(other, "/help")
    await server.until(lambda: len(answers(server, other)) == 1)


# Where


async def test_an_answer_stays_in_the_topic_where_it_was_asked(server: TelegramServer) -> None:
    forum, reader = server.add_group("Forum", is_forum=True), server.add_user("Ada")
    topic = server.add_topic(forum, "Talks")
    async with running_bot(server, now=NOW):
        asked = server.say(reader, "/help", chat=forum, thread_id=topic)
        await server.until(lambda: len(answers(server, forum)) == 1)
        server.say(reader, "/help", chat=forum)
        await server.until(lambda: len(answers(server, forum)) == 2)

    in_topic, in_general = answers(server, forum)
    assert (in_topic.thread_id, in_topic.reply_to) == (topic, asked.message_id)
    assert in_general.thread_id is None


async def test_an_answer_stays_in_the_comments_where_it_was_asked(server: TelegramServer) -> None:
    group, reader = server.add_group("Comments"), server.add_user("Ada")
    top = server.say(reader, "what the channel posted", chat=group)
    async with running_bot(server, now=NOW):
        asked = server.say(reader, "/help", chat=group, thread_id=top.message_id)
        await server.until(lambda: len(answers(server, group)) == 1)

    [answer] = answers(server, group)
    assert (answer.thread_id, answer.reply_to) == (top.message_id, asked.message_id)


async def test_an_answer_to_a_comment_that_is_gone_does_not_go_elsewhere(
    server: TelegramServer, caplog: pytest.LogCaptureFixture
) -> None:
    group, reader = server.add_group("Comments"), server.add_user("Ada")
    top = server.say(reader, "what the channel posted", chat=group)
    asked = server.say(reader, "/help", chat=group, thread_id=top.message_id)
    server.delete(group, asked.message_id)
    async with running_bot(server, now=NOW):
        await everything_is_taken(server)

    assert answers(server, group) == []
    assert caplog.text.count("a command could not be answered") == 1


async def test_an_answer_in_a_group_comes_though_its_question_is_gone(
    server: TelegramServer,
) -> None:
    group, reader = server.add_group(), server.add_user("Ada")
    asked = server.say(reader, "/help", chat=group)
    server.delete(group, asked.message_id)
    async with running_bot(server, now=NOW):
        await server.until(lambda: len(answers(server, group)) == 1)

    [answer] = answers(server, group)
    assert (answer.text, answer.reply_to) == (HELP, None)


async def test_a_topic_that_is_closed_is_left_alone(
    server: TelegramServer, caplog: pytest.LogCaptureFixture
) -> None:
    forum, reader = server.add_group("Forum", is_forum=True), server.add_user("Ada")
    topic = server.add_topic(forum, "Talks")
    server.say(reader, "/help", chat=forum, thread_id=topic)
    server.close_topic(forum, topic)
    async with running_bot(server, now=NOW):
        await everything_is_taken(server)

    assert answers(server, forum) == []
    assert "Traceback" not in caplog.text


# How many


async def test_commands_leave_a_group_room_for_the_posts(
    server: TelegramServer, caplog: pytest.LogCaptureFixture
) -> None:
    group, reader = server.add_group(), server.add_user("Ada")
    server.flood_limits = True
    limits = replace(TelegramLimits(), posts_at_once=1000)
    async with running_bot(server, now=NOW, limits=limits) as telegram:
        for _ in range(150):
            server.say(reader, "/help", chat=group)
        await everything_is_taken(server)
        chat = TelegramChat(telegram, group.id, limits)
        for _ in range(limits.posts_a_minute):
            async with asyncio.timeout(30):  # without room it takes a minute
                await chat.wait_for_rate_limit()
            assert isinstance(await chat.send(Post((Span("news"),))), Delivered)

    texts = [post.text for post in answers(server, group)]
    assert texts == [HELP] * limits.answers_a_minute + ["news"] * limits.posts_a_minute
    assert caplog.text.count(LEFT) == 1


async def test_no_more_is_allowed_in_any_span_than_in_one() -> None:
    rate, times, began = Rate(3, 0.3), list[float](), monotonic()
    for _ in range(7):
        await allowed(rate, Rate(10, 60))
        times.append(monotonic() - began)

    # A leaky bucket would let the fourth through after a third of the span.
    assert times[3] >= 0.3
    assert times[6] >= 0.6


async def test_answers_to_all_leave_room_for_the_posts(server: TelegramServer) -> None:
    most = TelegramLimits().answers_a_second
    readers = [server.add_user(f"Reader {number}") for number in range(60)]
    for reader in readers:
        server.say(reader, "/help")
    began = monotonic()
    async with running_bot(server, now=NOW):
        await server.until(lambda: not server.pending_updates)
        spans = 1 + int(monotonic() - began)  # a slow machine is asked for more than a second
    assert most <= len(server.calls("sendMessage")) <= most * (1 + spans)


async def test_answers_that_hang_do_not_pile_up(server: TelegramServer) -> None:
    limits = replace(UNLIMITED, answers_a_second=1000, answers_at_once=4)
    readers = [server.add_user(f"Reader {number}") for number in range(20)]
    server.fail(Hold(), method="sendMessage", times=FOREVER)
    async with running_bot(server, now=NOW, limits=limits):
        for reader in readers:
            server.say(reader, "/help")
        await server.until(lambda: not server.pending_updates and server.held == 4)
        server.heal()
        await server.until(lambda: server.held == 0)
    assert len(server.calls("sendMessage")) == 4


async def test_a_due_reminder_does_not_wait_for_a_flood_of_commands(
    server: TelegramServer, tmp_path: Path
) -> None:
    server.add_channel("@talks")
    group, reader = server.add_group(), server.add_user("Ada")
    clock = SetClock(BEFORE_THE_WEEK)
    settings = Settings(
        token=server.token,
        channel="@talks",
        api_url=server.url,
        database=f"sqlite:///{tmp_path / 'podium.db'}",
        port=0,
    )
    async with running(settings, clock) as service:
        await server.until(lambda: server.is_polled)
        for _ in range(3000):
            server.say(reader, "/help", chat=group)
        clock.set(THE_WEEK[0].due)
        await service.deliver_due()
        left = server.pending_updates

    assert left, "the flood was over before the reminder came"
    assert [post.text.partition("\n")[0] for post in server.posts("@talks")] == [THE_WEEK[0].head]


async def test_thousands_of_commands_at_once_are_worked_off_in_little_memory(
    server: TelegramServer, tmp_path: Path
) -> None:
    server.add_channel("@talks")
    group, reader, later = server.add_group(), server.add_user("Ada"), server.add_user("Grace")
    for _ in range(FLOOD):
        server.say(reader, "/next", chat=group)
    clock = SetClock(BEFORE_THE_WEEK)
    settings = Settings(
        token=server.token,
        channel="@talks",
        api_url=server.url,
        database=f"sqlite:///{tmp_path / 'podium.db'}",
        port=0,
    )
    async with running(settings, clock) as service:
        await server.until(lambda: server.pending_updates < FLOOD - 500)
        before = resident()
        clock.set(THE_WEEK[0].due)
        await service.deliver_due()
        assert server.pending_updates > FLOOD / 2, "the reminder had to wait for the flood"
        server.say(later, "/help")
        await server.until(lambda: bool(answers(server, later)))
        grown = resident() - before

    assert [post.text.partition("\n")[0] for post in server.posts("@talks")] == [THE_WEEK[0].head]
    assert grown < FLOOD * MOST_KEPT


# What cannot be read


async def test_an_update_that_cannot_be_read_is_passed_over_and_told_once(
    server: TelegramServer, caplog: pytest.LogCaptureFixture
) -> None:
    reader = server.add_user("Ada")
    bodies: list[dict[str, object]] = [{"message_id": "?"}, {"message_id": 1, "chat": {"id": 1}}]
    async with running_bot(server, now=NOW):
        for body in bodies:
            server.send_update("message", body)
            server.say(reader, "/help")
            await server.until(lambda: not server.pending_updates)
        await server.until(lambda: len(answers(server, reader)) == len(bodies))

    assert caplog.text.count("cannot be read is passed over") == 1
    assert "Traceback" not in caplog.text
    assert "'message_id'" not in caplog.text


# What Telegram refuses


async def test_an_answer_that_meets_a_flood_is_given_up_with_one_line(
    server: TelegramServer, caplog: pytest.LogCaptureFixture
) -> None:
    group, reader = server.add_group(), server.add_user("Ada")
    server.fail(too_many_requests(2), method="sendMessage", chat=group)
    async with running_bot(server, now=NOW):
        for _ in range(2):  # the second is not even tried
            server.say(reader, "/help", chat=group)
            await everything_is_taken(server)
        tried = [call for call in server.calls("sendMessage") if str(group.id) in str(call)]
        await asyncio.sleep(2)  # as long as Telegram said
        server.say(reader, "/help", chat=group)
        await server.until(lambda: len(answers(server, group)) == 1)

    assert len(tried) == 1
    assert caplog.text.count(GIVEN_UP) == 1
    assert "Traceback" not in caplog.text


async def test_another_refusal_costs_one_line_too(
    server: TelegramServer, caplog: pytest.LogCaptureFixture
) -> None:
    reader = server.add_user("Ada")
    server.fail(Refusal(403, "Forbidden: bot was blocked by the user"), method="sendMessage")
    server.say(reader, "/help")
    async with running_bot(server, now=NOW):
        await everything_is_taken(server)

    assert caplog.text.count("a command could not be answered") == 1
    assert "Traceback" not in caplog.text


# What is old


async def test_what_was_asked_long_before_the_start_is_not_answered() -> None:
    at = SetClock(NOW - timedelta(minutes=6))
    async with TelegramServer(now=at.now) as server:
        early, late = server.add_user("Ada"), server.add_user("Grace")
        server.say(early, "/help")
        at.set(NOW - timedelta(minutes=4))
        server.say(late, "/help")
        async with running_bot(server, now=NOW):
            await server.until(lambda: len(answers(server, late)) == 1)
            await server.until(lambda: not server.pending_updates)
            await everything_is_taken_at(server, at)

        assert answers(server, early) == []


async def everything_is_taken_at(server: TelegramServer, at: SetClock) -> None:
    at.set(NOW)
    await everything_is_taken(server)


async def test_what_is_asked_now_is_answered_though_the_clock_is_ahead() -> None:
    behind = SetClock(NOW - timedelta(days=1))
    async with TelegramServer(now=behind.now) as server:
        reader = server.add_user("Ada")
        async with running_bot(server, now=NOW):
            server.say(server.add_user("Grace"), "hello")
            await server.until(lambda: server.is_polled and not server.pending_updates)
            server.say(reader, "/help")
            await server.until(lambda: len(answers(server, reader)) == 1)


async def test_what_was_asked_long_before_telegram_is_back_is_not_answered() -> None:
    at = SetClock(NOW)
    async with TelegramServer(now=at.now) as server:
        early = server.add_user("Ada")
        async with running_bot(server, now=NOW):
            await server.go_down()
            at.set(NOW - timedelta(minutes=6))
            server.say(early, "/help")
            at.set(NOW)
            await server.come_up()
            await everything_is_taken(server)

        assert answers(server, early) == []
