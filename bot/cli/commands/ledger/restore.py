"""Put a backup in the place of the ledger, while no service runs.

Every SEQUENCE is lifted above what may have been served since the backup. What was due since then
may have been posted or not: serve posts none of it again, and tells the operator.
"""

import argparse

from bot.cli.exits import OK
from bot.cli.run import ledger_in_use, writing_files
from bot.clock import SystemClock
from bot.config.settings import read_settings
from bot.terminal.output import tell


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare which backup to put back."""
    parser.add_argument("file", type="path", metavar="FILE", help="what podium backup has written")


def run(arguments: argparse.Namespace) -> int:
    """Put the backup back, and tell since when the ledger knows nothing."""
    from bot.ledger.backups.restoring import restore_backup
    from events.wording.phrases import instant_phrase

    settings = read_settings()
    with ledger_in_use(), writing_files("restore", arguments.file):
        since = restore_backup(settings.database, arguments.file, SystemClock().now())
    tell(
        f"put back; of what was posted and published after {instant_phrase(since)} it knows "
        "nothing (start serve, which tells what was due since then and posts none of it again)"
    )
    return OK
