"""Of one event the same is not said twice: a post that came late covers what comes right after."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.ledger.post_record import PostState
from tests.bot.making.agenda_file import AgendaFile, definition
from tests.bot.making.delivering import pacing
from tests.bot.making.edited import HURRIED, Edited, saved, served
from tests.bot.running.clock import SetClock, utc
from tests.telegram_server.faults import Reset
from tests.telegram_server.refusals import too_many_requests
from tests.telegram_server.server import TelegramServer

SECOND, MINUTE, HOUR = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)
START = utc("2022-01-12 09:00")
SOON = definition(reminders="[5 minutes, 1 minute]")


async def late(edited: Edited, due: timedelta, until: timedelta) -> None:
    """Have Telegram be away when a reminder is due, and back when so much time is left."""
    await edited.server.go_down()
    edited.clock.set(START - due)
    await edited.service.scheduler.refill()
    ledger = edited.service.ledger
    await edited.server.until(lambda: bool(ledger.records(PostState.WAITING)))
    edited.clock.set(START - until)
    await edited.server.come_up()
    await edited.server.until(lambda: not ledger.records(PostState.WAITING))
    await edited.service.deliver_due()


def before(length: timedelta) -> str:
    return f"{START - length:%Y-%m-%d %H:%M}"


@pytest.mark.parametrize("kind", ["meeting", "press-conference", "deadline"])
async def test_a_late_reminder_that_says_what_the_next_one_would_is_the_only_one(
    tmp_path: Path, kind: str
) -> None:
    text = SOON.replace("kind: meeting", f"kind: {kind}")
    async with saved(tmp_path, before(6 * MINUTE), text) as edited:
        await late(edited, 5 * MINUTE, MINUTE + 16 * SECOND)
        for left in (60, 44, 0):
            await edited.at(START - left * SECOND)
        assert edited.states() == {"5m": PostState.SENT, "1m": PostState.SUPERSEDED}
    (head,) = edited.heads
    assert head.endswith("n 1 minute: Council")


@pytest.mark.parametrize(
    ("leads", "due", "until", "following", "heads"),
    [
        ("5 minutes, 1 minute", 5 * MINUTE, 95 * SECOND, MINUTE, ["In 2 minutes", "In 1 minute"]),
        ("2 minutes, 1 minute", 2 * MINUTE, 80 * SECOND, MINUTE, ["In 1 minute"]),
        ("2 hours, 1 hour", 2 * HOUR, HOUR + 29 * SECOND, HOUR, ["In 1 hour"]),
        ("3 days, 1 day", 72 * HOUR, 24 * HOUR + 29 * MINUTE, 24 * HOUR, ["In 1 day"]),
        ("3 days, 1 day", 72 * HOUR, 25 * HOUR, 24 * HOUR, ["In 1 day 1 hour", "In 1 day"]),
    ],
)
async def test_it_goes_by_what_was_said(
    tmp_path: Path,
    leads: str,
    due: timedelta,
    until: timedelta,
    following: timedelta,
    heads: list[str],
) -> None:
    text = definition(reminders=f"[{leads}]")
    async with saved(tmp_path, before(due + MINUTE), text) as edited:
        await late(edited, due, until)
        await edited.at(START - following)
    assert edited.heads == [f"{head}: Council" for head in heads]


async def test_a_restart_in_between_knows_what_was_said(tmp_path: Path) -> None:
    clock, file = SetClock(START - 6 * MINUTE), AgendaFile(tmp_path)
    file.save(SOON)
    async with TelegramServer(now=clock.now) as server:
        server.add_channel("@talks")
        async with served(server, clock, file, HURRIED) as edited:
            await late(edited, 5 * MINUTE, 70 * SECOND)
        async with served(server, clock, file, HURRIED) as edited:
            await edited.at(START - MINUTE)
        assert edited.heads == ["In 1 minute: Council"]


async def test_each_destination_goes_by_what_was_said_there(tmp_path: Path) -> None:
    chats = tmp_path / "destinations.yaml"
    chats.write_text(
        'destinations:\n  - {name: a, telegram: "@talks"}\n'
        '  - {name: b, telegram: "@press", language: fr}\n'
        '  - {name: c, telegram: "@desk"}\n'
    )
    clock, file = SetClock(START - 6 * MINUTE), AgendaFile(tmp_path)
    file.save(SOON)
    async with TelegramServer(now=clock.now) as server:
        for name in ("@talks", "@press", "@desk"):
            server.add_channel(name)
        async with served(server, clock, file, HURRIED, destinations=chats) as edited:
            for name in ("@talks", "@press"):
                server.fail(too_many_requests(1), method="sendMessage", chat=name)
            clock.set(START - 5 * MINUTE)
            await edited.service.scheduler.refill()
            ledger = edited.service.ledger
            await server.until(lambda: len(ledger.records(PostState.WAITING)) == 2)
            await server.until(lambda: len(server.posts("@desk")) == 1)
            clock.set(START - 70 * SECOND)
            await edited.service.deliver_due()
            await edited.at(START - MINUTE)
        assert edited.heads == ["In 1 minute: Council"]
        assert len(server.posts("@press")) == 1
        heads = [post.text.partition("\n")[0] for post in server.posts("@desk")]
        assert heads == ["In 5 minutes: Council", "In 1 minute: Council"]


async def test_news_that_says_how_soon_it_is_needs_no_reminder_of_that(tmp_path: Path) -> None:
    text = definition("2022-01-12 08:30", reminders="[1 hour, 15 minutes]")
    async with saved(tmp_path, before(3 * HOUR), text) as edited:
        edited.clock.set(START - HOUR - 80 * SECOND)
        await edited.save(definition(reminders="[1 hour, 15 minutes]"))
        await edited.later(1)
        assert edited.heads == ["New time: Council"]
        assert "\nIn 1 hour\n" in edited.posts[0].text
        await edited.at(START - HOUR)
        await edited.at(START - 15 * MINUTE)
    assert edited.heads == ["New time: Council", "In 15 minutes: Council"]


@pytest.mark.parametrize(
    ("until", "heads"),
    [("07:20", ["Today: Council"]), ("00:30", ["Today: Council", "Today: Council"])],
)
async def test_a_day_that_was_told_hours_before_is_told_in_the_morning_all_the_same(
    tmp_path: Path, until: str, heads: list[str]
) -> None:
    async with saved(tmp_path, "2022-01-11 17:00", definition("2022-01-12")) as edited:
        midnight = START - utc("2022-01-12 00:00")
        left = START - utc(f"2022-01-12 {until}")
        await late(edited, midnight + 6 * HOUR, left)
        await edited.at(utc("2022-01-12 08:00"))
    assert edited.heads == heads


@pytest.mark.parametrize("delivered", [True, False], ids=["there", "lost"])
async def test_a_post_that_may_have_said_it_is_looked_for_first(
    tmp_path: Path, *, delivered: bool
) -> None:
    clock, file = SetClock(START - 6 * MINUTE), AgendaFile(tmp_path)
    file.save(SOON)
    async with TelegramServer(now=clock.now) as server:
        for name in ("@talks", "@desk"):
            server.add_channel(name)
        patient = pacing(uncertain_wait=HOUR)
        async with served(server, clock, file, patient, operator="@desk") as edited:
            server.fail(Reset(), method="sendMessage", chat="@talks", delivered=delivered)
            clock.set(START - 75 * SECOND)
            await edited.service.scheduler.refill()
            ledger = edited.service.ledger
            await server.until(lambda: bool(ledger.records(PostState.UNCERTAIN)))
        clock.set(START - MINUTE)
        async with served(server, clock, file, HURRIED, operator="@desk") as edited:
            await edited.service.deliver_due()
            state = edited.states()["1m"]
        assert edited.heads == ["In 1 minute: Council"]
        assert state is (PostState.SUPERSEDED if delivered else PostState.SENT)
