"""What is answered to whoever follows something: what it is, how to stop, and what is stored."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.messages.answers.answer import Answer, Choice, Row, said
from bot.messages.answers.event import key_of
from bot.messages.parts.lines import bold, plain, short
from bot.messages.post import Post, joined
from events.model import Event
from events.wording.phrases import count_phrase, sentence, span_phrase, when_phrase

FOLLOW, STOP = "follow", "stop"
ADMINISTRATORS = "Only administrators choose what this chat hears."
NAMED = "What this chat hears has been chosen by whoever runs this bot."
UNAVAILABLE = "That cannot be kept just now. Try again in a few minutes."
TOO_MANY = "This chat follows as much as I keep. /following shows it, with buttons to stop."
USAGE = """\
Write /follow and a city, a party, a kind or a word: /follow vienna, /follow briefings, \
/follow nato. A time after it is how long before you hear of an event: /follow vienna 1 hour.
/following shows what you follow, and /stop ends all of it."""
NOTHING = "This chat follows nothing. /follow vienna, or the button below /event, begins."
STOPPED = """\
Done: I have deleted all that I stored of this chat, what it follows and what I posted here. \
The posts themselves stay where they are until you delete them."""

Followed = tuple[str, str, tuple[timedelta, ...]]
"""The key of what is followed, what it is called, and how long before it is announced."""


def follow_choice(event: Event) -> Choice:
    """Return the button below an event that has it followed."""
    return Choice("Follow", f"{FOLLOW} {key_of(event)}")


def usage_answer() -> Answer:
    """Say how /follow is asked."""
    return said(USAGE)


def follow_answer(followed: Followed, note: str, coming: Sequence[Event]) -> Answer:
    """Say what is followed from now on, and which of the events to come that is."""
    key, label, leads = followed
    # A day without a time has its own: its eve, and its morning.
    before = f"{_before(leads)} before a time" if leads else "as the agenda has them"
    lines = [
        *([plain(note)] if note else []),
        bold(short(f"Followed: {label}")),
        plain(f"Reminders come here {before}, and changes when they are published."),
    ]
    if coming:
        first = coming[0]
        count = count_phrase(len(coming), "event")
        lines.append(plain(f"To come: {count}. The next: {short(first.title)}"))
        lines.append(plain(short(sentence(when_phrase(first)))))
    else:
        lines.append(plain("Nothing that is to come has to do with it yet."))
    return Answer(Post(joined(lines)), (_stop_row(key, label),))


def following_answer(followed: Sequence[Followed]) -> Answer:
    """List what is followed, with a button to stop each."""
    if not followed:
        return said(NOTHING)
    lines = [bold("This chat follows")]
    for _, label, leads in followed:
        before = f", {_before(leads)} before" if leads else ""
        lines.append(plain(f"{short(label, 80)}{before}"))
    rows = tuple(_stop_row(key, label) for key, label, _ in followed)
    return Answer(Post(joined(lines)), rows)


def stored_phrase(since: datetime, followed: int, posts: int) -> str:
    """Say what is stored of a chat that follows something."""
    return (
        f"Of this chat I store now: its number, that it follows {count_phrase(followed, 'topic')} "
        f"(/following), first since {since:%-d %B %Y}, and {count_phrase(posts, 'post')} of mine "
        "here. /stop deletes all of that."
    )


def _stop_row(key: str, label: str) -> Row:
    return (Choice(f"Stop: {short(label, 40)}", f"{STOP} {key}"),)


def _before(leads: Sequence[timedelta]) -> str:
    return " and ".join(map(span_phrase, leads))
