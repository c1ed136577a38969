"""One event of a calendar, as a source has it."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from events.foreign.entry import Entry
from events.foreign.lines.said import INNER
from events.foreign.reading.recurring.recurrence import Occurrence
from events.model import Status
from events.queries import UNANNOUNCED_LENGTH

_CANCELLED = f"{INNER}status: {Status.CANCELLED}"
_STEM = 12
_ID = 40


@dataclass(frozen=True, slots=True)
class Happening:
    """An event: by what it is known, when it is, and what a definition says of it.

    - ``stem``: what its id has behind the prefix
    - ``begins``, ``over``: UTC instants, those of a day by UTC
    """

    stem: str
    title: str
    day: date
    begins: datetime
    over: datetime
    lines: tuple[str, ...]

    @classmethod
    def of(cls, occurrence: Occurrence, entry: Entry, lines: tuple[str, ...]) -> "Happening":
        """Return the event that an occurrence is, known by UID and RECURRENCE-ID."""
        uid = occurrence.written.text("UID")
        named = [uid] if uid else [entry.title, str(entry.day)]
        named += [str(it) for it in (occurrence.day, occurrence.hour) if it]
        start, end = occurrence.start, occurrence.end
        length = timedelta(days=1) if start.is_day else UNANNOUNCED_LENGTH
        over = end.instant if end and end.instant > start.instant else start.instant + length
        day = start.day
        return cls(stem_of(*named), entry.title, day, start.instant, over, lines)

    @property
    def is_cancelled(self) -> bool:
        """Whether it is told as cancelled."""
        return any(it.startswith(_CANCELLED) for it in self.lines)

    @property
    def size(self) -> int:
        """How many bytes its definition has, or a few less."""
        return _ID + sum(len(line.encode()) + 1 for line in self.lines)

    def to_json(self) -> dict[str, Any]:
        """Return it as it is kept."""
        return {
            "stem": self.stem,
            "title": self.title,
            "day": self.day.isoformat(),
            "begins": self.begins.isoformat(),
            "over": self.over.isoformat(),
            "lines": list(self.lines),
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "Happening":
        """Return what was kept."""
        return cls(
            kept["stem"],
            kept["title"],
            date.fromisoformat(kept["day"]),
            datetime.fromisoformat(kept["begins"]),
            datetime.fromisoformat(kept["over"]),
            tuple(kept["lines"]),
        )


def in_order(it: Happening) -> tuple[datetime, str]:
    """Return by what events are sorted: their starts."""
    return it.begins, it.stem


def stem_of(*named: str) -> str:
    """Return what the id has of an event that is known by these texts."""
    return hashlib.sha256("\n".join(named).encode()).hexdigest()[:_STEM]
