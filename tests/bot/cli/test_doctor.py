"""`podium doctor` as people have it: a line for each thing that Podium needs."""

from pathlib import Path

from bot.config.mail import Security
from tests.bot.apprise.web_hook import SECRET, web_hook
from tests.bot.email.smtp_server import (
    PASSWORD,
    SENDER,
    USER,
    made_certificate,
    mail_server,
)
from tests.bot.running.podium import Running, podium_running, telegram
from tests.telegram_server.server import TelegramServer

TALKS = '  - {name: channel, telegram: "@talks"}\n'


async def doctor(folder: Path, **variables: str) -> tuple[int, Running]:
    async with podium_running(folder, "doctor", **variables) as running:
        code = await running.process.wait()
    return code, running


def written(folder: Path, *destinations: str) -> None:
    text = f"destinations:\n{''.join(destinations)}"
    (folder / "destinations.yaml").write_text(text, encoding="utf-8")


async def test_each_destination_is_looked_at(server: TelegramServer, tmp_path: Path) -> None:
    server.add_channel("@talks")
    forum = server.add_group("Desk", is_forum=True)
    topic = server.add_topic(forum, "Agenda")
    written(tmp_path, TALKS, f"  - {{name: desk, telegram: {forum.id}, topic: {topic}}}\n")
    code, done = await doctor(tmp_path, **telegram(server))
    assert code == 0, done.out + done.err
    lines = done.out.splitlines()
    assert lines[0].startswith("definitions       the bundled week")
    assert lines[1] == "bot               @podium_test_bot"
    assert lines[2].startswith("channel           @talks is the channel ")
    assert lines[3].startswith(f"desk              {forum.id} is the supergroup 'Desk', topic ")
    assert server.posts("@talks") == server.posts(forum) == ()


async def test_what_is_wrong_with_a_destination_is_told_with_its_mend(
    server: TelegramServer, tmp_path: Path
) -> None:
    forum = server.add_group("Desk", is_forum=True)
    plain = server.add_group("Plain")
    closed = server.add_topic(forum, "Closed")
    server.close_topic(forum, closed)
    written(
        tmp_path,
        TALKS,
        f"  - {{name: gone, telegram: {forum.id}, topic: 4711}}\n",
        f"  - {{name: closed, telegram: {forum.id}, topic: {closed}}}\n",
        f"  - {{name: plain, telegram: {plain.id}, topic: 5}}\n",
    )
    code, done = await doctor(tmp_path, **telegram(server))
    assert code == 1
    for told in (
        "channel           the chat cannot be used: Chat not found (check the name @talks in ",
        "topic 4711: it has no such topic: Message thread not found (copy its number",
        f"topic {closed}: the topic is closed (open it",
        "topic 5: it has no topics (leave topic out)",
    ):
        assert told in done.out


async def test_a_token_that_telegram_refuses_is_told_and_not_shown(
    server: TelegramServer, tmp_path: Path
) -> None:
    wrong = telegram(server, "@talks") | {"TELEGRAM_BOT_TOKEN": f"123456:{'A' * 35}"}
    code, done = await doctor(tmp_path, **wrong)
    assert code == 1
    assert "Telegram refuses the token" in done.out
    assert "AAAA" not in done.out + done.err


async def test_what_hears_of_nothing_is_told(server: TelegramServer, tmp_path: Path) -> None:
    server.add_channel("@talks")
    (tmp_path / "agendas").mkdir()
    (tmp_path / "agendas" / "a.yaml").write_text(
        "agenda: a\ntitle: A\ntimezone: UTC\nevents:\n"
        "  - {id: e, kind: meeting, title: T, start: 2036-01-12 09:00, place: Geneva}\n",
        encoding="utf-8",
    )
    written(tmp_path, TALKS.replace("}", ", only: {city: Genf}}"))
    code, done = await doctor(tmp_path, **telegram(server))
    assert code == 1
    assert "channel           hears of none of the 1 events to come (see only)" in done.out


async def test_a_mail_server_is_logged_in_to_and_given_nothing(tmp_path: Path) -> None:
    written(tmp_path, "  - {name: desk, email: desk@example.org}\n")
    certificate = made_certificate(tmp_path)
    async with mail_server(Security.STARTTLS, certificate, with_password=True) as mails:
        mail = {
            "PODIUM_SMTP": f"localhost:{mails.port}",
            "PODIUM_SMTP_CA": str(certificate.path),
            "PODIUM_SMTP_USER": USER,
            "PODIUM_MAIL_FROM": SENDER.address,
        }
        code, done = await doctor(tmp_path, **mail, PODIUM_SMTP_PASSWORD=PASSWORD)
        assert code == 0, done.out + done.err
        _, server, mailbox = done.out.splitlines()
        told = f"localhost:{mails.port} takes the password of podium (STARTTLS)"
        assert server == f"mail server       {told}"
        assert mailbox.startswith("desk              a mailbox: ")
        code, done = await doctor(tmp_path, **mail, PODIUM_SMTP_PASSWORD="mistyped-secret")
        assert code == 1
        assert f"localhost:{mails.port} the mail server says 535 " in done.out
        assert "mistyped-secret" not in done.out + done.err
        assert mails.received == []


async def test_a_mail_server_that_is_away_is_told(tmp_path: Path) -> None:
    async with mail_server() as mails:
        port = mails.port
    mail = {"PODIUM_SMTP": f"localhost:{port}", "PODIUM_MAIL_FROM": SENDER.address}
    code, done = await doctor(tmp_path, **mail, PODIUM_SMTP_SECURITY="none")
    assert code == 1
    assert f"localhost:{port} the mail server cannot be reached: " in done.out


async def test_of_a_url_it_is_told_what_can_be_known_and_no_secret(tmp_path: Path) -> None:
    slack = "slack://T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7FQ"
    async with web_hook() as hook, web_hook() as other:
        gone = other.url
        written(
            tmp_path,
            f'  - {{name: hook, url: "{hook.url}"}}\n',
            f'  - {{name: slack, url: "{slack}"}}\n',
        )
        code, done = await doctor(tmp_path)
        assert code == 0, done.out + done.err
        _, there, unknown = done.out.splitlines()
        assert f"(JSON), and 127.0.0.1:{hook.port} is there; " in there
        assert unknown == (
            "slack             apprise takes the URL (Slack); whether it is taken there, only a"
            " post would tell"
        )
        assert hook.posts == []
    written(tmp_path, f'  - {{name: hook, url: "{gone}"}}\n')
    code, refused = await doctor(tmp_path)
    assert code == 1
    assert f"127.0.0.1:{other.port} cannot be reached: " in refused.out
    for secret in (SECRET, "TIiajkdnlazkcOXrIdevi7FQ"):
        assert secret not in done.out + done.err + refused.out + refused.err
