"""What is only perhaps held, and what is told about an event without being one."""

from datetime import date

import pytest

from events.drafting.reading.report import read_report
from tests.events.drafting.test_kinds_of_lines import FRIDAY, read

BOARD = "The board meets in Riga on Monday at 11:00"


@pytest.mark.parametrize(
    "told",
    [
        "Norway may host another round of talks in April, but nothing has been decided.",
        "A summit could be held in May, though no decision has been taken.",
        "Depending on progress, ministers will meet again on Tuesday in Riga.",
        "In case of a tie, a run-off will be held on 22 March.",
        "Whether the king will attend the dinner in Riga on Tuesday is not known.",
        "The president is considering a visit to Riga in April.",
        "A run-off, if necessary, would be held on 22 March.",
        "Unless the council objects, the hearing will be held on 20 March.",
    ],
)
def test_what_is_undecided_is_told_and_not_drafted(told: str) -> None:
    draft = read_report(told, FRIDAY)
    assert draft.events == ()
    assert any(it.startswith("only perhaps on") for it in draft.doubts)


@pytest.mark.parametrize(
    "more",
    [
        "; should there be no agreement, a second session will be held in the afternoon.",
        "; if needed, a second vote takes place on Tuesday.",
    ],
)
def test_what_is_only_perhaps_held_stands_beside_what_is(more: str) -> None:
    assert read(BOARD + more) == ["2026-03-09 11:00 Riga meeting"]


@pytest.mark.parametrize(
    "told",
    [
        "Pool arrangements for the retreat will be sent on Tuesday.",
        "Details of the press conference will be published on Monday.",
        "Badges for the summit can be collected on Monday from 9:00 in Riga.",
        "A link to the briefing will be circulated on Monday.",
        "The text of the speech will be made available on Monday.",
        "The press centre in the town hall of Riga is open from Monday 9 March at 9 a.m. until Wednesday at midnight.",
        "Opening hours of the press centre: Monday 9 March, 8:00-20:00.",
        "Press working area: Conference Room 7 will be available from 9:00 on 9 March.",
    ],
)
def test_papers_and_rooms_for_the_press_are_no_events(told: str) -> None:
    assert read(told) == []


def test_what_only_ends_is_the_last_day_of_what_was_told() -> None:
    told = "The forum opens in Riga on Monday. It closes on Wednesday at the World Forum."
    (event,) = read_report(told, FRIDAY).events
    assert (event.first, event.last) == (date(2026, 3, 9), date(2026, 3, 11))


@pytest.mark.parametrize(
    ("told", "hour"),
    [
        ("at 16:00 Geneva time (11:00 New York, 00:00 Tokyo)", "16:00 Geneva agrees"),
        ("at 16:00 Geneva time (10:00 New York, 23:00 Tokyo)", "16:00 Geneva differs"),
        ("at 15:00 CET (10 a.m. New York / 14:00 London)", "15:00 CET agrees"),
        ("at 14:00 UTC (15:00 Vienna and 22:00 Beijing)", "14:00 UTC agrees"),
    ],
)
def test_the_hour_in_other_cities_is_the_same_event(told: str, hour: str) -> None:
    (event,) = read_report(f"A virtual press conference is held on 11 March {told}.", FRIDAY).events
    assert f"{event.at:%H:%M}" == hour.split()[0]
    marks = [it.why for it in event.marks.get("start", []) if it.why.startswith("the report adds")]
    assert any("another time" in it for it in marks) is hour.endswith("differs")
