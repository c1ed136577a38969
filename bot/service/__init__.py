"""The service: builds the parts, runs them in one asyncio loop, and stops them in order."""

from bot.service.pacing import Pacing
from bot.service.routes import MakeDestinations
from bot.service.service import Service, running

__all__ = ["MakeDestinations", "Pacing", "Service", "running"]
