"""Tell what is planned, sent, late, missed and uncertain.

Reads the definitions and the ledger (PODIUM_DATABASE), beside a running service too.
Exits 1 if the definitions are wrong, or if there is no ledger yet, and changes nothing.
Where PODIUM_ADMIN_PORT is set, the running service is asked for its troubles, too.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import TYPE_CHECKING

from bot.cli.exits import FINDING, OK
from bot.cli.run import ledger_in_use
from bot.clock import SystemClock
from bot.terminal.output import complain, tell
from bot.terminal.source import given_settings, place_phrase, source_phrase
from events.errors import DefinitionError

if TYPE_CHECKING:
    from bot.config.settings import Settings

ANSWER_SECONDS = 3.0  # what a running service is given to say how it is
MAX_REPORT_BYTES = 1_000_000
ANYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - where one that listens so is asked


def add_arguments(_parser: argparse.ArgumentParser) -> None:
    """Declare nothing: the settings say all."""


def run(_arguments: argparse.Namespace) -> int:
    """Tell how things stand: by the definitions, by the running service, and by the ledger."""
    from bot.config.destinations.destinations_file import read_wanted_now
    from bot.database.read_only import reading_database
    from bot.ledger.ledger import Ledger
    from bot.planning.reminders import make_plan
    from bot.planning.subscription import everything_to
    from bot.publishing.reports.status import ledger_lines, planned_lines, row, unplanned_lines
    from bot.terminal.definitions import load

    settings, code = given_settings(), OK
    try:
        agendas = load(settings.agendas, settings.database)
        wanted = [each.subscription for each in read_wanted_now(settings)]
        plan = make_plan(agendas.events, wanted or everything_to(["terminal"]))
        source = source_phrase(settings.agendas, agendas)
        tell("\n".join(planned_lines(source, plan, SystemClock().now())))
    except DefinitionError as error:
        # A running service keeps its last good agenda, and so does what the ledger tells.
        code = FINDING
        tell("\n".join(unplanned_lines(place_phrase(settings.agendas))))
        complain(str(error))
    for number, line in enumerate(service_lines(settings)):
        tell(row("" if number else "service", line))
    with ledger_in_use(), reading_database(settings.database) as engine:
        tell("\n".join(ledger_lines(Ledger(engine))))
    return code


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
