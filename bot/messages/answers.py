"""What the bot answers to readers' commands."""

from collections.abc import Sequence
from datetime import datetime

from bot.messages.parts import MOST_CHARACTERS, Line, bold, countdown, plain, short, when
from bot.messages.post import Button, Post, joined
from events.model import Event

COMMANDS = {
    "next": "The next event; /next 3 for three of them",
    "help": "What I can do",
}
# Each text is kept to fewer characters where a post tells of many events.
MANY_EVENTS = 5
MOST_CHARACTERS_OF_MANY = 100


def next_post(
    coming: Sequence[Event], asked: int, now: datetime, button: Button | None = None
) -> Post:
    """Answer /next with the events that are coming, up to as many as were asked for."""
    if not coming:
        return Post(plain("Nothing is announced for the time ahead."), button)
    most = MOST_CHARACTERS if len(coming) < MANY_EVENTS else MOST_CHARACTERS_OF_MANY
    parts = [joined(_lines_about(event, now, most)) for event in coming]
    if len(coming) < asked:
        parts.append(plain("Nothing more is announced."))
    return Post(joined(parts, "\n\n"), button)


def _lines_about(event: Event, now: datetime, most: int) -> list[Line]:
    left = countdown(event, now)
    if event.place is not None:
        left = f"{short(str(event.place), most)} · {left[0].lower()}{left[1:]}"
    return [bold(short(event.title, most)), when(event, now, most), plain(left)]


def start_post(title: str, button: Button | None = None) -> Post:
    """Greet a reader who opens the bot."""
    lines = [
        f"This is Podium: {title}.",
        "I tell you what is coming, with each time in your own time zone.",
        "",
        *_command_lines(),
    ]
    return Post(plain("\n".join(lines)), button)


def help_post() -> Post:
    """List the commands."""
    return Post(plain("\n".join(_command_lines())))


def usage_post(most: int) -> Post:
    """Tell how /next is used, to a reader who wrote something else."""
    return Post(
        plain(f"Write /next for the next event, or /next 3 for three of them ({most} at most).")
    )


def _command_lines() -> list[str]:
    return [f"/{name} – {about}" for name, about in COMMANDS.items()]
