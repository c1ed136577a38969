"""The examples of both pages about definitions are definitions, and are taken without a warning."""

import re
from pathlib import Path

import pytest

from events.definitions.loader import Loader
from tests.events.builders import REPOSITORY
from tests.events.definitions.builders import written

EXAMPLES = [
    example
    for name in ("definitions.md", "definitions-more.md")
    for example in re.findall(
        r"^```yaml\n(agenda:.*?)^```$",
        (REPOSITORY / "docs" / name).read_text(encoding="utf-8"),
        re.MULTILINE | re.DOTALL,
    )
]


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_is_taken(example: str, tmp_path: Path) -> None:
    loader = Loader(written(tmp_path, example))
    assert loader.load().events
    assert loader.warnings == ()
