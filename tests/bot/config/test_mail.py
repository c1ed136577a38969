"""The settings of e-mail: what each takes, and what is told of each slip."""

import pytest

from bot.config.mail import MailSender, MailServer, Security
from bot.config.settings import parse_settings
from bot.errors import SettingsError

SERVER = {"PODIUM_SMTP": "smtp.example.org", "PODIUM_MAIL_FROM": "press@example.org"}
PASSWORD = {"PODIUM_SMTP_USER": "podium", "PODIUM_SMTP_PASSWORD": "correct-horse"}


def test_a_server_is_spoken_to_encrypted_unless_it_is_said() -> None:
    sender = MailSender("press@example.org")
    assert parse_settings(SERVER).mail == MailServer(
        "smtp.example.org", 587, Security.STARTTLS, sender
    )
    assert parse_settings({}).mail is None


@pytest.mark.parametrize(
    ("server", "security", "host", "port"),
    [
        ("smtp.example.org", "tls", "smtp.example.org", 465),
        ("smtp.example.org", "none", "smtp.example.org", 25),
        ("smtp.example.org:2525", "", "smtp.example.org", 2525),
        ("127.0.0.1:25", "none", "127.0.0.1", 25),
        ("[::1]:25", "none", "::1", 25),
        ("::1", "none", "::1", 25),
    ],
)
def test_a_server_has_its_port_or_the_usual_one(
    server: str, security: str, host: str, port: int
) -> None:
    given = {**SERVER, "PODIUM_SMTP": server, "PODIUM_SMTP_SECURITY": security}
    mail = parse_settings(given).mail
    assert mail is not None
    assert (mail.host, mail.port) == (host, port)


@pytest.mark.parametrize(
    "text", ["Press Office <press@example.org>", '"Press Office" <press@example.org>']
)
def test_a_sender_may_have_a_name(text: str) -> None:
    settings = parse_settings({**SERVER, "PODIUM_MAIL_FROM": text})
    assert settings.mail_from == MailSender("press@example.org", "Press Office")


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("PODIUM_SMTP", "smtps://smtp.example.org", "write it as smtp.example.org"),
        ("PODIUM_SMTP", "smtp.example.org:smtp", "this is not a port"),
        ("PODIUM_SMTP", "smtp.example.org:0", "no mail server has the port 0"),
        ("PODIUM_SMTP", "mail server", "'mail server' is not a mail server's name"),
        ("PODIUM_SMTP_SECURITY", "ssl", "one of starttls, tls, none"),
        ("PODIUM_SMTP_CA", "/nowhere/ca.pem", "no certificate can be read"),
        ("PODIUM_MAIL_FROM", "press", "'press' is not an e-mail address"),
        ("PODIUM_MAIL_FROM", "a@b.org, Press <c@d.org>", "one address with a name"),
        ("PODIUM_MAIL_FROM", "Press <c@d.org> too", "one address with a name before it"),
        ("PODIUM_SMTP_USER", "podium", "set PODIUM_SMTP_PASSWORD too"),
        ("PODIUM_SMTP_PASSWORD", "correct-horse", "set PODIUM_SMTP_USER too"),
    ],
)
def test_a_slip_is_told_with_its_mend(name: str, text: str, told: str) -> None:
    with pytest.raises(SettingsError) as refused:
        parse_settings({**SERVER, name: text})
    assert f"{name}: " in str(refused.value)
    assert told in str(refused.value)
    assert "correct-horse" not in str(refused.value)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"PODIUM_SMTP": "smtp.example.org"}, "set PODIUM_MAIL_FROM too"),
        ({"PODIUM_MAIL_FROM": "press@example.org"}, "set PODIUM_SMTP too"),
        (PASSWORD, "set PODIUM_SMTP too"),
        (
            {**SERVER, "PODIUM_SMTP": "podium:correct-horse@smtp.example.org"},
            "more than a mail server's name",
        ),
    ],
)
def test_what_is_of_no_use_alone_is_told(given: dict[str, str], told: str) -> None:
    with pytest.raises(SettingsError) as refused:
        parse_settings(given)
    assert told in str(refused.value)
    assert "correct-horse" not in str(refused.value)


def test_a_password_shows_in_no_repr() -> None:
    settings = parse_settings({**SERVER, **PASSWORD})
    assert "correct-horse" not in repr(settings)
    assert "correct-horse" not in repr(settings.mail)
