"""The diary as posts: each morning's, each week's, and the one that is kept up to date."""

from pathlib import Path

import pytest

from tests.bot.destinations.test_running_destinations import Desk
from tests.bot.making.agenda_file import AgendaFile, definition
from tests.bot.running.clock import SetClock, utc
from tests.telegram_server.refusals import too_many_requests
from tests.telegram_server.server import TelegramServer

COUNCIL = definition("2022-01-12 09:00 GMT", id="council", title="Council", reminders="[]")
TALKS = definition("2022-01-13 10:00 GMT", id="talks", title="Talks", reminders="[]")


@pytest.fixture
async def desk(tmp_path: Path, server: TelegramServer) -> Desk:
    server.add_channel("@talks")
    agenda = AgendaFile(tmp_path)
    agenda.save(COUNCIL, TALKS)
    clock = SetClock(utc("2022-01-09 12:00"))
    return Desk(server, clock, agenda, tmp_path / "destinations.yaml")


def with_diary(keys: str) -> str:
    return f'  - {{name: a, telegram: "@talks", diary: {{{keys}, timezone: UTC}}}}\n'


def whats(desk: Desk) -> list[list[str]]:
    """The titles of the events in each post."""
    titles = ("Council", "Talks")
    return [
        [title for title in titles if f"{title} - " in post.text] for post in desk.posts("@talks")
    ]


async def test_each_day_on_which_something_is_has_an_issue(desk: Desk) -> None:
    desk.save(with_diary("daily: 07:30"))
    async with desk.running() as service:
        for day in range(10, 15):
            await desk.at(service, f"2022-01-{day} 07:30")
    first, second = desk.posts("@talks")
    assert whats(desk) == [["Council"], ["Talks"]]
    assert "Wednesday 12 January 2022\nCouncil - 0900 GMT" in first.text
    assert second.text.startswith("Tests\n")


async def test_an_issue_is_in_its_language_from_its_title_on(desk: Desk) -> None:
    text = AgendaFile.text(COUNCIL).replace("title: Tests", "title: {en: Tests, fr: Essais}", 1)
    desk.agenda.path.write_text(text, encoding="utf-8")
    desk.save(with_diary("daily: 07:30").replace("diary:", "language: fr, diary:"))
    async with desk.running() as service:
        await desk.at(service, "2022-01-12 07:30")
    (post,) = desk.posts("@talks")
    assert post.text.startswith("Essais\n")


async def test_a_week_s_issue_takes_the_place_of_that_day_s(desk: Desk) -> None:
    desk.save(with_diary("daily: 07:30, weekly: Wednesday 07:00"))
    async with desk.running() as service:
        await desk.at(service, "2022-01-12 07:00")
        await desk.at(service, "2022-01-12 07:30")
        await desk.at(service, "2022-01-13 07:30")
    assert whats(desk) == [["Council", "Talks"], ["Talks"]]


async def test_empty_days_have_issues_if_they_are_asked_for(desk: Desk) -> None:
    desk.save(with_diary("daily: 07:30, empty days: yes"))
    async with desk.running() as service:
        await desk.at(service, "2022-01-11 07:30")
    (post,) = desk.posts("@talks")
    assert "Nothing" in post.text


async def test_an_issue_is_posted_late_rather_than_never_and_once(desk: Desk) -> None:
    desk.save(with_diary("daily: 07:30"))
    async with desk.running() as service:
        desk.server.fail(too_many_requests(1), method="sendMessage", chat="@talks", delivered=False)
        await desk.at(service, "2022-01-10 07:30")
    desk.clock.set(utc("2022-01-12 11:00"))
    async with desk.running() as service:
        await service.deliver_due()
    async with desk.running() as service:
        await service.deliver_due()
        await desk.at(service, "2022-01-14 00:00")
    assert whats(desk) == [["Council"]]


async def test_what_has_been_posted_is_kept_up_to_date_until_its_day_is_over(desk: Desk) -> None:
    desk.save(with_diary("daily: 07:30"))
    async with desk.running() as service:
        await desk.at(service, "2022-01-12 07:30")
        desk.agenda.save(COUNCIL.replace("09:00", "09:30"), TALKS)
        await service.reloader.reload()
        await desk.at(service, "2022-01-12 07:32")
        first, news = desk.posts("@talks")
        assert "Council - 0930 GMT" in first.text
        assert "** Council" in first.text
        assert news.text.startswith("New time: Council")
        desk.clock.set(utc("2022-01-13 06:00"))
        desk.agenda.save(COUNCIL.replace("09:00", "09:45"), TALKS)
        await service.reloader.reload()
        await desk.at(service, "2022-01-13 06:02")
        assert "0930" in desk.posts("@talks")[0].text


async def test_the_pinned_diary_is_one_post_that_is_edited_as_days_pass(desk: Desk) -> None:
    desk.save(with_diary("pinned: yes"))
    async with desk.running() as service:
        await desk.at(service, "2022-01-10 07:00")
        (post,) = desk.posts("@talks")
        assert desk.server.pinned("@talks") == post.message_id
        assert post.silent
        assert whats(desk) == [["Council", "Talks"]]
    desk.clock.set(utc("2022-01-13 07:00"))
    async with desk.running() as service:
        await service.deliver_due()
        await desk.server.until(lambda: whats(desk) == [["Talks"]])
        desk.agenda.save(COUNCIL, TALKS.replace("10:00", "11:00"))
        await service.reloader.reload()
        await desk.server.until(lambda: "1100 GMT" in desk.posts("@talks")[0].text)


async def test_of_a_pinned_diary_that_somebody_deleted_the_operator_hears_once(desk: Desk) -> None:
    desk.save(with_diary("pinned: yes"))
    reports: list[str] = []
    async with desk.running() as service:
        service.incidents.listen(reports.append)
        await desk.at(service, "2022-01-10 07:00")
        (post,) = desk.posts("@talks")
        desk.server.delete("@talks", post.message_id)
        for start in ("10:15", "10:30"):
            desk.agenda.save(COUNCIL, TALKS.replace("10:00", start))
            await service.reloader.reload()
            await desk.at(service, f"2022-01-10 {start}")
    (told,) = reports
    what = "the pinned diary cannot be edited, and is not kept up to date any more"
    assert told == f"posts to telegram:@talks: {what}: BadRequest: Message_id_invalid"


async def test_a_bot_that_may_not_pin_posts_it_all_the_same(
    tmp_path: Path, server: TelegramServer
) -> None:
    server.add_channel("@talks", rights=frozenset({"can_post_messages"}))
    agenda = AgendaFile(tmp_path)
    agenda.save(COUNCIL)
    clock = SetClock(utc("2022-01-10 12:00"))
    desk = Desk(server, clock, agenda, tmp_path / "destinations.yaml")
    desk.save(with_diary("pinned: yes"))
    async with desk.running() as service:
        await service.deliver_due()
    assert whats(desk) == [["Council"]]
    assert server.pinned("@talks") is None
