"""podium backup and podium restore, and what no command does with a ledger that it cannot read."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from shutil import copytree

import pytest
from sqlalchemy import select

from bot.config.settings import Settings
from bot.database.engine import open_database
from bot.database.process_lock import AlreadyRunning
from bot.database.tables import gaps, posts, publication, revisions, told, watch
from bot.errors import PodiumError
from bot.ledger.backups.backup_file import write_backup
from bot.ledger.backups.restoring import restore_backup
from bot.ledger.ledger import Ledger
from bot.ledger.publications.log import PublicationLog
from bot.planning.subscription import everything_to
from events.definitions.loader import load
from events.model import Agendas
from tests.bot.making.agenda_file import AgendaFile, definition
from tests.bot.making.builders import HOUR, event, reminder
from tests.bot.running.clock import SetClock, utc
from tests.bot.running.podium import podium, podium_running
from tests.bot.running.postgresql import PostgreSQL
from tests.bot.running.running_service import running

EIGHT = utc("2022-01-12 08:00")
TALKS = definition("2037-01-12 09:00 GMT", id="talks", title="Talks", reminders="[1 hour]")


def agendas(folder: Path) -> str:
    file = AgendaFile(folder)
    file.save(TALKS)
    return str(file.folder)


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with definitions, and with a ledger that has a row in each table."""
    folder = tmp_path_factory.mktemp("sound")
    written(f"sqlite:///{folder / 'podium.db'}", folder)
    return folder


def written(url: str, folder: Path) -> None:
    """Write a ledger with a row in each table that a service fills."""
    engine = open_database(url)
    log, ledger = PublicationLog(engine), Ledger(engine)
    log.publish(load(Path(agendas(folder))), EIGHT, everything_to(["channel"]))
    log.confirm([event()])
    about = reminder(event("2022-01-12 09:00 GMT"), HOUR)
    attempt = ledger.claim(about, EIGHT, "In 1 hour")
    assert isinstance(attempt, int)
    assert ledger.record_sent(about.key, attempt, EIGHT, 7)
    ledger.set_watermark(EIGHT)
    ledger.record_chat("channel", -1001)
    ledger.record_seen("channel", 9)
    with engine.begin() as connection:
        uid, record = connection.execute(select(revisions.c.uid, revisions.c.record)).one()
        row = {"uid": uid, "destination": "channel", "record": record}
        connection.execute(told.insert().values(row))
    engine.dispose()


def change(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(statement)


def complaint(folder: Path, *arguments: str) -> str:
    """Run a command that fails, and return its one line."""
    done = podium(folder, *arguments, PODIUM_AGENDAS=str(folder / "agendas"), PODIUM_PORT="0")
    text = done.stderr.decode()
    assert done.returncode == 1, text
    assert text.count("\n") == 1, text
    return text


async def test_a_backup_is_written_beside_a_service_and_put_back_when_it_has_stopped(
    tmp_path: Path,
) -> None:
    there = agendas(tmp_path)
    async with podium_running(tmp_path, "serve", PODIUM_PORT="0", PODIUM_AGENDAS=there) as serving:
        await serving.until("posts go to terminal")
        done = podium(tmp_path, "backup", "kept.db")
        assert (done.returncode, done.stdout, done.stderr) == (0, b"kept.db: written\n", b"")
        assert "another Podium is running" in complaint(tmp_path, "restore", "kept.db")
        assert await serving.stop() == 0

    done = podium(tmp_path, "restore", "kept.db")
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.startswith(b"put back; ")
    assert podium(tmp_path, "status", PODIUM_AGENDAS=there).returncode == 0


@pytest.mark.parametrize("command", ["backup", "restore"])
def test_the_ledger_itself_is_no_backup(tmp_path: Path, command: str) -> None:
    written(f"sqlite:///{tmp_path / 'podium.db'}", tmp_path)
    (tmp_path / "link.db").symlink_to("podium.db")

    for name in ("podium.db", "link.db"):
        assert f"{name} is the ledger itself" in complaint(tmp_path, command, name)


def test_a_backup_takes_the_place_of_no_other_file(tmp_path: Path) -> None:
    written(f"sqlite:///{tmp_path / 'podium.db'}", tmp_path)
    (tmp_path / "letter.txt").write_text("Dear Sir", encoding="utf-8")

    assert "letter.txt is there, and is no ledger" in complaint(tmp_path, "backup", "letter.txt")
    assert (tmp_path / "letter.txt").read_text(encoding="utf-8") == "Dear Sir"
    assert podium(tmp_path, "backup", "kept.db").returncode == 0
    assert podium(tmp_path, "backup", "kept.db").returncode == 0


def test_without_a_ledger_there_is_nothing_to_back_up(tmp_path: Path) -> None:
    assert "no ledger at podium.db yet" in complaint(tmp_path, "backup", "kept.db")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "is no file"),
        (b"", "is no ledger of Podium"),
        (b"Dear Sir", "is no ledger of Podium"),
        (b"SQLite format 3\x00" + b"\xff" * 5000, "is no ledger of Podium"),
    ],
    ids=["missing", "empty", "text", "damaged"],
)
def test_what_is_no_ledger_is_not_put_back(
    tmp_path: Path, content: bytes | None, words: str
) -> None:
    written(f"sqlite:///{tmp_path / 'podium.db'}", tmp_path)
    before = (tmp_path / "podium.db").read_bytes()
    if content is not None:
        (tmp_path / "kept.db").write_bytes(content)

    assert f"kept.db {words}" in complaint(tmp_path, "restore", "kept.db")
    assert (tmp_path / "podium.db").read_bytes() == before


def test_another_database_is_not_put_back(tmp_path: Path) -> None:
    change(tmp_path / "kept.db", "CREATE TABLE moz_places (id)")

    assert "kept.db is no ledger of Podium" in complaint(tmp_path, "restore", "kept.db")


@pytest.mark.parametrize(
    "command",
    [("serve",), ("status",), ("confirm",), ("backup", "new.db"), ("restore", "kept.db")],
    ids=lambda command: command[0],
)
def test_a_ledger_of_a_newer_version_is_refused_by_every_command(
    tmp_path: Path, command: tuple[str, ...]
) -> None:
    written(f"sqlite:///{tmp_path / 'podium.db'}", tmp_path)
    change(tmp_path / "podium.db", "UPDATE alembic_version SET version_num = '9999'")
    (tmp_path / "kept.db").write_bytes((tmp_path / "podium.db").read_bytes())
    if command[0] == "restore":
        (tmp_path / "podium.db").unlink()

    text = complaint(tmp_path, *command)
    assert "has version 9999" in text
    assert "(update Podium)" in text


NONSENSE = [
    *[("posts", name, "'soon'") for name in ("due", "changed", "not_before")],
    *[("posts", "due", each) for each in ("'2022-02-30 08:00:00.000000'", "1.5", "x'00'", "''")],
    *[("posts", name, "'x'") for name in ("state", "claimed", "attempts", "doubts")],
    *[("posts", name, "'x'") for name in ("interruptions", "message_id", "after_id")],
    *[("posts", name, "-1") for name in ("attempts", "doubts", "message_id")],
    *[("posts", name, "x'ff'") for name in ("html", "earlier", "reason", "owner")],
    ("posts", "lead", "'change-x'"),
    ("posts", "record", "'{'"),
    *[("revisions", "sequence", each) for each in ("'x'", "-1", "99999999999")],
    *[("revisions", name, "'9999999'") for name in ("created", "last_modified")],
    *[("revisions", "record", each) for each in ("'{'", "'[]'", "'{}'")],
    ("revisions", "leads", "'60 x'"),
    ("revisions", "gone", "'maybe'"),
    ("agendas", "place", "'x'"),
    ("agendas", "record", "'{'"),
    ("publication", "version", "'x'"),
    *[("told", "record", each) for each in ("'{'", "'[]'")],
    ("destinations", "chat_id", "'x'"),
    ("seen", "message_id", "'x'"),
    ("watch", "until", "'yesterday'"),
]


@pytest.mark.parametrize(("table", "column", "value"), NONSENSE)
async def test_a_row_that_makes_no_sense_is_named_in_one_line(
    tmp_path: Path,
    sound: Path,
    table: str,
    column: str,
    value: str,
) -> None:
    copytree(sound, tmp_path, dirs_exist_ok=True)
    change(tmp_path / "podium.db", f"UPDATE {table} SET {column} = {value}")  # noqa: S608

    settings = Settings(
        agendas=tmp_path / "agendas", database=f"sqlite:///{tmp_path / 'podium.db'}", port=0
    )
    with pytest.raises(PodiumError) as refused:
        async with running(settings, SetClock(EIGHT)):
            pass
    text = str(refused.value)
    assert f"podium.db is damaged: {table} " in text
    assert "podium restore FILE" in text
    assert "\n" not in text


@pytest.mark.parametrize("command", [("serve",), ("status",), ("confirm",), ("restore", "kept.db")])
def test_every_command_names_the_row(tmp_path: Path, command: tuple[str, ...]) -> None:
    written(f"sqlite:///{tmp_path / 'podium.db'}", tmp_path)
    change(tmp_path / "podium.db", "UPDATE posts SET state = 'x'")
    (tmp_path / "podium.db").rename(tmp_path / "kept.db")
    if command[0] != "restore":
        (tmp_path / "kept.db").rename(tmp_path / "podium.db")

    name = "kept.db" if command[0] == "restore" else "podium.db"
    text = complaint(tmp_path, *command)
    assert f"the ledger at {name} is damaged: posts council.tests@podium.alt|" in text


def test_a_ledger_of_either_kind_is_backed_up_and_put_back(any_url: str, tmp_path: Path) -> None:
    written(any_url, tmp_path)
    kept, nine = tmp_path / "kept.db", utc("2022-01-12 09:00")
    write_backup(any_url, kept)
    engine = open_database(any_url)
    with engine.begin() as connection:
        connection.execute(posts.delete())
    engine.dispose()

    assert restore_backup(any_url, kept, nine) == EIGHT
    engine = open_database(any_url)
    with engine.connect() as connection:
        assert connection.execute(select(posts.c.message_id)).scalars().all() == [7]
        assert connection.execute(select(revisions.c.sequence)).scalar_one() > 3600
        assert connection.execute(select(revisions.c.last_modified)).scalar_one() == nine
        assert connection.execute(select(publication.c.version)).scalar_one() > 3600
        assert connection.execute(select(watch.c.until)).scalar_one() == nine
        assert connection.execute(select(gaps.c.since, gaps.c.until)).one() == (EIGHT, nine)
    log = PublicationLog(engine)
    ((uid, revision),) = log.latest().revisions.items()
    # What was published is on record as it was, and goes on above what may have been served.
    assert [(each.sequence, each.at) for each in log.statements(uid)] == [(0, EIGHT)]
    assert revision.sequence > 3600
    published = log.agendas()
    assert published is not None
    (agenda,) = published.agendas
    log.publish(Agendas((replace(agenda, events=()),)), nine)
    assert [each.sequence for each in log.statements(uid)] == [0, revision.sequence + 1]
    engine.dispose()


def test_a_database_that_others_use_is_not_replaced(postgresql: PostgreSQL, tmp_path: Path) -> None:
    url = postgresql.fresh()
    written(url, tmp_path)
    write_backup(url, tmp_path / "kept.db")
    replica = open_database(url)
    with replica.connect() as connection:
        connection.execute(select(publication.c.version))
        with pytest.raises(AlreadyRunning, match="1 other connection"):
            restore_backup(url, tmp_path / "kept.db", EIGHT)
    replica.dispose()


def test_a_crash_before_the_backup_has_its_name_leaves_the_ledger_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = f"sqlite:///{tmp_path / 'podium.db'}"
    written(url, tmp_path)
    write_backup(url, tmp_path / "kept.db")
    ledger = open_database(url)
    # A service that was killed has left its last transactions in the write-ahead log.
    with ledger.begin() as connection:
        connection.execute(watch.update().values(until=utc("2022-01-12 08:30")))
    for end in ("", "-wal"):
        (tmp_path / f"copy{end}").write_bytes((tmp_path / f"podium.db{end}").read_bytes())
    ledger.dispose()
    for end in ("", "-wal"):
        (tmp_path / f"copy{end}").rename(tmp_path / f"podium.db{end}")

    def crash(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", crash)
    with pytest.raises(KeyboardInterrupt):
        restore_backup(url, tmp_path / "kept.db", utc("2022-01-12 09:00"))

    ledger = open_database(url)
    assert Ledger(ledger).watermark() == utc("2022-01-12 08:30")
    ledger.dispose()
