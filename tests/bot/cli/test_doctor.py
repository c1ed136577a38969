"""`podium doctor` as people have it: a line for each thing that Podium needs."""

from pathlib import Path

from tests.bot.podium import Running, podium_running, telegram
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
