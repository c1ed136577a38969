"""Reads what khal shows of a synchronised calendar: `python read_khal.py CONFIG`.

Prints it as JSON. Run by the Python that khal is installed in.
"""

import json
import sys
from datetime import UTC, date, datetime, timedelta
from typing import Any

from khal.cli_utils import build_collection  # type: ignore[import-not-found]
from khal.settings import get_config  # type: ignore[import-not-found]

ALWAYS = (datetime(1969, 1, 1), datetime(2040, 1, 1))


def main() -> None:
    # As `khal list` gets them, which would take a query for each day of all these years.
    collection = build_collection(get_config(sys.argv[1]), None)
    localized = collection.get_localized(*(day.replace(tzinfo=UTC) for day in ALWAYS))
    floating = collection.get_floating(*ALWAYS)
    json.dump([read(event) for event in (*localized, *floating)], sys.stdout)


def read(event: Any) -> dict[str, Any]:
    # The end of a whole-day event is its last day to khal.
    end = event.end + timedelta(days=1) if event.allday else event.end
    return {
        "uid": event.uid,
        "summary": event.summary or None,
        "description": event.description or None,
        "location": event.location or None,
        "status": event.status or None,
        "start": instant_or_day(event.start),
        "end": instant_or_day(end),
        "categories": event.categories.split(","),
        "url": event.url or None,
    }


def instant_or_day(time: datetime | date) -> str:
    if isinstance(time, datetime) and time.tzinfo is not None:
        return time.astimezone(UTC).isoformat()
    return time.isoformat()


if __name__ == "__main__":
    main()
