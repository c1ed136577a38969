"""Commas between braces: they end a value, and the rest of it is a key without a colon."""

import re
from collections.abc import Collection, Mapping

from events.definitions.mends.flow import flow
from events.definitions.schema import Schema
from events.definitions.yaml.nodes import MappingNode, Node, ScalarNode


def has_no_colon(key: ScalarNode, value: Node) -> bool:
    """Tell whether a key stands between braces without its colon."""
    return (value.line, value.column) == (key.line, key.column + len(key.text))


def key_of(text: str, known: Collection[str]) -> str | None:
    """Return the known key that a key without a colon begins with: title Talks, kind:meeting."""
    word = text.partition(":" if ":" in text else " ")[0]
    return word if word in known and len(word) < len(text) else None


def joined_values(
    node: MappingNode, known: Collection[str]
) -> Mapping[str, tuple[ScalarNode, Node]]:
    """Return the entries of known keys, with what commas have cut off of their values."""
    entries = {name: it for name, it in node.entries.items() if name in known}
    for name, rest in _cut_off(node, known).items():
        key, value = entries[name]
        if isinstance(value, ScalarNode):
            text = ", ".join((value.text, *(it.text for it in rest)))
            entries[name] = key, value._replace(text=text, verbatim=False)
    return entries


def told_otherwise(node: MappingNode, schema: Schema) -> set[str]:
    """Return the keys of which nothing is told: what stands behind a comma is told once.

    - Of several such keys of a value the first one is told, with the whole value.
    - A value that is refused as a whole is told itself.
    """
    known = schema["properties"]
    entries = joined_values(node, known)
    untold: set[str] = set()
    for name, rest in _cut_off(node, known).items():
        value, about = entries[name][1], known[name]
        text = value.text if isinstance(value, ScalarNode) else ""
        # The pattern of what may be a mapping as well is that of its short form.
        pattern = about.get("pattern", "") if "properties" not in about else ""
        is_refused = text not in about.get("enum", [text]) or not re.search(pattern, text)
        untold.update(it.text for it in (rest if is_refused else rest[1:]))
    return untold


def _cut_off(node: MappingNode, known: Collection[str]) -> dict[str, list[ScalarNode]]:
    """Return what stands without a colon behind the text of each known key."""
    found: dict[str, list[ScalarNode]] = {}
    before = ""
    for name, (key, value) in node.entries.items():
        is_rest = before and has_no_colon(key, value) and not key_of(name, known)
        if is_rest and name not in known:
            found.setdefault(before, []).append(key)
        else:
            before = name if name in known and isinstance(value, ScalarNode) else ""
    return found


def mend_of_rest(key: ScalarNode, node: MappingNode, known: Collection[str]) -> str | None:
    """Return how to write the value that goes on behind a comma, or the key that has no colon."""
    if word := key_of(key.text, known):
        lacks = "a space after the colon" if ":" in key.text else "a colon behind the key"
        return f"put {lacks}: {word}: {flow(key.text[len(word) :].strip(': '))}"
    for name, rest in _cut_off(node, known).items():
        value = node.entries[name][1]
        if key in rest and isinstance(value, ScalarNode):
            whole = ", ".join((value.text, *(it.text for it in rest)))
            return f"write {name}: {flow(whole)}, in quotes as it has a comma"
    return None
