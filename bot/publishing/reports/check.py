"""What a look at the definitions has found."""

from collections.abc import Sequence

from events.errors import Problem
from events.text import shown_path
from events.wording.counts import count_phrase


def warning_line(problem: Problem) -> str:
    """Write what may be meant otherwise, where it stands, and how to mend it."""
    path = shown_path(problem.path)
    where = f"{path}:{problem.line}:{problem.column}" if problem.line else path
    return f"{where}: warning: {problem.what} ({problem.mend})"


def found_phrase(warnings: Sequence[Problem]) -> str:
    """Say of definitions that are right how many warnings there are."""
    return count_phrase(len(warnings), "warning") if warnings else "all is well"
