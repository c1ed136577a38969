"""Definitions that are loaded again: what is taken over, and that it is never stale."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from events.definitions.loader import Loader, load
from events.errors import DefinitionError, Problem
from events.model import Agendas
from tests.events.builders import BUNDLED
from tests.examples import examples

WEEK = """\
agenda: {agenda}
title: A week
timezone: Europe/Brussels
events:
  - {{id: one, kind: meeting, title: First, start: 2022-01-12 09:00}}
  - {{id: two, kind: meeting, title: Second, start: 2022-01-12 10:00, follows: one}}
  - {{id: three, kind: briefing, title: Third, start: 2022-01-13}}
"""


def write(folder: Path, agenda: str = "week", old: str = "", new: str = "") -> Path:
    file = folder / f"{agenda}.yaml"
    text = WEEK.format(agenda=agenda)
    assert old in text
    file.write_text(text.replace(old, new, 1) if old else text, encoding="utf-8")
    return file


def taken_over(before: Agendas, after: Agendas) -> set[str]:
    same = {id(event) for event in before.events}
    return {event.name for event in after.events if id(event) in same}


def test_a_file_that_has_not_changed_is_the_same_agenda(tmp_path: Path) -> None:
    write(tmp_path, "one")
    write(tmp_path, "two")
    loader = Loader(tmp_path)
    before = loader.load()

    write(tmp_path, "two", "First", "Edited")
    after = loader.load()

    assert after.agendas[0] is before.agendas[0]
    assert after == load(tmp_path)


@pytest.mark.parametrize(
    ("old", "new", "anew"),
    [
        ("Second", "Edited", {"two"}),
        ("title: A week", "# a line more\ntitle: Another", set()),
        ("Europe/Brussels", "Europe/Vienna", {"one", "two", "three"}),
        ("events:", "source: {publisher: Sputnik}\nevents:", {"one", "two", "three"}),
        ("events:", "reminders: {meeting: [1 hour]}\nevents:", {"one", "two"}),
        ("  - {id: one,", "  -   {id: one, ", set()),
        ("title: First", "title: 'First'", set()),
        ("start: 2022-01-12 09:00", "start: 2022-01-12 09:01", {"one"}),
        (", follows: one", "", {"two"}),
        ("title: First", "title: Edited", {"one", "two"}),
    ],
)
def test_of_an_edited_file_what_reads_as_it_did_is_taken_over(
    tmp_path: Path, old: str, new: str, anew: set[str]
) -> None:
    write(tmp_path)
    loader = Loader(tmp_path)
    before = loader.load()

    write(tmp_path, "week", old, new)
    after = loader.load()

    assert after == load(tmp_path)
    names = {event.name for event in after.events}
    assert names - taken_over(before, after) == {f"{id_}.week" for id_ in anew}


def test_a_bad_edit_forgets_nothing(tmp_path: Path) -> None:
    write(tmp_path)
    loader = Loader(tmp_path)
    before = loader.load()

    write(tmp_path, "week", "2022-01-13", "2022-01-32")
    with pytest.raises(DefinitionError):
        loader.load()
    write(tmp_path)
    after = loader.load()

    assert taken_over(before, after) == {"one.week", "two.week", "three.week"}


BYTES = BUNDLED.read_bytes()
EDIT = st.tuples(
    st.integers(0, len(BYTES)),
    st.integers(0, 3),
    st.sampled_from([b"", b"\n", b":", b"- ", b"'", b"{", b" ", b"0", b"#"]),
)


@settings(max_examples=examples(150))
@given(st.lists(st.lists(EDIT, max_size=2), min_size=2, max_size=4))
def test_whatever_was_there_before_the_definitions_read_as_they_do_to_a_stranger(
    tmp_path_factory: pytest.TempPathFactory, states: list[list[tuple[int, int, bytes]]]
) -> None:
    file = tmp_path_factory.getbasetemp() / "again.yaml"
    loader = Loader(file)
    for edits in states:
        content = BYTES
        for at, deleted, inserted in edits:
            content = content[:at] + inserted + content[at + deleted :]
        file.write_bytes(content)
        assert outcome(loader) == outcome(Loader(file))


def outcome(loader: Loader) -> Agendas | tuple[Problem, ...]:
    try:
        return loader.load()
    except DefinitionError as error:
        return tuple(error.problems)
