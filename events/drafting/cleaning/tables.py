"""Tables in plain text: cells told apart by strokes, by tabs, or by the columns under their headings."""

import re

_TABS = re.compile(r"(?<=\S) *\t[ \t]*(?=\S)")
_GAPS = re.compile(r" {2,}|\t+")
_FEWEST = 3  # columns
_COLUMNS = frozenset(
    [
        "date",
        "dates",
        "day",
        "time",
        "hour",
        "hours",
        "start",
        "end",
        "event",
        "events",
        "meeting",
        "meetings",
        "activity",
        "activities",
        "item",
        "subject",
        "topic",
        "title",
        "what",
        "description",
        "venue",
        "place",
        "location",
        "where",
        "city",
        "town",
        "room",
        "building",
        "format",
        "level",
        "type",
        "kind",
        "organiser",
        "organizer",
        "host",
        "chair",
        "participants",
        "status",
        "remarks",
        "notes",
        "access",
        "contact",
        "datum",
        "tag",
        "zeit",
        "uhrzeit",
        "beginn",
        "termin",
        "veranstaltung",
        "sitzung",
        "ort",
        "raum",
        "thema",
        "jour",
        "heure",
        "horaire",
        "réunion",
        "événement",
        "évènement",
        "lieu",
        "ville",
        "salle",
        "objet",
        "дата",
        "день",
        "время",
        "место",
        "город",
        "мероприятие",
        "событие",
        "тема",
    ]
)


def without_tables(text: str) -> str:
    """Return a text with the cells of a table's row told apart by a stroke, and none around it."""
    lines, in_table = [], False
    for line in text.split("\n"):
        if len(_TABS.findall(line)) > 1:
            line = _TABS.sub(" | ", line.strip())
        if line.count("|") > 1:
            line = " | ".join(it.strip() for it in line.split("|") if it.strip())
        cells = [it for it in _GAPS.split(line.strip()) if it] if "  " in line.strip() else []
        in_table = is_header(line) or (in_table and bool(line.strip()))
        if in_table and len(cells) > 1 and "|" not in line:
            line = " | ".join(cells)
        lines.append(line)
    return "\n".join(lines)


def is_header(line: str) -> bool:
    """Tell whether a line only names the columns of a table: DATE  MEETING  VENUE  TIME (local)."""
    cells = line.split("|") if "|" in line else _GAPS.split(line)
    cells = [re.sub(r"\([^()]*\)", "", it).strip(" :.*").casefold() for it in cells]
    cells = [it for it in cells if it]
    words = (re.split(r"[\s/&]+(?:and |of |und |et )?", it) for it in cells)
    return len(cells) >= _FEWEST and all(_COLUMNS.issuperset(it) for it in words)
