"""What is wrong with a definition, where it stands, and how to mend it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from events.text import shown_path

NOWHERE = (0, 0)  # the line and the column of a fault that has none
MOST_TOLD = 100  # of the faults of definitions: nobody reads more, and a file may have a million


class Refusal(ValueError):
    """A value that cannot be taken. ``offset`` is that of the fault in its text.

    A ``mend`` that has to be looked for is a function: it is not called for what is never told.
    """

    def __init__(self, what: str, mend: str | Callable[[], str], offset: int = 0) -> None:
        super().__init__(what)
        self.what = what
        self._mend = mend
        self.offset = offset

    @property
    def mend(self) -> str:
        """How to mend it."""
        return self._mend if isinstance(self._mend, str) else self._mend()

    def __str__(self) -> str:
        return f"{self.what} ({self.mend})"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One fault of a definitions file; line and column count from 1, columns in characters.

    Both are 0 (`NOWHERE`) for a fault that is in no line, as that of a file that cannot be read.
    """

    path: Path
    line: int
    column: int
    what: str
    mend: str

    def __str__(self) -> str:
        path = shown_path(self.path)
        where = f"{path}:{self.line}:{self.column}" if self.line else path
        return f"{where}: {self.what} ({self.mend})"


class Problems:
    """Collects problems: the first `MOST_TOLD` that are found, and the number of the ``others``."""

    def __init__(self) -> None:
        self.told: list[Problem] = []
        self.others = 0

    def __bool__(self) -> bool:
        return bool(self.told)

    @property
    def number(self) -> int:
        """How many there are."""
        return len(self.told) + self.others

    @property
    def has_room(self) -> bool:
        """Whether one more would be told."""
        return len(self.told) < MOST_TOLD

    def add(self, make: Callable[[], Problem]) -> None:
        """Add the problem that a function makes. It is not called for one of the others."""
        if self.has_room:
            problem = make()
            # What a part has from its event is read again.
            if problem not in self.told:
                self.told.append(problem)
        else:
            self.others += 1

    def extend(self, problems: Iterable[Problem]) -> None:
        """Add problems that are made already."""
        for problem in problems:
            self.add(lambda problem=problem: problem)  # type: ignore[misc]


class DefinitionError(Exception):
    """The definitions cannot be used.

    ``problems`` are what is told of it, in the order of files and lines, and ``others`` the number
    of those that are not told.
    """

    def __init__(self, problems: Iterable[Problem], others: int = 0) -> None:
        self.problems = tuple(sorted(problems))
        self.others = others
        lines = [*map(str, self.problems)]
        if others:
            lines.append(f"and {others:,} more, which are told when these are mended")
        super().__init__("\n".join(lines))
