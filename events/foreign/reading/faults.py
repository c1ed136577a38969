"""What is wrong with a foreign calendar, in which of its lines."""

from dataclasses import dataclass, field
from pathlib import Path

from events.errors import MOST_TOLD, Problem


@dataclass(slots=True)
class Faults:
    """Collects the faults of one calendar.

    ``mended`` are those that took nothing away, and ``losses`` those for which something of the
    calendar is not in the definitions. Of each the first `MOST_TOLD` are kept.
    """

    path: Path
    mended: list[Problem] = field(default_factory=list)
    losses: list[Problem] = field(default_factory=list)

    def mend(self, line: int, what: str, how: str, column: int = 1) -> None:
        """Keep a fault that was mended, and how."""
        _keep(self.mended, Problem(self.path, line, column, what, how))

    def lose(self, line: int, what: str, mend: str, column: int = 1) -> None:
        """Keep a fault for which something is lost, and how to mend it."""
        _keep(self.losses, Problem(self.path, line, column, what, mend))


def _keep(kept: list[Problem], problem: Problem) -> None:
    if len(kept) < MOST_TOLD and problem not in kept:
        kept.append(problem)
