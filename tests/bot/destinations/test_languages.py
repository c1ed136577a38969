"""A destination's language, through the running service: its posts, digests and corrections."""

import logging
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.ledger.post_record import PostState
from bot.publishing.reloader import ReloadPace
from bot.service.pacing import Pacing
from bot.service.service import Service
from tests.bot.making.agenda_file import AgendaFile, definition
from tests.bot.making.edited import settings_for
from tests.bot.running.clock import SetClock, utc
from tests.bot.running.running_service import UNLIMITED, running
from tests.telegram_server.server import TelegramServer

PACING = Pacing(telegram=UNLIMITED, reload=ReloadPace(look=timedelta(seconds=0.05)))
LIVE = "https://live.example/"
TALKS = "telegram:@talks"


class Desk:
    """A channel, a clock and the files of a desk."""

    def __init__(self, server: TelegramServer, clock: SetClock, folder: Path) -> None:
        self.server = server
        self.clock = clock
        self.agenda = AgendaFile(folder)
        self.path = folder / "destinations.yaml"

    def speak(self, code: str) -> None:
        text = f'destinations: [{{name: a, telegram: "@talks", language: {code}}}]\n'
        self.path.write_text(text, encoding="utf-8")

    async def at(self, service: Service, instant: str) -> None:
        self.clock.set(utc(instant))
        await service.deliver_due()
        await self.server.until(lambda: not service.ledger.records(PostState.OUTDATED))

    @property
    def texts(self) -> list[str]:
        return [post.text for post in self.server.posts("@talks")]


@pytest.fixture
def desk(tmp_path: Path, server: TelegramServer) -> Desk:
    server.add_channel("@talks")
    return Desk(server, SetClock(utc("2022-01-12 07:00")), tmp_path)


def council(**keys: str) -> str:
    return definition("2022-01-12 09:00 GMT", reminders="[15 minutes]", **keys)


async def test_posts_and_corrections_are_in_the_language_of_then(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "bot.service.destinations_watch")
    desk.agenda.save(council(stream=f"{LIVE}old"))
    desk.speak("de")
    settings = replace(
        settings_for(desk.server, desk.agenda, destinations=desk.path),
        public_url="https://podium.example",
    )
    async with running(settings, desk.clock, pacing=PACING) as service:
        await desk.at(service, "2022-01-12 08:45")
        assert desk.texts == [
            f"In 15 Minuten: Council\nMittwoch, 12. Januar 2022, 09:00 Uhr GMT\nLive: {LIVE}old"
        ]
        (post,) = desk.server.posts("@talks")
        page = "https://podium.example/de/events/council.tests"
        assert post.buttons == (
            ("Details", page),
            ("In den Kalender", f"{page}.ics"),
            ("Live ansehen", f"{LIVE}old"),
        )

        desk.speak("fr")
        await desk.server.until(lambda: "destinations: 1" in caplog.text)
        desk.agenda.save(council(stream=f"{LIVE}new"))
        await service.reloader.reload()
        await desk.server.until(lambda: f"{LIVE}new" in desk.texts[0])
        assert desk.texts[0].splitlines()[2:] == [f"En direct\N{NO-BREAK SPACE}: {LIVE}new"]
        (post,) = desk.server.posts("@talks")
        assert post.buttons[2] == ("Regarder en direct", f"{LIVE}new")

        desk.agenda.save(council(status="cancelled"))
        await service.reloader.reload()
        await desk.at(service, "2022-01-12 08:47")
    first, notice = desk.texts
    assert first.startswith("Information périmée\N{NO-BREAK SPACE}: ")
    assert notice.startswith("Annulé\N{NO-BREAK SPACE}: Council\nAuparavant\N{NO-BREAK SPACE}: ")


async def test_a_post_leads_to_pages_in_english_where_there_are_none_in_its_language(
    desk: Desk,
) -> None:
    desk.agenda.save(council())
    desk.speak("de")
    settings = replace(
        settings_for(desk.server, desk.agenda, destinations=desk.path),
        public_url="https://podium.example",
        languages=("en", "fr"),
    )
    async with running(settings, desk.clock, pacing=PACING) as service:
        await desk.at(service, "2022-01-12 08:45")
        (post,) = desk.server.posts("@talks")
    page = "https://podium.example/events/council.tests"
    assert [url for _, url in post.buttons] == [page, f"{page}.ics?lang=de"]


async def test_a_digest_and_its_marks_are_in_the_language_of_then(desk: Desk) -> None:
    four = [council(id=f"e-{number}", title=f"Event {number}") for number in range(4)]
    desk.agenda.save(*four)
    desk.speak("ru")
    settings = settings_for(desk.server, desk.agenda, destinations=desk.path)
    async with running(settings, desk.clock, pacing=PACING) as service:
        await desk.at(service, "2022-01-12 08:45")
        (digest,) = desk.texts
        assert digest.startswith("Напоминания: 4\n\nЧерез 15 минут: Event 0\nСреда, 12 января 2022")

        desk.agenda.save(f"{four[0]}    status: cancelled\n", *four[1:])
        await service.reloader.reload()
        await desk.at(service, "2022-01-12 08:47")
    assert "\n\nУстарело, см. другое сообщение: Через 15 минут: Event 0\n" in desk.texts[0]
    assert desk.texts[1].startswith("Отменено: Event 0\nБыло: ")
