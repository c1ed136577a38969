"""Query strings → selections: ``?kind=meeting&city=Geneva&alarm=15m``."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from urllib.parse import parse_qsl

from bot.publishing.selection import Selection
from events.errors import Refusal
from events.feeds.alarms import parse_alarm
from events.model import Event, Kind
from events.queries import Filter
from events.text import fold, quoted
from events.wording.english import ENGLISH
from events.wording.languages import LANGUAGES

FILTERS = ("kind", "party", "city", "tag")
ALARM, LANGUAGE = "alarm", "lang"
MAX_BYTES = 2000
MOST_VALUES = 32
MOST_ALARMS = 5  # each alarm is written into every event of the feed
MOST_NAMED = 50  # words that a refusal names

Words = Mapping[str, Mapping[str, str]]
"""The words that each parameter may have: as the definitions write them, by their folded form."""


def words_of(events: Sequence[Event]) -> Words:
    """Return the words by which events can be selected.

    Among them is every kind, so that a reader can subscribe before the first event of a kind.
    """
    return {
        "kind": _by_fold(Kind),
        "party": _by_fold(party for event in events for party in event.everyone),
        "city": _by_fold(event.place.city for event in events if event.place),
        "tag": _by_fold(tag for event in events for tag in event.tags),
        LANGUAGE: _by_fold(LANGUAGES),
    }


def parse_query(
    query: bytes, parameters: Sequence[str], words: Words, agenda: str | None = None
) -> Selection:
    """Return the selection that a percent-encoded query asks for.

    ``parameters`` are those that the feed knows. Words are compared without regard to case and to
    how Unicode composes their letters. Raises `Refusal` if

    - the query cannot be decoded, or is too long,
    - a parameter or a word is unknown, or
    - something is said twice.
    """
    given: dict[str, list[str]] = {name: [] for name in (*FILTERS, ALARM, LANGUAGE)}
    for name, value in _pairs(query):
        if name not in parameters:
            raise Refusal(f"unknown parameter {quoted(name)}", f"known: {', '.join(parameters)}")
        given[name].append(value)
    taken = {name: _known(name, given[name], words[name]) for name in (*FILTERS, LANGUAGE)}
    if len(given[LANGUAGE]) > 1:
        raise Refusal("more than one lang", "write one")
    wanted = Filter(
        kinds=taken["kind"], parties=taken["party"], cities=taken["city"], tags=taken["tag"]
    )
    lang = next(iter(taken[LANGUAGE]), ENGLISH.code)
    return Selection(agenda, wanted, _alarms(given[ALARM]), lang)


def _pairs(query: bytes) -> list[tuple[str, str]]:
    if len(query) > MAX_BYTES:
        raise Refusal("the query is too long", f"keep it within {MAX_BYTES} bytes")
    try:
        pairs = parse_qsl(
            query.decode(),
            keep_blank_values=True,
            strict_parsing=True,
            errors="strict",
            max_num_fields=MOST_VALUES,
        )
    except ValueError:
        mend = f"write name=value&name=value in percent-encoded UTF-8, {MOST_VALUES} at most"
        raise Refusal("the query cannot be read", mend) from None
    return [(name, value.strip()) for name, value in pairs]


def _known(name: str, values: Sequence[str], known: Mapping[str, str]) -> frozenset[str]:
    taken: set[str] = set()
    for value in values:
        word = known.get(fold(value))
        if word is None:
            raise Refusal(f"unknown {name} {quoted(value)}", f"known: {listed(known.values())}")
        if word in taken:
            raise Refusal(f"{name} {quoted(word)} is given twice", "write it once")
        taken.add(word)
    return frozenset(taken)


def _alarms(values: Sequence[str]) -> tuple[timedelta, ...]:
    alarms = sorted({parse_alarm(value) for value in values})
    if len(alarms) < len(values):
        raise Refusal("an alarm is given twice", "write it once")
    if len(alarms) > MOST_ALARMS:
        raise Refusal(f"{len(alarms)} alarms are too many", f"{MOST_ALARMS} at most")
    return tuple(alarms)


def listed(words: Iterable[str]) -> str:
    """Return the first `MOST_NAMED` words in one line, and how many more there are."""
    known = list(words)
    more = len(known) - MOST_NAMED
    named = ", ".join(known[:MOST_NAMED]) or "none yet"
    return f"{named} and {more} more" if more > 0 else named


def _by_fold(words: Iterable[str]) -> dict[str, str]:
    known = {fold(word): str(word) for word in words}
    return dict(sorted(known.items()))
