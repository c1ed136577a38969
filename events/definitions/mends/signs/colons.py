"""A colon in a value: of another key in the same line, or one that the value cannot have."""

import re

from events.definitions.mends.signs.cut_off import KEYS, patterns_of, takes_any_text
from events.definitions.yaml.layout import KEY, value_column, with_quotes, written

_NEXT_KEY = re.compile(r"(?P<value>.+?)\s*[,;]\s*(?P<key>\w[\w-]*)")


def without_colon(line: str, column: int) -> str | None:
    """Return how to write a line of which a colon within its value is not meant to be there.

    None where it is a part of the text, as far as anybody can tell.
    """
    key, begins = KEY.match(line), value_column(line)
    if key is None:
        return None
    before, after = line[begins:column], line[column + 1 :].strip()
    found = _NEXT_KEY.fullmatch(before)
    if found and found["key"] in KEYS:
        first = f"{line[:begins].strip()} {found['value']}"
        apart = written(f"{first} and, in a line of its own, {found['key']}: {after}", "")
        apart = apart or f"write {found['key']}: in a line of its own"
        is_text = takes_any_text(key["key"])
        return f"{apart}, or {with_quotes(line).removeprefix('write ')}" if is_text else apart
    if takes_any_text(key["key"]):
        return None
    text = f"{before} {after}"
    if any(re.search(it, text) for it in patterns_of(key["key"])):
        return written(f"{line[:begins].strip()} {text}", "take it away")
    return f"take it away: {key['key']}: has none"
