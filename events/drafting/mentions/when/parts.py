"""Parts of days that a text mentions: in the morning, am Vormittag."""

import re
from dataclasses import dataclass

from events.times import DayPart

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class PartMention:
    """A part of a day."""

    span: Span
    part: DayPart


PARTS = {
    "morning": DayPart.MORNING, "midday": DayPart.MIDDAY, "afternoon": DayPart.AFTERNOON,
    "evening": DayPart.EVENING, "night": DayPart.EVENING, "tonight": DayPart.EVENING, "lunchtime": DayPart.MIDDAY,
    "matinée": DayPart.MORNING, "soirée": DayPart.EVENING, "matin": DayPart.MORNING, "après-midi": DayPart.AFTERNOON, "soir": DayPart.EVENING,
    "vormittag": DayPart.MORNING, "nachmittag": DayPart.AFTERNOON, "abend": DayPart.EVENING,
    "abends": DayPart.EVENING, "vormittags": DayPart.MORNING, "nachmittags": DayPart.AFTERNOON, "fin de journée": DayPart.EVENING, "first half of the day": DayPart.MORNING, "second half of the day": DayPart.AFTERNOON, "утром": DayPart.MORNING, "вечером": DayPart.EVENING,
}  # fmt: skip
_PART = re.compile(
    r"(?:\b(?:in the|on the|for the|the same|during the|this|that|at|later in the|dans l['’]|dans la|en (?:fin|début) d['’e]|en|le|am)\s*(?:early\s+|late\s+|frühen\s+|späten\s+)?"
    r"|(?<=\0)\s*,?\s*(?:early\s+|late\s+|in the\s+|mid-)?|\btomorrow\s+|\btoday\s+|\b(?:early|late)\s+)"
    r"(?P<part>"
    + "|".join(PARTS)
    + r")\b(?!\s+(?:session|prayers|edition|newspaper|briefing|meeting|of talks))"
    r"|\b(?P<lone>afternoon|morning|evening|утром|вечером)\b(?=\s*(?:of\s+)?\0)|(?<=, )(?P<listed>afternoon|morning|evening)(?=\s*(?:local\b|[(,;.]|$))|\btonight\b|\b(?P<german>abends|vormittags|nachmittags)\b"
    r"|\((?:in the )?(?P<aside>morning|afternoon|evening|midday)\)"
    r"|(?:^|\0\s*:?)\W*(?P<noon>midday|lunchtime|morning|afternoon|evening)\b(?=\s*[-–—:])|^\W*(?P<column>midday|lunchtime|morning|afternoon|evening|matin(?:ée)?|après-midi|soir(?:ée)?|vormittags?|nachmittags?|abends?|утром|вечером)\b(?=\s?[:–—-]\s|\.?\s+(?-i:[A-ZÀ-ŽА-Я]))|\((?P<half>[ap]\.?m)\.?\)|(?:^|\0\s?)\W*(?P<opening>[ap]\.?m)\b(?=\.?\s*[-–—:])",
    re.IGNORECASE,
)


def find_parts(text: str) -> list[PartMention]:
    """Find the parts of days in a text whose days are blanked."""
    return [PartMention(it.span(), _part(it)) for it in _PART.finditer(text)]


def _part(match: re.Match[str]) -> DayPart:
    if half := match["half"] or match["opening"]:
        return DayPart.MORNING if half[0] in "aA" else DayPart.AFTERNOON
    return PARTS[
        (
            match["noon"]
            or match["column"]
            or match["aside"]
            or match["part"]
            or match["lone"]
            or match["listed"]
            or match["german"]
            or "night"
        ).lower()
    ]
