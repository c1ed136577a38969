"""A draft beside the agendas: which event a report tells of, and what of it differs."""

import re
from datetime import date

import pytest

from events.definitions.loader import Loader
from events.drafting.against import compare
from events.drafting.draft_yaml import name_events
from events.drafting.reading.report import read_report
from events.model import Event

AGENDA = """\
agenda: june
title: June
timezone: Europe/Brussels
events:
  - {id: affairs, kind: meeting, title: Foreign Affairs Council, start: 2026-06-08 10:00, place: Brussels}
  - {id: defence, kind: meeting, title: Defence Council, start: 2026-06-10 09:00, place: Brussels}
  - {id: first, kind: meeting, title: Permanent Council, start: 2026-06-04 10:00, place: Vienna}
  - {id: second, kind: meeting, title: Permanent Council, start: 2026-06-12 10:00, place: Vienna}
  - {id: morning, kind: press-conference, title: Press conference, start: 2026-06-16 10:00, place: Geneva}
  - {id: later, kind: press-conference, title: Press conference, start: 2026-06-16 14:00, place: Geneva}
  - {id: ukraine, kind: briefing, title: Briefing on Ukraine, start: 2026-06-09 12:00, place: Brussels}
  - {id: trade, kind: briefing, title: Briefing on trade, start: 2026-06-09 12:00, place: Brussels}
  - {id: visit, kind: visit, title: Visit to Oslo, start: 2026-06-15, place: Oslo}
  - {id: over, kind: meeting, title: Arctic Forum, start: 2026-05-18, place: Oslo}
"""
AFFAIRS = "The Foreign Affairs Council meets in Brussels on"
PERMANENT = "The Permanent Council meets in Vienna on"
PRESS = "A press conference will be held in Geneva on 16 June 2026"


@pytest.fixture(scope="module")
def agenda(tmp_path_factory: pytest.TempPathFactory) -> tuple[Event, ...]:
    path = tmp_path_factory.mktemp("against") / "june.yaml"
    path.write_text(AGENDA)
    return Loader(path).load().events


def told(text: str, agenda: tuple[Event, ...]) -> list[str]:
    draft = read_report(text, date(2026, 5, 20), None, None)
    name_events(draft)
    return [it.words for it in compare(draft, agenda).values()]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (f"{AFFAIRS} 8 June 2026 at 10:00.", "same as june/affairs"),
        (f"{AFFAIRS} 8 June 2026 at 11:00.", "differs from june/affairs: you have 2026-06-08 10:00 Europe/Brussels; the report says 2026-06-08 11:00"),
        # Moved: another day, the same title, kind and place.
        (f"{AFFAIRS} 9 June 2026 at 10:00.", "differs from june/affairs: you have 2026-06-08 10:00 Europe/Brussels; the report says 2026-06-09 10:00"),
        (f"{PERMANENT} 14 June 2026 at 10:00.", "differs from june/second: you have 2026-06-12 10:00"),
        (f"{PERMANENT} 8 June 2026.", "differs from june/first (2026-06-04 10:00 Europe/Brussels, 'Permanent Council') or june/second (2026-06-12 10:00 Europe/Brussels, 'Permanent Council'): the report says 2026-06-08, and they are equally near to it"),
        # Not moved: one more of a series, what is too far away, elsewhere, or over.
        (f"{PERMANENT} 20 June 2026 at 10:00.", "new: no agenda has it"),
        (f"{AFFAIRS} 23 June 2026 at 10:00.", "new: no agenda has it"),
        ("The Foreign Affairs Council meets in Luxembourg on 9 June 2026.", "new: no agenda has it"),
        ("The Arctic Forum meets in Oslo on 28 May 2026.", "new: no agenda has it"),
        ("A press conference will be held in Oslo on 17 June 2026.", "new: no agenda has it"),
        # Retitled: the same day, hour, place and kind.
        ("The energy ministers meet in Brussels on 10 June 2026 at 09:00.", "differs from june/defence: you have the title 'Defence Council'; the report says '"),
        ("A briefing on migration is held in Brussels on 9 June 2026 at 12:00.", "differs from june/trade (2026-06-09 12:00 Europe/Brussels, 'Briefing on trade') or june/ukraine (2026-06-09 12:00 Europe/Brussels, 'Briefing on Ukraine'): the report says 2026-06-09 12:00, and they are equally near to it"),
        # Not retitled: another hour, another city, another kind.
        ("The energy ministers meet in Brussels on 10 June 2026 at 15:00.", "new: no agenda has it"),
        ("The energy ministers meet in Luxembourg on 10 June 2026 at 09:00.", "new: no agenda has it"),
        ("The energy ministers meet in Oslo on 15 June 2026.", "new: no agenda has it"),
        ("The Foreign Affairs Council meets in Luxembourg on 8 June 2026 at 10:00.", "differs from june/affairs: you have Brussels; the report says Luxembourg"),
        (f"{PRESS} at 14:00.", "same as june/later"),
        (f"{PRESS} at noon.", "differs from june/morning (2026-06-16 10:00 Europe/Brussels, 'Press conference') or june/later"),
    ],
)  # fmt: skip
def test_an_event_is_the_one_it_is_nearest_to_or_new(
    text: str, words: str, agenda: tuple[Event, ...]
) -> None:
    (found,) = told(text, agenda)
    assert found.startswith(words)


def test_an_event_that_has_its_own_is_no_other_one_that_was_moved(
    agenda: tuple[Event, ...],
) -> None:
    second = f"{PERMANENT} 5 June 2026."
    assert told(f"{PERMANENT} 4 June 2026 at 10:00. {second}", agenda)[1] == "new: no agenda has it"
    assert told(second, agenda)[0].startswith("differs from june/first")


def test_of_two_that_one_event_may_have_been_moved_to_neither_is_said_to_be_it(
    agenda: tuple[Event, ...],
) -> None:
    one, other = told(f"{AFFAIRS} 7 June 2026. {AFFAIRS} 9 June 2026.", agenda)
    assert "differs from june/affairs (2026-06-08 10:00" in one
    assert re.search(r": the report says 2026-06-07, and \S+-2 is as near to that$", one)
    assert re.search(r": the report says 2026-06-09, and \S+ is as near to that$", other)
