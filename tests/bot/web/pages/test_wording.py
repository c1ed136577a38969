"""The words of the pages: every language has all of them, and every page is in one language."""

from collections.abc import Iterator
from dataclasses import fields, replace
from string import Formatter
from typing import Any

import pytest

from bot.web.wording import english
from bot.web.wording.languages import PAGE_WORDS, words_in
from bot.web.wording.page_words import PageWords
from events.wording.language import Language
from events.wording.languages import LANGUAGES
from tests.bot.web.pages.every_page import transcript
from tests.bot.web.pages.regenerate import GOLDEN

every_language = pytest.mark.parametrize("language", LANGUAGES.values(), ids=LANGUAGES)
TEXTS = [field.name for field in fields(PageWords) if field.type == "str" or field.type is str]
COUNTED = ("events", "further", "earlier")


def read(lang: str) -> str:
    """Return what every page said in a language when a person judged it."""
    return (GOLDEN / f"{lang}.txt").read_text(encoding="utf-8")


def marks(text: str) -> list[str]:
    """Return the placeholders and the brackets of a text."""
    named = [name for _, name, _, _ in Formatter().parse(text) if name is not None]
    return sorted([*named, *(letter for letter in text if letter in "[]")])


@every_language
def test_every_text_is_there_and_takes_what_the_english_takes(language: Language) -> None:
    words = words_in(language)
    assert PAGE_WORDS.keys() == LANGUAGES.keys()
    for name in TEXTS:
        assert getattr(words, name), name
        assert marks(getattr(words, name)) == marks(getattr(english.ENGLISH, name)), name


@every_language
def test_every_number_has_its_form(language: Language) -> None:
    counts = words_in(language).counts
    for name in COUNTED:
        told = [counts(number, name) for number in range(1, 200)]
        # Arabic has words of their own for one and two.
        assert all(str(number) in told[number - 1] for number in range(3, 200))
        assert len(set(told)) == len(told)
        assert counts(1_000_000, name)


def _marked() -> Iterator[tuple[str, Any]]:
    for name in TEXTS:
        yield name, f"<{name}>{getattr(english.ENGLISH, name)}"
    yield "counts", lambda number, name: f"<counts {name}>{number}"
    yield "span", lambda first, last: f"<span>{first}{last}"


def test_every_text_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    changed = dict(_marked())
    monkeypatch.setitem(PAGE_WORDS, "en", replace(english.ENGLISH, **changed))
    # Of a text in the middle of a line, the first letter becomes a small one.
    told = transcript("en").casefold()
    names = (*TEXTS, "span", *(f"counts {name}" for name in COUNTED))
    assert [name for name in names if f"<{name}>" not in told] == []


@every_language
def test_every_page_is_as_it_was_read(language: Language) -> None:
    assert transcript(language.code) == read(language.code)


@pytest.mark.parametrize("lang", [code for code in LANGUAGES if code != "en"])
def test_no_page_says_in_english_what_it_can_say_itself(lang: str) -> None:
    words = PAGE_WORDS[lang]
    said = set(read(lang).splitlines())
    for name in TEXTS:
        text = getattr(english.ENGLISH, name)
        if getattr(words, name) != text:
            assert text not in said
            assert f"@ {text}" not in said
