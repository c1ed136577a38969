"""The post of a reminder: an event, and the time that is left until it starts or closes."""

from datetime import datetime

from bot.messages.countdown import countdown, tentatively
from bot.messages.parts import bold, particulars, plain, short, source, when
from bot.messages.post import Button, Post, joined
from events.model import Event

MOST_PARTICULARS = 9  # of an event with very many delegations


def reminder_post(event: Event, now: datetime, button: Button | None = None) -> Post:
    """Announce an event with the time that is left at ``now``, never that of the lead."""
    head = f"{countdown(event, now)}{tentatively(event)}: {event.title}"
    lines = [bold(head), when(event, now)]
    told = list(particulars(event))[:MOST_PARTICULARS]
    lines += [plain(f"{label}: {short(text)}") for label, text in told]
    if event.stream:
        lines.append(plain(f"Live: {event.stream}"))  # whole: half an address leads nowhere
    if event.source:
        lines.append(source(event.source))
    return Post(joined(lines), button)
