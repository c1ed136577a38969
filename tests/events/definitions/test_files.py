"""Files and folders of definitions: which are read, and what is told of those that cannot be."""

import os
from pathlib import Path
from typing import NoReturn

import pytest

from events.definitions.loader import load
from events.errors import DefinitionError
from tests.events.definitions.builders import WEEK, problems, problems_in, written


def test_all_files_of_a_folder_and_below_are_read_in_order(tmp_path: Path) -> None:
    (tmp_path / "later").mkdir()
    written(tmp_path / "later", WEEK.replace("a-week", "third"), "c.yaml")
    written(tmp_path, WEEK.replace("a-week", "second"), "b.yml")
    written(tmp_path, WEEK.replace("a-week", "first"), "a.yaml")
    for passed_over in ("README.md", "a.yaml~", ".hidden.yaml"):
        written(tmp_path, "no agenda", passed_over)
    assert [agenda.id for agenda in load(tmp_path).agendas] == ["first", "second", "third"]


def test_the_faults_of_all_files_are_told_in_one_go(tmp_path: Path) -> None:
    written(tmp_path, WEEK.replace("Talks", "''"), "a.yaml")
    written(tmp_path, WEEK.replace("a-week", "fine"), "b.yaml")
    written(tmp_path, "", "c.yaml")
    with pytest.raises(DefinitionError) as caught:
        load(tmp_path)
    assert str(caught.value).splitlines() == [
        f"{tmp_path}/a.yaml:5:39: the value is empty (title: What readers see first.)",
        f"{tmp_path}/c.yaml:1:1: the file is empty (write an agenda, or delete the file)",
    ]


def test_two_files_may_not_both_say_what_an_agenda_is(tmp_path: Path) -> None:
    written(tmp_path, WEEK, "a.yaml")
    written(tmp_path, f"title: A week\n{WEEK.replace('title: A week', '')}", "b.yaml")
    assert problems_in(tmp_path) == [
        (
            f"b.yaml:2:9: the agenda 'a-week' has its title and the like in {tmp_path}/a.yaml "
            "already (keep agenda: and events: alone here, or give the file an id of its own)"
        ),
        (
            f"b.yaml:6:10: the id 'talks' is used twice, first in line 5 of {tmp_path}/a.yaml "
            "(give each event an id of its own)"
        ),
    ]


EVENT = "  - {id: talks, kind: meeting, title: T, start: 2022-01-12}\n"


def test_a_part_of_an_agenda_lacks_nothing_that_may_be_in_a_file_that_is_wrong(
    tmp_path: Path,
) -> None:
    written(tmp_path, f"{WEEK}   bad\n", "a.yaml")
    written(tmp_path, f"agenda: a-week\nevents:\n{EVENT}", "b.yaml")
    [told] = problems_in(tmp_path)
    assert told.startswith("a.yaml:6:4: this line has no key with a colon")


def test_a_part_of_an_agenda_whose_id_is_a_slip_is_told_the_one_that_is_meant(
    tmp_path: Path,
) -> None:
    written(tmp_path, WEEK, "a.yaml")
    written(tmp_path, f"agenda: a-wekk\nevents:\n{EVENT}", "b.yaml")
    assert problems_in(tmp_path) == [
        (
            "b.yaml:1:9: no file has the title and the like of the agenda 'a-wekk' "
            "(did you mean a-week? Else write title: and timezone: here)"
        )
    ]


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    written(tmp_path, WEEK, "agenda.txt")
    assert problems(tmp_path) == [
        "no definitions here (put at least one agenda.yaml in the folder)"
    ]


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    assert problems(tmp_path / "agenda.yaml") == [
        "cannot be read: No such file or directory (check the path and who may read it)"
    ]


def test_a_link_to_nowhere_is_told(tmp_path: Path) -> None:
    (tmp_path / "agenda.yaml").symlink_to("nowhere")
    (tmp_path / "circle.yaml").symlink_to("circle.yaml")
    assert problems_in(tmp_path) == [
        (
            "agenda.yaml: cannot be read: No such file or directory "
            "(check the path and who may read it)"
        ),
        (
            "circle.yaml: cannot be read: Too many levels of symbolic links "
            "(check the path and who may read it)"
        ),
    ]


def test_an_unreadable_file_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = written(tmp_path, WEEK)

    def refuse(*_: object) -> NoReturn:  # the tests may run as root, whom no mode keeps out
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    assert problems(file) == [
        "cannot be read: Permission denied (check the path and who may read it)"
    ]


def test_an_unreadable_folder_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> NoReturn:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "listdir", refuse)
    assert problems(tmp_path) == [
        "cannot be listed: Permission denied (check who may read the folder)"
    ]


def test_a_link_back_to_a_folder_above_is_told(tmp_path: Path) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "a" / "b" / "loop").symlink_to(tmp_path / "a")
    written(tmp_path, WEEK)
    assert problems_in(tmp_path) == [
        "a/b/loop: the symbolic link leads back to a folder that it is in (remove the link)"
    ]


def test_a_configmap_of_kubernetes_is_read_once(tmp_path: Path) -> None:
    version = tmp_path / "..2022_01_12"
    version.mkdir()
    (tmp_path / "..data").symlink_to(version.name)
    for name in ("one", "two"):
        written(version, WEEK.replace("a-week", name), f"{name}.yaml")
        (tmp_path / f"{name}.yaml").symlink_to(f"..data/{name}.yaml")
    assert [agenda.id for agenda in load(tmp_path).agendas] == ["one", "two"]
