"""What a command reads: the settings, with what is to be said of them, and the definitions."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from bot.clock import SystemClock
from bot.terminal.output import complain
from events.model import Agendas, Event
from events.queries import all_past
from events.text import shown_path
from events.times import Undated

if TYPE_CHECKING:
    from bot.config.settings import Settings


def given_settings() -> "Settings":
    """Read the settings, and tell on standard error what should be otherwise.

    Raises `SettingsError`.
    """
    # Late, for a command that is told what to read: they take a while to import.
    from bot.config.settings import read_settings

    settings = read_settings()
    for warning in settings.warnings:
        complain(warning)
    return settings


def tell_source(path: Path, agendas: Agendas) -> None:
    """Tell on standard error what was read, for a command whose output is for other programs."""
    complain(f"read {source_phrase(path, agendas)}")


def source_phrase(path: Path, agendas: Agendas) -> str:
    """Write where definitions are, how many, and from which day until which."""
    from events.wording.counts import count_phrase

    events = count_phrase(len(agendas.events), "event")
    within = count_phrase(len(agendas.agendas), "agenda")
    return f"{place_phrase(path)}: {events} in {within}{_span(agendas.events)}"


def place_phrase(path: Path) -> str:
    """Write where definitions are."""
    shown = shown_path(path)
    return f"the bundled week, {shown}" if _is_bundled(path) else shown


def _is_bundled(path: Path) -> bool:
    if path.name != "agendas":
        return False
    from bot.config.settings import bundled_agendas

    return path == bundled_agendas()


def _span(events: Sequence[Event]) -> str:
    """Write from which day until which the events are, and whether all are past."""
    if not events:
        return ""
    dated = [event for event in events if not isinstance(event.start, Undated)]
    words = []
    if dated:
        first = min(event.start.date for event in dated)
        last = max((event.end or event.start).date for event in dated)
        words.append(f"{first}" if first == last else f"{first} to {last}")
    if undated := len(events) - len(dated):
        words.append(f"{undated} of a day to be announced")
    span = f", {', '.join(words)}"
    if not all_past(events, SystemClock().now()):
        return span
    return f"{span} ({'it is' if len(events) == 1 else 'all are'} past)"
