"""Series as texts: an event, in lines 5 to 8, with more lines from line 9 on."""

from pathlib import Path

from events.definitions.loader import load
from events.model import Event
from tests.events.definitions.builders import HEAD, problems, written

UNTIL = "until: 2026-12-11"
DAYS = "repeats: {every: day, until: 2026-12-03}"
DAILY = f"repeats: {{every: weekday, {UNTIL}}}"


def series(*more: str, start: str = "2026-12-01 10:00", others: str = "") -> str:
    lines = ["  - id: briefing", "    kind: briefing", "    title: Briefing", f"    start: {start}"]
    return HEAD + "".join(f"{line}\n" for line in [*lines, *(f"    {it}" for it in more)]) + others


def event(id_: str, start: str, **more: str) -> str:
    keys = "".join(f", {name}: {it}" for name, it in more.items())
    return f"  - {{id: {id_}, kind: meeting, title: {id_}, start: {start}{keys}}}\n"


def events(path: Path) -> dict[str, Event]:
    return {event.id: event for event in load(path).events}


def read(folder: Path, *more: str, start: str = "2026-12-01 10:00") -> dict[str, Event]:
    """Events by what is behind the series' id."""
    found = events(written(folder, series(*more, start=start)))
    return {id_.removeprefix("briefing-"): event for id_, event in found.items()}


def refused(
    folder: Path, *more: str, start: str = "2026-12-01 10:00", others: str = ""
) -> list[str]:
    return problems(written(folder, series(*more, start=start, others=others)))
