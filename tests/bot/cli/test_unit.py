"""The unit for systemd: what is begun again, and what a restart cannot cure."""

import configparser
import socket
from pathlib import Path

import pytest

from bot.cli.exits import FINDING, INTERRUPTED, OK, USAGE
from tests.bot.running.podium import ROOT, podium


def unit() -> configparser.ConfigParser:
    parser = configparser.ConfigParser()
    parser.read(ROOT / "deploy" / "podium.service", encoding="utf-8")
    return parser


def not_restarted() -> set[int]:
    return {int(code) for code in unit()["Service"]["RestartPreventExitStatus"].split()}


def test_what_ends_is_begun_again_however_often() -> None:
    assert unit()["Service"]["Restart"] == "always"
    assert unit()["Unit"]["StartLimitIntervalSec"] == "0"
    assert unit()["Service"]["ExecStart"].endswith("/podium serve")
    assert not_restarted() == {USAGE}
    assert not not_restarted() & {OK, FINDING, INTERRUPTED}


@pytest.mark.parametrize(
    "variables",
    [
        {"PODIUM_PORT": "http"},
        {"PODIUM_PROT": "8080"},
        {"TELEGRAM_CHANNEL": "@talks"},
        {"PODIUM_DATABASE": "sqlite:///q?a.db"},
    ],
    ids=str,
)
def test_a_wrong_setting_is_not_tried_again(tmp_path: Path, variables: dict[str, str]) -> None:
    assert podium(tmp_path, "serve", **variables).returncode in not_restarted()


def test_what_may_pass_is_tried_again(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        busy = podium(tmp_path, "serve", PODIUM_PORT=port)
    (tmp_path / "agendas").mkdir()
    empty = podium(tmp_path, "serve", PODIUM_PORT="0", PODIUM_DATABASE="sqlite:///other.db")

    assert busy.returncode == empty.returncode == FINDING
    assert FINDING not in not_restarted()
