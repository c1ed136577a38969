"""Check the definitions, and say what is wrong with them.

Each fault is one line: file:line:column: what is wrong (how to mend it). A warning, of what may be
meant otherwise, is a line of the same kind, and no fault, unless --strict says so.
"""

import argparse
import gc
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.cli.exits import FINDING, OK
from bot.terminal.output import complain, tell
from bot.terminal.source import given_settings, source_phrase
from events.errors import MOST_TOLD, DefinitionError, Problem
from events.text import shown_path

if TYPE_CHECKING:
    from events.model import Agendas


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what to check, and how to say what is found."""
    parser.add_argument(
        "path", nargs="*", type="path", help="files or folders, each by itself (PODIUM_AGENDAS)"
    )
    parser.add_argument(
        "--strict", action="store_true", help="exit with 1 for warnings, as for faults"
    )
    parser.add_argument(
        "--format",
        choices=["text", "json"],
        default="text",
        help="text (lines, as if left out), or json (one object, for programs)",
    )


@dataclass(frozen=True, slots=True)
class _Checked:
    """What was found at a path: the ``agendas`` are None if a problem stands in their way."""

    path: Path
    agendas: "Agendas | None"
    problems: tuple[Problem, ...] = ()
    other_problems: int = 0
    warnings: tuple[Problem, ...] = ()


def run(arguments: argparse.Namespace) -> int:
    """Load the definitions at each path, and tell how much there is, and from when until when."""
    paths = arguments.path or [given_settings().agendas]
    checked = [_check(path) for path in paths]
    if arguments.format == "json":
        _tell_json(checked)
    else:
        for each in checked:
            _tell_lines(each)
    failed = any(it.agendas is None or (arguments.strict and it.warnings) for it in checked)
    return FINDING if failed else OK


def _check(path: Path) -> _Checked:
    # What is imported and read stays until the command ends, and looking for what refers to itself,
    # meanwhile, behind it or at the end, takes a fourth of the time.
    gc.disable()
    try:
        from bot.terminal.definitions import Definitions

        definitions = Definitions(path)
        loader = definitions.loader
        agendas = loader.load()
    except DefinitionError as error:
        return _Checked(path, None, error.problems, error.others)
    finally:
        gc.freeze()
        gc.enable()
    definitions.tell_calendars()
    return _Checked(path, agendas, warnings=loader.warnings)


def _tell_lines(checked: _Checked) -> None:
    from bot.publishing.reports.check import found_phrase, warning_line

    if checked.agendas is None:
        complain(str(DefinitionError(checked.problems, checked.other_problems)))
        return
    for warning in checked.warnings[:MOST_TOLD]:
        complain(warning_line(warning))
    if (others := len(checked.warnings) - MOST_TOLD) > 0:
        complain(f"and {others:,} more warnings")
    found = found_phrase(checked.warnings)
    tell(f"{source_phrase(checked.path, checked.agendas)}: {found}")


def _tell_json(checked: list[_Checked]) -> None:
    """Print one object: all problems and warnings that are told, and a summary of each path."""
    import json

    found = {
        "problems": [_problem(it) for each in checked for it in each.problems],
        "warnings": [_problem(it) for each in checked for it in each.warnings[:MOST_TOLD]],
        "summary": [_summary(it) for it in checked],
    }
    tell(json.dumps(found, indent=2))


def _problem(problem: Problem) -> dict[str, Any]:
    """Return a problem as values; line and column are null for what is in no line."""
    return {
        "file": shown_path(problem.path),
        "line": problem.line or None,
        "column": problem.column or None,
        "message": problem.what,
        "mend": problem.mend,
    }


def _summary(checked: _Checked) -> dict[str, Any]:
    """Return how much there is at a path; nothing of that is known where there is a problem."""
    agendas = checked.agendas
    events = agendas.events if agendas else ()
    return {
        "path": shown_path(checked.path),
        "agendas": len(agendas.agendas) if agendas else None,
        "events": len(events) if agendas else None,
        "first": str(min(it.start.date for it in events)) if events else None,
        "last": str(max((it.end or it.start).date for it in events)) if events else None,
        "problems": len(checked.problems) + checked.other_problems,
        "warnings": len(checked.warnings),
    }
