"""The description of an event, as a calendar shows it."""

from datetime import date
from typing import Any

import pytest

from events.feeds.description import describe
from events.model import Delegation, Event, Followed, Kind, Source, Status
from tests.events.builders import event

WHEN = "Wednesday 12 January 2022, 10:00 in Brussels (09:00 GMT); end not announced."


@pytest.mark.parametrize(
    ("made", "words"),
    [
        (event(), WHEN),
        (
            event(end="12:00"),
            "Wednesday 12 January 2022, 10:00 in Brussels (09:00 GMT); until 13:00.",
        ),
        (
            event(start="about 2022-01-12 09:00 GMT"),
            (
                "Wednesday 12 January 2022, around 10:00 in Brussels (09:00 GMT); "
                "end not announced.\n"
                "Approximate time."
            ),
        ),
        (event(start="2022-01-12"), "Wednesday 12 January 2022, time to be announced."),
        (
            event(start="2022-01-12", end="2022-01-14"),
            "12 January 2022 to 14 January 2022.",
        ),
        (
            event(start="2022-01-12 evening", end="2022-01-14"),
            "Wednesday 12 January 2022, in the evening, until Friday 14 January 2022.",
        ),
        (
            event(start="2022-01-12", end="2022-01-12"),
            "Wednesday 12 January 2022, time to be announced.",
        ),
        (
            event(start="about 2022-01-12", end="about 2022-01-14"),
            "Around 12 January 2022 to around 14 January 2022.\nApproximate day.",
        ),
        (event(start="2022-01-12", kind=Kind.MILESTONE), "Wednesday 12 January 2022."),
        (
            event(kind=Kind.DEADLINE),
            "Wednesday 12 January 2022, 10:00 in Brussels (09:00 GMT).",
        ),
        (
            event(kind=Kind.MILESTONE, end="12:00"),
            "Wednesday 12 January 2022, 10:00 in Brussels (09:00 GMT); until 13:00.",
        ),
        (
            event(start="about 2022-01-12"),
            "Around Wednesday 12 January 2022, time to be announced.\nApproximate day.",
        ),
        (event(status=Status.TENTATIVE), f"{WHEN}\nTentative."),
        (event(status=Status.CANCELLED), f"{WHEN}\nCancelled."),
        (event(status=Status.POSTPONED), f"{WHEN}\nPostponed, no new date yet."),
    ],
)
def test_it_begins_with_the_time_and_how_sure_that_is(made: Event, words: str) -> None:
    assert describe(made, None) == words


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"description": "One.\nTwo."}, "One.\nTwo."),
        ({"chair": "Jens Stoltenberg"}, "Chair: Jens Stoltenberg"),
        ({"parties": ("NATO", "Russia")}, "Parties: NATO, Russia"),
        (
            {"delegations": (Delegation("Russia", "Sergey Ryabkov"), Delegation("NATO"))},
            "Delegation: Russia, led by Sergey Ryabkov\nDelegation: NATO",
        ),
        ({"topics": ("arms control", "security")}, "Topics: arms control, security"),
        ({"note": "A slip."}, "Editor's note: A slip."),
        ({"stream": "https://nato.int/live"}, "Watch live: https://nato.int/live"),
        ({"url": "https://nato.int/"}, "Website: https://nato.int/"),
        ({"source": Source("Sputnik")}, "Source: Sputnik"),
        (
            {"source": Source("Sputnik", date(2022, 1, 12), "https://s.example/", "It is so.")},
            "Source: Sputnik, 12 January 2022\n“It is so.”\nhttps://s.example/",
        ),
    ],
)
def test_it_tells_what_is_known(values: dict[str, Any], words: str) -> None:
    assert describe(event(**values), None) == f"{WHEN}\n\n{words}"


def test_it_tells_what_the_event_follows_and_where_its_page_is() -> None:
    council = Followed("council.a-week@podium.alt", "NATO–Russia Council")
    page = "https://podium.example/events/talks.a-week"
    assert describe(event(follows=council), page) == (
        f"{WHEN}\n\nFollows: NATO–Russia Council\n\nDetails: {page}"
    )
