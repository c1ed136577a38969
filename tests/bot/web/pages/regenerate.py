"""Writes the golden files: what every page says in every language.

`python -m tests.bot.web.pages.regenerate`, then read the difference with `git diff` before it is
kept.
"""

from pathlib import Path

from events.wording.languages import LANGUAGES
from tests.bot.web.pages.every_page import transcript

GOLDEN = Path(__file__).parent / "golden"


if __name__ == "__main__":
    for code in LANGUAGES:
        (GOLDEN / f"{code}.txt").write_text(transcript(code), encoding="utf-8")
