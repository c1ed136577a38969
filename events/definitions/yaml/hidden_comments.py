"""Comments that cut a value off: to YAML, ``title: Resolution #1325`` is the title "Resolution"."""

import re
import sys
from collections.abc import Iterator

import yaml

from events.definitions.yaml.stop_point import Position, position_of

END_OF_TEXT = Position(sys.maxsize, 0)
NO_MORE = (END_OF_TEXT, END_OF_TEXT)
SUSPECT = re.compile(r"\S[ \t]+#\S")
BEGIN = re.compile(r"(?:^|(?<=[ \t]))#")


def hidden_comments(text: str) -> list[Position]:
    """Return where a comment begins behind something in its line, with no space after its ``#``.

    Whoever writes ``# like this`` means a comment; ``#1325`` is mostly a part of what was meant.
    """
    if "#" not in text or not SUSPECT.search(text):
        return []  # nearly always, and then nothing is scanned
    lines = text.splitlines()
    return [at for at in _comments(text, lines) if _cuts(lines[at.line], at.column)]


def _cuts(line: str, column: int) -> bool:
    return bool(line[:column].strip() and line[column + 1 : column + 2].strip())


def _comments(text: str, lines: list[str]) -> Iterator[Position]:
    """Find the comments: in each line the first # that is in no quotes and in no block of text."""
    texts = _texts(text)
    begins, ends = next(texts, NO_MORE)
    for line, words in enumerate(lines):
        for found in BEGIN.finditer(words):
            at = Position(line, found.start())
            while ends <= at:
                begins, ends = next(texts, NO_MORE)
            if at < begins:
                yield at
                break


def _texts(text: str) -> Iterator[tuple[Position, Position]]:
    """Find where a # begins no comment: from where to where texts in quotes and in blocks go.

    The last of them is the rest of a text that cannot be scanned.
    """
    try:
        for token in yaml.scan(text, Loader=yaml.CBaseLoader):
            if isinstance(token, yaml.ScalarToken) and not token.plain:
                yield position_of(token.start_mark), position_of(token.end_mark)
    except yaml.MarkedYAMLError as error:
        yield position_of(error.context_mark or error.problem_mark), END_OF_TEXT
    except yaml.reader.ReaderError:
        yield Position(0, 0), END_OF_TEXT
