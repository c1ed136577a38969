"""Events of one title are told apart, on buttons and in lists."""

import pytest

from bot.messages.answers.labels import labels_of, title_among
from events.model import Place
from events.wording.english import ENGLISH
from tests.bot.making.builders import event

GENEVA = Place("Geneva", "Europe/Zurich")


@pytest.mark.parametrize(
    ("starts", "labels"),
    [
        (["2022-01-12", "2022-01-13"], ["Council, 12 January", "Council, 13 January"]),
        (["2022-01-12", "2023-01-12"], ["Council, 12 January 2022", "Council, 12 January 2023"]),
        (
            ["2022-01-12 09:00 GMT", "2022-01-12 afternoon"],
            ["Council, 12 January, 10:00 in Brussels", "Council, 12 January, in the afternoon"],
        ),
        (["2022-01", "2022-02"], ["Council, January 2022", "Council, February 2022"]),
        (["2022-01"], ["Council"]),
    ],
)
def test_labels_differ_by_the_day_the_year_or_the_hour(
    starts: list[str], labels: list[str]
) -> None:
    events = [event(start, id=f"e{number}") for number, start in enumerate(starts)]
    assert labels_of(events, ENGLISH) == labels


def test_labels_of_the_same_hour_differ_by_the_place() -> None:
    two = [event("2022-01-12", id="one"), event("2022-01-12", id="two", place=GENEVA)]
    assert [it.rpartition(", ")[2] for it in labels_of(two, ENGLISH)] == ["Brussels", "Geneva"]


def test_a_title_that_no_other_event_has_stands_alone() -> None:
    two = [event("2022-01-12", id="one"), event("2022-01-13", id="two")]
    other = event("2022-01-12", id="other", title="Talks")
    assert title_among(other, [*two, other], ENGLISH) == "Talks"
    assert title_among(two[1], [*two, other], ENGLISH) == "Council, 13 January"
