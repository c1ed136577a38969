"""How other tools, and people, say how often something is, as a series of the definitions."""

import re
from datetime import date

from events.definitions.mends.lookalikes import in_one_line
from events.definitions.mends.when.writings.spellings import read_spelling
from events.definitions.schema import ORDINALS, WEEKDAYS

_BY_LETTERS = {name[:3].lower(): name for name in WEEKDAYS}
# Texts, which re compiles when one is asked for: that takes longer than most agendas to read.
_WEEKDAY = r"(mon|tue|wed|thu|fri|sat|sun)(?:[a-z]*days?|s|n(?:es)?|rs?|urs?)?\.?"
_WEEKDAYS = rf"{_WEEKDAY}(?:(?:,| and |&|/|\+|\s)+{_WEEKDAY})*"
_THROUGH = r"(?:-|to\b|till?\b|until\b|through\b|thru\b)"
_UNTIL = (
    r"(?P<rule>[^:]+?)[\s,;(]+(?:until|till?|through|thru|up to|ending|ends)(?: on)?:?\s+"
    r"(?P<last>[^)]+)\)?"
)
_NTH = (
    rf"(first|1st|second|2nd|third|3rd|fourth|4th|last) (?:{_WEEKDAY}|(day))"
    r"(?: of (?:the|each|every) month| (?:each|every|a) month)?"
)
_ORDINALS = {"1st": "first", "2nd": "second", "3rd": "third", "4th": "fourth"}
_NUMBERS = {"other": 2, "second": 2, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_TIMES = r"(\d{1,2}|[a-z]+) (day|week|month)s?"
_LEADING = r"^(?:(?:repeats?|weekly|monthly|every|each|on|the|a)\b\s*)+"
_WORDS = {
    "day": "day days daily",
    "weekday": "weekday weekdays workday workdays businessday businessdays workingday workingdays"
    " mondaytofriday mondayfriday montofri monfri mof",
    "week": "week weeks weekly",
    "2 weeks": "fortnight fortnights fortnightly biweekly",
    "month": "month months monthly",
    "3 months": "quarter quarters quarterly",
    "2 months": "bimonthly",
}
_EVERY = {word: every for every, words in _WORDS.items() for word in words.split()}
_UNITS = {"DAILY": "day", "WEEKLY": "week", "MONTHLY": "month"}
_BYDAY = r"([+-]?\d)?(MO|TU|WE|TH|FR|SA|SU)"
_WORKDAYS = list(WEEKDAYS[:5])


def rule_meant(text: str) -> dict[str, str] | None:
    """Return the keys of ``repeats`` that a text stands for: ``every``, maybe ``on`` and ``until``.

    ``count`` is how often it is, where a rule of RFC 5545 says that. None if it is not understood.
    """
    if "FREQ=" in text.upper():
        return _of_rrule(text)
    if match := re.fullmatch(_UNTIL, text.strip(), re.IGNORECASE):
        rule, last = rule_meant(match["rule"]), read_spelling(match["last"])
        is_a_day = last is not None and len(last.days) == 1 and last.time is None
        return {**rule, "until": str(last.days[0])} if rule and last and is_a_day else None
    plain = in_one_line(text)
    words = re.sub(r"[^a-z]", "", plain.lower())
    rest = re.sub(_LEADING, "", plain, flags=re.IGNORECASE)
    every = _EVERY.get(words) or _EVERY.get(re.sub(r"^(?:every|each)", "", words))
    if every and not re.search(r"\d", plain):
        return {"every": every}
    if match := re.fullmatch(_NTH, rest, re.IGNORECASE):
        ordinal = _ORDINALS.get(match[1].lower(), match[1].lower())
        which = "day" if match[3] else _BY_LETTERS[match[2].lower()]
        # Every second Wednesday is one of a month, or one of two weeks.
        open_ = ordinal == "second" and "month" not in plain.lower()
        possible = ordinal == "last" if match[3] else not open_
        return {"every": "month", "on": f"{ordinal} {which}"} if possible else None
    if match := re.fullmatch(_TIMES, rest, re.IGNORECASE):
        number = int(match[1]) if match[1].isdigit() else _NUMBERS.get(match[1].lower(), 0)
        unit = match[2].lower()
        if number:
            return {"every": unit if number == 1 else f"{number} {unit}s"}
    if match := re.fullmatch(rf"(?:every )?other {_WEEKDAY}", rest, re.IGNORECASE):
        return {"every": "2 weeks", "on": _BY_LETTERS[match[1].lower()]}
    if match := re.fullmatch(rf"{_WEEKDAY}\s*{_THROUGH}\s*{_WEEKDAY}", rest, re.IGNORECASE):
        begins, ends = (WEEKDAYS.index(_BY_LETTERS[it.lower()]) for it in match.groups())
        return _on_weekdays(list(WEEKDAYS[begins : ends + 1])) if begins < ends else None
    if re.fullmatch(_WEEKDAYS, rest, re.IGNORECASE):
        found = re.findall(_WEEKDAY, rest, re.IGNORECASE)
        return _on_weekdays([_BY_LETTERS[it.lower()] for it in found])
    return None


def _on_weekdays(names: list[str]) -> dict[str, str]:
    if names == _WORKDAYS:
        return {"every": "weekday"}
    return {"every": "week", "on": names[0] if len(names) == 1 else f"[{', '.join(names)}]"}


def _of_rrule(text: str) -> dict[str, str] | None:
    """Read a rule of RFC 5545 §3.3.10, of those parts that a series has as well."""
    rule = text.strip().upper().removeprefix("RRULE:").rstrip(";")
    parts = dict(part.partition("=")[::2] for part in rule.split(";"))
    unit = _UNITS.get(parts.pop("FREQ", ""))
    interval, until = parts.pop("INTERVAL", "1"), parts.pop("UNTIL", "")
    count, days, of_month = (parts.pop(it, "") for it in ("COUNT", "BYDAY", "BYMONTHDAY"))
    parts.pop("WKST", None)
    if unit is None or parts or not interval.isdigit() or (of_month and of_month != "-1"):
        return None
    found = {"every": unit if interval == "1" else f"{interval} {unit}s"}
    if days:
        names = [_named(it, unit) for it in days.split(",")]
        if None in names or (unit == "day" and interval != "1"):
            return None
        on = [name for name in names if name]
        if unit == "month":
            found["on"] = on[0] if len(on) == 1 else f"[{', '.join(on)}]"
        elif interval == "1":
            found = _on_weekdays(on)
        else:
            found["on"] = f"[{', '.join(on)}]"
    elif of_month:
        found |= {"on": "last day"} if unit == "month" else {}
    if count:
        found["count"] = count
    try:
        return found | ({"until": str(date.fromisoformat(until[:8]))} if until else {})
    except ValueError:
        return found


def _named(text: str, unit: str) -> str | None:
    """Return a weekday of a rule: MO, 1WE, -1FR."""
    match = re.fullmatch(_BYDAY, text)
    if match is None or bool(match[1]) is not (unit == "month"):
        return None
    name = next(it for it in WEEKDAYS if it[:2].upper() == match[2])
    if match[1] is None:
        return name
    nth = int(match[1])
    return f"{ORDINALS[nth - 1 if nth > 0 else -1]} {name}" if nth in (-1, 1, 2, 3, 4) else None
