"""A key that is missing: what belongs in it, or the line with an id made of what is there."""

from events.definitions.mends.meant.places import zone_meant
from events.definitions.mends.when.writings.spellings import read_spelling
from events.definitions.mends.words import meant_key
from events.definitions.schema import MAX_ID, Schema
from events.definitions.yaml.nodes import MappingNode, Node, ScalarNode
from events.text import identifier


def missing_key(name: str, node: MappingNode, schema: Schema, ids: set[str]) -> str:
    """Say what belongs in a key; an id is made of the title, or of kind and day.

    It differs from all ``ids``, and is added to them.
    """
    if name in ("id", "agenda") and (made := _made_id(node, schema)):
        number = 1
        id_ = made
        while id_ in ids:
            number += 1
            id_ = f"{made[: MAX_ID - 4]}-{number}"
        ids.add(id_)
        return f"write {name}: {id_}"
    if name == "timezone":
        zone = zone_meant(node) or "UTC"
        return f"write timezone: {zone}, or the zone of the clocks by which its times are"
    return f"{name}: {schema['properties'][name]['description']}"


def _made_id(node: MappingNode, schema: Schema) -> str | None:
    texts = {
        name if name in schema["properties"] else meant_key(name, value, schema): value.text
        for name, (_, given) in node.entries.items()
        if isinstance(value := _first_language(name, given), ScalarNode) and not value.says_nothing
    }
    made = identifier(texts.get("title", ""), MAX_ID)
    if made is None and "kind" in texts and (day := read_spelling(texts.get("start", ""))):
        made = identifier(f"{texts['kind']} {' '.join(map(str, day.days[:1]))}", MAX_ID)
    return made


def _first_language(name: str, value: Node) -> Node:
    """Return a title that is in several languages in the first of them."""
    if name == "title" and isinstance(value, MappingNode) and value.entries:
        return next(iter(value.entries.values()))[1]
    return value
