"""The same questions in each language, and what each is answered: a golden file a language.

`python -m tests.bot.telegram.asks.in_languages` writes them anew; then read the difference with
`git diff` before it is kept.
"""

import asyncio
import re
import tempfile
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

from bot.messages.wording.answers.answer_words import AnswerWords
from bot.messages.wording.answers.languages import ANSWER_WORDS
from tests.bot.running.clock import SetClock
from tests.bot.telegram.asks.asked import AFTERWARDS, HERE, Reader, as_read, asked_week

GOLDEN = HERE / "golden_languages"
OTHERS = [code for code in ANSWER_WORDS if code != "en"]
# What stands behind an arrow begins what the pressed button holds; the last such button is meant.
ASKED = (
    "/start",
    "/next 3",
    "/next 2 osce",
    "/next sao paolo",
    "/next 99",
    "/today",
    "/week",
    "/event",
    "/event nato press",
    "→ calendar",
    "/event summit g7",
    "→ follow",
    "/event ruling",
    "/event cyprus",
    "/event geneva opera",
    "/changes",
    "/press",
    "/follow",
    "/follow viena 1 day, 1 hour",
    "/follow nato briefings",
    "/follow protocol",
    "/following",
    "→ stop",
    "/feed viena opera",
    "/feed following",
    "/timezone",
    "/timezone new york",
    "/timezone portugal",
    "/timezone atlantis",
    "/language",
    "/language klingon",
    "/privacy",
    "/stop",
    "/following",
    "/tody",
)
ASKED_AFTERWARDS = ("/next", "/today", "/week", "/press", "/next cyprus")


async def conversations(folder: Path) -> dict[str, str]:
    """What the golden files should hold, by the codes of their languages."""
    async with asked_week(folder) as (server, service):
        readers = {
            code: Reader(server, of=server.add_user("Ada", language_code=f"{code}-XX"))
            for code in OTHERS
        }
        everybody = list(readers.values())
        made = [await asyncio.gather(*(_asked(it, ASKED) for it in everybody))]
        clock = service.clock
        assert isinstance(clock, SetClock)
        clock.set(AFTERWARDS)
        made.append(
            await asyncio.gather(*(_asked(it, ASKED_AFTERWARDS) for it in readers.values()))
        )
    told = {code: "\n\n".join(parts) for code, *parts in zip(readers, *made, strict=True)}
    return {code: f"{text}\n\n{_rest(code, text)}\n" for code, text in told.items()}


async def _asked(reader: Reader, asked: tuple[str, ...]) -> str:
    parts = []
    for text in asked:
        if text.startswith("→ "):
            begins = text.removeprefix("→ ")
            label = next(
                label
                for label, data in reversed(reader.answers[-1].buttons)
                if data.startswith(begins)
            )
            shown = await reader.press(label)
            answer = f"({shown})" if shown else as_read(reader.answers[-1])
        else:
            answer = as_read(await reader.ask(text))
        parts.append(f"> {text}\n\n{answer}")
    return "\n\n".join(parts)


def _rest(code: str, told: str) -> str:
    """The texts that no answer above has, by their names."""
    lines, told = [], told.lower()
    for name, text in texts(ANSWER_WORDS[code]):
        at = 0
        for part in re.split(r"{\w*}", text.lower()):
            at = told.find(part, at)
            if at < 0:
                lines.append(f"{name}: {text}")
                break
            at += len(part)
    return "\n".join(lines)


def texts(words: AnswerWords) -> Iterator[tuple[str, str]]:
    """The texts of a language, by their names."""
    for field in fields(AnswerWords):
        value = getattr(words, field.name)
        if isinstance(value, str):
            yield field.name, value
        elif isinstance(value, dict):
            yield from ((f"{field.name} {key}", each) for key, each in value.items())


def golden(code: str) -> str:
    path = GOLDEN / f"{code}.txt"
    return path.read_text(encoding="utf-8") if path.exists() else ""


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        made = asyncio.run(conversations(Path(folder)))
    GOLDEN.mkdir(exist_ok=True)
    for code, text in made.items():
        (GOLDEN / f"{code}.txt").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
