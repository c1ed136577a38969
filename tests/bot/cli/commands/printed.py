"""An agenda for commands to read, and what they print of it."""

from pathlib import Path

import httpx

from bot.config.settings import bundled_agendas

FUTURE_AGENDA = """\
agenda: future
title: The future
timezone: UTC
events:
  - id: talks
    kind: meeting
    title: Talks
    start: 2037-01-12 09:00
"""


WEEK_READ = (
    f"read the bundled week, {bundled_agendas()}: "
    "4 events in 1 agenda, 2022-01-10 to 2022-01-13 (all are past)\n"
).encode()


def lines(output: bytes) -> list[str]:
    return output.decode().splitlines()


def files_in(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


async def until_served(url: str) -> None:
    async with httpx.AsyncClient(trust_env=False) as client:
        assert (await client.get(url)).status_code == 200
