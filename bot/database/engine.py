"""Opening the ledger's database: the engine, and the migrations that bring it up to date."""

from importlib.resources import files

from sqlalchemy import URL, Connection, Engine, create_engine, func, make_url, select
from sqlalchemy.exc import SQLAlchemyError

from bot.database.sqlite import follow_file, is_sqlite, sqlite_file, tune_sqlite
from bot.database.timeouts import PostgresTimeouts
from bot.errors import SettingsError
from events.text import printable

MIGRATING = 7_786_341  # any number that nobody else uses in this database


def open_database(url: str, timeouts: PostgresTimeouts | None = None) -> Engine:
    """Open a database and bring its tables up to date.

    Raises sqlalchemy.exc.DBAPIError if it cannot be opened or written, and `SettingsError` if its
    driver is not installed.
    """
    engine = make_engine(url)
    if is_sqlite(engine.url):
        tune_sqlite(engine)
    with engine.begin() as connection:
        _migrate(connection)
    if file := sqlite_file(engine.url):
        engine.dispose()
        follow_file(engine, file)
    if engine.driver == "psycopg":
        from bot.database.postgresql import expect_answers

        # Only now: to migrate may take its time, and wait for another replica that migrates.
        engine.dispose()
        expect_answers(engine, timeouts or PostgresTimeouts())
    return engine


def make_engine(url: str) -> Engine:
    """Return what connects to a database. Raises `SettingsError` if its driver is missing."""
    try:
        # Pinged first, so that no work fails on a connection that the server has closed meanwhile.
        return create_engine(url, pool_pre_ping=not is_sqlite(make_url(url)))
    except ModuleNotFoundError as error:
        raise SettingsError(
            f"PODIUM_DATABASE: this database needs the Python package {error.name} (install it)"
        ) from None


def shown_database(address: str | URL) -> str:
    """Return where a database is, without any secret of its address.

    What follows ``?`` is left out: a password may be there as well as before the host.
    """
    url = make_url(address)
    if is_sqlite(url):
        return printable(url.database or "")
    return printable(url.set(query={}).render_as_string())


def cause(error: SQLAlchemyError) -> str:
    """Return what is wrong with the database, without the statement that found it."""
    return str(getattr(error, "orig", None) or error).strip()


def _migrate(connection: Connection) -> None:
    # Alembic takes as long to import as SQLAlchemy, and who only reads has no use for it.
    from alembic import command
    from alembic.config import Config

    if not is_sqlite(connection.engine.url):
        # Replicas that start together take turns; the lock goes with the transaction.
        connection.execute(select(func.pg_advisory_xact_lock(MIGRATING)))
    config = Config()
    config.set_main_option("script_location", str(files("bot.database") / "migrations"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
