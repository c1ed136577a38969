"""The posts of a replay: they tell of what is long over, and say so before anything else."""

from dataclasses import replace
from datetime import datetime

from bot.messages.compose import compose
from bot.messages.parts.buttons import Addresses
from bot.messages.parts.lines import bold
from bot.messages.post import Post, joined
from bot.messages.wording.languages import words_in
from bot.planning.notices import Notice
from bot.planning.reminders import Reminder
from events.wording.english import ENGLISH
from events.wording.language import Language


def compose_replay(
    notification: Reminder | Notice,
    now: datetime,
    addresses: Addresses | None = None,
    language: Language = ENGLISH,
) -> Post:
    """Write the post of a notification as it was true at ``now``, marked, and without a sound."""
    post = compose(notification, now, addresses, language)
    mark = bold(words_in(language).replay)
    brief = joined((mark, post.brief))
    return replace(post, spans=joined((mark, post.spans)), silent=True, brief=brief)
