"""Where readers find what is published: the addresses of pages and feeds, in each language."""

from dataclasses import dataclass

from bot.publishing.selection import EVERYTHING, Selection, folder_of
from events.model import Event
from events.wording.language import Language


@dataclass(frozen=True, slots=True)
class SiteAddresses:
    """The public addresses of one site.

    - ``public_url``: the site's own, without a slash at the end; None if it has no public one
    - ``languages``: the codes of those that it has pages in; None for all
    """

    public_url: str | None
    languages: tuple[str, ...] | None

    def site(self, language: Language) -> str | None:
        """Return the public address of the site in a language; in English if it has not that one.

        None if the site has no public address.
        """
        folder = folder_of(language.code) if self._has_pages_in(language) else ""
        return f"{self.public_url}{folder}" if self.public_url else None

    def page(self, event: Event, language: Language) -> str | None:
        """Return the address of an event's page in a language, if the site has a public one."""
        site = self.site(language)
        return f"{site}/events/{event.name}" if site else None

    def calendar(self, event: Event, language: Language) -> str | None:
        """Return the address of an event's own calendar, if the site has a public one."""
        page = self.page(event, language)
        return f"{page}.ics{self.query(Selection(lang=language.code))}" if page else None

    def feed(self, selection: Selection = EVERYTHING) -> str | None:
        """Return the public address of a part of the calendar, if the site has one."""
        site = self.site(selection.language)
        return f"{site}{path_of(selection)}.ics{self.query(selection)}" if site else None

    def query(self, selection: Selection) -> str:
        """Return the query that asks for a selection at these addresses; may be empty."""
        # Without a public address, links are relative to the feed's, which may be in no folder.
        in_folder = self.public_url and self._has_pages_in(selection.language)
        return selection.query_in_language if in_folder else selection.query

    def _has_pages_in(self, language: Language) -> bool:
        return self.languages is None or language.code in self.languages


def path_of(selection: Selection, root: str = "/calendar") -> str:
    """Return the path of a part of what is published, without a suffix and a query."""
    return f"{root}/{selection.agenda}" if selection.agenda else root
