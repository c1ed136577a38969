"""The parts of an event: what they have from it, when they are, and what is refused."""

from pathlib import Path

import pytest

from events.definitions.loader import Loader, load
from events.model import Event, Followed, Kind, Place, Status
from events.queries import past_from
from events.wording.phrases import when_phrase
from events.wording.programme import programme_heading, programme_lines
from tests.events.definitions.builders import HEAD, problems, written

PARTS = (
    "{id: arrivals, title: Arrivals, start: 08:30}",
    "{id: photo, title: Photo, kind: ceremony}",
    "{id: lunch, title: Lunch, start: about 12:30, end: 14:00, place: Ghent}",
    "{id: press, title: Press, start: after lunch}",
)


def summit(*parts: str, start: str = "2026-12-10", more: tuple[str, ...] = ()) -> str:
    lines = [
        "  - id: summit",
        "    kind: summit",
        "    title: Summit",
        f"    start: {start}",
        *(f"    {it}" for it in more),
        "    programme:",
        *(f"      - {part}" for part in parts),
    ]
    return HEAD + "\n".join(lines) + "\n"


def events(path: Path) -> dict[str, Event]:
    return {event.id: event for event in load(path).events}


def test_parts_are_events_with_what_their_event_has(tmp_path: Path) -> None:
    more = ("place: Brussels", "parties: [One]", "tags: [eu]", "color: navy", "source: Paper")
    found = events(written(tmp_path, summit(*PARTS, more=more)))
    assert [(id_, str(it.start), it.kind) for id_, it in found.items() if it.parent] == [
        ("photo", "2026-12-10", Kind.CEREMONY),
        ("arrivals", "2026-12-10 08:30 Europe/Brussels", Kind.SUMMIT),
        ("lunch", "about 2026-12-10 12:30 Europe/Brussels", Kind.SUMMIT),
        ("press", "about 2026-12-10 14:00 Europe/Brussels", Kind.SUMMIT),
    ]
    for id_, event in found.items():
        if id_ != "summit":
            assert event.parent == Followed("summit.a-week@podium.alt", "Summit")
            assert (event.parties, event.tags, event.color) == (("One",), ("eu",), "navy")
            assert event.source == found["summit"].source
    assert found["photo"].place == Place("Brussels")
    assert found["lunch"].place == Place("Ghent")


def test_their_event_says_see_programme_and_lists_them(tmp_path: Path) -> None:
    found = events(written(tmp_path, summit(*PARTS)))["summit"]
    assert when_phrase(found) == "Thursday 10 December 2026, see programme"
    assert list(programme_lines(found)) == [
        "08:30: Arrivals",
        "time to be announced: Photo",
        "around 12:30: Lunch",
        "around 14:00: Press",
    ]


def test_their_event_lasts_until_the_last_of_them_has_ended(tmp_path: Path) -> None:
    parts = (
        "{id: dinner, title: Dinner, start: 19:00, end: 23:00}",
        "{id: photo, title: Photo, start: 20:00}",
    )
    found = events(written(tmp_path, summit(*parts, start="2026-12-10 09:00 GMT")))["summit"]
    assert past_from(found) == found.start.begins.replace(hour=23)


def test_parts_of_several_days_stand_under_their_days(tmp_path: Path) -> None:
    parts = (
        "{id: two, title: Two, start: 2026-12-11 09:00}",
        "{id: one, title: One, start: 2026-12-10 evening}",
    )
    text = summit(*parts, start="2026-12-10 18:00", more=("end: 2026-12-11",))
    found = events(written(tmp_path, text))["summit"]
    assert list(programme_lines(found)) == [
        "Thursday 10 December 2026",
        "in the evening: One",
        "Friday 11 December 2026",
        "09:00: Two",
    ]


@pytest.mark.parametrize("start", ["2026-12-10", "2026-12-10 08:00"])
def test_parts_of_an_event_of_several_days_stand_under_theirs(start: str, tmp_path: Path) -> None:
    end = start.replace("10", "11", 1)
    text = summit(
        "{id: one, title: One, start: 2026-12-10 09:00}", start=start, more=(f"end: {end}",)
    )
    found = events(written(tmp_path, text))["summit"]
    assert list(programme_lines(found)) == ["Thursday 10 December 2026", "09:00: One"]


@pytest.mark.parametrize(
    ("place", "heading"),
    [
        ("Brussels", "Programme (Brussels)"),
        ("{city: Kyiv, timezone: Europe/Kyiv}", "Programme (Kyiv)"),
        ("New York", "Programme (Brussels)"),
    ],
)
def test_a_programme_says_by_whose_clocks_it_is(place: str, heading: str, tmp_path: Path) -> None:
    found = events(written(tmp_path, summit(PARTS[0], more=(f"place: {place}",))))["summit"]
    assert programme_heading(found) == heading


def test_a_long_programme_is_cut(tmp_path: Path) -> None:
    parts = [f"{{id: p{n}, title: Part {n}, start: '{n // 60:02}:{n % 60:02}'}}" for n in range(62)]
    lines = list(programme_lines(events(written(tmp_path, summit(*parts)))["summit"]))
    assert (len(lines), lines[-2:]) == (51, ["00:49: Part 49", "… +12"])


@pytest.mark.parametrize("status", ["cancelled", "postponed", "tentative"])
def test_parts_are_as_sure_as_their_event_unless_they_say_otherwise(
    status: str, tmp_path: Path
) -> None:
    parts = (*PARTS, "{id: kept, title: Kept, start: 15:00, status: confirmed}")
    found = events(written(tmp_path, summit(*parts, more=(f"status: {status}",))))
    assert found.pop("kept").status is Status.CONFIRMED
    assert {event.status for event in found.values()} == {Status(status)}


@pytest.mark.parametrize(
    ("start", "part", "zone"),
    [
        ("2026-12-10 09:00 GMT", "start: 10:00", "2026-12-10 10:00 UTC"),
        ("2026-12-10 09:00 GMT", "start: 2026-12-10 10:00", "2026-12-10 10:00 UTC"),
        ("2026-12-10 09:00 GMT", "start: 10:00, place: {city: Kyiv, timezone: Europe/Kyiv}",
         "2026-12-10 10:00 Europe/Kyiv"),
        ("about 2026-12-10", "start: not before 10:00",
         "not before 2026-12-10 10:00 Europe/Brussels"),
        ("about 2026-12-10", "note: N", "about 2026-12-10"),
        ("2026-12", "note: N", "2026-12"),
        ("week of 2026-12-07", "start: 2026-12-13", "2026-12-13"),
    ],
)  # fmt: skip
def test_an_hour_is_on_the_day_of_the_event(
    start: str, part: str, zone: str, tmp_path: Path
) -> None:
    found = events(written(tmp_path, summit(f"{{id: p, title: P, {part}}}", start=start)))
    assert str(found["p"].start) == zone


@pytest.mark.parametrize(
    ("part", "more", "told"),
    [
        ("{id: p, title: P, start: 2026-12-11 09:00}", (),
         ("10:34: 2026-12-11 is outside of 'Summit', of which it is a part, on 2026-12-10 "
         "(write a day of that event, or give it end: 2026-12-11)")),
        ("{id: p, title: P, start: 2026-12-09}", (),
         ("10:34: 2026-12-09 is outside of 'Summit', of which it is a part, on 2026-12-10 "
         "(write a day of that event, or give it another start)")),
        ("{id: p, title: P, start: 2026-12}", (),
         ("10:34: 2026-12 is outside of 'Summit', of which it is a part, on 2026-12-10 "
         "(write a day of that event, or give it another start)")),
        ("{id: p, title: P, start: about 9:00}", ("end: 2026-12-11",),
         ("11:34: 'Summit' has several days, and the hour is of none of them "
         "(write it with its day: about 2026-12-10 9:00)")),
        ("{id: p, title: P}", ("end: 2026-12-11",),
         ("11:24: 'Summit' has several days, and this part of it says none "
         "(write start: 2026-12-10 10:00)")),
        ("{id: p, title: P, start: 3pm}", (),
         "10:34: '3pm' is not a start (write 15:00, or 2026-12-10 15:00)"),
        ("{id: p, title: P, start: 25:00}", (),
         "10:34: there is no time 25:00 (hours go from 00 to 23, minutes from 00 to 59)"),
        ("{id: summit, title: P, start: 09:00}", (),
         ("10:14: the id 'summit' is used twice, first in line 5 "
         "(give each event an id of its own)")),
        ("{title: Photo op, start: 09:00}", (),
         "10:9: the key 'id' is missing (write id: photo-op)"),
        ("{id: p, title: P, start: 09:00}", ("color: bleu",),
         "9:12: unknown color 'bleu' (did you mean blue?)"),
    ],
)  # fmt: skip
def test_it_is_refused(part: str, more: tuple[str, ...], told: str, tmp_path: Path) -> None:
    assert problems(written(tmp_path, summit(part, more=more))) == [told]


def test_an_event_cannot_start_after_its_own_part(tmp_path: Path) -> None:
    text = summit("{id: p, title: P, start: 09:00}", start="after p")
    assert problems(written(tmp_path, text)) == [
        (
            "8:18: the event starts after one whose start depends on its own, as a part's does "
            "(give one of them a start of its own)"
        )
    ]


@pytest.mark.parametrize(
    ("start", "more", "warned"),
    [
        ("2026-12-10 08:30", (), ""),
        ("2026-12-10 10:00", ("end: 13:30",), ""),
        ("2026-12-10 15:00", (), "long before"),
        ("2026-12-10 11:00", (), "long before"),
        ("2026-12-10 06:00", ("end: 08:00",), "long after"),
    ],
)
def test_an_event_that_was_moved_without_its_parts_is_a_warning(
    start: str, more: tuple[str, ...], warned: str, tmp_path: Path
) -> None:
    loader = Loader(written(tmp_path, summit(*PARTS, start=start, more=more)))
    loader.load()
    what = f"the programme has parts {warned} its event"
    assert [it.what for it in loader.warnings] == ([what] if warned else [])


def test_what_has_not_changed_is_not_read_anew(tmp_path: Path) -> None:
    other = "  - {id: talks, kind: meeting, title: Talks, start: 2026-12-01}\n"
    file = written(tmp_path, summit(*PARTS) + other)
    loader = Loader(file)
    before = {event.id: event for event in loader.load().events}
    written(tmp_path, summit(*PARTS) + other.replace("Talks", "Council"))
    after = {event.id: event for event in loader.load().events}
    assert loader.load() == load(file)
    assert [id_ for id_ in before if before[id_] is not after[id_]] == ["talks"]
    written(tmp_path, summit(*PARTS).replace("08:30", "08:45"))
    moved = {event.id: event for event in loader.load().events}
    assert loader.load() == load(file)
    assert next(programme_lines(moved["summit"])) == "08:45: Arrivals"
