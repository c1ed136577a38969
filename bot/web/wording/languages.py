"""The words of pages by language: those of every language that a feed can be asked for in."""

from collections.abc import Mapping

from bot.web.wording.arabic import ARABIC
from bot.web.wording.english import ENGLISH
from bot.web.wording.french import FRENCH
from bot.web.wording.german import GERMAN
from bot.web.wording.page_words import PageWords
from bot.web.wording.russian import RUSSIAN
from bot.web.wording.spanish import SPANISH
from bot.web.wording.ukrainian import UKRAINIAN
from events.wording.language import Language

PAGE_WORDS: Mapping[str, PageWords] = {
    "en": ENGLISH,
    "fr": FRENCH,
    "de": GERMAN,
    "es": SPANISH,
    "ru": RUSSIAN,
    "uk": UKRAINIAN,
    "ar": ARABIC,
}


def words_in(language: Language) -> PageWords:
    """Return the words of pages in a language."""
    return PAGE_WORDS[language.code]
