"""Print the JSON Schema of the definitions, for editors.

Name it in a definition's first line: # yaml-language-server: $schema=FILE
"""

import argparse

from bot.cli.exits import OK
from bot.terminal.output import tell


def add_arguments(_parser: argparse.ArgumentParser) -> None:
    """Declare nothing: there is one schema."""


def run(_arguments: argparse.Namespace) -> int:
    """Print the schema."""
    import json

    from events.definitions.schema import json_schema

    tell(json.dumps(json_schema(), indent=2, ensure_ascii=False))
    return OK
