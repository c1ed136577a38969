"""Calendars of a few lines, and the definitions that are made of them."""

from datetime import date
from pathlib import Path

from events.definitions.loader import Loader
from events.foreign.definitions import Asked, Imported, Source, import_calendar
from events.foreign.live.expansion import Reading
from events.foreign.reading.occurrences import Window
from events.model import Event

WINDOW = Window(date(2026, 12, 1), date(2027, 11, 30))
FILE = Path("week.ics")
READING = Reading(Path("week.yaml"), "x.example", WINDOW.first, None, None, "UTC")


def calendar(*lines: str, head: tuple[str, ...] = ()) -> bytes:
    """A calendar of these lines, between which events begin and end."""
    whole = ["BEGIN:VCALENDAR", "VERSION:2.0", *head, *lines, "END:VCALENDAR", ""]
    return "\r\n".join(whole).encode()


def event(*lines: str, start: str = "DTSTART:20261204T090000Z", uid: str = "1@x") -> list[str]:
    """The lines of an event."""
    return ["BEGIN:VEVENT", f"UID:{uid}", "SUMMARY:Talks", start, *lines, "END:VEVENT"]


def imported(
    content: bytes, zone: str | None = None, window: Window = WINDOW, name: str = "week"
) -> Imported:
    """What is made of a calendar."""
    return import_calendar(content, Source(FILE, name), Asked(window, None, zone))


def loaded(text: str, folder: Path) -> tuple[Event, ...]:
    """The events of definitions, which are to be without fault and warning."""
    file = folder / "imported.yaml"
    file.write_text(text, encoding="utf-8")
    loader = Loader(file)
    agendas = loader.load()
    assert not loader.warnings
    return agendas.events
