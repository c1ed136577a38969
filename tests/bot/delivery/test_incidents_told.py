"""What the operator is told of posts that did not go out as meant: each fault, and once."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.database.engine import open_database
from bot.delivery.context import NAMED_IN
from bot.delivery.outcome import Migrated, NotDelivered, Outcome, Retry, Unknown
from bot.ledger.ledger import Ledger
from bot.ops.incidents import Incidents
from tests.bot.making.builders import HOUR, event, reminder
from tests.bot.making.delivering import HASTY, running, worker_for
from tests.bot.making.scripted import Scripted
from tests.bot.running.clock import SetClock, utc
from tests.patience import PATIENCE

HOUR_BEFORE = reminder(event("2022-01-12 09:00 GMT"), HOUR)
FORBIDDEN = NotDelivered("Forbidden: bot was kicked", Retry.SLOWLY)


@pytest.mark.parametrize(
    ("now", "outcomes", "told"),
    [
        ("08:00", [], []),
        ("08:00", [NotDelivered("ConnectError")] * 2, []),
        (
            "08:00",
            [NotDelivered("BadRequest: message is too long", Retry.NEVER)],
            ["refused event=council.tests lead=60m to=channel: BadRequest: message is too long"],
        ),
        (
            "08:00",
            [FORBIDDEN] * 3,
            ["posts are refused: Forbidden: bot was kicked", "all is well again"],
        ),
        (
            "08:00",
            [Migrated(-1009)],
            [f"the chat has become -1009: write that in place of channel in {NAMED_IN}"],
        ),
        (
            "08:00",
            [Unknown("reset"), NotDelivered("ConnectError")],
            [f"nobody can tell whether it was posted: {'|'.join(HOUR_BEFORE.key)}"],
        ),
        (
            "09:15",
            [],
            ["missed event=council.tests lead=60m to=channel: too late to be of use"],
        ),
    ],
    ids=[
        "all is well",
        "a failure that passes",
        "refused for good",
        "refused for now",
        "a chat that has become another",
        "an uncertain post of which nobody can tell",
        "too late",
    ],
)
async def test_of_a_post_the_operator_is_told(
    tmp_path: Path, now: str, outcomes: list[Outcome], told: list[str]
) -> None:
    ledger = Ledger(open_database(f"sqlite:///{tmp_path / 'podium.db'}"))
    incidents, heard = Incidents(), list[str]()
    incidents.listen(heard.append)
    clock = SetClock(utc(f"2022-01-12 {now}"))
    retry = replace(HASTY, slow_wait=timedelta(milliseconds=5))
    worker = worker_for(Scripted(*outcomes), ledger, clock, incidents=incidents, retry=retry)
    async with running(worker), asyncio.timeout(PATIENCE):
        worker.enqueue(HOUR_BEFORE)
        await worker.idle()
    ledger.close()

    assert heard == [f"posts to channel: {text}" for text in told]
