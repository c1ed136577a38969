"""The bundled week's reminders, worked out by hand from the report and the rules of reminding.

Geneva, Brussels and Vienna keep CET, GMT+1, in January: an eve's 18:00 is 17:00 GMT, a morning's
08:00 is 07:00 GMT.
"""

from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from bot.config.settings import bundled_agendas
from events.definitions.loader import load
from events.model import Agendas
from tests.bot.running.clock import utc


class Row(NamedTuple):
    """One reminder: when it is due, of which event, and the first line of its post."""

    due: datetime
    event: str
    lead: str
    head: str


PRESS_CONFERENCE = "Press conference by the NATO Secretary-General"

THE_WEEK = (
    Row(utc("2022-01-09 17:00"), "us-russia-talks", "eve", "Tomorrow: US–Russia talks"),
    Row(utc("2022-01-10 07:00"), "us-russia-talks", "morning", "Today: US–Russia talks"),
    Row(utc("2022-01-11 09:00"), "nato-russia-council", "1440m", "In 1 day: NATO–Russia Council"),
    Row(utc("2022-01-12 08:00"), "nato-russia-council", "60m", "In 1 hour: NATO–Russia Council"),
    Row(
        utc("2022-01-12 08:45"), "nato-russia-council", "15m", "In 15 minutes: NATO–Russia Council"
    ),
    Row(
        utc("2022-01-12 12:30"),
        "nato-press-conference",
        "60m",
        f"In about 1 hour: {PRESS_CONFERENCE}",
    ),
    Row(
        utc("2022-01-12 13:15"),
        "nato-press-conference",
        "15m",
        f"In about 15 minutes: {PRESS_CONFERENCE}",
    ),
    Row(utc("2022-01-12 17:00"), "osce-talks", "eve", "Tomorrow: Talks with the OSCE"),
    Row(utc("2022-01-13 07:00"), "osce-talks", "morning", "Today: Talks with the OSCE"),
)

BEFORE_THE_WEEK = utc("2022-01-09 12:00")
AFTER_THE_WEEK = utc("2022-01-14 00:00")


def bundled() -> Agendas:
    return load(bundled_agendas())


def definitions(folder: Path, text: str) -> Agendas:
    """Load definitions that are written as a person would write them."""
    (folder / "agenda.yaml").write_text(text, encoding="utf-8")
    return load(folder)
