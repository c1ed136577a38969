"""Opening the ledger's database: the engine, and the migrations that bring it up to date."""

from importlib.resources import files

from sqlalchemy import Connection, Engine, create_engine, func, make_url, select

from bot.database.soundness import check_rows
from bot.database.sqlite import follow_file, is_sqlite, sqlite_file, tune_sqlite
from bot.database.timeouts import PostgresTimeouts
from bot.database.version import version_of, versions
from bot.errors import SettingsError

MIGRATING = 7_786_341  # any number that nobody else uses in this database


def open_database(url: str, timeouts: PostgresTimeouts | None = None) -> Engine:
    """Open a database and bring its tables up to date.

    Raises

    - sqlalchemy.exc.DBAPIError if it cannot be opened or written,
    - `SettingsError` if its driver is not installed,
    - `OtherLedger` if a newer Podium has written it, and
    - `DamagedRow` if a row makes no sense.
    """
    engine = make_engine(url)
    if is_sqlite(engine.url):
        tune_sqlite(engine)
    try:
        with engine.begin() as connection:
            _migrate(connection)
            check_rows(connection)
    except BaseException:
        engine.dispose()
        raise
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
    except ImportError as error:
        package = error.name or "psycopg"  # which has no name for a libpq that it does not find
        mend = "install it"
        if package.startswith("psycopg"):
            mend = "in Podium's folder: .venv/bin/pip install --editable '.[postgresql]'"
        raise SettingsError(
            f"PODIUM_DATABASE: this database needs the Python package {package} ({mend})"
        ) from None


def cause(error: Exception) -> str:
    """Return what is wrong with the database, without the statement that found it."""
    return str(getattr(error, "orig", None) or error).strip()


def _migrate(connection: Connection) -> None:
    # Alembic has no words for a version that it does not know, takes as long to import as
    # SQLAlchemy, and reads all migrations to find that there is nothing to do.
    if version_of(connection) == versions()[-1]:
        return
    from alembic import command
    from alembic.config import Config

    if not is_sqlite(connection.engine.url):
        # Replicas that start together take turns; the lock goes with the transaction.
        connection.execute(select(func.pg_advisory_xact_lock(MIGRATING)))
    config = Config()
    config.set_main_option("script_location", str(files("bot.database") / "migrations"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
