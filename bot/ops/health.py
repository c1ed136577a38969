"""How things stand, for `/health`."""

from collections.abc import Mapping

from bot.ops.incidents import Incidents


def health(
    incidents: Incidents, telegram: str, planned: int, following: Mapping[str, str] | None
) -> Mapping[str, object]:
    """Return what `/health` adds: what is wrong now, and what is planned.

    ``telegram`` is how it stands with Telegram, in a word or two; ``planned`` counts the reminders
    that are to come, and ``following`` names the first of them, with the instant when it is due.
    """
    return {
        "status": "degraded" if incidents.ongoing else "ok",
        "troubles": dict(incidents.ongoing),
        "telegram": telegram,
        "planned": planned,
        "next": following,
    }
