"""A mapping being read by its schema: hands out typed values, and gathers what is wrong."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from events.definitions.schema import Schema
from events.definitions.yaml.nodes import ListNode, MappingNode, Node, ScalarNode
from events.errors import Problem, Refusal
from events.text import fold, nearest_word, quoted

T = TypeVar("T")


class MappingReader:
    """Gives a mapping's values by key. Problems are added to ``problems``, never raised."""

    def __init__(self, path: Path, node: Node, schema: Schema, problems: list[Problem]) -> None:
        self.path = path
        self.node = node
        self.schema = schema
        self.problems = problems
        self.entries: dict[str, tuple[ScalarNode, Node]] = {}
        known = list(schema["properties"])
        if not isinstance(node, MappingNode):
            keys = f"such as {', '.join(known[:4])}"
            mend = _glued(node.text, known) if isinstance(node, ScalarNode) else None
            self.add_problem(node, "here keys and values belong", mend or keys)
            return
        for name, (key, value) in node.entries.items():
            if name in known:
                self.entries[name] = (key, value)
            else:
                self.add_problem(key, f"unknown key {quoted(name)}", _mend(key, value, schema))
        for name in schema["required"]:
            if name not in node.entries:
                about = schema["properties"][name]["description"]
                self.add_problem(node, f"the key {quoted(name)} is missing", f"{name}: {about}")

    def add_problem(self, node: Node, what: str, mend: str, offset: int = 0) -> None:
        """Add a problem at a node; ``offset`` is that of the fault in the node's text."""
        column = node.column + (offset if isinstance(node, ScalarNode) and node.verbatim else 0)
        self.problems.append(Problem(self.path, node.line, column, what, mend))

    def where(self, name: str) -> Node:
        """Return the node at which to tell a key's problem: its value, else the whole mapping."""
        return self.entries[name][1] if name in self.entries else self.node

    def get(self, name: str, parse: Callable[[str], T]) -> T | None:
        """Return a key's value, or None where it is missing or refused."""
        if name not in self.entries:
            return None
        value = self.entries[name][1]
        return self._parsed(value, quoted(name), f"{name}: and one value", parse)

    def _parsed(self, node: Node, what: str, mend: str, parse: Callable[[str], T]) -> T | None:
        if not isinstance(node, ScalarNode):
            self.add_problem(
                node,
                f"{what} must be a text",
                f"write {mend}, in quotes if it has a colon or a bracket",
            )
            return None
        try:
            return parse(node.text)
        except Refusal as refusal:
            self.add_problem(node, refusal.what, refusal.mend, refusal.offset)
            return None

    def list(self, name: str, parse: Callable[[str], T]) -> tuple[T, ...]:
        """Return the values of a list of texts, without those that were refused."""
        taken = (self._item(node, name, parse) for node in self._items(name))
        return tuple(value for value in taken if value is not None)

    def distinct(self, name: str, parse: Callable[[str], str]) -> tuple[str, ...]:
        """Return the values of a list of texts, in which the same word twice is a problem."""
        known: dict[str, str] = {}
        for node in self._items(name):
            value = self._item(node, name, parse)
            if value is None:
                continue
            if (word := fold(value)) in known:
                first = f", first as {quoted(known[word])}" if known[word] != value else ""
                what = f"{quoted(value)} stands twice in {quoted(name)}{first}"
                self.add_problem(node, what, "take one of them away")
            known.setdefault(word, value)
        return tuple(known.values())

    def _item(self, node: Node, name: str, parse: Callable[[str], T]) -> T | None:
        return self._parsed(node, f"an item of {quoted(name)}", "one value", parse)

    def mapping(self, name: str, schema: Schema) -> "MappingReader | None":
        """Return the mapping under a key, or None where it is missing."""
        if name not in self.entries:
            return None
        return MappingReader(self.path, self.entries[name][1], schema, self.problems)

    def mappings(self, name: str, schema: Schema) -> "tuple[MappingReader, ...]":
        """Return the mappings of a list."""
        nodes = self._items(name)
        return tuple(MappingReader(self.path, node, schema, self.problems) for node in nodes)

    def _items(self, name: str) -> tuple[Node, ...]:
        if name not in self.entries:
            return ()
        node = self.entries[name][1]
        if isinstance(node, ListNode):
            return node.items
        keys = self.schema["properties"][name]["items"].get("properties")
        mend = (
            f"begin each of them with - {next(iter(keys))}:"
            if keys
            else f"write {name}: [one, two], or - lines"
        )
        self.add_problem(node, f"{quoted(name)} must be a list", mend)
        return ()


def _mend(key: ScalarNode, value: Node, schema: Schema) -> str:
    known = list(schema["properties"])
    if mend := _glued(key.text, known) or _misplaced(key.text, schema):
        return mend
    if guess := nearest_word(key.text, known):
        return f"did you mean {guess}?"
    keys = f"known keys: {', '.join(known)}"
    # Between braces a comma ends the value, and the rest of it is taken for a key without a colon.
    without_colon = (value.line, value.column) == (key.line, key.column + len(key.text))
    return f"put a value that has a comma in quotes; {keys}" if without_colon else keys


def _glued(text: str, known: list[str]) -> str | None:
    """Return the mend where a known key and its value stand together, as in city:Geneva."""
    key, colon, value = text.partition(":")
    return f"put a space after the colon: {key}: …" if colon and value and key in known else None


def _misplaced(name: str, schema: Schema) -> str | None:
    """Return the mend where a key stands beside the mapping that it belongs in, as geo: does."""
    for outer, inner in schema["properties"].items():
        if name in inner.get("properties", ()):
            keys = dict.fromkeys((*inner["required"], name))
            return f"it belongs in {outer}: {{{', '.join(f'{key}: …' for key in keys)}}}"
    return None
