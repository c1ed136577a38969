"""Texts as they are written between braces, where YAML has signs of its own."""

import json
import re


def flow(text: str) -> str:
    """Write a text as a value that stands between braces, in quotes where YAML needs them.

    >>> flow("Vienna"), flow("Vienna, Hofburg")
    ('Vienna', '"Vienna, Hofburg"')
    """
    safe = re.fullmatch(r"\w(?:[^\n,\[\]{}#:\"'\\`]|:(?=\S)|'(?=\w))*", text)
    plain = safe and text.lower() != "null"
    return text if plain and text == text.strip() else json.dumps(text, ensure_ascii=False)
