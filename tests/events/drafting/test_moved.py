"""What is moved is on its new day and hour, in whichever words, and not on the old one."""

import pytest

from tests.events.drafting.test_kinds_of_lines import read


@pytest.mark.parametrize(
    ("told", "drafted"),
    [
        (
            "The briefing in Riga, first planned for Tuesday at 10:00, will be held instead on Wednesday, 11 March at 13:30.",
            "2026-03-11 13:30 Riga briefing",
        ),
        (
            "The briefing in Riga that was to take place on Tuesday will now be held on Wednesday at 13:30.",
            "2026-03-11 13:30 Riga briefing",
        ),
        (
            "New date: the seminar in Riga, originally due on 10 March, takes place on 17 March at 11:00.",
            "2026-03-17 11:00 Riga meeting",
        ),
        (
            "The seminar in Riga will not take place on 10 March as announced, but on 17 March at 11:00.",
            "2026-03-17 11:00 Riga meeting",
        ),
        (
            "The press conference in Riga has been brought forward from Thursday 12 March to Tuesday 10 March, 9:00.",
            "2026-03-10 09:00 Riga press-conference",
        ),
        (
            "The council in Riga was due to meet on Monday; the meeting has been put back to 20 March, 10:00.",
            "2026-03-20 10:00 Riga meeting",
        ),
        (
            "The council's session in Riga, foreseen for Monday, has been deferred by a week, to Monday 16 March.",
            "2026-03-16 Riga meeting",
        ),
        (
            "The consul's reception in Riga moves from Thursday to Friday, 13 March, 18:00.",
            "2026-03-13 18:00 Riga ceremony",
        ),
        (
            "Correction: the lecture in Riga is on Thursday 12 March at 18:00 (not Wednesday 11 March, as we wrote).",
            "2026-03-12 18:00 Riga speech",
        ),
        (
            "Die Sitzung in Riga, ursprünglich für Dienstag geplant, findet nun am Donnerstag, dem 12. März, um 10 Uhr statt.",
            "2026-03-12 10:00 Riga meeting",
        ),
        (
            "La réunion à Riga, prévue initialement le 10 mars, aura finalement lieu le 12 mars à 10h00.",
            "2026-03-12 10:00 Riga meeting",
        ),
        # In a sentence of its own
        (
            "POSTPONED: Tuesday, March 10, 2026 - 2:00 p.m. - Hearing on ports. Now Thursday, March 19, 2:30 p.m.",
            "2026-03-19 14:30 - hearing",
        ),
        (
            "Hearing on ports, March 10, 14:00. New date: March 19, 14:30.",
            "2026-03-19 14:30 - hearing",
        ),
        (
            "The briefing in Riga on Monday at 10:00 has been postponed. It will now take place on Tuesday at 9:00.",
            "2026-03-10 09:00 Riga briefing",
        ),
        (
            "The briefing in Riga on Monday at 10:00 has been postponed. The new time is 15:00.",
            "2026-03-09 15:00 Riga briefing",
        ),
        # An hour of the old day is not that of the new one.
        (
            "The visit to Riga planned for Monday is postponed. Instead, it will take place on 20 March.",
            "2026-03-20 Riga visit",
        ),
        # Only the room is another.
        (
            "The lecture in Riga on 12 March has been moved to a larger room. It starts at 18:00.",
            "2026-03-12 18:00 Riga speech",
        ),
    ],
)
def test_what_is_moved_is_on_its_new_day(told: str, drafted: str) -> None:
    assert read(told) == [drafted]


def test_what_is_cancelled_stands_beside_what_is_held_instead() -> None:
    told = "The hearing in Riga of 10 March has been cancelled. It will instead be held on 20 March in Oslo."
    assert [it.split()[0] for it in read(told)] == ["2026-03-10", "2026-03-20"]
