"""Which of the published events a feed holds: a filter, and the words for it in names and links."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import quote, urlencode

from events.feeds.alarms import write_alarm
from events.model import Event, Kind
from events.queries import Filter
from events.wording.english import ENGLISH
from events.wording.language import Language
from events.wording.languages import LANGUAGES

NO_FILTER = Filter()
MOST_SLUG = 80  # characters
ALARM, LANGUAGE = "alarm", "lang"


@dataclass(frozen=True, slots=True)
class Selection:
    """A part of what is published: the same value however its words were ordered or spelled.

    - ``agenda``: an agenda's id; None for all agendas
    - ``wanted``: words as they are written in the definitions, and words that are unknown there
    - ``alarms``: how long before its start an event is announced
    - ``lang``: the code of a language
    - ``left_out``: alarms and languages that were asked for and that there are not, by parameter;
      an empty one stands for alarms that are too many
    """

    agenda: str | None = None
    wanted: Filter = NO_FILTER
    alarms: tuple[timedelta, ...] = ()
    lang: str = ENGLISH.code
    left_out: tuple[tuple[str, str], ...] = ()

    @property
    def words(self) -> dict[str, list[str]]:
        """The wanted words in order, by the parameters that ask for them; none is empty."""
        words = {
            "kind": _sorted(self.wanted.kinds),
            "party": _sorted(self.wanted.parties),
            "city": _sorted(self.wanted.cities),
            "tag": _sorted(self.wanted.tags),
        }
        return {name: wanted for name, wanted in words.items() if wanted}

    @property
    def language(self) -> Language:
        """The language, with its words."""
        return LANGUAGES[self.lang]

    def holds(self, event: Event) -> bool:
        """Tell whether an event is in the selection."""
        return self.agenda in (None, event.agenda) and (
            self.wanted == NO_FILTER or self.wanted.matches(event)
        )

    @property
    def query(self) -> str:
        """The query that asks for the selection, such as ?kind=meeting&alarm=15m; may be empty."""
        query = urlencode(self._parameters(), quote_via=quote)
        return f"?{query}" if query else ""

    def _parameters(self) -> list[tuple[str, str]]:
        return [
            *((name, word) for name, words in self.words.items() for word in words),
            *((ALARM, write_alarm(before)) for before in self.alarms),
            *([(LANGUAGE, self.lang)] if self.lang != ENGLISH.code else ()),
        ]

    def title(self, whole: str) -> str:
        """Return the name of a calendar that holds this part of the ``whole``."""
        if self.wanted == NO_FILTER:
            return whole
        language = self.language
        kinds = [language.kinds_of_many[kind] for kind in Kind if kind in self.wanted.kinds]
        kinds += _sorted(self.wanted.kinds - frozenset(Kind))
        words = [language.and_.join(kinds) or language.events]
        for template, wanted in (
            (language.in_cities, self.wanted.cities),
            (language.with_parties, self.wanted.parties),
            (language.with_tags, self.wanted.tags),
        ):
            if wanted:
                words.append(template.format(language.or_.join(_sorted(wanted))))
        return f"{whole}{language.colon}{''.join(words)}"

    def filename(self, whole: str) -> str:
        """Return a name in ASCII, without a suffix, for a file of this part of the ``whole``."""
        slugs = (_slug(word) for name, word in self._parameters() if name != ALARM)
        return "-".join(filter(None, (whole, *slugs)))[:MOST_SLUG].rstrip("-")


EVERYTHING = Selection()


def _sorted(words: Iterable[str]) -> list[str]:
    return sorted(words, key=lambda word: (word.casefold(), word))


def _slug(word: str) -> str:
    plain = unicodedata.normalize("NFKD", word.casefold()).encode("ascii", "ignore").decode("ascii")
    return re.sub("[^a-z0-9]+", "-", plain).strip("-")
