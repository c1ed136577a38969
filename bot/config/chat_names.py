"""How a chat is named in the settings: by its @name, or by the number that Telegram gave it."""

import re

from events.errors import Refusal

_NAME = re.compile(r"@[A-Za-z][A-Za-z0-9_]{3,31}")
_LINK = re.compile(
    r"(?:https?://)?(?:www\.)?(?:t\.me|telegram\.(?:me|dog))/(?:s/)?([A-Za-z][A-Za-z0-9_]{3,31})/?"
    r"(?:\?.*)?|tg://resolve\?domain=([A-Za-z][A-Za-z0-9_]{3,31})",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"[-\u2212\u2010\u2011\u2013]?[0-9]{1,20}")
_MINUSES = str.maketrans("\u2212\u2010\u2011\u2013", "----")

# The Bot API puts -100 before the number of a channel or supergroup. Where that is missing it can
# be told: groups have numbers below these, or above.
# https://core.telegram.org/api/bots/ids
_BARE_CHANNELS = range(10**9, 4 * 10**9)


def parse_channel(text: str) -> str | int:
    """Take the chat that is posted to. Raises `Refusal`."""
    chat = parse_operator(text)
    if isinstance(chat, int) and chat > 0:
        raise Refusal(
            "this is the number of a person, or of a channel without its -100",
            f"write -100{chat}",
        )
    return chat


def parse_operator(text: str) -> str | int:
    """Take the chat that hears of trouble, which may be a private one. Raises `Refusal`."""
    if _NAME.fullmatch(text):
        return text
    if link := _LINK.fullmatch(text):
        raise Refusal("this is a link to a chat", f"write @its_name: @{link[1] or link[2]}")
    if not _NUMBER.fullmatch(text):
        raise Refusal("this is not a channel", "write @its_name, or its id, such as -1001234567890")
    number = int(text.translate(_MINUSES))
    if number == 0:
        raise Refusal(
            "no chat has the number 0",
            "write @its_name or its id, such as -1001234567890, or leave it empty",
        )
    if -number in _BARE_CHANNELS:
        raise Refusal("this is the number of a channel without its -100", f"write -100{-number}")
    return number


def same_chat(one: str | None, other: str | None) -> bool:
    """Tell whether two texts name one chat, however each is written."""
    if one is None or other is None:
        return False
    return _plain(one) == _plain(other)


def _plain(text: str) -> str:
    if link := _LINK.fullmatch(text):
        return (link[1] or link[2]).casefold()
    if _NUMBER.fullmatch(text):
        return text.translate(_MINUSES).removeprefix("-").lstrip("0").removeprefix("100")
    return text.removeprefix("@").casefold()
