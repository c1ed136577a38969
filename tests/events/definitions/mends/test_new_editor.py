"""What somebody writes who does it for the first time, and the line that is told to be written."""

from pathlib import Path

import pytest

from events.definitions.loader import Loader, load
from tests.events.definitions.builders import problems, written

WEEK = """\
agenda: week
title: Week of 7 December
timezone: Europe/Brussels

events:
  - id: council
    kind: meeting
    title: Foreign Affairs Council
    start: 2026-12-07 10:00
    end: 12:30
    place: Brussels
  - id: press
    kind: press-conference
    title: Press conference after the Council
    start: about 2026-12-07 14:30
    follows: council
    place: Brussels
"""
AN_ID = "an id has small letters, digits and single hyphens, 64 at most"

# What is written instead of what in the week above; what is told of it; and the line as it says.
SLIPS: dict[str, tuple[str, str, str, str]] = {
    "a key with a capital": (
        "title: Foreign Affairs Council",
        "Title: Foreign Affairs Council",
        "8:5: unknown key 'Title' (write title: Foreign Affairs Council)",
        "title: Foreign Affairs Council",
    ),
    "events as one": (
        "events:",
        "event:",
        "5:1: unknown key 'event' (write events:)",
        "events:",
    ),
    "an id with blanks": (
        "id: council",
        "id: The Council",
        f"6:9: 'The Council' is not an id (write the-council: {AN_ID})",
        "id: council",
    ),
    "an id twice": (
        "id: press",
        "id: council",
        "12:9: the id 'council' is used twice, first in line 6 (give each event an id of its own)",
        "id: press",
    ),
    "a tab": (
        "    kind: meeting",
        "\tkind: meeting",
        "7:1: a tab stands here (indent with spaces: begin it in column 5, under 'id')",
        "    kind: meeting",
    ),
    "a forgotten dash": (
        "  - id: press",
        "    id: press",
        (
            "12:5: the key 'id' is given twice, first in line 6 "
            "(write - id: press in column 3 for a new item, or keep one)"
        ),
        "  - id: press",
    ),
    "a forgotten first dash": (
        "  - id: council",
        "    id: council",
        "6:5: a dash is missing here (write - id: council in column 3, as in line 12)",
        "  - id: council",
    ),
    "a dash too many": (
        "    kind: meeting",
        "    - kind: meeting",
        (
            "7:5: this dash is indented wrongly (write kind: meeting without the dash, "
            "in column 5, or begin it in column 3, under the dash of line 6)"
        ),
        "    kind: meeting",
    ),
    "a list without its key": (
        "events:\n",
        "",
        "5:3: this item stands in no list (write events: in a line of its own above)",
        "events:\n",
    ),
    "a list as a text": (
        "    place: Brussels\n  - id: press",
        "    parties: NATO, Russia\n  - id: press",
        "11:14: 'parties' must be a list (write parties: [NATO, Russia], or - lines)",
        "    parties: [NATO, Russia]\n  - id: press",
    ),
    "a number sign": (
        "title: Foreign Affairs Council",
        "title: #1 of the week",
        (
            '8:12: a # begins a comment here (write title: "#1 of the week"; '
            "a comment is written # so, with a space)"
        ),
        'title: "#1 of the week"',
    ),
    "a quote that is not closed": (
        "title: Foreign Affairs Council",
        'title: "Foreign Affairs Council',
        '8:12: the quote that begins here is never closed (write title: "Foreign Affairs Council")',
        'title: "Foreign Affairs Council"',
    ),
    "quotes of a word processor, and a colon": (
        "title: Foreign Affairs Council",
        "title: “Council: Foreign Affairs”",
        '8:20: a colon stands here in a value (write title: "Council: Foreign Affairs")',
        'title: "Council: Foreign Affairs"',
    ),
    "quotes of a word processor around a time": (
        "start: 2026-12-07 10:00",
        "start: “2026-12-07 10:00”",
        (
            '9:12: a " that only looks like one (U+201C, left double quotation mark) stands here '
            "(write 2026-12-07 10:00)"
        ),
        "start: 2026-12-07 10:00",
    ),
    "another sign for a colon": (
        "kind: meeting",
        "kind = meeting",
        "7:5: this line has no key with a colon (write kind: meeting)",
        "kind: meeting",
    ),
    "a colon of another width": (
        "kind: meeting",
        "kind： meeting",
        "7:5: this line has no key with a colon (write kind: meeting)",
        "kind: meeting",
    ),
    "no space after a dash": (
        "  - id: press",
        "  -id: press",
        "12:3: a space is missing after this dash (write - id: press)",
        "  - id: press",
    ),
    "another event, by a capital": (
        "follows: council",
        "follows: Council",
        (
            "16:14: 'Council' names no event (write council, if that is its id; "
            "in another agenda, agenda/id: january-2022/us-russia-talks)"
        ),
        "follows: council",
    ),
}  # fmt: skip


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_is_told_with_the_line_to_write(slip: str, tmp_path: Path) -> None:
    right, wrong, told, line = SLIPS[slip]
    assert right in WEEK
    assert problems(written(tmp_path, WEEK.replace(right, wrong, 1))) == [told]
    load(written(tmp_path, WEEK.replace(right, line, 1)))


def test_a_day_and_a_time_in_lines_of_their_own_become_one(tmp_path: Path) -> None:
    start = "    start: 2026-12-07 10:00\n"
    apart = WEEK.replace(start, "    date: 2026-12-07\n    time: 10:00\n")
    assert problems(written(tmp_path, apart)) == [
        "9:5: unknown key 'date' (write start: 2026-12-07 10:00)",
        "10:5: unknown key 'time' (take the line away: it is in the start: that stands for date)",
    ]


@pytest.mark.parametrize(
    ("place", "mend"),
    [
        ("Brusels", "write place: Brussels"),
        ("{city: Viena}", "write place: Vienna"),
        ("{city: Brusels, timezone: Europe/Brussels}", None),
        ("Quaregnon", None),
        ("Bruxelles", None),
    ],
)  # fmt: skip
def test_a_city_that_is_misspelt_is_a_warning(place: str, mend: str | None, tmp_path: Path) -> None:
    loader = Loader(written(tmp_path, WEEK.replace("place: Brussels", f"place: {place}", 1)))
    assert loader.load().events
    told = [f"{mend} if that is meant; else give the place its timezone"] if mend else []
    assert [it.mend for it in loader.warnings] == told


@pytest.mark.parametrize(
    ("place", "line"),
    [
        ('"New York, USA"', "place: {city: New York, country: USA}"),
        ('"Hofburg, Vienna"', "place: {city: Vienna, venue: Hofburg}"),
        ('{city: "Vienna, Austria"}', "place: {city: Vienna, country: Austria}"),
        ('"Washington, DC"', None),
        ('{city: "Vienna, Austria", timezone: Europe/Vienna}', None),
    ],
)  # fmt: skip
def test_more_than_a_city_in_its_place_is_a_warning(
    place: str, line: str | None, tmp_path: Path
) -> None:
    loader = Loader(written(tmp_path, WEEK.replace("place: Brussels", f"place: {place}", 1)))
    assert loader.load().events
    told = [it.mend for it in loader.warnings if "more than a city's name" in it.what]
    assert told == ([f"write {line}"] if line else [])


@pytest.mark.parametrize(
    ("line", "title", "status"),
    [
        ("title: '[CANCELLED] Council'", "Council", "cancelled"),
        ("title: Council (postponed)", "Council", "postponed"),
        ("title: Council - to be confirmed", "Council", "tentative"),
        ("title: Council (postponed)\n    status: postponed", None, None),
        ("title: Council on the treaty that was cancelled", None, None),
    ],
)
def test_a_title_that_says_a_status_which_the_event_has_not_is_a_warning(
    line: str, title: str | None, status: str | None, tmp_path: Path
) -> None:
    text = WEEK.replace("title: Foreign Affairs Council", line, 1)
    loader = Loader(written(tmp_path, text))
    assert loader.load().events
    told = f"write title: {title} and, in a line of its own, status: {status}"
    assert [it.mend for it in loader.warnings] == ([told] if title else [])
