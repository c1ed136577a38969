"""The JSON Schema that editors check definitions by."""

from typing import Any

import jsonschema
import pytest
import yaml

from events.definitions.loader import load
from events.definitions.schema import json_schema
from events.errors import DefinitionError
from events.model import Kind
from tests.events.builders import BUNDLED
from tests.events.definitions.builders import TEXTS, valued, written
from tests.events.definitions.mends.cases import FAULTS
from tests.events.regenerate import SCHEMA, schema_text

# Files that are no YAML mapping at all, and faults that take more than a schema to see.
BEYOND_A_SCHEMA = {
    "24:00",
    "a deadline that lasts",
    "a deadline with an end",
    "a word where a zone belongs",
    "a.m.",
    "lookalike: '2026-12-04 1\\uff10:00'",
    "24:00 as an end",
    "eastern time",
    "lookalike: '2026-12-04 10:00 GM\\u0422'",
    "offset",
    "offset that the zone keeps",
    "zone of Windows",
    "abbreviation",
    "abbreviation that says no more than the zone that is used",
    "day and month the other way round",
    "abbreviation for the agenda",
    "address with a port that cannot be",
    "address with half a host",
    "address without a host",
    "alias",
    "anchor",
    "blank",
    "control character",
    "control character, escaped",
    "duplicate id",
    "duplicate key",
    "duration of a day",
    "empty",
    "end at the start, in another zone",
    "end before the start",
    "end about an hour of the night",
    "end on the next day, without it",
    "end that is a day",
    "end with a duration",
    "follows an unknown event",
    "follows in a circle",
    "follows in two circles",
    "follows itself",
    "key that is a list",
    "last day before the first",
    "latitude too far north",
    "line separator",
    "longitude too far east",
    "merge key",
    "newline in a title",
    "no such day",
    "no such time",
    "no such time, in a line of its own",
    "no such time, in quotes",
    "number sign after a comma",
    "number sign behind quotes",
    "number sign between brackets",
    "number sign in a list",
    "number sign in a title",
    "number sign in the first of two lines",
    "number sign in the last of two lines",
    "only comments",
    "second document",
    "surrogate",
    "time that happens twice",
    "time that happens twice, and no zone",
    "time that happens twice, with an offset",
    "time that the clocks skip",
    "too large",
    "topic that stands twice, in other letters",
    "unknown zone",
    "unknown zone of a place",
    "unknown zone of a place, and an end before the start by the agenda's",
    "unknown zone, and ends that are before the start by its clocks",
    "value of spaces",
}
NOT_YAML = {
    "bracket that stays open",
    "colon too many",
    "deep braces",
    "deep brackets",
    "deep keys",
    "deep lists",
    "not UTF-8",
    "not UTF-8, with a byte order mark",
    "quote that stays open",
    "surrogate, in bytes",
    "tab",
    "tab after spaces",
    "tag",
    "tag that runs a program",
    "UTF-16",
}


def read(content: str | bytes) -> Any:
    """A document as an editor sees it, with every value as a text."""
    return yaml.load(content, Loader=yaml.CBaseLoader)  # noqa: S506 - it makes nothing but texts


def complaints(document: Any) -> list[str]:
    validator = jsonschema.Draft202012Validator(json_schema())
    return [error.message for error in validator.iter_errors(document)]


def test_it_is_a_json_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(json_schema())


def test_it_takes_the_bundled_week() -> None:
    assert complaints(read(BUNDLED.read_bytes())) == []


@pytest.mark.parametrize("fault", sorted(set(FAULTS) - BEYOND_A_SCHEMA - NOT_YAML))
def test_it_refuses_what_the_loader_refuses(fault: str) -> None:
    assert complaints(read(FAULTS[fault][0])) != []


@pytest.mark.parametrize("key", TEXTS)
def test_it_refuses_lists_where_texts_belong(key: str) -> None:
    assert complaints(read(valued(key, "[a, b]"))) != []


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("start", "about 2022-01-12 13:30 Europe/Brussels"),
        ("start", "2022-01-12T09:00"),
        ("start", "2022-01-12"),
        ("end", "2022-01-14"),
        ("kind", "press-conference"),
        ("status", "postponed"),
        ("url", "'https://nato.int/a?b=c&d=%20#e'"),
        ("stream", "http://nato.int:8080/live"),
        ("image", "https://nato.int/hall.jpg"),
        ("color", "steelblue"),
        ("reminders", "[1 hour 30 minutes, 2 weeks]"),
        ("place", '{city: Brussels, geo: "50.8796, -4.4223"}'),
        ("tags", "[arms-control]"),
        ("place", "Vienna"),
        ("source", "MFA"),
    ],
)
def test_it_takes_what_the_loader_takes(key: str, value: str, tmp_path: Any) -> None:
    content = valued(key, value)
    load(written(tmp_path, content))
    assert complaints(read(content)) == []


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("start", "12 January 2022"),
        ("start", "2022-01-12 noon"),
        ("end", "noon"),
        ("url", "nato.int"),
        ("reminders", "[soon]"),
        ("reminders", "[or 5 minutes]"),
        ("place", "{city: Brussels, geo: north}"),
        ("tags", "[Arms control]"),
    ],
)
def test_it_refuses_what_the_loader_refuses_in_a_value(key: str, value: str, tmp_path: Any) -> None:
    content = valued(key, value)
    with pytest.raises(DefinitionError):
        load(written(tmp_path, content))
    assert complaints(read(content)) != []


def test_it_says_that_an_end_without_a_zone_is_in_that_of_the_start() -> None:
    end = json_schema()["properties"]["events"]["items"]["properties"]["end"]
    assert "A time without a zone is in the start's" in end["description"]


def test_every_kind_has_its_reminders() -> None:
    assert list(json_schema()["properties"]["reminders"]["properties"]) == list(Kind)


def test_the_file_beside_the_bundled_week_is_this_schema() -> None:
    assert SCHEMA.read_text(encoding="utf-8") == schema_text()


def test_the_bundled_week_names_its_schema_for_editors() -> None:
    first = BUNDLED.read_text(encoding="utf-8").splitlines()[0]
    assert first == f"# yaml-language-server: $schema={SCHEMA.name}"
