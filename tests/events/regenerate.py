"""Writes what is checked in but made from the code: the JSON Schema, the golden feeds and diaries.

`python -m tests.events.regenerate`, then read the difference with `git diff` before it is kept.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

from bot.publishing.parts.feeds import calendar_feed
from bot.publishing.publication import Publication
from bot.publishing.selection import Selection
from events.definitions.loader import load
from events.definitions.schema import json_schema
from events.diary.days import make_diary
from events.diary.diary_html import diary_html
from events.diary.diary_text import diary_text
from events.model import Agendas, Delegation, Followed, Kind, Place, Source, Status
from events.revisions import first_revisions, revise
from events.wording.english import ENGLISH
from events.wording.language import Language
from events.wording.languages import LANGUAGES
from tests.events.builders import BUNDLED, SITE, agendas, event, feed, utc
from tests.events.diary import busy_week

GOLDEN = Path(__file__).parent / "golden"
SCHEMA = BUNDLED.parent / "podium.schema.json"


def schema_text() -> str:
    """The JSON Schema, as `podium schema` prints it."""
    return json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"


def bundled_feed() -> bytes:
    """The feed of the bundled week, as it stands before any change."""
    return feed(load(BUNDLED), url=SITE)


ALL = Followed("everything.a-week@podium.alt", "All, of; it\\ – \N{TELEPHONE RECEIVER}")


def full_feed(language: Language = ENGLISH) -> bytes:
    """A feed in which every property occurs."""
    now = agendas(
        event(
            "everything",
            "about 2022-07-12 10:00",
            "12:30",
            title=ALL.title,
            kind=Kind.PRESS_CONFERENCE,
            status=Status.TENTATIVE,
            place=Place(
                "Brussels", "Europe/Brussels", "Belgium", "NATO headquarters", (50.8796, 4.4223)
            ),
            chair="A chair",
            parties=("One", "Two"),
            delegations=(Delegation("One", "Someone"), Delegation("Three")),
            topics=("arms control", "transparency"),
            description="Two\nlines.",
            note="A note.",
            source=Source("Paper", date(2022, 1, 2), "https://paper.example/1", "So it is."),
            url="https://nato.example/a",
            stream="https://nato.example/live?a=b,c;d",
            image="https://nato.example/hall.jpg",
            color="navy",
            tags=("arms-control",),
        ),
        event("days", "2022-07-13", "2022-07-15", follows=ALL),
        event("about-a-day", "about 2022-07-16", city="Vienna", timezone="Europe/Vienna"),
        event("put-off", "2022-07-17 10:00", status=Status.POSTPONED),
        event("off", "2022-07-18 10:00 GMT", status=Status.CANCELLED),
        event(
            "overnight",
            "2022-10-01 22:00",
            "2022-10-02 04:00",
            city="Lord Howe Island",
            timezone="Australia/Lord_Howe",
        ),
    )
    gone = event("gone", "2022-07-19 10:00 GMT")
    before = Agendas((replace(now.agendas[0], events=(*now.agendas[0].events, gone)),))
    revisions = revise(first_revisions(before), now, utc("2022-07-01 08:00"))
    return calendar_feed(Publication(now, revisions, SITE), Selection(lang=language.code))


GOLDEN_FEEDS: Mapping[str, Callable[[], bytes]] = {
    "bundled.ics": bundled_feed,
    "full.ics": full_feed,
} | {
    f"full.{code}.ics": partial(full_feed, language)
    for code, language in LANGUAGES.items()
    if language is not ENGLISH
}


def bundled_diary() -> str:
    """The diary of the bundled week, as docs/diary.md shows it."""
    (agenda,) = load(BUNDLED).agendas
    return diary_text(make_diary(agenda.title, agenda.events, agenda.timezone, ENGLISH))


def _busy_diary(language: Language) -> str:
    return diary_text(busy_week.diary(language))


GOLDEN_DIARIES: dict[str, Callable[[], str]] = {
    "diary-bundled.txt": bundled_diary,
    "diary.html": lambda: diary_html(busy_week.diary(), lambda each: f"events/{each.name}"),
    **{f"diary-{code}.txt": partial(_busy_diary, it) for code, it in LANGUAGES.items()},
}


if __name__ == "__main__":
    SCHEMA.write_text(schema_text(), encoding="utf-8")
    for name, make in GOLDEN_FEEDS.items():
        (GOLDEN / name).write_bytes(make())
    for name, write in GOLDEN_DIARIES.items():
        (GOLDEN / name).write_text(write(), encoding="utf-8")
