"""The bot's commands: each reads its words, asks the agendas and answers, in a few lines."""

from collections.abc import Callable
from typing import Any, Protocol

from telegram import BotCommand, Update
from telegram.ext import Application, CommandHandler, ContextTypes, MessageHandler, filters

from bot.clock import Clock
from bot.messages.answers import COMMANDS, help_post, next_post, start_post, usage_post
from bot.messages.post import Button, Post
from bot.publishing.publication import Publication
from bot.telegram.commands.answering import Answering
from events.queries import outlook

MOST_EVENTS = 10

BOT_COMMANDS = [BotCommand(name, about) for name, about in COMMANDS.items()]


class Answer(Protocol):
    """Answers a command."""

    def __call__(self, words: list[str], /) -> Post:
        """Write the answer to a command with some words after it."""


def add_commands(
    application: Application[Any, Any, Any, Any, Any, Any],
    current: Callable[[], Publication],
    clock: Clock,
    answering: Answering,
) -> None:
    """Teach the bot its commands, in private chats, groups and channels alike."""

    def subscribe() -> Button | None:
        url = current().public_url
        return Button("Subscribe to the calendar", f"{url}/") if url else None

    def start(_words: list[str]) -> Post:
        return start_post(current().title, subscribe())

    def help_(_words: list[str]) -> Post:
        return help_post()

    def next_(words: list[str]) -> Post:
        count = words[0] if words else "1"
        if len(words) > 1 or not count.isdecimal() or not 1 <= int(count) <= MOST_EVENTS:
            return usage_post(MOST_EVENTS)
        now = clock.now()
        found = outlook(current().agendas, now, int(count))
        return next_post(found, int(count), now, subscribe())

    for name, answer in (("start", start), ("help", help_), ("next", next_)):
        # By default a CommandHandler passes over what is posted in channels.
        application.add_handler(CommandHandler(name, _handler(answer, answering), filters.ALL))
    unknown = filters.COMMAND & filters.ChatType.PRIVATE
    application.add_handler(MessageHandler(unknown, _handler(help_, answering)))


def _handler(answer: Answer, answering: Answering) -> Callable[..., Any]:
    async def handle(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        if asked := update.effective_message:
            words = list(context.args or ())
            await answering.answer(context.bot, asked, lambda: answer(words))

    return handle
