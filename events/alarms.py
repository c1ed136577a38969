"""Alarms for readers who ask for them: ``15m``, ``2h`` or ``1d`` before an event starts."""

import re
from datetime import timedelta

from icalendar import Alarm

from events.calendar import Component, summary
from events.problems import Refusal, quoted
from events.times import Day

ALARM_PATTERN = re.compile(r"(\d{1,3})([mhd])", re.ASCII)
LONGEST = timedelta(days=28)
_UNITS = {"m": "minutes", "h": "hours", "d": "days"}
_END = b"END:VEVENT\r\n"


def parse_alarm(text: str) -> timedelta:
    """Take how long before its start an event is to be announced. Raises `Refusal`."""
    match = ALARM_PATTERN.fullmatch(text)
    before = timedelta(**{_UNITS[match[2]]: int(match[1])}) if match else None
    if before is None or before > LONGEST:
        raise Refusal(f"{quoted(text)} is not an alarm", "write 15m, 2h or 1d, up to 28d")
    return before


def with_alarms(component: Component, alarms: tuple[timedelta, ...]) -> bytes:
    """Return an encoded event with alarms (VALARM, RFC 5545 §3.6.6).

    An event that is not on has none, nor has a day without a time: its alarms would ring at night.
    """
    event = component.event
    if not event.status.is_on or isinstance(event.start, Day):
        return component.encoded
    encoded = b"".join(_encoded_alarm(summary(event), before) for before in alarms)
    return component.encoded.removesuffix(_END) + encoded + _END


def _encoded_alarm(description: str, before: timedelta) -> bytes:
    alarm = Alarm()
    alarm.add("ACTION", "DISPLAY")
    alarm.add("DESCRIPTION", description)
    alarm.add("TRIGGER", -before)
    encoded: bytes = alarm.to_ical(sorted=False)
    return encoded
