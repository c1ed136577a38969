"""What to write where a # without a space begins a comment, and cuts a value off."""

import re
from collections.abc import Callable, Sequence

from events.definitions.mends.lines import line_of
from events.definitions.mends.meant.choices import parse_access, parse_status
from events.definitions.mends.meant.kinds import parse_kind
from events.definitions.schema import (
    ACCREDITATION,
    AGENDA,
    CONTACT,
    DELEGATION,
    EVENT,
    LINK,
    OUTCOME,
    PLACE,
    REPEATS,
    SOURCE,
    Schema,
)
from events.definitions.values import parse_color
from events.definitions.yaml.layout import (
    IN_QUOTES,
    KEY,
    begins_entry,
    indentation,
    keys_above,
    with_quotes,
    written,
)
from events.definitions.yaml.nodes import ScalarNode
from events.definitions.yaml.stop_point import Position
from events.errors import Refusal
from events.zones import parse_zone

# A key, and what stands between it and the #; between braces others may stand before it.
_KEY = re.compile(r"(?:^|[{,\s])(?P<key>[^\W\d_][\w ]*):\s+(?P<value>[^{}\[\],]*?)\s*$")
_ITEM = re.compile(r"\s*-\s+(?P<value>[^:{}\[\],]*?)\s*$")
_CLOSES = re.compile(r"[,\]}].*")
_MAPPINGS = (
    AGENDA, EVENT, PLACE, SOURCE, DELEGATION, LINK, OUTCOME, ACCREDITATION, CONTACT, REPEATS,
)  # fmt: skip
_PARSERS: dict[str, Callable[[str], object]] = {
    "kind": parse_kind,
    "status": parse_status,
    "access": parse_access,
    "color": parse_color,
    "timezone": parse_zone,
}
_APART = "write the comment in a line of its own"


def cut_off_mend(lines: Sequence[str], at: Position) -> str:
    """Return how to write a line of which a comment cuts the value off.

    In a text the # was mostly meant, and the whole of it is put in quotes. What takes no # is
    written without, or with the comment as one.
    """
    line, *below = lines[at.line : at.line + 2]
    if below and indentation(below[0]) > indentation(line) and not begins_entry(below[0]):
        return IN_QUOTES  # the value goes on below, and no line alone can be written
    before, after = line[: at.column], line[at.column + 1 :].strip()
    if before.rstrip().endswith(("]", "}")) and not _is_open(before):
        return written(f"{before.strip()} # {after}", _APART)
    found = _KEY.search(before) or _ITEM.fullmatch(before)
    if found is None:
        return with_quotes(line, whole=True)
    key = found.groupdict().get("key")
    if key and not found["value"] and (mend := _list_mend(key, line[at.column :])):
        return mend
    named = key or _key_above(lines, at.line)
    if takes_any_text(named):
        return with_quotes(line, whole=True)
    is_flow = _is_open(before)
    if found["value"]:
        return _APART if is_flow else written(f"{before.strip()} # {after}", _APART)
    text = _CLOSES.sub("", after).strip() if is_flow else after
    return _mend_without(named, text, f"{key}: {text}" if key else f"- {text}")


def _is_open(before: str) -> bool:
    """Tell whether a bracket or a brace is open there."""
    return any(before.count(one) > before.count(other) for one, other in ("[]", "{}"))


def _key_above(lines: Sequence[str], line: int) -> str:
    """Return the key whose list an item is of."""
    above = next(keys_above(lines, line), None)
    found = KEY.match(lines[above.line]) if above else None
    return found["key"] if found else ""


def _list_mend(key: str, text: str) -> str | None:
    """Return how to write a list of texts that is one text, and cut off whole: tags: #nato."""
    if EVENT["properties"].get(key, {}).get("items", {}).get("type") != "string":
        return None
    for written_so in (text.strip(), text.lstrip("# ").rstrip()):
        if meant := line_of(key, key, ScalarNode(written_so, 1, 1, verbatim=False), EVENT):
            return f"write {meant}"
    return None


def _mend_without(key: str, text: str, line: str) -> str:
    """Return how to write a value of a key without the # before it."""
    try:
        if key in _PARSERS:
            _PARSERS[key](text)
        elif not any(re.search(pattern, text) for pattern in patterns_of(key)):
            return "write the value without the # before it"
    except Refusal as refusal:
        return refusal.mend
    return written(line, "write the value without the # before it")


def takes_any_text(key: str) -> bool:
    """Tell whether a # may be a part of what a key takes; so it is where no key is known."""
    schemas = _schemas(key)
    return key not in _PARSERS and (not schemas or len(patterns_of(key)) < len(schemas))


def patterns_of(key: str) -> list[str]:
    """Return the patterns of what a key takes in mappings where it takes not any text."""
    return [it["pattern"] for it in _schemas(key) if "pattern" in it and "properties" not in it]


KEYS = frozenset(key for it in _MAPPINGS for key in it["properties"])
"""All keys that there are, whatever they are of."""


def _schemas(key: str) -> list[Schema]:
    found = (it["properties"][key] for it in _MAPPINGS if key in it["properties"])
    return [it.get("items", it) for it in found]
