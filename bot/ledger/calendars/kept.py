"""A calendar as the ledger keeps it: its last good state, and how it stands with getting it."""

import base64
import json
import zlib
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.fetching.fetch import Validators
from events.foreign.live.state import CalendarState


@dataclass(frozen=True, slots=True)
class KeptCalendar:
    """How it stands with a calendar.

    - ``state``: the last good one; None if there has been none
    - ``got``: the UTC instant at which the calendar was last found to be in that state
    - ``validators``: what to ask its server with whether the calendar has changed since
    - ``answers``: what its entry said when it was tried last
    - ``failures``: how many tries in a row have failed, and ``fault`` why the last one did
    - ``is_told``: whether the operator was told of the fault
    - ``can_confirm``: the fault is that much is missing, which may be meant
    - ``is_confirmed``: the next one that is found is taken, though much is missing
    """

    state: CalendarState | None = None
    got: datetime | None = None
    validators: Validators = field(default_factory=Validators)
    answers: str = ""
    failures: int = 0
    fault: str | None = None
    is_told: bool = False
    can_confirm: bool = False
    is_confirmed: bool = False

    def to_json(self) -> str:
        """Return all but the calendar itself as it is kept."""
        return json.dumps(
            {
                "state": self.state.identity_to_json() if self.state else None,
                "got": self.got.isoformat() if self.got else None,
                "etag": self.validators.etag,
                "last_modified": self.validators.last_modified,
                "answers": self.answers,
                "failures": self.failures,
                "fault": self.fault,
                "is_told": self.is_told,
                "can_confirm": self.can_confirm,
                "is_confirmed": self.is_confirmed,
            }
        )

    @property
    def content(self) -> str | None:
        """The calendar itself as it is kept."""
        return packed(self.state.content) if self.state else None


def from_kept(content: str | None, record: str) -> KeptCalendar:
    """Return what was kept."""
    kept: dict[str, Any] = json.loads(record)
    state = None
    if content is not None and kept["state"] is not None:
        state = CalendarState.from_kept(unpacked(content), kept["state"])
    return KeptCalendar(
        state,
        datetime.fromisoformat(kept["got"]) if kept["got"] else None,
        Validators(kept["etag"], kept["last_modified"]),
        kept["answers"],
        kept["failures"],
        kept["fault"],
        kept["is_told"],
        kept["can_confirm"],
        kept["is_confirmed"],
    )


def packed(content: bytes) -> str:
    """Return bytes, of whatever encoding, as a text that every database takes."""
    return base64.b64encode(zlib.compress(content)).decode("ascii")


def unpacked(text: str) -> bytes:
    """Return what was packed."""
    return zlib.decompress(base64.b64decode(text))
