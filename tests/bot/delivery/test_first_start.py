"""What a start on an empty ledger posts, and what an edit into the past raises."""

from pathlib import Path

import pytest

from bot.ledger.post_record import PostState
from tests.bot.making.agenda_file import AgendaFile, definition
from tests.bot.making.edited import Edited, saved, served
from tests.bot.running.clock import SetClock, utc
from tests.telegram_server.server import TelegramServer

OPERATORS = "@operators"


@pytest.mark.parametrize(
    ("start", "end", "heads"),
    [
        ("2022-01-12 08:00 GMT", None, []),  # now
        ("2022-01-12 07:50 GMT", None, []),  # within the grace
        ("2022-01-12 07:00 GMT", "2022-01-12 12:00 GMT", []),  # under way
        ("2022-01-10", "2022-01-14", []),  # for days
        ("2022-01-12", None, ["Today: Council"]),  # at an hour that nobody has announced
        ("2022-01-12 08:05 GMT", None, ["In 5 minutes: Council"]),
        ("2022-01-13", None, []),  # its eve comes at 18:00
    ],
)
async def test_a_first_start_posts_nothing_about_what_has_begun(
    tmp_path: Path, start: str, end: str | None, heads: list[str]
) -> None:
    more = {"end": end} if end else {}
    async with saved(tmp_path, "2022-01-12 08:00", definition(start, **more)) as edited:
        for _ in range(3):
            await edited.later(0)
        assert edited.heads == heads
        assert edited.service.incidents.ongoing == {}
        assert edited.service.ledger.counts()[PostState.MISSED] == 0


async def test_what_begins_after_a_first_start_is_posted_though_it_is_late(tmp_path: Path) -> None:
    """Only the first look at an empty ledger passes over what has begun."""
    text = definition("2022-01-12 09:00 GMT", reminders="[5 minutes]")
    async with saved(tmp_path, "2022-01-12 08:00", text) as edited:
        await edited.at(utc("2022-01-12 09:05"))  # the machine slept
        assert edited.heads == ["Started 5 minutes ago: Council"]


async def told_before_the_end(edited: Edited) -> list[str]:
    """What the operator was told of until now: the last of it is told after all else."""
    edited.service.incidents.report("a test", "is at its end")
    server = edited.server
    await server.until(
        lambda: "is at its end" in "".join(it.text for it in server.posts(OPERATORS))
    )
    told = "\n".join(post.text for post in server.posts(OPERATORS))
    return [line for line in told.splitlines() if line.startswith("•") and "a test" not in line]


async def test_a_start_that_is_corrected_into_the_past_is_not_told_as_missed(
    tmp_path: Path,
) -> None:
    clock = SetClock(utc("2022-01-12 06:00"))
    async with TelegramServer(now=clock.now) as server:
        for name in ("@talks", OPERATORS):
            server.add_channel(name)
        file = AgendaFile(tmp_path)
        # Something that lasts, and is open for as long: what is missed is looked for from there.
        lasting = definition(
            "2022-01-12 06:30 GMT", id="lasting", end="2022-01-13 06:00 GMT", title="Lasting"
        )
        file.save(definition("2022-01-12 09:00 GMT"), lasting)
        async with served(server, clock, file, operator=OPERATORS) as edited:
            await edited.at(utc("2022-01-12 08:10"))
            await edited.save(definition("2022-01-12 07:00 GMT"), lasting)
            for _ in range(5):
                await edited.later(1)
            assert edited.service.ledger.counts()[PostState.MISSED] == 0
            told = await told_before_the_end(edited)
        assert told == []


async def test_what_an_edit_adds_and_a_machine_sleeps_through_is_told_as_missed(
    tmp_path: Path,
) -> None:
    later = definition("2022-01-12 09:00 GMT", id="later", reminders="[1 hour]")
    async with saved(tmp_path, "2022-01-12 06:00", operator=OPERATORS) as edited:
        await edited.save(definition(), later)
        await edited.at(utc("2022-01-12 12:00"))
        missed = edited.service.ledger.records(PostState.MISSED)
        assert "later.tests" in {record.key.uid.partition("@")[0] for record in missed}


@pytest.mark.parametrize("moved", [True, False], ids=["corrected", "as it was"])
async def test_only_what_was_due_while_the_service_was_down_is_told_as_missed(
    tmp_path: Path, moved: bool
) -> None:
    """An edit that brings a start into the past, while the service is down, makes none missed."""
    clock = SetClock(utc("2022-01-12 06:00"))
    async with TelegramServer(now=clock.now) as server:
        for name in ("@talks", OPERATORS):
            server.add_channel(name)
        file = AgendaFile(tmp_path)
        due = "2022-01-12 09:00 GMT"
        file.save(definition("2022-01-12 18:00 GMT" if moved else due, reminders="[1 hour]"))
        async with served(server, clock, file, operator=OPERATORS) as edited:
            await edited.later(0)
        file.save(definition(due, reminders="[1 hour]"))
        clock.set(utc("2022-01-12 12:00"))
        async with served(server, clock, file, operator=OPERATORS) as edited:
            for _ in range(3):
                await edited.later(1)
            missed = edited.service.ledger.counts()[PostState.MISSED]
            told = await told_before_the_end(edited)
            assert missed == len(told) == (0 if moved else 1)
            assert all("missed" in text for text in told)
