"""Which of the published events a feed holds: a filter, and the words for it in names and links."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import quote, urlencode

from events.feeds.alarms import write_alarm
from events.model import Access, Event, Kind, Status
from events.queries import Filter, Window
from events.wording.english import ENGLISH
from events.wording.joined import within_sentence
from events.wording.language import Language
from events.wording.languages import LANGUAGES
from events.wording.phrases import status_word

NO_FILTER = Filter()
MOST_SLUG = 80  # characters
ALARM, LANGUAGE, FROM, DAYS = "alarm", "lang", "from", "days"
TODAY = "today"


@dataclass(frozen=True, slots=True)
class Selection:
    """A part of what is published: the same value however its words were ordered or spelled.

    - ``agenda``: an agenda's id; None for all agendas
    - ``wanted``: words as they are written in the definitions, and words that are unknown there
    - ``window``: the days; None for all days
    - ``is_rolling``: the window begins with the present day, so that each day has another
    - ``alarms``: how long before its start an event is announced
    - ``lang``: the code of a language
    - ``left_out``: alarms, languages and days that were asked for and that there are not, by
      parameter; an empty one stands for alarms that are too many
    """

    agenda: str | None = None
    wanted: Filter = NO_FILTER
    window: Window | None = None
    is_rolling: bool = False
    alarms: tuple[timedelta, ...] = ()
    lang: str = ENGLISH.code
    left_out: tuple[tuple[str, str], ...] = ()

    @property
    def words(self) -> dict[str, list[str]]:
        """The wanted words in order, by the parameters that ask for them; none is empty."""
        words = {
            "kind": _sorted(self.wanted.kinds),
            "except-kind": _sorted(self.wanted.except_kinds),
            "status": _sorted(self.wanted.statuses),
            "access": _sorted(self.wanted.accesses),
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
        return (
            self.agenda in (None, event.agenda)
            and (self.window is None or self.window.holds(event))
            and (self.wanted == NO_FILTER or self.wanted.matches(event))
        )

    @property
    def query(self) -> str:
        """The query that asks for the selection, such as ?kind=meeting&alarm=15m; may be empty."""
        return _query(self._parameters())

    @property
    def query_in_language(self) -> str:
        """The query that asks for the selection in the folder of its language."""
        return _query([each for each in self._parameters() if each[0] != LANGUAGE])

    def _parameters(self) -> list[tuple[str, str]]:
        return [
            *((name, word) for name, words in self.words.items() for word in words),
            *self._window_parameters(),
            *((ALARM, write_alarm(before)) for before in self.alarms),
            *([(LANGUAGE, self.lang)] if self.lang != ENGLISH.code else ()),
        ]

    def _window_parameters(self) -> Iterator[tuple[str, str]]:
        if self.window is None:
            return
        first, last = self.window.first, self.window.last
        if not self.is_rolling:
            yield FROM, first.isoformat()
        elif last is None:
            yield FROM, TODAY
        if last is not None:
            yield DAYS, str((last - first).days + 1)

    def title(self, whole: str) -> str:
        """Return the name of a calendar that holds this part of the ``whole``."""
        part = self.language.comma.join(filter(None, (self._filter_words(), self._window_words())))
        language = self.language
        return f"{language.isolated.format(whole)}{language.colon}{part}" if part else whole

    def _window_words(self) -> str:
        """Say which days, in words that hold tomorrow as well."""
        if self.window is None:
            return ""
        language, first, last = self.language, self.window.first, self.window.last
        if self.is_rolling:
            if last is None:
                return language.from_today
            days = (last - first).days + 1
            return language.today if days == 1 else language.next_days.format(days)
        if last is None:
            return language.from_day.format(language.date(first))
        if last == first:
            return language.date(first)
        return language.days.format(language.date(first), language.date(last))

    def _filter_words(self) -> str:
        if self.wanted == NO_FILTER:
            return ""
        language = self.language
        kinds = [language.kinds_of_many[kind] for kind in Kind if kind in self.wanted.kinds]
        kinds += _sorted(self.wanted.kinds - frozenset(Kind))
        words = [language.and_.join(kinds) or language.events]
        if self.wanted.except_kinds:
            without = [
                language.kinds_of_many[Kind(kind)] if kind in frozenset(Kind) else kind
                for kind in _sorted(self.wanted.except_kinds)
            ]
            words.append(language.except_kinds.format(language.comma.join(without)))
        for template, wanted in (
            (language.in_cities, self.wanted.cities),
            (language.with_parties, self.wanted.parties),
            (language.with_tags, self.wanted.tags),
        ):
            if wanted:
                named = map(language.isolated.format, _sorted(wanted))
                words.append(template.format(language.or_.join(named)))
        if self.wanted.statuses:
            told = map(self._status_word, _sorted(self.wanted.statuses))
            words.append(f" ({language.comma.join(told)})")
        if self.wanted.accesses:
            told = map(self._access_word, _sorted(self.wanted.accesses))
            words.append(f" ({language.comma.join(told)})")
        return "".join(words)

    def _access_word(self, access: str) -> str:
        known = access in frozenset(Access)
        word = self.language.access_words[Access(access)] if known else access
        return within_sentence(word)

    def _status_word(self, status: str) -> str:
        word = status_word(Status(status), self.language) if status in frozenset(Status) else status
        return word.lower()

    def filename(self, whole: str) -> str:
        """Return a name in ASCII, without a suffix, for a file of this part of the ``whole``."""
        slugs = (
            _slug(f"{_BEFORE_IN_A_NAME.get(name, '')}{word}{_AFTER_IN_A_NAME.get(name, '')}")
            for name, word in self._parameters()
            if name != ALARM
        )
        return "-".join(filter(None, (whole, *slugs)))[:MOST_SLUG].rstrip("-")


EVERYTHING = Selection()


def folder_of(lang: str) -> str:
    """Return the path below which the site is in a language: '/fr', or '' for English."""
    return "" if lang == ENGLISH.code else f"/{lang}"


def _query(parameters: list[tuple[str, str]]) -> str:
    query = urlencode(parameters, quote_via=quote)
    return f"?{query}" if query else ""


_BEFORE_IN_A_NAME = {"except-kind": "except ", FROM: "from "}
_AFTER_IN_A_NAME = {DAYS: " days"}


def _sorted(words: Iterable[str]) -> list[str]:
    return sorted(words, key=lambda word: (word.casefold(), word))


def _slug(word: str) -> str:
    plain = unicodedata.normalize("NFKD", word.casefold()).encode("ascii", "ignore").decode("ascii")
    return re.sub("[^a-z0-9]+", "-", plain).strip("-")
