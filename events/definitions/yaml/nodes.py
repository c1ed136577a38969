"""What YAML is read as: plain nodes that know their line and column."""

from collections.abc import Hashable
from typing import NamedTuple

_NOTHING = frozenset({"", "~", "null", "Null", "NULL"})


# What is made for each event, here and in the rooms above, are named tuples: those are made several
# times as fast as frozen dataclasses.
class ScalarNode(NamedTuple):
    """A text. ``verbatim``: in one line and without quotes, so that offsets in it are columns."""

    text: str
    line: int
    column: int
    verbatim: bool

    @property
    def is_cut_off(self) -> bool:
        """Whether a comment cuts all of it off, which is told where the file is read."""
        return self.verbatim and self.text == "#"

    @property
    def says_nothing(self) -> bool:
        """Whether it is empty, or what YAML has for none. In quotes that is a text."""
        return self.text in _NOTHING and (self.verbatim or not self.text)


class ListNode(NamedTuple):
    """A list."""

    items: tuple["Node", ...]
    line: int
    column: int


class MappingNode(NamedTuple):
    """Keys with their values, each key once."""

    entries: dict[str, tuple[ScalarNode, "Node"]]
    line: int
    column: int


Node = ScalarNode | ListNode | MappingNode


def said(node: Node) -> Hashable:
    """Return what a node says, wherever it stands: a text, or a tuple that says whose it is."""
    if isinstance(node, ScalarNode):
        return node.text
    if isinstance(node, ListNode):
        return tuple([it.text if isinstance(it, ScalarNode) else said(it) for it in node.items])
    values = [
        it.text if isinstance(it, ScalarNode) else said(it) for _, it in node.entries.values()
    ]
    return (None, *node.entries, *values)  # which no list has: it would be one of the same texts
