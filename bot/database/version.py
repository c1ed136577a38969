"""Which version a ledger has: one that a newer Podium has written is touched by no command."""

from importlib.resources import files

from sqlalchemy import URL, Connection, column, inspect, make_url, select, table

from bot.database.sqlite import is_sqlite
from bot.errors import PodiumError
from events.text import printable

_VERSION = table("alembic_version", column("version_num"))


class OtherLedger(PodiumError):
    """A ledger of a newer version, or no ledger of Podium; the message says what to do."""


def versions() -> list[str]:
    """Return the versions that the ledger has had, the newest last: 0001 and so on."""
    # By the names of their files: Alembic, which knows them by content, takes long to import.
    names = (file.name for file in (files("bot.database") / "migrations" / "versions").iterdir())
    return sorted(name.partition("_")[0] for name in names if name[0].isdigit())


def version_of(connection: Connection) -> str | None:
    """Return the version of the ledger that a database holds; None if it holds none.

    Raises `OtherLedger` for a version that is not known here.
    """
    if not inspect(connection).has_table(_VERSION.name):
        return None
    found = connection.execute(select(_VERSION.c.version_num)).scalars().first()
    if found is None:
        return None
    known = versions()
    if found not in known:
        where = f"the ledger at {shown_database(connection.engine.url)}"
        what = f"has version {found}, and here {known[-1]} is read (update Podium)"
        raise OtherLedger(f"{where} {what}")
    return str(found)


def shown_database(address: str | URL) -> str:
    """Return where a database is, without any secret of its address.

    What follows ``?`` is left out: a password may be there as well as before the host.
    """
    url = make_url(address)
    if is_sqlite(url):
        return printable(url.database or "")
    return printable(url.set(query={}).render_as_string())
