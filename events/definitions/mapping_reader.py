"""A mapping being read by its schema: hands out typed values, and gathers what is wrong."""

from collections.abc import Callable, Collection, Mapping
from copy import copy
from functools import partial
from pathlib import Path
from typing import TypeVar

from events.definitions.invisible import Unseen
from events.definitions.mends.flow import flow
from events.definitions.mends.keys import misspelt_key, unknown_key
from events.definitions.mends.lookalikes import refusal_of_lookalike
from events.definitions.mends.missing import missing_key
from events.definitions.mends.shapes import (
    instead_of_item,
    instead_of_keys,
    instead_of_list,
    instead_of_text,
    without_dashes,
)
from events.definitions.mends.signs.commas import joined_values, key_of, told_otherwise
from events.definitions.mends.words import meant_key
from events.definitions.schema import Schema, is_short
from events.definitions.yaml.nodes import ListNode, MappingNode, Node, ScalarNode
from events.errors import Problem, Problems, Refusal
from events.text import fold, quoted

T = TypeVar("T")


class MappingReader:
    """Gives a mapping's values by key. Problems are added to ``problems``, never raised."""

    def __init__(
        self,
        path: Path,
        node: Node,
        schema: Schema,
        problems: Problems,
        ids: set[str] | None = None,
        beside: Collection[Node] = (),
    ) -> None:
        """Take the keys of a mapping.

        ``ids`` are those that a missing id must differ from, and ``beside`` the nodes of its list.
        """
        self.path = path
        self.node = node
        self.schema = schema
        self.problems = problems
        self.beside = beside
        self._ids = set() if ids is None else ids
        self.entries: Mapping[str, tuple[ScalarNode, Node]] = {}
        self._told: set[str] = set()  # keys that others were meant for
        known = schema["properties"]
        mend = instead_of_keys(node, schema)
        if mend or not isinstance(node, MappingNode):
            keys = f"such as {', '.join(list(known)[:4])}"
            self.add_problem(node, "here keys and values belong", mend or keys)
            return
        if len(node.entries) < schema.get("minProperties", 0):
            self.add_problem(node, "there is nothing in it", f"write one of {', '.join(known)}")
        self.entries = node.entries
        if not node.entries.keys() <= known.keys():
            self.entries = self._with_misspelt_keys(node)
        for name in schema["required"]:
            self.require(name)

    def _with_misspelt_keys(self, node: MappingNode) -> dict[str, tuple[ScalarNode, Node]]:
        """Tell of keys that no mapping of its kind has, and return the entries of the others.

        The value of a key that is only misspelt is among them, as that of the key that is meant:
        neither this is missed then, nor what others say of it. One mistake is told once.
        """
        known = self.schema["properties"]
        entries = dict(joined_values(node, known))
        untold = told_otherwise(node, self.schema)
        for name, (key, value) in node.entries.items():
            if name in known or name in untold:
                continue
            if not isinstance(value, ScalarNode) or not value.is_cut_off:
                self.problems.add(partial(self._unknown, key, value, node))
            meant = misspelt_key(name, value, self.schema)
            if meant:
                entries.setdefault(meant, (key, value))
            elif meant := meant_key(name, value, self.schema) or key_of(name, known):
                self._told.add(meant)
        return entries

    def completed(self, entries: Mapping[str, tuple[ScalarNode, Node]]) -> "MappingReader":
        """Return this mapping with entries of another beside its own; its own problems are told."""
        if not isinstance(self.node, MappingNode):
            return self
        made = copy(self)
        made.entries = {**entries, **self.entries}
        made.node = self.node._replace(entries={**entries, **self.node.entries})
        return made

    def with_entries(
        self, entries: Mapping[str, tuple[ScalarNode, Node]], without: Collection[str] = ()
    ) -> "MappingReader":
        """Return this mapping with entries in place of its own; its own problems are told."""
        if not isinstance(self.node, MappingNode):
            return self
        made = copy(self)
        kept = {name: it for name, it in self.entries.items() if name not in without}
        made.entries = {**kept, **entries}
        made.node = self.node._replace(entries=made.entries)
        return made

    def _unknown(self, key: ScalarNode, value: Node, node: MappingNode) -> Problem:
        return self._problem(key, *unknown_key(key, value, node, self.schema))

    def misses(self, name: str) -> bool:
        """Tell whether a key is not there, and none that was told is meant for it."""
        return name not in self.entries and name not in self._told

    def require(self, name: str) -> None:
        """Add a problem if the mapping misses a key."""
        node = self.node
        if isinstance(node, MappingNode) and self.misses(name):
            what = f"the key {quoted(name)} is missing"
            self.problems.add(
                lambda: self._problem(node, what, missing_key(name, node, self.schema, self._ids))
            )

    def add_problem(self, node: Node, what: str, mend: str, offset: int = 0) -> None:
        """Add a problem at a node; ``offset`` is that of the fault in the node's text."""
        if isinstance(node, ScalarNode) and node.is_cut_off:
            return
        self.problems.add(lambda: self._problem(node, what, mend, offset))

    def _problem(self, node: Node, what: str, mend: str, offset: int = 0) -> Problem:
        column = node.column + (offset if isinstance(node, ScalarNode) and node.verbatim else 0)
        return Problem(self.path, node.line, column, what, mend)

    def where(self, name: str) -> Node:
        """Return the node at which to tell a key's problem: its value, else the whole mapping."""
        return self.entries[name][1] if name in self.entries else self.node

    def text(self, name: str) -> str:
        """Return the text of a key as it is written; an empty one where it has none."""
        value = self.entries[name][1] if name in self.entries else None
        return value.text if isinstance(value, ScalarNode) else ""

    def get(self, name: str, parse: Callable[[str], T]) -> T | None:
        """Return a key's value, or None where it is missing or refused."""
        if name not in self.entries:
            return None
        value = self.entries[name][1]
        if not isinstance(value, ScalarNode):
            meant = instead_of_text(value, parse)
            mend = f"write {name}: and one value, in quotes if it has a colon or a bracket"
            what = f"{quoted(name)} must be a text"
            self.add_problem(value, what, f"write {name}: {flow(meant)}" if meant else mend)
            return None
        if value.says_nothing:
            self._tell_of_nothing(value, name)
            return None
        return self._parsed(value, parse)

    def _tell_of_nothing(self, value: ScalarNode, name: str = "") -> None:
        mend = "write one, or delete the line"
        is_needed = name in self.schema["required"] and self.entries[name][0].text == name
        if is_needed and isinstance(self.node, MappingNode):
            mend = missing_key(name, self.node, self.schema, self._ids)
        what = "the value is empty"
        if value.text:
            what = f"{quoted(value.text)} says that there is none"
            mend = f"{mend}; a text that is so is put in quotes"
        self.add_problem(value, what, mend)

    def _parsed(self, node: ScalarNode, parse: Callable[[str], T]) -> T | None:
        try:
            return parse(node.text)
        except Refusal as refusal:
            if not node.is_cut_off:
                self.problems.add(partial(self._refused, node, refusal, parse))
            return None

    def _refused(self, node: ScalarNode, refusal: Refusal, parse: Callable[[str], T]) -> Problem:
        if not isinstance(refusal, Unseen):
            refusal = refusal_of_lookalike(node.text, parse) or refusal
        return self._problem(node, refusal.what, refusal.mend, refusal.offset)

    def list(self, name: str, parse: Callable[[str], T]) -> tuple[T, ...]:
        """Return the values of a list of texts, without those that were refused."""
        taken = (self._item(node, name, parse) for node in self.items(name))
        return tuple(value for value in taken if value is not None)

    def one_or_list(self, name: str, parse: Callable[[str], T]) -> tuple[T, ...]:
        """Return the values of a list of texts, or of a text that stands for a list of it alone."""
        if name not in self.entries:
            return ()
        if isinstance(self.entries[name][1], ScalarNode):
            value = self.get(name, parse)
            return () if value is None else (value,)
        return self.list(name, parse)

    def distinct(self, name: str, parse: Callable[[str], str]) -> tuple[str, ...]:
        """Return the values of a list of texts, in which the same word twice is a problem."""
        if name not in self.entries:
            return ()
        known: dict[str, str] = {}
        for node in self.items(name):
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
        if not isinstance(node, ScalarNode):
            what = f"an item of {quoted(name)} must be a text"
            in_general = "write one value, in quotes if it has a colon or a bracket"
            self.add_problem(node, what, instead_of_item(name, node) or in_general)
            return None
        if node.says_nothing:
            self._tell_of_nothing(node)
            return None
        return self._parsed(node, parse)

    def mapping(self, name: str, schema: Schema) -> "MappingReader | None":
        """Return the mapping under a key, or None where it is missing.

        A text is the short form of a mapping whose schema takes texts: it is the first key.
        """
        if name not in self.entries:
            return None
        node, several = self.entries[name][1], f"{name}s"
        if isinstance(node, ListNode) and several in self.schema["properties"]:
            line = without_dashes(node, schema["properties"])
            mend = (
                f"{name}: {line}, without dashes" if line else f"{several}: for a list of several"
            )
            self.add_problem(node, f"{quoted(name)} is one {name}", f"write {mend}")
            return None
        return self.mapping_of(name, node, schema)

    def mapping_of(self, name: str, node: Node, schema: Schema) -> "MappingReader":
        """Return the mapping that a node under a key is, in its short form or not."""
        node = _written_out(self.entries[name][0], node, schema)
        return MappingReader(self.path, node, schema, self.problems)

    def mappings(self, name: str, schema: Schema) -> "tuple[MappingReader, ...]":
        """Return the mappings of a list; a text may be the short form of one, as in `mapping`."""
        if name not in self.entries:
            return ()
        key = self.entries[name][0]
        nodes = [_written_out(key, node, schema) for node in self.items(name)]
        ids = {id_.text for node in nodes if (id_ := _scalar(node, "id"))}
        return tuple(
            MappingReader(self.path, it, schema, self.problems, ids, nodes) for it in nodes
        )

    def items(self, name: str) -> tuple[Node, ...]:
        """Return the nodes of a list, within its bounds; a problem where it is none."""
        if name not in self.entries:
            return ()
        node = self.entries[name][1]
        if isinstance(node, ListNode):
            return self._within_bounds(node, name)
        mend = instead_of_list(name, node, self.schema)
        self.add_problem(node, f"{quoted(name)} must be a list", mend)
        return ()

    def _within_bounds(self, node: ListNode, name: str) -> tuple[Node, ...]:
        """Return the items of a list, and no more of them than the schema allows."""
        most = self.schema["properties"][name]["maxItems"]
        if len(node.items) > most:
            what = f"{quoted(name)} has {len(node.items):,} items, which are too many"
            mend = "split the file into several" if name == "events" else "take some away"
            self.add_problem(node.items[most], what, f"keep it within {most:,}: {mend}")
        return node.items[:most]


def _written_out(key: ScalarNode, node: Node, schema: Schema) -> Node:
    """Return the mapping that a text is the short form of; any other node as it is."""
    if isinstance(node, ScalarNode) and is_short(node.text, schema):
        first = next(iter(schema["properties"]))
        return MappingNode({first: (key, node)}, node.line, node.column)
    return node


def _scalar(node: Node, name: str) -> ScalarNode | None:
    if not isinstance(node, MappingNode) or name not in node.entries:
        return None
    value = node.entries[name][1]
    return value if isinstance(value, ScalarNode) else None
