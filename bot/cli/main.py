"""The ``podium`` command. Heavy imports stand where they are used, so that it starts fast."""

import argparse
import signal
import sys
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.cli.arguments import make_parser
from bot.clock import SystemClock
from bot.config.settings import read_settings
from bot.errors import SettingsError
from bot.terminal.output import CannotPrint, discard_output, keep_descriptors, printing
from events.errors import DefinitionError, Refusal
from events.times import parse_start

OK, FINDING, USAGE = 0, 1, 2
INTERRUPTED = 128 + signal.SIGINT


class _Failure(Exception):
    """What ends a command with exit code 1; the message says why, and what to do."""


def main(arguments: list[str] | None = None) -> int:
    """Run the command, and return its exit code."""
    keep_descriptors()
    try:
        parsed = _parsed(arguments)
        code = _COMMANDS[parsed.command](parsed)
    except DefinitionError as error:
        _complain(str(error))
        return FINDING
    except SettingsError as error:
        _complain(str(error))
        return USAGE
    except _Failure as failure:
        _complain(f"podium: {failure}")
        return FINDING
    except CannotPrint as error:
        discard_output()
        _complain(f"podium: {error}")
        return FINDING
    except KeyboardInterrupt:
        return INTERRUPTED
    return code


def _parsed(arguments: list[str] | None) -> argparse.Namespace:
    try:
        return make_parser().parse_args(arguments)
    except SystemExit as ended:
        if ended.code == OK:
            with printing():
                pass  # the help is printed, and not yet written
        raise


def _tell(text: str) -> None:
    with printing() as output:
        print(text, file=output)


def _complain(text: str) -> None:
    print(text, file=sys.stderr)


def _demo(arguments: argparse.Namespace) -> int:
    from dataclasses import replace

    from bot.cli.demo import load_replay, run_demo
    from events.wording.phrases import instant_phrase

    settings = read_settings()
    replay = load_replay(settings)
    if replay is None:
        _complain("no event of the agenda is reminded of, so there is nothing to replay")
        return FINDING
    try:
        if arguments.start is not None:
            replay = replace(replay, start=parse_start(arguments.start, "UTC").begins)
        if arguments.end is not None:
            replay = replace(replay, end=parse_start(arguments.end, "UTC").begins)
    except Refusal as refusal:
        _complain(f"podium demo: {refusal}")
        return USAGE
    if arguments.speed is not None:
        replay = replace(replay, speed=arguments.speed)
    if not 0 < replay.speed <= 86_400:
        _complain("podium demo: --speed goes from above 0 to 86400, a day a second")
        return USAGE
    if replay.end <= replay.start:
        start, end = instant_phrase(replay.start), instant_phrase(replay.end)
        _complain(f"podium demo: the end, {end}, is not after the start, {start} (give another)")
        return USAGE
    return _run(run_demo(settings, replay), quiet=True)


def _serve(_arguments: argparse.Namespace) -> int:
    from bot.cli.serve import run_service

    return _run(run_service(read_settings()))


def _run(work: Coroutine[Any, Any, None], *, quiet: bool = False) -> int:
    import asyncio
    import logging

    import uvloop

    from bot.database.process_lock import CannotLock
    from bot.ops.logging import set_up_logging
    from bot.web.server.server import CannotListen

    set_up_logging(logging.WARNING if quiet else logging.INFO)
    try:
        with _ledger_in_use(), asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            runner.run(work)
    except (CannotLock, CannotListen) as error:
        raise _Failure(error.args[-1]) from None
    return OK


@contextmanager
def _ledger_in_use() -> Iterator[None]:
    """Fail in one line where the ledger cannot be used."""
    from sqlalchemy.exc import SQLAlchemyError

    from bot.database.engine import cause
    from bot.ops.logging import redact

    try:
        yield
    except SQLAlchemyError as error:
        what = f"the ledger cannot be used: {redact(cause(error))}"
        raise _Failure(f"{what} (check PODIUM_DATABASE)") from None


def _check(arguments: argparse.Namespace) -> int:
    from events.definitions.loader import load
    from events.wording.phrases import count_phrase

    agendas = load(arguments.path or read_settings().agendas)
    events = count_phrase(len(agendas.events), "event")
    _tell(f"{events} in {count_phrase(len(agendas.agendas), 'agenda')}: all is well")
    return OK


def _next(arguments: argparse.Namespace) -> int:
    from bot.messages.answers import next_post
    from bot.terminal.destination import render, terminal
    from events.definitions.loader import load
    from events.queries import upcoming

    if arguments.count < 1:
        _complain("podium next: N is 1 or more")
        return USAGE
    settings, now = read_settings(), SystemClock().now()
    if arguments.at is not None:
        try:
            now = parse_start(arguments.at, settings.timezone or "UTC").begins
        except Refusal as refusal:
            _complain(f"podium next: --at: {refusal}")
            return USAGE
    agendas = load(settings.agendas)
    coming = upcoming(agendas, now, arguments.count)
    with printing():
        terminal().print(render(next_post(coming, arguments.count, now), settings.timezone))
    return OK


def _feed(arguments: argparse.Namespace) -> int:
    from bot.publishing.publication import Publication
    from events.definitions.loader import load
    from events.revisions import first_revisions

    settings = read_settings()
    agendas = load(settings.agendas)
    if arguments.output is not None:
        from bot.web.export.site_export import publish_feed

        return _write_files(
            "feed",
            arguments.output,
            lambda now: publish_feed(arguments.output, agendas, settings.public_url, now),
        )
    content = Publication(agendas, first_revisions(agendas), settings.public_url).calendar()
    with printing() as output:
        output.buffer.write(content)
    return OK


def _publish(arguments: argparse.Namespace) -> int:
    from bot.web.export.site_export import publish_site
    from events.definitions.loader import load

    settings = read_settings()
    url = settings.public_url
    if url is None:
        raise SettingsError(
            "PODIUM_PUBLIC_URL: published pages and feeds must name their own address "
            "(set it to where DIR will be served, such as https://podium.example)"
        )
    agendas = load(settings.agendas)

    def publish(now: datetime) -> None:
        done = publish_site(arguments.folder, agendas, url, now)
        told = f"{done.written} written, {done.removed} removed, {done.unchanged} unchanged"
        _tell(f"{arguments.folder}: {told}")

    return _write_files("publish", arguments.folder, publish)


def _write_files(command: str, where: Path, write: Callable[[datetime], None]) -> int:
    from bot.web.export.site_export import NotOurs
    from bot.web.export.state_file import StateFileError

    try:
        write(SystemClock().now())
    except (NotOurs, StateFileError) as error:
        _complain(f"podium {command}: {error}")
        return FINDING
    except OSError as error:
        file = Path(error.filename2 or error.filename or where)
        where = file if file.is_relative_to(where) else where
        mend = " (make the folder first)" if isinstance(error, FileNotFoundError) else ""
        _complain(f"podium {command}: {where} cannot be written: {error.strerror}{mend}")
        return FINDING
    return OK


def _status(_arguments: argparse.Namespace) -> int:
    from bot.cli.status import ledger_lines, planned_lines, unplanned_lines
    from bot.database.read_only import CannotRead, reading_database
    from bot.ledger.ledger import Ledger
    from bot.planning.reminders import make_plan
    from events.definitions.loader import load

    settings, code = read_settings(), OK
    destinations = [f"telegram:{settings.channel}"] if settings.channel else ["terminal"]
    try:
        events = load(settings.agendas).events
        plan = make_plan(events, destinations)
        _tell("\n".join(planned_lines(events, plan, SystemClock().now())))
    except DefinitionError as error:
        # A running service keeps its last good agenda, and so does what the ledger tells.
        code = FINDING
        _tell("\n".join(unplanned_lines()))
        _complain(str(error))
    try:
        with _ledger_in_use(), reading_database(settings.database) as engine:
            _tell("\n".join(ledger_lines(Ledger(engine))))
    except CannotRead as error:
        raise _Failure(str(error)) from None
    return code


def _schema(_arguments: argparse.Namespace) -> int:
    import json

    from events.definitions.schema import json_schema

    _tell(json.dumps(json_schema(), indent=2, ensure_ascii=False))
    return OK


_COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "demo": _demo,
    "serve": _serve,
    "check": _check,
    "next": _next,
    "feed": _feed,
    "publish": _publish,
    "status": _status,
    "schema": _schema,
}


if __name__ == "__main__":
    sys.exit(main())
