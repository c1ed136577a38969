"""Tell what is planned, sent, late, missed and uncertain.

Reads the definitions and the ledger (PODIUM_DATABASE), beside a running service too.
Exits 1 if the definitions are wrong, or if there is no ledger yet, and changes nothing.
Where PODIUM_ADMIN_PORT is set, the running service is asked for its troubles, too.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.cli.exits import FINDING, OK
from bot.cli.run import ledger_in_use
from bot.clock import SystemClock
from bot.terminal.output import complain, tell
from bot.terminal.source import given_settings, place_phrase, source_phrase
from events.errors import DefinitionError
from events.wording.phrases import instant_phrase

if TYPE_CHECKING:
    from bot.config.settings import Settings
    from bot.ledger.ledger import Ledger
    from bot.ledger.post_record import PostRecord
    from bot.planning.reminders import Plan, Planned

LATE = timedelta(minutes=1)
MOST_SHOWN = 5
ANSWER_SECONDS = 3.0  # what a running service is given to say how it is
MAX_REPORT_BYTES = 1_000_000
ANYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - where one that listens so is asked


def add_arguments(_parser: argparse.ArgumentParser) -> None:
    """Declare nothing: the settings say all."""


def run(_arguments: argparse.Namespace) -> int:
    """Tell how things stand: by the definitions, by the running service, and by the ledger."""
    from bot.config.destinations.destinations_file import read_wanted
    from bot.database.read_only import reading_database
    from bot.ledger.ledger import Ledger
    from bot.planning.reminders import make_plan
    from bot.planning.subscription import everything_to
    from events.definitions.files import read_definitions
    from events.definitions.loader import load

    settings, code = given_settings(), OK
    try:
        agendas = load(settings.agendas)
        content = read_definitions(settings.destinations) if settings.destinations else None
        wanted = [each.subscription for each in read_wanted(settings, content)]
        plan = make_plan(agendas.events, wanted or everything_to(["terminal"]))
        source = source_phrase(settings.agendas, agendas)
        tell("\n".join(planned_lines(source, plan, SystemClock().now())))
    except DefinitionError as error:
        # A running service keeps its last good agenda, and so does what the ledger tells.
        code = FINDING
        tell("\n".join(unplanned_lines(place_phrase(settings.agendas))))
        complain(str(error))
    for number, line in enumerate(service_lines(settings)):
        tell(_row("" if number else "service", line))
    with ledger_in_use(), reading_database(settings.database) as engine:
        tell("\n".join(ledger_lines(Ledger(engine))))
    return code


def planned_lines(source: str, plan: Plan, now: datetime) -> Iterator[str]:
    """Yield what is to be said of definitions that are right."""
    coming = plan.after(now)
    yield _row("definitions", f"{source}: all is well")
    yield _row("planned", str(len(coming)))
    yield from (_row("", _reminder_line(each)) for each in coming[:MOST_SHOWN])


def unplanned_lines(place: str) -> Iterator[str]:
    """Yield what is to be said of definitions that are wrong."""
    yield _row("definitions", f"{place}: wrong, and not taken over")
    yield _row("planned", "not known while the definitions are wrong")


def service_lines(settings: Settings) -> Iterator[str]:
    """Yield how the service is, and a line for each of its troubles; nothing if it is not asked."""
    if not settings.admin_port:
        return
    import json
    from urllib.error import URLError
    from urllib.request import ProxyHandler, build_opener

    host = ANYWHERE.get(settings.admin_host, settings.admin_host)
    where = f"[{host}]" if ":" in host else host
    url = f"http://{where}:{settings.admin_port}/health"
    try:
        # Without the environment's proxy, which knows nothing of this machine.
        with build_opener(ProxyHandler({})).open(url, timeout=ANSWER_SECONDS) as answer:
            report = json.loads(answer.read(MAX_REPORT_BYTES))
        status, troubles = str(report["status"]), dict(report["troubles"])
    except URLError as error:
        yield f"does not answer at {url}: {error.reason}"
        return
    except (OSError, ValueError, KeyError, TypeError):
        yield f"does not answer as Podium does at {url}"
        return
    yield status
    for subject, text in troubles.items():
        yield from f"{subject}: {text}".splitlines()


def ledger_lines(ledger: Ledger) -> Iterator[str]:
    """Yield what is to be said of the posts in the ledger."""
    from bot.ledger.post_record import POSTED, PostState

    counts = ledger.counts()
    yield _row("sent", str(sum(counts[state] for state in POSTED)))
    if changed := counts[PostState.OUTDATED] + counts[PostState.CORRECTED]:
        yield _row("", f"{changed} about events that have changed since")
    if late := ledger.count_late(LATE):
        # When a post came that was edited since, the ledger does not tell.
        least = "at least " if counts[PostState.CORRECTED] else ""
        yield _row("", f"{least}{late} late by more than a minute")
    yield _row("under way", str(counts[PostState.CLAIMED] + counts[PostState.WAITING]))
    yield from _post_lines(ledger.records(PostState.CLAIMED, PostState.WAITING))
    if counts[PostState.UNRECORDED]:
        yield _row("unrecorded", f"{counts[PostState.UNRECORDED]} perhaps posted before a restore")
        yield from _post_lines(ledger.records(PostState.UNRECORDED))
    for state in (PostState.MISSED, PostState.UNCERTAIN, PostState.FAILED):
        yield _row(state.value, str(counts[state]))
        yield from _post_lines(ledger.records(state))


def _row(name: str, text: str) -> str:
    return f"{name:<13}{text}"


def _reminder_line(reminder: Planned) -> str:
    key = reminder.key
    return f"{instant_phrase(reminder.due)}  {reminder.name}  {key.lead}  {key.destination}"


def _post_lines(records: Sequence[PostRecord]) -> Iterator[str]:
    for record in records[-MOST_SHOWN:]:
        name, key = record.key.uid.partition("@")[0], record.key
        line = f"{instant_phrase(record.due)}  {name}  {key.lead}  {key.destination}"
        yield _row("", f"{line}  {record.reason or ''}".rstrip())
