"""The whole service, in a hurry: a test's world goes faster than Telegram's limits allow."""

from contextlib import AbstractAsyncContextManager

from bot.clock import Clock
from bot.config.settings import Settings
from bot.service import Destinations, Service
from bot.service import running as running_at_pace
from bot.telegram.limits import TelegramLimits

HASTY = TelegramLimits(posts_at_once=1000, posts_a_minute=1000)
# The minutes that a hopeless case is left alone are real ones.
IMPATIENT = TelegramLimits(posts_at_once=1000, posts_a_minute=1000, hopeless_seconds=0.1)


def running(
    settings: Settings,
    clock: Clock,
    destinations: Destinations | None = None,
    telegram_limits: TelegramLimits = HASTY,
) -> AbstractAsyncContextManager[Service]:
    """Run the service for as long as the context lasts."""
    return running_at_pace(settings, clock, destinations, telegram_limits)
