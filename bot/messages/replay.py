"""The posts of a replay: they tell of what is long over, and say so before anything else."""

from dataclasses import replace
from datetime import datetime

from bot.messages.compose import compose
from bot.messages.parts.lines import bold
from bot.messages.post import Button, Post, joined
from bot.planning.notices import Notice
from bot.planning.reminders import Reminder

MARK = "Replay, not news"


def compose_replay(
    notification: Reminder | Notice, now: datetime, button: Button | None = None
) -> Post:
    """Write the post of a notification as it was true at ``now``, marked, and without a sound."""
    post = compose(notification, now, button)
    brief = joined((bold(MARK), post.brief))
    return replace(post, spans=joined((bold(MARK), post.spans)), silent=True, brief=brief)
