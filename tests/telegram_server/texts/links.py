"""Which links Telegram takes in `<a href>` and in keyboard buttons."""

import re

_SCHEMES = ("http", "https", "tg", "ton", "tonsite")
_LINK = re.compile(r"(?:(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*)://)?(?P<host>[^/?#\s]*)[^\s]*")
_MENTION = re.compile(r"tg://user\?id=(\d+)", re.IGNORECASE)


def link_error(url: str) -> str | None:
    """Telegram's reason to refuse a link, None for a good one."""
    match = _LINK.fullmatch(url.strip())
    if match is None:
        return "Wrong HTTP URL"
    scheme = (match["scheme"] or "http").lower()
    if scheme not in _SCHEMES:
        return "Unsupported URL protocol"
    if scheme in ("http", "https") and "." not in match["host"].strip("."):
        return "Wrong HTTP URL"
    return None


def mentioned_user(url: str) -> int | None:
    """The user of a `tg://user?id=` link."""
    match = _MENTION.fullmatch(url)
    return int(match[1]) if match else None
