"""What a command's work runs in, and where others' errors become one line for the terminal."""

import argparse
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bot.cli.exits import OK, CommandError
from bot.errors import PodiumError
from events.text import shown_path


def run_coroutine(work: Coroutine[Any, Any, None], log_level: int) -> int:
    """Run the service, or what uses it, to its end, and return the exit code."""
    import asyncio

    import uvloop

    from bot.ops.logging import set_up_logging

    set_up_logging(log_level)
    with ledger_in_use(), asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(work)
    return OK


@contextmanager
def ledger_in_use() -> Iterator[None]:
    """Fail in one line where the ledger cannot be used."""
    import sqlite3

    from sqlalchemy.exc import SQLAlchemyError

    from bot.database.engine import cause
    from bot.ops.logging import redact

    try:
        yield
    except (SQLAlchemyError, sqlite3.Error) as error:
        what = f"the ledger cannot be used: {redact(cause(error))}"
        raise PodiumError(f"{what} (check PODIUM_DATABASE)") from None


def add_confirm(parser: argparse.ArgumentParser) -> None:
    """Declare how to confirm an edit that takes much off the agenda."""
    parser.add_argument(
        "--confirm", action="store_true", help="take off the agenda what the files no longer have"
    )


@contextmanager
def writing_files(command: str, where: Path) -> Iterator[None]:
    """Fail in one line, under the command's name, where files cannot be written."""
    from bot.planning.removals import RemovalsHeld
    from bot.publishing.edit_words import HowToSettle, held_words

    try:
        yield
    except RemovalsHeld as held:
        how = HowToSettle(f"podium {command} --confirm")
        raise CommandError(command, held_words(held, how)) from None
    except PodiumError as error:
        raise CommandError(command, str(error)) from None
    except OSError as error:
        file = Path(error.filename2 or error.filename or where)
        where = file if file.is_relative_to(where) else where
        mend = " (make the folder first)" if isinstance(error, FileNotFoundError) else ""
        message = f"{shown_path(where)} cannot be written: {error.strerror}{mend}"
        raise CommandError(command, message) from None
