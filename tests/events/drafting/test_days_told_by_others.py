"""Days that are told by those told before: the day before, on the last day, on Monday evening."""

from datetime import date

import pytest

from events.drafting.reading.report import read_report
from tests.events.drafting.test_kinds_of_lines import FRIDAY, read


@pytest.mark.parametrize(
    ("told", "drafted"),
    [
        (
            "Ministers gather in Riga next Thursday. The day before, experts will meet in Riga.",
            ["2026-03-11 Riga meeting", "2026-03-12 Riga meeting"],
        ),
        (
            "Ministers gather in Riga next Thursday. The previous evening the host gives a reception.",
            ["2026-03-11 Riga ceremony", "2026-03-12 Riga meeting"],
        ),
        (
            "The leaders meet in Riga on 25 March. On the eve of the summit, foreign ministers will hold a working dinner.",
            ["2026-03-24 Riga meeting", "2026-03-25 Riga meeting"],
        ),
        (
            "The conference is held in Riga from 25 to 27 March. On the last day there will be a press conference at noon.",
            ["2026-03-25 Riga meeting", "2026-03-27 12:00 Riga press-conference"],
        ),
        (
            "The conference is held in Riga from 25 to 27 March. The minister speaks on the second day.",
            ["2026-03-25 Riga meeting", "2026-03-26 Riga speech"],
        ),
        (
            "The minister will return on Saturday and brief the parliamentary committee the following Tuesday.",
            ["2026-03-10 - briefing"],
        ),
        ("The summit in Riga is on Thursday (19).", ["2026-03-19 Riga summit"]),
        (
            "The forum opens in Riga on Monday, 16 March at 9 a.m.\n\nOn Monday evening the minister receives the envoy in Riga.",
            ["2026-03-16 09:00 Riga meeting", "2026-03-16 Riga meeting"],
        ),
        # The eve of what has its own day behind it is that of no other.
        ("The leaders meet in Riga on 25 March. On the eve of the meeting in Oslo on 2 April they rest.", ["2026-03-25 Riga meeting", "2026-04-02 Oslo meeting"]),
        # Nothing tells of which days.
        ("On the last day there will be a press conference in Riga.", []),
    ],
)  # fmt: skip
def test_a_day_is_told_by_those_before(told: str, drafted: list[str]) -> None:
    assert read(told) == drafted


def test_a_weekday_that_was_named_with_its_date_is_in_doubt() -> None:
    told = "The forum opens in Riga on Monday, 16 March.\n\nOn Monday the minister receives the envoy of Oslo at 9:00."
    meeting = read_report(told, FRIDAY).events[-1]
    (mark,) = [it for it in meeting.marks["start"] if it.is_doubtful]
    assert mark.why == "Monday, which the report named as 2026-03-16: or 2026-03-09"


def test_what_closes_on_a_day_lasts_until_then() -> None:
    told = "The conference opens in Riga on 25 March at 10:00 and closes on Friday 27 March."
    (event,) = read_report(told, FRIDAY).events
    assert (event.first, event.last) == (date(2026, 3, 25), date(2026, 3, 27))
