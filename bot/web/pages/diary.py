"""The diary over HTTP: which part of it a query asks for, and the links to other days.

What is marked is what is news since the day before the present one began, so that the diary is
another one each day, and the same to all who ask for it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Protocol

from bot.publishing.parts.diary import diary_of
from bot.publishing.parts.explanation import Words
from bot.publishing.parts.heading import present_day
from bot.publishing.publication import Publication
from bot.publishing.selection import LANGUAGE, Selection
from bot.web.address import Address
from bot.web.asked_language import IN_ENGLISH, AskedLanguage
from bot.web.feed_query import (
    AGENDA,
    FILTERS,
    WINDOW,
    asked_agenda,
    has_unknown,
    known_words,
    parse_query,
)
from bot.web.http.cache import CacheBounds
from bot.web.pages.page_cache import PassingPage
from bot.web.wording.languages import words_in
from events.diary.diary_text import diary_text
from events.queries import Window
from events.times import Day

# Filters and days can be combined without end.
DIARY_BOUNDS = CacheBounds(most=200, most_bytes=16_000_000)
A_DAY, A_WEEK = timedelta(days=1), 7


class UnknownAgenda(Exception):
    """There is no agenda of that id, nor was there one."""


@dataclass(frozen=True, slots=True)
class AskedDiary:
    """A part of the diary, in which what is news since an instant is marked.

    - ``has_unknown``: it asks for something that there is not.
    - ``folder``: that of the language in whose folder it is asked for
    """

    selection: Selection
    since: datetime
    has_unknown: bool = False
    folder: str = ""

    @property
    def language(self) -> AskedLanguage:
        """The language that it is asked for in."""
        return AskedLanguage(self.selection.lang, self.folder)

    def kept_or_not(self, page: bytes) -> bytes:
        """Return a page of the diary as one that is kept, unless it asks for what there is not.

        Any number of those would push out the others.
        """
        return PassingPage(page) if self.has_unknown else page


class RenderDiary(Protocol):
    """How a part of the diary is rendered."""

    def __call__(
        self, asked: AskedDiary, publication: Publication, address: Address, now: datetime, /
    ) -> bytes:
        """Render it as it reads at an instant."""


class DiaryQueries:
    """Reads the queries of the diary; the words that there are, it collects once."""

    def __init__(self) -> None:
        self._known: tuple[Publication, Words] | None = None

    def asked(
        self, query: bytes, folder: AskedLanguage, publication: Publication, now: datetime
    ) -> AskedDiary:
        """Return what a query asks for in a folder. Raises `UnknownAgenda` and `Refusal`."""
        agenda = _agenda(asked_agenda(query), publication)
        words, today = self._words(publication), present_day(publication, agenda, now)
        parameters = (*FILTERS, *WINDOW, LANGUAGE)
        selection = parse_query(query, parameters, words, today, agenda, folder.code)
        unknown = has_unknown(selection, words)
        return AskedDiary(selection, _since(today), unknown, folder.folder)

    def _words(self, publication: Publication) -> Words:
        if self._known is None or self._known[0] is not publication:
            self._known = publication, known_words(publication.everything)
        return self._known[1]


def whole_diary(
    publication: Publication, now: datetime, asked: AskedLanguage = IN_ENGLISH
) -> AskedDiary:
    """Return the diary that is asked for without a query, in the folder of a language."""
    since = _since(present_day(publication, None, now))
    return AskedDiary(Selection(lang=asked.code), since, folder=asked.folder)


def text_of_diary(
    asked: AskedDiary, publication: Publication, _address: Address, _now: datetime
) -> bytes:
    """Render the diary as plain text."""
    text = diary_text(diary_of(publication, asked.selection, asked.since))
    return asked.kept_or_not(text.encode())


def diary_query(selection: Selection) -> str:
    """Return the query that asks for a part of the diary in its language; may be empty."""
    query = selection.query_in_language.removeprefix("?")
    agenda = f"{AGENDA}={selection.agenda}" if selection.agenda else ""
    whole = "&".join(filter(None, (agenda, query)))
    return f"?{whole}" if whole else ""


@dataclass(frozen=True, slots=True)
class DiaryLink:
    """A link to another part of the diary, or to the one that is shown."""

    title: str
    address: str
    is_shown: bool


DiaryLinks = tuple[DiaryLink, ...]


def diary_links(selection: Selection, today: Day) -> DiaryLinks:
    """Return the links to other days of the same part."""
    return tuple(_days(selection, today))


def _days(selection: Selection, today: Day) -> Iterator[DiaryLink]:
    words = words_in(selection.language)
    titled = ((words.today, 1), (words.seven_days, A_WEEK), (words.from_today, None))
    for title, days in titled:
        last = today.date + timedelta(days=days - 1) if days else None
        window = Window(today.date, last, today.zone)
        yield _link(title, replace(selection, window=window, is_rolling=True), selection)
    yield _link(words.all_days, replace(selection, window=None, is_rolling=False), selection)


def _link(title: str, other: Selection, shown: Selection) -> DiaryLink:
    return DiaryLink(title, f"diary{diary_query(other)}", other == shown)


def _agenda(asked: str | None, publication: Publication) -> str | None:
    """Return the id of an agenda by the one that was asked for. Raises `UnknownAgenda`."""
    if asked is None:
        return None
    by_former = {former: it.id for it in publication.agendas.agendas for former in it.formerly}
    there = {
        *(each.id for each in publication.agendas.agendas),
        *(each.agenda for each in publication.everything),
    }
    if asked not in there and asked not in by_former:
        raise UnknownAgenda
    return asked if asked in there else by_former[asked]


def _since(today: Day) -> datetime:
    return Day(today.date - A_DAY, today.zone).begins
