"""What holds for all tests: the examples of hypothesis, what is run first, and what is forked.

The examples are the same at each run, however slow the machine; of how many, the profile says: CI
takes `thorough`, and `make quick` that of its name.
"""

import gc
import multiprocessing

import pytest
from hypothesis import settings

from bot.cli.main import COMMANDS
from tests.examples import SHARES

for name, share in SHARES.items():
    settings.register_profile(
        name, deadline=None, derandomize=True, max_examples=round(100 * share)
    )
settings.load_profile("podium")

# What is imported once is there in every process that is forked, be it for a command or the soak.
IMPORTED = [
    "tests.bot.running.forked",
    "tests.soak.victim",
    # What the command imports only once it is needed.
    *(f"bot.cli.commands.{module}" for module in COMMANDS),
    "alembic.command",
    "bot.fetching.fetch",
    "bot.database.postgresql",
    "bot.ledger.backups.restoring",
    "bot.planning.removals",
    "bot.service",
    "bot.web.export.site_export",
    "events.definitions.schema",
    "events.foreign.definitions",
    "events.drafting.against",
    "events.drafting.reading.report",
    "tests.bot.running.preloaded",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run the soak first: its few tests, the longest of all, would be one process's last."""
    items.sort(key=lambda item: not item.nodeid.startswith("tests/soak/"))


def pytest_collection_finish() -> None:
    """Set what is imported once the soak has been read, which by itself sets less.

    All that has been read stays until the end: the collector need not look through it again.
    """
    gc.freeze()
    multiprocessing.get_context("forkserver").set_forkserver_preload(IMPORTED)
