"""What is wrong with a definition, where it stands, and how to mend it."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from events.text import shown_path

NOWHERE = (0, 0)  # the line and the column of a fault that has none


class Refusal(ValueError):
    """A value that cannot be taken. ``offset`` is that of the fault in its text."""

    def __init__(self, what: str, mend: str, offset: int = 0) -> None:
        super().__init__(f"{what} ({mend})")
        self.what = what
        self.mend = mend
        self.offset = offset


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


class DefinitionError(Exception):
    """The definitions cannot be used; ``problems`` says everything that is wrong with them."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(map(str, self.problems)))
