"""A digest: the short forms of several posts in one, so that a chat does not ring for each."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.messages.parts.lines import Line, bold
from bot.messages.post import LONGEST_POST, Post, Span, Style, joined
from events.wording.english import ENGLISH

FEWEST_PARTS = 4  # up to three posts are told apart more easily one by one
# Telegram takes a hundred entities in a message, of which each part has up to four.
MOST_PARTS = 20
OUT_OF_DATE = "Out of date, as another post tells: "
# Each part may yet be marked as out of date.
LONGEST_DIGEST = LONGEST_POST - MOST_PARTS * len(OUT_OF_DATE)


@dataclass(frozen=True, slots=True)
class DigestPart:
    """What a digest says about one event, as spans."""

    lines: Line
    is_notice: bool
    is_outdated: bool = False


def digest_post(parts: Sequence[DigestPart]) -> Post:
    """Write parts under one heading; those that are out of date are marked and struck through."""
    return Post(joined([bold(_heading(parts)), *map(_lines, parts)], "\n\n"))


def fitting(parts: Sequence[DigestPart], pending: int) -> int:
    """Return how many of the first parts one digest takes: what it does not take is never cut.

    Of all that is ``pending`` enough is left to be a digest too, if anything is left.
    """
    most = min(len(parts), MOST_PARTS)
    while most > 1 and digest_post(parts[:most]).length > LONGEST_DIGEST:
        most -= 1
    left = pending - most
    return max(most - (FEWEST_PARTS - left), 1) if 0 < left < FEWEST_PARTS else most


def _heading(parts: Sequence[DigestPart]) -> str:
    notices = sum(part.is_notice for part in parts)
    if notices == len(parts):
        return ENGLISH.changes_in_digest.format(len(parts))
    if not notices:
        return ENGLISH.reminders_in_digest.format(len(parts))
    return ENGLISH.both_in_digest.format(len(parts))


def _lines(part: DigestPart) -> Line:
    if not part.is_outdated:
        return part.lines
    struck = (Span(span.text, span.style | Style.STRIKE, None, span.url) for span in part.lines)
    return (Span(OUT_OF_DATE, Style.BOLD), *struck)
