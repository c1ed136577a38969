"""The post that a notification becomes, be it a reminder or a notice."""

from dataclasses import replace
from datetime import datetime

from bot.messages.notice import notice_post
from bot.messages.parts.buttons import Addresses
from bot.messages.post import Post
from bot.messages.reminder import reminder_post
from bot.planning.notices import Notice
from bot.planning.reminders import Reminder
from events.model import in_language
from events.wording.english import ENGLISH
from events.wording.language import Language


def compose(
    notification: Reminder | Notice,
    now: datetime,
    addresses: Addresses | None = None,
    language: Language = ENGLISH,
) -> Post:
    """Write the post of a notification as it is true at ``now``."""
    if isinstance(notification, Notice):
        news = notification.news
        news = replace(news, event=in_language(news.event, language.code))
        return notice_post(news, now, addresses, language)
    return reminder_post(in_language(notification.event, language.code), now, addresses, language)
