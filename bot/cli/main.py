"""The ``podium`` command: reads its arguments, and runs the module of the command they name."""

import argparse
import sys
from pathlib import Path
from typing import Protocol

from bot.cli.commands import check, demo, doctor, feed, publish, schema, serve
from bot.cli.commands import next as next_
from bot.cli.commands.editing import diary, draft, import_, new, preview
from bot.cli.commands.ledger import backup, confirm, history, restore, status
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

    __name__: str

    def add_arguments(self, parser: argparse.ArgumentParser, /) -> None:
        """Declare the command's arguments."""

    def run(self, arguments: argparse.Namespace, /) -> int:
        """Run the command, and return its exit code. Raises `PodiumError` and `DefinitionError`."""


COMMANDS: tuple[Command, ...] = (
    demo,
    serve,
    check,
    next_,
    diary,
    feed,
    publish,
    doctor,
    status,
    history,
    confirm,
    backup,
    restore,
    schema,
    import_,
    new,
    draft,
    preview,
)


def main(arguments: list[str] | None = None) -> int:
    """Run the command, and return its exit code."""
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
        return _make_parser().parse_args(arguments)
    except SystemExit as ended:
        if ended.code == OK:
            with printing():
                pass  # the help is printed, and not yet written
        raise


def _make_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="podium",
        description="A calendar feed and notification bot for public diplomacy.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    names = parser.add_subparsers(metavar="COMMAND", required=True)
    for command in COMMANDS:
        text = (command.__doc__ or "").strip()
        each = names.add_parser(
            command.__name__.rpartition(".")[2].rstrip("_"),  # import is a word of Python's
            help=text.partition("\n")[0],
            description=text,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        each.register("type", "path", _path)
        each.set_defaults(command=command)
        command.add_arguments(each)
    parser.add_argument("--version", action=_Version, nargs=0, help="show the version and exit")
    return parser


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
