"""A mapping being read by its schema: hands out typed values, and notes what is wrong."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from events.nodes import Mapping, Node, Scalar, Sequence
from events.problems import Problem, Refusal, nearest, quoted
from events.schema import Schema

T = TypeVar("T")


class Table:
    """A mapping of which each key is asked for by name. Problems are gathered, never raised."""

    def __init__(self, path: Path, node: Node, schema: Schema, problems: list[Problem]) -> None:
        self.path = path
        self.node = node
        self.problems = problems
        self.entries: dict[str, tuple[Scalar, Node]] = {}
        if not isinstance(node, Mapping):
            keys = ", ".join(list(schema["properties"])[:4])
            self.note(node, "here keys and values belong", f"such as {keys}")
            return
        known = list(schema["properties"])
        for name, (key, value) in node.entries.items():
            if name in known:
                self.entries[name] = (key, value)
                continue
            guess = nearest(name, known)
            mend = f"did you mean {guess}?" if guess else f"known keys: {', '.join(known)}"
            self.note(key, f"unknown key {quoted(name)}", mend)
        for name in schema["required"]:
            if name not in node.entries:
                about = schema["properties"][name]["description"]
                self.note(node, f"the key {quoted(name)} is missing", f"{name}: {about}")

    def note(self, node: Node, what: str, mend: str, at: int = 0) -> None:
        """Note a problem at a node; ``at`` is the fault's offset in the node's text."""
        column = node.column + (at if isinstance(node, Scalar) and node.verbatim else 0)
        self.problems.append(Problem(self.path, node.line, column, what, mend))

    def where(self, name: str) -> Node:
        """Return the node to point at for a key: its value, or the mapping where it is missing."""
        return self.entries[name][1] if name in self.entries else self.node

    def get(self, name: str, take: Callable[[str], T]) -> T | None:
        """Return a key's value, or None where it is missing or refused."""
        return self._take(self.entries[name][1], name, take) if name in self.entries else None

    def _take(self, node: Node, name: str, take: Callable[[str], T]) -> T | None:
        if not isinstance(node, Scalar):
            self.note(node, f"{quoted(name)} must be a text", f"write {name}: and one value")
            return None
        try:
            return take(node.text)
        except Refusal as refusal:
            self.note(node, refusal.what, refusal.mend, refusal.at)
            return None

    def items(self, name: str) -> tuple[Node, ...]:
        """Return the nodes of a list."""
        if name not in self.entries:
            return ()
        node = self.entries[name][1]
        if isinstance(node, Sequence):
            return node.items
        self.note(node, f"{quoted(name)} must be a list", f"write {name}: [one, two], or - lines")
        return ()

    def list(self, name: str, take: Callable[[str], T]) -> tuple[T, ...]:
        """Return the values of a list of texts, without those that were refused."""
        taken = (self._take(node, name, take) for node in self.items(name))
        return tuple(value for value in taken if value is not None)

    def table(self, name: str, schema: Schema) -> "Table | None":
        """Return the mapping under a key, or None where it is missing."""
        return self.at(self.entries[name][1], schema) if name in self.entries else None

    def at(self, node: Node, schema: Schema) -> "Table":
        """Return another node to be read as a mapping."""
        return Table(self.path, node, schema, self.problems)
