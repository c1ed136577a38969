"""Until when one may apply, and what is asked of readers without being a deadline."""

import pytest

from tests.events.drafting.test_kinds_of_lines import read

FORUM = "The forum opens on 20 March at 10:00 in Vienna. "
OPENING = "2026-03-20 10:00 Vienna meeting"


@pytest.mark.parametrize(
    ("told", "until"),
    [
        ("R.S.V.P. by 17 March", "2026-03-17 -"),
        ("Please R.S.V.P. no later than Monday, 16 March.", "2026-03-16 -"),
        ("RSVP by COB Friday 3/13.", "2026-03-13 -"),
        ("Registration closes at 18:00 (CET) on Monday, 16 March.", "2026-03-16 18:00 Vienna"),
        (
            "Accreditation opened on 20 February and ends on Thursday 12 March at 12 noon.",
            "2026-03-12 12:00 Vienna",
        ),
        ("Foreign journalists must announce themselves by March 16.", "2026-03-16 -"),
        ("Crews must notify the embassy at the latest by 16 March.", "2026-03-16 -"),
        ("Last date for registration: 16 March.", "2026-03-16 -"),
        ("Close of submissions on the finance goal: 16 March, 23:59 UTC", "2026-03-16 23:59 UTC -"),
        (
            "Names of camera crews must reach the press office by noon on 13 March.",
            "2026-03-13 12:00 Vienna",
        ),
        ("The deadline for accreditation has been extended from 10 March to 13 March, 18:00.", "2026-03-13 18:00 Vienna"),
        ("The deadline for applications, originally 10 March, is now 13 March.", "2026-03-13 -"),
        ("Kindly return the form by 13 March.", "2026-03-13 -"),
        ("Questions should be sent in before 13 March.", "2026-03-13 -"),
    ],
)  # fmt: skip
def test_a_request_with_a_day_is_a_deadline(told: str, until: str) -> None:
    assert [it for it in read(FORUM + told) if "deadline" in it] == [f"{until} deadline"]


@pytest.mark.parametrize(
    "told",
    [
        "Journalists are asked to be at the gate by 9:15.",
        "Media should arrive no later than 9:15.",
        "Crews must have taken their places by 9:15.",
        "Photographers should collect their badges before 9:15.",
    ],
)
def test_when_to_come_is_no_deadline_and_no_event(told: str) -> None:
    assert read(FORUM + told) == [OPENING]
