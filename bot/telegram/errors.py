"""What each error of python-telegram-bot says of a message: was it delivered, and what next?"""

import os
import re
from datetime import timedelta
from enum import Enum

import aiohttp
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)

from bot.delivery.outcome import Migrated, NotDelivered, Retry, Unknown
from bot.ops.logging import redact
from bot.telegram.api.connections import NotConnectedError

# Durations as timedelta, as the package will give them; the old way warns at each RetryAfter.
os.environ.setdefault("PTB_TIMEDELTA", "true")

# To ask again soon would end in the same answer.
_REFUSED = (BadRequest, Forbidden, InvalidToken)
# Refusals that are no fault of the text, and end when somebody opens the topic again, lets the bot
# in or gives it its right back: in the Bot API's sentences, or in the codes of Telegram behind it,
# such as TOPIC_CLOSED, CHAT_WRITE_FORBIDDEN, CHANNEL_PRIVATE or PEER_ID_INVALID.
_OF_THE_CHAT = re.compile(
    r"rights|administrator|write access|not a member|slow ?mode"
    r"|\b(?:chat|thread|topic|user) not found"
    r"|\b(?:chat|bot|user|topic) (?:is|was) "
    r"|\b(?:chat|channel|peer|topic|user|bot|frozen)_\w+"
    r"|payment_required|premium_required",
    re.IGNORECASE,
)
# Those of them that say so of a topic, and nothing of its chat.
_OF_THE_TOPIC = re.compile(
    r"\b(?:thread|topic) not found|\btopic(?:_\w+| (?:is|was) )", re.IGNORECASE
)
# The request never left: the connection was not there yet.
_NEVER_LEFT = (
    aiohttp.ClientConnectorError,
    aiohttp.ConnectionTimeoutError,
    NotConnectedError,
)


def outcome_of(error: TelegramError) -> NotDelivered | Unknown | Migrated:
    """Return what became of a post whose sending, editing or deletion ended in an error."""
    kind = type(error).__name__
    reason = f"{kind}: {redact(error.message).removeprefix(f'{kind}: ')}"
    match error:
        case RetryAfter():
            return NotDelivered(reason, Retry.SOON, wait_after(error))
        case ChatMigrated():
            return Migrated(error.new_chat_id)
        case BadRequest():  # before NetworkError, whose subclass BadRequest is
            of_the_chat = _OF_THE_CHAT.search(error.message) is not None
            return NotDelivered(reason, Retry.SLOWLY if of_the_chat else Retry.NEVER)
        case Forbidden() | InvalidToken():
            return NotDelivered(reason, Retry.SLOWLY)
        case Conflict():
            return NotDelivered(reason)
        case NetworkError() if isinstance(error.__cause__, _NEVER_LEFT):  # and so TimedOut
            return NotDelivered(reason)
    # A reset, silence, a 5xx, an answer that is not JSON (a bare TelegramError if it is a 200).
    return Unknown(reason)


def is_of_the_topic(refusal: BadRequest) -> bool:
    """Tell whether a post is refused as its topic is closed or gone."""
    return _OF_THE_TOPIC.search(refusal.message) is not None


class Unread(Enum):
    """What a forward that was refused says of its message."""

    NOT_THERE = "never there, or deleted"
    WITHHELD = "there, or deleted lately"


# The first is said of a service message, such as a new title, and of each message of a protected
# chat (tdlib/telegram-bot-api issues 161 and 897). The second is said of a message that was deleted
# lately, and of each message of a chat for adults (issue 469, tdlib/td issue 3607).
_WITHHELD = ("can't be forwarded", "message_id_invalid")


def outcome_of_forward(error: TelegramError) -> Unread | Unknown:
    """Return whether the message of a refused forward is there; `Unknown` if nobody can tell."""
    message = error.message.lower()
    if "message to forward not found" in message:
        return Unread.NOT_THERE
    if any(words in message for words in _WITHHELD):
        return Unread.WITHHELD
    return Unknown(redact(error.message), passing=not isinstance(error, _REFUSED))


def wait_after(flood: RetryAfter) -> timedelta:
    """Return how long Telegram asks to wait."""
    wait = flood.retry_after
    return wait if isinstance(wait, timedelta) else timedelta(seconds=wait)
