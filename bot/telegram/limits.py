"""How fast the bot writes to Telegram, how long it waits, and how far it looks into a chat."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TelegramLimits:
    """Limits of the bot and of each of its chats; the defaults are what Telegram allows.

    Rates: https://core.telegram.org/bots/faq#broadcasting-to-users.
    """

    messages_a_second: int = 30
    """Posts and answers to all chats together."""
    posts_a_second: int = 25
    """To all chats together: of the 30 messages that Telegram takes, what answers leave."""
    answers_a_second: int = 5
    """To all chats together."""
    answers_at_once: int = 30
    """Answers under way, so that those that hang leave connections to posts."""
    posts_at_once: int = 3
    """In one chat, as long as there is one a second on average."""
    posts_a_minute: int = 17
    """In one chat: of the 20 messages that Telegram takes in a group, what answers leave."""
    part_for_reminders: float = 0.7
    """How much of that reminders and edits may use: the rest is for news."""
    answers_a_minute: int = 3
    """In one group or channel."""
    private_answers_a_minute: int = 20
    """In one private chat, which has no such limit."""
    acknowledged_at_once: int = 60
    """Pressed buttons that are being answered, so that these leave connections as well."""
    answer_seconds: float = 15.0
    """How long an answer is waited for."""
    hopeless_seconds: float = 60.0
    """The wait before another try, where one as soon as usual would fail in the same way."""
    most_looked_at: int = 50
    """The messages that a post in doubt is looked for among, each copied to the operator's chat."""
    most_gaps: int = 50
    """The numbers in a row without a message after which a chat is taken to be at its end."""
