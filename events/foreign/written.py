"""Texts as they stand in a definition: YAML's scalars, blocks and comments."""

import re

from events.text import printable

MAX_COMMENT = 300
# What YAML takes for a plain text wherever it stands: without a sign of its own.
_PLAIN = re.compile(r"[A-Za-z0-9À-ɏΑ-ωА-яЁё(][^\n\t:#\[\]{},\"'`|>&*!%@\\]*")


def scalar(text: str) -> str:
    """Write a text of one line as a value.

    >>> scalar("Talks: day one")
    '"Talks: day one"'
    """
    plain = _PLAIN.fullmatch(text) and text.lower() != "null"
    if plain and text == text.strip() and text.isprintable():
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def prose(key: str, text: str, indent: str) -> list[str]:
    """Write a key with a text that may have several lines."""
    if "\n" not in text and len(text) <= MAX_COMMENT // 4:
        return [f"{indent}{key}: {scalar(text)}"]
    lines = (f"{indent}  {line}" if line else "" for line in text.split("\n"))
    return [f"{indent}{key}: |-", *lines]


def comment(text: str, indent: str = "") -> str:
    """Write a text as a comment of one line, shortened."""
    text = " ".join(printable(text, allowed="\n\t").split())
    shown = text if len(text) <= MAX_COMMENT else f"{text[: MAX_COMMENT - 1]}…"
    return f"{indent}# {shown}"


def mapping(values: dict[str, str]) -> str:
    """Write a mapping in one line."""
    return "{" + ", ".join(f"{key}: {scalar(it)}" for key, it in values.items()) + "}"
