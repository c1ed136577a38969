"""What a destination is to be told: reminders and notices, and the post that each becomes."""

from datetime import datetime

from bot.messages.messages import Button, Post, notice_post, reminder_post
from bot.planning.notices import Notice
from bot.planning.notification import Errand


def compose(errand: Errand, now: datetime, button: Button | None = None) -> Post:
    """Write the post of an errand as it is true at ``now``."""
    if isinstance(errand, Notice):
        return notice_post(errand.news, now, button)
    return reminder_post(errand.event, now, button)
