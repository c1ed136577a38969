"""A key that is misspelt is told once: its value is read as that of the key that is meant."""

from pathlib import Path

import pytest

from events.definitions.loader import load
from tests.events.definitions.builders import HEAD, problems, problems_in, starting, written

RIGHT = """\
agenda: week
title: A week
timezone: Europe/Brussels
calendars:
  - {url: "https://osce.example/calendar.ics", kind: call, timezone: UTC}
events:
  - id: council
    kind: meeting
    title: Council
    start: 2026-12-07 10:00
    place: {city: Brussels}
    delegations: [{party: Russia}]
    sources: [{publisher: MFA}, {publisher: AFP}]
    links: [{url: "https://example.org/"}]
    accreditation: {until: 2026-12-01}
    programme: [{id: photo, title: Family photo}]
  - id: briefing
    kind: briefing
    title: Briefing
    start: 2026-12-07 12:00
    repeats: {every: day, until: 2026-12-09}
    changes: {2026-12-08: {status: cancelled}}
  - id: press
    kind: press-conference
    title: Press
    start: after council
    follows: council
  - {id: more, kind: call, title: More, start: 2026-12-09, follows: photo}
  - {id: last, kind: call, title: Last, start: 2026-12-10, follows: briefing-2026-12-09}
"""
# Each key as it stands above, with the same misspelt: by a slip, a capital, a letter that only
# looks alike, two letters that have changed places, or a word of other tools.
MISSPELT = [
    ("agenda: week", "agneda: week"),
    ("title: A week", "Title: A week"),
    ("timezone: Europe", "timezon: Europe"),
    ("calendars:", "calender:"),
    ("url: \"https://osce", "ulr: \"https://osce"),
    ("kind: call, timezone", "knid: call, timezone"),
    ("events:", "evnets:"),
    ("events:", "entries:"),
    ("id: council", "Id: council"),
    ("id: council", "idd: council"),
    ("kind: meeting", "knd: meeting"),
    ("title: Council", "titel: Council"),
    ("title: Council", "tit\u200ble: Council"),
    ("start: 2026-12-07 10:00", "strat: 2026-12-07 10:00"),
    ("start: 2026-12-07 10:00", "st\u0430rt: 2026-12-07 10:00"),
    ("place:", "plase:"),
    ("city:", "ctiy:"),
    ("delegations:", "delegatoins:"),
    ("party:", "prty:"),
    ("publisher: MFA", "publishr: MFA"),
    ("url: \"https://example", "ulr: \"https://example"),
    ("accreditation:", "acreditation:"),
    ("until: 2026-12-01", "untill: 2026-12-01"),
    ("programme:", "program:"),
    ("id: photo", "idd: photo"),
    ("title: Family", "titel: Family"),
    ("repeats:", "repeets:"),
    ("repeats:", "repeat:"),
    ("every:", "evry:"),
    ("until: 2026-12-09", "untill: 2026-12-09"),
    ("changes:", "chnages:"),
    ("status:", "statsu:"),
    ("start: after", "strt: after"),
    ("follows: council", "folows: council"),
]  # fmt: skip


def test_the_week_is_right(tmp_path: Path) -> None:
    load(written(tmp_path, RIGHT))


@pytest.mark.parametrize(("right", "misspelt"), MISSPELT)
def test_a_misspelt_key_is_one_fault(right: str, misspelt: str, tmp_path: Path) -> None:
    assert RIGHT.count(right) == 1
    key, before = right.partition(":")[0], RIGHT[: RIGHT.index(right)]
    column = len(before) - before.rfind("\n")
    [told] = problems(written(tmp_path, RIGHT.replace(right, misspelt)))
    assert told.startswith(f"{before.count(chr(10)) + 1}:{column}: unknown key ")
    assert told.endswith((f"(did you mean {key}?)", f"(write {right})", f"(write {key}:)"))


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (
            starting("2026-12-07", "statsu: canceled"),
            [
                "9:5: unknown key 'statsu' (did you mean status?)",
                "9:13: unknown status 'canceled' (write cancelled)",
            ],
        ),
        (
            HEAD + "  - {id: talks, knid: presser, title: T, strat: 2026-13-07}\n",
            [
                "5:17: unknown key 'knid' (did you mean kind?)",
                "5:23: unknown kind 'presser' (write press-conference)",
                "5:42: unknown key 'strat' (did you mean start?)",
                "5:49: there is no day 2026-13-07 (write 2026-07-13)",
            ],
        ),
        (
            starting("2026-12-07", "titel: Other", "Title: Third"),
            [
                (
                    "9:5: unknown key 'titel' (did you mean title? It is there already: "
                    "keep one of them)"
                ),
                (
                    "10:5: unknown key 'Title' (it is title: here, and that is there already; "
                    "keep one of them)"
                ),
            ],
        ),
        (
            starting("2026-12-07", "Description: |", "  One line.", "  Another."),
            ["9:5: unknown key 'Description' (write description:)"],
        ),
        (
            HEAD + "  - {id: talks, kind:meeting, title: Talks, start:2022-01-12}\n",
            [
                "5:17: unknown key 'kind:meeting' (put a space after the colon: kind: meeting)",
                ("5:45: unknown key 'start:2022-01-12' "
 "(put a space after the colon: start: 2022-01-12)"),
            ],
        ),
    ],
)  # fmt: skip
def test_what_is_under_a_misspelt_key_is_read(
    content: str, told: list[str], tmp_path: Path
) -> None:
    assert problems(written(tmp_path, content)) == told


def test_a_part_of_an_agenda_with_a_misspelt_key_needs_no_title(tmp_path: Path) -> None:
    written(tmp_path, RIGHT, "a.yaml")
    event = "  - {id: talks, kind: meeting, title: T, start: 2026-12-11}\n"
    written(tmp_path, f"agneda: week\nevnets:\n{event}", "b.yaml")
    assert problems_in(tmp_path) == [
        "b.yaml:1:1: unknown key 'agneda' (did you mean agenda?)",
        "b.yaml:2:1: unknown key 'evnets' (did you mean events?)",
    ]
