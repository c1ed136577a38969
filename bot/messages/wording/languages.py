"""The words of posts by language: those of every language that a feed can be asked for in."""

from collections.abc import Mapping

from bot.messages.wording.arabic import ARABIC
from bot.messages.wording.chat_words import ChatWords
from bot.messages.wording.english import ENGLISH
from bot.messages.wording.french import FRENCH
from bot.messages.wording.german import GERMAN
from bot.messages.wording.russian import RUSSIAN
from bot.messages.wording.spanish import SPANISH
from bot.messages.wording.ukrainian import UKRAINIAN
from events.wording.language import Language

CHAT_WORDS: Mapping[str, ChatWords] = {
    "en": ENGLISH,
    "fr": FRENCH,
    "de": GERMAN,
    "es": SPANISH,
    "ru": RUSSIAN,
    "uk": UKRAINIAN,
    "ar": ARABIC,
}


def words_in(language: Language) -> ChatWords:
    """Return the words of posts in a language."""
    return CHAT_WORDS[language.code]
