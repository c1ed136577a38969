"""How many events a reader asks for, and which numbers are words."""

from dataclasses import replace

from bot.publishing.publication import Publication
from events.model import Agenda, Agendas
from events.revisions import first_revisions
from tests.bot.making.builders import event
from tests.bot.running.clock import utc
from tests.bot.running.running_bot import running_bot
from tests.bot.telegram.asks.asked import OPEN, Reader
from tests.telegram_server.server import TelegramServer

TITLES = (
    "Round 2 of talks",
    "Round 3 of talks",
    "Session 48 of the Council",
    "47th meeting of states",
    "Forum 2022",
    "Forum on trade",
    "Forum on aid",
)
NOTE = "“{}” is taken for a word here, since an event has it. A number of events comes first: "
# What is asked, and the titles that are told; with them the number that is told to be a word.
ASKED: tuple[tuple[str, list[int] | None, str], ...] = (
    ("/next forum", [4], ""),
    ("/next 2 forum", [4, 5], ""),
    ("/next forum 2", [4, 5], ""),
    ("/next forum 3", [4, 5, 6], ""),
    ("/next forum ٢", [4, 5], ""),
    ("/next round 2", [0], "2"),
    ("/next round 1", [0], ""),
    ("/next 1 round 3", [1], ""),
    ("/next 2 talks", [0, 1], ""),
    ("/next forum 2022", [4], ""),
    ("/next 2022", [4], ""),
    ("/next 2022 forum", [4], ""),
    ("/next 48 session", [2], ""),
    ("/next session 48", [2], ""),
    ("/next session 49", None, ""),
    ("/next 47th", [3], ""),
    ("/next 48th meeting", [], ""),
    ("/next meeting 2", [0], "2"),
)


async def test_a_number_behind_words_is_how_many_unless_an_event_has_it(
    server: TelegramServer,
) -> None:
    events = tuple(
        replace(event(f"2022-02-{day:02} 09:00 GMT", id=f"e{day}", title=title), tags=())
        for day, title in enumerate(TITLES, 1)
    )
    agendas = Agendas((Agenda("a", "A", "UTC", events),))
    shown = Publication(agendas, first_revisions(agendas))
    async with running_bot(server, now=utc("2022-01-01 09:00"), limits=OPEN, shown=lambda: shown):
        reader = Reader(server)
        told = {asked: (await reader.ask(asked)).text for asked, _, _ in ASKED}

    wrong = {}
    for asked, titles, as_word in ASKED:
        answer = told[asked]
        if titles is None:
            right = answer.startswith("Write /next")
        else:
            right = [number for number, it in enumerate(TITLES) if it in answer] == titles
        if not right or (NOTE.format(as_word) in answer) != bool(as_word):
            wrong[asked] = answer
    assert wrong == {}
