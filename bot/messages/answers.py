"""What the bot answers to readers' commands."""

from datetime import datetime

from bot.messages.parts.countdown import countdown, tentatively
from bot.messages.parts.lines import MOST_CHARACTERS, Line, bold, plain, short, when
from bot.messages.parts.press import press_lines
from bot.messages.post import Button, Post, Span, Style, joined
from events.model import Event
from events.queries import Outlook
from events.times import Moment
from events.wording.places import places_phrase

COMMANDS = {
    "next": "What is on, and the next event; /next 3 for three of them",
    "help": "What I can do",
}
LONGEST_ANSWER = 4096  # characters, Bot API, sendMessage
# The first of these with which an answer is no longer than that: the characters of each text, and
# how many events are shown of those that are on, or are today.
_LIMITS = ((MOST_CHARACTERS, 3), (100, 3), (100, 1), (60, 1), (40, 1))


def next_post(outlook: Outlook, asked: int, now: datetime, button: Button | None = None) -> Post:
    """Answer /next with what is on, and the events that come then, as many as were asked for."""
    if not any(_sections(outlook).values()) and not outlook.coming:
        return Post(plain("Nothing is announced for the time ahead."), button)
    posts = (_next_post(outlook, asked, now, button, most, on) for most, on in _LIMITS)
    return next((post for post in posts if len(post.text) <= LONGEST_ANSWER), None) or _next_post(
        outlook, asked, now, button, *_LIMITS[1]
    )


def _sections(outlook: Outlook) -> dict[str, tuple[Event, ...]]:
    return {"On now": outlook.on, "Perhaps on now": outlook.perhaps_on, "Today": outlook.today}


def _next_post(
    outlook: Outlook, asked: int, now: datetime, button: Button | None, most: int, most_on: int
) -> Post:
    parts: list[Line] = []
    for heading, events in _sections(outlook).items():
        if events:
            parts.append(_heading(heading))
            # What began last is what is talked about: the rest has been on for longer.
            parts += [joined(_lines_about(event, now, most)) for event in events[-most_on:]]
        if len(events) > most_on:
            parts.append(plain(f"And {len(events) - most_on} more."))
    if parts and outlook.coming:
        parts.append(_heading("Next"))
    parts += [joined(_lines_about(event, now, most)) for event in outlook.coming]
    if len(outlook.coming) < asked:
        parts.append(plain("Nothing more is announced."))
    return Post(joined(parts, "\n\n"), button)


def _heading(words: str) -> Line:
    return (Span(words, Style.ITALIC),)


def _lines_about(event: Event, now: datetime, most: int) -> list[Line]:
    left = f"{countdown(event, now)}{tentatively(event)}"
    lasts = isinstance(event.start, Moment) and not event.is_instant
    if lasts and event.end is None and event.start.begins <= now:
        left = f"{left}, end not announced"
    if event.places:
        left = f"{short(places_phrase(event), most)} · {left[0].lower()}{left[1:]}"
    lines = [bold(short(event.title, most)), when(event, now, most), plain(left)]
    return [*lines, *press_lines(event, now)]


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
