"""An agenda without its events ↔ JSON: how a publication is kept."""

import json

from events.model import Agenda
from events.records.event_json import plain_source, source_of


def facts_to_record(agenda: Agenda) -> str:
    """Write the facts of an agenda as JSON, the same text for the same facts."""
    plain = {
        "id": agenda.id,
        "title": agenda.title,
        "timezone": agenda.timezone,
        "description": agenda.description,
        "source": plain_source(agenda.source),
        "image": agenda.image,
        "color": agenda.color,
        "formerly": agenda.formerly,
    }
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
    )
