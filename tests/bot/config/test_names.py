"""Names in the environment: a slip in one of ours is told of, and what others put there is not."""

from pathlib import Path

import pytest

from tests.bot.running.podium import podium

KUBERNETES = {
    "PODIUM_SERVICE_HOST": "10.0.0.1",
    "PODIUM_SERVICE_PORT": "8080",
    "PODIUM_SERVICE_PORT_HTTP": "8080",
    "PODIUM_PORT": "tcp://10.0.0.1:8080",
    "PODIUM_PORT_8080_TCP": "tcp://10.0.0.1:8080",
    "PODIUM_PORT_8080_TCP_PROTO": "tcp",
    "PODIUM_PORT_8080_TCP_PORT": "8080",
    "PODIUM_PORT_8080_TCP_ADDR": "10.0.0.1",
    "PODIUM_WEB_SERVICE_HOST": "10.0.0.2",
    "PODIUM_WEB_PORT": "tcp://10.0.0.2:80",
    "PODIUM_WEB_PORT_80_TCP_ADDR": "10.0.0.2",
    "TELEGRAM_BOT_API_SERVICE_HOST": "10.0.0.3",
    "TELEGRAM_BOT_API_PORT": "tcp://10.0.0.3:8081",
}
BOT_API_SERVER = {"TELEGRAM_API_ID": "1", "TELEGRAM_API_HASH": "a", "TELEGRAM_LOCAL": "1"}


@pytest.mark.parametrize("others", [KUBERNETES, BOT_API_SERVER], ids=["kubernetes", "bot-api"])
def test_names_of_other_programs_in_the_environment_stop_nothing(
    tmp_path: Path, others: dict[str, str]
) -> None:
    done = podium(tmp_path, "check", **others)

    assert done.returncode == 0, done.stderr.decode()


def test_kubernetes_address_of_a_service_does_not_hide_the_port_of_the_file(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("PODIUM_PORT=nonsense\n")
    done = podium(tmp_path, "check", PODIUM_PORT="tcp://10.0.0.1:8080")

    assert done.stderr.decode().startswith("PODIUM_PORT: this is not a port")


@pytest.mark.parametrize(
    ("name", "mend"),
    [
        ("PODIUM_AGENDA", "did you mean PODIUM_AGENDAS?"),
        ("podium_port", "did you mean PODIUM_PORT?"),
        ("TELEGRAM_TOKEN", "did you mean TELEGRAM_BOT_TOKEN?"),
        ("TELEGRAM_CHANEL", "did you mean TELEGRAM_CHANNEL?"),
        ("PODIUM_XYZZY_PLUGH_FROBOZZ", "unset it"),
        ("PODIUM_PORTS", "did you mean PODIUM_PORT?"),
        ("PODIUM_SERVICE_HOSTS", "unset it"),
    ],
)
@pytest.mark.parametrize("command", ["serve", "next"])
def test_a_name_of_ours_in_the_environment_that_is_no_setting_is_refused(
    tmp_path: Path, name: str, mend: str, command: str
) -> None:
    done = podium(tmp_path, command, **{name: "s3cret"})

    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode() == f"the environment: {name} is no setting ({mend})\n"
