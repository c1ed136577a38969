"""How much the posts of a destination tell, and by whose clocks, through the running service."""

from dataclasses import replace
from pathlib import Path

from tests.bot.destinations.test_running_destinations import PACING
from tests.bot.making.agenda_file import AgendaFile, definition
from tests.bot.making.edited import settings_for
from tests.bot.running.clock import SetClock, utc
from tests.bot.running.running_service import running
from tests.telegram_server.server import TelegramServer

DESTINATIONS = """\
destinations:
  - {name: short, telegram: "@short", detail: short}
  - {name: full, telegram: "@full", detail: full}
  - {name: Tokyo, telegram: "@tokyo", timezone: Asia/Tokyo}
"""
LIVE = "https://live.example/"


def council(stream: str) -> str:
    return definition(
        "2022-01-12 10:00 Europe/Brussels",
        place="Brussels",
        reminders="[15 minutes]",
        description="The first since 2019.",
        contact="Press office",
        stream=stream,
    )


async def test_each_destination_is_told_as_much_as_it_wants_by_its_clocks(
    tmp_path: Path, server: TelegramServer
) -> None:
    names = ("@short", "@full", "@tokyo")
    for name in names:
        server.add_channel(name)
    agenda, path = AgendaFile(tmp_path), tmp_path / "destinations.yaml"
    path.write_text(DESTINATIONS, encoding="utf-8")
    agenda.save(council(f"{LIVE}old"))
    clock = SetClock(utc("2022-01-12 08:00"))
    settings = replace(settings_for(server, agenda, destinations=path), channel=None)
    async with running(settings, clock, pacing=PACING) as service:
        telegram = service.telegram
        assert telegram is not None
        await server.until(lambda: telegram.is_ready)
        clock.set(utc("2022-01-12 08:45"))
        await service.deliver_due()
        told = {name: server.posts(name)[0].text.splitlines() for name in names}
        assert told == {
            "@short": [
                "In 15 minutes: Council",
                "Wednesday 12 January 2022, 10:00 in Brussels (09:00 GMT) · Brussels",
            ],
            "@full": [
                "In 15 minutes: Council",
                "Wednesday 12 January 2022, 10:00 in Brussels (09:00 GMT)",
                "Place: Brussels",
                "Press contact: Press office",
                "The first since 2019.",
                f"Live: {LIVE}old",
            ],
            "@tokyo": [
                "In 15 minutes: Council",
                "Wednesday 12 January 2022, 10:00 in Brussels (18:00 in Tokyo)",
                "Place: Brussels",
                f"Live: {LIVE}old",
            ],
        }
        # A short post has the stream in its button alone, also when that is another.
        agenda.save(council(f"{LIVE}new"))
        await service.reloader.reload()
        await service.deliver_due()
        await server.until(lambda: all(server.posts(name)[0].edited for name in names))
    assert server.posts("@short")[0].text.splitlines() == told["@short"]
    for name in names:
        assert server.posts(name)[0].buttons == (("Watch live", f"{LIVE}new"),)
