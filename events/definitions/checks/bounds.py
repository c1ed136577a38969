"""What an agenda says once, and each of its events has: small files must not become huge ones."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Protocol

from events.definitions.agenda_reader import AgendaFacts
from events.definitions.outline import Outline
from events.definitions.relations.entries import MOST_PASSED_ON
from events.errors import Problem, Problems
from events.model import Event
from events.times import Moment

MOST_REMINDERS = 100_000  # of an agenda, in all its files together
MOST_BROUGHT = 2_000_000  # characters that events of an agenda do not say themselves
IN_ALL = 10  # times that is what all agendas together may have
DAY_LEADS = 2  # a day is reminded on its eve and its morning, whatever its leads


class File(Protocol):
    """A file that was read."""

    @property
    def outline(self) -> Outline:
        """By what names its events are known."""

    @property
    def events(self) -> Sequence[Event]:
        """Its events."""

    @property
    def brought(self) -> int:
        """How many characters its events have from one another."""


def check_products(
    facts: Mapping[str, AgendaFacts], files: Iterable[File], problems: Problems
) -> None:
    """Add a problem for each agenda whose events make too many reminders, or too much text of it.

    What is too much for all agendas together is told of the one that has the most.
    """
    files_of: defaultdict[str, list[File]] = defaultdict(list)
    for file in files:
        files_of[file.outline.agenda].append(file)
    reminders = {id_: _reminders(_events(files_of[id_])) for id_ in facts}
    brought = {id_: _brought(each, _events(files_of[id_])) for id_, each in facts.items()}
    passed_on = {id_: sum(file.brought for file in files_of[id_]) for id_ in facts}
    for id_ in _too_much(passed_on, MOST_PASSED_ON):
        _tell_of_passed_on(passed_on, id_, files_of[id_], problems)
    for id_ in _too_much(reminders, MOST_REMINDERS):
        _tell_of_reminders(reminders, id_, files_of[id_], problems)
    for id_ in _too_much(brought, MOST_BROUGHT):
        _tell_of_text(brought, id_, files_of[id_], problems)


def _too_much(amounts: Mapping[str, int], most: int) -> list[str]:
    """Return the agendas that have too much each, or else the first one of all together."""
    found = [id_ for id_, amount in amounts.items() if amount > most]
    if not found and sum(amounts.values()) > most * IN_ALL:
        found = [max(amounts, key=lambda id_: amounts[id_])]
    return found


def _events(files: Iterable[File]) -> Iterator[Event]:
    return (event for file in files for event in file.events)


def _reminders(events: Iterable[Event]) -> int:
    return sum(
        len(event.leads) if isinstance(event.start, Moment) else min(len(event.leads), DAY_LEADS)
        for event in events
    )


def _brought(facts: AgendaFacts, events: Iterable[Event]) -> int:
    source, total = facts.source, 0
    texts = (source.publisher, source.url, source.quote) if source else ()
    length = sum(len(text or "") for text in texts)
    for event in events:
        total += length if event.source is source or event.source == source else 0
        total += len(event.follows.title or "") if event.follows else 0
        named = filter(None, (event.follows, event.parent, event.accredits))
        total += sum(len(title) for each in named for _, title in each.titles)
    return total


def _tell_of_reminders(
    amounts: Mapping[str, int], id_: str, files: Sequence[File], problems: Problems
) -> None:
    outline = _of_facts(files)
    number = sum(len(file.events) for file in files)
    what = f"the {number:,} events of the agenda have {amounts[id_]:,} reminders in all"
    mend = f"keep them within {_most(amounts, MOST_REMINDERS)}: write fewer lengths at reminders:"
    problems.add(lambda: Problem(outline.path, *outline.reminders_at, what, mend))


def _tell_of_text(
    amounts: Mapping[str, int], id_: str, files: Sequence[File], problems: Problems
) -> None:
    outline = _of_facts(files)
    number = sum(len(file.events) for file in files)
    what = (
        f"the source of the agenda, and the titles that follows: names, are {amounts[id_]:,} "
        f"characters at its {number:,} events"
    )
    mend = (
        f"keep them within {_most(amounts, MOST_BROUGHT)}: shorten the quote and the titles, or "
        "give the source to single events"
    )
    problems.add(lambda: Problem(outline.path, *outline.source_at, what, mend))


def _tell_of_passed_on(
    amounts: Mapping[str, int], id_: str, files: Sequence[File], problems: Problems
) -> None:
    outline = max(files, key=lambda file: file.brought).outline
    what = "what parts of programmes have from their events, and days of series from these,"
    what = f"{what} is {amounts[id_]:,} characters"
    most = _most(amounts, MOST_PASSED_ON)
    mend = f"keep it within {most}: write shorter texts, or fewer parts or days"
    problems.add(lambda: Problem(outline.path, *outline.agenda_at, what, mend))


def _most(amounts: Mapping[str, int], most: int) -> str:
    alone = any(amount > most for amount in amounts.values())
    return f"{most:,}" if alone else f"{most * IN_ALL:,} in all agendas"


def _of_facts(files: Sequence[File]) -> Outline:
    """Return the outline of the file that has the facts, and of the first one if none has."""
    return next((it.outline for it in files if it.outline.has_facts), files[0].outline)
