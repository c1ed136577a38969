"""A digest: the short forms of several posts in one, so that a chat does not ring for each."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.messages.parts.lines import Line, bold
from bot.messages.post import LONGEST_POST, Post, Span, Style, joined
from bot.messages.wording.languages import CHAT_WORDS, words_in
from events.wording.language import Language

FEWEST_PARTS = 4  # up to three posts are told apart more easily one by one
# Telegram takes a hundred entities in a message, of which each part has up to four.
MOST_PARTS = 20
# Each part may yet be marked as out of date, in another language if that is changed.
LONGEST_MARK = max(len(words.part_changed) for words in CHAT_WORDS.values())
LONGEST_DIGEST = LONGEST_POST - MOST_PARTS * LONGEST_MARK


@dataclass(frozen=True, slots=True)
class DigestPart:
    """What a digest says about one event, as spans."""

    lines: Line
    is_notice: bool
    is_outdated: bool = False


def digest_post(parts: Sequence[DigestPart], language: Language) -> Post:
    """Write parts under one heading; those that are out of date are marked and struck through."""
    lines = (_lines(part, language) for part in parts)
    return Post(joined([bold(_heading(parts, language)), *lines], "\n\n"))


def how_many_fit(parts: Sequence[DigestPart], pending: int, language: Language) -> int:
    """Return how many of the first parts one digest takes: what it does not take is never cut.

    Of all that is ``pending`` enough is left to be a digest too, if anything is left.
    """
    most = min(len(parts), MOST_PARTS)
    while most > 1 and digest_post(parts[:most], language).length > LONGEST_DIGEST:
        most -= 1
    left = pending - most
    return max(most - (FEWEST_PARTS - left), 1) if 0 < left < FEWEST_PARTS else most


def _heading(parts: Sequence[DigestPart], language: Language) -> str:
    notices = sum(part.is_notice for part in parts)
    if notices == len(parts):
        return language.changes_in_digest.format(len(parts))
    if not notices:
        return language.reminders_in_digest.format(len(parts))
    return language.both_in_digest.format(len(parts))


def _lines(part: DigestPart, language: Language) -> Line:
    if not part.is_outdated:
        return part.lines
    struck = (Span(span.text, span.style | Style.STRIKE, None, span.url) for span in part.lines)
    return (Span(words_in(language).part_changed, Style.BOLD), *struck)
