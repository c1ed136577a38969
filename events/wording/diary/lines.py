"""A line of the diary: 'BRUSSELS - NATO–Russia Council - 0900 GMT (10:00 local)'.

It keeps one form, so that it can be read back: its parts stand between ' - ', which none of them
has in it, and the last brackets hold what the record says.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from events.history import LastChange
from events.model import Event, Kind, Status, in_language
from events.text import fold
from events.wording.diary.times import ToldDay, arrival_under_day, when_words
from events.wording.history_phrases import was_phrase
from events.wording.language import Language
from events.wording.phrases import certainty_phrase, status_word
from events.wording.press import arrival_words

MARK, BETWEEN = "**", " - "
_SPACES = re.compile(r"[ \t\r\n]+")  # those that do not break stay
_ALONE = re.compile(r"(?<![^ ])-(?![^ ])")  # also at an end, where it would join what is between


@dataclass(frozen=True, slots=True)
class LineWords:
    """The parts of a line, of which any but ``what`` may be empty.

    - ``press``: who of the press may come, and when to be there
    - ``record``: 'new', or what was until the event changed; a line that has it is marked
    """

    place: str
    what: str
    when: str
    press: str
    record: str

    @property
    def text(self) -> str:
        """The whole line."""
        parts = BETWEEN.join(filter(None, (self.place, self.what, self.when, self.press)))
        return f"{MARK} {parts} [{self.record}]" if self.record else parts


def line_words(
    event: Event, told: ToldDay | None, change: LastChange | bool, language: Language
) -> LineWords:
    """Write an event under a day; without one, ``told`` is None, under those to be announced.

    ``change`` is True for an event that is new, and False for one of which there is no news.
    """
    return LineWords(
        place=_flat(_place(event, language)),
        what=_flat(_what(event, language)),
        when=_flat(when_words(event, told, language)),
        press=_flat(_press(event, told, language)) if event.status.is_on else "",
        record=_flat(_record(event, change, language)),
    )


def _flat(words: str) -> str:
    """Return words in one line, without what stands between the parts of one."""
    return _ALONE.sub("–", _SPACES.sub(" ", words).strip())


def _place(event: Event, language: Language) -> str:
    words: dict[str, None] = {}
    for place in event.places:
        name = place.city or place.country or place.venue or ""
        if place.is_unknown:
            name = language.place_to_be_confirmed
        elif place.is_online:
            name = f"{name}/{language.online}" if name else language.online
        name = name.upper()
        if place.to_be_confirmed and not place.is_unknown:
            name = language.to_be_confirmed.format(name)
        words[name] = None
    return "/".join(words)


def _what(event: Event, language: Language) -> str:
    title = in_language(event, language.code).title
    if title.startswith(MARK):
        title = language.quote.format(title)
    return language.colon.join((*_before_title(event, title, language), title))


def _before_title(event: Event, title: str, language: Language) -> Iterator[str]:
    if event.status is Status.POSTPONED:
        yield certainty_phrase(event, language)
    elif event.status is not Status.CONFIRMED:
        yield status_word(event.status, language)
    # Under its hour alone, it would read as if it began then.
    word = language.kinds[Kind.DEADLINE]
    if event.kind is Kind.DEADLINE and fold(word) not in fold(title):
        yield word


def _press(event: Event, told: ToldDay | None, language: Language) -> str:
    may_come = language.access_words[event.access] if event.access else ""
    be_there = arrival_under_day(event, told, language)
    if not be_there and (told is None or told.date == told.first):
        be_there = arrival_words(event, language)
    return ". ".join(filter(None, (may_come, be_there)))


def _record(event: Event, change: LastChange | bool, language: Language) -> str:
    if not isinstance(change, LastChange):
        return language.diary.new if change else ""
    return language.diary.was.format(was_phrase(change, event, language) or "")
