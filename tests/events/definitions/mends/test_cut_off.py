"""What is to be written where a # without a space cuts a value off."""

from pathlib import Path

import pytest

from events.definitions.loader import load
from tests.events.definitions.builders import problems, written

WEEK = """\
agenda: week
title: A week
timezone: Europe/Brussels
events:
  - id: council
    kind: meeting
    title: Council
    start: 2026-12-07 10:00
    end: 12:00
    status: tentative
    color: red
    url: https://example.org/a
    topics:
      - arms
    tags:
      - nato
      - eu
    reminders: [1 day]
    contact:
      phone: +32 2 707 41 11
    place:
      city: Geneva
      timezone: Europe/Zurich
  - {id: press, kind: briefing, title: Press, start: 2026-12-07}
"""
# What is written instead of what in the week above, and what is to be written.
CUT = [
    # What takes no # is written without it
    ("agenda: week", "agenda: #week", "agenda: week"),
    ("timezone: Europe/Brussels", "timezone: #Europe/Brussels", "timezone: Europe/Brussels"),
    ("- id: council", "- id: #council", "id: council"),
    ("kind: meeting", "kind: #meeting", "kind: meeting"),
    ("start: 2026-12-07 10:00", "start: #2026-12-07 10:00", "start: 2026-12-07 10:00"),
    ("status: tentative", "status: #tentative", "status: tentative"),
    ("color: red", "color: #red", "color: red"),
    ("url: https", "url: #https", "url: https://example.org/a"),
    ("- nato", "- #nato", "- nato"),
    ("reminders: [1 day]", "reminders: #1 day", "reminders: [1 day]"),
    ("phone: +32", "phone: #+32", "phone: +32 2 707 41 11"),
    ("timezone: Europe/Zurich", "timezone: #Europe/Zurich", "timezone: Europe/Zurich"),
    ("kind: briefing", "kind: #briefing", "kind: briefing"),
    # What is behind a value of such a key was meant as a comment
    ("- id: council", "- id: council #1", "- id: council # 1"),
    ("10:00", "10:00 #tbc", "start: 2026-12-07 10:00 # tbc"),
    ("end: 12:00", "end: 12:00 #noon", "end: 12:00 # noon"),
    ("https://example.org/a", "https://example.org/a #b", "url: https://example.org/a # b"),
    ("- eu", "- eu #and", "- eu # and"),
    ("[1 day]", "[1 day] #one", "reminders: [1 day] # one"),
    # A text may have it
    ("title: Council", "title: Council #2", 'title: "Council #2"'),
    ("- arms", "- #1325", '- "#1325"'),
    ("city: Geneva", "city: #Geneva", 'city: "#Geneva"'),
]  # fmt: skip
# What stands for another word, or is none of those that the key takes.
WORDS = [
    ("kind: meeting", "kind: #presser", "write press-conference"),
    ("status: tentative", "status: #canceled", "write cancelled"),
    ("color: red", "color: #ff0000", "write a CSS3 color name: steelblue"),
    ("end: 12:00", "end: #noon", "write the value without the # before it"),
    ("kind: briefing", "kind: briefing #1", "write the comment in a line of its own"),
]
BEHIND = "; a comment is written # so, with a space)"


@pytest.mark.parametrize(("right", "cut", "line"), CUT)
def test_the_line_to_write_is_taken(right: str, cut: str, line: str, tmp_path: Path) -> None:
    assert WEEK.count(right) == 1
    content = WEEK.replace(right, cut)
    [told] = problems(written(tmp_path, content))
    assert told.endswith(f"a # begins a comment here (write {line}{BEHIND}")
    faulty = content.splitlines()[int(told.partition(":")[0]) - 1]
    load(written(tmp_path, content.replace(_of(faulty, line), line)))


def _of(faulty: str, line: str) -> str:
    """Return the part of a line for which another one is told: an item, or a key in its braces."""
    key = "- " if line.startswith("- ") else line.partition(":")[0]
    rest = faulty[faulty.index(key) :]
    return rest.partition(",")[0] if "{" in faulty else rest


@pytest.mark.parametrize(("right", "cut", "mend"), WORDS)
def test_a_word_that_is_cut_off_is_told_as_it_would_be(
    right: str, cut: str, mend: str, tmp_path: Path
) -> None:
    [told] = problems(written(tmp_path, WEEK.replace(right, cut)))
    assert told.endswith(f"a # begins a comment here ({mend}{BEHIND}")


def test_an_unknown_key_of_which_all_is_cut_off_is_not_told_with_another_value(
    tmp_path: Path,
) -> None:
    content = WEEK.replace("status: tentative", "room: #3")
    [told] = problems(written(tmp_path, content))
    assert told == f'10:11: a # begins a comment here (write room: "#3"{BEHIND}'
