"""Where libyaml stopped reading a text, and what it had read until then."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import yaml

# libyaml's words for a key without a colon, which it notices only in the next line.
NO_COLON = "could not find expected ':'"
NO_KEY, NO_DASH = "did not find expected key", "did not find expected '-' indicator"


class Position(NamedTuple):
    """A place in a text; line and column count from 0."""

    line: int
    column: int


class Fault(NamedTuple):
    """What is wrong with a text; line and column count from 1."""

    line: int
    column: int
    what: str
    mend: str


@dataclass(frozen=True, slots=True)
class StopPoint:
    """Where and why libyaml stopped.

    - ``at`` is where libyaml stopped, and ``began`` where what it was reading then begins.
    - ``at_the_end``: it stopped behind the last line, where something is missing.
    - ``before`` is the last token that takes up text before it stopped.
    - ``opened`` are the brackets that are still open, the outermost first.
    """

    lines: list[str]
    problem: str
    at: Position
    began: Position
    at_the_end: bool
    before: yaml.Token | None
    opened: list[yaml.Token]

    @property
    def line(self) -> str:
        """The line in which libyaml stopped."""
        return self.lines[self.at.line]

    @property
    def character(self) -> str:
        """The character at which libyaml stopped, or nothing at the end of a line."""
        return self.line[self.at.column : self.at.column + 1]


def find_stop_point(error: yaml.MarkedYAMLError, text: str) -> StopPoint:
    """Return where libyaml stopped with an error; the text is not blank."""
    lines = text.splitlines()
    at = position_of(error.problem_mark or error.context_mark)
    before: yaml.Token | None = None
    opened: list[yaml.Token] = []
    for token in _tokens(text):
        if position_of(token.end_mark) > at:
            break
        if isinstance(token, yaml.FlowSequenceStartToken | yaml.FlowMappingStartToken):
            opened.append(token)
        elif isinstance(token, yaml.FlowSequenceEndToken | yaml.FlowMappingEndToken) and opened:
            opened.pop()
        # Others, such as the end of a block, take up no text.
        if position_of(token.start_mark) < position_of(token.end_mark):
            before = token
    at_the_end = at.line >= len(lines)  # libyaml puts what is missing behind the last line
    if at_the_end:
        at = Position(len(lines) - 1, len(lines[-1]))
    began = min(position_of(error.context_mark), at) if error.context_mark else at
    return StopPoint(lines, error.problem or "", at, began, at_the_end, before, opened)


def fault_at(at: Position, what: str, mend: str) -> Fault:
    """Return what is wrong at a place."""
    return Fault(at.line + 1, at.column + 1, what, mend)


def position_of(mark: yaml.Mark | None) -> Position:
    """Return where a mark of libyaml's is."""
    return Position(mark.line, mark.column) if mark else Position(0, 0)


def is_plain(token: yaml.Token | None) -> bool:
    """Tell whether a token is a text without quotes."""
    return isinstance(token, yaml.ScalarToken) and token.plain


def _tokens(text: str) -> Iterator[yaml.Token]:
    try:
        yield from yaml.scan(text, Loader=yaml.CBaseLoader)
    except yaml.YAMLError:
        return


def suspects(stop: StopPoint) -> list[int]:
    """Return the lines in which the slip may be.

    They are the line in which libyaml stopped, that in which what it was reading begins, and that
    in which the text before begins if it has no quotes: such a text runs on over lines.
    """
    lines = {stop.began.line, stop.at.line}
    if stop.before is not None and is_plain(stop.before):
        lines.add(stop.before.start_mark.line)
    return sorted(lines)
