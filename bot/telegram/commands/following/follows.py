"""What a bot needs to let readers follow something; the service has it."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Protocol

from telegram import Chat

from bot.ledger.readers.readers import Stored
from bot.planning.following import Chosen, Follow, Topic
from events.wording.language import Language


class Follows(Protocol):
    """Keeps what chats follow. Every coroutine raises sqlalchemy.exc.SQLAlchemyError."""

    def is_named(self, chat: Chat, /) -> bool:
        """Tell whether the operator has chosen what a chat hears."""

    def chosen_in(self, chat: Chat, topic: int | None, /) -> Chosen:
        """Return how a chat is told: as it has chosen, else as the operator has for its posts."""

    async def choose_language(self, chat_id: int, language: Language) -> None:
        """Have a chat told in a language from now on."""

    async def choose_zone(self, chat_id: int, zone: str | None) -> None:
        """Have a chat told times by the clocks of a zone, or of each event, from now on."""

    async def follow(
        self,
        chat_id: int,
        topic: Topic,
        leads: Iterable[timedelta],
        language: Language | None,
        forum_topic: int | None,
    ) -> Follow | None:
        """Have a chat hear of a topic from now on; None if it follows too many.

        - ``language``: in which it hears, as long as it chooses none
        - ``forum_topic``: in which topic of a group it hears of all that it follows
        """

    async def unfollow(self, chat_id: int, key: str) -> None:
        """Have a chat hear of a topic no more."""

    async def stop(self, chat_id: int) -> None:
        """Forget all that is stored of a chat."""

    async def stored_of(self, chat_id: int) -> Stored | None:
        """Return what is stored of a chat."""
