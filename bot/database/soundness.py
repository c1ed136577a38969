"""Rows that make no sense, as after a slip by hand or a failing disk: found before they are used.

PostgreSQL keeps to the types of its columns; SQLite takes any text for a number or a date.
"""

from collections.abc import Callable
from typing import TypeVar

from sqlalchemy import Column, Connection, Integer, Table, Text, inspect, text

from bot.database.sqlite import is_sqlite
from bot.database.tables import UtcDateTime, history, metadata, posts
from bot.database.version import shown_database
from bot.errors import PodiumError
from events.errors import Refusal

Kept = TypeVar("Kept")
Read = TypeVar("Read")

# What is written here and in the calendars that are served has room for no more.
MOST = 2**31 - 1
STATES = (
    *("claimed", "waiting", "uncertain", "unrecorded", "sent"),
    *("outdated", "corrected", "failed", "missed", "superseded"),
)
RECORDS = ("record", "was")


class DamagedRow(PodiumError):
    """A row of the ledger makes no sense; the message names it, and says what to do."""

    def __init__(self, where: str, table: str, key: str, what: str) -> None:
        mend = "put a backup back: podium restore FILE"
        super().__init__(f"the ledger at {where} is damaged: {table} {key}: {what} ({mend})")


def check_rows(connection: Connection) -> None:
    """Look at every row. Raises `DamagedRow` for the first one that makes no sense.

    But for those of the history, which grows for ever: each is looked at when it is read.
    """
    there = set(inspect(connection).get_table_names())
    for table in metadata.sorted_tables:
        if table.name not in there:
            raise _damaged(connection, table.name, "", "the table is gone")
        if table is not history:
            _check_table(connection, table)
    for name in ("publication", "watch"):
        count = connection.execute(text(f"SELECT count(*) FROM {name}")).scalar_one()  # noqa: S608
        if count > 1 or (count == 0 and name == "publication"):
            raise _damaged(connection, name, "", f"has {count} rows, and not one")


def read_record(
    connection: Connection, table: str, key: str, kept: Kept, read: Callable[[Kept], Read]
) -> Read:
    """Return what is ``kept`` in a row, as ``read`` reads it. Raises `DamagedRow` if it cannot."""
    try:
        return read(kept)
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError, Refusal) as error:
        what = f"its record cannot be read: {type(error).__name__}: {error}"
        raise _damaged(connection, table, key, what) from None


def _check_table(connection: Connection, table: Table) -> None:
    found = ((column, _wrong(connection, column)) for column in table.columns)
    wrong = {column: condition for column, condition in found if condition}
    # Only names of ours go into the statements. One look tells mostly that all is well.
    where = f"FROM {table.name} WHERE"
    any_wrong = " OR ".join(f"({condition})" for condition in wrong.values())
    if not wrong or not connection.execute(text(f"SELECT 1 {where} {any_wrong} LIMIT 1")).first():
        return
    keys = ["uid", "start", "lead", "destination"] if table is posts else list(table.primary_key)
    named = ", ".join(f'"{getattr(each, "name", each)}"' for each in keys)
    for column, condition in wrong.items():
        query = text(f'SELECT {named}, "{column.name}" {where} {condition} LIMIT 1')
        if row := connection.execute(query).first():
            key = "|".join(str(value) for value in row[:-1])
            raise _damaged(connection, table.name, key, f"{column.name} is {str(row[-1])[:60]!r}")


def _wrong(connection: Connection, column: Column[object]) -> str:
    """Return the condition that a column holds what makes no sense; empty if it cannot."""
    name = f'"{column.name}"'
    if column.table is posts and column.name == "state":
        return f"{name} NOT IN ({', '.join(map(repr, STATES))})"
    wrong = _nonsense(name, column) if is_sqlite(connection.engine.url) else ""
    if isinstance(column.type, Integer) and column.name not in ("chat_id", "id"):
        limits = f"{name} < 0 OR {name} > {MOST}"
        return f"{wrong} OR {limits}" if wrong else limits
    return wrong


def _nonsense(name: str, column: Column[object]) -> str:
    """Return the condition that SQLite holds what is no value of a column's type."""
    if isinstance(column.type, UtcDateTime):
        wrong = (
            f"typeof({name}) <> 'text' OR datetime(substr({name}, 1, 19)) IS NULL"
            f" OR datetime(substr({name}, 1, 19)) <> substr({name}, 1, 19)"
            # Only what is reckoned with tells that there is no 30 February.
            f" OR date(substr({name}, 1, 10), '+0 days') <> substr({name}, 1, 10)"
            f" OR {name} < '0001-01-02'"
            f" OR {name} > '9999-12-30' OR length({name}) NOT IN (19, 26)"
            f" OR substr({name}, 20) GLOB '.*[^0-9]*'"
        )
    elif isinstance(column.type, Text) and column.name in RECORDS:
        wrong = f"typeof({name}) <> 'text' OR NOT json_valid({name})"
    else:
        kind = "integer" if _is_number(column) else "text"
        wrong = f"typeof({name}) <> '{kind}'"
        if column.table is posts and column.name == "lead":
            wrong += f" OR ({name} GLOB 'change-*' AND substr({name}, 8) GLOB '*[^0-9]*')"
            wrong += f" OR {name} = 'change-'"
    missing = f"{name} IS NULL" if not column.nullable else ""
    condition = f"({name} IS NOT NULL AND ({wrong}))"
    return f"{missing} OR {condition}" if missing else condition


def _is_number(column: Column[object]) -> bool:
    return column.type.python_type in (int, bool)


def _damaged(connection: Connection, table: str, key: str, what: str) -> DamagedRow:
    return DamagedRow(shown_database(connection.engine.url), table, key, what)
