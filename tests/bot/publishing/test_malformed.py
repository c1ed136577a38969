"""Ten thousand definitions that somebody or something has damaged: refused, never obeyed."""

import random
from pathlib import Path

import pytest

from bot.config.settings import bundled_agendas
from events.definitions.loader import load
from events.errors import DefinitionError, Problem
from tests.examples import examples

BUNDLED = next(bundled_agendas().glob("*.yaml")).read_bytes()
FILES = examples(10_000)
SHARES = 4
STRANGE = (
    "\x00",
    "\t",
    "\u2028",
    "\ud83c",
    "é",
    "🕊",
    "*a",
    "&a",
    "!!",
    "{",
    "]",
    "'",
    '"',
    ": ",
    "- ",
    "%",
    "|",
)


def damaged(number: int) -> bytes:
    """The bundled agenda, damaged in one to four ways; the same for the same number."""
    chance = random.Random(number)
    text = bytearray(BUNDLED)
    for _ in range(chance.randint(1, 4)):
        place = chance.randrange(len(text))
        match chance.randrange(7):
            case 0:
                text[place] = chance.randrange(256)
            case 1:
                del text[place : place + chance.randint(1, 40)]
            case 2:
                del text[place:]
                text += b" "
            case 3:
                strange = chance.choice(STRANGE).encode("utf-8", "surrogatepass")
                text[place:place] = strange * chance.choice((1, 1, 2, 300))
            case 4:
                lines = bytes(text).split(b"\n")
                line = chance.randrange(len(lines))
                lines.insert(chance.randrange(len(lines)), lines[line])
                text = bytearray(b"\n".join(lines))
            case 5:
                lines = bytes(text).split(b"\n")
                line = chance.randrange(len(lines))
                lines[line] = b" " * chance.randrange(9) + lines[line].lstrip()
                text = bytearray(b"\n".join(lines))
            case 6:
                other = chance.randrange(len(text))
                text[place:place] = text[other : other + chance.randint(1, 200)]
    return bytes(text)


def problems_of(file: Path) -> list[Problem]:
    """What is wrong with a file; nothing but a `DefinitionError` may come of reading it."""
    try:
        load(file)
    except DefinitionError as error:
        return list(error.problems)
    return []


@pytest.mark.parametrize("share", range(SHARES))
def test_a_damaged_file_is_refused_with_its_places_or_read(tmp_path: Path, share: int) -> None:
    file = tmp_path / "agenda.yaml"
    refused = 0
    for number in range(share, FILES, SHARES):
        file.write_bytes(damaged(number))
        problems = problems_of(file)
        refused += bool(problems)
        assert {problem.path for problem in problems} <= {file}, number
        assert all(problem.line >= 1 and problem.column >= 1 for problem in problems), number
    assert FILES / SHARES / 3 < refused < FILES / SHARES
