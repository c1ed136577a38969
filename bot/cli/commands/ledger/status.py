"""Tell what is planned, sent, late, missed and uncertain.

Reads the definitions and the ledger (PODIUM_DATABASE), beside a running service too.
While definitions are wrong, or held, it tells what is planned by what was published last.
Exits 1 then, and if the destinations are wrong or there is no ledger yet, and changes nothing.
Where PODIUM_ADMIN_PORT is set, the running service is asked for its troubles, too.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from typing import TYPE_CHECKING

from bot.cli.exits import FINDING, OK
from bot.cli.run import ledger_in_use
from bot.clock import SystemClock
from bot.errors import PodiumError
from bot.terminal.output import complain, tell
from bot.terminal.source import given_settings, place_phrase, source_phrase
from events.errors import DefinitionError

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Engine

    from bot.config.destinations.wanted import WantedDestination
    from bot.config.settings import Settings
    from bot.publishing.reports.status import Standing
    from events.model import Agendas

ANSWER_SECONDS = 3.0  # what a running service is given to say how it is
MAX_REPORT_BYTES = 1_000_000
ANYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - where one that listens so is asked


def add_arguments(_parser: argparse.ArgumentParser) -> None:
    """Declare nothing: the settings say all."""


def run(_arguments: argparse.Namespace) -> int:
    """Tell how things stand: by the definitions, by the running service, and by the ledger."""
    from bot.database.read_only import reading_database
    from bot.ledger.ledger import Ledger
    from bot.publishing.reports.status import ledger_lines, row

    settings = given_settings()
    with ExitStack() as stack, ledger_in_use():
        ledger: Engine | PodiumError
        try:
            with ledger_in_use():
                ledger = stack.enter_context(reading_database(settings.database))
        except PodiumError as error:
            ledger = error  # what the definitions say can be told all the same
        code = _tell_planned(settings, None if isinstance(ledger, PodiumError) else ledger)
        for number, line in enumerate(service_lines(settings)):
            tell(row("" if number else "service", line))
        if isinstance(ledger, PodiumError):
            raise ledger
        tell("\n".join(ledger_lines(Ledger(ledger))))
    return code


def _tell_planned(settings: Settings, engine: Engine | None) -> int:
    """Tell how definitions and destinations stand, and what is planned.

    While they are wrong, or held, a running service goes on with what was right last; so does this.
    """
    from bot.planning.reminders import make_plan
    from bot.planning.subscription import everything_to
    from bot.publishing.reports.status import Standing, definitions_line, planned_lines, row

    now = SystemClock().now()
    agendas, source, standing, fault = _agendas(settings, engine, now)
    wanted, other_fault = _wanted(settings, engine)
    tell(definitions_line(source, standing))
    if other_fault:
        tell(row("destinations", f"{Standing.WRONG}: planned is for those that were right last"))
    if agendas is None or wanted is None:
        what = "definitions" if agendas is None else "destinations"
        tell(row("planned", f"nothing: no {what} were right yet"))
    else:
        told = [each.subscription for each in wanted] or everything_to(["terminal"])
        tell("\n".join(planned_lines(make_plan(agendas.events, told), now, standing)))
    for each in filter(None, (fault, other_fault)):
        complain(str(each))
    return OK if standing is Standing.RIGHT and not other_fault else FINDING


def _agendas(
    settings: Settings, engine: Engine | None, now: datetime
) -> tuple[Agendas | None, str, Standing, DefinitionError | None]:
    """Return what is published, or is to be; where the definitions are, how they stand, and why."""
    from bot.ledger.publications.log import PublicationLog
    from bot.publishing.reports.status import Standing
    from bot.terminal.definitions import load

    log = PublicationLog(engine) if engine else None
    try:
        agendas = load(settings.agendas, settings.database)
    except DefinitionError as error:
        place = place_phrase(settings.agendas)
        return log.agendas() if log else None, place, Standing.WRONG, error
    source = source_phrase(settings.agendas, agendas)
    if log and log.held(agendas, now):
        return log.agendas(), source, Standing.HELD, None
    return agendas, source, Standing.RIGHT, None


def _wanted(
    settings: Settings, engine: Engine | None
) -> tuple[Sequence[WantedDestination] | None, DefinitionError | None]:
    """Return the destinations, those that were right last if they are wrong, with what is wrong."""
    from bot.config.destinations.destinations_file import read_wanted_now
    from bot.ledger.ledger import Ledger
    from bot.service.wanted_destinations import WantedDestinations

    try:
        return read_wanted_now(settings), None
    except DefinitionError as error:
        if engine is None:
            return None, error
        return WantedDestinations(settings, Ledger(engine)).right_last(), error


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
