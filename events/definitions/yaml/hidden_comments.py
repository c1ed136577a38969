"""Comments that cut a value off: to YAML, ``title: Resolution #1325`` is the title "Resolution"."""

import re
import sys
from collections.abc import Iterator

import yaml

Position = tuple[int, int]
"""A line and a column, both from 0."""

FAR_END = (sys.maxsize, 0)
NOWHERE = (FAR_END, FAR_END)
SUSPECT = re.compile(r"\S[ \t]+#\S")
BEGIN = re.compile(r"(?:^|(?<=[ \t]))#")


def cut_off(text: str) -> list[Position]:
    """Return where a comment begins behind something in its line, with no space after its ``#``.

    Whoever writes ``# like this`` means a comment; ``#1325`` is mostly a part of what was meant.
    """
    if not SUSPECT.search(text):
        return []  # nearly always, and then nothing is scanned
    lines = text.splitlines()
    return [(line, at) for line, at in _comments(text, lines) if _cuts(lines[line], at)]


def _cuts(line: str, at: int) -> bool:
    return bool(line[:at].strip() and line[at + 1 : at + 2].strip())


def _comments(text: str, lines: list[str]) -> Iterator[Position]:
    """Find the comments: in each line the first # that is in no quotes and in no block of text."""
    texts = _texts(text)
    begins, ends = next(texts, NOWHERE)
    for line, words in enumerate(lines):
        for found in BEGIN.finditer(words):
            at = (line, found.start())
            while ends <= at:
                begins, ends = next(texts, NOWHERE)
            if at < begins:
                yield at
                break


def _texts(text: str) -> Iterator[tuple[Position, Position]]:
    """Return from where to where texts in quotes and in blocks go, and what cannot be scanned."""
    try:
        for token in yaml.scan(text, Loader=yaml.CBaseLoader):
            if isinstance(token, yaml.ScalarToken) and not token.plain:
                yield _position(token.start_mark), _position(token.end_mark)
    except yaml.MarkedYAMLError as error:
        yield _position(error.context_mark or error.problem_mark), FAR_END
    except yaml.reader.ReaderError:
        yield (0, 0), FAR_END


def _position(mark: yaml.Mark | None) -> Position:
    return (mark.line, mark.column) if mark else (0, 0)
