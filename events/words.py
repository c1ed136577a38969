"""How words compare, wherever they are compared."""

import unicodedata


def fold(word: str) -> str:
    """Return a word as it compares: without regard to case and to how its letters are composed."""
    return unicodedata.normalize("NFC", word.casefold())
