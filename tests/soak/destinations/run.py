"""A channel, a topic of a group, and a mailbox: three destinations of a service that is killed."""

import asyncio
import random
from collections.abc import Coroutine, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path

from bot.config.destinations.destinations_file import read_wanted_now
from bot.config.mail import Security
from bot.config.settings import Settings
from bot.ledger.post_record import POSTED, PostRecord, PostState
from bot.planning.keys import Key
from bot.planning.subscription import Subscription
from tests.bot.email.smtp_server import SENDER, Mails, mail_server
from tests.soak.destinations.count import Count, chat, count, mailbox
from tests.soak.destinations.desk import FIRST, LEADS, ROUND, Desk
from tests.soak.harness import (
    CHANNEL,
    LONGEST_FAIR_WEATHER,
    OPERATOR,
    START,
    Running,
    Soak,
    Tally,
    shared_clock,
)
from tests.soak.victim import SharedClock
from tests.telegram_server.chats import Chat
from tests.telegram_server.faults import BadGateway, Effect, Reset
from tests.telegram_server.refusals import too_many_requests
from tests.telegram_server.server import TelegramServer

SPEED = 480.0  # three days, and three mornings with a diary, in nine minutes
LONGEST_PAUSE = 8.0  # seconds between two edits
LONGEST_STOP = 10.0  # seconds
STOPPED = 0.3  # of the lives that end at no step of theirs, as an operator ends them
MANY = 1_000_000
MAILBOX = "desk@example.org"
BY_MAIL = f"email:{MAILBOX}"
DIARY = "daily: 07:00, weekly: Monday 07:00, timezone: UTC"
DESTINATIONS = """destinations:
  - {{name: channel, telegram: "{channel}", diary: {{{diary}, pinned: yes}}}}
  - {{name: press room, telegram: {group}, topic: {topic}, diary: {{{diary}, pinned: yes}}}}
  - {{name: mailbox, email: {mailbox}, diary: {{{diary}}}}}
"""


@dataclass(slots=True)
class Outcome:
    """What came of a run."""

    tally: Tally
    counts: list[Count] = field(default_factory=list)
    mail_faults: int = 0

    @property
    def is_good(self) -> bool:
        """Whether all is as promised."""
        return not any(each.lost or each.doubled for each in self.counts)

    def __str__(self) -> str:
        kills, tally = self.tally.kills, self.tally
        ends = ", ".join(f"{how} {number}" for how, number in sorted(kills.items()))
        faults = f"{tally.faults} of Telegram, {self.mail_faults} of the mail server"
        first = f"ends {kills.total()} ({ends}); faults {faults}; steps of the clock {tally.steps}"
        return "\n".join([first, *map(str, self.counts)])


class SoakOfDestinations(Soak):
    """One plan for three destinations, one ledger, and as many lives as it takes."""

    def __init__(
        self, server: TelegramServer, clock: SharedClock, settings: Settings, mails: Mails,
        desk: Desk, seed: int,
    ) -> None:  # fmt: skip
        super().__init__(server, clock, settings, seed=seed)
        self.mail_faults = 0
        self._mails = mails
        self._desk = desk

    @property
    def subscriptions(self) -> Sequence[Subscription]:
        """What the three hear, from the first."""
        return [each.heard_since(START) for each in read_wanted_now(self._settings)]

    def _troubles(self) -> list[Coroutine[object, object, None]]:
        return [*super()._troubles(), self._make_mail_weather(), self._edit()]

    async def _edit(self) -> None:
        while True:
            await asyncio.sleep(self._chance.uniform(0, LONGEST_PAUSE))
            self._desk.cancel_one(self._clock.right())

    async def _make_weather(self) -> None:
        """Have Telegram fail now and then, in the one chat or the other."""
        kinds: list[tuple[Effect, bool]] = [
            (too_many_requests(1), False),
            (Reset(), True),
            (Reset(), False),
            (BadGateway(), True),
        ]
        while True:
            await asyncio.sleep(self._chance.uniform(0, LONGEST_FAIR_WEATHER))
            if self._server.pending_faults:
                continue
            effect, delivered = self._chance.choice(kinds)
            self._server.fail(effect, method="sendMessage", delivered=delivered)
            self.tally.faults += 1

    async def _make_mail_weather(self) -> None:
        """Have the mail server put off a message now and then, or lose its answer."""
        while True:
            await asyncio.sleep(self._chance.uniform(0, LONGEST_FAIR_WEATHER))
            if self._mails.lost_after_data or any(self._mails.answers.values()):
                continue  # of several in a row each is waited for longer: no outage is meant here
            command = self._chance.choice(["MAIL", "RCPT", "DATA", None])
            if command is None:
                self._mails.lost_after_data += 1
            else:
                self._mails.answers.setdefault(command, []).append("451 4.3.0 Try again")
            self.mail_faults += 1

    async def _end(self, life: Running) -> None:
        """Stop a life now and then as an operator does; end the others as they are killed."""
        if life.step is not None or self._chance.random() > STOPPED:
            await super()._end(life)
            return
        await life.await_service()
        life.process.terminate()
        await asyncio.to_thread(life.process.join, LONGEST_STOP)
        if life.process.exitcode is None:
            raise RuntimeError("a life that is to stop goes on")
        self.tally.kills["stopped"] += 1

    def _is_through(self, keys: list[Key]) -> bool:
        with self._ledger() as ledger:
            notices = [record for record in ledger.records(*POSTED) if record.key.is_notice]
        news = len(self._desk.cancelled) * len(self.subscriptions)
        return super()._is_through(keys) and len(notices) == news

    def _is_open(self, record: PostRecord, last: Mapping[str, Key]) -> bool:
        """Tell whether more is to come: nobody looks for what is overtaken in a mailbox."""
        key = record.key
        overtaken = key.uid in last and key[:3] != last[key.uid][:3]
        if record.state is PostState.UNCERTAIN and overtaken and key.destination == BY_MAIL:
            return False
        return super()._is_open(record, last)

    def _count(self, keys: list[Key]) -> None:
        """Count nothing in the one channel: `counts` has all three."""

    def counts(self, group: Chat, topic: int) -> list[Count]:
        """Count what the three hold."""
        with self._ledger() as ledger:
            records = ledger.records(*PostState)
        plan, cancelled = self._plan().reminders, sorted(self._desk.cancelled)
        mails = [(it["Message-ID"], _text_of(it)) for it in self._mails.to(MAILBOX)]
        there = {
            f"telegram:{CHANNEL}": chat(self._texts(CHANNEL, None)),
            f"telegram:{group.id}/{topic}": chat(self._texts(group, topic)),
            BY_MAIL: mailbox(mails),
        }
        return [
            count(
                name,
                messages,
                records,
                [each.key for each in plan if each.key.destination == name],
                cancelled,
            )
            for name, messages in there.items()
        ]

    def _texts(self, where: Chat | str, thread: int | None) -> dict[int, str]:
        return {
            post.message_id: post.text
            for post in self._server.posts(where)
            if post.thread_id == thread and not post.deleted
        }


def _text_of(message: EmailMessage) -> str:
    part = message.get_body(("plain",))
    assert part is not None
    text: str = part.get_content()
    return text.replace("\r\n", "\n")


async def soak_of_destinations(
    folder: Path, seconds: float, speed: float = SPEED, seed: int = 1
) -> Outcome:
    """Run one soak of so many seconds, with a server for each network."""
    clock = shared_clock(speed)
    rounds = max(round((timedelta(seconds=seconds * speed) - FIRST + LEADS[-1]) / ROUND), 1)
    desk = Desk(folder / "agendas" / "soak.yaml", rounds, random.Random(seed))
    async with TelegramServer(now=clock.right) as server, mail_server() as mails:
        for name in (CHANNEL, OPERATOR):
            server.add_channel(name)
        group = server.add_group("Press room", is_forum=True)
        topic = server.add_topic(group, "Diary")
        destinations = folder / "destinations.yaml"
        destinations.write_text(
            DESTINATIONS.format(
                channel=CHANNEL, group=group.id, topic=topic, mailbox=MAILBOX, diary=DIARY
            ),
            encoding="utf-8",
        )
        settings = Settings(
            token=server.token,
            operator=OPERATOR,
            api_url=server.url,
            agendas=folder / "agendas",
            destinations=destinations,
            database=f"sqlite:///{folder / 'podium.db'}",
            port=0,
            smtp=("localhost", mails.port),
            smtp_security=Security.NONE,
            mail_from=SENDER,
        )
        one = SoakOfDestinations(server, clock, settings, mails, desk, seed)
        tally = await one.run(MANY)
        return Outcome(tally, one.counts(group, topic), one.mail_faults)
