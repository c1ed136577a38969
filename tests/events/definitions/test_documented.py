"""The examples of docs/definitions.md are definitions, and are taken without a warning."""

import re
from pathlib import Path

import pytest

from events.definitions.loader import Loader
from tests.events.builders import REPOSITORY
from tests.events.definitions.builders import written

PAGE = (REPOSITORY / "docs" / "definitions.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^```yaml\n(agenda:.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_is_taken(example: str, tmp_path: Path) -> None:
    loader = Loader(written(tmp_path, example))
    assert loader.load().events
    assert loader.warnings == ()
