"""An agenda without its events ↔ JSON: how a publication is kept."""

import json
from typing import Any

from events.model import Agenda, Translation
from events.records.event_json import plain_source, plain_translation, source_of


def facts_to_record(agenda: Agenda) -> str:
    """Write the facts of an agenda as JSON, the same text for the same facts."""
    plain: dict[str, Any] = {
        "id": agenda.id,
        "title": agenda.title,
        "timezone": agenda.timezone,
        "description": agenda.description,
        "source": plain_source(agenda.source),
        "image": agenda.image,
        "color": agenda.color,
        "formerly": agenda.formerly,
    }
    # What the first records did not have is written where it is there alone.
    if agenda.language:
        plain["language"] = agenda.language
    if agenda.translations:
        plain["translations"] = [plain_translation(each) for each in agenda.translations]
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def facts_from_record(record: str) -> Agenda:
    """Read what `facts_to_record` wrote: an agenda without events."""
    plain = json.loads(record)
    return Agenda(
        id=plain["id"],
        title=plain["title"],
        timezone=plain["timezone"],
        events=(),
        description=plain["description"],
        source=source_of(plain["source"]),
        image=plain["image"],
        color=plain["color"],
        formerly=tuple(plain["formerly"]),
        language=plain.get("language"),
        translations=tuple(Translation(**each) for each in plain.get("translations", ())),
    )
