"""The post of a notification, with all that it carries besides its text."""

import hashlib
from dataclasses import replace
from datetime import datetime
from typing import Protocol

from bot.delivery.context import DeliveryContext
from bot.messages.post import Post
from bot.messages.post_json import from_json
from bot.planning.keys import Key
from bot.planning.notices import Notice
from bot.planning.notification import Notification, event_of


class Compose(Protocol):
    """Writes the post of a notification as it is true at an instant."""

    def __call__(self, notification: Notification, now: datetime) -> Post:
        """Write a post; raises nothing that is foreseen."""


async def write_post(
    context: DeliveryContext, compose: Compose, notification: Notification, now: datetime
) -> Post:
    """Write a post with its name, its event and its language; a notice as an answer."""
    post, key = compose(notification, now), notification.key
    event = event_of(notification)
    events, language = (event,) if event else (), context.language
    post = replace(post, name=_name_of_post(key), events=events, language=language)
    if isinstance(notification, Notice):
        earlier = await context.ledger.last_message_id(key.uid, key.destination)
        first = await context.ledger.first_post(key.uid, key.destination)
        answered = from_json(first.content).name if first and first.content else None
        post = replace(post, reply_to=earlier, answers=answered)
    return post


def _name_of_post(key: Key) -> str:
    """Return the lasting name of a post that is no digest; it does not show the destination."""
    return hashlib.sha256("|".join(key).encode()).hexdigest()[:32]
