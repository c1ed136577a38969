"""An announcement in lower case, of which its words are taken one after the other."""

import re

from events.definitions.mends.lookalikes import in_one_line

# Words, each by what it says; those in brackets of a message are taken as they are.
WORDS: dict[str, re.Pattern[str]] = {
    name: re.compile(pattern)
    for name, pattern in {
        "not before": r"\b(?:not|no) (?:before|earlier than)\b|\bat the earliest\b|\bor later\b"
        r"|\bonwards?\b|(?<=\s)\+(?=\s)|\bafter\b",
        "by": r"\b(?:no|not) later than\b|\bat the latest\b|\bby\b|\bbefore\b|\buntil\b|\btill\b",
        "about": r"\b(?:on or )?about\b|\baround\b|\bapprox(?:imately)?\b\.?|\bcirca\b|\bca?\b\.?"
        r"|~|\broughly\b|(?<=\s)ish\b|\bor so\b",
        "relative": r"\b(?:today|tonight|tomorrow|yesterday|(?:next|this|coming|last)"
        r" (?:week|month|year|morning|afternoon|evening|weekend)|in (?:a|an|one|two|three|\d+)"
        r" (?:days?|weeks?|months?))\b",
        "all day": r"\b(?:all|whole|full|entire)[ -]?day\b",
        "doubt": r"\?+",
        "unsure": r"\b(?:provisional(?:ly)?|tentative(?:ly)?|probabl[ey]|perhaps|possibly|maybe"
        r"|(?:un)?likely)\b",
        "cancelled": r"(?<!\bnot )(?<!\bnever )\b(?:cancell?ed|called off)\b",
        "postponed": r"(?<!\bnot )(?<!\bnever )\b(?:postponed|adjourned|put off)\b",
        "open": r"\b(?:t\.?b\.?[acd]\.?|to be (?:announced|confirmed|determined|decided|advised))\b"
        r"|\b(?:not (?:yet )?known|unknown|unconfirmed|open|soon|none|some ?time|n/a)\b",
        "midnight": r"\bmidnight\b",
        "midday": r"\b(?:midday|mid-day|lunch ?time|lunch)\b",
        "morning": r"\b(?:early |late |mid[ -]?)?(?:morning|forenoon)\b|(?<=\s)a\.?m\b\.?",
        "afternoon": r"\b(?:early |late |mid[ -]?)?afternoon\b|(?<=\s)p\.?m\b\.?",
        "evening": r"\b(?:early |late )?(?:evening|night)\b",
        "part of a month": r"\b(?:early|mid|late|(?:the )?(?:beginning|start|middle|end|first half"
        r"|second half) of)\b",
    }.items()
}


class Text:
    """A text of which one thing after the other is taken."""

    def __init__(self, text: str) -> None:
        self.left = f" {in_one_line(text).lower()} "

    def take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Take what a pattern finds first, if it finds anything."""
        match = pattern.search(self.left)
        if match:
            self.left = f"{self.left[: match.start()]} {self.left[match.end() :]}"
        return match

    def has(self, word: str) -> bool:
        """Take a word in all of its places, and tell whether it was there."""
        found = False
        while self.take(WORDS[word]):
            found = True
        return found
