"""Writes the golden files: every message in every language.

`python -m tests.bot.messages.regenerate`, then read the difference with `git diff` before it is
kept.
"""

from pathlib import Path

from events.wording.languages import LANGUAGES
from tests.bot.messages.every_message import transcript

GOLDEN = Path(__file__).parent / "golden"


if __name__ == "__main__":
    for code, language in LANGUAGES.items():
        (GOLDEN / f"{code}.txt").write_text(transcript(language), encoding="utf-8")
