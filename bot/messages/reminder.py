"""The post of a reminder: an event, and the time that is left until it starts or closes."""

from datetime import datetime

from bot.messages.parts.countdown import countdown, tentatively
from bot.messages.parts.lines import bold, brief_head, particulars, plain, short, source_lines, when
from bot.messages.parts.links import link_lines
from bot.messages.parts.outcome import outcome_lines_of
from bot.messages.parts.press import press_lines
from bot.messages.post import LONGEST_POST, Button, Post, joined
from events.model import Event

MOST_PARTICULARS = 9  # of an event with very many delegations


def reminder_post(event: Event, now: datetime, button: Button | None = None) -> Post:
    """Announce an event with the time that is left at ``now``, never that of the lead."""
    head = f"{countdown(event, now)}{tentatively(event)}: {event.title}"
    told = [plain(f"{label}: {short(text)}") for label, text in particulars(event)]
    told = [*press_lines(event, now), *told[:MOST_PARTICULARS]]
    last = [*link_lines(event), *outcome_lines_of(event, now), *source_lines(event)]
    brief = joined([brief_head(head, button), when(event, now)])
    while True:
        lines = [bold(head), when(event, now), *told, *last]
        post = Post(joined(lines), button, brief=brief)
        if post.length <= LONGEST_POST or not told:
            return post
        told.pop()
