"""What came of an event, in a post about it that may have been sent before."""

from dataclasses import replace
from datetime import datetime

from bot.messages.parts.details import fitted
from bot.messages.parts.lines import Line, is_source_line, lines_of, plain
from bot.messages.post import Post, joined
from events.model import Event
from events.wording.language import Language
from events.wording.languages import LANGUAGES
from events.wording.links import outcome_lines


def outcome_lines_of(event: Event, now: datetime, language: Language) -> list[Line]:
    """Write what came of an event, once it has begun."""
    if event.start.begins > now:
        return []
    return [plain(line) for line in outcome_lines(event, language)]


def with_outcome(post: Post, told: Event, event: Event, now: datetime, language: Language) -> Post:
    """Return a post about an event as it was ``told``, with what is known to have come of it.

    What it said of that may be in any language.
    """
    old = [line for each in LANGUAGES.values() for line in outcome_lines_of(told, now, each)]
    kept = [line for line in lines_of(post.spans) if line not in old]
    place = len(kept) - 1 if kept and is_source_line(kept[-1]) else len(kept)
    last = [*outcome_lines_of(event, now, language), *kept[place:]]
    return replace(post, spans=joined(fitted(kept[:2], kept[2:place], last, post.longest)))
