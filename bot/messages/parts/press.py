"""What a post says to the press: who may come, and when to be there."""

from datetime import datetime

from bot.messages.parts.lines import Line, short, time_span
from bot.messages.post import Span
from events.model import Event
from events.times import Moment
from events.wording.english import ENGLISH
from events.wording.press import access_words, arrival, arrival_time_words, closing_words


def press_lines(event: Event, now: datetime) -> list[Line]:
    """Write who may come and when to be there: 'Pool only. Be there by 09:15 in Brussels.'

    As long as the accreditation is open, until when it is.
    """
    lines: list[Line] = []
    if by := arrival(event):
        said = ENGLISH.be_there_by.format("")
        said = f"{ENGLISH.access_words[event.access]}. {said}" if event.access else said
        time = time_span(arrival_time_words(event, by), Moment.of(by, "UTC"), now)
        lines.append((Span(said), time, Span(".")))
    elif words := access_words(event):
        lines.append((Span(f"{words}."),))
    if event.accreditation and event.accreditation.until and event.accreditation.until.ends > now:
        words = short(closing_words(event))
        lines.append((Span(f"{ENGLISH.accreditation}: {words}"),))
    return lines
