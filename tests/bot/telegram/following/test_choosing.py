"""A chat chooses in which language, and by whose clocks, it is told: in the running service."""

from pathlib import Path

from bot.messages.wording.answers.languages import ANSWER_WORDS
from bot.service.pacing import Pacing
from bot.service.service import Service
from tests.bot.running.clock import SetClock, utc
from tests.bot.running.running_service import running
from tests.bot.telegram.asks.asked import (
    NOW,
    OPEN,
    Reader,
    asked_week,
    operated,
    settings_for,
    with_channel,
)
from tests.telegram_server.chats import Chat, Post
from tests.telegram_server.server import TelegramServer

ENGLISH, FRENCH, GERMAN = (ANSWER_WORDS[code] for code in ("en", "fr", "de"))
AN_HOUR_BEFORE = "2026-12-09 12:30"


def reader(server: TelegramServer, code: str | None, name: str = "Ada") -> Reader:
    return Reader(server, of=server.add_user(name, language_code=code))


async def said_in(server: TelegramServer, chat: Chat, who: Reader, text: str) -> Post:
    """What the bot answers in a group."""

    def answers() -> list[Post]:
        return [post for post in server.posts(chat) if post.from_bot]

    before = len(answers())
    server.say(who.user, text, chat=chat)
    await server.until(lambda: len(answers()) > before)
    return answers()[-1]


async def at(service: Service, instant: str) -> None:
    assert isinstance(service.clock, SetClock)
    service.clock.set(utc(instant))
    await service.deliver_due()


async def test_a_reader_is_answered_in_the_language_of_their_telegram(tmp_path: Path) -> None:
    heads = {"de": "Heute, ", "de-AT": "Heute, ", "FR-ca": "Aujourd’hui, ", "ar": "اليوم، "}
    heads |= {"pt-br": "Today, ", "zh-hans": "Today, ", "en-GB": "Today, "}
    async with asked_week(tmp_path) as (server, _):
        for code, head in heads.items():
            assert (await reader(server, code).ask("/today")).text.startswith(head), code
        assert (await reader(server, None).ask("/today")).text.startswith("Today, ")


async def test_the_commands_are_listed_in_each_language(tmp_path: Path) -> None:
    async with asked_week(tmp_path) as (server, _):
        await server.until(lambda: bool(server.commands("ar")))
        assert server.commands() == ENGLISH.commands
        for code in (code for code in ANSWER_WORDS if code != "en"):
            assert server.commands(code) == ANSWER_WORDS[code].commands


async def test_what_is_chosen_outlives_a_restart_and_not_a_stop(tmp_path: Path) -> None:
    async with asked_week(tmp_path) as (server, _):
        ada = reader(server, "en")
        assert (await ada.ask("/language français")).text == FRENCH.language_set.format("Français")
        assert (await ada.ask("/help")).text.startswith(f"/next – {FRENCH.commands['next']}")
        assert "• sa langue (/language) : Français" in plain((await ada.ask("/privacy")).text)
        settings = settings_for(server, tmp_path)
    async with with_channel(SetClock(NOW)) as server:
        same = Reader(server, of=ada.user)
        server.say(ada.user, "Here I am.")
        settings = settings_for(server, tmp_path)
        async with running(settings, SetClock(NOW), pacing=Pacing(telegram=OPEN)):
            assert (await same.ask("/weather")).text.startswith("La commande")
            assert (await same.ask("/stop")).text == FRENCH.stopped
            assert (await same.ask("/privacy")).text == ENGLISH.privacy.format(
                ENGLISH.nothing_stored
            )


async def test_reminders_come_in_the_chosen_language_and_by_the_chosen_clocks(
    tmp_path: Path,
) -> None:
    async with asked_week(tmp_path) as (server, service):
        ada, ben = reader(server, "fr"), reader(server, "en", "Ben")
        await ben.ask("/language русский")
        await ben.ask("/timezone Нью-Йорк")
        for each in (ada, ben):
            await each.ask("/follow nato-press")
        names = {f"telegram:{each.user.id}" for each in (ada, ben)}
        await server.until(lambda: {it.destination for it in service.plan.reminders} >= names)
        await at(service, AN_HOUR_BEFORE)
        await server.until(lambda: "Press conference" in ada.answers[-1].text)
        await server.until(lambda: ben.answers[-1].text.startswith("Примерно"))
        assert ada.answers[-1].text.startswith("Dans environ 1\N{NO-BREAK SPACE}heure")
        assert "14:30, Brussels (08:30, New York)" in ben.answers[-1].text
        assert "14:30, Brussels (08:30, New York)" in (await ben.ask("/event nato press")).text
        for asked in ("/event arrivals", "/week"):
            assert "(01:45, New York)" in (await ben.ask(asked)).text, asked


async def test_each_time_of_an_event_is_told_by_the_chosen_clocks(tmp_path: Path) -> None:
    """In the record and in what sources say, too; the record's own days are those of GMT."""
    async with asked_week(tmp_path) as (server, service):
        week = tmp_path / "agendas" / "week.yaml"
        text = week.read_text(encoding="utf-8")
        said = "sources: [{publisher: Herald, start: 2026-12-14 15:00}]"
        text = text.replace("    place: The Hague\n", f"    place: The Hague\n    {said}\n")
        week.write_text(text, encoding="utf-8")
        await service.reloader.reload()
        ada = reader(server, "en")
        await ada.ask("/timezone Tokyo")
        for asked in ("/changes", "/event ruling", "/next 10", "/week", "/today", "/press"):
            told = (await ada.ask(asked)).text
            assert "in Tokyo)" in told
            times = [line for line in told.splitlines() if not line.startswith("Published")]
            assert [line for line in times if "GMT" in line] == [], asked
        assert "Herald says Monday 14 December 2026, 15:00 in The Hague (23:00 in Tokyo)." in (
            (await ada.ask("/event ruling")).text
        )


async def test_in_a_group_its_administrators_choose(tmp_path: Path) -> None:
    async with asked_week(tmp_path) as (server, _):
        group = server.add_group("Desk")
        ada, ben = reader(server, "fr"), reader(server, "de", "Ben")
        server.make_administrator(group, ada.user)
        assert (await said_in(server, group, ben, "/help")).text.endswith(GERMAN.commands["help"])
        refused = await said_in(server, group, ben, "/language en")
        assert refused.text == GERMAN.administrators
        shown = await said_in(server, group, ben, "/language")
        assert await ben.press_below(shown, "Español") == GERMAN.administrators
        await said_in(server, group, ada, "/language es")
        spanish = ANSWER_WORDS["es"].commands["help"]
        for each in (ada, ben):
            assert (await said_in(server, group, each, "/help")).text.endswith(spanish)


async def test_in_a_channel_its_administrators_press(tmp_path: Path) -> None:
    async with asked_week(tmp_path) as (server, service):
        channel = server.add_channel("@news")
        ada, ben = reader(server, "fr"), reader(server, "de", "Ben")
        server.make_administrator(channel, ada.user)
        server.publish(channel, "/language")
        await server.until(lambda: len(server.posts(channel)) == 2)
        shown = server.posts(channel)[-1]
        assert await ben.press_below(shown, "Español") == GERMAN.administrators
        assert service.ledger.stored_of(channel.id) is None
        server.publish(channel, "/event summit g7")
        await server.until(lambda: len(server.posts(channel)) == 4)
        event = server.posts(channel)[-1]
        for label in (ENGLISH.add_to_calendar, ENGLISH.follow):
            assert await ben.press_below(event, label) == GERMAN.administrators
        assert len(server.posts(channel)) == 4
        assert await ada.press_below(event, ENGLISH.add_to_calendar) == ""
        assert await ada.press_below(shown, "Español") == ""
        assert len(server.posts(channel)) == 5
        assert service.ledger.stored_of(channel.id) is not None


async def test_where_the_operator_has_posts_go_their_language_is_that_of_answers(
    tmp_path: Path,
) -> None:
    async with operated(tmp_path, SetClock(NOW)) as (server, service, _):
        desk = server.add_group("Desk")
        text = f"destinations:\n  - {{name: desk, telegram: {desk.id}, language: fr}}\n"
        (tmp_path / "destinations.yaml").write_text(text, encoding="utf-8")
        name = f"telegram:{desk.id}"
        await server.until(lambda: name in service.workers)
        ada = reader(server, "de")
        server.make_administrator(desk, ada.user)
        assert (await said_in(server, desk, ada, "/help")).text.endswith(FRENCH.commands["help"])
        assert (await said_in(server, desk, ada, "/stop")).text == FRENCH.named
        await said_in(server, desk, ada, "/language de")
        assert (await said_in(server, desk, ada, "/help")).text.endswith(GERMAN.commands["help"])
        await at(service, AN_HOUR_BEFORE)
        await server.until(
            lambda: any(it.text.startswith("Dans environ") for it in server.posts(desk))
        )
        # What is deleted is what the chat has chosen, and none of the operator's posts.
        assert (await said_in(server, desk, ada, "/stop")).text == GERMAN.stopped
        assert (await said_in(server, desk, ada, "/help")).text.endswith(FRENCH.commands["help"])
        stored = service.ledger.stored_of(desk.id)
        assert stored is None
        assert service.ledger.first_post("nato-press.december-2026@podium.alt", name) is not None


async def test_who_follows_nothing_any_more_keeps_what_was_chosen(tmp_path: Path) -> None:
    async with asked_week(tmp_path) as (server, service):
        ada, ben = reader(server, "fr"), reader(server, "fr", "Ben")
        await ada.ask("/language de")
        for each in (ada, ben):
            await each.ask("/follow nato")
            await each.press_below(each.answers[-1], each.answers[-1].buttons[0][0])
        assert (await ada.ask("/today")).text.startswith("Heute, ")
        stored = service.ledger.stored_of(ada.user.id)
        assert stored is not None
        assert stored.follows == ()
        assert stored.chosen.language is not None
        assert service.ledger.stored_of(ben.user.id) is None


async def test_a_language_is_chosen_by_its_name_in_any_of_them(tmp_path: Path) -> None:
    async with asked_week(tmp_path) as (server, _):
        ada = reader(server, "ar")
        for asked, name in (
            ("Francais", "Français"),
            ("spanisch", "Español"),
            ("ESPANOL", "Español"),
            ("французский", "Français"),
            ("uk-UA", "Українська"),
        ):
            told = (await ada.ask(f"/language {asked}")).text
            assert told.endswith(f": {name}."), asked


async def test_a_zone_is_chosen_by_its_name_a_city_or_a_country_in_whatever_language(
    tmp_path: Path,
) -> None:
    async with asked_week(tmp_path) as (server, _):
        ada = reader(server, "fr")
        for asked, city in (
            ("Europe/Vienna", "Vienna"),
            ("europe/vienna", "Vienna"),
            ("Vienne", "Vienna"),
            ("vienna", "Vienna"),
            ("Washington", "New York"),
            ("Autriche", "Vienna"),
            ("austria", "Vienna"),
            ("Holland", "Amsterdam"),
            ("MSK", "Moscow"),
            ("UTC", "GMT"),
        ):
            told = (await ada.ask(f"/timezone {asked}")).text
            assert told == FRENCH.timezone_set.format(city), asked
        several = await ada.ask("/timezone IST")
        assert [label for label, _ in several.buttons] == [
            "Asia/Kolkata",
            "Europe/Dublin",
            "Asia/Jerusalem",
        ]
        for asked, zones in (
            ("Korea", ["Asia/Pyongyang", "Asia/Seoul"]),
            ("USA", ["America/New York", "America/Chicago"]),
        ):
            labels = [label for label, _ in (await ada.ask(f"/timezone {asked}")).buttons]
            assert labels[:2] == zones
        await ada.ask("/timezone IST")
        assert await ada.press("Europe/Dublin") == ""
        assert ada.answers[-1].text == FRENCH.timezone_set.format("Dublin")
        assert (await ada.ask("/timezone +02:00")).text == FRENCH.timezone_unknown.format(
            "«\N{NO-BREAK SPACE}+02:00\N{NO-BREAK SPACE}»"
        )
        assert (await ada.ask("/timezone off")).text == FRENCH.timezone_none
        # A button that nobody has made is no way in.
        post = await ada.ask("/timezone IST")
        for data in ("timezone x", "timezone Europe/Nowhere", "language xx", "language "):
            assert await ada.press_below(post, data=data) == FRENCH.old_button


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")
