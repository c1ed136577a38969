"""Serve feed and page, and post reminders, until stopped.

Posts go to TELEGRAM_CHANNEL, or to this terminal where there is none.
"""

import argparse
import gc
import logging

from bot.cli.run import run_coroutine
from bot.clock import SystemClock
from bot.config.settings import Settings, read_settings

log = logging.getLogger(__name__)


def add_arguments(_parser: argparse.ArgumentParser) -> None:
    """Declare nothing: the settings say all."""


def run(_arguments: argparse.Namespace) -> int:
    """Run the service on the system's clock, until it is told to stop."""
    return run_coroutine(run_service(read_settings()), logging.INFO)


async def run_service(settings: Settings) -> None:
    """Serve until SIGINT or SIGTERM."""
    from bot.ops.signals import stop_signal
    from bot.service import running
    from events.queries import is_over

    _allow_open_files()
    clock = SystemClock()
    async with stop_signal() as stopped, running(settings, clock) as service:
        log.info("page %s/ feed %s/calendar.ics", service.site.url, service.site.url)
        log.info("posts go to %s", ", ".join(service.workers))
        if all(is_over(event, clock.now()) for event in service.publication.agendas.events):
            log.warning("every event of the agenda is past; to replay them: podium demo")
        # What is there now mostly stays: no later collection need look through it.
        gc.collect()
        gc.freeze()
        await stopped.wait()
        log.info("stopping")


def _allow_open_files() -> None:
    """Allow this process as many open files as it may have: each reader's connection is one."""
    import resource

    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
