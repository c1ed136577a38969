"""What becomes of a message, by each answer of a real mail server."""

import asyncio
import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from bot.config.mail import Security
from bot.delivery.outcome import Delivered, NotDelivered, Outcome, Retry, Unknown
from bot.email import kept_connections
from bot.email.server import SmtpServer
from tests.bot.email.smtp_server import (
    PASSWORD,
    USER,
    Certificate,
    Mails,
    made_certificate,
    mail_server,
)

DESK = "desk@example.org"
MESSAGE = b"Subject: Council\r\n\r\nIn 15 minutes\r\n"
PATIENCE = timedelta(seconds=5)
ENCRYPTED = [Security.STARTTLS, Security.TLS]


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Certificate:
    if not shutil.which("openssl"):
        pytest.skip("openssl is not here to make a certificate")
    return made_certificate(tmp_path_factory.mktemp("certificate"))


async def hand_over(mails: Mails, security: Security = Security.NONE, **more: object) -> Outcome:
    server = SmtpServer(mails.server(security, **more), PATIENCE)
    return await server.hand_over(DESK, MESSAGE)


async def test_a_message_is_handed_over() -> None:
    async with mail_server() as mails:
        assert await hand_over(mails) == Delivered()
        ((to, message),) = mails.received
    assert (to, message["Subject"]) == (DESK, "Council")


@pytest.mark.parametrize("security", ENCRYPTED)
async def test_it_goes_encrypted_and_with_a_password(
    security: Security, certificate: Certificate
) -> None:
    async with mail_server(security, certificate, with_password=True) as mails:
        known = {"user": USER, "password": PASSWORD, "authority": certificate.path}
        assert await hand_over(mails, security, **known) == Delivered()
        assert len(mails.received) == 1


@pytest.mark.parametrize("security", ENCRYPTED)
async def test_a_certificate_that_nobody_vouches_for_is_refused(
    security: Security, certificate: Certificate
) -> None:
    async with mail_server(security, certificate) as mails:
        outcome = await hand_over(mails, security)
        assert isinstance(outcome, NotDelivered)
        assert outcome.retry is Retry.SLOWLY
        assert "certificate" in outcome.reason
        assert "PODIUM_SMTP_CA" in outcome.reason
        assert not mails.received


async def test_a_server_without_encryption_is_not_taken_for_one_with_it() -> None:
    async with mail_server() as mails:
        outcome = await hand_over(mails, Security.STARTTLS)
        assert isinstance(outcome, NotDelivered)
        assert outcome.retry is Retry.SLOWLY
        assert "PODIUM_SMTP_SECURITY" in outcome.reason


async def test_a_wrong_password_is_tried_slowly_and_not_shown(certificate: Certificate) -> None:
    security = Security.STARTTLS
    async with mail_server(security, certificate, with_password=True) as mails:
        wrong = {"user": USER, "password": "my-secret", "authority": certificate.path}
        outcome = await hand_over(mails, security, **wrong)
    assert isinstance(outcome, NotDelivered)
    assert outcome.retry is Retry.SLOWLY
    assert "535" in outcome.reason
    assert "my-secret" not in outcome.reason
    assert "my-secret" not in repr(mails.server(security, **wrong))


@pytest.mark.parametrize(
    ("command", "answer", "retry"),
    [
        ("MAIL", "451 4.3.0 Try again", Retry.SOON),
        ("MAIL", "421 4.3.2 Closing", Retry.SOON),
        ("MAIL", "530 5.7.0 Authentication required", Retry.SLOWLY),
        ("MAIL", "553 5.1.8 Not your address", Retry.SLOWLY),
        ("RCPT", "450 4.2.0 Greylisted", Retry.SOON),
        ("RCPT", "550 5.1.1 No such user", Retry.NEVER),
        ("RCPT", "550 No such user", Retry.NEVER),
        ("RCPT", "554 5.7.1 Relay access denied", Retry.SLOWLY),
        ("DATA", "452 4.3.1 No room", Retry.SOON),
        ("DATA", "421 4.3.2 Closing", Retry.SOON),
        ("DATA", "552 5.3.4 Too big", Retry.NEVER),
        ("DATA", "554 5.7.1 Looks like spam", Retry.NEVER),
    ],
)
async def test_a_refusal_is_certain(command: str, answer: str, retry: Retry) -> None:
    async with mail_server() as mails:
        mails.answers[command] = [answer]
        outcome = await hand_over(mails)
        assert not mails.received
    assert outcome == NotDelivered(f"the mail server says {answer}", retry)


async def test_nobody_knows_of_a_message_whose_connection_was_lost_after_it() -> None:
    async with mail_server() as mails:
        mails.lost_after_data = 1
        outcome = await hand_over(mails)
        assert isinstance(outcome, Unknown)
        assert len(mails.received) == 1


async def test_a_server_that_is_not_there_has_nothing() -> None:
    async with mail_server() as mails:
        pass
    outcome = await hand_over(mails)
    assert isinstance(outcome, NotDelivered)
    assert outcome.retry is Retry.SOON
    assert "cannot be reached" in outcome.reason


async def test_a_server_that_says_nothing_has_nothing_and_holds_up_nobody_for_long() -> None:
    async def say_nothing(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()
        writer.close()

    silent = await asyncio.start_server(say_nothing, "127.0.0.1", 0)
    async with silent:
        mails = Mails(port=silent.sockets[0].getsockname()[1])
        server = SmtpServer(mails.server(), timedelta(seconds=0.1))
        outcomes = await asyncio.gather(*(server.hand_over(DESK, MESSAGE) for _ in range(12)))
    assert {type(each) for each in outcomes} == {NotDelivered}
    assert {each.retry for each in outcomes if isinstance(each, NotDelivered)} == {Retry.SOON}


async def test_what_is_sent_at_once_shares_a_few_connections() -> None:
    async with mail_server() as mails:
        server = SmtpServer(mails.server(), PATIENCE)
        outcomes = await asyncio.gather(*(server.hand_over(DESK, MESSAGE) for _ in range(20)))
        assert outcomes == [Delivered()] * 20
        assert len(mails.received) == 20


@pytest.mark.parametrize("security", list(Security))
async def test_messages_one_after_the_other_share_a_connection(
    security: Security, certificate: Certificate
) -> None:
    async with mail_server(security, certificate) as mails:
        server = SmtpServer(mails.server(security, authority=certificate.path), PATIENCE)
        assert [await server.hand_over(DESK, MESSAGE) for _ in range(3)] == [Delivered()] * 3
        assert (len(mails.received), len(mails.connections)) == (3, 1)


async def test_a_server_that_has_hung_up_or_had_enough_is_connected_to_anew() -> None:
    async with mail_server() as mails:
        server = SmtpServer(mails.server(), PATIENCE)
        assert await server.hand_over(DESK, MESSAGE) == Delivered()
        mails.hang_up()
        assert await server.hand_over(DESK, MESSAGE) == Delivered()
        mails.answers["MAIL"] = ["421 4.7.0 Too many messages"]
        assert await server.hand_over(DESK, MESSAGE) == Delivered()
        mails.lost_after_data = 1
        assert isinstance(await server.hand_over(DESK, MESSAGE), Unknown)
        mails.answers["RCPT"] = ["550 5.1.1 No such user"]
        assert isinstance(await server.hand_over(DESK, MESSAGE), NotDelivered)
        # What may have been taken, or was refused, was sent but once.
        assert (len(mails.received), len(mails.connections)) == (4, 4)


async def test_a_connection_that_nobody_needs_is_closed_politely(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(kept_connections, "KEPT_SECONDS", 0)
    async with mail_server() as mails:
        server = SmtpServer(mails.server(), PATIENCE)
        assert await server.hand_over(DESK, MESSAGE) == Delivered()
        await mails.until(lambda: mails.farewells == 1)


async def test_a_file_of_certificates_that_is_gone_is_told(tmp_path: Path) -> None:
    gone = tmp_path / "gone.pem"
    async with mail_server() as mails:
        outcome = await hand_over(mails, Security.STARTTLS, authority=gone)
    assert isinstance(outcome, NotDelivered)
    assert "PODIUM_SMTP_CA" in outcome.reason
