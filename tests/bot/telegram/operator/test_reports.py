"""A report that is sent to the operator's chat comes back as a draft, and is kept nowhere."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from bot.telegram.commands.operator.reports import LARGEST, NO_TEXT, TOO_LARGE, USAGE
from events.definitions.loader import load
from tests.bot.making.agenda_file import AgendaFile, definition
from tests.bot.making.edited import settings_for
from tests.bot.running.clock import SetClock, utc
from tests.bot.running.running_service import running
from tests.bot.telegram.asks.asked import Reader
from tests.bot.telegram.operator.test_operator_commands import PACING
from tests.telegram_server.chats import Chat, Post
from tests.telegram_server.http.parameters import Upload
from tests.telegram_server.server import TelegramServer

REPORT = "The foreign ministers of the Contact Group meet in Oslo tomorrow at 10:00."
DOUBTFUL = f"{REPORT} Registration closes today at midnight."


@dataclass
class Desk:
    """A news desk's chat with the bot, and a channel of a ministry that it reads."""

    server: TelegramServer
    clock: SetClock
    agenda: AgendaFile
    olga: Reader
    ministry: Chat

    @asynccontextmanager
    async def running(self, operator: int | None = None) -> AsyncIterator[None]:
        settings = settings_for(self.server, self.agenda)
        settings = replace(settings, operator=operator or self.olga.user.id)
        async with running(settings, self.clock, pacing=PACING):
            await self.server.until(lambda: self.server.is_polled)
            yield

    async def forwarded(self, text: str, document: Upload | None = None) -> Post:
        post = self.server.publish(self.ministry, text, document=document)
        self.clock.set(utc("2022-01-12 08:00"))
        return await self.answer_to(lambda: self.server.forward(self.olga.user, post))

    async def sent(self, content: bytes, name: str = "report.txt", caption: str = "") -> Post:
        file = Upload(name, content)
        return await self.answer_to(lambda: self.server.say(self.olga.user, caption, document=file))

    async def answer_to(self, act: object) -> Post:
        before = len(self.olga.answers)
        act()  # type: ignore[operator]
        await self.server.until(lambda: len(self.olga.answers) > before)
        return self.olga.answers[-1]


def draft_in(answer: Post) -> str:
    assert answer.document is not None, answer.text
    return answer.document.content.decode()


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    clock = SetClock(utc("2022-01-10 22:30"))
    async with TelegramServer(now=clock.now) as server:
        server.add_channel("@talks")
        ministry = server.add_channel("@ministry", "The ministry")
        agenda = AgendaFile(tmp_path)
        agenda.save(definition("2022-01-12 09:00 Europe/Oslo", id="contact-group", place="Oslo"))
        olga = Reader(server, "Olga")
        server.say(olga.user, "Here I am.")
        yield Desk(server, clock, agenda, olga, ministry)


async def test_a_forwarded_report_is_drafted_as_of_the_day_when_it_was_posted(
    desk: Desk, tmp_path: Path
) -> None:
    async with desk.running():
        answer = await desk.forwarded(DOUBTFUL)
        files = sorted(it.name for it in desk.agenda.folder.iterdir())
    draft = draft_in(answer)
    assert answer.document is not None
    assert answer.document.name == "draft-2022-01-10.yaml"
    assert "start: 2022-01-11 10:00" in draft
    assert "publisher: The ministry\n" in draft
    assert "# new: no agenda has it" in draft
    head, *_, last = answer.text.split("\n")
    assert head.endswith(" doubts:") or head == "1 doubt:"
    assert "? midnight of 2022-01-10: at which end of the day?" in answer.text
    assert last.startswith("Taken for a report of 2022-01-10, when it was posted. 2 drafted: ")
    (tmp_path / "draft.yaml").write_text(draft, encoding="utf-8")
    assert len(load(tmp_path / "draft.yaml").events) == 2
    assert len(files) == 1


async def test_a_file_is_a_report_forwarded_or_sent_or_below_draft(desk: Desk) -> None:
    text = "\ufeffSEANCE À OSLO\n\n" + REPORT
    async with desk.running():
        answers = [
            await desk.forwarded("", Upload("report.txt", text.encode())),
            await desk.sent(text.encode(), caption="/draft 2022-01-10"),
            await desk.sent(text.encode(), "REPORT.TXT"),
        ]
    assert ["start: 2022-01-11 10:00" in draft_in(it) for it in answers[:2]] == [True, True]
    assert answers[2].text.startswith("No event was found in it.")
    assert "/draft 2026-12-09 TEXT" in answers[2].text


async def test_a_pasted_report_stands_behind_draft_or_is_a_reply(desk: Desk) -> None:
    server, olga = desk.server, desk.olga.user
    async with desk.running():
        behind = await desk.olga.ask(f"/draft 2022-01-10\n{REPORT}")
        usage = await desk.olga.ask("/draft")
        dated = f"OSLO, 10 January 2022 - {REPORT}"
        replied = await desk.answer_to(lambda: server.say(olga, dated, reply_to=usage.message_id))
        pasted = server.say(olga, REPORT)
        asked = await desk.answer_to(
            lambda: server.say(olga, "/draft 2022-01-10", reply_to=pasted.message_id)
        )
    assert usage.text == USAGE
    for answer in (behind, replied, asked):
        assert "start: 2022-01-11 10:00" in draft_in(answer)


async def test_a_file_of_an_untold_size_is_read_within_bounds(desk: Desk) -> None:
    text = f"OSLO, 10 January 2022 - {REPORT}".encode()

    async def sent(content: bytes) -> Post:
        file = Upload("report.txt", content, tells_size=False)
        return await desk.answer_to(lambda: desk.server.say(desk.olga.user, "", document=file))

    async with desk.running():
        assert (await sent(text.ljust(LARGEST + 1))).text == TOO_LARGE
        assert "start: 2022-01-11 10:00" in draft_in(await sent(text.ljust(LARGEST)))


async def test_reports_are_drafted_in_a_channel_of_the_operator(desk: Desk) -> None:
    server, dated = desk.server, f"OSLO, 10 January 2022 - {REPORT}"
    channel = server.add_channel("@desk")
    post = server.publish(desk.ministry, REPORT)

    async def answered(text: str, **how: object) -> Post:
        before = len(by_bot())
        server.publish(channel, text, **how)  # type: ignore[arg-type]
        await server.until(lambda: len(by_bot()) > before)
        return by_bot()[-1]

    def by_bot() -> list[Post]:
        return [it for it in server.posts(channel) if it.from_bot]

    async with desk.running(channel.id):
        usage = await answered("/draft")
        drafts = [
            await answered(dated, reply_to=usage.message_id),
            await answered(f"/draft {dated}"),
            await answered(REPORT, forwarded=post),
            await answered("", document=Upload("report.txt", dated.encode())),
        ]
        pasted = server.publish(channel, dated)
        drafts.append(await answered("/draft", reply_to=pasted.message_id))
        server.publish(channel, "Which of them do we take?", reply_to=drafts[0].message_id)
        assert "planned" in (await answered("/status")).text
    assert usage.text == USAGE
    assert ["start: 2022-01-11 10:00" in draft_in(it) for it in drafts] == [True] * len(drafts)
    assert len(by_bot()) == len(drafts) + 2


async def test_a_reply_to_draft_in_a_group_is_a_report(desk: Desk) -> None:
    server, olga = desk.server, desk.olga.user
    group = server.add_group("Desk", bot_is_admin=True)

    async def answered(text: str, reply_to: int | None = None) -> Post:
        before = len(by_bot())
        server.say(olga, text, chat=group, reply_to=reply_to)
        await server.until(lambda: len(by_bot()) > before)
        return by_bot()[-1]

    def by_bot() -> list[Post]:
        return [it for it in server.posts(group) if it.from_bot]

    async with desk.running(group.id):
        usage = await answered("/draft")
        draft = await answered(f"OSLO, 10 January 2022 - {REPORT}", usage.message_id)
    assert "start: 2022-01-11 10:00" in draft_in(draft)


async def test_what_cannot_be_read_is_said(desk: Desk) -> None:
    async with desk.running():
        told = [
            await desk.sent(b"x" * (LARGEST + 1)),
            await desk.sent(REPORT.encode() + b"\xff"),
            await desk.sent(b"%PDF", "report.pdf", "/draft"),
            await desk.olga.ask(f"/draft 2022-02-30 {REPORT}"),
            await desk.olga.ask("/draft The weather was fine."),
        ]
    assert [it.text.split("\n")[0] for it in told] == [
        TOO_LARGE,
        f"'report.txt' is no text in UTF-8, at byte {len(REPORT)} (save it as UTF-8)",
        NO_TEXT,
        "there is no day 2022-02-30 (check year, month and day)",
        "No event was found in it.",
    ]


async def test_chatter_is_no_report_and_readers_draft_nothing(desk: Desk) -> None:
    server, ada = desk.server, Reader(desk.server, "Ada")
    group = server.add_group("Desk", bot_is_admin=True)
    post = server.publish(desk.ministry, REPORT)
    async with desk.running():
        server.say(desk.olga.user, REPORT)
        server.forward(ada.user, post)
        server.say(ada.user, "", document=Upload("report.txt", REPORT.encode()))
        assert (await ada.ask(f"/draft {REPORT}")).text.startswith("There is no /draft.")
        await desk.olga.ask("/help")
    assert len(desk.olga.answers) == 1
    assert len(ada.answers) == 1

    async with desk.running(group.id):
        forwarded = server.forward(desk.olga.user, post, chat=group)
        reply = {"chat": group, "reply_to": forwarded.message_id}
        server.say(desk.olga.user, "/draft@another_bot", **reply)  # type: ignore[arg-type]
        ours = server.say(desk.olga.user, "/Draft@Podium_Test_Bot", **reply)  # type: ignore[arg-type]
        await server.until(lambda: any(it.from_bot for it in server.posts(group)))
        [answer] = [it for it in server.posts(group) if it.from_bot]
    assert answer.document is not None
    assert answer.reply_to == ours.message_id
