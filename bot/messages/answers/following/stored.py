"""What is stored of a chat, as /privacy tells it."""

from datetime import UTC, datetime

from bot.messages.wording.answers.reader import Reader
from bot.planning.following import Chosen
from events.wording.joined import sentence
from events.wording.languages import LANGUAGES
from events.wording.links import language_name


def stored_words(since: datetime, follows: int, posts: int, chosen: Chosen, reader: Reader) -> str:
    """Say what is stored of a chat: that it is known, what it follows and has chosen."""
    words, language = reader.words, reader.language
    lines = [words.stored_number.format(language.date(since.astimezone(UTC).date()))]
    if follows:
        lines.append(words.stored_follows.format(follows))
        if chosen.forum_topic:
            lines.append(words.stored_forum_topic.format(chosen.forum_topic))
        lines.append(words.stored_posts.format(posts))
    if chosen.language:
        name = own_name(chosen.language.code)
        lines.append(words.stored_language.format(language.isolated.format(name)))
    if chosen.zone:
        lines.append(words.stored_timezone.format(language.isolated.format(chosen.zone)))
    return "\n".join([words.stored, *(f"• {line}" for line in lines)])


def own_name(code: str) -> str:
    """Return what a language is called in itself, with a capital letter: 'Français'."""
    return sentence(language_name(code, LANGUAGES[code]))
