"""The post that a notification becomes, be it a reminder or a notice."""

from dataclasses import replace
from datetime import datetime

from bot.messages.notice import notice_post
from bot.messages.parts.buttons import Addresses
from bot.messages.post import Post
from bot.messages.reminder import reminder_post
from bot.planning.notices import Notice
from bot.planning.post_form import PLAIN, PostForm
from bot.planning.reminders import Reminder
from events.model import in_language


def compose(
    notification: Reminder | Notice,
    now: datetime,
    addresses: Addresses | None = None,
    form: PostForm = PLAIN,
) -> Post:
    """Write the post of a notification as it is true at ``now``."""
    code = form.language.code
    if isinstance(notification, Notice):
        news = notification.news
        news = replace(news, event=in_language(news.event, code))
        return notice_post(news, now, addresses, form)
    return reminder_post(in_language(notification.event, code), now, addresses, form)
