"""All rows of a ledger, copied from one database to another of any kind."""

from sqlalchemy import Connection, delete, insert, select

from bot.database.tables import metadata

MOST_ROWS = 1000  # in memory at once


def copy_rows(source: Connection, target: Connection) -> None:
    """Make the target's rows those of the source. Both are of the newest version."""
    for table in metadata.sorted_tables:
        target.execute(delete(table))
        rows = source.execution_options(yield_per=MOST_ROWS).execute(select(table)).mappings()
        for some in rows.partitions(MOST_ROWS):
            target.execute(insert(table), [dict(row) for row in some])
