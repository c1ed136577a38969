"""Values that are empty, or what YAML has for none: null and ~ are what nobody announced."""

from pathlib import Path

import pytest

from events.definitions.loader import load
from events.foreign.written import scalar
from tests.events.definitions.builders import HEAD, problems, starting, valued, written

DELETE = "write one, or delete the line"
IN_QUOTES = "a text that is so is put in quotes"
TALKS = "- id: {}\n    kind: call\n    title: {}\n    start: {}\n"


@pytest.mark.parametrize("nothing", ["null", "Null", "NULL", "~"])
@pytest.mark.parametrize(
    "line", ["note: {}", "end: {}", "source: {}", "place: {}", "status: {}", "contact: {}"]
)
def test_what_yaml_has_for_none_is_no_text(line: str, nothing: str, tmp_path: Path) -> None:
    column = 5 + line.index("{")
    content = starting("2026-12-01 10:00", line.format(nothing))
    assert problems(written(tmp_path, content)) == [
        f"9:{column}: '{nothing}' says that there is none ({DELETE}; {IN_QUOTES})"
    ]


def test_in_a_list_and_between_braces_it_is_none_either(tmp_path: Path) -> None:
    content = starting("2026-12-01", "parties: [null, NATO]", "place: {city: ~, country: France}")
    assert problems(written(tmp_path, content)) == [
        f"9:15: 'null' says that there is none ({DELETE}; {IN_QUOTES})",
        f"10:19: '~' says that there is none ({DELETE}; {IN_QUOTES})",
    ]


@pytest.mark.parametrize("key", ["title", "chair", "note"])
def test_in_quotes_it_is_a_text(key: str, tmp_path: Path) -> None:
    [event] = load(written(tmp_path, valued(key, '"null"'))).events
    assert getattr(event, key) == "null"


def test_a_key_that_is_needed_is_told_with_what_belongs_in_it(tmp_path: Path) -> None:
    content = HEAD + f"  {TALKS.format('', 'Talks of today', '2026-12-01')}"
    assert problems(written(tmp_path, content)) == [
        "5:8: the value is empty (write id: talks-of-today)"
    ]
    content = HEAD + f"  {TALKS.format('null', '~', '2026-12-01')}"
    assert problems(written(tmp_path, content)) == [
        f"5:9: 'null' says that there is none (write id: call-2026-12-01; {IN_QUOTES})",
        f"7:12: '~' says that there is none (title: What readers see first.; {IN_QUOTES})",
    ]


@pytest.mark.parametrize("text", ["null", "Null", "NULL", "~"])
def test_what_is_written_for_others_keeps_it_a_text(text: str) -> None:
    assert scalar(text) == f'"{text}"'
