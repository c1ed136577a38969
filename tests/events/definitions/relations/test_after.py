"""What starts after another event: when it does, and how that is refused."""

from pathlib import Path

import pytest

from events.definitions.loader import Loader, load
from events.model import Event, Followed
from events.wording.phrases import time_phrase
from tests.events.definitions.builders import HEAD, problems, problems_in, written


def council(start: str = "2022-01-12 10:00", *more: str, id_: str = "council") -> str:
    keys = (f"id: {id_}", "kind: meeting", "title: Council", f"start: {start}", *more)
    return f"  - {{{', '.join(keys)}}}\n"


def press(*more: str, start: str = "after council", id_: str = "press") -> str:
    keys = (f"id: {id_}", "kind: press-conference", f"title: {id_}", f"start: {start}", *more)
    return f"  - {{{', '.join(keys)}}}\n"


def events(path: Path) -> dict[str, Event]:
    return {event.id: event for event in load(path).events}


@pytest.mark.parametrize(
    ("followed", "start"),
    [
        (council(), "2022-01-12"),
        (council("2022-01-12 10:00", "end: 12:40"), "about 2022-01-12 12:40 Europe/Brussels"),
        (council("2022-01-12 10:00", "end: about 12:40"), "about 2022-01-12 12:40 Europe/Brussels"),
        (council("2022-01-12 09:00 GMT", "duration: 2 hours"), "about 2022-01-12 11:00 UTC"),
        (council("2022-01-12 10:00", "end: 2022-01-13"), "2022-01-13"),
        (council("2022-01-12 10:00", "end: 2022-01-13 01:00"),
         "about 2022-01-13 01:00 Europe/Brussels"),
        (council("2022-01-12"), "2022-01-12"),
        (council("2022-01-12", "end: 2022-01-14"), "2022-01-14"),
        (council("about 2022-01-12"), "about 2022-01-12"),
        (council("2022-01-12 morning"), "2022-01-12"),
        (council("2022-01-12 all day"), "2022-01-12"),
        (council("not before 2022-01-12 10:00"), "2022-01-12"),
        (council("2022-01"), "2022-01"),
        (council("week of 2022-01-10"), "week of 2022-01-10"),
        (council().replace("meeting", "deadline"), "about 2022-01-12 10:00 Europe/Brussels"),
    ],
)  # fmt: skip
def test_it_starts_as_far_as_the_end_of_the_other_is_known(
    followed: str, start: str, tmp_path: Path
) -> None:
    found = events(written(tmp_path, HEAD + press() + followed))["press"]
    assert str(found.start) == start
    assert found.starts_after
    assert found.follows == Followed("council.a-week@podium.alt", "Council")


def test_readers_are_told_after_what(tmp_path: Path) -> None:
    found = events(written(tmp_path, HEAD + council() + press()))["press"]
    assert time_phrase(found) == "Wednesday 12 January 2022, after “Council”"


@pytest.mark.parametrize(
    ("status", "own", "told"),
    [
        ("tentative", (), "tentative"),
        ("cancelled", (), "cancelled"),
        ("postponed", (), "postponed"),
        ("postponed", ("status: confirmed",), "confirmed"),
        ("confirmed", ("status: tentative",), "tentative"),
    ],
)
def test_it_is_no_surer_than_what_it_starts_after(
    status: str, own: tuple[str, ...], told: str, tmp_path: Path
) -> None:
    followed = council("2022-01-12 10:00", "end: 12:40", f"status: {status}")
    chain = press(*own) + press(start="after press", id_="wrap")
    found = events(written(tmp_path, HEAD + chain + followed))
    assert (found["press"].status, found["wrap"].status) == (told, told)
    loader = Loader(tmp_path)
    loader.load()
    written(tmp_path, HEAD + chain + council("2022-01-12 10:00", "end: 12:40"))
    assert loader.load() == load(tmp_path)


def test_one_after_another_after_a_third(tmp_path: Path) -> None:
    chain = press(id_="third", start="after second") + press(
        "duration: 20 minutes", id_="second", start="after council"
    )
    found = events(written(tmp_path, HEAD + chain + council("2022-01-12 10:00", "end: 12:40")))
    assert str(found["second"].start) == "about 2022-01-12 12:40 Europe/Brussels"
    assert str(found["third"].start) == "about 2022-01-12 13:00 Europe/Brussels"


def test_a_long_chain_is_read(tmp_path: Path) -> None:
    chain = "".join(press(id_=f"e{n}", start=f"after e{n + 1}") for n in range(3000))
    found = events(written(tmp_path, HEAD + chain + council(id_="e3000")))
    assert {str(event.start) for event in found.values()} == {
        "2022-01-12",
        "2022-01-12 10:00 Europe/Brussels",
    }


def test_the_end_of_an_event_of_another_agenda_changes(tmp_path: Path) -> None:
    other = HEAD.replace("a-week", "other").replace("Brussels", "Vilnius")
    chain = press(start="after other/council") + press(id_="wrap", start="after press")
    written(tmp_path, HEAD + chain, "a.yaml")
    written(tmp_path, other + council(), "b.yaml")
    loader = Loader(tmp_path)
    before = {event.id: event for event in loader.load().events}
    assert str(before["wrap"].start) == "2022-01-12"

    written(tmp_path, other + council("2022-01-12 10:00", "end: 12:40"), "b.yaml")
    after = {event.id: event for event in loader.load().events}
    assert loader.load() == load(tmp_path)
    assert str(after["press"].start) == "about 2022-01-12 12:40 Europe/Vilnius"
    assert str(after["wrap"].start) == "2022-01-12"

    written(tmp_path, other + council("2022-01-12 10:00", "end: 12:40", "note: N"), "b.yaml")
    again = {event.id: event for event in loader.load().events}
    assert again["press"] is after["press"]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (
            council() + press("end: 13:00"),
            ("6:82: the start is that of the end of 'council', of which no time is known "
            "(delete the line end:, or give council an end with a time)"),
        ),
        (
            council() + press("duration: 1 hour"),
            ("6:87: the start is that of the end of 'council', of which no time is known "
            "(delete the line duration:, or give council an end with a time)"),
        ),
        (
            council() + council(id_="x") + press("follows: x"),
            ("7:86: it starts after 'council', and follows 'x' "
            "(delete the line follows:, for what starts after an event follows it)"),
        ),
        (
            council() + press(start="after cuoncil"),
            "6:68: starts after an unknown event, 'cuoncil' (did you mean council?)",
        ),
        (
            council() + press(start="after the Council"),
            "6:62: 'after the Council' names no event (write after council, if that is its id)",
        ),
        (
            council() + press(start="after lunch with all"),
            ("6:62: 'after lunch with all' names no event (write after lunch-with-all, if that is "
            "its id)"),
        ),
        (
            press(start="after two", id_="one") + press(start="after one", id_="two"),
            ("6:64: the events follow each other in a circle: one → two → one "
            "(give one of them a start of its own)"),
        ),
    ],
)  # fmt: skip
def test_it_is_refused(content: str, told: str, tmp_path: Path) -> None:
    assert problems(written(tmp_path, HEAD + content)) == [told]


def test_an_end_may_be_given_where_the_start_has_a_time(tmp_path: Path) -> None:
    followed = council("2022-01-12 10:00", "end: 12:40")
    one = press("end: about 13:10", id_="one") + press("duration: 30 minutes", id_="two")
    found = events(written(tmp_path, HEAD + followed + one + press("follows: council")))
    ends = {str(found[name].end) for name in ("one", "two")}
    assert ends == {"about 2022-01-12 13:10 Europe/Brussels"}


def test_of_a_folder_that_cannot_be_read_whole_nothing_is_said_of_the_other(tmp_path: Path) -> None:
    written(tmp_path, HEAD + press(start="after other/council"), "a.yaml")
    written(tmp_path, "", "b.yaml")
    assert problems_in(tmp_path) == [
        "b.yaml:1:1: the file is empty (write an agenda, or delete the file)"
    ]
