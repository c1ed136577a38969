"""Rules of a calendar (RFC 5545 §3.3.10) that make sense, and can be run through."""

import re
from datetime import date, datetime, time, timedelta

from dateutil.rrule import rrulestr
from icalendar.prop import vRecur

from events.errors import Refusal
from events.foreign.reading.clocks import When
from events.foreign.reading.content_lines import ContentLine
from events.foreign.reading.recurring.never import is_never, times_a_day
from events.foreign.reading.timed import NotRead, Timed

_A_DAY = 24  # times at the most
DAYS = {"HOURLY": 1 / _A_DAY, "DAILY": 1, "WEEKLY": 7, "MONTHLY": 28, "YEARLY": 365}
_FORMS = {
    "INTERVAL": r"0*[1-9]\d{0,5}",
    "COUNT": r"0*[1-9]\d{0,5}",
    "BYDAY": r"(?:[+-]?\d{1,2})?(?:MO|TU|WE|TH|FR|SA|SU)",
    "BYHOUR": r"[01]?\d|2[0-3]",
    "BYMINUTE": r"[0-5]?\d",
    "BYSECOND": r"[0-5]?\d",
}
_ENDS = re.compile(r"(?:^|;)(?:COUNT|UNTIL|X-[^=;]*)=[^;]*")
CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_PARTS = frozenset(
    (
        *("FREQ", "UNTIL", "COUNT", "INTERVAL", "BYDAY", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO"),
        *("BYMONTH", "BYSETPOS", "WKST", "BYHOUR", "BYMINUTE", "BYSECOND"),
    )
)


def parts_of(rule: str) -> dict[str, str]:
    """Return the parts of a rule by their names."""
    return dict(part.partition("=")[::2] for part in rule.strip(";").split(";"))


def checked_rules(event: Timed) -> list[dict[str, str]]:
    """Leave an event the rules that can be run through, and return the parts of these.

    - Of an RRULE that cannot be run through, only the start of the event is known.
    - Where an EXRULE cannot be, nobody can tell on which days the event is not: then all RRULEs,
      and all further days, go too.

    What is wrong with a rule is added to what of the event is ``unread``.
    """
    event.rules, rules = _readable(event.rules, event)
    number = len(event.exrules)
    event.exrules, exrules = _readable(event.exrules, event)
    if len(exrules) < number:
        event.rules, event.rdates, event.periods, rules = [], [], [], []
    return rules + exrules


def _readable(
    lines: list[ContentLine], event: Timed
) -> tuple[list[ContentLine], list[dict[str, str]]]:
    read = list[tuple[ContentLine, dict[str, str]]]()
    for line in lines:
        try:
            read.append((line, _checked(line, event.start)))
        except NotRead as error:
            what = f"{line.name}: {error.refusal.what}: {line.value[:200]}"
            event.unread.append(NotRead(line.number, Refusal(what, error.refusal.mend)))
    return [line for line, _ in read], [rule for _, rule in read]


def _checked(line: ContentLine, start: When) -> dict[str, str]:
    """Take a rule that can be run through, and is meant for days. Raises `Refusal`."""
    rule = parts_of(line.value)
    if other := next((it for it in ("RSCALE", "SKIP") if it in rule), None):
        what = f"{other}={rule[other][:20]} is not expanded (RFC 7529)"
        raise NotRead(line.number, Refusal(what, "write its days yourself"))
    for name in rule:
        if name not in _PARTS and not name.startswith("X-"):
            raise NotRead(line.number, Refusal(f"unknown {name[:30]!r}", "check the rule"))
    frequency = rule.get("FREQ", "")
    if frequency not in DAYS or (frequency == "HOURLY" and start.is_day):
        what = f"what is to be every {frequency.lower() or 'time'} is not expanded"
        raise NotRead(line.number, Refusal(what, "write its days yourself"))
    if wrong := next((it for it in rule if it in _FORMS and not _has_form(it, rule[it])), None):
        what = f"{wrong}={rule[wrong][:20]} makes no sense"
        raise NotRead(line.number, Refusal(what, "check the rule"))
    try:
        vRecur.from_ical(line.value)
    except ValueError as error:
        raise NotRead(line.number, Refusal(str(error), "check the rule")) from None
    if is_never(rule):
        refusal = Refusal("what it says is on no day of any year", "check the rule")
        raise NotRead(line.number, refusal)
    times = times_a_day(rule)
    if frequency == "HOURLY" and not rule.get("BYHOUR"):
        times *= -(-_A_DAY // int(rule.get("INTERVAL", "1")))
    if times > _A_DAY:
        what = f"{times} times a day are not expanded"
        raise NotRead(line.number, Refusal(what, "write its days yourself"))
    return rule


def _has_form(name: str, value: str) -> bool:
    return all(re.fullmatch(_FORMS[name], it, re.ASCII) for it in value.split(","))


def is_start_ruled(value: str, start: date | datetime) -> bool:
    """Tell whether a rule has the day of its start, which is by its clocks.

    Where it has not, programs do not agree whether something is on that day.
    """
    endless = _ENDS.sub("", value).strip(";")
    begins = start if isinstance(start, datetime) else datetime.combine(start, time())
    end = datetime.combine(begins + timedelta(days=1), time())
    try:
        first = rrulestr(endless, dtstart=begins).between(begins, end, inc=True)[:1]
    except ValueError:
        return True  # whoever runs it through says so
    return first != [] and first[0] < end
