"""What the operator may ask of the running service, from the operator's chat."""

from collections.abc import Sequence
from typing import Protocol


class Operations(Protocol):
    """Does what an operator asks, and returns the lines that tell of it.

    No method raises for a ledger or for definitions that cannot be used: its lines say so.
    """

    async def status(self) -> Sequence[str]:
        """Tell how things stand, as `podium status` does."""

    async def check(self) -> Sequence[str]:
        """Look at the definitions, as `podium check` does."""

    async def confirm(self) -> Sequence[str]:
        """Take over the edit that is held, as the operator was told of it."""

    async def undo(self) -> Sequence[str]:
        """Tell what to write back to undo the edit that is held."""

    async def pause(self, named: str) -> Sequence[str]:
        """Post nothing to a destination any more."""

    async def resume(self, named: str) -> Sequence[str]:
        """Post to a destination again."""
