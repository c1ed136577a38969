"""Each reader is answered in a language: that of the chat, or that of the reader's Telegram."""

import re
from pathlib import Path
from string import Formatter

import pytest

from bot.messages.wording.answers.answer_words import AnswerWords
from bot.messages.wording.answers.english import ENGLISH
from bot.messages.wording.answers.languages import ANSWER_WORDS
from events.wording.languages import LANGUAGES
from tests.bot.telegram.asks.asked import SITE, asked_week
from tests.bot.telegram.asks.in_languages import GOLDEN, OTHERS, conversations, golden, texts
from tests.bot.web.serving import served
from tests.events.builders import REPOSITORY

LONGEST_TOAST = 200  # Bot API, answerCallbackQuery
LONGEST_COMMAND = 256  # Bot API, BotCommand
every_language = pytest.mark.parametrize("code", ANSWER_WORDS)


def placeholders(template: str) -> list[str]:
    return sorted(name for _, name, _, _ in Formatter().parse(template) if name is not None)


@every_language
def test_every_text_is_there_and_takes_what_the_english_takes(code: str) -> None:
    told, english = dict(texts(ANSWER_WORDS[code])), dict(texts(ENGLISH))
    assert told.keys() == english.keys()
    for name, text in told.items():
        assert text, name
        assert placeholders(text) == placeholders(english[name]), name
    assert ANSWER_WORDS.keys() == LANGUAGES.keys()


@every_language
def test_no_two_headings_of_an_answer_are_alike(code: str) -> None:
    words = ANSWER_WORDS[code]
    headings = (
        *(words.on_now, words.perhaps_on_now, words.today, words.still_to_come),
        *(words.earlier_today, words.off, words.next, words.last),
    )
    assert len(set(headings)) == len(headings)


@every_language
def test_every_text_names_the_commands_that_the_english_names(code: str) -> None:
    def commands(text: str) -> list[str]:
        return sorted(set(re.findall(r"/[a-z]+", text)))

    english = dict(texts(ENGLISH))
    for name, text in texts(ANSWER_WORDS[code]):
        assert commands(text) == commands(english[name]), name


@every_language
def test_what_telegram_limits_is_short_enough(code: str) -> None:
    words = ANSWER_WORDS[code]
    shown = (
        *(words.gone, words.undated, words.old_button, words.too_old, words.too_much),
        *(words.administrators, words.named, words.unavailable),
    )
    assert max(map(len, shown)) <= LONGEST_TOAST
    assert max(map(len, words.commands.values())) <= LONGEST_COMMAND


@every_language
def test_every_number_of_events_has_its_form(code: str) -> None:
    told = [ANSWER_WORDS[code].count(number, "event") for number in range(1, 200)]
    assert all(str(number) in told[number - 1] for number in range(3, 200))


def test_every_text_is_used() -> None:
    files = (REPOSITORY / "bot").rglob("*.py")
    code = "".join(path.read_text(encoding="utf-8") for path in files)
    used = set(re.findall(r"\b(?:words|phrases)\.(\w+)", code))
    assert set(AnswerWords.__dataclass_fields__) - used == set()


async def test_each_answer_in_each_language_is_as_it_was_read(tmp_path: Path) -> None:
    made = await conversations(tmp_path)

    assert {code: golden(code) for code in made} == made
    assert {path.stem for path in GOLDEN.iterdir()} == set(OTHERS)


async def test_each_answer_leads_to_what_is_there_in_the_reader_s_language(tmp_path: Path) -> None:
    links = {code: set(re.findall(rf"{SITE}(/[^\s)]*)", golden(code))) for code in OTHERS}
    each = [(code, path) for code in OTHERS for path in sorted(links[code])]
    wrong = []
    async with asked_week(tmp_path) as (_, service), served(service.publication) as site:
        for code, path in each:
            answer = await site.client.get(path)
            in_language = f"{SITE}/{code}/" if ".ics" in path else f'<html lang="{code}"'
            if answer.status_code != 200 or in_language not in answer.text.replace("\r\n ", ""):
                wrong.append(path)
    assert wrong == []
    assert len(each) == 5 * len(OTHERS)
