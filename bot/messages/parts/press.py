"""What a post says to the press: who may come, and when to be there."""

from datetime import datetime

from bot.messages.parts.lines import Line, filled, plain, short, stopped, time_span
from bot.messages.post import Span
from events.model import Event
from events.times import Moment
from events.wording.joined import headed
from events.wording.language import Language
from events.wording.press import access_words, arrival, arrival_time_words, closing_words


def press_lines(event: Event, now: datetime, language: Language, zone: str | None) -> list[Line]:
    """Write who may come and when to be there: 'Pool only. Be there by 09:15 in Brussels.'

    As long as the accreditation is open, until when it is. Nothing of what is off.
    """
    lines: list[Line] = []
    if not event.status.is_on:
        return lines
    if by := arrival(event):
        words = arrival_time_words(event, by, language, zone)
        time = time_span(words, Moment.of(by, "UTC"), now)
        said = filled(language.be_there_by, (time,))
        if event.access:
            said = (Span(f"{language.access_words[event.access]}. "), *said)
        lines.append((*said, Span(".")))
    elif words := access_words(event, language):
        lines.append(plain(stopped(words)))
    if event.accreditation and event.accreditation.until and event.accreditation.until.ends > now:
        words = short(closing_words(event, language, zone))
        lines.append(plain(headed(language.accreditation, words, language)))
    return lines
