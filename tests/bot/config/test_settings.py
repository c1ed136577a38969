"""Every variable, what it becomes, and how a bad one is told of."""

import errno
import os
from pathlib import Path
from typing import Any

import pytest

from bot.config.color_names import _VALUES, nearest_name
from bot.config.settings import (
    TELEGRAM_API_URL,
    Settings,
    bundled_agendas,
    parse_settings,
    read_settings,
)
from bot.errors import SettingsError
from events.definitions.colors import COLORS

TOKEN = "123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw9"


@pytest.fixture(autouse=True)
def _clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in os.environ:
        if name.startswith(("TELEGRAM_", "PODIUM_")):
            monkeypatch.delenv(name)


def test_without_any_variable_everything_has_its_default() -> None:
    assert parse_settings({}) == Settings(
        token=None,
        channel=None,
        api_url=TELEGRAM_API_URL,
        agendas=bundled_agendas(),
        database="sqlite:///podium.db",
        host="127.0.0.1",
        port=8080,
        public_url=None,
        timezone=None,
    )


@pytest.mark.parametrize(
    ("variable", "text", "field", "value"),
    [
        ("TELEGRAM_BOT_TOKEN", TOKEN, "token", TOKEN),
        ("TELEGRAM_BOT_TOKEN", f"  {TOKEN}\n", "token", TOKEN),
        ("TELEGRAM_CHANNEL", "@talks", "channel", "@talks"),
        ("TELEGRAM_CHANNEL", "-1001234567890", "channel", -1001234567890),
        ("TELEGRAM_API_URL", "http://127.0.0.1:8081/", "api_url", "http://127.0.0.1:8081"),
        ("PODIUM_AGENDAS", "/somewhere/agendas", "agendas", Path("/somewhere/agendas")),
        ("PODIUM_DATABASE", "sqlite:////var/podium.db", "database", "sqlite:////var/podium.db"),
        ("PODIUM_DATABASE", "postgresql://host/db", "database", "postgresql+psycopg://host/db"),
        (
            "PODIUM_DATABASE",
            "postgresql+psycopg://host/db",
            "database",
            "postgresql+psycopg://host/db",
        ),
        ("PODIUM_HOST", "podium.local", "host", "podium.local"),
        ("PODIUM_HOST", "::1", "host", "::1"),
        ("PODIUM_PORT", "0", "port", 0),
        ("PODIUM_PORT", "65535", "port", 65535),
        ("PODIUM_PUBLIC_URL", "https://podium.example", "public_url", "https://podium.example"),
        ("PODIUM_PUBLIC_URL", "https://a.example/pod/", "public_url", "https://a.example/pod"),
        ("PODIUM_TIMEZONE", "Europe/Brussels", "timezone", "Europe/Brussels"),
        ("PODIUM_TIMEZONE", "UTC", "timezone", "UTC"),
        ("PODIUM_TITLE", " Foreign desk, week by week ", "title", "Foreign desk, week by week"),
        ("PODIUM_DESCRIPTION", "What\nis on", "description", "What\nis on"),
        ("PODIUM_COLOR", "SteelBlue", "color", "steelblue"),
        ("PODIUM_COLOR", "#4682B4", "color", "steelblue"),
        ("PODIUM_COLOR", "#008001", "color", "green"),
        ("PODIUM_COLOR", "#fffffe", "color", "white"),
        ("PODIUM_LANGUAGES", "AR, fr", "languages", ("en", "fr", "ar")),
        ("PODIUM_LANGUAGES", "en", "languages", ("en",)),
    ],
)
def test_a_variable_becomes_its_value(variable: str, text: str, field: str, value: Any) -> None:
    environment = {"TELEGRAM_BOT_TOKEN": TOKEN, variable: text}

    assert getattr(parse_settings(environment), field) == value


@pytest.mark.parametrize("empty", ["", "  ", None])
def test_an_empty_variable_has_its_default(empty: str | None) -> None:
    assert parse_settings({"PODIUM_PORT": empty, "TELEGRAM_CHANNEL": empty}) == parse_settings({})


@pytest.mark.parametrize(
    ("variable", "text", "mend"),
    [
        ("TELEGRAM_BOT_TOKEN", "AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw9", "from BotFather"),
        ("TELEGRAM_BOT_TOKEN", f"{TOKEN} {TOKEN}", "from BotFather"),
        ("TELEGRAM_BOT_TOKEN", "123456789:too-short", "from BotFather"),
        ("TELEGRAM_CHANNEL", "talks", "write @its_name"),
        ("TELEGRAM_CHANNEL", "https://t.me/talks", "write @its_name"),
        ("TELEGRAM_CHANNEL", "@1st", "write @its_name"),
        ("TELEGRAM_API_URL", "api.telegram.org", "write https://api.telegram.org"),
        ("TELEGRAM_API_URL", "https://", "write it as https://"),
        ("PODIUM_DATABASE", "podium.db", "write sqlite:///podium.db"),
        ("PODIUM_DATABASE", "mysql://host/db", "write sqlite:///podium.db"),
        ("PODIUM_DATABASE", "sqlite://", "write sqlite:///podium.db"),
        ("PODIUM_DATABASE", "sqlite:///", "write sqlite:///podium.db"),
        ("PODIUM_DATABASE", "sqlite:///:memory:", "write sqlite:///podium.db"),
        ("PODIUM_DATABASE", "sqlite:///podium.db?mode=ro", "leave out ?"),
        ("PODIUM_DATABASE", "postgresql://podium@host:port/podium", "check the port"),
        ("PODIUM_DATABASE", "postgresql://[::1/podium", "check the port"),
        ("PODIUM_DATABASE", "sqlite:///q?a.db", "leave out ?"),
        ("PODIUM_DATABASE", "sqlite:///q?", "leave out ?"),
        ("PODIUM_AGENDAS", "~nobody-of-this-name/agendas", "write the folder's whole path"),
        ("PODIUM_PORT", "http", "write a number"),
        ("PODIUM_PORT", "65536", "write a number"),
        ("PODIUM_PORT", "-1", "write a number"),
        ("PODIUM_PORT", "80.5", "write a number"),
        ("PODIUM_PORT", "9" * 5000, "write a number"),
        ("PODIUM_PORT", "²", "write a number"),
        ("PODIUM_SETTLING", "9" * 5000, "write 60"),
        ("PODIUM_HOST", "no such host", "write 127.0.0.1"),
        ("PODIUM_HOST", "a" * 300, "write 127.0.0.1"),
        ("PODIUM_HOST", "..", "write 127.0.0.1"),
        ("PODIUM_HOST", "255.255.255.255", "write 127.0.0.1"),
        ("PODIUM_HOST", "224.0.0.1", "write 127.0.0.1"),
        ("PODIUM_HOST", "127.0.0.256", "write 127.0.0.1"),
        ("PODIUM_HOST", "http://podium.example", "write 127.0.0.1"),
        ("PODIUM_HOST", "127.0.0.1:8080", "write 127.0.0.1, and PODIUM_PORT=8080"),
        ("PODIUM_HOST", "[::1]", "write ::1"),
        ("PODIUM_HOST", "café\x1b[31m", "write 127.0.0.1"),
        ("PODIUM_PUBLIC_URL", "podium.example", "write https://podium.example"),
        ("PODIUM_PUBLIC_URL", "ftp://podium.example", "write it as https://"),
        ("PODIUM_PUBLIC_URL", "https://podium.example/?a=b", "write it as https://"),
        ("PODIUM_PUBLIC_URL", "https://podium.example/#top", "write it as https://"),
        ("PODIUM_PUBLIC_URL", "http://[::1", "write it as https://"),
        ("PODIUM_PUBLIC_URL", "http://podium.example:port", "write it as https://"),
        ("TELEGRAM_API_URL", "http://127.0.0.1:99999", "write it as https://"),
        ("PODIUM_TIMEZONE", "IST", "Asia/Kolkata"),
        ("PODIUM_TITLE", "x" * 2000, "keep it within"),
        ("PODIUM_TITLE", "a\nb", "delete it"),
        ("PODIUM_DESCRIPTION", "a\x1bb", "delete it"),
        ("PODIUM_COLOR", "#4682b", "write #rrggbb, such as #4682b4, or a name"),
        ("PODIUM_COLOR", "steelblu", "did you mean steelblue?"),
        ("PODIUM_COLOR", "4682b4", "write a CSS3 color name"),
        ("PODIUM_LANGUAGES", "fr,xx", "there is no language 'xx' (write some of ar, de, en, es, "),
        ("PODIUM_TIMEZONE", "Europe/Brusels", "did you mean Europe/Brussels?"),
    ],
)
def test_a_bad_value_is_refused_by_name_and_with_how_to_mend_it(
    variable: str, text: str, mend: str
) -> None:
    with pytest.raises(SettingsError) as refused:
        parse_settings({"TELEGRAM_BOT_TOKEN": TOKEN, variable: text})

    message = str(refused.value)
    assert message.startswith(f"{variable}: ")
    assert mend in message
    assert "\n" not in message


def test_all_that_is_wrong_is_told_at_once() -> None:
    with pytest.raises(SettingsError) as refused:
        parse_settings({"PODIUM_PORT": "http", "TELEGRAM_CHANNEL": "talks", "PODIUM_TIMEZONE": "X"})

    named = [line.partition(":")[0] for line in str(refused.value).splitlines()]
    assert sorted(named) == ["PODIUM_PORT", "PODIUM_TIMEZONE", "TELEGRAM_CHANNEL"]


def test_a_channel_without_a_bot_is_refused() -> None:
    with pytest.raises(SettingsError, match=r"TELEGRAM_CHANNEL: .* \(set TELEGRAM_BOT_TOKEN too\)"):
        parse_settings({"TELEGRAM_CHANNEL": "@talks"})


@pytest.mark.parametrize("slip", [f"{TOKEN}!", TOKEN.replace(":", ";"), TOKEN[:25] + " " + TOKEN])
def test_a_token_with_a_slip_is_never_shown(slip: str) -> None:
    with pytest.raises(SettingsError) as refused:
        parse_settings({"TELEGRAM_BOT_TOKEN": slip})

    assert "AAHdqTcvCH" not in repr(refused.value)


@pytest.mark.parametrize("port", [":port", ":", ":5432:5432"])
def test_the_password_of_a_database_that_is_refused_is_never_shown(port: str) -> None:
    with pytest.raises(SettingsError) as refused:
        parse_settings({"PODIUM_DATABASE": f"postgresql://podium:s3cret@host{port}/podium"})

    assert "PODIUM_DATABASE: this address of a database cannot be read" in str(refused.value)
    assert "s3cret" not in repr(refused.value)


def test_a_home_folder_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/editor")

    settings = parse_settings({"PODIUM_AGENDAS": "~/agendas"})
    assert settings.agendas == Path("/home/editor/agendas")


@pytest.mark.parametrize(
    "database",
    ["postgresql://podium:s3cret@host/podium", "postgresql://host/podium?password=s3cret"],
)
def test_the_settings_show_no_secret(database: str) -> None:
    settings = parse_settings({"TELEGRAM_BOT_TOKEN": TOKEN, "PODIUM_DATABASE": database})

    for shown in (repr(settings), str(settings)):
        assert TOKEN not in shown
        assert "s3cret" not in shown


def test_the_file_is_read_and_the_environment_wins(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / ".env"
    file.write_text(
        "# A comment\n"
        f"TELEGRAM_BOT_TOKEN={TOKEN}\n"
        'TELEGRAM_CHANNEL="@talks"\n'
        "PODIUM_PORT=8001\n"
        "SOMETHING_ELSE=1\n"
    )
    monkeypatch.setenv("PODIUM_PORT", "8002")

    settings = read_settings(file)
    assert (settings.token, settings.channel, settings.port) == (TOKEN, "@talks", 8002)


def test_an_empty_variable_of_the_environment_takes_the_file_s_value_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / ".env"
    file.write_text(f"TELEGRAM_BOT_TOKEN={TOKEN}\n")
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "")

    assert read_settings(file).token is None


def test_without_a_file_the_environment_is_enough(tmp_path: Path) -> None:
    assert read_settings(tmp_path / ".env") == parse_settings({})


def test_the_file_of_the_working_directory_is_the_one_that_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".env").write_text("PODIUM_PORT=8003\n")
    monkeypatch.chdir(tmp_path)

    assert read_settings().port == 8003


# What cannot be read in the file


def refusal_of(file: Path, text: str) -> list[str]:
    """The lines in which a file is refused."""
    file.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError) as refused:
        read_settings(file)
    return str(refused.value).splitlines()


@pytest.mark.parametrize(
    "line",
    [
        f"TELEGRAM_BOT_TOKEN {TOKEN}",
        f"TELEGRAM_BOT_TOKEN: {TOKEN}",
        f"TELEGRAM_BOT_TOKEN:{TOKEN}",
        f"TELEGRAM_BOT_TOKEN:{TOKEN}=",
        f"TELEGRAM BOT TOKEN={TOKEN}",
        f"export TELEGRAM_BOT_TOKEN {TOKEN}",
        f'TELEGRAM_BOT_TOKEN="{TOKEN}',
        f"={TOKEN}",
        TOKEN,
        "TELEGRAM_BOT_TOKEN",
    ],
)
def test_a_line_that_is_no_variable_is_refused_and_never_shown(tmp_path: Path, line: str) -> None:
    refused = refusal_of(tmp_path / ".env", f"PODIUM_PORT=1\n{line}\nPODIUM_HOST=::1\n")

    assert [text.partition(" (")[0] for text in refused] == [
        f"{tmp_path / '.env'}:2: not NAME=value"
    ]
    assert "AAHdqTcvCH" not in "".join(refused)


@pytest.mark.parametrize(
    ("name", "mend"),
    [
        ("TELEGRAM_CHANEL", "did you mean TELEGRAM_CHANNEL?"),
        ("PODIUM_AGENDA", "did you mean PODIUM_AGENDAS?"),
        ("podium_port", "did you mean PODIUM_PORT?"),
        ("PODIUM_XYZZY_PLUGH_FROBOZZ", "remove it"),
    ],
)
def test_a_name_of_ours_that_is_no_setting_is_refused(tmp_path: Path, name: str, mend: str) -> None:
    file = tmp_path / ".env"

    assert refusal_of(file, f"{name}=secret\n") == [f"{file}:1: {name} is no setting ({mend})"]


def test_every_line_that_is_wrong_is_told_of_by_its_number(tmp_path: Path) -> None:
    refused = refusal_of(
        tmp_path / ".env",
        "\n# Ours\n\n  nonsense here\nPODIUM_HOST='two\nlines'\n\n\nPODIUM_PROT=8080\n",
    )

    assert [line.split(": ")[0] for line in refused] == [
        f"{tmp_path / '.env'}:4",
        f"{tmp_path / '.env'}:9",
    ]


def test_a_name_that_is_given_twice_is_refused(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    text = "PODIUM_PORT=1\nOTHER=1\nPODIUM_HOST=::1\nexport PODIUM_PORT=2\nOTHER=2\n"

    assert refusal_of(file, text) == [
        f"{file}:4: PODIUM_PORT is set already in line 1 (keep one of the two)"
    ]


@pytest.mark.parametrize(
    ("mode", "text", "warned"),
    [
        (0o644, f"TELEGRAM_BOT_TOKEN={TOKEN}\n", True),
        (0o604, "PODIUM_DATABASE=postgresql://u:p@h/d\n", True),
        (0o640, f"TELEGRAM_BOT_TOKEN={TOKEN}\n", False),
        (0o600, f"TELEGRAM_BOT_TOKEN={TOKEN}\n", False),
        (0o644, "PODIUM_PORT=1\nTELEGRAM_BOT_TOKEN=\n", False),
    ],
)
def test_a_file_with_a_secret_that_everybody_can_read_is_warned_of(
    tmp_path: Path, mode: int, text: str, warned: bool
) -> None:
    file = tmp_path / ".env"
    file.write_text(text)
    file.chmod(mode)

    name = text.partition("=")[0]
    what = f"{file}: warning: every user of this machine can read {name} here (chmod 600 {file})"
    assert read_settings(file).warnings == ((what,) if warned else ())


def test_names_of_other_programs_in_the_environment_stop_nothing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("TELEGRAM_APP_ID", "1")
    monkeypatch.setenv("PODIUM_SERVICE_HOST", "10.0.0.1")

    assert read_settings(tmp_path / ".env") == parse_settings({})


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_bytes("PODIUM_HOST=caf\xe9\n".encode("latin-1"))

    with pytest.raises(SettingsError, match="UTF-8"):
        read_settings(file)


def test_a_file_that_begins_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text("PODIUM_PORT=8004\n", encoding="utf-8-sig")

    assert read_settings(file).port == 8004


def test_a_folder_in_the_file_s_place_is_refused(tmp_path: Path) -> None:
    (tmp_path / ".env").mkdir()

    with pytest.raises(SettingsError, match=r"\.env: cannot be read: Is a directory \(make it"):
        read_settings(tmp_path / ".env")


def test_a_file_that_may_not_be_read_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def forbidden(*_: object, **__: object) -> str:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr(Path, "read_text", forbidden)

    with pytest.raises(SettingsError, match=r"\.env: cannot be read: Permission denied"):
        read_settings(tmp_path / ".env")


def test_an_operator_that_is_the_channel_is_refused() -> None:
    chat = {"TELEGRAM_CHANNEL": "@talks", "TELEGRAM_OPERATOR": "@talks"}
    with pytest.raises(SettingsError, match="TELEGRAM_OPERATOR: this is the channel itself"):
        parse_settings({"TELEGRAM_BOT_TOKEN": TOKEN, **chat})


def test_every_color_that_a_calendar_knows_is_its_own_nearest_name() -> None:
    values = {name: parse_settings({"PODIUM_COLOR": name}).color for name in COLORS}

    assert values == {name: name for name in COLORS}
    assert _VALUES.keys() == set(COLORS)
    for value in _VALUES.values():
        assert _VALUES[nearest_name(f"#{value}")] == value
