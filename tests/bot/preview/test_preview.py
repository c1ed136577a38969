"""What a preview shows is what the running service then posts: the same words, at the same time."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.config.destinations.destinations_file import read_wanted
from bot.config.settings import Settings
from bot.database.engine import open_database
from bot.ledger.ledger import Ledger
from bot.ledger.publications.log import PublicationLog
from bot.planning.reminders import make_plan
from bot.planning.subscription import everything_to
from bot.service.preview.rehearsal import Rehearsal, listeners, rehearse
from events.definitions.files import read_definitions
from events.definitions.loader import load
from tests.bot.making.agenda_file import AgendaFile, definition
from tests.bot.making.edited import HURRIED, settings_for
from tests.bot.running.clock import SetClock, utc
from tests.bot.running.running_service import running
from tests.telegram_server.chats import Post
from tests.telegram_server.server import TelegramServer

NOW = utc("2022-01-12 08:20")
SECOND = timedelta(seconds=1)
LENGTH = timedelta(hours=30)
CHANNEL = '  - {name: channel, telegram: "@talks"}\n'
ONE = "[1 hour, 15 minutes]"


def talk(number: int, start: str = "2022-01-12 11:00 GMT", **more: str) -> str:
    given = {"reminders": ONE, **more}
    return definition(start, id=f"talk-{number}", title=f"Talk {number}", **given)


COUNCIL = definition("2022-01-12 09:00 GMT", reminders=ONE)  # whose first reminder is posted
SEVERAL = "".join(talk(number) for number in range(5))


@dataclass(frozen=True)
class Edit:
    """A file before and after it is edited, and who hears of it."""

    before: str
    after: str
    destinations: str = CHANNEL
    heads: tuple[str, ...] = ()
    """What the posts to @talks begin with."""


EDITS = {
    "moved": Edit(
        COUNCIL,
        COUNCIL.replace("09:00", "10:30"),
        heads=("New time: Council", "In 1 hour: Council", "In 15 minutes: Council"),
    ),
    "moved to what is due at once": Edit(
        COUNCIL + talk(1),
        COUNCIL + talk(1, "2022-01-12 09:10 GMT"),
        heads=("New time: Talk 1", "In 15 minutes: Council", "In 15 minutes: Talk 1"),
    ),
    "cancelled": Edit(
        COUNCIL + talk(1),
        COUNCIL + "    status: cancelled\n" + talk(1),
        heads=("Cancelled: Council", "In 1 hour: Talk 1", "In 15 minutes: Talk 1"),
    ),
    "taken away": Edit(
        COUNCIL + talk(1),
        COUNCIL,
        heads=("No longer listed: Talk 1", "In 15 minutes: Council"),
    ),
    "added": Edit(
        COUNCIL,
        COUNCIL + talk(1, "2022-01-13 afternoon"),
        heads=(
            "New on the agenda: Talk 1",
            "In 15 minutes: Council",
            "Tomorrow: Talk 1",
            "Today: Talk 1",
        ),
    ),
    "another name": Edit(
        COUNCIL,
        COUNCIL.replace("id: council", "id: nato-council"),
        heads=("In 15 minutes: Council",),
    ),
    "nothing": Edit(COUNCIL, COUNCIL, heads=("In 15 minutes: Council",)),
    "only other reminders": Edit(
        COUNCIL,
        COUNCIL.replace(ONE, "[30 minutes, 5 minutes]"),
        heads=("In 30 minutes: Council", "In 5 minutes: Council"),
    ),
    "digests": Edit(
        COUNCIL,
        COUNCIL + SEVERAL,
        heads=(
            "Changes to the agenda: 5",
            "In 15 minutes: Council",
            "Reminders: 5",
            "Reminders: 5",
        ),
    ),
    "much taken away, which is held": Edit(
        COUNCIL + SEVERAL,
        COUNCIL,
        heads=("In 15 minutes: Council", "Reminders: 5", "Reminders: 5"),
    ),
    "filtered": Edit(
        COUNCIL + talk(1),
        COUNCIL.replace("09:00", "10:30") + talk(1).replace("kind: meeting", "kind: briefing"),
        CHANNEL + '  - {name: press, telegram: "@press", only: {kind: briefing}, at start: yes}\n',
    ),
    "quiet hours": Edit(
        COUNCIL + talk(1, "2022-01-13 09:00 GMT"),
        COUNCIL + talk(1, "2022-01-13 10:00 GMT"),
        CHANNEL
        + '  - {name: press, telegram: "@press", silent: meeting}\n'
        + '  - {name: desk, telegram: "@desk",\n'
        + "     quiet hours: {from: 09:00, until: 12:00, timezone: Europe/Brussels, hold: yes}}\n",
    ),
}


@dataclass(frozen=True, order=True)
class Told:
    """A post as both know it."""

    at: datetime
    chat: str
    text: str
    silent: bool
    is_reply: bool


CHATS = ("@talks", "@press", "@desk")


def told_of(rehearsal: Rehearsal) -> list[Told]:
    return sorted(
        Told(
            each.at,
            each.destination.removeprefix("telegram:"),
            each.post.text,
            each.post.silent,
            each.post.reply_to is not None,
        )
        for each in rehearsal.posts
    )


def told_in(server: TelegramServer, after: Sequence[Post]) -> list[Told]:
    return sorted(
        Told(each.at, chat, each.text, each.silent, each.reply_to is not None)
        for chat in CHATS
        for each in server.posts(chat)
        if each not in after
    )


def messages(server: TelegramServer) -> list[Post]:
    return [each for chat in CHATS for each in server.posts(chat)]


async def preview(settings: Settings, now: datetime = NOW) -> Rehearsal:
    content = read_definitions(settings.destinations) if settings.destinations else None
    everybody = listeners(settings, read_wanted(settings, content))
    return await rehearse(settings, everybody, everybody, now, LENGTH)


@pytest.mark.parametrize("name", EDITS)
async def test_a_preview_shows_what_the_service_then_posts(name: str, tmp_path: Path) -> None:
    edit, clock = EDITS[name], SetClock(utc("2022-01-12 07:50"))
    draft = tmp_path / "draft" / "tests.yaml"
    draft.parent.mkdir()
    draft.write_text(AgendaFile.text(edit.after), encoding="utf-8")
    destinations = tmp_path / "destinations.yaml"
    destinations.write_text(f"destinations:\n{edit.destinations}", encoding="utf-8")
    async with TelegramServer(now=clock.now) as server:
        for chat in CHATS:
            server.add_channel(chat)
        file = AgendaFile(tmp_path)
        file.save(edit.before)
        settings = replace(settings_for(server, file, destinations=destinations), channel=None)
        async with running(settings, clock, pacing=HURRIED) as service:
            telegram = service.telegram
            assert telegram is not None
            await server.until(lambda: telegram.is_ready)
            await service.deliver_due()
            clock.set(utc("2022-01-12 08:00"))
            await service.deliver_due()
            clock.set(NOW)
            await service.deliver_due()
            before, records = messages(server), service.ledger.records()

            shown = await preview(replace(settings, agendas=draft.parent))

            assert messages(server) == before, "a preview posts nothing"
            assert service.ledger.records() == records
            file.save(edit.after)
            assert await service.reloader.reload() is not shown.is_held
            await service.deliver_due()
            dues = {each.at for each in shown.posts} | {
                NOW + timedelta(minutes=30) * number for number in range(1, 61)
            }
            for due in sorted(dues):
                clock.set(due - SECOND)
                await service.deliver_due()
                clock.set(due)
                await service.deliver_due()
            after = messages(server)

    assert told_of(shown) == [each for each in told_in(server, before) if each.at > NOW - SECOND]
    edited = sum(len(each.earlier_texts) for each in after) - sum(
        len(each.earlier_texts) for each in before
    )
    assert shown.edited <= edited
    if edit.heads:
        heads = [each.text.partition("\n")[0] for each in told_of(shown)]
        assert heads == list(edit.heads)
    assert shown.is_held is (name == "much taken away, which is held")


async def test_what_is_in_doubt_is_told_and_taken_for_posted(tmp_path: Path) -> None:
    file = AgendaFile(tmp_path)
    file.save(COUNCIL)
    settings = Settings(agendas=file.folder, database=f"sqlite:///{tmp_path / 'podium.db'}")
    engine = open_database(settings.database)
    ledger, agendas = Ledger(engine), load(file.folder)
    PublicationLog(engine).publish(agendas, utc("2022-01-12 07:00"))
    ledger.subscribe(["terminal"], utc("2022-01-12 07:00"))
    first, _ = make_plan(agendas.events, everything_to(["terminal"])).reminders
    ledger.set_watermark(utc("2022-01-12 07:59"))
    assert ledger.claim(first, utc("2022-01-12 08:00"), "In 1 hour: Council") == 1
    engine.dispose()

    shown = await preview(settings)

    assert shown.uncertain == 1
    assert [each.at for each in shown.posts] == [utc("2022-01-12 08:45")]
