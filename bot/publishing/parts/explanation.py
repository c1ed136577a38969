"""What a feed says of the query that it was asked for with, where not all of it can be met."""

from collections.abc import Iterable, Mapping, Sequence

from bot.publishing.selection import ALARM, DAYS, FROM, LANGUAGE, TODAY, Selection
from events.model import Access, Event, Kind, Status
from events.queries import last_local_day, local_day
from events.text import fold
from events.wording.english import ENGLISH
from events.wording.languages import LANGUAGES

MOST_LISTED = 300  # characters for the words of one parameter
MOST_CHARACTERS = 1000
MOST_DAYS = 366  # of a window
# Words that no event need have to be known.
ALWAYS_KNOWN: dict[str, frozenset[str]] = {
    "kind": frozenset(Kind),
    "except-kind": frozenset(Kind),
    "status": frozenset(Status),
    "access": frozenset(Access),
}

Words = Mapping[str, Mapping[str, str]]
"""The words that each parameter may have: as the definitions write them, by their folded form."""


def words_of(events: Sequence[Event]) -> Words:
    """Return the words by which events can be selected: those that an event has."""
    kinds = by_fold(event.kind for event in events)
    return {
        "kind": kinds,
        "except-kind": kinds,
        "status": by_fold(event.status for event in events),
        "access": by_fold(event.access for event in events if event.access),
        "party": by_fold(party for event in events for party in event.everyone),
        "city": by_fold(place.city for event in events for place in event.places if place.city),
        "tag": by_fold(tag for event in events for tag in event.tags),
    }


def by_fold(words: Iterable[str]) -> dict[str, str]:
    """Return words, in order, by the form in which they compare."""
    return dict(sorted({fold(word): str(word) for word in words}.items()))


def explain(selection: Selection, events: Sequence[Event], *, is_empty: bool) -> str | None:
    """Say in a line what of a selection cannot be met, and what there is; None if all can.

    ``events`` are those that are shown, of which the selection's agenda has all or some, and
    ``is_empty`` tells that none of them is selected.
    """
    wanted, left_out = selection.words, selection.left_out
    if not wanted and not left_out and selection.window is None:
        return None
    events = [each for each in events if selection.agenda in (None, each.agenda)]
    language, there = selection.language, words_of(events)
    unknown = [
        (name, word)
        for name, words in wanted.items()
        for word in words
        if fold(word) not in there[name] and word not in ALWAYS_KNOWN.get(name, ())
    ]
    nothing = is_empty and bool(wanted or selection.window)
    named = [name for name in wanted if nothing or name in dict(unknown)]
    known = [_listed(name, there[name].values()) for name in named if there[name]]
    without = dict(left_out)
    if nothing and selection.window and events:
        first, last = min(map(local_day, events)), max(map(last_local_day, events))
        known.append(f"{FROM}={first} … {last}")
    elif FROM in without:
        known.append(f"{FROM}={TODAY}, YYYY-MM-DD")
    if DAYS in without:
        known.append(f"{DAYS}=1 … {MOST_DAYS}")
    if ALARM in without:
        known.append(f"{ALARM}=15m, 2h, 1d … 28d ({language.five_at_most})")
    if LANGUAGE in without:
        known.append(_listed(LANGUAGE, sorted(LANGUAGES)))
    told = ", ".join(f"{name}={word}" for name, word in (*unknown, *left_out) if word)
    sentences = (
        language.nothing_matches if nothing else "",
        language.unknown.format(told) if told else "",
        "This is in English." if LANGUAGE in without and language is ENGLISH else "",
        language.there_is.format("; ".join(known)) if known else "",
    )
    line = " ".join(filter(None, sentences))
    line = line if len(line) <= MOST_CHARACTERS else f"{line[: MOST_CHARACTERS - 1]}…"
    return line or None


def _listed(name: str, words: Iterable[str]) -> str:
    line = f"{name}={', '.join(words)}"
    return line if len(line) <= MOST_LISTED else f"{line[:MOST_LISTED].rpartition(', ')[0]} …"
