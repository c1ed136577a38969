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
    """Write the post of a notification as it is true at ``now``.

    It has its event's picture, if pictures are wanted and the event is on.
    """
    code = form.language.code
    if isinstance(notification, Notice):
        news = notification.news
        event = in_language(news.event, code)
        post = notice_post(replace(news, event=event), now, addresses, form)
    else:
        event = in_language(notification.event, code)
        post = reminder_post(event, now, addresses, form)
    has_picture = form.pictures and event.status.is_on
    return replace(post, picture=event.image) if has_picture else post
