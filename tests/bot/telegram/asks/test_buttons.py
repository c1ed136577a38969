"""Buttons below the answers: what they do, and that each press is answered, once."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.messages.answers.event import key_of
from bot.messages.wording.answers.english import ENGLISH
from bot.publishing.parts.feeds import event_calendar
from bot.publishing.publication import Publication
from events.model import Agenda, Agendas, Event
from events.revisions import first_revisions
from tests.bot.making.builders import event
from tests.bot.running.clock import utc
from tests.bot.running.running_bot import running_bot
from tests.bot.telegram.asks.asked import OPEN, Reader, asked_week
from tests.telegram_server.chats import Post
from tests.telegram_server.faults import Hold
from tests.telegram_server.refusals import Refusal, too_many_requests
from tests.telegram_server.server import TelegramServer
from tests.telegram_server.world import Toast

NOW = utc("2022-01-12 08:30")
MANY = 60
HOSTILE = "<b>R&D</b> &amp; </a> \N{DOVE OF PEACE}\N{VARIATION SELECTOR-16} " * 4


def publication(*events: Event) -> Publication:
    agendas = Agendas((Agenda("tests", "Tests", "Europe/Brussels", events),))
    return Publication(agendas, first_revisions(agendas))


def many() -> Publication:
    """So many events in the week that their answers have pages."""
    return publication(
        *(
            event(f"2022-01-1{2 + n % 6} 1{n % 10}:00 GMT", id=f"e{n}", title=f"{HOSTILE}{n} end")
            for n in range(MANY)
        )
    )


# An event as a file


async def test_an_event_is_sent_as_a_file_for_calendars(tmp_path: Path) -> None:
    async with asked_week(tmp_path) as (server, service):
        reader = Reader(server)
        await reader.ask("/event nato press")
        assert await reader.press("Add to calendar") == ""
        [sent] = [post for post in reader.answers if post.document]
        [told] = [e for e in service.publication.everything if e.id == "nato-press"]
        whole = event_calendar(service.publication, told)

        jeanne = Reader(server, of=server.add_user("Jeanne", language_code="fr"))
        await jeanne.ask("/event nato press")
        await jeanne.press("Ajouter au calendrier")
        french = jeanne.answers[-1].document

    assert sent.document is not None
    assert (sent.document.name, sent.document.content) == ("nato-press.ics", whole)
    assert b"BEGIN:VEVENT" in whole
    assert french is not None
    in_french = french.content.replace(b"\r\n ", b"")
    assert b"URL:https://podium.example/fr/events/nato-press.december-2026\r\n" in in_french
    assert "Conférence de presse".encode() in in_french


async def test_what_has_no_day_is_no_file(tmp_path: Path) -> None:
    async with asked_week(tmp_path) as (server, service):
        reader = Reader(server)
        card = await reader.ask("/event signing")
        assert [label for label, _ in card.buttons] == ["Follow", "Details", "Source"]
        # A button of the time when it had one.
        [undated] = [e for e in service.publication.everything if e.id == "signing"]
        assert await reader.press_below(card, data=f"calendar {key_of(undated)}") == ENGLISH.undated


# Pages


@pytest.mark.parametrize("command", ["/week", "/event e end"])
async def test_long_answers_have_pages_that_are_turned_in_place(
    server: TelegramServer, command: str
) -> None:
    shown = many()
    async with running_bot(server, now=NOW, limits=OPEN, shown=lambda: shown):
        reader = Reader(server)
        page = await reader.ask(command)
        pages = [page.text]
        while turns := [label for label, _ in reader.answers[-1].buttons if label.endswith("›")]:
            assert await reader.press(turns[0]) == ""
            pages.append(reader.answers[-1].text)
        assert len(reader.answers) == 1
        [back] = [label for label, _ in reader.answers[-1].buttons if label.startswith("‹")]
        await reader.press(back)
        assert reader.answers[-1].text == pages[-2]

    assert len(pages) > 2
    whole = "\n".join(pages)
    assert all(f"{HOSTILE}{n} end" in whole for n in range(MANY) if command == "/week")
    assert all(len(page.encode("utf-16-le")) // 2 <= 4096 for page in pages)
    assert all(f"Page {n} of {len(pages)}" in page for n, page in enumerate(pages, 1))


async def test_a_page_that_is_no_more_is_the_last_one(server: TelegramServer) -> None:
    shown = [many()]
    async with running_bot(server, now=NOW, limits=OPEN, shown=lambda: shown[0]):
        reader = Reader(server)
        page = await reader.ask("/week")
        shown[0] = publication(event())
        assert await reader.press_below(page, data="page 3 week") == ""
        assert reader.answers[-1].text.endswith(
            "Council\n10:00 in Brussels (09:00 GMT)\nBrussels · in 30 minutes"
        )
        # Pressed again nothing changes, and nobody is told of a trouble.
        assert await reader.press_below(page, data="page 3 week") == ""


async def test_words_that_no_button_can_hold_are_not_cut(server: TelegramServer) -> None:
    words = "council " + "mitteleuropäisches " * 3
    shown = publication(*(event(id=f"e{n}", title=f"{words} {n}") for n in range(20)))
    async with running_bot(server, now=NOW, limits=OPEN, shown=lambda: shown):
        answer = await Reader(server).ask(f"/event {words}")

    assert all(len(data.encode()) <= 64 for _, data in answer.buttons)
    assert "Page 1 of 4" in answer.text
    assert not [label for label, _ in answer.buttons if "Page" in label]


# Presses


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ("follow 123", ENGLISH.old_button),
        ("page x week", ENGLISH.old_button),
        ("page 1 weather", ENGLISH.old_button),
        ("event", ENGLISH.old_button),
        ("x" * 64, ENGLISH.old_button),
        ("event 0123456789abcdef", ENGLISH.gone),
        ("calendar 0123456789abcdef", ENGLISH.gone),
    ],
)
async def test_a_button_of_an_earlier_time_is_answered(
    server: TelegramServer, data: str, told: str
) -> None:
    async with running_bot(server, now=NOW, limits=OPEN):
        reader = Reader(server)
        answer = await reader.ask("/help")
        assert await reader.press_below(answer, data=data) == told
        assert len(reader.answers) == 1


async def test_a_button_below_a_message_of_long_ago_works_in_private(
    server: TelegramServer,
) -> None:
    async with running_bot(server, now=NOW, limits=OPEN):
        reader = Reader(server)
        card = await reader.ask("/event council")
        assert await reader.press_below(card, "Add to calendar", is_old=True) == ""
        assert reader.answers[-1].document


async def test_a_button_of_long_ago_in_a_group_answers_nowhere_else(
    server: TelegramServer,
) -> None:
    group, user = server.add_group(), server.add_user("Ada")
    async with running_bot(server, now=NOW, limits=OPEN):
        server.say(user, "/event council", chat=group)
        await server.until(lambda: len(server.posts(group)) == 2)
        query = server.press(user, server.posts(group)[-1], "Add to calendar", is_old=True)
        await server.until(lambda: server.toast(query) is not None)

    assert server.toast(query) == Toast(ENGLISH.too_old, is_alert=True)
    assert len(server.posts(group)) == 2


async def test_a_press_while_the_bot_was_away_is_answered_once(server: TelegramServer) -> None:
    async with running_bot(server, now=NOW, limits=OPEN):
        reader = Reader(server)
        card = await reader.ask("/event council")
    query = server.press(reader.user, card, "Add to calendar")
    server.redeliver()
    async with running_bot(server, now=NOW, limits=OPEN):
        await server.until(lambda: server.toast(query) is not None)
        await reader.ask("/help")
    assert len([post for post in reader.answers if post.document]) == 1
    assert len(server.calls("answerCallbackQuery")) == 1


async def test_a_press_that_telegram_has_forgotten_is_no_trouble(
    server: TelegramServer, caplog: pytest.LogCaptureFixture
) -> None:
    gone = Refusal(400, "Bad Request: query is too old and response timeout expired")
    async with running_bot(server, now=NOW, limits=OPEN):
        reader = Reader(server)
        answer = await reader.ask("/help")
        server.fail(gone, method="answerCallbackQuery")
        server.press(reader.user, answer, "", data="page 1 week")
        await server.until(lambda: len(server.calls("answerCallbackQuery")) == 1)
        await reader.ask("/help")
    assert [it for it in caplog.records if it.levelname in ("WARNING", "ERROR")] == []


async def test_a_press_below_a_message_that_begins_like_a_command_is_no_command(
    server: TelegramServer,
) -> None:
    async with running_bot(server, now=NOW, limits=OPEN):
        reader = Reader(server)
        asked = await reader.ask("/help")  # its text begins with /next
        assert asked.text.startswith("/next")
        assert await reader.press_below(asked, data="old") == ENGLISH.old_button
        await reader.ask("/privacy")
    assert len(reader.answers) == 2


async def test_presses_stay_in_the_topic(server: TelegramServer) -> None:
    forum, user = server.add_group("Forum", is_forum=True), server.add_user("Ada")
    topic = server.add_topic(forum, "Talks")

    def answers() -> list[Post]:
        return [post for post in server.posts(forum) if post.from_bot]

    async with running_bot(server, now=NOW, limits=OPEN):
        server.say(user, "/event council", chat=forum, thread_id=topic)
        await server.until(lambda: len(answers()) == 1)
        server.press(user, answers()[0], "Add to calendar")
        await server.until(lambda: len(answers()) == 2)

    assert [post.thread_id for post in answers()] == [topic, topic]
    assert answers()[1].reply_to == answers()[0].message_id


async def test_a_press_beyond_the_limits_is_told_so(server: TelegramServer) -> None:
    limits = replace(OPEN, private_answers_a_minute=2)
    async with running_bot(server, now=NOW, limits=limits):
        reader = Reader(server)
        card = await reader.ask("/event council")
        shown = [await reader.press_below(card, "Add to calendar") for _ in range(2)]

    assert shown == ["", ENGLISH.too_much]


async def test_a_press_that_hangs_holds_nobody_up(server: TelegramServer) -> None:
    async with running_bot(server, now=NOW, limits=OPEN):
        slow, quick = Reader(server, "Ada"), Reader(server, "Grace")
        cards = [await reader.ask("/event council") for reader in (slow, quick)]
        server.fail(Hold(), method="sendDocument", chat=slow.user)
        server.press(slow.user, cards[0], "Add to calendar")
        await server.until(lambda: server.held == 1)
        assert await quick.press("Add to calendar") == ""
        server.release()
        await server.until(lambda: any(post.document for post in slow.answers))


async def test_a_press_that_meets_a_flood_is_answered(server: TelegramServer) -> None:
    async with running_bot(server, now=NOW, limits=OPEN):
        reader = Reader(server)
        await reader.ask("/event council")
        server.fail(too_many_requests(30), method="sendDocument")
        assert await reader.press("Add to calendar") == ""
        assert await reader.press("Add to calendar") == ENGLISH.too_much


async def test_a_link_that_telegram_refuses_costs_the_links_alone(server: TelegramServer) -> None:
    async with running_bot(server, now=NOW, limits=OPEN, public_url="http://localhost:8080"):
        card = await Reader(server).ask("/event council")

    assert [label for label, _ in card.buttons] == ["Add to calendar"]
    assert card.entities
