"""What can be asked of the ``podium`` command, and what it tells of itself."""

import argparse
from pathlib import Path

from bot.terminal.output import printing

EPILOG = """\
Settings come from the environment and from .env in the working directory; .env.example lists
them all. Without a bot token every command works, and posts go to this terminal.

Exit codes: 0 all is well, 1 something was found or failed, 2 the command or a setting is wrong.
"""


def make_parser() -> argparse.ArgumentParser:
    """Return the parser of the command line; what it parses names the ``command`` to run."""
    parser = argparse.ArgumentParser(
        prog="podium",
        description="A calendar feed and notification bot for public diplomacy.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)

    def add(name: str, about: str, more: str) -> argparse.ArgumentParser:
        return commands.add_parser(
            name,
            help=about,
            description=f"{about}\n\n{more}",
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )

    demo = add(
        "demo",
        "Replay the agenda's week through the real service.",
        "The feed and the page are served, and reminders posted, on a clock that runs an hour a\n"
        "second. Nothing is kept afterwards. Without a token the posts come to this terminal.",
    )
    demo.add_argument("--start", metavar="WHEN", help='first instant: "2022-01-12 08:00 GMT"')
    demo.add_argument("--end", metavar="WHEN", help="last instant")
    demo.add_argument("--speed", type=float, metavar="N", help="N times as fast (3600)")
    add(
        "serve",
        "Serve feed and page, and post reminders, until stopped.",
        "Posts go to TELEGRAM_CHANNEL, or to this terminal where there is none.",
    )
    check = add(
        "check",
        "Check the definitions, and say what is wrong with them.",
        "Each fault is one line: file:line:column: what is wrong (how to mend it).",
    )
    check.add_argument("path", nargs="?", type=_path, help="a file or folder (PODIUM_AGENDAS)")
    next_ = add(
        "next",
        "Tell what comes next.",
        "podium next 3 tells the next three events. Set PODIUM_TIMEZONE for your own time.",
    )
    next_.add_argument("count", nargs="?", type=int, default=1, metavar="N", help="how many (1)")
    next_.add_argument("--at", metavar="WHEN", help='as if it were "2022-01-11 12:00 GMT"')
    feed = add(
        "feed",
        "Write the iCalendar feed.",
        "To standard output the bytes depend on the definitions alone. Beside FILE a hidden file\n"
        "keeps what was published, so that calendars learn of each change: keep the two together.",
    )
    feed.add_argument("-o", "--output", type=_path, metavar="FILE", help="where to write it")
    publish = add(
        "publish",
        "Write page and feeds as files, for any static host.",
        "Needs PODIUM_PUBLIC_URL. Writes only what has changed, and removes what it wrote before\n"
        "and is no longer a part. DIR/.podium.json keeps what was published: keep it.",
    )
    publish.add_argument("folder", type=_path, metavar="DIR", help="the folder, made if need be")
    add(
        "status",
        "Tell what is planned, sent, late, missed and uncertain.",
        "Reads the definitions and the ledger (PODIUM_DATABASE), beside a running service too.\n"
        "Exits 1 if the definitions are wrong, or if there is no ledger yet, and changes nothing.\n"
        "A running service tells more at /health.",
    )
    add(
        "schema",
        "Print the JSON Schema of the definitions, for editors.",
        "Name it in a definition's first line: # yaml-language-server: $schema=FILE",
    )
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
