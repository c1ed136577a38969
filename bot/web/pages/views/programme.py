"""The programme of an event on its page: a table of hours with titles, under their days."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.web.pages.views.machine_times import machine_time
from events.model import Event, Status
from events.times import Moment
from events.wording.joined import sentence, within_sentence
from events.wording.language import Language
from events.wording.phrases import status_word
from events.wording.press import access_words
from events.wording.programme import line_when, lines_by_day


@dataclass(frozen=True, slots=True)
class ProgrammeRow:
    """A part of an event: when it is, in words and for the datetime attribute, and itself.

    - ``access``: which press may come, and when to be there, if that is not as at the whole event
    - ``status``: how it stands, if it is not confirmed
    """

    when: str
    time: str | None
    event: Event
    access: str
    status: str


@dataclass(frozen=True, slots=True)
class ProgrammeDay:
    """The parts of an event that begin on one day; ``time`` is None if that is not known."""

    day: str
    time: str | None
    rows: tuple[ProgrammeRow, ...]


def programme_of(
    event: Event, by_uid: Mapping[str, Event], language: Language
) -> tuple[ProgrammeDay, ...]:
    """Return the programme of an event, by the event's clocks; parts are looked up by their UID."""
    return tuple(
        ProgrammeDay(
            sentence(language.day(day) if day else language.date_to_be_announced),
            day.isoformat() if day else None,
            tuple(
                ProgrammeRow(
                    sentence(line_when(line, event, language)),
                    _time(by_uid[line.uid], event.timezone),
                    by_uid[line.uid],
                    _own_access(by_uid[line.uid], event, language),
                    _standing(by_uid[line.uid], language),
                )
                for line in lines
                if line.uid in by_uid
            ),
        )
        for day, lines in lines_by_day(event.programme, event)
    )


def _own_access(part: Event, event: Event, language: Language) -> str:
    words = access_words(part, language)
    return "" if words == access_words(event, language) else words


def _standing(part: Event, language: Language) -> str:
    words = status_word(part.status, language)
    return "" if part.status is Status.CONFIRMED else within_sentence(words)


def _time(part: Event, zone: str) -> str | None:
    return machine_time(part.start, zone) if isinstance(part.start, Moment) else None
