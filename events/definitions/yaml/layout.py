"""How the lines of a definitions file are laid out: keys, dashes, columns and values.

For telling what is wrong with a file that YAML cannot read, so nothing here asks that it can be
read. Lines and columns count from 0.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from events.text import quoted

KEY = re.compile(r" *(?:- +)*(?P<key>\w[\w-]*) *(?P<colon>:)(?= |$)")
ITEM = re.compile(r" *(?P<dash>-)(?: |$)")
LEAD = re.compile(r" *(?:- +)*(?:\w[\w-]* *:(?: +|$))?")
SPACED_COMMENT = re.compile(r"(?<!\s)\s+#\s.*")
_OPENING, _CLOSING = "“„«‘", "”“»’"
COMMENT = re.compile(r"(?<!\s)\s+#.*")
IN_QUOTES = "put the whole value in quotes"
MOST_SHOWN = 80  # characters of a line that a message quotes


@dataclass(frozen=True, slots=True)
class Alignment:
    """Where a line may begin: in the column of a key, or of a dash, that stands above it."""

    line: int
    column: int
    name: str

    def __str__(self) -> str:
        return f"in column {self.column + 1}, under {self.name}"


def indentation(line: str) -> int:
    """Return the column in which a line begins."""
    return len(line) - len(line.lstrip())


def begins_entry(line: str) -> bool:
    """Tell whether a line begins with a key or with a dash."""
    return bool(KEY.match(line) or ITEM.match(line))


def value_column(line: str) -> int:
    """Return the column in which the value begins that comes after a line's dashes and key."""
    lead = LEAD.match(line)
    return lead.end() if lead else 0


def keys_above(lines: Sequence[str], line: int) -> Iterator[Alignment]:
    """Find the keys above a line, going up: each is left of the one that was found before it."""
    bound: float = float("inf")
    for above in range(line - 1, -1, -1):
        key = KEY.match(lines[above])
        if key and key.start("key") < bound:
            bound = key.start("key")
            yield Alignment(above, key.start("key"), quoted(key["key"]))


def dash_above(lines: Sequence[str], line: int) -> Alignment | None:
    """Find the next dash above a line that begins an item with keys, such as an event."""
    for above in range(line - 1, -1, -1):
        item = ITEM.match(lines[above])
        if item and KEY.match(lines[above]):
            return Alignment(above, item.start("dash"), f"the dash of line {above + 1}")
    return None


def nearest(alignments: Iterable[Alignment], column: int) -> list[Alignment]:
    """Return the alignment that is nearest to a column, or both if two are equally near."""
    known = list(alignments)
    least = min((abs(alignment.column - column) for alignment in known), default=0)
    return [alignment for alignment in known if abs(alignment.column - column) == least]


def with_quotes(line: str, whole: bool = False) -> str:
    """Return how to write a line's key so that its whole value is in quotes.

    ``whole``: with what a # without a space behind it cuts off.
    """
    start = value_column(line)
    value = (SPACED_COMMENT if whole else COMMENT).sub("", line[start:]).rstrip()
    if whole and (value[:1] in "[{\"'" or not line[:start].strip()):
        return IN_QUOTES
    if value[:1] in _OPENING and value[-1:] in _CLOSING:
        value = value[1:-1]  # quotes as word processors write them, for those that were meant
    if value[:1] in ("'", '"') and value.endswith(value[0]) and value.count(value[0]) % 2:
        value = value[1:-1]  # an apostrophe between the quotes that were meant: 'NATO's plan'
    simple = '"' not in value and "\\" not in value
    shown = f'"{value}"' if simple else "'{}'".format(value.replace("'", "''"))
    return written(f"{line[:start].strip()} {shown}", IN_QUOTES)


def written(words: str, otherwise: str) -> str:
    """Return the mend "write …", or the other one if the words do not fit into a message."""
    return f"write {words}" if len(words) <= MOST_SHOWN and words.isprintable() else otherwise
