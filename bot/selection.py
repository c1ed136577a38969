"""Which of the published events a feed holds: a filter, and the words for it in names and links."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import quote, urlencode

from events.alarms import write_alarm
from events.model import Event, Kind
from events.queries import Filter

NO_FILTER = Filter()
MOST_SLUG = 80  # characters


@dataclass(frozen=True, slots=True)
class Selection:
    """A part of what is published: the same value however its words were ordered or spelled.

    ``agenda`` is an agenda's id, None for all of them; ``wanted`` names words as they are written
    in the definitions; ``alarms`` are how long before an event starts it is to be announced.
    """

    agenda: str | None = None
    wanted: Filter = NO_FILTER
    alarms: tuple[timedelta, ...] = ()

    def holds(self, event: Event) -> bool:
        """Tell whether an event is a part of it."""
        return self.agenda in (None, event.agenda) and (
            self.wanted == NO_FILTER or self.wanted.matches(event)
        )

    @property
    def query(self) -> str:
        """The query of its address, such as ?kind=meeting&alarm=15m, or nothing."""
        query = urlencode(self._parameters(), quote_via=quote)
        return f"?{query}" if query else ""

    def _parameters(self) -> list[tuple[str, str]]:
        return [
            *(("kind", word) for word in _sorted(self.wanted.kinds)),
            *(("party", word) for word in _sorted(self.wanted.parties)),
            *(("city", word) for word in _sorted(self.wanted.cities)),
            *(("tag", word) for word in _sorted(self.wanted.tags)),
            *(("alarm", write_alarm(before)) for before in self.alarms),
        ]

    def title(self, whole: str) -> str:
        """Return the name of a calendar that holds this part of the ``whole``."""
        if self.wanted == NO_FILTER:
            return whole
        kinds = [f"{kind.label.lower()}s" for kind in Kind if kind in self.wanted.kinds]
        words = [" and ".join(kinds) or "events"]
        if self.wanted.cities:
            words.append(f"in {' or '.join(_sorted(self.wanted.cities))}")
        if self.wanted.parties:
            words.append(f"with {' or '.join(_sorted(self.wanted.parties))}")
        if self.wanted.tags:
            words.append(f"tagged {' or '.join(_sorted(self.wanted.tags))}")
        return f"{whole}: {' '.join(words)}"

    def filename(self, whole: str) -> str:
        """Return a name in ASCII, without a suffix, for a file of this part of the ``whole``."""
        slugs = (_slug(word) for name, word in self._parameters() if name != "alarm")
        return "-".join(filter(None, (whole, *slugs)))[:MOST_SLUG].rstrip("-")


EVERYTHING = Selection()


def _sorted(words: Iterable[str]) -> list[str]:
    return sorted(words, key=lambda word: (word.casefold(), word))


def _slug(word: str) -> str:
    plain = unicodedata.normalize("NFKD", word.casefold()).encode("ascii", "ignore").decode("ascii")
    return re.sub("[^a-z0-9]+", "-", plain).strip("-")
