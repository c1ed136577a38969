"""Files and folders → `Agendas`, with file:line:column in every error, and all in one go."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from events.definitions.agenda_reader import AgendaFacts, read_facts
from events.definitions.calendars.entries import CalendarEntry, LiveCalendars
from events.definitions.checks.bounds import check_products
from events.definitions.checks.warnings import warnings_of_pairs
from events.definitions.files import definition_files, passed_over, read_definitions
from events.definitions.identity import Identities
from events.definitions.mapping_reader import MappingReader
from events.definitions.mends.keys import misspelt_key
from events.definitions.outline import Outline, read_outline
from events.definitions.relations.entries import Entry, entries_of
from events.definitions.relations.reading import FileReading, ReadFile, read_all
from events.definitions.schema import AGENDA, AGENDA_OF_CALENDARS, AGENDA_PART, EVENT, IDENTITY
from events.definitions.yaml.parsing import parse
from events.errors import NOWHERE, DefinitionError, Problem, Problems
from events.model import Agenda, Agendas
from events.text import nearest_word, quoted, shown_path


def load(path: Path) -> Agendas:
    """Load one definitions file, or every ``*.yaml`` and ``*.yml`` in a folder and below it.

    Names that begin with a dot are passed over, as Kubernetes keeps a ConfigMap's versions in
    such folders. Raises `DefinitionError` with every problem of every file.
    """
    return Loader(path).load()


class Loader:
    """Loads the definitions at a path again and again.

    A file or an event that has not changed since the last load without a problem is not read
    anew: its agenda or event is the same object. The events of calendars are those that
    ``live`` has of them; without it there are none.
    """

    def __init__(
        self,
        path: Path,
        read: Callable[[Path], bytes] = read_definitions,
        live: LiveCalendars | None = None,
    ) -> None:
        self.path = path
        self._read = read
        self._live = live
        self.calendars: tuple[CalendarEntry, ...] = ()
        """Which calendars are sources of events, since the last load without a problem."""
        self.warnings: tuple[Problem, ...] = ()
        """What the last load without a problem took, and may be meant otherwise."""
        self._known: dict[Path, ReadFile] = {}
        self._agendas: dict[str, Agenda] = {}
        self._last: Agendas | None = None

    def load(self) -> Agendas:
        """Load the definitions as `load` does."""
        problems, in_folders = Problems(), list[Problem]()
        try:
            paths = definition_files(self.path, in_folders)
        except OSError as error:
            what, mend = f"cannot be searched: {error.strerror}", "check who may read the folder"
            raise DefinitionError([Problem(self.path, *NOWHERE, what, mend)]) from None
        problems.extend(in_folders)
        opened = [self._open(path, problems) for path in paths]
        sheets = [sheet for sheet in opened if sheet]
        calendars = tuple(it for sheet in sheets if sheet.facts for it in sheet.facts.calendars)
        of_calendars = list[Problem]()
        for sheet in [it for it in sheets if it.facts and self._live]:
            sheets += self._open_calendars(sheet, of_calendars, problems)
        if not paths and not problems:
            mend = "put at least one agenda.yaml in the folder"
            nothing = Problem(self.path, *NOWHERE, "no definitions here", mend)
            problems.extend([nothing, *passed_over(self.path)])
        if self._last and not problems and self._has_read_all(sheets):
            return self._last
        facts = _facts_of_all(sheets, problems, is_whole=all(opened))
        formerly = {id_: each.formerly for id_, each in facts.items()}
        languages = {id_: each.language_of_events for id_, each in facts.items()}
        identities = Identities(formerly, languages, problems, is_whole=len(sheets) == len(opened))
        identities.add(sheet.outline for sheet in sheets)
        readings = [
            _reading(sheet, facts[sheet.outline.agenda], identities, problems) for sheet in sheets
        ]
        read_all(readings, identities, problems)
        files = {reading.outline.path: reading.finished() for reading in readings}
        # What others write stops no edit: a calendar is within bounds of its own.
        parts = {it.part for it in calendars}
        own = [file for path, file in files.items() if path not in parts]
        check_products(facts, own, problems)
        if problems:
            raise DefinitionError(problems.told, problems.others)
        found = [warning for loaded in files.values() for warning in loaded.warnings]
        found += warnings_of_pairs(each for loaded in files.values() for each in loaded.listed)
        named = {it.file for it in calendars if it.file}
        found += (it for it in passed_over(self.path) if it.path not in named)
        self.warnings = tuple(sorted([*found, *of_calendars]))
        self.calendars = calendars
        self._known = files
        self._agendas = {
            id_: self._same_or_new(_agenda(each, files.values())) for id_, each in facts.items()
        }
        self._last = Agendas(tuple(self._agendas.values()))
        return self._last

    def _has_read_all(self, sheets: Sequence["_Sheet"]) -> bool:
        """Tell whether there are the files of the last load, as they were."""
        unchanged = (sheet.parsed is None for sheet in sheets)
        return len(sheets) == len(self._known) and all(unchanged)

    def _open(self, path: Path, problems: Problems) -> "_Sheet | None":
        try:
            content = self._read(path)
            return _open(path, content, self._known.get(path), problems)
        except DefinitionError as error:
            problems.extend(error.problems)
            return None

    def _open_calendars(
        self, sheet: "_Sheet", warnings: list[Problem], problems: Problems
    ) -> "Iterator[_Sheet]":
        """Yield the calendars of an agenda, each as a file that is a part of it."""
        if self._live is None or sheet.facts is None:
            return
        for each in sheet.facts.calendars:
            try:
                found = self._live.events_of(each)
                yield _open(each.part, found.content, self._known.get(each.part), problems)
                warnings += found.warnings
            except DefinitionError as error:
                problems.extend(error.problems)

    def _same_or_new(self, agenda: Agenda) -> Agenda:
        """Return the agenda of the last load if it is this one, of the same events."""
        known = self._agendas.get(agenda.id)
        if known is None or len(known.events) != len(agenda.events):
            return agenda
        same = all(one is other for one, other in zip(known.events, agenda.events, strict=True))
        return known if same and replace(agenda, events=known.events) == known else agenda


@dataclass(slots=True)
class _Sheet:
    """A file that is being read; ``known`` is the same file at the last load.

    ``facts`` are None if the file leaves them to another one of the agenda. ``parsed`` is None
    until the file is parsed, which one that has not changed needs only if what it takes from
    others has.
    """

    content: bytes
    known: ReadFile | None
    outline: Outline
    facts: AgendaFacts | None
    parsed: "_Parsed | None" = None

    def parse(self, problems: Problems) -> "_Parsed":
        """Return what the file says. It is parsed once, so that no problem is told twice."""
        if self.parsed is None:
            self.parsed = _parse(self.outline.path, self.content, problems)
        return self.parsed


class _Parsed(NamedTuple):
    agenda: MappingReader
    events: tuple[Entry, ...]


def _open(path: Path, content: bytes, known: ReadFile | None, problems: Problems) -> _Sheet:
    if known and known.content == hash(content):
        return _Sheet(content, known, known.outline, known.facts)
    parsed = _parse(path, content, problems)
    agenda = parsed.agenda
    outline = read_outline(agenda, parsed.events)
    facts = read_facts(agenda, outline.agenda) if agenda.schema is not AGENDA_PART else None
    return _Sheet(content, known, outline, facts, parsed)


def _parse(path: Path, content: bytes, problems: Problems) -> _Parsed:
    root = parse(path, content, problems)
    keys = {
        name if name in AGENDA["properties"] else misspelt_key(name, value, AGENDA)
        for name, (_, value) in root.entries.items()
    }
    has_facts = not keys <= set(IDENTITY)
    schema = AGENDA_OF_CALENDARS if "calendars" in keys else AGENDA
    agenda = MappingReader(path, root, schema if has_facts else AGENDA_PART, problems)
    return _Parsed(agenda, entries_of(agenda.mappings("events", EVENT)))


def _facts_of_all(
    sheets: Sequence[_Sheet], problems: Problems, is_whole: bool
) -> dict[str, AgendaFacts]:
    """Return the facts of each agenda by its id, in the order of the first file of each.

    ``is_whole``: every file could be read. What is missing may be in one that could not.
    """
    found: dict[str, _Sheet] = {}
    for sheet in sheets:
        id_ = sheet.outline.agenda
        first = found.setdefault(id_, sheet)
        if first.facts is None:
            found[id_] = sheet
        elif sheet.facts and first is not sheet and id_:
            where = shown_path(first.outline.path)
            what = f"the agenda {quoted(id_)} has its title and the like in {where} already"
            mend = "keep agenda: and events: alone here, or give the file an id of its own"
            problems.extend([Problem(sheet.outline.path, *sheet.outline.agenda_at, what, mend)])
    _check_former_agendas(found, problems)
    others = [id_ for id_, sheet in found.items() if sheet.facts]
    for id_, sheet in found.items():
        if sheet.facts is None and is_whole:
            _tell_of_no_facts(sheet, problems, nearest_word(id_, others))
    return {
        id_: sheet.facts or read_facts(sheet.parse(problems).agenda, id_)
        for id_, sheet in found.items()
    }


def _tell_of_no_facts(sheet: _Sheet, problems: Problems, meant: str | None) -> None:
    """Tell of an agenda of which no file says more than its events, or of a slip in its id."""
    mapping = sheet.parse(problems).agenda
    if meant:
        what = f"no file has the title and the like of the agenda {quoted(sheet.outline.agenda)}"
        mend = f"did you mean {meant}? Else write title: and timezone: here"
        problems.extend([Problem(sheet.outline.path, *sheet.outline.agenda_at, what, mend)])
        return
    for name in AGENDA["required"]:
        if name not in IDENTITY:
            mapping.require(name)


def _check_former_agendas(sheets: Mapping[str, _Sheet], problems: Problems) -> None:
    """Tell of a former id that is the id of an agenda, or a former id of another one."""
    owners: dict[str, Path] = {}
    for id_, sheet in sheets.items():
        for former in sheet.facts.formerly if sheet.facts else ():
            path = sheet.outline.path
            other = sheets[former].outline.path if former in sheets else owners.get(former)
            shown = shown_path(other) if other else ""
            owners.setdefault(former, path)
            if former == id_:
                what, mend = "formerly is the agenda's own id", "write the id that it had before"
            elif former in sheets:
                what = f"formerly names {quoted(former)}, which is an agenda still, in {shown}"
                mend = f"write formerly: {former}/… at each event that has moved"
            elif other:
                what = f"formerly names {quoted(former)}, as {shown} does"
                mend = "one agenda alone can have been that one"
            else:
                continue
            problems.extend([Problem(path, *sheet.outline.formerly_at, what, mend)])


def _reading(
    sheet: _Sheet, facts: AgendaFacts, identities: Identities, problems: Problems
) -> FileReading:
    outline = sheet.outline
    follows = [identities.followed(event, outline.agenda) for event in outline.events]
    return FileReading(
        outline,
        hash(sheet.content),
        facts,
        sheet.facts,
        follows,
        sheet.known,
        lambda: sheet.parse(problems).events,
    )


def _agenda(facts: AgendaFacts, files: Iterable[ReadFile]) -> Agenda:
    own = (loaded for loaded in files if loaded.outline.agenda == facts.id)
    return facts.with_events(tuple(event for loaded in own for event in loaded.events))
