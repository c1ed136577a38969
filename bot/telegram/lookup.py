"""Looking for a post in a chat, though the Bot API has no way to read one.

A message that is forwarded comes back whole: the messages after the last known one are forwarded
to the operator's chat, silently, and deleted there.
"""

import asyncio
import re
from contextlib import suppress

from telegram import Bot
from telegram.error import ChatMigrated, RetryAfter, TelegramError

from bot.delivery.outcome import Delivered, NotDelivered, Outcome, Unknown
from bot.telegram.errors import Unread, outcome_of_forward, wait_after
from bot.telegram.limits import TelegramLimits

# A text as Telegram stores it is not quite as it was sent: the rules are those of TDLib, on which
# the Bot API stands (td/telegram/misc.cpp: clean_input_string, replace_offending_characters).
# Control characters but the new line become spaces; a carriage return is left out.
_SPACES = re.compile(r"[\x00-\x09\x0b\x0c\x0e-\x1f]")
# Left out: separators of lines and paragraphs, embeddings and overrides of direction, and accents
# that draw lines through the rows around them.
_LEFT_OUT = re.compile(r"[\r\u2028-\u202e\u030a\u0333\u033f]")
# Of several marks of direction in a row only the last is kept; the others become non-joiners.
_NEEDLESS_MARK = re.compile(r"[\u200e\u200f](?=[\u200e\u200f])")


class Lookup:
    """Looks for posts. ``operator`` is the chat that messages are forwarded to."""

    def __init__(self, bot: Bot, operator: str | int | None, limits: TelegramLimits) -> None:
        self._bot = bot
        self._operator = operator
        self._most_looked_at = limits.most_looked_at
        self._most_gaps = limits.most_gaps

    async def find(self, chat: str | int, texts: tuple[str, ...], after_id: int | None) -> Outcome:
        """Look in a chat for a post among the messages after ``after_id``, or after none.

        Returns
        - `Delivered` if a message has one of the ``texts``,
        - `NotDelivered` if ``most_gaps`` numbers in a row have no message: so the end of a chat
          looks, and so does a longer row of messages that others deleted before anybody looked,
        - `Unknown` if there are more than ``most_looked_at`` messages, if not one of them could be
          read, if Telegram refuses to forward for any other reason, or if ``chat`` does not number
          its own messages or there is no ``operator``.
        """
        if self._operator is None or not _numbers_its_own(chat):
            return Unknown("there is no way to look into the chat")
        wanted = [_words(text) for text in texts]
        read = withheld = gaps = 0
        message_id = after_id or 0
        while gaps < self._most_gaps and read + withheld < self._most_looked_at:
            message_id += 1
            try:
                text = await self._text_of(chat, message_id, self._operator)
            except TelegramError as refusal:
                outcome = outcome_of_forward(refusal)
                if isinstance(outcome, Unknown):
                    return outcome
                gaps = gaps + 1 if outcome is Unread.NOT_THERE else 0
                withheld += outcome is Unread.WITHHELD
            else:
                read, gaps = read + 1, 0
                if _words(text) in wanted:
                    return Delivered(message_id)
        if gaps < self._most_gaps:
            return Unknown(
                f"not among the {self._most_looked_at} messages after the last known one"
            )
        if withheld and not read:
            return Unknown("none of the later messages may be forwarded")
        return NotDelivered("not in the chat")

    async def _text_of(self, chat: str | int, message_id: int, operator: str | int) -> str:
        while True:
            try:
                copy = await self._bot.forward_message(
                    operator, chat, message_id, disable_notification=True
                )
            except RetryAfter as flood:
                # To begin anew would end in the same flood.
                await asyncio.sleep(wait_after(flood).total_seconds())
                continue
            except ChatMigrated as move:
                # It is the operator's group: the chat that is looked into has become one already.
                operator = self._operator = move.new_chat_id
                continue
            self._operator = copy.chat_id  # its @name may be changed
            with suppress(TelegramError):
                await self._bot.delete_message(operator, copy.message_id)
            return copy.text or copy.caption or ""


def _numbers_its_own(chat: str | int) -> bool:
    # Private chats and small groups share one sequence of ids, so that a gap says nothing.
    return isinstance(chat, str) or chat <= -(10**12)


def _words(text: str) -> list[str]:
    # Telegram trims a text's ends.
    return _as_stored(text).split()


def _as_stored(text: str) -> str:
    return _NEEDLESS_MARK.sub("\u200c", _LEFT_OUT.sub("", _SPACES.sub(" ", text)))
