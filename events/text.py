"""Words: how they compare, how they are shown in a message, and which one was meant."""

import unicodedata
from collections.abc import Sequence
from difflib import get_close_matches


def fold(word: str) -> str:
    """Return a word as it compares: without regard to case and to how its letters are composed."""
    return unicodedata.normalize("NFC", word.casefold())


def quoted(text: str, limit: int = 60) -> str:
    """Show a definition's own text in a message, shortened and safe for a terminal.

    >>> quoted("Geneva\\x1b[31m")
    "'Geneva\\\\x1b[31m'"
    """
    return repr(text if len(text) <= limit else text[: limit - 1] + "…")


def nearest_word(word: str, known: Sequence[str]) -> str | None:
    """Return the known word that was most likely meant."""
    by_lower = {name.lower(): name for name in reversed(known)}
    close = get_close_matches(word.lower(), by_lower, n=1)
    return by_lower[close[0]] if close else None
