"""What `podium check` tells: that all is well, or each fault with its place."""

import re
from pathlib import Path

import pytest

from tests.bot.cli.commands.printed import FUTURE_AGENDA, lines
from tests.bot.running.podium import ROOT, podium


def test_check_says_that_all_is_well(tmp_path: Path) -> None:
    done = podium(tmp_path, "check")

    assert (done.returncode, done.stderr) == (0, b"")
    [told] = lines(done.stdout)
    folder, _, found = told.partition(": ")
    assert Path(folder).name == "agendas"
    assert found == "4 events in 1 agenda, 2022-01-10 to 2022-01-13 (all are past): all is well"


@pytest.mark.parametrize(
    ("starts", "span"),
    [
        (["2099-12"], "1 event in 1 agenda, 1 of a day to be announced"),
        (
            ["2099-12-10", "2099-11", "week of 2099-12-07"],
            "3 events in 1 agenda, 2099-12-10, 2 of a day to be announced",
        ),
    ],
)
def test_check_makes_no_day_of_a_month(tmp_path: Path, starts: list[str], span: str) -> None:
    head = "agenda: a\ntitle: A\ntimezone: UTC\nevents:\n"
    events = [
        f"  - {{id: e-{number}, kind: vote, title: Vote, start: {start}}}\n"
        for number, start in enumerate(starts)
    ]
    (tmp_path / "agenda.yaml").write_text(head + "".join(events))
    done = podium(tmp_path, "check", "agenda.yaml")
    assert lines(done.stdout) == [f"agenda.yaml: {span}: all is well"]


def test_check_calls_nothing_past_that_is_postponed(tmp_path: Path) -> None:
    agenda = "agenda: a\ntitle: A\ntimezone: UTC\nevents:\n"
    for id_, more in (("council", ""), ("visit", ", status: postponed")):
        agenda += f"  - {{id: {id_}, kind: visit, title: {id_}, start: 2022-01-12{more}}}\n"
    (tmp_path / "agenda.yaml").write_text(agenda)
    done = podium(tmp_path, "check", "agenda.yaml")
    assert lines(done.stdout) == ["agenda.yaml: 2 events in 1 agenda, 2022-01-12: all is well"]


def test_check_lists_each_fault_with_its_place_and_exits_1(tmp_path: Path) -> None:
    (tmp_path / "agenda.yaml").write_text(
        FUTURE_AGENDA.replace("meeting", "meting").replace("09:00", "09:00 IST")
    )
    done = podium(tmp_path, "check", "agenda.yaml")

    assert (done.returncode, done.stdout) == (1, b"")
    assert [re.sub(r" .*", "", line) for line in lines(done.stderr)] == [
        "agenda.yaml:6:11:",
        "agenda.yaml:8:29:",
    ]
    assert "did you mean meeting?" in done.stderr.decode()


@pytest.mark.parametrize(
    ("path", "complaint"),
    [
        (
            "nowhere.yaml",
            (
                "nowhere.yaml: cannot be read: No such file or directory "
                "(check the path and who may read it)"
            ),
        ),
        (".", ".: no definitions here (put at least one agenda.yaml in the folder)"),
    ],
)
def test_check_of_what_is_no_agenda_exits_1_and_names_no_line(
    tmp_path: Path, path: str, complaint: str
) -> None:
    done = podium(tmp_path, "check", path)

    assert (done.returncode, done.stdout) == (1, b"")
    assert lines(done.stderr) == [complaint]


def test_the_faults_in_the_readme_are_those_that_are_told(tmp_path: Path) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    [definitions] = re.findall(r"```yaml\n(.*?)```", readme, re.DOTALL)
    [told] = re.findall(r"\$ podium check agendas\n(.*?)```", readme, re.DOTALL)
    file = tmp_path / "agendas" / "week.yaml"
    file.parent.mkdir()

    file.write_text(definitions, encoding="utf-8")
    assert podium(tmp_path, "check", "agendas").returncode == 0
    file.write_text(definitions.replace("12 09:00 GMT", "12 09:00 IST"), encoding="utf-8")
    assert podium(tmp_path, "check", "agendas").stderr.decode() == told
