"""Serve feed and page, and post reminders, until stopped.

Posts go to TELEGRAM_CHANNEL, or to this terminal where there is none.
"""

from __future__ import annotations

import argparse
import gc
import logging
import sys
from typing import TYPE_CHECKING

from bot.cli.run import run_coroutine
from bot.clock import SystemClock
from bot.config.settings import Settings
from bot.terminal.source import given_settings, source_phrase

if TYPE_CHECKING:
    from bot.service.service import Service

log = logging.getLogger(__name__)

# How long a thread computes while another waits for its turn. A post goes to the ledger's thread
# and back several times: with Python's 5 ms each waits as long, whenever much is asked.
SWITCH_SECONDS = 0.0005


def add_arguments(_parser: argparse.ArgumentParser) -> None:
    """Declare nothing: the settings say all."""


def run(_arguments: argparse.Namespace) -> int:
    """Run the service on the system's clock, until it is told to stop."""
    return run_coroutine(run_service(given_settings()), logging.INFO)


async def run_service(settings: Settings) -> None:
    """Serve until SIGINT or SIGTERM."""
    from bot.ops.signals import stop_signal
    from bot.service.service import running
    from events.queries import all_past

    _allow_open_files()
    clock = SystemClock()
    async with stop_signal() as stopped, running(settings, clock) as service:
        log.info("%s", _start_phrase(service))
        log.info("page %s/ feed %s/calendar.ics", service.site.url, service.site.url)
        if service.admin:
            log.info("the operator's %s/health", service.admin.url)
        log.info("posts go to %s", ", ".join(service.workers))
        if all_past(service.publication.agendas.events, clock.now()):
            log.warning("every event of the agenda is past; to replay them: podium demo")
        # What is there now mostly stays: no later collection need look through it.
        gc.collect()
        gc.freeze()
        sys.setswitchinterval(SWITCH_SECONDS)
        await stopped.wait()
        log.info("stopping")


def _start_phrase(service: Service) -> str:
    """Write what a service has begun with, in a line."""
    from importlib.metadata import version

    from bot.database.version import shown_database
    from events.wording.phrases import instant_phrase

    settings = service.settings
    source = source_phrase(settings.agendas, service.publication.agendas)
    coming = service.plan.after(service.clock.now())
    following = f"{instant_phrase(coming[0].due)}, {coming[0].name}" if coming else "none"
    return (
        f"podium {version('podium-diplomacy')}: {source}; "
        f"ledger {shown_database(settings.database)}; next post {following}"
    )


def _allow_open_files() -> None:
    """Allow this process as many open files as it may have: each reader's connection is one."""
    import resource

    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
