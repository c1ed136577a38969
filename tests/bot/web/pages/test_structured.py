"""What a page tells search engines of an event: as much as is known, and no more."""

import json
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.publishing.publication import Publication
from bot.web.address import Address
from bot.web.pages.render import Pages
from events.definitions.loader import load
from events.revisions import first_revisions

HEAD = "agenda: week\ntitle: Week\ntimezone: Europe/Vienna\nevents:\n  - "
PAGES = Pages({"icon.svg": "i", "podium.css": "c", "podium.js": "j"})
NOW = datetime(2026, 12, 1, tzinfo=UTC)


def page_of(folder: Path, event: str) -> str:
    file = folder / "week.yaml"
    file.write_text(f"{HEAD}{event}\n", encoding="utf-8")
    agendas = load(file)
    publication = Publication(agendas, first_revisions(agendas))
    shown = next(it for it in agendas.events if it.id == "talks")
    return PAGES.event(shown, publication, Address("https://podium.example"), NOW).decode()


def told(folder: Path, keys: str, kind: str = "meeting") -> dict[str, Any] | None:
    title = "" if "title:" in keys else "title: Talks, "
    page = page_of(folder, f"{{id: talks, kind: {kind}, {title}{keys}}}")
    blocks = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert len(blocks) <= 1
    return json.loads(blocks[0]) if blocks else None


@pytest.mark.parametrize(
    ("keys", "start", "end"),
    [
        ("start: 2026-12-10 10:00", "2026-12-10T10:00+01:00", None),
        ("start: 2026-12-10 10:00, end: 12:00", *(f"2026-12-10T1{n}:00+01:00" for n in (0, 2))),
        ("start: 2026-12-10 10:00, end: about 12:00", "2026-12-10T10:00+01:00", None),
        ("start: about 2026-12-10 10:00", "2026-12-10", None),
        ("start: not before 2026-12-10 10:00", "2026-12-10", None),
        ("start: 2026-12-10 afternoon", "2026-12-10", None),
        ("start: 2026-12-10", "2026-12-10", None),
        ("start: 2026-12-10, end: 2026-12-12", "2026-12-10", "2026-12-12"),
        ("start: about 2026-12-10", None, None),
        ("start: 2026-12", None, None),
        ("start: week of 2026-12-07", None, None),
    ],
)
def test_no_hour_and_no_day_is_told_that_is_not_announced(
    tmp_path: Path, keys: str, start: str | None, end: str | None
) -> None:
    data = told(tmp_path, keys)
    assert data
    assert (data["@type"], data["name"]) == ("Event", "Talks")
    assert (data.get("startDate"), data.get("endDate")) == (start, end)
    assert data["url"] == "https://podium.example/events/talks.week"


@pytest.mark.parametrize(
    ("status", "known"),
    [
        ("confirmed", {"eventStatus": "https://schema.org/EventScheduled"}),
        ("tentative", {}),
        ("cancelled", {"eventStatus": "https://schema.org/EventCancelled"}),
        ("postponed", {"eventStatus": "https://schema.org/EventPostponed"}),
    ],
)
def test_its_status_is_told_where_there_is_a_word_for_it(
    tmp_path: Path, status: str, known: dict[str, str]
) -> None:
    data = told(tmp_path, f"start: 2026-12-10, status: {status}") or {}
    assert {key: it for key, it in data.items() if key == "eventStatus"} == known
    assert ("startDate" in data) is (status != "postponed")
    assert ("previousStartDate" in data) is (status == "postponed")


@pytest.mark.parametrize(
    ("place", "locations", "mode"),
    [
        ("place: Vienna", [("Place", "Vienna")], None),
        ("place: {country: Austria}", [("Place", "Austria")], None),
        ("place: to be confirmed", [], None),
        ("place: {city: Geneva, to be confirmed: yes}", [], None),
        ("place: online", [("VirtualLocation", None)], "Online"),
        (
            "place: {city: Vienna, online: 'https://a.example/'}",
            [("Place", "Vienna"), ("VirtualLocation", "https://a.example/")],
            "Mixed",
        ),
        ("places: [Vienna, Geneva]", [("Place", "Vienna"), ("Place", "Geneva")], None),
    ],
)
def test_it_is_told_at_the_places_that_are_sure(
    tmp_path: Path, place: str, locations: list[tuple[str, str | None]], mode: str | None
) -> None:
    data = told(tmp_path, f"start: 2026-12-10, {place}") or {}
    found = [(it["@type"], it.get("name", it.get("url"))) for it in data.get("location", [])]
    assert found == locations
    expected = f"https://schema.org/{mode}EventAttendanceMode" if mode else None
    assert data.get("eventAttendanceMode") == expected


@pytest.mark.parametrize("kind", ["deadline", "milestone"])
def test_what_is_no_event_to_go_to_is_not_told_as_one(tmp_path: Path, kind: str) -> None:
    assert told(tmp_path, "start: 2026-12-10", kind) is None


@pytest.mark.parametrize(
    ("keys", "context"),
    [
        ("title: Talks", "https://schema.org"),
        ("title: Talks, language: fr", ["https://schema.org", {"@language": "fr"}]),
        ("title: {fr: A, en: B}", ["https://schema.org", {"@language": "en"}]),
        ("title: {fr: A, en: B}, description: C", "https://schema.org"),
    ],
)
def test_its_texts_have_their_language_if_it_is_one(
    tmp_path: Path, keys: str, context: object
) -> None:
    assert (told(tmp_path, f"{keys}, start: 2026-12-10") or {})["@context"] == context


def test_no_text_can_end_the_block(tmp_path: Path) -> None:
    title = "</script><script>alert(1)</script><!-- &"
    page = page_of(tmp_path, f'{{id: talks, kind: meeting, title: "{title}", start: 2026-12-10}}')
    assert "<script>" not in page
    block = page.split('<script type="application/ld+json">')[1].split("</script>")[0]
    assert json.loads(block)["name"] == title
