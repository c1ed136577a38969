"""Query strings → selections: ``?kind=meeting&city=Geneva&days=7&alarm=15m``."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import TypeVar
from urllib.parse import unquote_plus

from bot.publishing.parts.explanation import ALWAYS_KNOWN, MOST_DAYS, Words, by_fold, words_of
from bot.publishing.selection import ALARM, DAYS, FROM, LANGUAGE, TODAY, Selection
from events.errors import Refusal
from events.feeds.alarms import parse_alarm
from events.model import Event
from events.queries import Filter, Window
from events.text import beginning, fold
from events.time_grammar import LAST_YEAR_OF_DAYS, parse_day
from events.times import Day
from events.wording.english import ENGLISH
from events.wording.languages import LANGUAGES

FILTERS = ("kind", "except-kind", "status", "access", "party", "city", "tag")
WINDOW = (FROM, DAYS)
AGENDA = "agenda"  # of the diary alone: feeds have it in their path
# No word of these has a comma, so that one may stand between two of them.
BETWEEN_COMMAS = frozenset({"kind", "except-kind", "status", "access"})
MAX_BYTES = 2000
MOST_VALUES = 32
MOST_ALARMS = 5  # each alarm is written into every event of the feed
MOST_UNKNOWN = 5  # of one parameter; what else is unknown makes no feed of its own
MOST_CHARACTERS = 60  # of an unknown word
MOST_NAMED = 50  # words that a refusal names

LANGUAGE_WORDS = by_fold(LANGUAGES)

T = TypeVar("T")
_HALF_AN_ESCAPE = re.compile("%(?![0-9A-Fa-f]{2})")


def known_words(events: Sequence[Event]) -> Words:
    """Return the words that a query can have.

    Among them is every kind, so that a reader can subscribe before the first event of a kind, every
    status, and who may come.
    """
    always = {name: by_fold(words) for name, words in ALWAYS_KNOWN.items()}
    return {**words_of(events), **always, LANGUAGE: LANGUAGE_WORDS}


def parse_query(
    query: bytes,
    parameters: Sequence[str],
    words: Words,
    today: Day,
    agenda: str | None = None,
    lang: str = ENGLISH.code,
) -> Selection:
    """Return the selection that a percent-encoded query asks for on the day that it is ``today``.

    ``lang`` is the code of the language in which it is told unless the query asks for another one.

    A subscription lives for years, so a query that made sense once is never refused:

    - Parameters that are not among ``parameters`` are ignored, as are those without a value.
    - Words that are unknown are in the selection, and no event has them.
    - Alarms, languages and days that there are not are left out of it. So is a number of days from
      one of those.
    - What is said twice is said once. Words are compared without regard to case and to how Unicode
      composes their letters.

    Raises `Refusal` if the query cannot be decoded, or is too long.
    """
    given = _given(query, parameters)
    first: date | str | None
    first, no_first = _first_known(given[FROM], _first_day)
    days, no_days = _first_known(given[DAYS], _number_of_days)
    if first is None and no_first:
        days = None  # of which day they would count from, nothing is known
    alarms, no_alarms = _alarms(given[ALARM])
    asked, no_languages = _language(given[LANGUAGE], words[LANGUAGE])
    left_out = (
        *((FROM, each) for each in no_first),
        *((DAYS, each) for each in no_days),
        *((ALARM, each) for each in no_alarms),
        *((LANGUAGE, each) for each in no_languages),
    )
    return Selection(
        agenda,
        _wanted(given, words),
        _window(first, days, today),
        is_rolling=first == TODAY or (first is None and days is not None),
        alarms=alarms,
        lang=asked or lang,
        left_out=left_out,
    )


def asked_agenda(query: bytes) -> str | None:
    """Return the agenda that a query asks for; None if it asks for none. Raises `Refusal`."""
    return next((value for _, value in _pairs(query, (AGENDA,))), None)


def asked_language(query: bytes) -> str | None:
    """Return the code of the first language that a query asks for and that there is, if any."""
    try:
        values = [value for _, value in _pairs(query, (LANGUAGE,))]
    except Refusal:
        return None
    return _language(values, LANGUAGE_WORDS)[0]


def has_unknown(selection: Selection, words: Words) -> bool:
    """Tell whether a selection asks for anything that there is not."""
    return bool(selection.left_out) or any(
        fold(word) not in words[name] for name, wanted in selection.words.items() for word in wanted
    )


def _given(query: bytes, parameters: Sequence[str]) -> dict[str, list[str]]:
    """Return the values that a query gives, by parameter; each is there, if without values."""
    given: dict[str, list[str]] = {name: [] for name in (*FILTERS, *WINDOW, ALARM, LANGUAGE)}
    for number, (name, value) in enumerate(_pairs(query, parameters), 1):
        if number > MOST_VALUES:
            raise Refusal("the query has too many values", f"{MOST_VALUES} at most")
        given[name].append(value)
    return given


def _wanted(given: Mapping[str, Sequence[str]], words: Words) -> Filter:
    taken = {name: _known(given[name], words[name]) for name in FILTERS}
    return Filter(
        kinds=taken["kind"],
        except_kinds=taken["except-kind"],
        statuses=taken["status"],
        accesses=taken["access"],
        parties=taken["party"],
        cities=taken["city"],
        tags=taken["tag"],
    )


def _pairs(query: bytes, parameters: Sequence[str]) -> Iterator[tuple[str, str]]:
    if len(query) > MAX_BYTES:
        raise Refusal("the query is too long", f"keep it within {MAX_BYTES} bytes")
    try:
        for pair in query.decode().split("&"):
            encoded, _, value = pair.partition("=")
            name = _decoded(encoded).strip().lower()
            # The values of others are not even read: links are tagged in any encoding.
            if name in parameters:
                decoded = _decoded(value)
                values = decoded.split(",") if name in BETWEEN_COMMAS else [decoded]
                yield from ((name, word) for each in values if (word := each.strip()))
    except ValueError:
        mend = "write name=value&name=value in percent-encoded UTF-8"
        raise Refusal("the query cannot be read", mend) from None


def _decoded(text: str) -> str:
    if _HALF_AN_ESCAPE.search(text):
        raise ValueError("a percent sign without two digits")
    return unquote_plus(text, errors="strict")


def _known(values: Iterable[str], known: Mapping[str, str]) -> frozenset[str]:
    """Return the words as the definitions write them, and the first few that are unknown."""
    taken = {known[fold(value)] for value in values if fold(value) in known}
    return frozenset((*taken, *_unknown(value for value in values if fold(value) not in known)))


def _unknown(values: Iterable[str]) -> list[str]:
    shown = sorted({fold(value): _shown(value) for value in sorted(values)}.items())
    return [word for _, word in shown[:MOST_UNKNOWN]]


def _shown(value: str) -> str:
    """Return a reader's word as it may stand in a feed: short, and without control characters."""
    plain = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in value)
    return plain if len(plain) <= MOST_CHARACTERS else f"{beginning(plain, MOST_CHARACTERS - 1)}…"


def _first_known(
    values: Iterable[str], parse: Callable[[str], T | None]
) -> tuple[T | None, list[str]]:
    """Return the first value that is one, and the first few that are none."""
    parsed = [(parse(value), value) for value in values]
    known = [each for each, _ in parsed if each is not None]
    return next(iter(known), None), _unknown(value for each, value in parsed if each is None)


def _first_day(text: str) -> date | str | None:
    """Take a day, or the word for the present one."""
    if fold(text) == TODAY:
        return TODAY
    try:
        day = parse_day(text)
    except Refusal:
        return None
    # So that the last day of a window has a day after it.
    return day if day.year < LAST_YEAR_OF_DAYS else None


def _number_of_days(text: str) -> int | None:
    match = re.fullmatch(r"0*([1-9]\d{0,2})", text, re.ASCII)
    days = int(match[1]) if match else 0
    return days if 1 <= days <= MOST_DAYS else None


def _window(first: date | str | None, days: int | None, today: Day) -> Window | None:
    if first is None and days is None:
        return None
    begins = first if isinstance(first, date) else today.date
    last = begins + timedelta(days=days - 1) if days else None
    return Window(begins, last, today.zone)


def _alarms(values: Iterable[str]) -> tuple[tuple[timedelta, ...], list[str]]:
    alarms: set[timedelta] = set()
    wrong = []
    for value in values:
        try:
            alarms.add(parse_alarm(value))
        except Refusal:
            wrong.append(value)
    taken = tuple(sorted(alarms))
    too_many = [""] if len(taken) > MOST_ALARMS else []
    return taken[:MOST_ALARMS], [*_unknown(wrong), *too_many]


def _language(values: Sequence[str], known: Mapping[str, str]) -> tuple[str | None, list[str]]:
    codes = [known[fold(value)] for value in values if fold(value) in known]
    return next(iter(codes), None), _unknown(v for v in values if fold(v) not in known)


def first_named(words: Iterable[str]) -> str:
    """Return the first `MOST_NAMED` words in one line, and how many more there are."""
    known = list(words)
    more = len(known) - MOST_NAMED
    named = ", ".join(known[:MOST_NAMED]) or "none yet"
    return f"{named} and {more} more" if more > 0 else named
