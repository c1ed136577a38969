"""Readers: programs that poll the feed, the page and filters, and keep what they were served."""

import asyncio
import random
import re
from collections import Counter

import httpx

from tests.soak.week.life import Podium

PATHS = (
    "/calendar.ics",
    "/calendar.ics?kind=meeting&days=2",
    "/calendar.ics?city=Vienna",
    "/calendar.ics?tag=mark",
    "/",
    "/events/mark.desk-3",
)
EVENT = re.compile(r"UID:(\S+)\r\n(?:.*\r\n)*?SEQUENCE:(\d+)")
LONGEST_PAUSE = 2.0  # seconds
ANSWER_SECONDS = 20.0


class Readers:
    """A reader for each path, who asks anew as calendars do: with the tag of what it has."""

    def __init__(self, podium: Podium, chance: random.Random) -> None:
        self.answers: Counter[int] = Counter()
        self.faults: list[str] = []
        self._podium = podium
        self._chance = chance
        # The highest SEQUENCE that was served, of each event.
        self._sequences: dict[str, int] = {}

    async def read_on(self) -> None:
        """Poll until cancelled."""
        async with asyncio.TaskGroup() as group:
            for path in PATHS:
                group.create_task(self._read(path))

    async def _read(self, path: str) -> None:
        tag: str | None = None
        async with httpx.AsyncClient(trust_env=False, timeout=ANSWER_SECONDS) as client:
            while True:
                await asyncio.sleep(self._chance.uniform(0, LONGEST_PAUSE))
                life = self._podium.serving
                if life is None:
                    continue
                headers = {"If-None-Match": tag} if tag else {}
                try:
                    answer = await client.get(self._podium.url + path, headers=headers)
                except httpx.HTTPError as error:
                    if self._podium.serving == life:
                        self.faults.append(f"{path}: {type(error).__name__}")
                    continue
                self.answers[answer.status_code] += 1
                if answer.status_code == 200:
                    tag = answer.headers.get("ETag")
                    self._check(path, answer.text)
                elif answer.status_code != 304:
                    self.faults.append(f"{path}: {answer.status_code}")

    def _check(self, path: str, text: str) -> None:
        """Check that no event goes back: a calendar would not take the older one."""
        if not path.startswith("/calendar.ics"):
            return
        for uid, sequence in EVENT.findall(text):
            if int(sequence) < self._sequences.get(uid, 0):
                self.faults.append(f"{path}: {uid} goes back to SEQUENCE {sequence}")
            self._sequences[uid] = max(int(sequence), self._sequences.get(uid, 0))
