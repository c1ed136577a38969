"""What the bot says of itself: its commands, what it stores, and what it does not know."""

from bot.messages.answers.answer import Answer, said
from bot.messages.parts.lines import plain, short
from bot.messages.post import Button, Post
from events.text import nearest_word, printable

MOST_EVENTS = 10
COMMANDS = {
    "next": "What is on, and what is next: /next 3, /next osce",
    "today": "What is today",
    "week": "What is in the next seven days",
    "event": "All about one event: /event osce vienna",
    "changes": "What has changed lately",
    "press": "Press conferences and briefings, and who may come",
    "follow": "Have reminders of your own: /follow vienna, /follow nato 1 hour",
    "following": "What you follow, and how to stop",
    "stop": "Follow nothing any more, and delete what I store",
    "feed": "The calendar's addresses, also of a part: /feed vienna, /feed following",
    "privacy": "What I store",
    "help": "What I can do",
}
PRIVACY = """\
I store nothing about who asks me: no name, no number, no word of what was asked. A chat that \
follows something is stored by its number, with what it follows, since when, and what I posted \
there; /stop deletes that. Backups that were made before keep it, and the log of whoever runs me \
names the number with each post.

{stored}

For a minute after an answer I remember in which chat I gave it, and of the latest messages and \
pressed buttons their numbers, so that nothing is done twice. That is never written down.

Kept are what was published of each event, what I posted in the channel that I post to, and the \
numbers of that channel, of my operator's chat and of the last message in the channel, without its \
text and author.

What you write to me passes through Telegram, which has rules of its own."""


def start_answer(title: str, button: Button | None = None) -> Answer:
    """Greet a reader who opens the bot."""
    lines = [
        f"This is Podium: {title}.",
        "I tell you what is coming, with each time in your own time zone.",
        "",
        *_command_lines(),
    ]
    return Answer(Post(plain("\n".join(lines))), ((button,),) if button else ())


def help_answer() -> Answer:
    """List the commands."""
    return said(*_command_lines())


def privacy_answer(stored: str = "Of this chat I store nothing now.") -> Answer:
    """Say what is stored, and of this chat in particular."""
    return said(PRIVACY.format(stored=stored))


def unknown_answer(text: str) -> Answer:
    """Answer a command that there is not with the one that may be meant, or with all of them."""
    name = text.partition("@")[0].lstrip("/")
    given = short(printable(name), 40)
    if meant := nearest_word(name[:40], ["start", *COMMANDS]):
        return said(f"There is no /{given}. Did you mean /{meant}?", "/help lists what there is.")
    return said(f"There is no /{given}. There is:", "", *_command_lines())


def usage_answer() -> Answer:
    """Say how /next is asked, to a reader who asked for another number."""
    return said(
        f"Write /next for the next event, /next 3 for three of them ({MOST_EVENTS} at most), "
        "or /next osce for those that have to do with that."
    )


def _command_lines() -> list[str]:
    return [f"/{name} – {about}" for name, about in COMMANDS.items()]
