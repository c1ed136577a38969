"""Where posts go: a chat, a mailbox, a place on another network, or the terminal."""

from typing import Protocol

from bot.delivery.outcome import Outcome
from bot.messages.post import Post


class Destination(Protocol):
    """Where posts go. ``name`` is its lasting name in the ledger.

    No method raises for a failure of the other side: each tells what became of it.
    """

    name: str

    async def wait_for_rate_limit(self) -> None:
        """Wait until another post may be sent, or edited."""

    async def wait_for_rate_limit_of_reminders(self) -> None:
        """Wait until a reminder may be sent, or a post edited: they leave room for news."""

    async def send(self, post: Post) -> Outcome:
        """Send a post."""

    async def find(self, texts: tuple[str, ...], after_id: int | None) -> Outcome:
        """Look for a post among the messages after one: delivered, not there, or nobody knows.

        The post may say any of the ``texts``.
        """

    async def edit(self, message_id: int, post: Post) -> Outcome:
        """Replace the text of a post."""

    async def pin(self, message_id: int) -> None:
        """Pin a post, where that can be done and is allowed: nothing depends on it."""

    async def delete(self, message_id: int) -> Outcome:
        """Take a post back."""
