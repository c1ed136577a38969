"""What a ledger keeps on a real database: the watermark, its tables, times as they were given."""

from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from importlib.resources import files
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import Engine, insert, inspect
from sqlalchemy.exc import StatementError

from bot.database.engine import open_database
from bot.database.tables import metadata, watch
from bot.ledger.ledger import Ledger
from bot.planning.reminders import Reminder
from tests.bot.ledger.posts.council import COUNCIL, LATER, NOW, entry
from tests.bot.making.builders import event, reminder


def test_a_new_ledger_has_watched_nothing(ledger: Ledger) -> None:
    assert ledger.watermark() is None


def test_the_watch_is_kept_to_the_microsecond(ledger: Ledger) -> None:
    for instant in (NOW, LATER, LATER - timedelta.resolution):
        ledger.set_watermark(instant)
        assert ledger.watermark() == instant


def test_the_ledger_outlives_the_process(url: str) -> None:
    first = Ledger(open_database(url))
    first.claim(COUNCIL, NOW)
    first.set_watermark(NOW)
    first.close()

    second = Ledger(open_database(url))
    try:
        assert entry(second).key == COUNCIL.key
        assert second.watermark() == NOW
    finally:
        second.close()


def test_the_journal_is_written_ahead_and_synced_before_a_claim_counts(tmp_path: Path) -> None:
    engine = open_database(f"sqlite:///{tmp_path / 'podium.db'}")
    with engine.connect() as connection:
        values = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in ("journal_mode", "synchronous", "busy_timeout")
        }

    assert values == {"journal_mode": "wal", "synchronous": 2, "busy_timeout": 5000}


def test_a_fresh_database_is_what_the_tables_say(engine: Engine) -> None:
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_opening_a_database_again_changes_nothing(url: str, ledger: Ledger) -> None:
    ledger.claim(COUNCIL, NOW)
    again = Ledger(open_database(url))
    try:
        assert entry(again).key == COUNCIL.key
    finally:
        again.close()


def migrate(engine: Engine, go: Callable[[Config, str], None], revision: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(files("bot.database") / "migrations"))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        go(config, revision)


def test_the_migrations_can_be_taken_back_and_applied_again(engine: Engine) -> None:
    migrate(engine, command.downgrade, "base")
    assert inspect(engine).get_table_names() == ["alembic_version"]

    migrate(engine, command.upgrade, "head")
    assert set(metadata.tables) <= set(inspect(engine).get_table_names())


def test_a_naive_datetime_is_refused(engine: Engine) -> None:
    naive = NOW.replace(tzinfo=None)

    with pytest.raises(StatementError, match="naive"), engine.begin() as connection:
        connection.execute(insert(watch).values(id=1, until=naive))


def test_a_time_comes_back_in_utc_whatever_zone_it_was_given_in(ledger: Ledger) -> None:
    moscow: datetime = NOW.astimezone(timezone(timedelta(hours=3)))
    ledger.set_watermark(moscow)

    found = ledger.watermark()
    assert found == NOW
    assert found is not None
    assert found.utcoffset() == timedelta()


def test_the_longest_key_that_definitions_can_make_has_room() -> None:
    name = "a" * 64
    longest: Reminder = reminder(event(id=name), timedelta(days=366))

    assert len(longest.key.uid) + 64 - len("tests") <= 160
    assert len(longest.key.lead) <= 16
    assert len(longest.key.start) <= 32
