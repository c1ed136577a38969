"""What is stored of readers, on both databases, and what a backup has of it."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from sqlalchemy import update

from bot.database.engine import open_database
from bot.database.tables import readers
from bot.ledger.backups.backup_file import write_backup
from bot.ledger.ledger import Ledger
from bot.ledger.readers.readers import MOST_FOLLOWED, Stored
from bot.planning.following import GENERAL, Chosen, Topic
from bot.publishing.reports.status import ledger_lines
from events.queries import Filter
from events.wording.english import ENGLISH
from events.wording.translations.french import FRENCH
from events.wording.translations.german import GERMAN
from tests.bot.running.clock import utc

NOW = utc("2022-01-12 08:00")
LATER = utc("2022-01-12 09:00")
VIENNA = Topic(wanted=Filter(cities=frozenset({"Vienna"})))
HOUR = timedelta(hours=1)


@pytest.fixture
def ledger(any_url: str) -> Iterator[Ledger]:
    engine = open_database(any_url)
    yield Ledger(engine)
    engine.dispose()


def test_readers_who_follow_the_same_have_one_topic(ledger: Ledger) -> None:
    ledger.follow(1, VIENNA, [HOUR], NOW)
    ledger.follow(2, Topic(words=("opera",)), (), NOW)
    ledger.follow(2, Topic(wanted=Filter(cities=frozenset({"Vienna"}))), (), LATER)
    one, two = ledger.followings()
    assert (one.destination, two.destination) == ("telegram:1", "telegram:2")
    assert one.follows[0].leads == (HOUR,)
    assert one.follows[0].topic is two.follows[1].topic
    assert [each.since for each in two.follows] == [NOW, LATER]
    assert ledger.count_readers() == (2, 3)
    assert "readers      2 follow 3; a post to each takes 1 s" in list(ledger_lines(ledger))


def test_the_same_again_only_changes_the_leads(ledger: Ledger) -> None:
    ledger.follow(1, VIENNA, (), NOW)
    assert ledger.follow(1, VIENNA, (), LATER) == ledger.followings()[0].follows[0]
    assert ledger.followings()[0].follows[0].since == NOW
    ledger.follow(1, VIENNA, [HOUR], LATER)
    [follow] = ledger.followings()[0].follows
    assert (follow.leads, follow.since) == ((HOUR,), LATER)


def test_a_chat_follows_so_much_at_most(ledger: Ledger) -> None:
    words = [Topic(words=(f"w{number}",)) for number in range(MOST_FOLLOWED + 1)]
    kept = [ledger.follow(1, topic, (), NOW) for topic in words]
    assert [each is None for each in kept] == [False] * MOST_FOLLOWED + [True]


def test_who_is_forgotten_leaves_nothing(ledger: Ledger) -> None:
    ledger.follow(1, VIENNA, (), NOW)
    ledger.follow(2, VIENNA, (), NOW)
    ledger.record_chat("telegram:1", 11)
    ledger.record_seen("telegram:1", 5)
    assert [ledger.record_refusal(1) for _ in range(2)] == [1, 2]
    ledger.forget_reader(1)
    assert ledger.stored_of(1) is None
    assert ledger.chat_of("telegram:1") is None
    assert ledger.last_seen("telegram:1") is None
    assert [each.destination for each in ledger.followings()] == ["telegram:2"]
    assert ledger.record_refusal(1) == 0


def test_what_is_chosen_counts_before_what_was_heard_in(ledger: Ledger) -> None:
    ledger.follow(1, VIENNA, (), NOW, GERMAN)
    ledger.follow(2, VIENNA, (), NOW)
    assert [each.language for each in ledger.followings()] == [GERMAN, ENGLISH]
    ledger.choose_language(1, FRENCH, LATER)
    ledger.follow(1, Topic(words=("opera",)), (), LATER, GERMAN)
    ledger.choose_zone(3, "Asia/Tokyo", LATER)
    assert ledger.chosen() == {1: Chosen(FRENCH), 2: Chosen(), 3: Chosen(None, "Asia/Tokyo")}
    one, two = ledger.followings()
    assert (one.language, one.zone, two.language) == (FRENCH, None, ENGLISH)
    ledger.choose_zone(1, "Europe/Rome", LATER)
    assert ledger.followings()[0].zone == "Europe/Rome"
    assert ledger.count_readers() == (2, 3)


def test_who_follows_nothing_is_kept_for_what_was_chosen_alone(ledger: Ledger) -> None:
    for chat in (1, 2):
        key = ledger.follow(chat, VIENNA, (), NOW, GERMAN)
        assert key is not None
        assert ledger.unfollow(chat, key.key) == 0
    ledger.choose_language(2, FRENCH, LATER)
    for chat in (1, 2):
        ledger.forget_unless_chosen(chat)
    assert ledger.stored_of(1) is None
    assert ledger.stored_of(2) == Stored(NOW, (), 0, Chosen(FRENCH))


def test_who_follows_something_again_meanwhile_is_not_forgotten(ledger: Ledger) -> None:
    key = ledger.follow(1, VIENNA, (), NOW)
    assert key is not None
    assert ledger.unfollow(1, key.key) == 0
    again = ledger.follow(1, Topic(words=("opera",)), (), LATER, GERMAN)
    assert again is not None
    ledger.forget_unless_chosen(1)
    assert ledger.stored_of(1) == Stored(NOW, (again,), 0, Chosen(GERMAN))


def test_a_chat_is_told_in_the_topic_where_it_chose_last(ledger: Ledger) -> None:
    told_in = []
    for forum_topic in (None, 12, 12, 13, None, None, 12):
        ledger.follow(-100, VIENNA, (), NOW, forum_topic=forum_topic)
        told_in.append(ledger.chosen()[-100].forum_topic)
    assert told_in == [None, 12, 12, 13, GENERAL, GENERAL, 12]


def test_who_follows_nothing_is_told_in_no_topic(ledger: Ledger) -> None:
    key = ledger.follow(-100, VIENNA, (), NOW, forum_topic=12)
    assert key is not None
    ledger.choose_language(-100, FRENCH, NOW)
    ledger.forget_unless_chosen(-100)
    assert ledger.chosen() == {-100: Chosen(FRENCH, forum_topic=12)}
    ledger.unfollow(-100, key.key)
    ledger.forget_unless_chosen(-100)
    assert ledger.chosen() == {-100: Chosen(FRENCH)}


def test_a_choice_changes_what_replicas_look_at(ledger: Ledger) -> None:
    seen = [ledger.latest_choice()]
    ledger.follow(-100, VIENNA, (), NOW, forum_topic=12)
    seen.append(ledger.latest_choice())
    ledger.follow(-100, VIENNA, (), LATER, forum_topic=13)
    seen.append(ledger.latest_choice())
    ledger.choose_language(1, FRENCH, NOW)
    seen.append(ledger.latest_choice())
    ledger.choose_language(1, GERMAN, LATER)
    seen.append(ledger.latest_choice())
    ledger.forget_reader(1)
    seen.append(ledger.latest_choice())
    assert all(one != two for one, two in pairwise(seen))


def test_what_no_version_here_has_counts_as_not_chosen(any_url: str) -> None:
    engine = open_database(any_url)
    ledger = Ledger(engine)
    ledger.choose_language(1, FRENCH, NOW)
    with engine.begin() as connection:
        connection.execute(update(readers).values(language="tlh", zone="Mars/Olympus"))
    assert ledger.chosen() == {1: Chosen()}
    engine.dispose()


def test_a_pause_is_kept_until_it_ends(ledger: Ledger) -> None:
    ledger.subscribe(["telegram:@talks"], NOW)
    assert ledger.pause("telegram:@talks", NOW)
    assert not ledger.pause("telegram:@talks", LATER)
    assert ledger.paused() == {"telegram:@talks": NOW}
    assert ledger.resume("telegram:@talks") == []
    assert ledger.resume("telegram:@talks") is None
    assert ledger.paused() == {}


def test_a_backup_has_what_readers_follow_and_have_chosen(
    ledger: Ledger, any_url: str, tmp_path: Path
) -> None:
    ledger.follow(-100, VIENNA, [HOUR], NOW, forum_topic=12)
    ledger.choose_language(-100, FRENCH, NOW)
    ledger.choose_zone(5, "Asia/Tokyo", NOW)
    write_backup(any_url, tmp_path / "backup.db")
    engine = open_database(f"sqlite:///{tmp_path / 'backup.db'}")
    kept = Ledger(engine)
    assert kept.followings() == ledger.followings()
    assert kept.chosen() == ledger.chosen()
    engine.dispose()
