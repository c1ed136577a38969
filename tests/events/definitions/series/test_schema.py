"""What an editor that knows JSON Schema says of a series."""

import jsonschema
import pytest
import yaml

from events.definitions.schema import json_schema
from tests.events.definitions.series.builders import series

RULE = "repeats: {every: week, on: [Tuesday, Friday], until: 2026-12-11, except: 2026-12-04}"


@pytest.mark.parametrize(
    ("more", "complaints"),
    [
        ([RULE, "changes: {2026-12-08: {start: 13:00, place: Ghent}}"], 0),
        (["repeats: {every: month, on: last day, until: 2026-12-11, except: [2026-12-31]}"], 0),
        (["repeats: {every: 2 weeks, until: 2026-12-31}", "accreditation: {until: 09:00}"], 0),
        (["repeats: {every: week}"], 1),
        (["repeats: {every: weekly, until: 2026-12-31}"], 1),
        (["repeats: {every: week, on: Tue, until: 2026-12-31}"], 1),
        (["repeats: {every: week, until: 2026-12-31, count: 3}"], 1),
        ([RULE, "changes: {tomorrow: {start: 13:00}}"], 1),
        ([RULE, "changes: {2026-12-08: {id: other}}"], 1),
        ([RULE, "changes: {2026-12-08: {}}"], 1),
    ],
)
def test_it_takes_what_the_loader_takes(more: list[str], complaints: int) -> None:
    document = yaml.load(series(*more), Loader=yaml.CBaseLoader)  # noqa: S506 - texts alone
    validator = jsonschema.Draft202012Validator(json_schema())
    assert len(list(validator.iter_errors(document))) == complaints
