"""A ledger on SQLite, and one on PostgreSQL."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine

from bot.database.engine import open_database
from bot.ledger.ledger import Ledger


@pytest.fixture
def url(any_url: str) -> str:
    return any_url


@pytest.fixture
def engine(url: str) -> Iterator[Engine]:
    engine = open_database(url)
    yield engine
    engine.dispose()


@pytest.fixture
def ledger(engine: Engine) -> Ledger:
    return Ledger(engine)
