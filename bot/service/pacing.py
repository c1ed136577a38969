"""How long the service waits for what. The demo, and tests, are in a hurry."""

from dataclasses import dataclass, field
from datetime import timedelta

from bot.database.timeouts import PostgresTimeouts
from bot.delivery.retry import RetryPolicy
from bot.delivery.scheduler import HEARTBEAT
from bot.ops.supervision import RestartPolicy
from bot.publishing.reloader import ReloadPace
from bot.service.calendars.pace import CalendarPace
from bot.telegram.limits import TelegramLimits


@dataclass(frozen=True, slots=True)
class Pacing:
    """The waits of each part of the service."""

    retry: RetryPolicy = field(default_factory=RetryPolicy)
    reload: ReloadPace = field(default_factory=ReloadPace)
    telegram: TelegramLimits = field(default_factory=TelegramLimits)
    restart: RestartPolicy = field(default_factory=RestartPolicy)
    database: PostgresTimeouts = field(default_factory=PostgresTimeouts)
    calendars: CalendarPace = field(default_factory=CalendarPace)
    heartbeat: timedelta = HEARTBEAT
    # What a send under way is given when the service stops.
    stop: timedelta = timedelta(seconds=10)
