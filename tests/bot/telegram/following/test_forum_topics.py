"""A group with topics is told in the one where its administrators last chose what it follows."""

from pathlib import Path

import pytest

from bot.messages.wording.answers.languages import ANSWER_WORDS
from bot.service.service import Service
from tests.bot.making.agenda_file import AgendaFile
from tests.bot.running.clock import SetClock, utc
from tests.bot.telegram.following.test_following import GENEVA, VIENNA, Town
from tests.telegram_server.chats import Post
from tests.telegram_server.server import TelegramServer

ENGLISH = ANSWER_WORDS["en"]
MOVED = ENGLISH.moved_here
COUNCIL, TALKS = "In 15 minutes: Council", "In 15 minutes: Talks"


class Forum:
    """A group with topics, and an administrator who says there what it follows."""

    def __init__(self, town: Town, *, is_forum: bool = True) -> None:
        self.town, self.server = town, town.server
        self.ada = self.server.add_user("Ada")
        self.group = self.server.add_group("Desk", is_forum=is_forum)
        self.server.make_administrator(self.group, self.ada)

    @property
    def posts(self) -> list[Post]:
        return [it for it in self.server.posts(self.group) if it.from_bot]

    @property
    def heard(self) -> list[tuple[str, int | None]]:
        """What came unasked: its head, and the topic where it stands."""
        told = [(it.text.partition("\n")[0], it.thread_id) for it in self.posts]
        return [it for it in told if it[0].startswith(("In ", "New time"))]

    async def say(self, text: str, topic: int | None = None, reply_to: int | None = None) -> Post:
        """Say something in a topic, and wait for the answer."""
        count = len(self.posts)
        self.server.say(self.ada, text, chat=self.group, thread_id=topic, reply_to=reply_to)
        await self.server.until(lambda: len(self.posts) > count)
        return self.posts[-1]

    async def follow(
        self, service: Service, text: str, topic: int | None = None, *, planned: int
    ) -> Post:
        """Have something followed, and wait until so many reminders are planned for the group."""
        answer, name = await self.say(text, topic), f"telegram:{self.group.id}"
        await self.server.until(
            lambda: [it.destination for it in service.plan.reminders].count(name) == planned
        )
        return answer


@pytest.fixture
def forum(tmp_path: Path, server: TelegramServer) -> Forum:
    server.add_channel("@talks")
    agenda = AgendaFile(tmp_path)
    agenda.save(VIENNA, GENEVA)
    return Forum(Town(server, SetClock(utc("2022-01-12 08:00")), agenda))


async def test_reminders_and_news_come_in_the_topic_where_it_was_chosen_over_a_restart(
    forum: Forum,
) -> None:
    town, topic = forum.town, forum.server.add_topic(forum.group, "Talks")
    async with town.running() as service:
        answer = await forum.follow(service, "/follow tests", topic, planned=2)
        assert answer.thread_id == topic
        assert answer.text == (
            "Followed: Tests\n"
            "Reminders come here as the agenda has them, and changes when they are published.\n"
            "To come: 2 events. The next: Council\nWednesday 12 January 2022, 09:00 GMT"
        )
        await town.at(service, "2022-01-12 08:45")
    async with town.running() as service:
        town.agenda.save(VIENNA.replace("09:00", "09:30"), GENEVA)
        await service.reloader.reload()
        await town.at(service, "2022-01-12 08:48")
        await town.at(service, "2022-01-12 09:45")
    assert forum.heard == [
        ("New time: Council", topic),
        (TALKS, topic),
    ]
    assert forum.posts[1].text.startswith("Out of date: ")
    assert forum.posts[2].reply_to == forum.posts[1].message_id


async def test_a_group_is_told_of_all_in_the_topic_where_it_chose_last(forum: Forum) -> None:
    town, server = forum.town, forum.server
    first, second = (server.add_topic(forum.group, name) for name in ("Vienna", "Geneva"))
    async with town.running() as service:
        answers = [
            await forum.follow(service, "/follow vienna", first, planned=1),
            await forum.follow(service, "/follow geneva", second, planned=2),
        ]
        assert [MOVED in it.text for it in answers] == [False, True]
        assert (
            f"\n• the number of the topic where I post: {second}\n"
            in (await forum.say("/privacy", first)).text
        )
        await town.at(service, "2022-01-12 08:45")
        # The same once more, elsewhere.
        assert MOVED in (await forum.say("/follow geneva", first)).text
        assert MOVED not in (await forum.say("/follow geneva", first)).text
        await town.at(service, "2022-01-12 09:45")
        town.agenda.save(VIENNA, GENEVA.replace("10:00", "11:00"))
        await service.reloader.reload()
        await forum.say("/follow geneva", second)
        await town.at(service, "2022-01-12 09:48")
    assert forum.heard == [(COUNCIL, second), ("New time: Talks", second)]
    [outdated] = [it for it in forum.posts if it.text.startswith("Out of date: ")]
    assert outdated.thread_id == first
    assert forum.posts[-1].reply_to == outdated.message_id


async def test_a_group_that_chooses_in_general_again_is_told_there(forum: Forum) -> None:
    town, topic = forum.town, forum.server.add_topic(forum.group, "Talks")
    async with town.running() as service:
        await forum.follow(service, "/follow tests", topic, planned=2)
        await town.at(service, "2022-01-12 08:45")
        assert MOVED in (await forum.say("/follow tests")).text
        assert MOVED not in (await forum.say("/follow tests")).text
        # A reply to what stands in the topic would stand there, too.
        town.agenda.save(VIENNA.replace("09:00", "09:30"), GENEVA)
        await service.reloader.reload()
        await town.at(service, "2022-01-12 08:48")
        await town.at(service, "2022-01-12 09:45")
    assert forum.heard == [("New time: Council", None), (TALKS, None)]


async def test_the_button_below_an_event_has_it_followed_where_it_is_pressed(forum: Forum) -> None:
    town, topic = forum.town, forum.server.add_topic(forum.group, "Talks")
    async with town.running() as service:
        shown = await forum.say("/event council", topic)
        forum.server.press(forum.ada, shown, "Follow")
        await forum.server.until(lambda: f"telegram:{forum.group.id}" in service.workers)
        await forum.server.until(lambda: len(service.plan.reminders) == 3)
        await town.at(service, "2022-01-12 08:45")
    assert forum.heard == [(COUNCIL, topic)]


@pytest.mark.parametrize("end", ["close_topic", "delete_topic"])
async def test_what_a_topic_takes_no_more_comes_in_general_and_counts_as_no_refusal(
    forum: Forum, end: str
) -> None:
    town, topic = forum.town, forum.server.add_topic(forum.group, "Talks")
    async with town.running() as service:
        told: list[str] = []
        service.incidents.listen(told.append)
        await forum.follow(service, "/follow tests 45 minutes, 15 minutes", topic, planned=4)
        await town.at(service, "2022-01-12 08:15")
        getattr(forum.server, end)(forum.group, topic)
        town.agenda.save(VIENNA.replace("09:00", "09:30"), GENEVA)
        await service.reloader.reload()
        await town.at(service, "2022-01-12 08:18")
        await town.at(service, "2022-01-12 09:15")
        if end == "close_topic":
            forum.server.reopen_topic(forum.group, topic)
        await town.at(service, "2022-01-12 09:45")
    again = topic if end == "close_topic" else None
    assert [it for it in forum.heard if not it[0].startswith("In 45")] == [
        ("New time: Council", None),
        ("In 15 minutes: Council", None),
        ("In 15 minutes: Talks", again),
    ]
    assert service.ledger.count_readers() == (1, 1)
    assert told == []


async def test_comments_are_no_topic(forum: Forum) -> None:
    town, server = forum.town, forum.server
    comments = Forum(town, is_forum=False)
    top = server.say(comments.ada, "what the channel posted", chat=comments.group)
    async with town.running() as service:
        answer = await comments.follow(service, "/follow vienna", top.message_id, planned=1)
        assert answer.thread_id == top.message_id
        assert ENGLISH.outside_thread in answer.text
        await town.at(service, "2022-01-12 08:45")
        stored = service.ledger.stored_of(comments.group.id)
    assert comments.heard == [(COUNCIL, None)]
    assert stored is not None
    assert stored.chosen.forum_topic is None


async def test_stopping_in_another_topic_stops_it_all(forum: Forum) -> None:
    town, server = forum.town, forum.server
    first, second = (server.add_topic(forum.group, name) for name in ("Vienna", "Geneva"))
    async with town.running() as service:
        await forum.follow(service, "/follow tests", first, planned=2)
        listed = await forum.say("/following", second)
        assert (listed.text, listed.thread_id) == ("This chat follows\nTests", second)
        await forum.say("/stop", second)
        await town.at(service, "2022-01-12 08:45")
        assert service.ledger.stored_of(forum.group.id) is None
        # Of the former topic nothing is known any more.
        answer = await forum.follow(service, "/follow geneva", planned=1)
        assert MOVED not in answer.text
        await town.at(service, "2022-01-12 09:45")
        stored = service.ledger.stored_of(forum.group.id)
    assert forum.heard == [(TALKS, None)]
    assert stored is not None
    assert stored.chosen.forum_topic is None
