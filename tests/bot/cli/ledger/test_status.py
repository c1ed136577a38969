"""podium status: what it says of the definitions and of a real ledger, line by line."""

import subprocess
import sys
from datetime import timedelta
from importlib.resources import files
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import make_url, text

from bot.database.engine import open_database
from bot.database.read_only import CannotRead, reading_database
from bot.database.version import versions
from bot.errors import PodiumError
from bot.ledger.ledger import Ledger
from bot.ledger.post_record import Failure, PostState
from bot.planning.notices import Notice
from bot.planning.reminders import Reminder, make_plan
from bot.planning.subscription import everything_to
from bot.publishing.reports.status import Standing, ledger_lines, planned_lines
from events.changes import Change, News
from tests.bot.making.agenda_file import AgendaFile, definition
from tests.bot.making.builders import HOUR, MINUTE, event, reminder
from tests.bot.making.week import bundled
from tests.bot.running.clock import utc
from tests.bot.running.podium import environment, podium, podium_running
from tests.bot.running.postgresql import PostgreSQL

EIGHT = utc("2022-01-12 08:00")
TALKS = definition("2037-01-12 09:00 GMT", id="talks", title="Talks", reminders="[1 hour]")


def about(name: str) -> Reminder:
    """A reminder that is due at eight."""
    return reminder(event("2022-01-12 09:00 GMT", id=name), HOUR)


def attempt(ledger: Ledger, name: str) -> tuple[Reminder, int]:
    claimed = about(name)
    attempt = ledger.claim(claimed, EIGHT, "<b>In 1 hour</b>")
    assert isinstance(attempt, int)
    return claimed, attempt


def sent(ledger: Ledger, name: str, late: timedelta, message_id: int) -> None:
    claimed, number = attempt(ledger, name)
    assert ledger.record_sent(claimed.key, number, EIGHT + late, message_id)


def changed(ledger: Ledger, name: str, message_id: int) -> None:
    """Tell that an event has changed since it was posted about."""
    now = about(name).event
    notice = Notice(News(Change.MOVED, now, now), 1, EIGHT + HOUR, "channel")
    number = ledger.claim(notice, EIGHT + HOUR, "<b>Moved</b>")
    assert isinstance(number, int)
    assert ledger.record_sent(notice.key, number, EIGHT + HOUR, message_id)


def refused(ledger: Ledger, name: str, state: PostState, reason: str) -> None:
    claimed, number = attempt(ledger, name)
    assert ledger.record_failure(claimed.key, number, Failure(state, reason, MINUTE), EIGHT)


def with_a_post_in_each_state(path: Path) -> Ledger:
    ledger = Ledger(open_database(f"sqlite:///{path}"))
    sent(ledger, "in-time", timedelta(seconds=2), 1)
    sent(ledger, "late", 2 * MINUTE, 2)
    sent(ledger, "outdated", 2 * MINUTE, 3)
    sent(ledger, "corrected", timedelta(), 4)
    changed(ledger, "outdated", 5)
    changed(ledger, "corrected", 6)
    ledger.record_corrected([about("corrected").key], EIGHT + HOUR)
    attempt(ledger, "claimed")
    refused(ledger, "waiting", PostState.WAITING, "Forbidden: bot was kicked")
    refused(ledger, "uncertain", PostState.UNCERTAIN, "ReadTimeout: no answer")
    refused(ledger, "failed", PostState.FAILED, "BadRequest: chat not found")
    ledger.miss(about("lost"), EIGHT, "perhaps posted", PostState.UNRECORDED)
    ledger.miss(about("missed"), EIGHT + HOUR, "too late to be of use")
    ledger.miss(about("superseded"), EIGHT, "told with its change", PostState.SUPERSEDED)
    return ledger


POSTS = """\
sent         6
             2 about events that have changed since
             at least 2 late by more than a minute
under way    2
             2022-01-12 08:00 GMT  claimed.tests  60m  channel
             2022-01-12 08:00 GMT  waiting.tests  60m  channel  Forbidden: bot was kicked
unrecorded   1 perhaps posted before a restore
             2022-01-12 08:00 GMT  lost.tests  60m  channel  perhaps posted
missed       1
             2022-01-12 08:00 GMT  missed.tests  60m  channel  too late to be of use
uncertain    1
             2022-01-12 08:00 GMT  uncertain.tests  60m  channel  ReadTimeout: no answer
failed       1
             2022-01-12 08:00 GMT  failed.tests  60m  channel  BadRequest: chat not found
"""


def test_the_posts_in_each_state_are_counted_and_those_in_trouble_shown(tmp_path: Path) -> None:
    ledger = with_a_post_in_each_state(tmp_path / "podium.db")

    assert {state for state, count in ledger.counts().items() if count} == set(PostState)
    assert "\n".join(ledger_lines(ledger)) + "\n" == POSTS
    ledger.close()


def test_what_came_late_is_counted_exactly_if_no_post_was_edited_since(
    tmp_path: Path,
) -> None:
    ledger = Ledger(open_database(f"sqlite:///{tmp_path / 'podium.db'}"))
    sent(ledger, "in-time", MINUTE, 1)
    sent(ledger, "late", MINUTE + timedelta(seconds=1), 2)

    assert list(ledger_lines(ledger))[:3] == [
        "sent         2",
        "             1 late by more than a minute",
        "under way    0",
    ]
    ledger.close()


def test_of_what_is_planned_the_next_five_are_shown() -> None:
    events = bundled().events
    plan = make_plan(events, everything_to(["channel"]))

    assert (
        "\n".join(planned_lines(plan, utc("2022-01-10 07:00"), Standing.RIGHT))
        == """\
planned      7
             2022-01-11 09:00 GMT  nato-russia-council.security-talks-2022-01  1440m  channel
             2022-01-12 08:00 GMT  nato-russia-council.security-talks-2022-01  60m  channel
             2022-01-12 08:45 GMT  nato-russia-council.security-talks-2022-01  15m  channel
             2022-01-12 12:30 GMT  nato-press-conference.security-talks-2022-01  60m  channel
             2022-01-12 13:15 GMT  nato-press-conference.security-talks-2022-01  15m  channel"""
    )


# The command


def agendas(folder: Path, *definitions: str) -> str:
    """Save definitions, and return the folder that they are in."""
    file = AgendaFile(folder)
    file.save(*definitions)
    return str(file.folder)


def test_the_command_tells_of_definitions_and_ledger(tmp_path: Path) -> None:
    with_a_post_in_each_state(tmp_path / "podium.db").close()
    there = agendas(tmp_path, TALKS)
    done = podium(tmp_path, "status", PODIUM_AGENDAS=there)

    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode() == (
        f"definitions  {there}: 1 event in 1 agenda, 2037-01-12: all is well\n"
        "planned      1\n"
        "             2037-01-12 08:00 GMT  talks.tests  60m  terminal\n"
        f"{POSTS}"
    )


def test_definitions_that_are_wrong_are_told_beside_the_ledger_and_exit_1(tmp_path: Path) -> None:
    with_a_post_in_each_state(tmp_path / "podium.db").close()
    wrong = agendas(tmp_path, TALKS.replace("2037", "2099"))
    done = podium(tmp_path, "status", PODIUM_AGENDAS=wrong)

    assert done.returncode == 1
    assert done.stdout.decode() == (
        f"definitions  {wrong}: wrong, and not taken over\n"
        "planned      nothing: no definitions were right yet\n"
        f"{POSTS}"
    )
    assert done.stderr.decode() == (
        f"{wrong}/tests.yaml:8:12: the year 2099 is outside 1970 to 2037 "
        "(time zone rules are known only for these years)\n"
    )


OTHERS = [definition("2037-02-12", id=name, title=name, reminders="[]") for name in "abcd"]


@pytest.mark.parametrize(
    ("edit", "standing"),
    [
        ((TALKS.replace("2037", "2099"),), "wrong, and not taken over"),
        (
            (TALKS.replace("id: talks", "id: debates").replace("Talks", "Debates"),),
            "1 event in 1 agenda, 2037-01-12: held until it is confirmed, and not taken over",
        ),
    ],
    ids=["wrong", "held"],
)
async def test_while_an_edit_is_not_taken_over_what_a_service_has_planned_is_told(
    tmp_path: Path, edit: tuple[str, ...], standing: str
) -> None:
    there = agendas(tmp_path, TALKS, *OTHERS)
    settings = {"PODIUM_PORT": "0", "PODIUM_AGENDAS": there}
    async with podium_running(tmp_path, "serve", **settings) as serving:
        await serving.until("posts go to terminal")
        (Path(there) / "tests.yaml").write_text(AgendaFile.text(*edit))
        await serving.until("ERROR bot.ops.incidents definitions: ")
        beside = podium(tmp_path, "status", **settings)
        assert await serving.stop() == 0
    alone = podium(tmp_path, "status", **settings)

    for done in (beside, alone):
        assert done.returncode == 1
        assert done.stdout.decode().startswith(
            f"definitions  {there}: {standing}\n"
            "planned      1, by what was published last\n"
            "             2037-01-12 08:00 GMT  talks.tests  60m  terminal\n"
        )


def test_destinations_that_are_wrong_are_told_as_such(tmp_path: Path) -> None:
    there, file = agendas(tmp_path, TALKS), tmp_path / "destinations.yaml"
    settings = {"PODIUM_AGENDAS": there, "PODIUM_DESTINATIONS": str(file)}
    ledger = Ledger(open_database(f"sqlite:///{tmp_path / 'podium.db'}"))
    file.write_text("destinations: none\n")
    never = podium(tmp_path, "status", **settings)
    ledger.keep_text("destinations", "destinations: [{name: a, url: 'json://a.example'}]\n")
    ledger.close()
    last = podium(tmp_path, "status", **settings)

    for done in (never, last):
        assert done.returncode == 1
        assert "destinations.yaml:1:15: " in done.stderr.decode()
    assert never.stdout.decode().splitlines()[:3] == [
        f"definitions  {there}: 1 event in 1 agenda, 2037-01-12: all is well",
        "destinations wrong, and not taken over: planned is for those that were right last",
        "planned      nothing: no destinations were right yet",
    ]
    planned = "planned      1\n             2037-01-12 08:00 GMT  talks.tests  60m  url:json:"
    assert planned in last.stdout.decode()


async def test_what_a_running_service_keeps_is_read_beside_it(tmp_path: Path) -> None:
    there = agendas(tmp_path, TALKS)
    async with podium_running(tmp_path, "serve", PODIUM_PORT="0", PODIUM_AGENDAS=there) as serving:
        await serving.until("posts go to terminal")
        done = podium(tmp_path, "status", PODIUM_AGENDAS=there)
        assert await serving.stop() == 0

    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode().startswith(f"definitions  {there}: 1 event in 1 agenda")
    assert "\nsent         0\n" in done.stdout.decode()


@pytest.mark.parametrize("content", [None, b""], ids=["missing", "empty"])
def test_without_a_ledger_that_is_said_and_none_is_made(
    tmp_path: Path, content: bytes | None
) -> None:
    there = agendas(tmp_path, TALKS)
    if content is not None:
        (tmp_path / "podium.db").write_bytes(content)
    before = sorted(path.name for path in tmp_path.iterdir())
    done = podium(tmp_path, "status", PODIUM_AGENDAS=there)

    assert done.returncode == 1
    assert done.stdout.decode().splitlines()[:2] == [
        f"definitions  {there}: 1 event in 1 agenda, 2037-01-12: all is well",
        "planned      1",
    ]
    assert "sent" not in done.stdout.decode()
    assert done.stderr.decode() == (
        "podium: no ledger at podium.db yet (serve makes it; or check PODIUM_DATABASE)\n"
    )
    assert sorted(path.name for path in tmp_path.iterdir()) == before


@pytest.mark.parametrize(
    ("version", "mend"),
    [("0001", "start serve, which brings it up to date"), ("9999", "update Podium")],
)
def test_a_ledger_of_another_version_is_left_as_it_is(
    tmp_path: Path, version: str, mend: str
) -> None:
    engine = open_database(f"sqlite:///{tmp_path / 'podium.db'}")
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :it"), {"it": version})
    engine.dispose()
    before = (tmp_path / "podium.db").read_bytes()
    done = podium(tmp_path, "status")

    assert done.returncode == 1
    assert done.stderr.decode() == (
        f"podium: the ledger at podium.db has version {version}, and here {versions()[-1]} is "
        f"read ({mend})\n"
    )
    assert (tmp_path / "podium.db").read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["podium.db"]


def test_a_ledger_that_is_no_database_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "podium.db").write_bytes(b"This is no database. " * 100)
    done = podium(tmp_path, "status")

    assert done.returncode == 1
    assert done.stderr.decode() == (
        "podium: the ledger cannot be used: file is not a database (check PODIUM_DATABASE)\n"
    )


def test_the_newest_version_is_the_one_that_migrations_end_at() -> None:
    scripts = ScriptDirectory(str(files("bot.database") / "migrations"))

    assert versions() == sorted(each.revision for each in scripts.walk_revisions())
    assert versions()[-1] == scripts.get_current_head()


def test_a_database_is_read_and_not_written(any_url: str) -> None:
    with pytest.raises(CannotRead, match=r"no ledger at .* yet"), reading_database(any_url):
        pass
    open_database(any_url).dispose()

    with reading_database(any_url) as engine:
        assert "sent         0" in list(ledger_lines(Ledger(engine)))


def test_a_password_is_not_shown_where_there_is_no_ledger(postgresql: PostgreSQL) -> None:
    address = make_url(postgresql.fresh()).set(password="s3cret")
    url = address.render_as_string(hide_password=False)

    with pytest.raises(PodiumError) as refused, reading_database(url):
        pass
    assert "s3cret" not in str(refused.value)


def test_reading_takes_no_heavy_imports(tmp_path: Path) -> None:
    """With them the command takes 0.8 s, and the half of it without."""
    heavy = ("alembic", "telegram", "starlette", "uvicorn", "icalendar", "apscheduler", "rich")
    script = f"""\
import sys
import bot.cli.main
bot.cli.main.main(["status"])
print([name for name in {heavy!r} if name in sys.modules])
"""
    open_database(f"sqlite:///{tmp_path / 'podium.db'}").dispose()
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=tmp_path,
        env=environment(),
        capture_output=True,
        check=True,
    )
    assert done.stdout.splitlines()[-1] == b"[]"
