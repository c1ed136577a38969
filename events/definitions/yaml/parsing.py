"""YAML text → plain nodes that know their line and column.

Built from libyaml's event stream rather than with ``yaml.compose``: composing recurses in C and
crashes the process on deep nesting, hides duplicate keys and expands aliases. Every scalar stays
text, so ``NO``, ``13:30`` and ``1e3`` are what was written.
"""

import codecs
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

import yaml

from events.definitions.mends.signs.cut_off import cut_off_mend
from events.definitions.yaml.hidden_comments import hidden_comments
from events.definitions.yaml.layout import written
from events.definitions.yaml.nodes import ListNode, MappingNode, Node, ScalarNode
from events.definitions.yaml.stop_point import Position
from events.errors import DefinitionError, Problem, Problems
from events.text import quoted

MAX_BYTES = 1024 * 1024


MAX_DEPTH = 16  # the grammar needs 8


_new = tuple.__new__


def parse(path: Path, content: bytes, problems: Problems) -> MappingNode:
    """Parse a definitions file's content; ``path`` is for messages only.

    Keys given twice and comments that cut a value off are noted in ``problems``; what cannot be
    read at all raises `DefinitionError`, which the caller adds to them. Anchors, aliases, tags and
    a second document are refused: they are how a small file becomes a huge one, and no definition
    needs them.
    """
    return _Composer(path, problems).compose(_decode(path, content))


def _decode(path: Path, content: bytes) -> str:
    if len(content) > MAX_BYTES:
        what = f"the file has more than {MAX_BYTES:,} bytes"
        raise DefinitionError([Problem(path, 1, 1, what, "split it into several agendas")])
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\0" in content[:2]:
        raise DefinitionError([Problem(path, 1, 1, "the file is UTF-16", "save it as UTF-8")])
    content = content.removeprefix(codecs.BOM_UTF8)
    try:
        text = content.decode()
    except UnicodeDecodeError as error:
        what = f"the byte 0x{content[error.start]:02x} is not UTF-8"
        line, column = _line_and_column_after(content[: error.start])
        problem = Problem(path, line, column, what, "save the file as UTF-8")
        raise DefinitionError([problem]) from None
    if not text.strip():
        raise DefinitionError(
            [Problem(path, 1, 1, "the file is empty", "write an agenda, or delete the file")]
        )
    return text


def _line_and_column_after(before: bytes) -> tuple[int, int]:
    """Return the line and column of what comes after the first bytes of a file."""
    lines = (before.decode() + ".").splitlines()
    return len(lines), len(lines[-1])


class _Composer:
    def __init__(self, path: Path, problems: Problems) -> None:
        self.path = path
        self.problems = problems
        self._cut: set[int] = set()
        """The lines in which a comment cuts a value off."""

    def compose(self, text: str) -> MappingNode:
        hidden = hidden_comments(text)
        lines = text.splitlines() if hidden else []
        self._cut = {it.line + 1 for it in hidden}
        for at in hidden:
            self.problems.add(partial(self._hidden_comment, at, lines))
        try:
            events = iter(yaml.CBaseLoader(text).get_event, None)
            root = self._document(events)
        except yaml.reader.ReaderError as error:
            what = f"the character {chr(error.character)!a} is not allowed"
            before = text.encode()[: error.position]  # libyaml counts in bytes
            line, column = _line_and_column_after(before)
            raise self._error(line, column, what, "delete it") from None
        except yaml.MarkedYAMLError as error:
            if hidden:  # what was cut off may have been all that is missing: [arms #1325]
                raise DefinitionError(()) from None
            # Late: its patterns take longer to compile than most agendas to read.
            from events.definitions.yaml.diagnosis import explain

            raise self._error(*explain(error, text)) from None
        if not isinstance(root, MappingNode):
            raise self._error(
                root.line,
                root.column,
                "the file is not an agenda",
                "begin with agenda: its-id, and write one key a line",
            )
        return root

    def _document(self, events: Iterator[yaml.Event]) -> Node:
        root: Node | None = None
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                line, column = _line_and_column(event)
                if root is not None:
                    raise self._error(
                        line,
                        column,
                        "a second document begins here",
                        "keep one agenda a file, without --- lines between",
                    )
                root = self._node(next(events), events, depth=1)
        if root is None:
            raise self._error(1, 1, "the file has only comments", "write an agenda, or delete it")
        return root

    def _node(self, event: yaml.Event, events: Iterator[yaml.Event], depth: int) -> Node:
        if isinstance(event, yaml.ScalarEvent):  # nearly always
            return self._scalar(event, depth)
        line, column = _line_and_column(event)
        if isinstance(event, yaml.AliasEvent):
            what = f"the alias *{event.anchor} is refused"
            raise self._error(line, column, what, _written_out("*"))
        if not isinstance(event, yaml.CollectionStartEvent):
            raise TypeError(f"libyaml sent {event} where a value begins")
        if event.anchor is not None or event.tag is not None or depth > MAX_DEPTH:
            raise self._refused(event, event.tag)
        if isinstance(event, yaml.SequenceStartEvent):
            return ListNode(tuple(self._items(events, depth)), line, column)
        return MappingNode(self._entries(events, depth), line, column)

    def _scalar(self, event: yaml.ScalarEvent, depth: int) -> ScalarNode:
        if event.anchor is not None or event.tag is not None or depth > MAX_DEPTH:
            raise self._refused(event, event.tag)
        start, end = event.start_mark, event.end_mark
        line, column = (start.line + 1, start.column + 1) if start else (1, 1)
        one_line = end is not None and end.line < line
        value = event.value or ("#" if line in self._cut else "")  # what is cut is not empty
        # As ScalarNode(…), which calls a function of Python's in between.
        return _new(ScalarNode, (value, line, column, one_line and not event.style))

    def _items(self, events: Iterator[yaml.Event], depth: int) -> Iterator[Node]:
        for inner in events:
            if isinstance(inner, yaml.SequenceEndEvent):
                return
            yield self._node(inner, events, depth + 1)

    def _refused(self, event: yaml.NodeEvent, tag: str | None) -> DefinitionError:
        if event.anchor is not None:
            what, mend = f"the anchor &{event.anchor} is refused", _written_out("&")
        elif tag is not None:
            what, mend = f"the tag {quoted(tag)} is refused", _written_out("!")
        else:
            what, mend = f"nested more than {MAX_DEPTH} deep", "check brackets and indentation"
        return self._error(*_line_and_column(event), what, mend)

    def _entries(
        self, events: Iterator[yaml.Event], depth: int
    ) -> dict[str, tuple[ScalarNode, Node]]:
        entries: dict[str, tuple[ScalarNode, Node]] = {}
        begun = False  # a new item, whose dash is missing: what follows is all of that one
        for inner in events:
            if isinstance(inner, yaml.MappingEndEvent):
                break
            key = self._node(inner, events, depth + 1)
            value = self._node(next(events), events, depth + 1)
            if not isinstance(key, ScalarNode):
                self._add_problem(key, "a key must be a word", "write key: value")
            elif begun:
                continue
            elif key.text not in entries:
                entries[key.text] = (key, value)
            else:
                first = entries[key.text][0]
                what = f"the key {quoted(key.text)} is given twice, first in line {first.line}"
                mend = "keep one of them, or begin a new item with - and a space"
                if (
                    depth > 1
                    and first is next(iter(entries.values()))[0]
                    and key.column > 2
                    and (key.line > first.line and isinstance(value, ScalarNode))
                ):
                    begun = True
                    line = written(f"- {key.text}: {value.text}", "write - and a space first")
                    mend = f"{line} in column {key.column - 2} for a new item, or keep one"
                self._add_problem(key, what, mend)
        return entries

    def _hidden_comment(self, at: Position, lines: Sequence[str]) -> Problem:
        what = "a # begins a comment here"
        mend = f"{cut_off_mend(lines, at)}; a comment is written # so, with a space"
        return Problem(self.path, at.line + 1, at.column + 1, what, mend)

    def _add_problem(self, node: Node, what: str, mend: str) -> None:
        self.problems.add(lambda: Problem(self.path, node.line, node.column, what, mend))

    def _error(self, line: int, column: int, what: str, mend: str) -> DefinitionError:
        return DefinitionError([Problem(self.path, line, column, what, mend)])


def _written_out(mark: str) -> str:
    return f"write the value out, or put a text that begins with {mark} in quotes"


def _line_and_column(event: yaml.Event) -> tuple[int, int]:
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)
