"""Lists of much that is followed: each page is one that Telegram takes, and is turned in place."""

from pathlib import Path

import pytest

from bot.ledger.readers.readers import MOST_FOLLOWED
from tests.bot.making.agenda_file import AgendaFile, definition
from tests.bot.making.edited import served
from tests.bot.running.clock import SetClock, utc
from tests.bot.telegram.asks.asked import Reader
from tests.bot.telegram.following.test_following import PACING
from tests.telegram_server.server import TelegramServer

LONG = "Solemn ceremony of the anniversary of the Treaties of Osnabrück and Münster " * 3
LEADS = "366 days, 365 days 23 hours and 59 minutes, 364 days 23 hours and 59 minutes"


@pytest.mark.parametrize("asked", ["/following", "/feed following"])
async def test_all_that_is_followed_is_told_on_some_page(
    asked: str, tmp_path: Path, server: TelegramServer
) -> None:
    server.add_channel("@talks")
    file = AgendaFile(tmp_path)
    file.save(*(definition(id=f"e{n}", title=f"{n} {LONG}") for n in range(MOST_FOLLOWED)))
    clock = SetClock(utc("2022-01-10 08:00"))
    async with served(server, clock, file, PACING, public_url="https://podium.example"):
        ada = Reader(server, of=server.add_user("Ada", language_code="ru"))
        for number in range(MOST_FOLLOWED):
            await ada.ask(f"/follow e{number} {LEADS}")
        answer = await ada.ask(asked)
        texts = [answer.text]
        while turns := [label for label, _ in ada.answers[-1].buttons if label.endswith("›")]:
            assert await ada.press(turns[-1]) == ""
            texts.append(ada.answers[-1].text)
    assert len(texts) > 1
    assert all(len(text) <= 4096 for text in texts)
    whole = "\n".join(texts)
    assert all(f"{number} Solemn" in whole for number in range(MOST_FOLLOWED))


async def test_a_button_that_stops_stays_on_its_page(
    tmp_path: Path, server: TelegramServer
) -> None:
    server.add_channel("@talks")
    file = AgendaFile(tmp_path)
    file.save(*(definition(id=f"e{n}", title=f"Event {n}") for n in range(21)))
    clock = SetClock(utc("2022-01-10 08:00"))
    async with served(server, clock, file, PACING):
        ada = Reader(server)
        for number in range(21):
            await ada.ask(f"/follow e{number}")
        await ada.ask("/following")
        assert await ada.press("Page 2 ›") == ""
        before = [label for label, _ in ada.answers[-1].buttons]
        assert await ada.press(before[0]) == ""
        after = [label for label, _ in ada.answers[-1].buttons]
    # The page before is whole, and what stood on the next page has come up.
    assert before[-2:] == ["‹ Page 1", "Page 3 ›"]
    assert after == [*before[1:10], after[9], "‹ Page 1"]


async def test_without_a_public_address_no_part_has_one(
    tmp_path: Path, server: TelegramServer
) -> None:
    server.add_channel("@talks")
    file = AgendaFile(tmp_path)
    file.save(definition(place="Vienna"))
    async with served(server, SetClock(utc("2022-01-10 08:00")), file, PACING):
        ada = Reader(server)
        await ada.ask("/follow vienna")
        told = (await ada.ask("/feed following")).text
    assert told == "This calendar has no public address. Ask whoever runs this bot for it."
