"""Files and folders → `Agendas`, with file:line:column in every error, and all in one go."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from events.definitions.agenda_reader import digest, read_agenda
from events.definitions.files import definition_files, passed_over, read_definitions
from events.definitions.mapping_reader import MappingReader
from events.definitions.schema import AGENDA, EVENT
from events.definitions.warnings import warnings_of_event, warnings_of_pairs
from events.definitions.yaml.nodes import parse
from events.errors import NOWHERE, DefinitionError, Problem
from events.model import Agenda, Agendas, Event
from events.text import quoted, shown_path


def load(path: Path) -> Agendas:
    """Load one definitions file, or every ``*.yaml`` and ``*.yml`` in a folder and below it.

    Names that begin with a dot are passed over, as Kubernetes keeps a ConfigMap's versions in
    such folders. Raises `DefinitionError` with every problem of every file.
    """
    return Loader(path).load()


class Loader:
    """Loads the definitions at a path again and again.

    A file or an event that has not changed since the last load without a problem is not read
    anew: its agenda or event is the same object.
    """

    def __init__(self, path: Path, read: Callable[[Path], bytes] = read_definitions) -> None:
        self.path = path
        self._read = read
        self.warnings: tuple[Problem, ...] = ()
        """What the last load without a problem took, and may be meant otherwise."""
        self._known: dict[Path, _Loaded] = {}

    def load(self) -> Agendas:
        """Load the definitions as `load` does."""
        problems: list[Problem] = []
        files: dict[Path, _Loaded] = {}
        first: dict[str, Path] = {}
        for file in definition_files(self.path, problems):
            try:
                loaded = files[file] = _load_file(file, self._read, self._known.get(file))
            except DefinitionError as error:
                problems += error.problems
                continue
            id_ = loaded.agenda.id
            if first.setdefault(id_, file) is not file:
                what = f"the agenda {quoted(id_)} is defined twice, first in"
                problems.append(
                    Problem(
                        file,
                        *loaded.where,
                        f"{what} {shown_path(first[id_])}",
                        "give each file an id of its own",
                    )
                )
        if not files and not problems:
            mend = "put at least one agenda.yaml in the folder"
            problems += [
                Problem(self.path, *NOWHERE, "no definitions here", mend),
                *passed_over(self.path),
            ]
        if problems:
            raise DefinitionError(problems)
        self._known = files
        found = (warning for loaded in files.values() for warning in loaded.warnings)
        self.warnings = tuple(sorted([*found, *passed_over(self.path)]))
        return Agendas(tuple(loaded.agenda for loaded in files.values()))


@dataclass(frozen=True, slots=True)
class _Loaded:
    """A file without a problem.

    ``digest`` is that of its bytes; ``events`` are by the digest of what each was read from.
    ``where`` are the line and the column of the agenda's id; ``warnings`` are in order.
    """

    digest: bytes
    agenda: Agenda
    events: dict[bytes, Event]
    where: tuple[int, int]
    warnings: tuple[Problem, ...]


def _load_file(path: Path, read: Callable[[Path], bytes], known: _Loaded | None) -> _Loaded:
    content = read(path)
    whole = digest(content)
    if known and known.digest == whole:
        return known
    problems: list[Problem] = []
    root = parse(path, content, problems)
    mapping = MappingReader(path, root, AGENDA, problems)
    agenda, events = read_agenda(mapping, known.events if known else {})
    if problems or agenda is None:
        raise DefinitionError(problems)
    id_ = mapping.where("agenda")
    written = mapping.mappings("events", EVENT)
    pairs = list(zip(written, agenda.events, strict=True))
    warnings = [it for each, event in pairs for it in warnings_of_event(each, event)]
    warnings += warnings_of_pairs(iter(pairs))
    return _Loaded(whole, agenda, events, (id_.line, id_.column), tuple(warnings))
