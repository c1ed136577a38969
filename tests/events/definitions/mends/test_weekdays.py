"""A weekday in place of a day: the date is told where the file says which week it is."""

from pathlib import Path

import pytest

from tests.events.definitions.builders import HEAD, LINE, problems, written

BESIDE = "  - {id: other, kind: meeting, title: Other, start: 2026-12-10 12:00, end: 13:00}\n"
# As the one above, and of the week before.
EARLIER = "  - {id: first, kind: meeting, title: First, start: week of 2026-11-30}\n"


def mend(folder: Path, start: str, *beside: str) -> str:
    line = LINE.replace("2026-01-12", start).replace("2022-01-12", start)
    (problem,) = problems(written(folder, HEAD + "".join(beside) + line))
    what = start.strip("'")
    assert f"{what!r} is not a start" in problem
    return problem.partition(" is not a start (")[2].removesuffix(")")


@pytest.mark.parametrize(
    ("start", "meant"),
    [
        ("Tuesday 15:00", "2026-12-08 15:00"),
        ("on Fri.", "2026-12-11"),
        ("Sunday 9.30 Europe/London", "2026-12-13 09:30 Europe/London"),
        ("this Thursday afternoon", "2026-12-10 afternoon"),
        ("'Wed, 15:00-16:00'", "start: 2026-12-09 15:00 and, in a line of its own, end: 16:00"),
    ],
)
def test_the_day_of_the_one_week_is_told(tmp_path: Path, start: str, meant: str) -> None:
    assert mend(tmp_path, start, BESIDE) == f"write {meant}"


@pytest.mark.parametrize(
    ("start", "asked"),
    [
        ("Tuesday 15:00", "write the date of the Tuesday that is meant, YYYY-MM-DD 15:00"),
        ("next Tuesday 3pm", "write the date of the Tuesday that is meant, YYYY-MM-DD 15:00"),
        ("next Friday", "write the date of the Friday that is meant, YYYY-MM-DD"),
        (
            "tomorrow 3pm",
            "write the day itself, YYYY-MM-DD 15:00: files are read on other days as well",
        ),
    ],
)
def test_where_nobody_can_tell_the_week_it_is_asked_for(
    tmp_path: Path, start: str, asked: str
) -> None:
    assert mend(tmp_path, start) == asked
    assert mend(tmp_path, start, BESIDE, EARLIER) == asked


@pytest.mark.parametrize(
    ("start", "meant"),
    [
        ("Tuesday 7 December 2026 10:00", "2026-12-07 10:00"),
        ("Tue 2026-12-07 10:00", "2026-12-07 10:00"),
        ("'Tuesday, December 7 2026'", "2026-12-07"),
        ("about Tuesday 7 December 2026 10:00", "about 2026-12-07 10:00"),
        ("7 December 2026 (Tue) 3pm", "2026-12-07 15:00"),
        ("2026-12-07 (Tuesday) afternoon", "2026-12-07 afternoon"),
    ],
)
def test_a_weekday_that_its_day_is_not_is_told_with_that_of_the_day(
    tmp_path: Path, start: str, meant: str
) -> None:
    which = "or the date of the Tuesday that is meant: 2026-12-07 is a Monday"
    assert mend(tmp_path, start, BESIDE) == f"write {meant}, {which}"


def test_a_weekday_that_only_begins_as_one_is_none(tmp_path: Path) -> None:
    assert mend(tmp_path, "Sunset", BESIDE).startswith("write a day, a time if known")


def test_an_end_is_on_the_first_such_day_from_its_start_on(tmp_path: Path) -> None:
    line = BESIDE.replace("end: 13:00", "end: Monday 14:00")
    (problem,) = problems(written(tmp_path, HEAD + line))
    assert "'Monday 14:00' is not an end (write 2026-12-14 14:00)" in problem


def test_an_end_with_a_weekday_that_its_day_is_not_is_told_with_that_of_the_day(
    tmp_path: Path,
) -> None:
    line = BESIDE.replace("end: 13:00", "end: Monday 10 December 2026 13:30")
    (problem,) = problems(written(tmp_path, HEAD + line))
    which = "or the date of the Monday that is meant: 2026-12-10 is a Thursday"
    assert f"(write 2026-12-10 13:30, {which})" in problem


def test_a_part_is_on_a_day_of_its_event(tmp_path: Path) -> None:
    parts = "programme: [{id: part, title: P, start: Wednesday 10am}]"
    line = LINE.replace("start: 2022-01-12", f"start: 2022-01-11, end: 2022-01-13, {parts}")
    (problem,) = problems(written(tmp_path, HEAD + line))
    assert "(write 2022-01-12 10:00)" in problem
