"""Each day of a series is a plain event."""

from dataclasses import replace
from pathlib import Path

import pytest

from events.definitions.loader import Loader, load
from events.model import Kind, Place, Status
from tests.events.definitions.builders import HEAD, written
from tests.events.definitions.series.builders import DAYS, event, events, read, series


def test_a_day_is_as_if_it_were_written_by_itself(tmp_path: Path) -> None:
    more = ("place: Brussels", "end: 12:40", "parties: [One]", "arrive: 45 minutes before")
    made = events(written(tmp_path, series(*more, DAYS, start="about 2026-12-01 10:00")))
    for id_, found in made.items():
        day = id_.removeprefix("briefing-")
        alone = series(*more, start=f"about {day} 10:00")
        [single] = load(written(tmp_path, alone)).events
        assert replace(single, id=id_) == found
        assert found.uid == f"{id_}.a-week@podium.alt"


@pytest.mark.parametrize(
    ("start", "more", "ends"),
    [
        ("2026-12-01 10:00", "end: about 11:00", "about 2026-12-03 11:00 Europe/Brussels"),
        ("2026-12-01 22:00", "end: 2026-12-02 01:00", "2026-12-04 01:00 Europe/Brussels"),
        ("2026-12-01 22:00 GMT", "duration: 3 hours", "2026-12-04 01:00 UTC"),
        ("2026-12-01", "end: 2026-12-02", "2026-12-04"),
    ],
)
def test_its_end_moves_with_the_day(start: str, more: str, ends: str, tmp_path: Path) -> None:
    assert str(read(tmp_path, DAYS, more, start=start)["2026-12-03"].end) == ends


def test_the_wall_time_stays_over_a_change_of_clocks(tmp_path: Path) -> None:
    line = "repeats: {every: week, until: 2027-04-04}"
    found = read(tmp_path, line, "end: 12:00", start="2027-03-21 10:00")
    assert [f"{event.start.begins:%H:%M}" for event in found.values()] == [
        "09:00",
        "08:00",
        "08:00",
    ]
    assert {str(event.start)[11:16] for event in found.values()} == {"10:00"}


def test_what_is_otherwise_on_a_day_is_said_there(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        DAYS,
        "place: Brussels",
        "end: 12:00",
        "changes:",
        "  2026-12-01: {start: not before 13:00, note: Later., access: pool}",
        "  2026-12-02: {start: 2026-12-04 09:00, end: 10:00, places: [Ghent, Bonn], title: Moved}",
        "  2026-12-03: {status: cancelled, kind: statement}",
    )
    first, last, moved = found.values()
    assert (str(first.start), first.end) == ("not before 2026-12-01 13:00 Europe/Brussels", None)
    assert (first.note, first.access, first.place) == ("Later.", "pool", Place("Brussels"))
    assert (str(last.start), last.status, last.kind) == (
        "2026-12-03 10:00 Europe/Brussels",
        Status.CANCELLED,
        Kind.STATEMENT,
    )
    assert str(last.end) == "2026-12-03 12:00 Europe/Brussels"
    assert (moved.id, moved.title) == ("briefing-2026-12-02", "Moved")
    assert (str(moved.start), str(moved.end)) == (
        "2026-12-04 09:00 Europe/Brussels",
        "2026-12-04 10:00 Europe/Brussels",
    )
    assert moved.places == (Place("Ghent"), Place("Bonn"))


def test_a_length_stays_where_a_day_has_another_start(tmp_path: Path) -> None:
    changes = "changes: {2026-12-02: {start: 13:00}}"
    assert str(read(tmp_path, DAYS, "duration: 1 hour", changes)["2026-12-02"].end) == (
        "2026-12-02 14:00 Europe/Brussels"
    )


def test_accreditation_closes_at_an_hour_of_each_day(tmp_path: Path) -> None:
    changes = "changes: {2026-12-02: {accreditation: {until: 2026-12-01 17:00}}}"
    found = read(tmp_path, DAYS, "accreditation: {until: 09:00}", changes)
    assert {id_: str(it.start) for id_, it in found.items() if it.accredits} == {
        "2026-12-01-accreditation": "2026-12-01 09:00 Europe/Brussels",
        "2026-12-02-accreditation": "2026-12-01 17:00 Europe/Brussels",
        "2026-12-03-accreditation": "2026-12-03 09:00 Europe/Brussels",
    }


def test_its_programme_is_that_of_each_day(tmp_path: Path) -> None:
    found = events(
        written(
            tmp_path,
            series(
                DAYS,
                "programme:",
                "  - {id: questions, title: Questions, start: 10:20, end: 10:40, formerly: q}",
                "  - {id: photo, title: Photo, start: after questions}",
                "changes:",
                "  2026-12-02: {programme: [{id: photo, title: Photo, start: 11:00}]}",
                "  2026-12-03: {status: cancelled}",
            ),
        )
    )
    assert {id_: str(it.start)[-22:-16] for id_, it in found.items() if it.parent} == {
        "questions-2026-12-01": " 10:20",
        "photo-2026-12-01": " 10:40",
        "photo-2026-12-02": " 11:00",
        "questions-2026-12-03": " 10:20",
        "photo-2026-12-03": " 10:40",
    }
    assert found["questions-2026-12-01"].uid == "q-2026-12-01.a-week@podium.alt"
    assert found["photo-2026-12-03"].status is Status.CANCELLED
    assert [it.title for it in found["briefing-2026-12-01"].programme] == ["Questions", "Photo"]
    parent = found["photo-2026-12-02"].parent
    assert parent
    assert parent.uid == "briefing-2026-12-02.a-week@podium.alt"


def test_another_event_may_follow_a_day(tmp_path: Path) -> None:
    others = event("talks", "after briefing-2026-12-02") + event(
        "lunch", "2026-12-03", follows="a-week/briefing-2026-12-03"
    )
    found = events(written(tmp_path, series(DAYS, "end: 11:00", others=others)))
    assert str(found["talks"].start) == "about 2026-12-02 11:00 Europe/Brussels"
    follows = found["lunch"].follows
    assert follows
    assert follows.uid == "briefing-2026-12-03.a-week@podium.alt"


def test_a_series_that_is_renamed_keeps_its_days(tmp_path: Path) -> None:
    changes = "changes: {2026-12-02: {formerly: talks, note: N}}"
    found = read(tmp_path, DAYS, "formerly: [old, other/older]", changes)
    assert [it.uid.removesuffix("@podium.alt") for it in found.values()] == [
        "old-2026-12-01.a-week",
        "talks.a-week",
        "old-2026-12-03.a-week",
    ]
    assert found["2026-12-03"].formerly[-1] == "older-2026-12-03.other"


def test_what_is_as_it_was_is_the_same_object(tmp_path: Path) -> None:
    loader = Loader(written(tmp_path, series(DAYS)))
    before = {it.id: it for it in loader.load().events}
    line = "repeats: {every: day, until: 2026-12-05, except: [2026-12-02]}"
    path = written(tmp_path, series(line, "changes: {2026-12-04: {note: New.}}"))
    after = {it.id: it for it in loader.load().events}
    assert list(after) == [f"briefing-2026-12-{day}" for day in ("01", "03", "04", "05")]
    assert [id_ for id_ in after if after[id_] is before.get(id_)] == [
        "briefing-2026-12-01",
        "briefing-2026-12-03",
    ]
    assert load(path) == loader.load()


def test_a_warning_of_a_series_is_told_once(tmp_path: Path) -> None:
    loader = Loader(written(tmp_path, series(DAYS, "place: New York")))
    loader.load()
    [warning] = loader.warnings
    assert (warning.line, warning.what[:16]) == (8, "New York's clock")


def test_a_file_may_have_series_beside_others(tmp_path: Path) -> None:
    text = HEAD + event("talks", "2026-12-02") + series(DAYS).removeprefix(HEAD)
    assert len(events(written(tmp_path, text))) == 4
