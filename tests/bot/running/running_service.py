"""The whole service, at a pace that no test has to wait for."""

from contextlib import AbstractAsyncContextManager

from bot.clock import Clock
from bot.config.settings import Settings
from bot.service.pacing import Pacing
from bot.service.routes import MakeDestinations
from bot.service.service import Service
from bot.service.service import running as running_at_pace
from bot.telegram.limits import TelegramLimits

# A test's world goes faster than Telegram's limits allow.
UNLIMITED = TelegramLimits(posts_at_once=1000, posts_a_minute=1000)
# The minutes before another try that would fail in the same way are real ones.
IMPATIENT = TelegramLimits(posts_at_once=1000, posts_a_minute=1000, hopeless_seconds=0.1)
PACING = Pacing(telegram=UNLIMITED)


def running(
    settings: Settings,
    clock: Clock,
    destinations: MakeDestinations | None = None,
    pacing: Pacing = PACING,
) -> AbstractAsyncContextManager[Service]:
    """Run the service for as long as the context lasts."""
    return running_at_pace(settings, clock, destinations, pacing)
