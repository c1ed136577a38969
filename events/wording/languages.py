"""The languages that a calendar can be asked for in, by code."""

from collections.abc import Mapping

from events.wording.english import ENGLISH
from events.wording.language import Language
from events.wording.translations.french import FRENCH
from events.wording.translations.german import GERMAN
from events.wording.translations.russian import RUSSIAN

LANGUAGES: Mapping[str, Language] = {
    language.code: language for language in (ENGLISH, FRENCH, GERMAN, RUSSIAN)
}
