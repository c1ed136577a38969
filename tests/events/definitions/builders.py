"""Definitions as texts, written to files, and the problems that loading them finds."""

from pathlib import Path

import pytest

from events.definitions.loader import load
from events.definitions.schema import EVENT
from events.errors import DefinitionError

Faults = dict[str, tuple[str | bytes, list[str]]]
"""By what is wrong: a file's content, and the problems that are told."""

HEAD = """\
agenda: a-week
title: A week
timezone: Europe/Brussels
events:
"""
LINE = "  - {id: talks, kind: meeting, title: Talks, start: 2022-01-12}\n"
WEEK = HEAD + LINE

# The keys of an event by what they take: a text, a list, or keys and values.
TEXTS = [key for key, schema in EVENT["properties"].items() if "type" not in schema]
TEXTS += [key for key, schema in EVENT["properties"].items() if schema.get("type") == "string"]
SHORT = [key for key, it in EVENT["properties"].items() if it.get("type") == ["object", "string"]]
LISTS = [key for key, schema in EVENT["properties"].items() if schema.get("type") == "array"]
MAPPINGS = SHORT + [k for k, it in EVENT["properties"].items() if it.get("type") == "object"]


def with_key(text: str) -> str:
    """An agenda whose one event, in line 5, has something more to say, from column 65 on."""
    return HEAD + LINE.replace("}", f", {text}}}")


def valued(key: str, value: str) -> str:
    """An agenda whose one event, in line 5, has a value that begins at column 5 of line 6."""
    keys = {"id": "talks", "kind": "meeting", "title": "Talks", "start": "2022-01-12"}
    others = "".join(f"{name}: {it}, " for name, it in keys.items() if name != key)
    return f"{HEAD}  - {{{others}{key}:\n    {value}}}\n"


def starting(start: str, *more: str) -> str:
    """An agenda whose one event begins in line 8, from column 12 on, with more lines after it."""
    lines = ["  - id: talks", "    kind: meeting", "    title: Talks", f"    start: {start}"]
    return HEAD + "".join(f"{line}\n" for line in [*lines, *(f"    {it}" for it in more)])


def following(**follows: str) -> str:
    """An agenda of events that follow one another, in lines 5 and on, from column 66."""
    line = "  - {{id: {}, kind: meeting, title: T, start: 2022-01-12, follows: {}}}\n"
    return HEAD + "".join(line.format(*each) for each in follows.items())


def written(folder: Path, content: str | bytes, name: str = "agenda.yaml") -> Path:
    file = folder / name
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return file


def problems(path: Path) -> list[str]:
    """What is wrong there, each as line:column: what (how to mend it), or without a place."""
    with pytest.raises(DefinitionError) as caught:
        load(path)
    lines = str(caught.value).split("\n")
    assert lines == [f"{path}:{line.removeprefix(f'{path}:')}" for line in lines]
    return [line.removeprefix(f"{path}:").lstrip() for line in lines]


def problems_in(folder: Path) -> list[str]:
    with pytest.raises(DefinitionError) as caught:
        load(folder)
    return [line.removeprefix(f"{folder}/") for line in str(caught.value).split("\n")]
