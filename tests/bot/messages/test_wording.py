"""The words of posts: all there in each language, all used, and as a person has read them."""

from collections.abc import Iterator
from dataclasses import fields, replace
from string import Formatter
from typing import Any

import pytest

from bot.messages.digest import LONGEST_DIGEST, MOST_PARTS, DigestPart, digest_post
from bot.messages.notice import correction_post
from bot.messages.parts.lines import plain
from bot.messages.parts.links import with_links
from bot.messages.parts.outcome import with_outcome
from bot.messages.post import LONGEST_POST
from bot.messages.reminder import reminder_post
from bot.messages.wording.chat_words import ChatWords
from bot.messages.wording.english import ENGLISH as ENGLISH_POSTS
from bot.messages.wording.languages import CHAT_WORDS, words_in
from bot.planning.post_form import PostForm
from bot.telegram.html import as_html
from events.changes import Change
from events.model import Link, Outcome
from events.wording.english import ENGLISH
from events.wording.language import Language
from events.wording.languages import LANGUAGES
from events.wording.translations.arabic import ARABIC
from tests.bot.messages.every_message import FULL, NOW, transcript
from tests.bot.messages.regenerate import GOLDEN
from tests.bot.running.clock import utc
from tests.telegram_server.texts.markup import parse_html

every_language = pytest.mark.parametrize("language", LANGUAGES.values(), ids=LANGUAGES)
AFTER = utc("2022-01-12 14:00")
UNITS = ("day", "hour", "minute")


def placeholders(template: str) -> list[str]:
    return sorted(name for _, name, _, _ in Formatter().parse(template) if name is not None)


def texts(words: ChatWords) -> Iterator[tuple[str, str]]:
    for field in fields(ChatWords):
        value = getattr(words, field.name)
        if isinstance(value, str):
            yield field.name, value
        elif isinstance(value, tuple):
            yield from ((f"{field.name} {n}", each) for n, each in enumerate(value))
        elif isinstance(value, dict):
            yield from ((f"{field.name} {key}", each) for key, each in value.items())


@every_language
def test_every_text_is_there_and_takes_what_the_english_takes(language: Language) -> None:
    told, english = dict(texts(words_in(language))), dict(texts(ENGLISH_POSTS))
    assert told.keys() == english.keys()
    for name, text in told.items():
        assert text, name
        assert placeholders(text) == placeholders(english[name]), name
    assert set(words_in(language).heads) == set(Change)
    assert CHAT_WORDS.keys() == LANGUAGES.keys()


@every_language
def test_every_number_has_its_form(language: Language) -> None:
    for write in (words_in(language).unit, language.unit):
        for unit in UNITS:
            told = [write(number, unit) for number in range(1, 200)]
            # Arabic has words of their own for one and two.
            assert all(str(number) in told[number - 1] for number in range(3, 200))
            assert len(set(told)) == len(told)


def test_every_text_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    def marked(name: str, text: str) -> str:
        return f"<{name}>{text}"

    heads = {key: marked(f"heads {key}", text) for key, text in ENGLISH_POSTS.heads.items()}
    changed: dict[str, Any] = {
        field.name: marked(field.name, getattr(ENGLISH_POSTS, field.name))
        for field in fields(ChatWords)
        if isinstance(getattr(ENGLISH_POSTS, field.name), str)
    }
    monkeypatch.setitem(CHAT_WORDS, "en", replace(ENGLISH_POSTS, heads=heads, **changed))
    told = transcript(ENGLISH).casefold()
    # What begins a line gets its capital letter there.
    unused = [
        name for name in (*changed, *(f"heads {key}" for key in heads)) if f"<{name}>" not in told
    ]
    assert not unused


@every_language
def test_every_message_is_as_it_was_read(language: Language) -> None:
    golden = (GOLDEN / f"{language.code}.txt").read_text(encoding="utf-8")
    assert transcript(language) == golden


@every_language
def test_telegram_keeps_every_letter(language: Language) -> None:
    post = reminder_post(FULL, NOW, form=PostForm(language))
    assert parse_html(as_html(post)).text == post.text


@every_language
@pytest.mark.parametrize("now", [ENGLISH, ARABIC], ids=["en", "ar"])
def test_the_lines_of_a_post_are_known_in_the_language_that_it_was_sent_in(
    language: Language, now: Language
) -> None:
    told = replace(FULL, outcome=Outcome("Nothing."))
    event = replace(FULL, streams=(Link("https://new.example/"),), outcome=Outcome("A treaty."))
    post = reminder_post(told, AFTER, form=PostForm(language))

    edited = with_outcome(with_links(post, told, event, now), told, event, AFTER, now).text
    assert "live.example" not in edited
    assert "Nothing." not in edited
    *_, outcome, source = edited.splitlines()
    assert "A treaty." in outcome
    assert outcome.startswith(now.outcome)
    assert source == post.text.splitlines()[-1]
    assert edited.count("https://new.example/") == 1


@every_language
def test_what_marks_a_post_leaves_it_short_enough(language: Language) -> None:
    assert correction_post("x" * LONGEST_POST, language).length <= LONGEST_POST
    each = LONGEST_DIGEST // MOST_PARTS - 10
    parts = [DigestPart(plain("x" * each), is_notice=False, is_outdated=True)] * MOST_PARTS
    assert digest_post(parts, language).length <= LONGEST_POST
