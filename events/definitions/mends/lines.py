"""The line to write for one value of another tool's."""

import re
from collections.abc import Callable

from events.definitions.mends.flow import flow
from events.definitions.mends.meant.kinds import kind_meant
from events.definitions.mends.meant.places import yes_meant, zone_written
from events.definitions.mends.meant.repeats import rule_meant
from events.definitions.mends.when.writings.spellings import length_meant, read_spelling
from events.definitions.mends.words import STATUSES, letters_of
from events.definitions.schema import ID_PATTERN, URL_PATTERN, Schema
from events.definitions.yaml.nodes import ListNode, Node, ScalarNode
from events.text import identifier, nearest_word


def entry(key: str, value: str) -> str:
    """Write a key with its value."""
    return f"{key}: {value}"


def texts_of(value: Node) -> list[str]:
    """Return the texts of a list, or of a text that is one with commas."""
    if isinstance(value, ListNode):
        return [item.text for item in value.items if isinstance(item, ScalarNode)]
    if isinstance(value, ScalarNode):
        # Between hashtags there is no comma.
        return [
            part.strip() for part in re.split(r"[,;]|(?<=\S)\s+(?=#)", value.text) if part.strip()
        ]
    return []


def line_of(
    key: str, name: str, value: Node, schema: Schema, own_zone: str | None = None
) -> str | None:
    """Return a key with the value that another tool's word has, or None where it has none.

    ``own_zone`` is that of the place whose timezone it is, where that is known.
    """
    about = schema["properties"][key]
    if about.get("type") == "array":
        texts = [_ITEMS.get(key, str)(text) for text in texts_of(value)]
        if key in ("delegations", "events", "programme") or not texts or None in texts:
            return None
        return f"{key}: [{', '.join(flow(text) for text in texts if text)}]"
    if key == "status" and letters_of(name) in STATUSES:
        said = isinstance(value, ScalarNode) and value.text.lower() in ("true", "yes", "1", "")
        return f"status: {STATUSES[letters_of(name)]}" if said else None
    if not isinstance(value, ScalarNode) or not value.text.strip():
        return None
    if key == "timezone":
        zone, behind = zone_written(value.text.strip(), own_zone)
        return entry(key, flow(zone)) + behind
    text = _VALUES[key](value.text.strip()) if key in _VALUES else value.text.strip()
    return entry(key, flow(text)) if text else None


def _status(text: str) -> str | None:
    word = nearest_word(text, list(STATUSES))
    return STATUSES[word].value if word else None


def url_meant(text: str) -> str | None:
    """Return a text that is an address, and None for any other."""
    return text if re.fullmatch(URL_PATTERN, text) else None


def _day(text: str) -> str | None:
    spelled = read_spelling(text)
    return str(spelled.days[0]) if spelled and len(spelled.days) == 1 else None


def _on(text: str) -> str | None:
    on = (rule_meant(text) or {}).get("on", "[")
    return None if on.startswith("[") else on


_VALUES: dict[str, Callable[[str], str | None]] = {
    "agenda": identifier,
    "id": identifier,
    "follows": lambda text: text if re.fullmatch(ID_PATTERN, text) else None,
    "kind": kind_meant,
    "status": _status,
    "duration": length_meant,
    "every": lambda text: (rule_meant(text) or {}).get("every"),
    "except": _day,
    "on": _on,
    "to be confirmed": yes_meant,
    "url": url_meant,
    "stream": url_meant,
    "image": url_meant,
}
_ITEMS: dict[str, Callable[[str], str | None]] = {
    "tags": identifier,
    "reminders": length_meant,
}
