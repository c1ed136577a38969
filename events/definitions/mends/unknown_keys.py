"""An unknown key, and the one that is meant."""

from collections.abc import Collection

from events.definitions.mends.flow import flow
from events.definitions.mends.keys import mend_of_key
from events.definitions.mends.lookalikes import first_lookalike, plainly
from events.definitions.mends.words import is_of_other_tools
from events.definitions.schema import EVENT, Schema
from events.definitions.yaml.nodes import MappingNode, Node, ScalarNode
from events.text import nearest_word, quoted


def unknown_key(key: ScalarNode, value: Node, node: MappingNode, schema: Schema) -> tuple[str, str]:
    """Say what is wrong with an unknown key, and which one is meant."""
    known = list(schema["properties"])
    what = f"unknown key {quoted(key.text)}"
    if (lookalike := first_lookalike(key.text)) and plainly(key.text) in known:
        return f"{what}: {lookalike}", f"write {plainly(key.text)}:"
    if small := in_small_letters(key.text, known):
        line = f"{small}: {flow(value.text)}" if isinstance(value, ScalarNode) else f"{small}:"
        return what, f"write {line}"
    if mend := glued(key.text, known) or mend_of_key(key.text, node, schema):
        return what, mend
    if mend := _of_the_event(key.text, schema):
        return what, mend
    guess = None if is_of_other_tools(key.text, schema) else nearest_word(key.text, known)
    if guess:
        return what, f"did you mean {guess}?"
    keys = f"known keys: {', '.join(known)}"
    # Between braces a comma ends the value, and the rest of it is taken for a key without a colon.
    without_colon = (value.line, value.column) == (key.line, key.column + len(key.text))
    return what, f"put a value that has a comma in quotes; {keys}" if without_colon else keys


def _of_the_event(name: str, schema: Schema) -> str | None:
    """Return where a key of events belongs that stands in a mapping of another kind."""
    if name not in EVENT["properties"]:
        return None
    if "events" in schema["properties"]:
        return "it is a key of events: write it at each of them"
    if "kind" in schema["properties"]:
        return "a part of a programme has none: make it an event of its own, or delete the line"
    return "it is a key of the event: write it beside this one, and not in it"


def in_small_letters(name: str, known: Collection[str]) -> str | None:
    """Return the key that differs from a word in nothing but capital letters."""
    return next((it for it in known if it == name.lower()), None)


def glued(text: str, known: Collection[str]) -> str | None:
    """Return the mend where a known key and its value stand together, as in city:Geneva."""
    key, colon, value = text.partition(":")
    return f"put a space after the colon: {key}: …" if colon and value and key in known else None
