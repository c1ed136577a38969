"""All events by their names: that each is named once, and which one another follows."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from typing import NamedTuple

from events.definitions.outline import EventOutline, Outline, Where, former_names
from events.definitions.press.accreditation import SUFFIX, former_names_of_deadline
from events.definitions.series.rules import nearest
from events.definitions.texts.translated import main_language
from events.errors import Problem, Problems
from events.model import UID_DOMAIN, Followed, event_name
from events.text import nearest_word, quoted, shown_path

_DAY_BEHIND = re.compile(r"-\d{4}-(?:0\d|1[0-2])-(?:[01]\d|2[0-8])$", re.ASCII)
MOST_SHOWN = 20  # of the events of a circle
MOST_GUESSED = 10  # names: each is looked for among all of them, which may be very many


Slot = tuple[int, int]
"""The number of a file, and that of an event in it, from 0."""


class _Named(NamedTuple):
    path: Path
    agenda: str
    event: EventOutline
    formerly: tuple[str, ...]
    slot: Slot
    accredits: str | None = None
    """The id of the event whose accreditation makes it a deadline, which is written nowhere."""

    @property
    def name(self) -> str:
        return event_name(self.event.id or "", self.agenda)

    @property
    def uid(self) -> str:
        return f"{self.formerly[0] if self.formerly else self.name}@{UID_DOMAIN}"

    def problem(self, where: Where, what: str, mend: str) -> Problem:
        return Problem(self.path, *where, what, mend)

    @property
    def deadline(self) -> "_Named":
        """The deadline that its accreditation makes."""
        where = self.event.closes_at or self.event.id_at
        made = self.event._replace(
            id=f"{self.event.id}{SUFFIX}",
            formerly=(),
            follows=None,
            id_at=where,
            formerly_at=where,
            closes_at=None,
            occurrence=None,
            is_unread_series=False,
        )
        formerly = former_names_of_deadline(self.formerly)
        return _Named(self.path, self.agenda, made, formerly, self.slot, self.event.id)

    def line_for(self, other: "_Named") -> str:
        """Say where this one stands to whoever reads the file of another one."""
        line = f"line {self.event.id_at[0]}"
        return line if self.path == other.path else f"{line} of {shown_path(self.path)}"


@dataclass(slots=True)
class Identities:
    """The events of all files by their names.

    ``formerly`` are, by an agenda's id, the ids that it had before, the first one first;
    ``languages`` those that it says.
    """

    formerly: Mapping[str, tuple[str, ...]]
    languages: Mapping[str, str | None]
    problems: Problems
    is_whole: bool
    """Whether every file could be read: an event of another file may be there all the same."""
    _by_name: dict[str, _Named] = field(default_factory=dict)
    _days: dict[str, list[_Named]] = field(default_factory=dict)
    """By the name that a series, or a part of its programme, has where it is written."""
    _unread: set[str] = field(default_factory=set)
    """The names of series of which the days are not known."""
    _unnamed: set[str] = field(default_factory=set)
    """The agendas that have an event whose id is refused."""
    _twice: set[str] = field(default_factory=set)
    """The names that two events have."""
    _guesses: int = 0

    def add(self, outlines: Iterable[Outline]) -> None:
        """Take the events of files, and add to the problems what is wrong with their names."""
        read = list(outlines)
        everything = [it for number, each in enumerate(read) for it in self._of(number, each)]
        self._unnamed = {it.agenda for it in read if any(each.id is None for each in it.events)}
        for named in everything:
            first = self._by_name.setdefault(named.name, named)
            if first is not named and (first.accredits or named.accredits):
                self._tell_of_deadline(first, named)
            elif first is not named:
                what = f"the id {quoted(named.event.id or '')} is used twice"
                what = f"{what}, first in {first.line_for(named)}"
                mend = "give each event an id of its own"
                self._twice.add(named.name)
                self._tell(named, named.event.id_at, what, mend)
        self._add_series(everything)
        self._check_former_names(everything)
        self._check_follows(everything)

    def _add_series(self, everything: Iterable[_Named]) -> None:
        """Take the series by their names, which no other event may have."""
        told: set[tuple[Path, Where]] = set()
        for named in everything:
            if named.event.is_unread_series:
                self._unread.add(named.name)
            occurrence = named.event.occurrence
            if occurrence is None:
                continue
            name = event_name(occurrence.series, named.agenda)
            days = self._days.setdefault(name, [])
            other = days[0] if days else self._by_name.get(name)
            days.append(named)
            where = named.path, named.event.id_at
            if other is None or where in told or _is_of_same_series(named, other):
                continue
            told.add(where)
            what = f"the id {quoted(occurrence.series)} is used twice, also in"
            what = f"{what} {other.line_for(named)}"
            self._tell(named, named.event.id_at, what, "give each event an id of its own")

    def _tell(self, named: _Named, where: Where, what: str, mend: str) -> None:
        self.problems.add(lambda: named.problem(where, what, mend))

    def _tell_of_deadline(self, first: _Named, named: _Named) -> None:
        """Tell of an id that is written, and is that of a deadline of accreditation as well."""
        written, made = (named, first) if first.accredits else (first, named)
        what = f"the id {quoted(written.event.id or '')} is that of the deadline that the"
        what = f"{what} accreditation of {quoted(made.accredits or '')} has"
        what = f"{what}, in {made.line_for(written)}"
        self._tell(written, written.event.id_at, what, "give this event another id")

    def _of(self, file: int, outline: Outline) -> Iterator[_Named]:
        before = self.formerly.get(outline.agenda, ())
        for number, event in enumerate(outline.events):
            if event.id is not None:
                formerly = former_names(event, outline.agenda, before)
                slot = file, number
                named = _Named(outline.path, outline.agenda, event, formerly, slot)
                yield named
                if event.closes_at:
                    yield named.deadline

    def _check_former_names(self, everything: Iterable[_Named]) -> None:
        """Tell of a former name that is the name of an event, or a former name of another."""
        owners: dict[str, _Named] = {}
        for named in everything:
            where = named.event.formerly_at
            if named.event.formerly and not named.formerly:
                what, mend = "formerly is the event's own id", "write the id that it had before"
                self._tell(named, where, what, mend)
            for name in named.formerly:
                if still := self._by_name.get(name):
                    what = f"formerly names {_shown(name)}, which is an event still"
                    what = f"{what}, in {still.line_for(named)}"
                    mend = "take that one away, or the formerly"
                    self._tell(named, where, what, mend)
                elif (owner := owners.setdefault(name, named)) is not named:
                    what = f"formerly names {_shown(name)}, as {owner.line_for(named)} does"
                    mend = "one event alone can have been that one"
                    self._tell(named, where, what, mend)

    def _check_follows(self, everything: Iterable[_Named]) -> None:
        follows: dict[str, str] = {}
        for named in everything:
            if named.event.follows is None:
                continue
            if target := self._target(named.event.follows, named.agenda):
                follows[named.name] = target.name
            elif (named.event.follows[0] or named.agenda) in self._unnamed:
                continue  # it may be the one whose id is refused
            elif self.is_whole and not self._is_of_unread(named):
                self.problems.add(partial(self._unknown, named, *named.event.follows))
        checked: set[str] = set()
        for name in follows:
            trail: dict[str, None] = {}
            while name in follows and name not in trail and name not in checked:
                trail[name] = None
                name = follows[name]
            if name in trail and not self._twice.intersection(trail):
                steps = list(trail)
                ids = [*steps[steps.index(name) :], name]
                last = self._by_name[steps[-1]]
                shown = " → ".join(map(_id, _ends(ids)))
                what = f"the events follow each other in a circle: {shown}"
                mend = "take one follows away"
                if any(self._by_name[step].event.starts_after for step in steps):
                    mend = "give one of them a start of its own"
                self._tell(last, last.event.follows_at, what, mend)
            checked.update(trail)

    def _is_of_unread(self, named: _Named) -> bool:
        """Tell whether one follows a day of a series of which the days are not known."""
        agenda, id_ = named.event.follows or ("", "")
        series = _DAY_BEHIND.sub("", id_)
        return event_name(series, agenda or named.agenda) in self._unread

    def _of_series(self, named: _Named, agenda: str, id_: str) -> Problem | None:
        """Tell of one that follows a series, or a day on which that is not; else None."""
        behind = _DAY_BEHIND.search(id_)
        series = id_[: behind.start()] if behind else id_
        known = self._days.get(event_name(series, agenda or named.agenda), ())
        days = {it.event.occurrence.day: it for it in known if it.event.occurrence}
        if not days:
            return None
        if (own := named.event.occurrence) and days.get(own.day) is named:
            mend = "write the id of another event, or delete the line"
            return named.problem(named.event.follows_at, "a series follows itself", mend)
        day = date.fromisoformat(behind[0][1:]) if behind else named.event.day
        near = days[nearest(day, list(days)) if day else min(days)].event.id
        verb = "starts after" if named.event.starts_after else "follows"
        what = f"{verb} a series, {quoted(series)}, and not one of its days"
        if behind:
            what = f"{verb} a day that the series {quoted(series)} does not have, {behind[0][1:]}"
        mend = f"write {f'{agenda}/' if agenda else ''}{near}"
        return named.problem(named.event.follows_at, what, mend)

    def _unknown(self, named: _Named, agenda: str, id_: str) -> Problem:
        if of_series := self._of_series(named, agenda, id_):
            return of_series
        written = f"{agenda}/{id_}" if agenda else id_
        mend = "write the id of an event in this agenda, or agenda/id of one in another"
        guess = self._guess(named, agenda, id_, written) if self._guesses < MOST_GUESSED else None
        self._guesses += 1
        what = "starts after" if named.event.starts_after else "follows"
        what = f"{what} an unknown event, {quoted(written)}"
        return named.problem(
            named.event.follows_at, what, f"did you mean {guess}?" if guess else mend
        )

    def _guess(self, named: _Named, agenda: str, id_: str, written: str) -> str | None:
        known = {
            (f"{each.agenda}/{each.event.id}" if agenda else f"{each.event.id}"): each
            for each in self._by_name.values()
            if not each.accredits and (agenda or each.agenda == named.agenda)
        }
        elsewhere = (
            []
            if agenda
            else [it for it in self._by_name.values() if it.event.id == id_ and not it.accredits]
        )
        return f"{elsewhere[0].agenda}/{id_}" if elsewhere else nearest_word(written, list(known))

    def _target(self, follows: tuple[str, str], own: str) -> _Named | None:
        agenda, id_ = follows
        named = self._by_name.get(event_name(id_, agenda or own))
        return None if named and named.accredits else named

    def followed(self, event: EventOutline, agenda: str) -> Followed | None:
        """Return the event that one of an agenda follows; None if it follows none that is known."""
        target = self._target(event.follows, agenda) if event.follows else None
        if target is None:
            return None
        title, of_agenda = target.event.title, self.languages.get(target.agenda)
        language = main_language(target.event.language, of_agenda, title)
        if title is None:
            return Followed(target.uid, None)
        return Followed(target.uid, title.main(language), title.others(language))

    def slot_of_followed(self, event: EventOutline, agenda: str) -> Slot | None:
        """Return where the event stands that one of an agenda follows; None if none is known."""
        target = self._target(event.follows, agenda) if event.follows else None
        return target.slot if target else None


def _is_of_same_series(one: _Named, other: _Named) -> bool:
    first, second = one.event.occurrence, other.event.occurrence
    return bool(first and second and (one.path, first.at) == (other.path, second.at))


def _shown(name: str) -> str:
    id_, _, agenda = name.partition(".")
    return quoted(f"{agenda}/{id_}")


def _ends(ids: list[str]) -> list[str]:
    """Leave out the middle of a long circle."""
    half = MOST_SHOWN // 2
    return ids if len(ids) <= MOST_SHOWN else [*ids[:half], "…", *ids[-half:]]


def _id(name: str) -> str:
    return name.partition(".")[0]
