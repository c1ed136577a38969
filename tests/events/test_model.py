"""What an event and an agenda say of themselves."""

import pytest

from events.model import Agendas, Delegation, Event, Place, Source, Status, in_order
from events.time_grammar import parse_day
from tests.events.builders import agendas, event, utc


def test_an_event_bears_the_same_name_and_uid_on_every_host() -> None:
    assert event("nato-russia-council").name == "nato-russia-council.a-week"
    assert event("nato-russia-council").uid == "nato-russia-council.a-week@podium.alt"


def test_events_are_in_order_of_their_instants_whatever_their_zones() -> None:
    brussels = event("b", "2022-01-12 10:00")
    kolkata = event("a", "2022-01-12 14:31", timezone="Asia/Kolkata")
    washington = event("c", "2022-01-12 03:59", timezone="America/New_York")
    assert agendas(kolkata, brussels, washington).events == (washington, brussels, kolkata)


def test_a_whole_day_comes_before_a_time_at_its_midnight_and_the_id_decides_between_equals() -> (
    None
):
    midnight, day = event("a", "2022-01-12 00:00"), event("z", "2022-01-12")
    other = event("b", "2022-01-12 00:00")
    assert in_order([other, midnight, day]) == (day, midnight, other)


def test_agendas_have_their_events_together() -> None:
    one, other = agendas(event("a")), agendas(event("b"), title="Another")
    together = Agendas(one.agendas + other.agendas)
    assert together.events == (*one.events, *other.events)


@pytest.mark.parametrize(
    ("made", "over"),
    [
        (event(start="2022-01-12 09:00 GMT"), "2022-01-12 09:00"),
        (event(start="2022-01-12 09:00 GMT", end="12:00"), "2022-01-12 12:00"),
        (event(start="2022-01-12"), "2022-01-12 23:00"),
        (event(start="2022-01-12", end="2022-01-14"), "2022-01-14 23:00"),
    ],
)
def test_an_event_is_over_at_its_end_or_its_days_end_or_its_start(made: Event, over: str) -> None:
    assert made.over == utc(over)


def test_each_party_is_named_once_with_its_delegation_or_without() -> None:
    made = event(parties=("NATO", "Russia"), delegations=(Delegation("Russia"), Delegation("US")))
    assert made.everyone == ("NATO", "Russia", "US")


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (Place("Geneva", "Europe/Zurich"), "Geneva"),
        (Place("Geneva", "Europe/Zurich", "Switzerland"), "Geneva, Switzerland"),
        (
            Place("Geneva", "Europe/Zurich", "Switzerland", "Palais des Nations"),
            "Palais des Nations, Geneva, Switzerland",
        ),
        (Delegation("Russia"), "Russia"),
        (Delegation("Russia", "Sergey Ryabkov"), "Russia, led by Sergey Ryabkov"),
        (Source("Sputnik"), "Sputnik"),
        (Source("Sputnik", parse_day("2022-01-02")), "Sputnik, 2 January 2022"),
    ],
)
def test_values_are_told_in_words(value: object, words: str) -> None:
    assert str(value) == words


def test_only_confirmed_and_tentative_events_are_on() -> None:
    assert [status.value for status in Status if status.is_on] == ["confirmed", "tentative"]
