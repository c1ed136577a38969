"""Definitions of any size, the same at every run, as an editor would write them."""

import random
from datetime import date, timedelta
from pathlib import Path

CITIES = (
    ("Geneva", "Europe/Zurich"),
    ("Brussels", "Europe/Brussels"),
    ("Vienna", "Europe/Vienna"),
    ("New York", "America/New_York"),
    ("Addis Ababa", "Africa/Addis_Ababa"),
    ("New Delhi", "Asia/Kolkata"),
    ("Nairobi", "Africa/Nairobi"),
    ("Canberra", "Australia/Sydney"),
)
PARTIES = ("Norway", "Brazil", "Kenya", "Japan", "Canada", "African Union", "OSCE", "NATO")
EVENTS_A_FILE = 100
OCCURRENCES_A_FILE = 30
FIRST_DAY = date(2022, 1, 3)


def write_agendas(folder: Path, events: int, occurrences: int = 0) -> list[Path]:
    """Write so many events into files of a hundred each, and return the files.

    So many of them are occurrences of series, thirty in each file until there are enough.
    """
    folder.mkdir(parents=True, exist_ok=True)
    files = []
    for number, first in enumerate(range(0, events, EVENTS_A_FILE)):
        path = folder / f"agenda-{number:04}.yaml"
        last = min(first + EVENTS_A_FILE, events)
        series = number < occurrences // OCCURRENCES_A_FILE
        plain = range(first, last - OCCURRENCES_A_FILE if series else last)
        body = "".join(map(event_text, plain)) + (series_text(last) if series else "")
        path.write_text(
            f"agenda: agenda-{number:04}\ntitle: Agenda {number}\ntimezone: Europe/Brussels\n"
            f"source: {{publisher: Sputnik, date: 2022-01-12}}\nevents:\n{body}",
            encoding="utf-8",
        )
        files.append(path)
    return files


def event_text(index: int, on: date | None = None) -> str:
    """Write one event's definition, on a day of its own unless one is given."""
    chosen = random.Random(index)
    day = on or FIRST_DAY + timedelta(days=chosen.randrange(1000))
    city, zone = chosen.choice(CITIES)
    one, two = chosen.sample(PARTIES, 2)
    start = f"{day} {chosen.randrange(8, 20):02}:{chosen.choice(('00', '15', '30'))}"
    return (
        f"  - id: event-{index}\n"
        f"    kind: {chosen.choice(('meeting', 'press-conference', 'briefing'))}\n"
        f"    title: {one}–{two} consultations, round {index}\n"
        f"    start: {start}\n"
        f"    duration: {chosen.choice((60, 90, 120))} minutes\n"
        f"    place: {{city: {city}, timezone: {zone}}}\n"
        f"    parties: [{one}, {two}]\n"
        f"    description: Talks between {one} and {two} on matters of common concern.\n"
    )


def series_text(index: int) -> str:
    """Write one definition of as many occurrences as a file has, on weekdays."""
    first = date(2024, 1, 1)  # a Monday
    last = first + timedelta(days=7 * (OCCURRENCES_A_FILE // 5) - 3)
    return f"{event_text(index, first)}    repeats: {{every: weekday, until: {last}}}\n"
