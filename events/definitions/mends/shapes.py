"""A text, a list or keys where another of the three belongs, and what is to be written instead."""

import json
import re
from collections.abc import Callable, Mapping

from events.definitions.mends.flow import flow
from events.definitions.mends.keys import glued
from events.definitions.mends.lines import line_of, texts_of
from events.definitions.mends.when.writings.spellings import (
    clock_of,
    length_meant,
    read_spelling,
)
from events.definitions.mends.words import WORDS, letters_of
from events.definitions.schema import ADDRESS_PATTERN, MAX_ID, Schema
from events.definitions.yaml.nodes import ListNode, MappingNode, Node, ScalarNode
from events.errors import Refusal
from events.model import Kind
from events.text import identifier
from events.time_grammar import START_PATTERN

_OF_A_TIME = frozenset({"date", "day", "hour", "time", "timezone"})
_OF_A_POSITION = {(lat, lon) for lat in ("lat", "latitude") for lon in ("lon", "lng", "longitude")}
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?", re.ASCII)
_NO_ITEMS = frozenset({"", "~", "0", "false", "never", "no", "none", "nothing", "null", "off"})
_OF_ANY_ITEM = frozenset({"item", "name", "text", "title", "value"})
_WITH_HEAD = re.compile(r"(?P<party>[^()]+?)\s*\((?P<head>[^()]+)\)")
_BETWEEN_PARTIES = re.compile(r"\s+(?:and|&|vs\.?|versus|[–-])\s+|\s*/\s*", re.IGNORECASE)
_HOUR_AND_TITLE = re.compile(r"(?P<hour>\d{1,2}[:.h]\d{2})\s*[-–:,]?\s+(?P<title>\S.*)", re.ASCII)


def instead_of_keys(node: Node, schema: Schema) -> str | None:
    """Return the mend where a text or a list stands in place of a mapping, or an hour of a key."""
    if isinstance(node, ScalarNode):
        return _text_instead_of_keys(node.text, schema)
    if isinstance(node, ListNode):
        return _list_instead_of_keys(node, schema)
    return _hour_instead_of_keys(node, schema) if len(node.entries) == 1 else None


def _hour_instead_of_keys(node: MappingNode, schema: Schema) -> str | None:
    """Return the mend of a part that is written as its hour and its title: 10:00: Opening."""
    [(name, (_, value))] = node.entries.items()
    known = schema["properties"]
    if name in known or "start" not in known or not isinstance(value, ScalarNode):
        return None
    line = _pair(name, value.text, known)
    return f"write {line}" if line else None


def _text_instead_of_keys(text: str, schema: Schema) -> str | None:
    known = schema["properties"]
    if re.match(ADDRESS_PATTERN, text):
        return _address_instead_of_keys(text, known)
    if "until" in known and START_PATTERN.fullmatch(text):
        return f"write {{until: {text}}}"
    if mend := glued(text, known):
        return mend
    if known.keys() == set(Kind) and (leads := _leads_in(text)):
        return f"write the kind before it: {{meeting: [{', '.join(leads)}]}}"
    if {"until", "note"} <= known.keys() and text.strip():
        return f"write {{note: {flow(text)}}}"
    if {"id", "title", "start"} <= known.keys():
        return _title_instead_of_keys(text)
    if {"party", "head"} <= known.keys() and (with_head := _WITH_HEAD.fullmatch(text)):
        return f"write {_pair(with_head['party'], with_head['head'], known)}"
    needed = schema["required"]
    if len(needed) == 1 and "pattern" not in known[needed[0]] and text.strip():
        return f"write {{{needed[0]}: {flow(text)}}}"
    return None


def _leads_in(text: str) -> list[str]:
    """Return the leads that a text has with commas; none if one of them is no length of time."""
    leads = [length_meant(part) for part in text.split(",")]
    return [lead for lead in leads if lead] if all(leads) else []


def _title_instead_of_keys(text: str) -> str | None:
    """Return the mend of an event, or a part of one, of which only a title is written."""
    part = _HOUR_AND_TITLE.fullmatch(text)
    if part and (line := _hour_and_title(part["hour"], part["title"])):
        return f"write {line}"
    made = identifier(text, MAX_ID)
    return (
        f"write id: {made} and, below it, title: {flow(text)}, with its kind and start"
        if made
        else None
    )


def _address_instead_of_keys(text: str, known: Mapping[str, Schema]) -> str:
    if "publisher" in known:
        return f"write {{publisher: …, url: {text}}}"
    if "url" in known:
        return f"write {{url: {text}}}"
    if "email" in known:
        return f"write the name, and the address in a line of its own: url: {text}"
    return (
        f"write {{online: {text}}} if it happens there, beside a city if in both; what can only be "
        f"watched there is stream: {text}"
    )


def _list_instead_of_keys(node: ListNode, schema: Schema) -> str | None:
    """Return the mend of keys that have dashes, or of a list that is of one text."""
    known = schema["properties"]
    if line := without_dashes(node, known):
        return f"write {line}, without dashes"
    texts = texts_of(node)
    if known.keys() == set(Kind) and texts:
        return f"write the kind before it: {{meeting: [{', '.join(map(flow, texts))}]}}"
    if len(texts) == len(node.items) == 1 and "string" in schema["type"]:
        return f"write {flow(texts[0])}"
    return None


def without_dashes(node: ListNode, known: Mapping[str, Schema]) -> str | None:
    """Return the mapping of which each key has a dash: - city: Paris and - country: France."""
    parts = [
        part for it in node.items if isinstance(it, MappingNode) for part in it.entries.items()
    ]
    names = [name for name, _ in parts]
    values = [value.text for _, (_, value) in parts if isinstance(value, ScalarNode)]
    is_one = len(parts) == len(values) == len(set(names)) == len(node.items)
    if not is_one or not parts or not set(names) <= known.keys():
        return None
    return f"{{{', '.join(f'{name}: {flow(it)}' for name, it in zip(names, values, strict=True))}}}"


def instead_of_list(name: str, node: Node, schema: Schema) -> str:
    """Return the mend where a text or keys stand in place of the list of a key."""
    item = schema["properties"][name]["items"]
    if "properties" in item:
        return _instead_of_mappings(name, node, item)
    if isinstance(node, MappingNode) and (line := _line_of_keys(name, node, schema)):
        return f"write {line}"
    if isinstance(node, ScalarNode) and node.text.lower() in _NO_ITEMS:
        return f"write {name}: []"
    if name == "parties" and (mend := _joined_parties(texts_of(node))):
        return mend
    example = "[1 day, 15 minutes]" if name == "reminders" else "[one, two]"
    line = line_of(name, name, node, schema) or f"{name}: {example}"
    return f"write {line}, or - lines"


def _joined_parties(texts: list[str]) -> str | None:
    """Return the mend of parties with a word between them, which may be in the name of one."""
    parts = [part for text in texts for part in _BETWEEN_PARTIES.split(text)]
    if len(parts) == len(texts):
        return None
    several, fewer = (", ".join(map(flow, it)) for it in (parts, texts))
    return f"write parties: [{several}], or [{fewer}] if that is what they are called"


def _instead_of_mappings(name: str, node: Node, item: Schema) -> str:
    known = item["properties"]
    first = next(iter(known))
    if isinstance(node, ScalarNode) and node.text.lower() not in _NO_ITEMS:
        parts = [_text_instead_of_keys(text, item) for text in texts_of(node)]
        lines = [
            part.removeprefix("write ") for part in parts if part and part.startswith("write {")
        ]
        if parts and len(lines) == len(parts):
            return f"write {name}: [{', '.join(lines)}]"
    if isinstance(node, MappingNode) and node.entries and not node.entries.keys() & known.keys():
        key, value = next((key, value) for key, (_, value) in node.entries.items())
        if "id" in known and isinstance(value, MappingNode):
            made = identifier(key) or "ID"
            return f"write - id: {made} in place of {key}:, and so for each of them"
        if isinstance(value, ScalarNode) and (line := _pair(key, value.text, known)):
            return f"write - {line} in place of {key}: {value.text}, and so for each of them"
    given = next(iter(node.entries)) if isinstance(node, MappingNode) and node.entries else first
    return f"begin each of them with - {given if given in known else first}:"


def _pair(key: str, value: str, known: Mapping[str, Schema]) -> str | None:
    """Return a party with its head, or a part with its hour, of a key with its value."""
    if "party" in known:
        return f"{{party: {flow(key)}, head: {flow(value)}}}"
    return _hour_and_title(key, value) if {"id", "title", "start"} <= known.keys() else None


def _hour_and_title(hour: str, title: str) -> str | None:
    spelled, made = read_spelling(hour), identifier(title)
    if spelled is None or spelled.time is None or spelled.days or not made:
        return None
    return f"{{id: {made}, title: {flow(title)}, start: {clock_of(spelled.time)}}}"


def _line_of_keys(name: str, node: MappingNode, schema: Schema) -> str | None:
    """Return the line for keys that stand in a list of texts: heads of parties, leads of a kind."""
    texts = {key: it.text for key, (_, it) in node.entries.items() if isinstance(it, ScalarNode)}
    has_heads = len(texts) == len(node.entries) and all(map(str.strip, texts.values()))
    if name == "parties" and has_heads and texts:
        pairs = (f"{{party: {flow(key)}, head: {flow(it)}}}" for key, it in texts.items())
        return f"delegations: [{', '.join(pairs)}]"
    if name == "reminders" and len(node.entries) == 1 and node.entries.keys() <= set(Kind):
        [(_, value)] = node.entries.values()
        return line_of(name, name, value, schema)
    return None


def instead_of_item(name: str, node: Node) -> str | None:
    """Return the mend where keys stand in place of an item that is a text."""
    if isinstance(node, ListNode):
        texts = texts_of(node)
        return f"write {flow(texts[0])}" if len(texts) == len(node.items) == 1 else None
    if not isinstance(node, MappingNode) or len(node.entries) != 1:
        return None
    [(key, (_, value))] = node.entries.items()
    if not isinstance(value, ScalarNode) or not value.text.strip():
        return None
    if letters_of(key) in _OF_ANY_ITEM | WORDS.get(name, frozenset()):
        return f"write {flow(value.text)}"
    if name == "parties":
        return f"write {{party: {flow(key)}, head: {flow(value.text)}}} as an item of delegations:"
    return f"write {json.dumps(f'{key}: {value.text}', ensure_ascii=False)}"


def instead_of_text(node: Node, parse: Callable[[str], object]) -> str | None:
    """Return the text that a list or keys stand for: one item, a day and time, a position."""
    parts = node.items if isinstance(node, ListNode) else ()
    names = node.entries.keys() if isinstance(node, MappingNode) else set()
    if isinstance(node, MappingNode) and (names <= _OF_A_TIME or tuple(names) in _OF_A_POSITION):
        parts = tuple(value for _, value in node.entries.values())
    texts = [part.text for part in parts if isinstance(part, ScalarNode)]
    is_position = len(texts) == 2 and all(map(_NUMBER.fullmatch, texts))
    is_one = len(texts) == 1 or names or is_position
    if not texts or len(texts) < len(parts) or not is_one:
        return None
    meant = (", " if is_position else " ").join(texts)
    try:
        parse(meant)
    except Refusal:
        return None
    return meant
