"""A channel's day, as README shows it: what a running service posts, word for word.

`python -m tests.bot.destinations.test_transcript` prints it anew.
"""

import asyncio
import shutil
import tempfile
from dataclasses import replace
from pathlib import Path

from bot.config.settings import Settings
from bot.service.service import running
from tests.bot.destinations.test_running_destinations import PACING
from tests.bot.running.clock import SetClock, utc
from tests.events.builders import BUNDLED, REPOSITORY
from tests.telegram_server.server import TelegramServer

DAY = "2022-01-12"
DESTINATIONS = """\
destinations:
  - name: channel
    telegram: "@talks"
    diary: {daily: 07:30, timezone: Europe/Brussels}
    reminders: {meeting: 15 minutes, press-conference: 15 minutes}
"""
# The bundled press conference, half an hour later than it is announced.
LATER = ("about 2022-01-12 13:30 GMT", "about 2022-01-12 14:00 GMT")


async def transcript() -> str:
    """Play the day, and return each post under the instant at which it came."""
    with tempfile.TemporaryDirectory() as folder:
        async with TelegramServer() as server:
            server.add_channel("@talks")
            return await _played(Path(folder), server)


async def _played(folder: Path, server: TelegramServer) -> str:
    agendas = folder / "agendas"
    agendas.mkdir()
    file = Path(shutil.copy(BUNDLED, agendas))
    destinations = folder / "destinations.yaml"
    destinations.write_text(DESTINATIONS, encoding="utf-8")
    settings = Settings(
        token=server.token,
        api_url=server.url,
        agendas=agendas,
        destinations=destinations,
        database=f"sqlite:///{folder / 'podium.db'}",
        port=0,
    )
    clock, came = SetClock(utc(f"{DAY} 06:00")), list[str]()
    async with running(replace(settings), clock, pacing=PACING) as service:
        telegram = service.telegram
        assert telegram is not None
        await server.until(lambda: telegram.is_ready)
        for minute in ("06:30", "08:45", "11:00", "11:01", "13:45"):
            if minute == "11:00":
                _postpone(file)
                clock.set(utc(f"{DAY} {minute}"))
                await service.reloader.reload()
            clock.set(utc(f"{DAY} {minute}"))
            # Another look takes what the first has made known.
            await service.deliver_due()
            new = server.posts("@talks")[len(came) :]
            came += [f"── {minute} GMT ──\n{post.text}\n" for post in new]
    return "\n".join(came)


def _postpone(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert LATER[0] in text
    file.write_text(text.replace(*LATER), encoding="utf-8")


async def test_readme_shows_the_day_of_a_channel_as_it_is_posted() -> None:
    readme = (REPOSITORY / "README.md").read_text(encoding="utf-8")
    assert f"```text\n{await transcript()}```" in readme


if __name__ == "__main__":
    print(asyncio.run(transcript()), end="")
