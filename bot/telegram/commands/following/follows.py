"""What a bot needs to let readers follow something; the service has it."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Protocol

from telegram import Chat

from bot.ledger.readers.readers import Stored
from bot.planning.following import Follow, Topic


class Follows(Protocol):
    """Keeps what chats follow. Every coroutine raises sqlalchemy.exc.SQLAlchemyError."""

    def is_named(self, chat: Chat, /) -> bool:
        """Tell whether the operator has chosen what a chat hears."""

    async def follow(self, chat_id: int, topic: Topic, leads: Iterable[timedelta]) -> Follow | None:
        """Have a chat hear of a topic from now on; None if it follows too many."""

    async def unfollow(self, chat_id: int, key: str) -> None:
        """Have a chat hear of a topic no more."""

    async def stop(self, chat_id: int) -> None:
        """Forget all that is stored of a chat."""

    async def stored_of(self, chat_id: int) -> Stored | None:
        """Return what is stored of a chat."""
