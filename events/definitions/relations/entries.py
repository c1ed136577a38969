"""The events of a file as they are written, by themselves or in the programme of another."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from events.definitions.mapping_reader import MappingReader
from events.definitions.schema import PART
from events.definitions.yaml.nodes import ListNode, Node, ScalarNode

INHERITED = (
    ("kind",),
    ("place", "places"),
    ("status",),
    ("source", "sources"),
    ("parties",),
    ("access",),
    ("contact",),
    ("color",),
    ("tags",),
    ("language",),
)
"""What a part has from its event if it says none of these keys itself."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An event as it is written.

    - ``parent``: the number of the event of whose programme it is a part, in the same file
    - ``has_programme``: it has parts, which come right behind it
    - ``brought``: how many characters it has from its event
    """

    mapping: MappingReader
    parent: int | None = None
    has_programme: bool = False
    brought: int = 0


def entries_of(mappings: Iterable[MappingReader]) -> tuple[Entry, ...]:
    """Return the events of a file, each with its parts behind it."""
    entries: list[Entry] = []
    for mapping in mappings:
        parts = mapping.mappings("programme", PART)
        number = len(entries)
        entries.append(Entry(mapping, has_programme=bool(parts)))
        entries += (_part(part, mapping, number) for part in parts)
    return tuple(entries)


def _part(mapping: MappingReader, parent: MappingReader, number: int) -> Entry:
    inherited = dict(_inherited(mapping, parent))
    brought = sum(length_of(node) for _, node in inherited.values())
    return Entry(mapping.completed(inherited), number, brought=brought)


def _inherited(
    mapping: MappingReader, parent: MappingReader
) -> Iterator[tuple[str, tuple[ScalarNode, Node]]]:
    for names in INHERITED:
        if not any(name in mapping.entries for name in names):
            for name in names:
                if name in parent.entries:
                    yield name, parent.entries[name]


def length_of(node: Node) -> int:
    """Return how many characters of text a node says."""
    if isinstance(node, ScalarNode):
        return len(node.text)
    if isinstance(node, ListNode):
        return sum(map(length_of, node.items))
    return sum(length_of(value) for _, value in node.entries.values())
