"""Of which kind something is: by the heading over its line, or by the words that name it."""

from datetime import date

import pytest

from events.drafting.reading.report import read_report

FRIDAY = date(2026, 3, 6)
DAY = "Monday 9 March 2026\n"


def read(told: str) -> list[str]:
    events = read_report(told, FRIDAY).events
    found = (
        (it.first, f"{it.at:%H:%M}" if it.at else "", it.city or "-", it.kind) for it in events
    )
    return [" ".join(" ".join(map(str, it)).split()) for it in found]


@pytest.mark.parametrize(
    ("told", "drafted"),
    [
        # Lines of who is there, under what they are there for
        (
            f"{DAY}Oral evidence: Fish and the use of nets\n  2.30 pm   Minister for Fisheries\n  3.15 pm   Professor of Law, University of Exeter",
            ["2026-03-09 14:30 - hearing", "2026-03-09 15:15 - hearing"],
        ),
        (
            "Second round of oral argument\n  Monday 9 March 2026   10 a.m.-1 p.m.   Applicant\n  Tuesday 10 March 2026   10 a.m.-1 p.m.   Respondent",
            ["2026-03-09 10:00 - hearing", "2026-03-10 10:00 - hearing"],
        ),
        (
            f"{DAY}Opening statements\n10:00  Minister of Peru\n10:30  Minister of Chad",
            ["2026-03-09 10:00 - statement", "2026-03-09 10:30 - statement"],
        ),
        # A line that says itself what it is
        (
            f"{DAY}Public hearings\n10:00  Witness A\n12:30  Press conference",
            ["2026-03-09 - hearing", "2026-03-09 10:00 - meeting", "2026-03-09 12:30 - press-conference"],
        ),
        # What is only added behind a full stop
        (f"{DAY}11:00 Receives the envoy of Peru. Photo opportunity at the start.", ["2026-03-09 11:00 - meeting"]),
        (f"{DAY}11:00 Meets the envoy of Peru. Press briefing room is closed.", ["2026-03-09 11:00 - meeting"]),
        # By video is how, not what
        ("The board will meet by videoconference on Monday at 10:00.", ["2026-03-09 10:00 - meeting"]),
        ("The 24th meeting of the board will be held via videoconference on Monday at 10:00.", ["2026-03-09 10:00 - meeting"]),
        ("The ministers hold a videoconference on Monday at 10:00.", ["2026-03-09 10:00 - call"]),
        # No zone: what stands before "time" is no city
        (f"{DAY}10:00 Question time in the chamber", ["2026-03-09 10:00 - hearing"]),
        (f"{DAY}10:00 Testimony before the committee on fish", ["2026-03-09 10:00 - hearing"]),
        (f"{DAY}10:00 Judgment in case C-1/25", ["2026-03-09 10:00 - hearing"]),
        (f"{DAY}10:00 Q&A with journalists", ["2026-03-09 10:00 - press-conference"]),
        (f"{DAY}10:00 Remarks to the press", ["2026-03-09 10:00 - statement"]),
        (f"{DAY}10:00 Photo spray, Oval Room", ["2026-03-09 10:00 - ceremony"]),
        (f"{DAY}10:00 Announces new sanctions", ["2026-03-09 10:00 - statement"]),
        # Before the press
        (f"{DAY}14:30 Joint appearance before the press", ["2026-03-09 14:30 - press-conference"]),
        ("The premier announces her position on NATO on Monday at 10:00.", ["2026-03-09 10:00 - statement"]),
        # What is named far before the words that it is held
        (
            "An online press meeting on the assembly of the fishers of the north and of all who trade with them will be held on Monday at 13:30.",
            ["2026-03-09 13:30 - press-conference"],
        ),
        ("The apostolic journey of the Pope to Peru begins on Monday.", ["2026-03-09 - visit"]),
    ],
)  # fmt: skip
def test_the_kind_is_that_which_the_words_name(told: str, drafted: list[str]) -> None:
    assert read(told) == drafted
