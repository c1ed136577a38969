"""The events of a publication as readers ask for them: in order, by words, and by their buttons."""

import asyncio
from collections.abc import Sequence

from bot.messages.answers.event import key_of
from bot.messages.answers.finding.meanings import meanings_in
from bot.messages.answers.finding.search import Found, Index
from bot.publishing.publication import CurrentPublication, Publication
from events.history import Entry, History
from events.model import UID_DOMAIN, Event
from events.queries import in_telling_order
from events.wording.language import Language

MOST_HISTORIES = 1000


class Catalogue:
    """One publication's events.

    - ``told``: all of them, in the order in which they are told
    - ``index``: by the words that they have
    - ``by_key``: by the key that a button of an answer has for each
    """

    def __init__(self, publication: Publication) -> None:
        agendas = publication.agendas.agendas
        self.publication = publication
        self.told: tuple[Event, ...] = in_telling_order(publication.everything)
        self.index = Index(self.told, {each.id: each.title for each in agendas})
        self.by_key = {key_of(event): event for event in self.told}
        self.by_uid = {event.uid: event for event in self.told}
        self._histories: dict[str, History] = {}
        self._changes: Sequence[Entry] | None = None

    def called(self, texts: Sequence[str]) -> Event | None:
        """Return the one event that is called so: by title, id or UID, or its page's address."""
        return (self._named(texts[0]) if len(texts) == 1 else None) or self.index.called(texts)

    def _named(self, text: str) -> Event | None:
        path = text.partition("#")[0].partition("?")[0]
        name = path.rpartition("/")[2].removesuffix(".ics").removesuffix(f"@{UID_DOMAIN}")
        publication = self.publication
        return publication.by_name.get(name) or publication.by_former_name.get(name)

    async def find(self, words: Sequence[str], language: Language) -> Found:
        """Return the events that words of a language stand for."""
        return self.index.find(words, await meanings_in(language))

    # To go to a thread and back takes longer than to write the answer, and much longer when posts
    # are being recorded: what is read once is kept.

    async def history_of(self, event: Event) -> History:
        """Return the history of an event. Raises `HistoryUnreadable`."""
        if (found := self._histories.get(event.uid)) is None:
            found = await asyncio.to_thread(self.publication.history.of, event)
            if len(self._histories) < MOST_HISTORIES:
                self._histories[event.uid] = found
        return found

    async def changes(self) -> Sequence[Entry]:
        """Return the newest changes. Raises `HistoryUnreadable`."""
        if self._changes is None:
            self._changes = await asyncio.to_thread(self.publication.changes)
        return self._changes


class CurrentCatalogue:
    """The catalogue of what readers are shown now, made once for each publication."""

    def __init__(self, current: CurrentPublication) -> None:
        self._current = current
        self._made: Catalogue | None = None
        self._making = asyncio.Lock()

    async def get(self) -> Catalogue:
        """Return the catalogue; a new one is made in a thread, since of many events it takes long.

        Who asks meanwhile waits for it: what they are told is never older than the page.
        """
        async with self._making:
            # An edit may come while one is made.
            while self._made is None or self._made.publication is not self._current():
                self._made = await asyncio.to_thread(Catalogue, self._current())
            return self._made
