"""What a destination is to be told: reminders and notices, and the post that each becomes."""

from datetime import datetime

from bot.messages.messages import notice_post, reminder_post
from bot.messages.post import Button, Post
from bot.planning.notices import Notice
from bot.planning.notification import Notification


def compose(notification: Notification, now: datetime, button: Button | None = None) -> Post:
    """Write the post of a notification as it is true at ``now``."""
    if isinstance(notification, Notice):
        return notice_post(notification.news, now, button)
    return reminder_post(notification.event, now, button)
