"""Ledgers of earlier versions: what becomes of their rows."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from importlib.resources import files

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, insert, inspect, select

from bot.database.engine import open_database
from bot.database.tables import posts
from bot.database.version import versions
from bot.ledger.ledger import Ledger
from bot.ledger.publications.log import PublicationLog
from bot.planning.following import Chosen, Topic
from events.model import DEFAULT_LEADS, Agendas
from events.wording.translations.french import FRENCH
from tests.bot.running.clock import utc
from tests.bot.web.publications import bundled

NOW = utc("2022-01-12 08:00")
HTML = (
    "<b>In 1 hour: Talks &amp; &lt;more&gt;</b>\n"
    'Around <tg-time unix="1641978000" format="wDt">Wednesday, 09:00 GMT</tg-time>\n'
    "Live: https://stream.example/?a=1&amp;b=2\n"
    "<i>Source: R&amp;D &amp;amp; &amp;lt;b&amp;gt; 🕊</i>"
)
TEXT = (
    "In 1 hour: Talks & <more>\n"
    "Around Wednesday, 09:00 GMT\n"
    "Live: https://stream.example/?a=1&b=2\n"
    "Source: R&D &amp; &lt;b&gt; 🕊"
)
UNFORMATTED_HTML = (
    "In 1 hour: Talks &amp; &lt;more&gt;\n"
    "Around Wednesday, 09:00 GMT\n"
    "Live: https://stream.example/?a=1&amp;b=2\n"
    "Source: R&amp;D &amp;amp; &amp;lt;b&amp;gt; 🕊"
)
EARLIER_HTML, EARLIER_TEXT = "<b>In 2 hours: Talks</b>", "In 2 hours: Talks"
AS_IT_WAS = [
    ("claimed", "claimed", None, None),
    ("sent", "sent", HTML, None),
    ("uncertain", "uncertain", HTML, EARLIER_HTML),
]


@pytest.fixture
def engine(any_url: str) -> Iterator[Engine]:
    engine = open_database(any_url)
    yield engine
    engine.dispose()


def migrate(engine: Engine, go: Callable[[Config, str], None], revision: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(files("bot.database") / "migrations"))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        go(config, revision)


def rows(engine: Engine) -> list[tuple[str, str, str | None, str | None]]:
    columns = posts.c.uid, posts.c.state, posts.c.html, posts.c.earlier
    with engine.connect() as connection:
        return [tuple(row) for row in connection.execute(select(*columns).order_by(posts.c.uid))]


def from_version_5(engine: Engine) -> None:
    """Bring a ledger of version 0005 with a few posts to version 0006."""
    migrate(engine, command.downgrade, "0005")
    shared = {"start": "s", "lead": "1h", "destination": "channel", "due": NOW, "changed": NOW}
    with engine.begin() as connection:
        for uid, state, html, earlier in AS_IT_WAS:
            row = {"uid": uid, "state": state, "html": html, "earlier": earlier}
            connection.execute(insert(posts).values(**shared, **row, attempts=1, doubts=0))
    migrate(engine, command.upgrade, "0006")


def test_the_html_of_posts_becomes_their_text(engine: Engine) -> None:
    from_version_5(engine)

    assert rows(engine) == [
        ("claimed", "claimed", None, None),
        ("sent", "sent", TEXT, None),
        ("uncertain", "uncertain", TEXT, EARLIER_TEXT),
    ]


def test_a_version_that_is_gone_back_to_is_given_html_that_says_the_same(engine: Engine) -> None:
    from_version_5(engine)

    migrate(engine, command.downgrade, "0005")
    assert rows(engine) == [
        ("claimed", "claimed", None, None),
        ("sent", "sent", UNFORMATTED_HTML, None),
        ("uncertain", "uncertain", UNFORMATTED_HTML, EARLIER_TEXT),
    ]


def test_each_version_leads_to_the_next_and_back(engine: Engine) -> None:
    fresh = tables(engine)
    for version in reversed(versions()[:-1]):
        migrate(engine, command.downgrade, version)
    migrate(engine, command.upgrade, "head")
    assert tables(engine) == fresh


def test_an_earlier_version_knows_those_alone_who_follow_something(engine: Engine) -> None:
    ledger = Ledger(engine)
    ledger.follow(1, Topic(words=("opera",)), (), NOW, FRENCH)
    ledger.choose_language(2, FRENCH, NOW)
    migrate(engine, command.downgrade, "0013")
    migrate(engine, command.upgrade, "head")
    assert ledger.chosen() == {1: Chosen()}
    assert len(ledger.followings()) == 1


def test_who_followed_in_a_topic_is_told_in_general_by_an_earlier_version(engine: Engine) -> None:
    ledger = Ledger(engine)
    ledger.follow(-100, Topic(words=("opera",)), (), NOW, forum_topic=12)
    ledger.choose_language(-100, FRENCH, NOW)
    assert ledger.chosen() == {-100: Chosen(FRENCH, forum_topic=12)}
    migrate(engine, command.downgrade, "0015")
    migrate(engine, command.upgrade, "head")
    assert ledger.chosen() == {-100: Chosen(FRENCH)}
    assert len(ledger.followings()) == 1


def test_what_an_earlier_version_has_published_is_known_with_the_leads_of_its_kinds(
    engine: Engine,
) -> None:
    log = PublicationLog(engine)
    log.publish(bundled().agendas, NOW)
    migrate(engine, command.downgrade, "0006")
    migrate(engine, command.upgrade, "head")

    known = log.latest().revisions
    assert {uid: each.event for uid, each in known.items()} == {
        event.uid: replace(event, leads=DEFAULT_LEADS[event.kind])
        for event in bundled().agendas.events
    }
    assert log.agendas() is None  # their titles are known from the next publication on
    log.publish(bundled().agendas, NOW)
    assert log.agendas() == bundled().agendas
    assert log.latest().version == 1


def tables(engine: Engine) -> dict[str, set[str]]:
    """The columns of each table."""
    found = inspect(engine)
    return {
        table: {column["name"] for column in found.get_columns(table)}
        for table in found.get_table_names()
    }


def test_what_an_earlier_version_has_published_is_the_first_that_is_known(engine: Engine) -> None:
    log, week = PublicationLog(engine), bundled().agendas
    log.publish(week, NOW)
    (agenda,) = week.agendas
    moved = replace(agenda.events[0], title="Another title")
    later = NOW + timedelta(hours=1)
    edited = Agendas((replace(agenda, events=(moved, *agenda.events[1:])),))
    log.publish(edited, later)
    migrate(engine, command.downgrade, "0010")
    migrate(engine, command.upgrade, "head")

    for event in edited.events:
        (statement,) = log.statements(event.uid)
        is_edited = event.uid == moved.uid
        assert statement.sequence == int(is_edited)
        assert statement.at == (later if is_edited else NOW)
        assert replace(event, leads=()) == statement.event
    # Of the one that was edited it is not known what was announced.
    newest = log.newest(100, [agenda.id])
    assert {told.now.event.uid for told in newest} == {e.uid for e in edited.events} - {moved.uid}
    assert log.newest(100, ["another"]) == ()
