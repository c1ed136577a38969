"""The ``podium`` command: reads its arguments, and runs the module of the command they name."""

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol

from bot.cli.exits import FINDING, INTERRUPTED, OK
from bot.errors import PodiumError
from bot.terminal.output import CannotPrint, complain, discard_output, keep_descriptors, printing
from events.errors import DefinitionError

EPILOG = """\
Settings come from the environment and from .env in the working directory; .env.example lists
them all. Without a bot token every command works, and posts go to this terminal.

Exit codes: 0 all is well, 1 something was found or failed, 2 the command or a setting is wrong.
"""


class Command(Protocol):
    """A command's module: it has the command's name, and opens with the command's help."""

    def add_arguments(self, parser: argparse.ArgumentParser, /) -> None:
        """Declare the command's arguments."""

    def run(self, arguments: argparse.Namespace, /) -> int:
        """Run the command, and return its exit code. Raises `PodiumError` and `DefinitionError`."""


# In the order in which the help lists them.
COMMANDS = (
    "demo",
    "serve",
    "check",
    "next",
    "editing.diary",
    "feed",
    "publish",
    "doctor",
    "ledger.status",
    "ledger.history",
    "ledger.confirm",
    "ledger.backup",
    "ledger.restore",
    "schema",
    "editing.import_",
    "editing.new",
    "editing.draft",
    "editing.preview",
)


def main(arguments: list[str] | None = None) -> int:
    """Run the command, and return its exit code."""
    # pytz brings the files of all its zones: it need not open each to see whether it is there.
    os.environ.setdefault("PYTZ_SKIPEXISTSCHECK", "1")
    keep_descriptors()
    try:
        parsed = _parse(arguments)
        command: Command = parsed.command
        return command.run(parsed)
    except DefinitionError as error:
        complain(str(error))
        return FINDING
    except PodiumError as error:
        if isinstance(error, CannotPrint):
            discard_output()
        complain(f"{error.speaker}: {error}" if error.speaker else str(error))
        return error.exit_code
    except KeyboardInterrupt:
        return INTERRUPTED


def _parse(arguments: list[str] | None) -> argparse.Namespace:
    try:
        given = sys.argv[1:] if arguments is None else arguments
        # The modules of other commands, and what they import, take as long as most commands.
        asked = [module for module in COMMANDS if given and _name(module) == given[0]]
        return _make_parser(asked or COMMANDS).parse_args(given)
    except SystemExit as ended:
        if ended.code == OK:
            with printing():
                pass  # the help is printed, and not yet written
        raise


def _make_parser(modules: Sequence[str]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="podium",
        description="A calendar feed and notification bot for public diplomacy.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    names = parser.add_subparsers(metavar="COMMAND", required=True)
    for module in modules:
        command: Any = import_module(f"bot.cli.commands.{module}")
        text = (command.__doc__ or "").strip()
        each = names.add_parser(
            _name(module),
            help=text.partition("\n")[0],
            description=text,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        each.register("type", "path", _path)
        each.set_defaults(command=command)
        command.add_arguments(each)
    parser.add_argument("--version", action=_Version, nargs=0, help="show the version and exit")
    return parser


def _name(module: str) -> str:
    return module.rpartition(".")[2].rstrip("_")  # import is a word of Python's


def _path(text: str) -> Path:
    # An empty one, as of a variable that is not set, would be the working directory.
    if not text:
        raise argparse.ArgumentTypeError("the path is empty (name one)")
    return Path(text)


class _Version(argparse.Action):
    """Prints the version, which takes an import that other commands can do without."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from importlib.metadata import version

        with printing() as output:
            output.write(f"podium {version('podium-diplomacy')}\n")
        parser.exit()


if __name__ == "__main__":
    sys.exit(main())
