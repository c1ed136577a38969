"""What the operator hears: each trouble once, whole, and also after Telegram was away."""

import asyncio
import re
from datetime import timedelta

from bot.delivery.outcome import Migrated, NotDelivered, Retry, Unknown
from bot.delivery.retry import RetryPolicy
from bot.ops.incidents import Incidents
from bot.telegram.html import as_html
from bot.telegram.operator_chat import MOST_CHARACTERS, MOST_WAITING, OperatorChat
from tests.bot.making.scripted import Gated, Scripted
from tests.patience import PATIENCE

MOST_A_MESSAGE = 4096  # characters (Bot API: sendMessage)
TOKEN = "123456:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw9"


IMPATIENT = RetryPolicy(
    first_wait=timedelta(milliseconds=5), uncertain_wait=timedelta(milliseconds=5)
)


async def heard(chat: Scripted, operator: OperatorChat, posts: int) -> list[str]:
    """Run until so many messages were sent, and a little longer for those too many."""
    working = asyncio.create_task(operator.run())
    async with asyncio.timeout(PATIENCE):
        while len(chat.posts) < posts:  # noqa: ASYNC110
            await asyncio.sleep(0.005)
    for _ in range(20):
        await asyncio.sleep(0)
    working.cancel()
    return [as_html(post) for post in chat.posts]


async def stays(_number: int) -> None:
    raise AssertionError("the chat has not moved")


async def test_what_has_piled_up_is_one_message() -> None:
    chat = Scripted()
    operator = OperatorChat(chat, IMPATIENT, stays)
    operator.tell("ledger: the disk is full")
    operator.tell("definitions: <b> & so on")

    assert await heard(chat, operator, 1) == [
        "<b>Podium</b>\n• ledger: the disk is full\n\n• definitions: &lt;b&gt; &amp; so on"
    ]


async def test_what_comes_while_a_message_is_sent_is_the_next_message() -> None:
    chat = Gated()
    operator = OperatorChat(chat, IMPATIENT, stays)
    operator.tell("one")
    working = asyncio.create_task(heard(chat, operator, 2))
    await chat.sending.wait()
    operator.tell("two")
    operator.tell("three")
    chat.let.set()

    assert await working == ["<b>Podium</b>\n• one", "<b>Podium</b>\n• two\n\n• three"]


async def test_after_an_outage_it_is_told_all_the_same() -> None:
    chat = Scripted(NotDelivered("refused"), NotDelivered("refused"))
    operator = OperatorChat(chat, IMPATIENT, stays)
    operator.tell("one")

    assert await heard(chat, operator, 3) == ["<b>Podium</b>\n• one"] * 3


async def test_after_a_lost_answer_it_is_told_once_more() -> None:
    chat = Scripted(Unknown("reset"), Unknown("reset"))
    operator = OperatorChat(chat, IMPATIENT, stays)
    operator.tell("one")
    assert await heard(chat, operator, 2) == ["<b>Podium</b>\n• one"] * 2

    operator.tell("two")
    assert (await heard(chat, operator, 3))[2:] == ["<b>Podium</b>\n• two"]


async def test_a_message_that_is_refused_for_good_is_given_up_and_others_are_told() -> None:
    chat = Scripted(NotDelivered("bad request", Retry.NEVER))
    operator = OperatorChat(chat, IMPATIENT, stays)
    operator.tell("one")
    await heard(chat, operator, 1)
    operator.tell("two")

    assert (await heard(chat, operator, 2))[1:] == ["<b>Podium</b>\n• two"]


def numbers(html: str) -> list[int]:
    """The incidents that a message tells of."""
    return [int(number) for number in re.findall(r"trouble (\d+) ", html)]


async def test_all_that_has_piled_up_is_told_in_as_many_messages_as_it_takes() -> None:
    chat = Scripted(NotDelivered("refused"))
    operator = OperatorChat(chat, IMPATIENT, stays)
    for number in range(MOST_WAITING):
        operator.tell(f"trouble {number} {'x' * 100}")

    again, *messages = await heard(chat, operator, 5)
    assert again == messages[0]
    assert [each for message in messages for each in numbers(message)] == [*range(MOST_WAITING)]
    assert all(len(message) <= MOST_A_MESSAGE for message in messages)


async def test_of_very_many_the_latest_are_told_and_how_many_are_not() -> None:
    chat = Scripted()
    operator = OperatorChat(chat, IMPATIENT, stays)
    for number in range(MOST_WAITING + 7):
        operator.tell(f"trouble {number} happened")

    (told,) = await heard(chat, operator, 1)
    assert numbers(told) == [*range(7, MOST_WAITING + 7)]
    assert told.startswith("<b>Podium</b>\n• 7 earlier incidents are told in the log alone\n\n• t")


async def test_what_comes_while_a_message_is_sent_never_takes_the_place_of_another() -> None:
    chat = Gated()
    operator = OperatorChat(chat, IMPATIENT, stays)
    for number in range(MOST_WAITING):
        operator.tell(f"trouble {number} happened")
    working = asyncio.create_task(heard(chat, operator, 2))
    await chat.sending.wait()
    for number in range(MOST_WAITING, 2 * MOST_WAITING):
        operator.tell(f"trouble {number} happened")
    chat.let.set()

    first, second = await working
    assert numbers(first) + numbers(second) == [*range(2 * MOST_WAITING)]


async def test_a_text_that_is_too_long_is_cut_and_no_other_is() -> None:
    chat = Scripted()
    operator = OperatorChat(chat, IMPATIENT, stays)
    operator.tell("one")
    operator.tell("<" * 2 * MOST_CHARACTERS)
    operator.tell("three")

    await heard(chat, operator, 3)
    one, two, three = (post.text for post in chat.posts)
    assert one.endswith("• one")
    assert two.endswith("<…")
    assert len(two) <= MOST_A_MESSAGE
    assert three.endswith("• three")


async def test_an_operators_chat_that_has_become_another_is_told_there() -> None:
    chat, moves = Scripted(Migrated(-1009)), list[int]()

    async def moved(number: int) -> None:
        moves.append(number)
        operator.tell(f"it has become {number}")

    operator = OperatorChat(chat, IMPATIENT, moved)
    operator.tell("one")

    assert await heard(chat, operator, 3) == [
        "<b>Podium</b>\n• one",
        "<b>Podium</b>\n• one",
        "<b>Podium</b>\n• it has become -1009",
    ]
    assert moves == [-1009]


def test_a_trouble_is_told_once_and_its_end_once() -> None:
    incidents, told = Incidents(), list[str]()
    incidents.listen(told.append)
    for _ in range(3):
        incidents.open("ledger", "the disk is full")
    incidents.open("ledger", "the disk is gone")
    for _ in range(3):
        incidents.close("ledger")

    assert told == [
        "ledger: the disk is full",
        "ledger: the disk is gone",
        "ledger: all is well again",
    ]
    assert not incidents.ongoing


def test_a_trouble_whose_texts_alternate_is_told_once_by_each() -> None:
    incidents, told = Incidents(), list[str]()
    incidents.listen(told.append)
    for _ in range(3):
        incidents.open("ledger", "it is locked")
        incidents.open("ledger", "it is busy")

    assert told == ["ledger: it is locked", "ledger: it is busy"]


def test_a_detail_that_changes_is_no_news_and_shown_all_the_same() -> None:
    incidents, told = Incidents(), list[str]()
    incidents.listen(told.append)
    for number in range(3):
        incidents.open("Telegram", "cannot be reached", f"wait for {number} s")

    assert told == ["Telegram: cannot be reached: wait for 0 s"]
    assert incidents.ongoing == {"Telegram": "cannot be reached: wait for 2 s"}


def test_a_trouble_that_comes_again_is_told_again() -> None:
    incidents, told = Incidents(), list[str]()
    incidents.listen(told.append)
    for _ in range(2):
        incidents.open("ledger", "the disk is full")
        incidents.close("ledger")

    assert told == ["ledger: the disk is full", "ledger: all is well again"] * 2


def test_no_trouble_tells_a_token() -> None:
    incidents, told = Incidents(), list[str]()
    incidents.listen(told.append)
    incidents.open("telegram", f"POST /bot{TOKEN}/sendMessage failed")
    incidents.open("telegram", "POST failed", f"/bot{TOKEN}/sendMessage")
    incidents.report("telegram", f"POST /bot{TOKEN}/sendMessage failed")

    failed = "telegram: POST /bot<token>/sendMessage failed"
    assert told == [failed, "telegram: POST failed: /bot<token>/sendMessage", failed]
    assert TOKEN not in str(incidents.ongoing)
