"""How things stand, for `/health`."""

from collections.abc import Mapping
from datetime import datetime

from bot.current import Current
from bot.telegram import TelegramBot
from bot.troubles import Troubles


def health(
    current: Current, troubles: Troubles, telegram: TelegramBot | None, now: datetime
) -> Mapping[str, object]:
    """Return what `/health` adds: what is wrong now, and what is planned."""
    coming = current.plan.after(now)
    return {
        "status": "degraded" if troubles.open else "ok",
        "troubles": dict(troubles.open),
        "telegram": telegram.state if telegram else "not used",
        "planned": len(coming),
        "next": {"event": coming[0].event.name, "due": coming[0].due.isoformat()}
        if coming
        else None,
    }
