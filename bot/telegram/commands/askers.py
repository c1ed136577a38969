"""In which language, and by whose clocks, whoever asks is answered."""

from typing import Protocol

from telegram import Chat, Message, User

from bot.messages.wording.answers.reader import Reader
from bot.planning.following import NOTHING_CHOSEN, Chosen
from bot.telegram.commands.answering import forum_topic_of
from events.wording.english import ENGLISH
from events.wording.languages import language_spoken


class ChosenIn(Protocol):
    """Knows how chats are told."""

    def __call__(self, chat: Chat, topic: int | None, /) -> Chosen:
        """Return how a chat is told, as far as anybody has chosen that."""


class Askers:
    """Knows how to answer whoever asks.

    The language is that of the chat: the one that it has chosen, or in which the operator has posts
    go there. Elsewhere it is that of the asker's Telegram, if there is that one here; else English.
    """

    def __init__(self) -> None:
        self.chosen_in: ChosenIn = lambda _chat, _topic: NOTHING_CHOSEN

    def of(self, message: Message, user: User | None) -> Reader:
        """Return whom an answer to a message is for, when a user asks for it."""
        chosen = self.chosen_in(message.chat, forum_topic_of(message))
        spoken = language_spoken(user.language_code if user else None)
        return Reader(chosen.language or spoken or ENGLISH, chosen.zone)

    def who_asked(self, message: Message) -> Reader:
        """Return whom an answer to a command is for."""
        return self.of(message, message.from_user)
