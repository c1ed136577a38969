"""The posts of a replay: they tell of what is long over, and say so before anything else."""

from dataclasses import replace
from datetime import datetime

from bot.messages.compose import compose
from bot.messages.parts.buttons import Addresses
from bot.messages.parts.lines import bold
from bot.messages.post import Post, joined
from bot.messages.wording.languages import words_in
from bot.planning.notices import Notice
from bot.planning.post_form import PLAIN, PostForm
from bot.planning.reminders import Reminder


def compose_replay(
    notification: Reminder | Notice,
    now: datetime,
    addresses: Addresses | None = None,
    form: PostForm = PLAIN,
) -> Post:
    """Write the post of a notification as it was true at ``now``, marked, and without a sound."""
    post = compose(notification, now, addresses, form)
    mark = bold(words_in(form.language).replay)
    brief = joined((mark, post.brief))
    return replace(post, spans=joined((mark, post.spans)), silent=True, brief=brief)
