"""What the operator may ask of the running service, from the operator's chat."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from bot.messages.answers.answer import Answer, Document


@dataclass(frozen=True, slots=True)
class Report:
    """A press report that somebody sent.

    - ``posted``: when it was posted where it comes from, and ``publisher``: in which channel
    - ``day``: the day of the report, if whoever sent it says so
    """

    text: str
    posted: datetime | None = None
    publisher: str | None = None
    day: date | None = None


class Operations(Protocol):
    """Does what an operator asks, and returns the lines, or the answer, that tell of it.

    No method raises for a ledger or for definitions that cannot be used: its answer says so.
    """

    async def status(self) -> Sequence[str]:
        """Tell how things stand, as `podium status` does."""

    async def check(self) -> Sequence[str]:
        """Look at the definitions, as `podium check` does."""

    async def diary(self, words: str) -> Answer | Document:
        """Tell the diary of the days that words mean; of today if there are none."""

    async def preview(self, words: str) -> Answer | Document:
        """Tell what would be posted, for as long and to whom words mean."""

    async def draft(self, report: Report) -> Answer | Document:
        """Draft an agenda of a report, as `podium draft` does. Nothing keeps it."""

    async def confirm(self, asked: datetime) -> Sequence[str]:
        """Take over the edit that is held, if the operator was told of it when this was asked."""

    async def undo(self) -> Sequence[str]:
        """Tell what to write back to undo the edit that is held."""

    async def pause(self, named: str) -> Sequence[str]:
        """Post nothing to a destination any more."""

    async def resume(self, named: str) -> Sequence[str]:
        """Post to a destination again."""
