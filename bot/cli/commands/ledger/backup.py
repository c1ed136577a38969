"""Write a backup of the ledger, beside a running service too.

The ledger (PODIUM_DATABASE) as it is at one moment, in one SQLite file, also where it is in
PostgreSQL. podium restore puts it back.
"""

import argparse

from bot.cli.exits import OK
from bot.cli.run import ledger_in_use, writing_files
from bot.config.settings import read_settings
from bot.terminal.output import tell


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare where to write the backup."""
    parser.add_argument("file", type="path", metavar="FILE", help="the file, replaced whole")


def run(arguments: argparse.Namespace) -> int:
    """Write the backup."""
    from bot.ledger.backups.backup_file import write_backup

    settings = read_settings()
    with ledger_in_use(), writing_files("backup", arguments.file):
        write_backup(settings.database, arguments.file)
    tell(f"{arguments.file}: written")
    return OK
