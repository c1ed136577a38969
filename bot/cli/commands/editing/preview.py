"""Show what would be posted, when and to whom, if the definitions were saved now.

Notices come first, then reminders, in the very words: by the definitions (PATH, else
PODIUM_AGENDAS), the destinations, and the ledger (PODIUM_DATABASE), which is only read. Nothing is
posted. What was posted already is not shown again.
"""

from __future__ import annotations

import argparse
import logging
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from bot.cli.exits import FINDING, OK, CommandError, UsageError
from bot.cli.run import run_coroutine
from bot.clock import SystemClock
from bot.terminal.output import complain, printing
from bot.terminal.source import given_settings, source_phrase, tell_source
from events.errors import Refusal
from events.text import nearest_word, quoted, shown_path

if TYPE_CHECKING:
    from bot.config.settings import Settings
    from bot.service.preview.rehearsal import Listener, Rehearsal


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what to show, of which days, to whom, and how."""
    parser.add_argument(
        "path", nargs="?", type="path", metavar="PATH", help="a file or folder (PODIUM_AGENDAS)"
    )
    parser.add_argument(
        "--for", dest="length", default="7 days", metavar="LENGTH", help='how long ("7 days")'
    )
    parser.add_argument("--at", metavar="WHEN", help='as if saved at "2022-01-11 12:00 GMT"')
    parser.add_argument(
        "--destination", metavar="NAME", help="to one destination alone, by its name or chat"
    )
    parser.add_argument("--html", action="store_true", help="write a page to look at in a browser")


def run(arguments: argparse.Namespace) -> int:
    """Rehearse the posts, and show them."""
    from bot.config.destinations.destinations_file import read_wanted_now
    from bot.service.preview.rehearsal import listeners, rehearse
    from events.definitions.mends.when.times import read_duration
    from events.time_grammar import parse_start

    settings, now = given_settings(), SystemClock().now()
    try:
        length = read_duration(arguments.length)
    except Refusal as refusal:
        raise UsageError("preview", f"--for: {refusal}") from None
    if arguments.at is not None:
        try:
            now = parse_start(arguments.at, settings.timezone or "UTC").begins
        except Refusal as refusal:
            raise UsageError("preview", f"--at: {refusal}") from None
    if arguments.path is not None:
        _warn_of_part(arguments.path, settings.agendas)
        settings = replace(settings, agendas=arguments.path)
    everybody = listeners(settings, read_wanted_now(settings))
    chosen = everybody
    if arguments.destination is not None:
        chosen = [_named(arguments.destination, everybody)]
    found: list[Rehearsal] = []

    async def work() -> None:
        found.append(await rehearse(settings, everybody, chosen, now, length))

    try:
        run_coroutine(work(), logging.CRITICAL)
    except OSError as error:
        what = f"the ledger cannot be read: {error.strerror} (check PODIUM_DATABASE)"
        raise CommandError("preview", what) from None
    (rehearsal,) = found
    (_show_page if arguments.html else _show)(rehearsal, chosen, settings)
    return FINDING if rehearsal.is_held else OK


def _warn_of_part(path: Path, folder: Path) -> None:
    """Warn where one file of the folder is asked for: without the others their events are gone."""
    if path.is_file() and folder.is_dir() and folder.resolve() in path.resolve().parents:
        what = f"as if {shown_path(path)} were all there is"
        complain(f"{what} (leave it out, to read all of {shown_path(folder)})")


def _named(name: str, everybody: list[Listener]) -> Listener:
    """Return the destination that a name or a chat stands for."""
    for each in everybody:
        if name in (each.label, each.name, each.name.removeprefix("telegram:")):
            return each
    labels = [each.label for each in everybody]
    nearest = nearest_word(
        name, [*labels, *(it.name.removeprefix("telegram:") for it in everybody)]
    )
    mend = f"write {nearest}" if nearest else f"there are: {', '.join(labels) or 'none'}"
    raise UsageError("preview", f"--destination: there is no {quoted(name)} ({mend})")


def _show(rehearsal: Rehearsal, chosen: list[Listener], settings: Settings) -> None:
    from rich.text import Text

    from bot.service.preview.words import remarks, stamp_words, summary_words, under_headings
    from bot.terminal.destination import render, terminal

    console, by_name = terminal(), {each.name: each for each in chosen}
    with printing():
        for heading, posts in under_headings(rehearsal):
            console.print(Text(heading, style="bold"), end="\n\n")
            for each in posts:
                listener = by_name[each.destination]
                stamp = stamp_words(each, listener, settings.timezone)
                # In a chat each reader's program shows the reader's time; the terminal writes it.
                zone = settings.timezone if listener.name == "terminal" else None
                console.print(Text(f"── {stamp} ──", style="dim"))
                console.print(render(each.post, zone), end="\n\n")
        console.print(Text(summary_words(rehearsal)))
    for remark in remarks(rehearsal):
        complain(remark)
    tell_source(settings.agendas, rehearsal.agendas)


def _show_page(rehearsal: Rehearsal, chosen: list[Listener], settings: Settings) -> None:
    from bot.service.preview.page import render_page

    by_name = {each.name: each for each in chosen}
    source = source_phrase(settings.agendas, rehearsal.agendas)
    with printing() as output:
        output.write(render_page(rehearsal, by_name, settings.timezone, source))
    tell_source(settings.agendas, rehearsal.agendas)
