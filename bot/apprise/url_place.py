"""A place on any network that apprise reaches, as a destination.

What apprise answers is turned into outcomes here. It says yes or no, and a no may be a lost answer:

| answer | outcome |
|---|---|
| yes | delivered |
| no, since the network has answered 4xx | not delivered: what is wrong with the URL can be mended |
| no | nobody knows |
| none in time | nobody knows, until it comes |
"""

import asyncio
import re
from collections.abc import Callable
from datetime import timedelta
from functools import partial

from bot.config.destinations.wanted import UrlAddress
from bot.delivery.one_way import OneWay
from bot.delivery.outcome import Delivered, NotDelivered, Outcome, Retry, Unknown
from bot.messages.plain_text import heading, plain_text
from bot.messages.post import Post
from bot.ops.given_up import in_thread

# How apprise's services tell a status of HTTP: "Failed to send …: Forbidden, error=403."
_REFUSED = re.compile(r"error=(4\d\d)\b")
_TOO_MANY = "429"

Notify = Callable[[str, str], Outcome]


class UrlPlace(OneWay):
    """One place. A post there cannot be edited, silenced, taken back, nor be a reply.

    ``patience`` is how long an answer is waited for, within an attempt.
    """

    def __init__(self, address: UrlAddress, patience: timedelta) -> None:
        self.name = str(address)
        self._address = address
        self._patience_seconds = patience.total_seconds()
        self._notify: Notify | None = None
        self._under_way: asyncio.Future[Outcome] | None = None
        self._text = ""

    async def send(self, post: Post) -> Outcome:
        """Send a post; one that hangs goes on by itself, and no other is sent meanwhile."""
        if self._under_way is not None and not self._under_way.done():
            return NotDelivered("the last attempt has not ended yet")
        self._text = post.text
        self._under_way = in_thread(partial(self._send, post), self.name)
        return await asyncio.shield(self._under_way)

    async def find(self, texts: tuple[str, ...], after_id: int | None) -> Outcome:
        """Tell what has become of an attempt that took too long; of others nobody knows."""
        if self._text in texts and self._under_way is not None:
            if not self._under_way.done():
                return Unknown("the last attempt has not ended yet", passing=True)
            if not self._under_way.exception():
                return self._under_way.result()
        return Unknown("apprise cannot look for a post")

    def _send(self, post: Post) -> Outcome:
        if self._notify is None:
            self._notify = _notifier(self._address.url, self._patience_seconds)
        title = heading(post)
        return self._notify(title, plain_text(post).removeprefix(title).lstrip("\n"))


def _notifier(url: str, read_seconds: float) -> Notify:
    # Importing apprise takes longer than any command should wait that posts to no URL.
    from apprise import Apprise, NotifyFormat

    service = Apprise.instantiate(url)
    if service is None:
        raise ValueError("apprise knows this URL no more")
    service.socket_read_timeout = read_seconds
    apprise = Apprise()
    apprise.add(service)

    def notify(title: str, body: str) -> Outcome:
        result = apprise.notify(body or title, title if body else "", body_format=NotifyFormat.TEXT)
        if result:
            return Delivered()
        told = " ".join(entry.message for entry in result.logs())
        refused = _REFUSED.search(told)
        if not refused:
            # What else it says may quote the URL.
            return Unknown("apprise does not say that it was taken")
        retry = Retry.SOON if refused[1] == _TOO_MANY else Retry.SLOWLY
        return NotDelivered(f"the network answers {refused[1]}", retry)

    return notify
