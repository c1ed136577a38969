"""A text, a list or keys where another of the three belongs, and the line that is to be written."""

from pathlib import Path

import pytest

from events.definitions.loader import load
from tests.events.definitions.builders import HEAD, problems, starting, written

NOON = "2026-12-10 12:00"
# What stands below the start, what is told, and the lines that are then right.
ELSEWISE = [
    # Dashes before the keys of one mapping
    (
        ["place:", "  - city: Paris", "  - country: France"],
        ["10:7: 'place' is one place (write {}, without dashes)"],
        ["place: {city: Paris, country: France}"],
    ),
    (
        ["contact:", "  - name: Desk", "  - phone: +32 2 707 41 11"],
        [("10:7: here keys and values belong (write {{name: Desk, phone: \"+32 2 707 41 11\"}}, "
         "without dashes)")],
        ["contact: {name: Desk, phone: +32 2 707 41 11}"],
    ),
    (
        ["source: [AFP, Reuters]"],
        ["9:13: 'source' is one source (write sources: for a list of several)"],
        ["sources: [AFP, Reuters]"],
    ),
    # Keys in place of a list
    (
        ["parties:", "  Russia: Lavrov", "  NATO: Rutte"],
        ["10:7: 'parties' must be a list (write {})"],
        ["delegations: [{party: Russia, head: Lavrov}, {party: NATO, head: Rutte}]"],
    ),
    (
        ["delegations: Russia (Lavrov)"],
        ["9:18: 'delegations' must be a list (write {})"],
        ["delegations: [{party: Russia, head: Lavrov}]"],
    ),
    (
        ["links: https://example.org/a"],
        ["9:12: 'links' must be a list (write {})"],
        ["links: [{url: https://example.org/a}]"],
    ),
    (
        ["reminders: {meeting: [1 day]}"],
        ["9:16: 'reminders' must be a list (write {})"],
        ["reminders: [1 day]"],
    ),
    (
        ["programme:", "  12:30: Photo"],
        [("10:7: 'programme' must be a list (write {} in place of 12:30: Photo, and so for each "
         "of them)")],
        ["programme:", "  - {id: photo, title: Photo, start: 12:30}"],
    ),
    # Keys or texts in place of an item
    (
        ["parties:", "  - Russia: Lavrov"],
        [("10:9: an item of 'parties' must be a text (write {{party: Russia, head: Lavrov}} "
         "as an item of delegations:)")],
        ["delegations:", "  - {party: Russia, head: Lavrov}"],
    ),
    (
        ["parties: [{name: Russia}]"],
        ["9:15: an item of 'parties' must be a text (write Russia)"],
        ["parties: [Russia]"],
    ),
    (
        ["topics:", "  - Resolution: arms"],
        ["10:9: an item of 'topics' must be a text (write \"Resolution: arms\")"],
        ["topics:", '  - "Resolution: arms"'],
    ),
    (
        ["delegations:", "  - Russia"],
        ["10:9: here keys and values belong (write {{party: Russia}})"],
        ["delegations:", "  - {party: Russia}"],
    ),
    (
        ["programme:", "  - 12:30 Photo"],
        ["10:9: here keys and values belong (write {{id: photo, title: Photo, start: 12:30}})"],
        ["programme:", "  - {id: photo, title: Photo, start: 12:30}"],
    ),
    (
        ["programme:", "  - 12:30: Photo"],
        ["10:9: here keys and values belong (write {{id: photo, title: Photo, start: 12:30}})"],
        ["programme:", "  - {id: photo, title: Photo, start: 12:30}"],
    ),
    (
        ["programme:", "  - {id: photo, title: Photo, time: 12:30}"],
        ["10:35: unknown key 'time' (write start: 12:30)"],
        ["programme:", "  - {id: photo, title: Photo, start: 12:30}"],
    ),
    # A position
    (
        ["place: {city: Paris, geo: [48.85, 2.35]}"],
        ["9:31: 'geo' must be a text (write geo: \"48.85, 2.35\")"],
        ['place: {city: Paris, geo: "48.85, 2.35"}'],
    ),
    (
        ["place: {city: Paris, geo: {lat: 48.85, lon: 2.35}}"],
        ["9:31: 'geo' must be a text (write geo: \"48.85, 2.35\")"],
        ['place: {city: Paris, geo: "48.85, 2.35"}'],
    ),
    (
        ["place: {city: Paris, geo: '48.85° N, 2.35° E'}"],
        ["9:31: '48.85° N, 2.35° E' is not a position (write \"48.85, 2.35\")"],
        ['place: {city: Paris, geo: "48.85, 2.35"}'],
    ),
    # Parties that are joined
    (
        ["parties: Russia, NATO & EU"],
        [
            (
                "9:14: 'parties' must be a list (write parties: [Russia, NATO, EU], or "
                "[Russia, NATO & EU] if that is what they are called)"
            )
        ],
        ["parties: [Russia, NATO, EU]"],
    ),
    # Commas between braces
    (
        ["place: {city: Paris, geo: 48.85, 2.35}"],
        ["9:38: unknown key '2.35' (write geo: \"48.85, 2.35\", in quotes as it has a comma)"],
        ['place: {city: Paris, geo: "48.85, 2.35"}'],
    ),
    (
        ["place: {city: Paris, venue: Louvre, room 2, B, country: France}"],
        [("9:41: unknown key 'room 2' (write venue: \"Louvre, room 2, B\", in quotes as it has a "
         "comma)")],
        ['place: {city: Paris, venue: "Louvre, room 2, B", country: France}'],
    ),
    (
        ["place: {city Paris, country: France}"],
        ["9:13: unknown key 'city Paris' (put a colon behind the key: city: Paris)"],
        ["place: {city: Paris, country: France}"],
    ),
    (
        ["place: {city: Paris, country:France}"],
        ["9:26: unknown key 'country:France' (put a space after the colon: country: France)"],
        ["place: {city: Paris, country: France}"],
    ),
    (
        ["accreditation: by letter"],
        ["9:20: here keys and values belong (write {{note: by letter}})"],
        ["accreditation: {note: by letter}"],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "told", "right"), ELSEWISE)
def test_it_is_told_with_the_line_to_write(
    lines: list[str], told: list[str], right: list[str], tmp_path: Path
) -> None:
    line = right[-1].strip()
    assert problems(written(tmp_path, starting(NOON, *lines))) == [it.format(line) for it in told]
    load(written(tmp_path, starting(NOON, *right)))


EVENT = "kind: call\n{0}title: Talks\n{0}start: 2026-12-10\n"


@pytest.mark.parametrize(
    ("events", "told"),
    [
        (
            f"  talks:\n    {EVENT.format('    ')}",
            ("5:3: 'events' must be a list (write - id: talks in place of talks:, and so for each "
            "of them)"),
        ),
        (f"  id: talks\n  {EVENT.format('  ')}",
         "5:3: 'events' must be a list (begin each of them with - id:)"),
        (f"  title: Talks\n  {EVENT.format('  ').replace('  title: Talks', '  id: talks')}",
         "5:3: 'events' must be a list (begin each of them with - title:)"),
        ("  - Talks\n",
         ("5:5: here keys and values belong (write id: talks and, below it, title: Talks"
         ", with its kind and start)")),
    ],
)  # fmt: skip
def test_events_that_are_no_list_of_mappings(events: str, told: str, tmp_path: Path) -> None:
    assert problems(written(tmp_path, HEAD + events)) == [told]


def test_a_value_of_another_kind_that_goes_on_behind_a_comma_is_told_itself(tmp_path: Path) -> None:
    content = HEAD + "  - {id: talks, kind: call, title: T, start: 2026-12-10, 10:00}\n"
    assert problems(written(tmp_path, content)) == [
        "5:46: '2026-12-10, 10:00' is not a start (write 2026-12-10 10:00)"
    ]


BEFORE_IT = "1:12: here keys and values belong (write the kind before it: {meeting: [1 day]})"


@pytest.mark.parametrize(
    ("reminders", "told"),
    [
        ("[1 day]", BEFORE_IT),
        ("1 day", BEFORE_IT),
        (
            "{all: [1 day]}",
            (
                "1:13: unknown key 'all' (leads are of one kind each: write the kinds that are "
                "meant, meeting: [1 day])"
            ),
        ),
    ],
)
def test_reminders_of_an_agenda_are_by_kind(reminders: str, told: str, tmp_path: Path) -> None:
    assert problems(written(tmp_path, f"reminders: {reminders}\n{starting(NOON)}")) == [told]
