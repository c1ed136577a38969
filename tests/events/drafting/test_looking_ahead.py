"""Look-aheads and tours: which day and which city a sentence is of that tells neither itself."""

from datetime import date

import pytest

from events.drafting.reading.report import read_report
from tests.events.drafting.test_days_of_lines import told

MONDAY = date(2026, 5, 4)
HEAD = "The week ahead in Paris, 11-15 May\n\n"


def drafted_of(text: str) -> list[str]:
    """Return what is drafted of a report of Monday, 4 May, in short."""
    return [told(it) for it in read_report(text, MONDAY).events]


@pytest.mark.parametrize(
    "leads",
    [
        "Wednesday is the busy day.",
        "Wednesday starts quietly.",
        "And then comes Wednesday.",
        "On to Wednesday.",
        "What of Wednesday?",
        "Wednesday belongs to the judges.",
        "That leaves Wednesday.",
    ],
)
def test_a_sentence_that_leads_to_a_day_tells_that_of_the_next_ones(leads: str) -> None:
    text = f"{HEAD}{leads} The mayor meets the king at 2 p.m., and the court holds a hearing in the evening."
    assert drafted_of(text) == ["meeting 13 14:00 Paris", "hearing 13 evening Paris"]


@pytest.mark.parametrize(
    "leads", ["Wednesday was a busy day.", "The minister was in Rome on Wednesday."]
)
def test_a_day_that_is_over_is_not_that_of_the_next_sentence(leads: str) -> None:
    assert drafted_of(f"{HEAD}{leads} The mayor meets the king at 2 p.m.") == []


def test_an_hour_below_the_days_of_a_week_is_of_none_of_them() -> None:
    assert drafted_of(f"{HEAD}The council meets at 15:00 to talk about fish.") == []
    held = "Fish Conference, Paris, 11-15 May\n\nThe opening session starts at 15:00."
    assert drafted_of(held)[-1] == "meeting 11 15:00 Paris"


def test_a_new_paragraph_of_a_look_ahead_is_where_all_of_it_is() -> None:
    text = f"{HEAD}On Monday the president travels to Rome for dinner.\n\nThe Senate debates the budget on Tuesday."
    assert drafted_of(text) == ["visit 11 Rome", "meeting 12 Paris"]


@pytest.mark.parametrize(
    ("text", "events"),
    [
        (
            "He will be in Dakar on Sunday and Monday, in Cairo on Tuesday and Wednesday, and in Doha on Thursday.",
            ["visit 10 Dakar", "visit 12 Cairo", "visit 14 Doha"],
        ),
        (
            "She flies to Lima on Sunday, travels to Quito on Monday and arrives in Bogota on Thursday.",
            ["visit 10 Lima", "visit 11 Quito", "visit 14 Bogota"],
        ),
        (
            "The envoy will be in Cairo on Saturday, Amman on Sunday and Beirut on Wednesday.",
            ["visit 09 Cairo", "visit 10 Amman", "visit 13 Beirut"],
        ),
        (
            "The envoy travels to Cairo on Saturday, then to Amman on Monday and on to Beirut on Thursday.",
            ["visit 09 Cairo", "visit 11 Amman", "visit 14 Beirut"],
        ),
        (
            "Talks will be held in Oslo on Sunday and in Riga on Thursday.",
            ["meeting 10 Oslo", "meeting 14 Riga"],
        ),
        (  # what was before, or is something else, may be sooner
            "The president visits Rome on Sunday after talks in Paris on Friday.",
            ["meeting 08 Paris", "visit 10 Rome"],
        ),
        (
            "The minister leaves for Rome on Sunday; the envoy, who came today, will be received in Oslo on Friday.",
            ["meeting 08 Oslo", "visit 10 Rome"],
        ),
    ],
)  # fmt: skip
def test_a_tour_goes_on_to_the_next_such_weekday(text: str, events: list[str]) -> None:
    assert drafted_of(text) == events


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Two days later, on Friday, the director of the trade body holds a press conference at 11:00.", "press-conference 08 11:00 Oslo"),
        ("A day later, on Thursday, the committee of the regions holds a hearing at 9.30 a.m.", "hearing 07 09:30 Oslo"),
        ("Three days later, on Saturday, the chief of the navy gives a speech at 6 p.m.", "speech 09 18:00 Oslo"),
        ("The following day, on Thursday, the speaker of the house hosts a lunch at 1 p.m.", "meeting 07 13:00 Oslo"),
        ("The next day, Thursday, the chairman of the party receives the envoys at noon.", "meeting 07 12:00 Oslo"),
        ("Two days later, Friday, the head of the bank will give a lecture at 7 p.m.", "speech 08 19:00 Oslo"),
    ],
)  # fmt: skip
def test_a_day_told_twice_and_its_hour_far_behind_are_of_one_event(text: str, event: str) -> None:
    assert drafted_of(f"Ministers meet in Oslo on Wednesday. {text}") == ["meeting 06 Oslo", event]


def test_each_sentence_of_a_line_is_of_the_day_the_line_tells() -> None:
    line = "Tuesday, 12 May: envoys meet in Lyon at 9.15 a.m. In Nantes, the court holds a hearing that afternoon."
    assert drafted_of(HEAD + line) == ["meeting 12 09:15 Lyon", "hearing 12 afternoon Nantes"]
