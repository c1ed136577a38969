"""An answer tells of one publication, whenever an edit comes while it is written."""

from collections.abc import Callable

import pytest

from bot.messages.wording.answers.reader import ANYBODY
from bot.publishing.publication import Publication
from bot.telegram.commands.replies import Replies
from events.definitions.loader import load
from events.revisions import first_revisions
from tests.bot.making.agenda_file import AgendaFile, definition
from tests.bot.running.clock import SetClock, utc

NOW = utc("2022-01-12 08:30")
MOST_LOOKS = 8  # at what is published, while one answer is written


@pytest.fixture(scope="module")
def states(tmp_path_factory: pytest.TempPathFactory) -> tuple[Publication, Publication]:
    """What was published before an edit, and after it: another day, by another zone's clocks."""
    found = []
    for start, zone in (("2022-01-12 09:00 GMT", "UTC"), ("2022-01-13 09:00 GMT", "Asia/Tokyo")):
        file = AgendaFile(tmp_path_factory.mktemp("agendas"))
        file.save(definition(start), definition(start, id="lunch", title="Lunch"))
        text = file.path.read_text().replace("timezone: UTC", f"timezone: {zone}")
        file.path.write_text(text)
        agendas = load(file.folder)
        found.append(Publication(agendas, first_revisions(agendas), "https://podium.example"))
    return found[0], found[1]


def edited_after(looks: int, states: tuple[Publication, Publication]) -> Callable[[], Publication]:
    """What is published now, by somebody who looks: the first so many looks are before the edit."""
    left = [states[0]] * looks
    return lambda: left.pop() if left else states[1]


@pytest.mark.parametrize(
    "asked",
    ["start", "next", "next 1 council", "next council", "today", "week", "press", "event council"],
)
async def test_an_answer_is_of_before_an_edit_or_of_after_it(
    states: tuple[Publication, Publication], asked: str
) -> None:
    command, *words = asked.split()

    async def answer(current: Callable[[], Publication]) -> object:
        return await Replies(current, SetClock(NOW)).by_command[command](words, 1, ANYBODY)

    before, after = [await answer(lambda state=state: state) for state in states]  # type: ignore[misc]
    for looks in range(MOST_LOOKS):
        assert await answer(edited_after(looks, states)) in (before, after)
