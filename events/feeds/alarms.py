"""Alarms for readers who ask for them: ``15m``, ``2h`` or ``1d`` before an event starts."""

import re
from dataclasses import replace
from datetime import timedelta
from functools import lru_cache

from icalendar import Alarm, Parameters
from icalendar.parser import Contentline

from events.errors import Refusal
from events.feeds.icalendar import Component, Text, summary
from events.model import in_language
from events.text import quoted
from events.times import Day
from events.wording.english import ENGLISH
from events.wording.language import Language

ALARM_PATTERN = re.compile(r"(\d{1,3})([mhd])", re.ASCII)
LONGEST = timedelta(days=28)
# A day begins at midnight, where nobody wants to be woken: alarms count from the morning, at the
# hour at which reminders of such events are posted.
MORNING = timedelta(hours=8)
_UNITS = {"d": timedelta(days=1), "h": timedelta(hours=1), "m": timedelta(minutes=1)}
_ALARM_END, _EVENT_END = b"END:VALARM\r\n", b"END:VEVENT\r\n"


def parse_alarm(text: str) -> timedelta:
    """Take how long before its start an event is to be announced. Raises `Refusal`."""
    match = ALARM_PATTERN.fullmatch(text.lower())
    before = int(match[1]) * _UNITS[match[2]] if match else None
    if before is None or before > LONGEST:
        raise Refusal(f"{quoted(text)} is not an alarm", "write 15m, 2h or 1d, up to 28d")
    return before


def write_alarm(before: timedelta) -> str:
    """Write how long before as `parse_alarm` takes it, in the largest unit that is exact."""
    for letter, unit in _UNITS.items():
        if before and before % unit == timedelta():
            return f"{before // unit}{letter}"
    return "0m"


def with_alarms(
    component: Component, alarms: tuple[timedelta, ...], language: Language = ENGLISH
) -> Component:
    """Return an encoded event with alarms (VALARM, RFC 5545 §3.6.6), the earliest first.

    - An event that is not on has none.
    - A day without a time is announced at 08:00 by the reader's clock: as many whole days before
      as an alarm asks for, or on the day itself if that is less than one.
    """
    event = in_language(component.event, language.code)
    if not event.status.is_on:
        return component
    triggers = {-before for before in alarms}
    if isinstance(event.start, Day):
        triggers = {MORNING - timedelta(days=before.days) for before in alarms}
    # A DISPLAY alarm must have the text that it shows (§3.6.6).
    description = Contentline.from_parts(
        "DESCRIPTION", Parameters(), Text(summary(event, language))
    )
    shown = description.to_ical() + b"\r\n"
    encoded = b"".join(
        part for each in sorted(triggers) for part in (_alarm_head(each), shown, _ALARM_END)
    )
    whole = component.encoded.removesuffix(_EVENT_END) + encoded + _EVENT_END
    return replace(component, encoded=whole)


@lru_cache(maxsize=64)
def _alarm_head(trigger: timedelta) -> bytes:
    """Encode the part of an alarm that is the same for every event."""
    alarm = Alarm()
    alarm.add("ACTION", "DISPLAY")
    alarm.add("TRIGGER", trigger)
    encoded: bytes = alarm.to_ical(sorted=False)
    return encoded.removesuffix(_ALARM_END)
