"""In which language an address is asked for: ``/fr/`` and ``/?lang=fr`` are both in French.

The site in a language is a folder of the site, which has the same addresses below it, so that a
static host can serve it. What an address says is the same to everybody: no header of the request
has a say, and every cache may keep it.
"""

from dataclasses import dataclass

from bot.publishing.selection import folder_of
from bot.web.feed_query import asked_language
from events.wording.english import ENGLISH
from events.wording.language import Language
from events.wording.languages import LANGUAGES

FOLDERS = {f"{folder_of(code)}/": code for code in LANGUAGES if code != ENGLISH.code}
_LENGTH = len("/fr/")


@dataclass(frozen=True, slots=True)
class AskedLanguage:
    """The language of a page by its code, and whether the page is asked for in its folder.

    A page in one folder may be asked for in another language: ``folder`` is that of the address.
    """

    code: str = ENGLISH.code
    folder: str = ""

    @property
    def language(self) -> Language:
        """The language, with its words."""
        return LANGUAGES[self.code]


IN_ENGLISH = AskedLanguage()


def in_folder(path: str) -> tuple[str, str]:
    """Return the code of the language in whose folder a path is, and the path below the folder."""
    code = FOLDERS.get(path[:_LENGTH])
    return (code, path[_LENGTH - 1 :]) if code else (ENGLISH.code, path)


def language_of_address(path: str, query: bytes) -> AskedLanguage:
    """Return the language that an address asks for: by its query, else by its folder."""
    code, _ = in_folder(path)
    return AskedLanguage(asked_language(query) or code, folder_of(code))
