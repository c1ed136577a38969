"""What the bot says of itself: its commands, what it stores, and what it does not know."""

from collections.abc import Mapping

from bot.messages.answers.answer import Answer, said
from bot.messages.parts.lines import plain, short
from bot.messages.post import Button, Post
from bot.messages.wording.answers.languages import ANSWER_WORDS
from bot.messages.wording.answers.reader import ANYBODY, Reader
from events.text import nearest_word, printable
from events.wording.direction import from_its_side
from events.wording.english import ENGLISH

MOST_EVENTS = 10
COMMANDS: Mapping[str, str] = ANSWER_WORDS[ENGLISH.code].commands


def start_answer(title: str, button: Button | None = None, reader: Reader = ANYBODY) -> Answer:
    """Greet a reader who opens the bot."""
    words = reader.words
    lines = [
        words.this_is.format(reader.language.isolated.format(title)),
        words.i_tell,
        "",
        *_command_lines(reader),
    ]
    return Answer(Post(plain("\n".join(lines))), ((button,),) if button else ())


def help_answer(reader: Reader = ANYBODY) -> Answer:
    """List the commands."""
    return said(*_command_lines(reader))


def privacy_answer(stored: str, reader: Reader) -> Answer:
    """Say what is stored, and of this chat in particular."""
    return said(reader.words.privacy.format(stored or reader.words.nothing_stored))


def unknown_answer(text: str, reader: Reader) -> Answer:
    """Answer a command that there is not with the one that may be meant, or with all of them."""
    name, words = text.partition("@")[0].lstrip("/"), reader.words
    none = words.no_command.format(short(printable(name), 40))
    if meant := nearest_word(name[:40], ["start", *words.commands]):
        return said(f"{none} {words.did_you_mean.format(meant)}", words.help_lists)
    return said(f"{none} {words.there_is}", "", *_command_lines(reader))


def next_usage_answer(reader: Reader = ANYBODY) -> Answer:
    """Say how /next is asked, to a reader who asked for another number."""
    return said(reader.words.next_usage.format(MOST_EVENTS))


def _command_lines(reader: Reader) -> list[str]:
    command, code = reader.language.isolated.format, reader.language.code
    return [
        from_its_side(f"{command(f'/{name}')} – {about}", code)
        for name, about in reader.words.commands.items()
    ]
