"""By what names events are known: former ones, several files of an agenda, others' agendas."""

from pathlib import Path

import pytest

from events.definitions.loader import Loader, load
from events.model import Followed
from tests.events.definitions.builders import HEAD, WEEK, problems, problems_in, written


def talks(*more: str, id_: str = "talks") -> str:
    keys = (f"id: {id_}", "kind: meeting", f"title: {id_}", "start: 2022-01-12", *more)
    return f"  - {{{', '.join(keys)}}}\n"


def names(path: Path) -> dict[str, str]:
    return {event.name: event.uid.removesuffix("@podium.alt") for event in load(path).events}


@pytest.mark.parametrize(
    ("formerly", "uid"),
    [
        ("old", "old.a-week"),
        ("last-week/old", "old.last-week"),
        ("[first, second]", "first.a-week"),
        ("[last-week/first, second]", "first.last-week"),
    ],
)
def test_an_event_keeps_the_uid_of_its_first_name(tmp_path: Path, formerly: str, uid: str) -> None:
    file = written(tmp_path, HEAD + talks(f"formerly: {formerly}", id_="new"))
    assert names(file) == {"new.a-week": uid}


def test_a_renamed_agenda_keeps_the_uids_of_all_its_events(tmp_path: Path) -> None:
    head = HEAD.replace("events:", "formerly: old-week\nevents:")
    file = written(tmp_path, head + talks() + talks("formerly: once", id_="council"))
    assert names(file) == {"talks.a-week": "talks.old-week", "council.a-week": "once.old-week"}
    event = load(file).events[0]
    assert event.formerly == ("once.old-week", "once.a-week", "council.old-week")[:2]


def test_followers_know_an_event_by_its_uid(tmp_path: Path) -> None:
    press = talks("follows: new", id_="press")
    file = written(tmp_path, HEAD + talks("formerly: old", id_="new") + press)
    followers = {event.id: event.follows for event in load(file).events}
    assert followers == {"new": None, "press": Followed("old.a-week@podium.alt", "new")}


def test_an_agenda_may_be_in_several_files(tmp_path: Path) -> None:
    written(tmp_path, "agenda: a-week\nevents:\n" + talks("follows: talks", id_="more"), "a.yaml")
    written(tmp_path, WEEK, "b.yaml")
    agendas = load(tmp_path)
    assert [(it.id, it.title, it.timezone) for it in agendas.agendas] == [
        ("a-week", "A week", "Europe/Brussels")
    ]
    assert {event.name: event.timezone for event in agendas.events} == {
        "more.a-week": "Europe/Brussels",
        "talks.a-week": "Europe/Brussels",
    }


def test_events_take_over_what_changes_in_another_file_of_the_agenda(tmp_path: Path) -> None:
    written(tmp_path, "agenda: a-week\nevents:\n" + talks(id_="more"), "a.yaml")
    written(tmp_path, WEEK, "b.yaml")
    loader = Loader(tmp_path)
    loader.load()
    written(tmp_path, WEEK.replace("Brussels", "Vienna"), "b.yaml")
    after = loader.load()
    assert after == load(tmp_path)
    assert {event.timezone for event in after.events} == {"Europe/Vienna"}


def test_an_agenda_without_a_title_in_any_file_is_told(tmp_path: Path) -> None:
    written(tmp_path, "agenda: a-week\nevents: []\n", "a.yaml")
    written(tmp_path, "agenda: a-week\nevents: []\n", "b.yaml")
    assert [line.partition(" (")[0] for line in problems_in(tmp_path)] == [
        "b.yaml:1:1: the key 'timezone' is missing",
        "b.yaml:1:1: the key 'title' is missing",
    ]


def test_an_event_follows_one_of_another_agenda(tmp_path: Path) -> None:
    written(tmp_path, HEAD + talks("follows: other/talks", id_="press"), "a.yaml")
    written(tmp_path, WEEK.replace("a-week", "other"), "b.yaml")
    loader = Loader(tmp_path)
    assert loader.load().events[0].follows == Followed("talks.other@podium.alt", "Talks")

    written(tmp_path, WEEK.replace("a-week", "other").replace("Talks", "Edited"), "b.yaml")
    assert loader.load() == load(tmp_path)
    assert loader.load().events[0].follows == Followed("talks.other@podium.alt", "Edited")


def test_what_is_meant_in_another_agenda_is_proposed(tmp_path: Path) -> None:
    written(tmp_path, HEAD + talks("follows: council", id_="press"), "a.yaml")
    other = HEAD.replace("a-week", "other") + talks(id_="council")
    written(tmp_path, other, "b.yaml")
    assert problems_in(tmp_path) == [
        "a.yaml:5:74: follows an unknown event, 'council' (did you mean other/council?)"
    ]


def test_a_circle_over_two_files_is_told(tmp_path: Path) -> None:
    written(tmp_path, HEAD + talks("follows: b/talks"), "a.yaml")
    written(tmp_path, HEAD.replace("a-week", "b") + talks("follows: a-week/talks"), "b.yaml")
    assert problems_in(tmp_path) == [
        (
            "b.yaml:5:74: the events follow each other in a circle: talks → talks → talks "
            "(take one follows away)"
        )
    ]


def test_in_a_folder_with_a_file_that_cannot_be_read_nobody_is_said_to_follow_nothing(
    tmp_path: Path,
) -> None:
    written(tmp_path, HEAD + talks("follows: other/talks", id_="press"), "a.yaml")
    written(tmp_path, "", "b.yaml")
    assert problems_in(tmp_path) == [
        "b.yaml:1:1: the file is empty (write an agenda, or delete the file)"
    ]


@pytest.mark.parametrize(
    ("events", "told"),
    [
        (
            talks("formerly: talks"),
            "5:75: formerly is the event's own id (write the id that it had before)",
        ),
        (
            talks() + talks("formerly: talks", id_="new"),
            (
                "6:71: formerly names 'a-week/talks', which is an event still, in line 5 "
                "(take that one away, or the formerly)"
            ),
        ),
        (
            talks("formerly: old", id_="one") + talks("formerly: old", id_="two"),
            (
                "6:71: formerly names 'a-week/old', as line 5 does "
                "(one event alone can have been that one)"
            ),
        ),
        (
            talks("formerly: Talks of old"),
            (
                "5:75: 'Talks of old' names no event (write talks-of-old, if that is its id; "
                "in another agenda, agenda/id: january-2022/us-russia-talks)"
            ),
        ),
    ],
)
def test_a_former_name_is_that_of_one_event_alone(tmp_path: Path, events: str, told: str) -> None:
    assert problems(written(tmp_path, HEAD + events)) == [told]


def test_a_former_agenda_is_there_no_more(tmp_path: Path) -> None:
    written(tmp_path, HEAD.replace("events:", "formerly: other\nevents: []"), "a.yaml")
    written(tmp_path, HEAD.replace("a-week", "other").replace("events:", "events: []"), "b.yaml")
    assert problems_in(tmp_path) == [
        (
            f"a.yaml:4:11: formerly names 'other', which is an agenda still, in {tmp_path}/b.yaml "
            "(write formerly: other/… at each event that has moved)"
        )
    ]


def test_a_status_that_is_told_of_what_vanished_cannot_be_written(tmp_path: Path) -> None:
    file = written(tmp_path, HEAD + talks("status: no-longer-listed"))
    assert problems(file) == [
        (
            "5:73: unknown status 'no-longer-listed' (one of confirmed, tentative, cancelled, "
            "postponed)"
        )
    ]
