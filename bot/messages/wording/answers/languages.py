"""The words of answers by language."""

from collections.abc import Mapping

from bot.messages.wording.answers.answer_words import AnswerWords
from bot.messages.wording.answers.arabic import ARABIC
from bot.messages.wording.answers.english import ENGLISH
from bot.messages.wording.answers.french import FRENCH
from bot.messages.wording.answers.german import GERMAN
from bot.messages.wording.answers.russian import RUSSIAN
from bot.messages.wording.answers.spanish import SPANISH
from bot.messages.wording.answers.ukrainian import UKRAINIAN

ANSWER_WORDS: Mapping[str, AnswerWords] = {
    "en": ENGLISH,
    "fr": FRENCH,
    "de": GERMAN,
    "es": SPANISH,
    "ru": RUSSIAN,
    "uk": UKRAINIAN,
    "ar": ARABIC,
}
