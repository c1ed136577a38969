"""What is answered to whoever chooses in which language, and by whose clocks, a chat is told."""

from collections.abc import Sequence

from bot.messages.answers.answer import Answer, Choice, Row, said
from bot.messages.answers.following.stored import own_name
from bot.messages.parts.lines import plain, short
from bot.messages.post import Post
from bot.messages.wording.answers.reader import Reader
from events.wording.language import Language
from events.wording.languages import LANGUAGES
from events.zones import city_of

LANGUAGE, TIMEZONE = "language", "timezone"
IN_A_ROW = 2
MOST_ZONES = 12


def language_answer(reader: Reader, unknown: str = "") -> Answer:
    """Say in which language a chat is told, after what was written that is none, with the others.

    There is a button for each.
    """
    isolated = reader.language.isolated.format
    lines = []
    if unknown:
        quoted = reader.language.quote.format(short(unknown, 40))
        lines.append(reader.words.language_unknown.format(quoted))
    name = isolated(own_name(reader.language.code))
    lines.append(reader.words.language_usage.format(name))
    choices = [
        Choice(f"✓ {own_name(code)}" if code == reader.language.code else own_name(code), data)
        for code, data in ((code, f"{LANGUAGE} {code}") for code in LANGUAGES)
    ]
    return Answer(Post(plain("\n".join(lines))), _rows(choices))


def language_set_answer(language: Language) -> Answer:
    """Say, in that language, in which one a chat is told from now on."""
    reader = Reader(language)
    name = language.isolated.format(own_name(language.code))
    return said(reader.words.language_set.format(name))


def timezone_answer(reader: Reader) -> Answer:
    """Say by whose clocks times are written, and how others are chosen."""
    return said(_by_the_clocks(reader.zone, reader), reader.words.timezone_usage)


def timezone_set_answer(zone: str | None, reader: Reader) -> Answer:
    """Say by whose clocks times are written from now on."""
    return said(_by_the_clocks(zone, reader))


def timezone_choice_answer(name: str, zones: Sequence[str], reader: Reader) -> Answer:
    """Ask which one of several zones is meant, or say that none is, or too many to tell."""
    words, quoted = reader.words, reader.language.quote.format(short(name, 40))
    if not zones:
        return said(words.timezone_unknown.format(quoted))
    if len(zones) > MOST_ZONES:
        return said(words.timezone_many.format(quoted))
    choices = [Choice(zone.replace("_", " "), f"{TIMEZONE} {zone}") for zone in zones]
    return Answer(Post(plain(words.timezone_several.format(quoted))), _rows(choices))


def _by_the_clocks(zone: str | None, reader: Reader) -> str:
    if zone is None:
        return reader.words.timezone_none
    city = reader.language.isolated.format(city_of(zone))
    return reader.words.timezone_set.format(city)


def _rows(choices: Sequence[Choice]) -> tuple[Row, ...]:
    return tuple(
        tuple(choices[first : first + IN_A_ROW]) for first in range(0, len(choices), IN_A_ROW)
    )
