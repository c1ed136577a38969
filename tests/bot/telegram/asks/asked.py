"""Readers who ask the running bot, and what each is answered: the golden files are made of it.

`python -m tests.bot.telegram.asks.asked` writes them, and what docs/bot.md shows of them, anew;
then read the difference with `git diff` before it is kept.
"""

import asyncio
import re
import tempfile
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path

from bot.config.settings import Settings
from bot.service.pacing import Pacing
from bot.service.service import Service
from bot.telegram.limits import TelegramLimits
from tests.bot.running.clock import SetClock, utc
from tests.bot.running.running_service import running
from tests.telegram_server.chats import Post, User
from tests.telegram_server.server import TelegramServer

HERE = Path(__file__).parent
GOLDEN = HERE / "golden"
DOCUMENT = HERE.parents[3] / "docs" / "bot.md"
# Readers here ask more in a second than Telegram lets anybody answer.
OPEN = TelegramLimits(
    posts_at_once=1000,
    posts_a_minute=1000,
    messages_a_second=1000,
    answers_a_second=1000,
    answers_a_minute=1000,
    private_answers_a_minute=1000,
)
DESTINATIONS = """destinations:
  - {name: channel, telegram: "@talks"}
  - {name: press room, telegram: "@press", only: {kind: press-conference}}
"""
INCIDENT = "Podium\n•"
SITE = "https://podium.example"

PUBLISHED = utc("2026-12-01 09:00")
EDITED = utc("2026-12-08 16:20")
NOW = utc("2026-12-09 08:30")
AFTERWARDS = utc("2027-03-01 09:00")
# What was published first, in the place of what the file has now.
AS_FIRST_PUBLISHED = (
    ("start: 2026-12-09 09:00\n", "start: 2026-12-09 08:00\n"),
    ("status: cancelled", "status: confirmed"),
    ("start: not before 2026-12-14 14:00", "start: 2026-12-14 10:00"),
)

# What is asked, by golden file; behind an arrow the button that is pressed below the last answer.
ASKED = {
    "start": ["/start"],
    "help": ["/help"],
    "next": [
        "/next",
        "/next 3",
        "/next 2 OSCE",
        "/next sao paolo",
        "/next visit",
        "/next vienna cyprus",
    ],
    "today": ["/today"],
    "week": ["/week"],
    "event": [
        "/event nato press",
        "→ Add to calendar",
        "/event summit g7",
        "/event ruling",
        "/event visit",
    ],
    "event-several": [
        "/event cyprus",
        "→ First round on Cyprus, 2 December",
        "/event geneva opera",
    ],
    "changes": ["/changes"],
    "press": ["/press", "/press vienna"],
    "feed": ["/feed", "/feed vienna briefings", "/feed viena opera"],
    "follow": [
        "/follow vienna 1 day, 1 hour",
        "/follow nato briefings",
        "/follow protocol",
        "/event summit g7",
        "→ Follow",
        "/following",
        "→ Stop: “protocol”",
        "/feed following",
        "/follow viena",
        "/privacy",
        "/stop",
        "/following",
        "/follow",
    ],
    "language": [
        "/language",
        "/language FR",
        "/language klingon",
        "/language deutsch",
        "/language",
        "→ English",
    ],
    "timezone": [
        "/timezone",
        "/timezone new york",
        "/event summit g7",
        "/next",
        "/timezone portugal",
        "→ Europe/Lisbon",
        "/timezone atlantis",
        "/timezone russia",
        "/privacy",
        "/timezone off",
        "/stop",
    ],
    "privacy": ["/privacy"],
    "unknown": ["/tody", "/weather"],
}
REPORT = (
    "The foreign ministers of Greece and Türkiye meet in Geneva on Monday at 10:00. "
    "A press conference follows. Registration closes on Friday at midnight."
)
# What the operator asks, the second while an edit is held.
ASKED_BY_OPERATOR = {
    "operator": [
        "/status",
        "/check",
        "/diary",
        "/diary tomorrow 2",
        "/preview 12 hours press room",
        "/preview 1 nobody",
        "/draft",
        f"/draft 2026-12-09 {REPORT}",
        "/pause",
        "/pause channel",
        "/resume channel",
        "/confirm",
        "/help",
    ],
    "operator-held": ["/undo", "/confirm"],
}
ASKED_AFTERWARDS = {
    "afterwards": ["/next", "/today", "/week", "/press", "/next cyprus"],
}


def settings_for(server: TelegramServer, folder: Path, operator: User | None = None) -> Settings:
    return Settings(
        token=server.token,
        channel="@talks",
        api_url=server.url,
        agendas=folder / "agendas",
        database=f"sqlite:///{folder / 'podium.db'}",
        port=0,
        public_url=SITE,
        operator=operator.id if operator else None,
        destinations=folder / "destinations.yaml" if operator else None,
    )


@asynccontextmanager
async def asked_week(
    folder: Path, now: datetime = NOW, limits: TelegramLimits = OPEN
) -> AsyncIterator[tuple[TelegramServer, Service]]:
    """The service with a bot, that has published the week and an edit of it."""
    clock = SetClock(PUBLISHED)
    text = (HERE / "week.yaml").read_text(encoding="utf-8")
    (folder / "agendas").mkdir()
    file = folder / "agendas" / "week.yaml"
    file.write_text(_edited(text, *AS_FIRST_PUBLISHED), encoding="utf-8")
    async with (
        with_channel(clock) as server,
        running(settings_for(server, folder), clock, pacing=Pacing(telegram=limits)) as service,
    ):
        await server.until(lambda: server.is_polled)
        clock.set(EDITED)
        file.write_text(text, encoding="utf-8")
        await service.reloader.reload()
        clock.set(now)
        yield server, service


@asynccontextmanager
async def with_channel(clock: SetClock) -> AsyncIterator[TelegramServer]:
    async with TelegramServer(now=clock.now) as server:
        server.add_channel("@talks")
        yield server


def _edited(text: str, *edits: tuple[str, str]) -> str:
    for old, new in edits:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


class Reader:
    """Somebody who asks the bot in private."""

    def __init__(
        self, server: TelegramServer, name: str = "Ada", *, of: User | None = None
    ) -> None:
        self.server = server
        self.user: User = of or server.add_user(name)

    @property
    def answers(self) -> list[Post]:
        """What the bot has answered; what an operator is told unasked is none."""
        posts = self.server.posts(self.user)
        return [it for it in posts if it.from_bot and not it.text.startswith(INCIDENT)]

    @property
    def incidents(self) -> list[Post]:
        """What the operator was told unasked."""
        return [it for it in self.server.posts(self.user) if it.text.startswith(INCIDENT)]

    async def ask(self, text: str) -> Post:
        """Write to the bot; returns its answer."""
        before = len(self.answers)
        self.server.say(self.user, text)
        await self.server.until(lambda: len(self.answers) > before)
        return self.answers[-1]

    async def press(self, label: str) -> str:
        """Press a button of the last answer; returns what was shown for a moment."""
        return await self.press_below(self.answers[-1], label)

    async def press_below(self, post: Post, label: str = "", **how: object) -> str:
        query = self.server.press(self.user, post, label, **how)  # type: ignore[arg-type]
        await self.server.until(lambda: self.server.toast(query) is not None)
        toast = self.server.toast(query)
        assert toast is not None
        return toast.text

    async def conversation(self, asked: list[str]) -> str:
        """Ask, and press, one after the other; returns all of it as it reads."""
        parts = []
        for text in asked:
            if text.startswith("→ "):
                shown = await self.press(text.removeprefix("→ "))
                answer = f"({shown})" if shown else as_read(self.answers[-1])
            else:
                answer = as_read(await self.ask(text))
            parts.append(f"> {text}\n\n{answer}")
        return "\n\n".join(parts) + "\n"


def as_read(post: Post) -> str:
    """An answer as a reader sees it: its file, its text and its buttons."""
    lines = [f"📄 {post.document.name}"] if post.document else []
    lines.append(post.text)
    buttons = [
        f"[{label}]({data})" if data.startswith("http") else f"[{label}]"
        for label, data in post.buttons
    ]
    return "\n".join([*lines, *([" ".join(buttons)] if buttons else [])])


async def conversations(folder: Path) -> dict[str, str]:
    """What the golden files should hold, by their names."""
    async with asked_week(folder) as (server, service):
        made = {name: await Reader(server).conversation(asked) for name, asked in ASKED.items()}
        clock = service.clock
        assert isinstance(clock, SetClock)
        clock.set(AFTERWARDS)
        for name, asked in ASKED_AFTERWARDS.items():
            made[name] = await Reader(server).conversation(asked)
    return made | await conversations_of_operator(folder / "operated")


@asynccontextmanager
async def operated(
    folder: Path, clock: SetClock
) -> AsyncIterator[tuple[TelegramServer, Service, Reader]]:
    """The service of the same week with two destinations and an operator, who is called Olga."""
    (folder / "agendas").mkdir(parents=True, exist_ok=True)
    week = folder / "agendas" / "week.yaml"
    if not week.exists():
        week.write_text((HERE / "week.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    (folder / "destinations.yaml").write_text(DESTINATIONS, encoding="utf-8")
    async with with_channel(clock) as server:
        server.add_channel("@press")
        olga = Reader(server, "Olga")
        server.say(olga.user, "Here I am.")
        settings = settings_for(server, folder, olga.user)
        async with running(settings, clock, pacing=Pacing(telegram=OPEN)) as service:
            await server.until(lambda: server.is_polled)
            await service.deliver_due()
            yield server, service, olga


async def conversations_of_operator(folder: Path) -> dict[str, str]:
    """What the golden files of the operator should hold, by their names."""
    async with operated(folder, SetClock(NOW)) as (_, service, olga):
        made = {"operator": await olga.conversation(ASKED_BY_OPERATOR["operator"])}
        await take_much_away(folder, service, olga)
        told = as_read(olga.incidents[-1])
        asked = await olga.conversation(ASKED_BY_OPERATOR["operator-held"])
        made["operator-held"] = f"{told}\n\n{asked}"
    return {name: text.replace(f"{folder}/", "") for name, text in made.items()}


async def take_much_away(folder: Path, service: Service, olga: Reader) -> None:
    """Save the week with its first event alone, which is held, and the operator told."""
    file, before = folder / "agendas" / "week.yaml", len(olga.incidents)
    text = file.read_text(encoding="utf-8")
    end = text.index("  - id: biological-weapons")
    file.write_text(text[:end], encoding="utf-8")
    await service.reloader.reload()
    await olga.server.until(lambda: len(olga.incidents) > before)


def golden(name: str) -> str:
    path = GOLDEN / f"{name}.txt"
    return path.read_text(encoding="utf-8") if path.exists() else ""


_SHOWN = re.compile(r"(<!-- golden: ([a-z-]+) -->\n````text\n)(.*?)(````\n)", re.DOTALL)


def documented(document: str, text_of: Callable[[str], str]) -> str:
    """The document with each answer as a golden file has it."""
    return _SHOWN.sub(lambda found: f"{found[1]}{text_of(found[2])}{found[4]}", document)


def shown(document: str) -> set[str]:
    """The golden files that a document shows."""
    return {found[2] for found in _SHOWN.finditer(document)}


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        made = asyncio.run(conversations(Path(folder)))
    for name, text in made.items():
        (GOLDEN / f"{name}.txt").write_text(text, encoding="utf-8")
    document = DOCUMENT.read_text(encoding="utf-8")
    DOCUMENT.write_text(documented(document, golden), encoding="utf-8")


if __name__ == "__main__":
    main()
