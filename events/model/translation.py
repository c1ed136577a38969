"""Texts in several languages."""

from collections.abc import Iterable
from dataclasses import dataclass

Titles = tuple[tuple[str, str], ...]
"""A title in languages beside its main one: their codes, and the title in each."""


@dataclass(frozen=True, slots=True)
class Translation:
    """Texts of an event or an agenda in another language than its main one, by its code (BCP 47).

    What is None is there in the main language alone, or not at all.
    """

    language: str
    title: str | None = None
    description: str | None = None
    note: str | None = None
    chair: str | None = None


TRANSLATED = ("title", "description", "note", "chair")
"""The texts that can be in several languages; an agenda has the first two."""


def same_language(one: str, other: str) -> bool:
    """Tell whether two codes are of one language, wherever it is spoken: en-GB, and en."""
    return _primary(one) == _primary(other)


def _primary(code: str) -> str:
    return code.partition("-")[0].lower()


def closest(asked: str, main: str | None, others: Iterable[str]) -> str | None:
    """Return the code of the language in which to tell a text; None for the main one.

    That is the one that is ``asked`` for, or one that differs from it in the region alone. Where
    there is neither, it is the main one.
    """
    others = tuple(others)
    if main and main.lower() == asked.lower():
        return None
    if exact := next((it for it in others if it.lower() == asked.lower()), None):
        return exact
    if main and same_language(main, asked):
        return None
    return next((it for it in others if same_language(it, asked)), None)
