"""Where a page is, and from there the way to others: in its language, and in each other one."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.publishing.selection import folder_of
from bot.web.asked_language import IN_ENGLISH, AskedLanguage
from bot.web.wording.languages import PAGE_WORDS


@dataclass(frozen=True, slots=True)
class Tongue:
    """A page in one of its languages: by its code, and by the name that it gives itself.

    - ``link``: the way there from the page that is shown
    - ``path``: the same from the root of the site
    """

    code: str
    name: str
    link: str
    path: str
    is_shown: bool


@dataclass(frozen=True, slots=True)
class PagePath:
    """The path of a page, without a slash before it, below the folder of its language.

    Every link is relative, so that the site works below any path of a host: ``site`` leads from the
    page to the root of the site, with a slash at its end.
    """

    path: str
    lang: str
    site: str

    @classmethod
    def of(cls, path: str, asked: AskedLanguage = IN_ENGLISH) -> "PagePath":
        """Return the path of a page that is asked for in a language."""
        levels = path.partition("?")[0].count("/") + bool(asked.folder)
        return cls(path, asked.code, "../" * levels or "./")

    @property
    def root(self) -> str:
        """The way from the page to the root of the site in its language."""
        return f"{self.site}{_below(self.lang)}"

    def tongues(self, languages: tuple[str, ...]) -> Iterator[Tongue]:
        """Yield the page in each of the languages, by their codes."""
        for code in languages:
            below = f"{_below(code)}{self.path}"
            name, link = PAGE_WORDS[code].name, f"{self.site}{below}"
            yield Tongue(code, name, link, f"/{below}", code == self.lang)


def _below(lang: str) -> str:
    folder = folder_of(lang).removeprefix("/")
    return f"{folder}/" if folder else ""
