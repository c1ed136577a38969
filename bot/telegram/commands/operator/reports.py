"""What is a report among the messages of the operator's chat, and how its text is fetched.

A report is

- what stands behind /draft, in a message or below a file,
- what /draft replies to, and what replies to the answer that /draft alone has, and
- in a private chat or a channel, where people do not talk: what is forwarded, and any text file.

All other messages are chatter.
"""

import re
from dataclasses import dataclass
from datetime import date

from telegram import Bot, Message, MessageOriginChannel
from telegram.constants import ChatType

from bot.telegram.commands.operator.files import NotFetched, TooLarge, content_of
from bot.telegram.commands.operator.operations import Report
from events.drafting.reading.report_file import text_of_file
from events.errors import Refusal
from events.text import quoted
from events.time_grammar import parse_day

LARGEST = 1 << 18  # bytes of a file
USAGE = (
    "Reply to this with the report, or with a .txt file of it. Or write it behind the command: "
    "/draft TEXT, with the day of the report if it does not tell: /draft 2026-12-09 TEXT"
)
NO_TEXT = "There is no text in it. Send the report as text, or as a .txt file."
TOO_LARGE = f"The file is over {LARGEST >> 10} KiB. Send one report at a time."
_COMMAND = re.compile(r"/draft(?:@(?P<bot>\w+))?(?:\s+(?P<rest>.*))?", re.DOTALL | re.IGNORECASE)
_DAY = re.compile(r"(?P<day>\d{4}-\d\d-\d\d)(?:\s+(?P<rest>.*))?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class SentReport:
    """The message that a report is, or is in, and what whoever sent it says of its day."""

    message: Message
    text: str
    day: str | None = None


class NoReport(Exception):
    """There is no report to be read; the message says why."""


def report_sent(message: Message, bot: Bot) -> SentReport | None:
    """Return the report that a message sends, or asks to be drafted; None if it is chatter.

    That of a /draft that sends none has no text.
    """
    command = _COMMAND.fullmatch(message.text or message.caption or "")
    original = message.reply_to_message
    if command is not None and message.forward_origin is None:
        if (command["bot"] or bot.username).lower() != bot.username.lower():
            return None  # in a group there may be several bots
        text, day = command["rest"] or "", None
        if told := _DAY.fullmatch(text):
            text, day = told["rest"] or "", told["day"]
        if original is not None and not text and message.document is None:
            return SentReport(original, _text_of(original), day)
        return SentReport(message, text, day)
    # Of what the bot has posted in a channel, Telegram does not tell that it was the bot.
    is_answer = (
        original is not None
        and (original.from_user is None or original.from_user.id == bot.id)
        and original.text == USAGE
    )
    is_sent = message.forward_origin is not None or _is_text_file(message)
    if is_answer or (is_sent and message.chat.type in (ChatType.PRIVATE, ChatType.CHANNEL)):
        return SentReport(message, _text_of(message))
    return None


async def fetched(bot: Bot, sent: SentReport) -> Report:
    """Return a report with its text, which is in the file if there is one. Raises `NoReport`."""
    message, text = sent.message, sent.text
    if _is_text_file(message):
        text = await _text_of_file(bot, message)
    if not text.strip():
        raise NoReport(NO_TEXT)
    origin = message.forward_origin
    publisher = origin.chat.title if isinstance(origin, MessageOriginChannel) else None
    return Report(text, origin.date if origin else None, publisher, _day(sent.day))


def is_empty(sent: SentReport) -> bool:
    """Tell whether /draft was sent alone, so that it is to be said what it takes."""
    return not sent.text and sent.message.document is None and sent.message.forward_origin is None


def _day(text: str | None) -> date | None:
    try:
        return parse_day(text) if text else None
    except Refusal as refusal:
        raise NoReport(str(refusal)) from None


def _text_of(message: Message) -> str:
    return message.text or message.caption or ""


def _is_text_file(message: Message) -> bool:
    file = message.document
    return file is not None and (
        file.mime_type == "text/plain" or (file.file_name or "").lower().endswith(".txt")
    )


async def _text_of_file(bot: Bot, message: Message) -> str:
    document = message.document
    if document is None:
        return ""
    name = quoted(document.file_name or "the file")
    try:
        content = await content_of(bot, document, LARGEST)
    except TooLarge:
        raise NoReport(TOO_LARGE) from None
    except NotFetched as not_fetched:
        raise NoReport(f"{name} could not be fetched: {not_fetched}") from None
    try:
        return text_of_file(content)
    except Refusal as refusal:
        raise NoReport(f"{name} {refusal}") from None
