"""The diary as JSON, for programs that lay it out otherwise."""

import json

from events.diary.days import Diary, DiaryLine

JsonObject = dict[str, object]


def diary_json(diary: Diary) -> str:
    """Write the diary as JSON, with a line end behind it.

    Each line has the ``text`` that readers are shown, and its parts; ``start`` is as definitions
    have it, with its zone. ``from`` and ``to`` are the days that were asked for, or null.
    """
    window = diary.window
    content: JsonObject = {
        "title": diary.title,
        "language": diary.language.code,
        "timezone": diary.zone,
        "from": window.first.isoformat() if window else None,
        "to": window.last.isoformat() if window and window.last else None,
        "notes": list(diary.notes),
        "days": [
            {
                "date": day.date.isoformat(),
                "title": day.title,
                "lines": [_line(line) for line in day.lines],
            }
            for day in diary.days
        ],
        "undated": [_line(line) for line in diary.undated],
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _line(line: DiaryLine) -> JsonObject:
    event, words = line.event, line.words
    return {
        "uid": event.uid,
        "text": words.text,
        "kind": event.kind.value,
        "status": event.status.value,
        "start": str(event.start),
        "is_first_day": line.is_first,
        "is_marked": bool(words.record),
        "place": words.place,
        "what": words.what,
        "when": words.when,
        "press": words.press,
        "record": words.record,
    }
