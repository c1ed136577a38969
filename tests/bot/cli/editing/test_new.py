"""`podium new`: an agenda that is begun, and what it does not touch."""

import json
import re
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.cli.commands.editing.new import template
from events.definitions.loader import Loader
from tests.bot.running.podium import podium

THURSDAY = date(2036, 12, 4)


def test_an_agenda_is_begun_in_an_empty_folder_and_passes_the_check(tmp_path: Path) -> None:
    done = podium(tmp_path, "new", "council-week", "--timezone", "Europe/Brussels")
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode() == (
        "agendas/council-week.yaml: begun; write your events there, then: podium check\n"
    )
    text = (tmp_path / "agendas/council-week.yaml").read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=podium.schema.json\n")
    assert "agenda: council-week\ntitle: Council week\ntimezone: Europe/Brussels\n" in text
    schema = json.loads((tmp_path / "agendas/podium.schema.json").read_bytes())
    assert schema["title"] == "Podium"
    checked = podium(tmp_path, "check")
    assert (checked.returncode, checked.stderr) == (0, b"")
    assert checked.stdout == b"agendas: 0 events in 1 agenda: all is well\n"


def test_the_examples_are_of_this_week_and_are_definitions_without_fault() -> None:
    text = template("week", "Europe/Brussels", THURSDAY)
    days = [date.fromisoformat(it) for it in re.findall(r"\d{4}-\d\d-\d\d", text)]
    assert {it.isocalendar()[:2] for it in days} == {THURSDAY.isocalendar()[:2]}
    assert {it.weekday() for it in days} == {0, 1, 2, 3, 4}
    head, examples = text.split("events: []\n")
    filled = f"{head}events:\n{re.sub('^#', '', examples, flags=re.MULTILINE)}"
    loader = Loader(Path("week.yaml"), lambda _: filled.encode())
    assert len(loader.load().events) == 6
    assert not loader.warnings


def test_from_friday_on_the_examples_are_of_the_next_week() -> None:
    friday = THURSDAY + timedelta(days=1)
    for begun in (friday, friday + timedelta(days=2)):
        assert "start: 2036-12-08 10:00" in template("week", "Europe/Brussels", begun)


@pytest.mark.parametrize(
    ("variables", "arguments", "line"),
    [
        ({"PODIUM_TIMEZONE": "Europe/Vienna"}, (), "timezone: Europe/Vienna\n"),
        ({"PODIUM_TIMEZONE": "Europe/Vienna"}, ("--timezone", "Asia/Tokyo"),
         "timezone: Asia/Tokyo\n"),
        ({}, (), "timezone: UTC  # ? the zone of your desk, such as Europe/Brussels\n"),
    ],
)  # fmt: skip
def test_the_zone_is_the_desk_s(
    tmp_path: Path, variables: dict[str, str], arguments: tuple[str, ...], line: str
) -> None:
    assert podium(tmp_path, "new", "week", *arguments, **variables).returncode == 0
    assert line in (tmp_path / "agendas/week.yaml").read_text(encoding="utf-8")
    assert podium(tmp_path, "check").returncode == 0


def test_a_file_that_is_there_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "week.yaml").write_text("mine", encoding="utf-8")
    (tmp_path / "podium.schema.json").write_text("mine, too", encoding="utf-8")
    done = podium(tmp_path, "new", "week", ".")
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr == (
        b"podium new: week.yaml is there, and is not overwritten (give the agenda another id)\n"
    )
    assert podium(tmp_path, "new", "week", "other.yaml").returncode == 0
    assert (tmp_path / "week.yaml").read_text(encoding="utf-8") == "mine"
    assert (tmp_path / "podium.schema.json").read_text(encoding="utf-8") == "mine, too"


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("My Week",), 2, "podium new: 'My Week' is not an id"),
        (("week", "--timezone", "CET"), 2, "podium new: 'CET' is an abbreviation"),
        (("week", "nowhere"), 2, "podium new: nowhere is no folder that is there, and no file"),
        (("week", "no/where.yaml"), 1, "podium new: no/where.yaml cannot be written: No such file"),
        (("taken", "new.yaml"), 1, "podium new: an agenda in . has the id taken already"),
    ],
)
def test_what_cannot_be_begun_is_told(
    tmp_path: Path, arguments: tuple[str, ...], code: int, told: str
) -> None:
    (tmp_path / "a.yaml").write_text(template("taken", "UTC", THURSDAY), encoding="utf-8")
    done = podium(tmp_path, "new", *arguments)
    assert (done.returncode, done.stdout) == (code, b"")
    assert done.stderr.decode().startswith(told)
    assert [it.name for it in tmp_path.iterdir()] == ["a.yaml"]


def test_the_bundled_week_is_left_alone(tmp_path: Path) -> None:
    done = podium(tmp_path, "new", "week")
    assert done.returncode == 0
    assert (tmp_path / "agendas/week.yaml").is_file()
