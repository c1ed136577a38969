"""Lines that answer a question, and which one: What, Where, When."""

import re

from events.drafting.mentions.kinds import find_triggers

FIELD = re.compile(
    r"^\s*(?:[A-ZÀ-Ž]{3,}\s+[-–—]\s+|\d{1,2}[.)]\s+)?(?P<name>what|where|when|who|event|subject|dates?(?: (?:and|&) time)?|date/time|time(?: and (?:place|venue|date))?|day(?: and time)?|meeting|occasion|when and where|venue|place|location|address|city|town|"
    r"topic|title|was|wann|wo|wer|ort|datum|termin|beginn|zeit|uhrzeit|zeitpunkt|veranstaltung|anlass|quoi|objet|quand|où|qui|lieu|ville|stadt|heure|date et heure|кто|что|где|когда|дата|время|место|город|тема)\s*[:?]\s*[:-]?\s*(?P<value>.*)$",
    re.IGNORECASE,
)
OF_CITIES = ("city", "town", "ville", "stadt", "город")
QUESTIONS = {
    "what": ("what", "event", "subject", "topic", "title", "meeting", "occasion", "was", "veranstaltung", "anlass", "quoi", "objet", "что", "тема"),
    "where": ("where", "venue", "place", "location", "address", *OF_CITIES, "wo", "ort", "où", "lieu", "где", "место"),
    "when": ("when", "date", "dates", "dates and time", "dates & time", "date and time", "date & time", "date/time", "time", "time and date", "time and place", "time and venue",
             "when and where", "day", "day and time", "wann", "datum", "termin", "beginn", "zeit", "uhrzeit", "zeitpunkt", "quand", "heure", "date et heure", "когда", "дата", "время"),
    "who": ("who", "wer", "qui", "кто"),
}  # fmt: skip


def question_of(line: str) -> str | None:
    """Return the question that a line answers: What: is "what"."""
    match = FIELD.match(line)
    asked = match["name"].lower() if match else ""
    return next((it for it, some in QUESTIONS.items() if asked in some), None)


def fields_of_line(line: str) -> list[str]:
    """Return the fields of a line that has several, each as a line: Time: 13:00. She opens the fair. Place: Bergen."""
    parts = _NEXT_FIELD.split(_NUMBER.sub("", line.strip()))
    if len(parts) > 1 and not FIELD.match(line) and _STARTS.match(line):
        parts[0] = f"What: {parts[0]}"  # The minister opens the fair. Place: Bergen
    timed = _HOUR_AND_WHAT.match(parts[0])
    if len(parts) > 1 and timed:
        parts[:1] = [timed["time"], f"What: {timed['what']}"]
    asked = {question_of(it) for it in parts}
    return parts if len(asked) > 1 and None not in asked else []


def names_event(line: str) -> bool:
    """Tell whether a line is behind a label that says what is held: Hearing: the budget."""
    label = _EVENT_LABEL.match(line)
    return bool(label and find_triggers(label["label"]))


_NUMBER = re.compile(r"^\d{1,2}[.)]\s+")
_STARTS = re.compile(
    r"[A-ZÀ-Ž][^:\d]{12,150}$|[A-ZÀ-Ž][^:\d]{12,150}[.;,]?\s(?:Place|Venue|Location|Ort|Lieu):\s"
)
_EVENT_LABEL = re.compile(r"\s*(?P<label>[A-ZÀ-Ž][\w' -]{3,40}):\s+\S")
_NEXT_FIELD = re.compile(
    r"[.;,]?\s+(?=(?:What|When|Where|Place|Venue|Location|Time|Date|Ort|Zeit|Lieu|Heure|Место|Время):\s)"
)
_HOUR_AND_WHAT = re.compile(
    r"(?P<time>\w+:\s+[\d:.h-]{4,12}(?:\s?[ap]\.?m\.?|\s?Uhr)?)[.,;]\s+(?P<what>[^\W\d].{8,})$"
)
