"""podium status: what it says of the definitions and of a real ledger, line by line."""

from datetime import timedelta
from pathlib import Path

from bot.database import open_database
from bot.ledger import Ledger, State
from bot.notices import Notice
from bot.reminders import Reminder, make_plan
from bot.status import ledger_lines, planned_lines
from events.changes import Change, News
from tests.bot.agenda_file import AgendaFile, definition
from tests.bot.builders import HOUR, MINUTE, event, reminder
from tests.bot.clock import utc
from tests.bot.podium import podium
from tests.bot.week import bundled

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
    assert ledger.sent(claimed, number, EIGHT + late, message_id)


def changed(ledger: Ledger, name: str, message_id: int) -> None:
    """Tell that an event has changed since it was posted about."""
    now = about(name).event
    notice = Notice(News(Change.MOVED, now, now), 1, EIGHT + HOUR, "channel")
    number = ledger.claim(notice, EIGHT + HOUR, "<b>Moved</b>")
    assert isinstance(number, int)
    assert ledger.sent(notice, number, EIGHT + HOUR, message_id)


def refused(ledger: Ledger, name: str, state: State, reason: str) -> None:
    claimed, number = attempt(ledger, name)
    assert ledger.record(claimed.key, number, state, EIGHT, reason, MINUTE)


def with_a_post_in_each_state(path: Path) -> Ledger:
    ledger = Ledger(open_database(f"sqlite:///{path}"))
    sent(ledger, "in-time", timedelta(seconds=2), 1)
    sent(ledger, "late", 2 * MINUTE, 2)
    sent(ledger, "outdated", timedelta(), 3)
    sent(ledger, "corrected", timedelta(), 4)
    changed(ledger, "outdated", 5)
    changed(ledger, "corrected", 6)
    ledger.corrected(about("corrected").key, EIGHT + HOUR)
    attempt(ledger, "claimed")
    refused(ledger, "waiting", State.WAITING, "Forbidden: bot was kicked")
    refused(ledger, "uncertain", State.UNCERTAIN, "ReadTimeout: no answer")
    refused(ledger, "failed", State.FAILED, "BadRequest: chat not found")
    ledger.miss(about("missed"), EIGHT + HOUR, "too late to be of use")
    ledger.miss(about("superseded"), EIGHT, "told with its change", State.SUPERSEDED)
    return ledger


POSTS = """\
sent         6
             2 about events that have changed since
             1 of the others late by more than a minute
under way    2
             2022-01-12 08:00 GMT  claimed.tests  60m  channel
             2022-01-12 08:00 GMT  waiting.tests  60m  channel  Forbidden: bot was kicked
missed       1
             2022-01-12 08:00 GMT  missed.tests  60m  channel  too late to be of use
uncertain    1
             2022-01-12 08:00 GMT  uncertain.tests  60m  channel  ReadTimeout: no answer
failed       1
             2022-01-12 08:00 GMT  failed.tests  60m  channel  BadRequest: chat not found
"""


def test_the_posts_in_each_state_are_counted_and_those_in_trouble_shown(tmp_path: Path) -> None:
    ledger = with_a_post_in_each_state(tmp_path / "podium.db")

    assert {state for state, count in ledger.counts().items() if count} == set(State)
    assert "\n".join(ledger_lines(ledger)) + "\n" == POSTS
    ledger.close()


def test_what_came_late_is_said_of_all_that_was_sent_if_nothing_has_changed(
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
    plan = make_plan(events, ["channel"])

    assert (
        "\n".join(planned_lines(events, plan, utc("2022-01-10 07:00")))
        == """\
definitions  4 events: all is well
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
    done = podium(tmp_path, "status", PODIUM_AGENDAS=agendas(tmp_path, TALKS))

    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode() == (
        "definitions  1 event: all is well\n"
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
        "definitions  wrong, and not taken over\n"
        "planned      not known while the definitions are wrong\n"
        f"{POSTS}"
    )
    assert done.stderr.decode() == (
        f"{wrong}/tests.yaml:8:12: the year 2099 is outside 1970 to 2037 "
        "(time zone rules are known only for these years)\n"
    )
