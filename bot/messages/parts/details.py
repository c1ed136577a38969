"""How much a post tells of an event: in a line, or all that is known of it."""

from datetime import datetime

from bot.messages.parts.lines import Line, place_told, plain, short
from bot.messages.post import Post, Span, joined
from bot.messages.wording.languages import words_in
from events.model import Event
from events.wording.joined import headed
from events.wording.language import Language
from events.wording.programme import programme_heading, programme_lines

LONGEST_DESCRIPTION = 1200  # characters
MOST_ADDRESSES = 5


def when_and_where(starts: Line, event: Event, language: Language) -> Line:
    """Write on one line when an event is, which is given, and where, if that is known."""
    if not event.places:
        return starts
    place = short(place_told(event, language))
    if all(each.is_unknown for each in event.places):
        return (*starts, Span(f" · {headed(words_in(language).place, place, language)}"))
    return (*starts, Span(f" · {language.isolated.format(place)}"))


def full_lines(event: Event, now: datetime, language: Language) -> list[Line]:
    """Write what else is known of an event, with what can be left out first at the end.

    How to get in while that can be asked for, whom to ask, where its sources are to be read, what
    it is, its programme: which is one line, since half of it would be taken for all.
    """
    asked, told = event.accreditation, list[tuple[str, str]]()
    if asked and (asked.until is None or asked.until.ends > now):
        ways = (asked.note and short(asked.note), asked.url)
        told += [(language.accreditation, way) for way in ways if way]
    if event.contact:
        told.append((language.press_contact, short(str(event.contact))))
    sources = event.sources[:MOST_ADDRESSES]
    told += [(short(each.publisher), each.url) for each in sources if each.url]
    lines = [plain(headed(label, text, language)) for label, text in told]
    if event.description:
        text = short(event.description, LONGEST_DESCRIPTION)
        lines.append(plain(text))
    if parts := [*programme_lines(event, language)]:
        heading = f"{programme_heading(event, language)}{language.colon}".rstrip()
        lines.append(plain("\n".join((heading, *map(short, parts)))))
    return lines


def fitted(first: list[Line], told: list[Line], last: list[Line], longest: int) -> list[Line]:
    """Return lines of a post, without the last ones of what is ``told`` where it is too long."""
    kept = [*told]
    while kept and Post(joined([*first, *kept, *last])).length > longest:
        kept.pop()
    return [*first, *kept, *last]
