"""Serving for real: the service on the system's clock, until it is told to stop."""

import gc
import logging
import resource

from bot.clock import SystemClock
from bot.config.settings import Settings
from bot.ops.signals import stop_signal
from bot.service import running
from events.queries import is_over

log = logging.getLogger(__name__)


async def run_service(settings: Settings) -> None:
    """Serve until SIGINT or SIGTERM."""
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
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
