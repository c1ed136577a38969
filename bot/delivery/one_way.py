"""What is sent and never seen again: where no post can be edited, pinned or taken back."""

from bot.delivery.outcome import Delivered, Outcome
from bot.messages.post import Post


class OneWay:
    """The part of a destination that has no limit of its own, and leaves what was sent as it is."""

    async def wait_for_rate_limit(self) -> None:
        """Wait for nothing."""

    async def wait_for_rate_limit_of_reminders(self) -> None:
        """Wait for nothing."""

    async def edit(self, message_id: int, post: Post) -> Outcome:
        """Leave what was sent as it is."""
        return Delivered()

    async def delete(self, message_id: int) -> Outcome:
        """Leave what was sent as it is."""
        return Delivered()

    async def pin(self, message_id: int) -> None:
        """Leave it where it is."""
