"""The post that a notification becomes, be it a reminder or a notice."""

from datetime import datetime

from bot.messages.notice import notice_post
from bot.messages.post import Button, Post
from bot.messages.reminder import reminder_post
from bot.planning.notices import Notice
from bot.planning.reminders import Reminder


def compose(notification: Reminder | Notice, now: datetime, button: Button | None = None) -> Post:
    """Write the post of a notification as it is true at ``now``."""
    if isinstance(notification, Notice):
        return notice_post(notification.news, now, button)
    return reminder_post(notification.event, now, button)
