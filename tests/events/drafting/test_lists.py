"""Lines of lists: the label first, columns with parts of the day, an hour at the end, and what is only sure later."""

from datetime import time

import pytest

from events.drafting.reading.report import read_report
from events.times import DayPart
from tests.events.drafting.test_kinds_of_lines import FRIDAY, read

MONDAY = "Monday 9 March 2026\n"


@pytest.mark.parametrize(
    ("told", "drafted"),
    [
        # A label, its place and its day
        (
            "- Baltic days: Riga, 12 and 13 May 2026\n- Polar assembly: Tromsø, 20 April, 9:00\n- Pre-COP: early June",
            ["2026-04-20 09:00 Tromsø meeting", "2026-05-12 Riga meeting", "month of 2026-06-01 - meeting"],
        ),
        ("* Arctic Frontiers - Tromsø - 20 April", ["2026-04-20 Tromsø meeting"]),
        (
            "- COP31: Antalya, Türkiye, 9-20 November 2026\n- Leaders' segment: first two days of the conference",
            ["2026-11-09 Antalya meeting", "2026-11-09 Antalya meeting"],
        ),
        ("- Last update: 4 March 2026\n- Contact: press office, 12 March", []),
        ("- Close of submissions: 20 March, 23:59 UTC", ["2026-03-20 23:59 UTC - deadline"]),
        # An hour at the end
        (
            f"{MONDAY}Helsinki. Breakfast of the ministers at the Manor, 8.30\nHelsinki. Debate on security, 14",
            ["2026-03-09 08:30 Helsinki meeting", "2026-03-09 14:00 Helsinki meeting"],
        ),
        (
            f"{MONDAY}Committee for foreign policy, 11:00, joint with the Senate\nBudget committee, 14:30",
            ["2026-03-09 11:00 - meeting", "2026-03-09 14:30 - meeting"],
        ),
        # What a line begins with starts behind one of what is before it.
        (
            "MON 09/03  Luxembourg: Council meeting, doorstep 08:40; start 09:30; press conference ± 16:30",
            [
                "2026-03-09 09:30 Luxembourg meeting",
                "2026-03-09 08:40 Luxembourg statement",
                "2026-03-09 about 16:30 Luxembourg press-conference",
            ],
        ),
        (
            "The minister gives a press conference in Skopje on Thursday at 16.40. The ministerial itself starts at 11.00.",
            ["2026-03-12 16:40 Skopje press-conference", "2026-03-12 11:00 Skopje meeting"],
        ),
        # A day over a list, in a sentence
        (
            "Here are the main events expected on Monday, March 9:\n\nBRUSSELS - EU foreign ministers meet\nOSLO - King receives the president of Latvia",
            ["2026-03-09 Brussels meeting", "2026-03-09 Oslo meeting"],
        ),
        (
            "PARIS - Voici les principaux rendez-vous attendus lundi 9 mars :\n\nBRUXELLES - Réunion des ministres\nOSLO - Le roi reçoit la présidente",
            ["2026-03-09 Bruxelles meeting", "2026-03-09 Oslo meeting"],
        ),
        ("What the minister does on Monday, 9 March:\n10:00 Talks with the envoy, Riga", ["2026-03-09 10:00 Riga meeting"]),
        # Several hours of a line of a diary
        (
            "MONDAY, MARCH 9\nBERLIN - Meeting of foreign ministers. 0630 GMT doorstep; press conference about 1215 GMT.",
            [
                "2026-03-09 Berlin meeting",
                "2026-03-09 06:30 GMT Berlin statement",
                "2026-03-09 about 12:15 GMT Berlin press-conference",
            ],
        ),
        # When a release came out
        ("No: 31, 6 March 2026, Press Release Regarding the Visit of the Foreign Minister to Oslo", []),
        # Not before
        (
            "The chair will take questions from the press in Riga on Monday at 17:15, or after the closing, whichever is later.",
            ["2026-03-09 not before 17:15 Riga press-conference"],
        ),
        (f"{MONDAY}3.15 pm  Briefing by the envoy, Riga (at the earliest)", ["2026-03-09 not before 15:15 Riga briefing"]),
        (f"{MONDAY}17:00 or later: press conference, Riga", ["2026-03-09 not before 17:00 Riga press-conference"]),
    ],
)  # fmt: skip
def test_a_line_is_read_as(told: str, drafted: list[str]) -> None:
    assert read(told) == drafted


def test_a_column_tells_the_part_of_the_day() -> None:
    told = (
        "  9 March  a.m.         Public forum, Riga\n  9 March  19:00        Dinner, Riga\n\n"
        "Tuesday, March 10\nMorning     Meets with the staff, Riga\n11:00 a.m.  Meets the mayor, Riga\nEvening     Reception, Riga\n"
    )
    parts = [it.part or it.at for it in read_report(told, FRIDAY).events]
    assert parts == [DayPart.MORNING, time(19), DayPart.MORNING, time(11), DayPart.EVENING]
