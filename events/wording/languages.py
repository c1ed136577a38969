"""The languages that a calendar can be asked for in, and a destination be written to, by code."""

from collections.abc import Mapping

from events.wording.english import ENGLISH
from events.wording.language import Language
from events.wording.translations.arabic import ARABIC
from events.wording.translations.french import FRENCH
from events.wording.translations.german import GERMAN
from events.wording.translations.russian import RUSSIAN
from events.wording.translations.spanish import SPANISH
from events.wording.translations.ukrainian import UKRAINIAN

LANGUAGES: Mapping[str, Language] = {
    language.code: language
    for language in (ENGLISH, FRENCH, GERMAN, SPANISH, RUSSIAN, UKRAINIAN, ARABIC)
}


def language_spoken(code: str | None) -> Language | None:
    """Return the language of a code, wherever it is spoken: that of de-AT is German.

    None if there is no such language here.
    """
    return LANGUAGES.get((code or "").replace("_", "-").partition("-")[0].lower())
