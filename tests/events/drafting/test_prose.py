"""Sentences of prose that tell of several events, or of one in more words than one clause has."""

import pytest

from tests.events.drafting.test_kinds_of_lines import read


@pytest.mark.parametrize(
    ("told", "drafted"),
    [
        # Several dated places
        (
            "The Prime Minister will travel tomorrow to Rome, meets the Chancellor in Berlin on Thursday, and will receive the envoy in Paris on 14 March at 11:00.",
            ["2026-03-07 Rome visit", "2026-03-12 Berlin meeting", "2026-03-14 11:00 Paris meeting"],
        ),
        # A second verb, or a second noun
        (
            "On 22 March the guest will attend the business forum in Riga (start at 10.00) and lay flowers at the monument.",
            ["2026-03-22 Riga ceremony", "2026-03-22 10:00 Riga meeting"],
        ),
        (
            "On Monday the minister meets the president in Riga and gives a lecture at the university.",
            ["2026-03-09 Riga meeting", "2026-03-09 Riga speech"],
        ),
        (
            "On Thursday she has talks in Riga with her counterpart, and a virtual audience with the Premier of Niue.",
            ["2026-03-12 Riga meeting", "2026-03-12 Riga meeting"],
        ),
        # Only the first is to be, or the second is no event of its own
        ("The ministers meet in Riga on Tuesday and will not hold a press conference.", ["2026-03-10 Riga meeting"]),
        # What is before another
        (
            "The leaders meet in Riga on Monday at 10:00. A family photo will be taken before the session.",
            ["2026-03-09 10:00 Riga meeting", "2026-03-09 Riga ceremony"],
        ),
        (
            "He will be received in Riga on Monday at 1 p.m. No press conference is planned, but statements to the media will be made ahead of the meeting.",
            ["2026-03-09 13:00 Riga meeting", "2026-03-09 Riga statement"],
        ),
        ("The leaders meet in Riga on Monday at 10:00. Statements were made before the session.", ["2026-03-09 10:00 Riga meeting"]),
        # What is clear only from the next clause
        (
            "On 20-22 March 2026, at the invitation of the President of Latvia, the President of Korea will pay a state visit.",
            ["2026-03-20 - visit"],
        ),
        ("In Riga, on 25 March, EAM will call on the President of Latvia.", ["2026-03-25 Riga meeting"]),
        ("Der Rat kommt am Dienstag, dem 10. März, um 9.00 Uhr in Riga zu seiner 36. Sitzung zusammen.", ["2026-03-10 09:00 Riga meeting"]),
        (
            "On 11 March, talks are planned in Riga, following which a package of documents will be signed.",
            ["2026-03-11 Riga meeting", "2026-03-11 Riga ceremony"],
        ),
        # How it is held is no event
        (
            "The committee will meet via videoconference on Tuesday, at 14:00, and will be followed on Thursday by a ministerial meeting, also via videoconference, at 15:00.",
            ["2026-03-10 14:00 - meeting", "2026-03-12 15:00 - meeting"],
        ),
        # A week and its weekday; an hour at which something ends
        ("Next week the ministers will meet in Riga on Wednesday and in Oslo on Friday.", ["2026-03-11 Riga meeting", "2026-03-13 Oslo meeting"]),
        ("The meeting will start at 9:30 on 10 March in Riga and end at about 13:00.", ["2026-03-10 09:30 until 13:00 Riga meeting"]),
        (
            "He will be in Riga on Tuesday for the Baltic summit, stop in Warsaw on Thursday morning for talks.",
            ["2026-03-10 Riga visit", "2026-03-12 Warsaw visit"],
        ),
        # Reports that come out
        ("The commission publishes its report on Thursday 12 March (embargo 11.00 am).", ["2026-03-12 11:00 - milestone"]),
        ("The agenda of the council will be published on Thursday.", []),
        ("The ministers will dine together in Riga on Tuesday.", ["2026-03-10 Riga meeting"]),
        ("Tuesday 10 March\nThe Minister is in Riga (no public events).", ["2026-03-10 Riga visit"]),
        ("Hearing in the case of Berg v. Latvia, Wednesday 11 March, 9.15 am", ["2026-03-11 09:15 - hearing"]),
    ],
)  # fmt: skip
def test_a_sentence_is_read_as(told: str, drafted: list[str]) -> None:
    assert read(told) == drafted
