"""What is followed by words: the same events that are found by them."""

from pathlib import Path

import pytest

from bot.messages.answers.finding.meanings import meanings_in, words_meant
from bot.messages.wording.answers.reader import Reader
from bot.publishing.publication import Publication
from bot.telegram.commands.catalogue import Catalogue
from bot.telegram.commands.following.topics import topic_label, topic_meant
from events.definitions.loader import load
from events.revisions import first_revisions
from events.wording.english import ENGLISH

ROUND = """agenda: un-round
title: A round of the world
timezone: Europe/Vienna
events:
  - {id: talks, kind: meeting, title: Talks, start: 2026-12-10 10:00, parties: [NATO]}
  - {id: photo, kind: ceremony, title: Photo, start: 2026-12-10 12:00}
"""
WEEK = """agenda: week
title: The week of the world
timezone: Europe/Vienna
events:
  - id: noon
    kind: briefing
    title: Noon
    start: 2026-12-11 12:00
    parties: [United Nations]
  - {id: council, kind: meeting, title: Council, start: 2026-12-12 12:00, parties: [NATO]}
"""
OTHER = """agenda: other
title: Others
timezone: Europe/Vienna
events:
  - {id: vote, kind: vote, title: Vote, start: 2026-12-13 12:00, parties: [NATO]}
"""


def catalogue(folder: Path, *agendas: str) -> Catalogue:
    for number, text in enumerate(agendas):
        (folder / f"{number}.yaml").write_text(text, encoding="utf-8")
    read = load(folder)
    return Catalogue(Publication(read, first_revisions(read)))


@pytest.mark.parametrize(
    ("asked", "label", "ids"),
    [
        ("nato round", "A round of the world: “nato”", {"talks"}),
        ("noon un", "“noon united nations”", {"noon"}),
        ("world nato", "“nato”", {"talks", "council"}),
        (
            "world",
            "A round of the world and The week of the world",
            {"talks", "photo", "noon", "council"},
        ),
        ("round", "A round of the world", {"talks", "photo"}),
        ("round opera", "A round of the world: “opera”", set()),
    ],
)
async def test_words_of_an_agendas_title_are_followed(
    asked: str, label: str, ids: set[str], tmp_path: Path
) -> None:
    there = catalogue(tmp_path, ROUND, WEEK)
    meant = await topic_meant(asked.split(), there, ENGLISH)
    assert meant is not None
    assert topic_label(meant.topic, there, Reader()) == label
    assert {event.id for event in there.told if meant.topic.holds(event)} == ids
    found = there.index.find(words_meant(asked.split(), ENGLISH), await meanings_in(ENGLISH))
    assert {event.id for event in found.events} == ids


async def test_no_more_is_followed_than_the_words_that_some_agendas_have(tmp_path: Path) -> None:
    there = catalogue(tmp_path, ROUND, WEEK, OTHER)
    meant = await topic_meant(["world", "nato"], there, ENGLISH)
    assert meant is not None
    assert not any(meant.topic.holds(event) for event in there.told)


async def test_events_of_the_same_title_are_called_by_their_days(tmp_path: Path) -> None:
    two = WEEK.replace("Council, start", "Noon, start")
    there = catalogue(tmp_path, two)
    labels = []
    for id_ in ("noon.week@podium.alt", "council.week@podium.alt"):
        meant = await topic_meant([id_], there, ENGLISH)
        assert meant is not None
        labels.append(topic_label(meant.topic, there, Reader()))
    assert labels == ["Noon, 11 December", "Noon, 12 December"]
