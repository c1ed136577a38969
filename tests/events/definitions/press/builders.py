"""An agenda of a Council of which a test says more, and what is made of it."""

from pathlib import Path

from events.definitions.loader import load
from events.model import Event
from tests.events.definitions.builders import HEAD, problems, written

EXACT = "start: 2026-12-10 10:00"


def council(*lines: str, more: str = "") -> str:
    """Say more of a Council; the first line stands in line 8, from column 5 on."""
    head = ["  - id: council", "    kind: meeting", "    title: Council"]
    return HEAD + "".join(f"{line}\n" for line in [*head, *(f"    {it}" for it in lines)]) + more


def events_of(folder: Path, *lines: str, more: str = "") -> dict[str, Event]:
    return {it.id: it for it in load(written(folder, council(*lines, more=more))).events}


def refused(folder: Path, *lines: str, more: str = "") -> list[str]:
    return problems(written(folder, council(*lines, more=more)))
