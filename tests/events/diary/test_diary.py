"""The whole diary: its golden files, its days, and what it marks."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from events.diary.days import make_diary
from events.diary.diary_json import diary_json
from events.diary.marks import marks_since
from events.history import LastChange, Statement
from events.model import Agendas, Event, Status
from events.queries import Window
from events.revisions import Revisions, revise
from events.time_grammar import parse_day
from events.wording.english import ENGLISH
from tests.events.builders import REPOSITORY, agendas, event, utc
from tests.events.diary.busy_week import diary
from tests.events.regenerate import GOLDEN, GOLDEN_DIARIES

MONDAY, TUESDAY, WEDNESDAY = (utc(f"2022-01-1{day} 12:00") for day in (0, 1, 2))


@pytest.mark.parametrize("name", GOLDEN_DIARIES)
def test_it_reads_as_somebody_has_read_it(name: str) -> None:
    assert GOLDEN_DIARIES[name]() == (GOLDEN / name).read_text(encoding="utf-8"), name


def test_as_json_it_says_the_same() -> None:
    made = diary()
    told = json.loads(diary_json(made))

    texts = [[line["text"] for line in day["lines"]] for day in told["days"]]
    assert texts == [[line.words.text for line in day.lines] for day in made.days]
    assert [line["is_marked"] for line in told["undated"]] == [False, False]
    council = next(x for x in told["days"][0]["lines"] if x["uid"].startswith("council"))
    assert council["place"] == "BRUSSELS"
    assert council["is_marked"]
    assert council["start"] == "2022-06-08 09:30 UTC"


CONFERENCE = event("conference", "2022-01-10", "2022-01-14")
SHORT, LATE = event("short", "2022-01-12 09:00"), event("late", "2022-01-11 23:30")
SUMMIT = event("summit", "2022-01")


@pytest.mark.parametrize(
    ("first", "last", "found"),
    [
        ("2022-01-12", "2022-01-12", ["12 conference", "12 short", "summit"]),
        ("2022-01-14", None, ["14 conference", "summit"]),
        ("2022-02-01", None, []),
        ("2021-12-01", "2021-12-31", []),
        (
            "2022-01-11",
            "2022-01-12",
            ["11 conference", "11 late", "12 conference", "12 short", "summit"],
        ),
    ],
)
def test_it_has_the_days_that_are_asked_for(first: str, last: str | None, found: list[str]) -> None:
    window = Window(parse_day(first), parse_day(last) if last else None, "Europe/Brussels")
    made = make_diary("", [CONFERENCE, SHORT, LATE, SUMMIT], "Europe/Brussels", ENGLISH, window)

    lines = [f"{day.date:%d} {line.event.id}" for day in made.days for line in day.lines]
    assert lines + [line.event.id for line in made.undated] == found


def test_what_is_under_way_for_months_stands_on_the_first_day_asked_for() -> None:
    made = event("long", "2022-01-01", "2022-06-30")
    window = Window(parse_day("2022-03-01"), parse_day("2022-03-31"), "UTC")
    (day,) = make_diary("", [made], "UTC", ENGLISH, window).days

    assert day.lines[0].words.text == "Talks - day 60 of 181"


def published(*steps: tuple[Event, ...]) -> Revisions:
    """What is known after each of three days has had its events."""
    known: Revisions = {}
    for now, events in zip((MONDAY, TUESDAY, WEDNESDAY), steps, strict=False):
        known = revise(known, agendas(*events), now)
    return known


FIRST, MOVED = event(start="2022-01-20 09:00"), event(start="2022-01-20 10:00")
OTHER = event("other", "2022-01-21 10:00")
BEFORE_TUESDAY, BEFORE_WEDNESDAY = TUESDAY - timedelta(hours=1), WEDNESDAY - timedelta(hours=1)


def test_what_was_there_first_is_not_new() -> None:
    assert marks_since(MONDAY - timedelta(days=1), published((FIRST,))) == {}


def test_what_came_later_is_new_for_as_long_as_it_is() -> None:
    known = published((FIRST,), (FIRST, OTHER))
    assert marks_since(BEFORE_TUESDAY, known) == {OTHER.uid: True}
    assert marks_since(TUESDAY, known) == {}


def test_what_has_changed_tells_what_was() -> None:
    known = published((FIRST,), (MOVED,))
    (mark,) = marks_since(BEFORE_TUESDAY, known).values()
    assert isinstance(mark, LastChange)
    assert mark.was.start == FIRST.start
    assert marks_since(BEFORE_WEDNESDAY, known) == {}


def test_a_text_that_was_corrected_is_no_news() -> None:
    known = published((FIRST,), (replace(FIRST, description="Another."),))
    assert marks_since(BEFORE_TUESDAY, known) == {}


def test_where_the_record_is_known_it_is_compared_with_that() -> None:
    known = published((FIRST,), (MOVED,), (FIRST,))
    announced = {FIRST.uid: Statement(MONDAY, FIRST, 0)}

    assert marks_since(BEFORE_TUESDAY, known, announced) == {}
    (mark,) = marks_since(BEFORE_WEDNESDAY, known).values()
    assert isinstance(mark, LastChange)
    assert mark.was.start == MOVED.start


def test_what_has_vanished_is_marked() -> None:
    known = revise(published((FIRST, OTHER)), Agendas(agendas(FIRST).agendas), TUESDAY)
    (mark,) = marks_since(BEFORE_TUESDAY, known).values()
    assert isinstance(mark, LastChange)
    assert known[OTHER.uid].shown.status is Status.NO_LONGER_LISTED


def test_the_documentation_shows_lines_as_they_are() -> None:
    text = (REPOSITORY / "docs" / "diary.md").read_text(encoding="utf-8")
    (bundled, *blocks) = text.split("```\n")[1::2]
    golden = "".join((GOLDEN / name).read_text(encoding="utf-8") for name in GOLDEN_DIARIES)

    whole = (GOLDEN / "diary-bundled.txt").read_text(encoding="utf-8")
    assert bundled == f"$ podium diary\n{whole}"
    assert [x for block in blocks for x in block.splitlines() if x not in golden] == []
