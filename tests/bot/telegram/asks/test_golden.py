"""What readers ask, and what they are answered: golden files, which docs/bot.md shows as well."""

from pathlib import Path

from tests.bot.telegram.asks.asked import (
    ASKED,
    ASKED_AFTERWARDS,
    ASKED_BY_OPERATOR,
    DOCUMENT,
    GOLDEN,
    conversations,
    documented,
    golden,
    shown,
)


async def test_each_command_is_answered_as_its_golden_file_has_it(tmp_path: Path) -> None:
    made = await conversations(tmp_path)

    assert {name: golden(name) for name in made} == made


def test_there_is_no_golden_file_that_nothing_is_asked_for() -> None:
    assert {path.stem for path in GOLDEN.iterdir()} == {
        *ASKED,
        *ASKED_AFTERWARDS,
        *ASKED_BY_OPERATOR,
    }


def test_the_document_shows_each_answer_as_it_really_looks() -> None:
    document = DOCUMENT.read_text(encoding="utf-8")

    assert shown(document) == {*ASKED, *ASKED_AFTERWARDS, *ASKED_BY_OPERATOR}
    assert documented(document, golden) == document
