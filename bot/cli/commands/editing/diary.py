"""Print the agenda as a desk reads it: a heading for each day, and a line for each event.

What is new or has changed since an instant is marked, from the ledger (PODIUM_DATABASE), which is
only read: by default the last 24 hours, if there is a ledger and no PATH. Days are those of
PODIUM_TIMEZONE, else of the first agenda.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from bot.cli.exits import OK, UsageError
from bot.cli.instants import INSTANT, parse_instant
from bot.cli.run import ledger_in_use
from bot.clock import SystemClock
from bot.terminal.output import complain, printing, tell
from bot.terminal.source import given_settings, tell_source
from events.errors import Refusal

if TYPE_CHECKING:
    from events.diary.days import Diary, Marked
    from events.model import Agendas, Event
    from events.queries import Window

FORMS = {
    "text": "as plain text (what it is without another form)",
    "html": "as a part of an HTML page",
    "json": "as JSON, each line with its parts",
}
TODAY, A_DAY, MOST_DAYS = "today", timedelta(days=1), 366


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare which days of which definitions, in which form, and since when what is marked."""
    from events.wording.languages import LANGUAGES

    parser.add_argument(
        "path", nargs="?", type="path", metavar="PATH", help="a file or folder (PODIUM_AGENDAS)"
    )
    parser.add_argument("--from", dest="first", metavar="DAY", help="2022-01-10, or today")
    parser.add_argument(
        "--days", type=int, metavar="N", help="how many days, from today unless --from says"
    )
    form = parser.add_mutually_exclusive_group()
    for name, what in FORMS.items():
        form.add_argument(f"--{name}", dest="form", action="store_const", const=name, help=what)
    parser.set_defaults(form="text")
    parser.add_argument("--lang", choices=tuple(LANGUAGES), default="en", help="a language (en)")
    parser.add_argument("--since", metavar="INSTANT", help=f"mark what is news since {INSTANT}")


def run(arguments: argparse.Namespace) -> int:
    """Print the diary, and tell on standard error what was read."""
    from bot.terminal.definitions import load
    from events.diary.days import make_diary
    from events.wording.joined import titles_phrase
    from events.wording.languages import LANGUAGES

    settings, now = given_settings(), SystemClock().now()
    since = None
    if arguments.since is not None:
        since = parse_instant("diary", "--since", arguments.since, settings.timezone)
    path = arguments.path or settings.agendas
    agendas = load(path, settings.database)
    zone = settings.timezone or agendas.agendas[0].timezone
    window = _window(arguments.first, arguments.days, zone, now)
    known = _Known(agendas.events)
    if arguments.path is None or since is not None:
        known = _from_ledger(
            settings.database, agendas, now, since, is_whole=arguments.path is None
        )
    language = LANGUAGES[arguments.lang]
    title = settings.masthead.title or titles_phrase(agendas, language)
    _print(make_diary(title, known.events, zone, language, window, known.marked), arguments.form)
    tell_source(path, agendas)
    return OK


@dataclass(frozen=True, slots=True)
class _Known:
    """The events, with those that have vanished from the definitions, and what is marked."""

    events: Sequence[Event]
    marked: Marked | None = None


def _from_ledger(
    database: str, agendas: Agendas, now: datetime, since: datetime | None, *, is_whole: bool
) -> _Known:
    """Return what the ledger adds to the agendas: what was published before, and when.

    Unless they are the whole of the definitions, nothing has vanished that they do not have.
    """
    from bot.database.read_only import CannotRead, NoLedger, reading_database
    from bot.ledger.publications.log import PublicationLog
    from events.diary.days import Marked
    from events.diary.marks import marks_since
    from events.model import in_order
    from events.revisions import revise, vanished

    marked_from = since or now - A_DAY
    try:
        with ledger_in_use(), reading_database(database) as engine:
            log = PublicationLog(engine)
            before, announced = log.latest().revisions, log.as_of(marked_from)
    except CannotRead as error:
        if since is not None:
            raise
        if not isinstance(error, NoLedger):
            complain(f"nothing is marked: {error}")
        return _Known(agendas.events)
    if not is_whole:
        there = {event.uid for event in agendas.events}
        before = {uid: each for uid, each in before.items() if uid in there}
    revisions = revise(before, agendas, now)
    events = in_order((*agendas.events, *vanished(revisions)))
    return _Known(events, Marked(marked_from, marks_since(marked_from, revisions, announced)))


def _window(first: str | None, days: int | None, zone: str, now: datetime) -> Window | None:
    from events.queries import Window
    from events.zones import tzinfo

    if days is not None and not 1 <= days <= MOST_DAYS:
        raise UsageError("diary", f"--days: {days} is not 1 to {MOST_DAYS}")
    if first is None and days is None:
        return None
    begins = now.astimezone(tzinfo(zone)).date() if first in (None, TODAY) else _day(str(first))
    return Window(begins, begins + timedelta(days=days - 1) if days else None, zone)


def _day(text: str) -> date:
    from events.time_grammar import LAST_YEAR_OF_DAYS, parse_day

    try:
        day = parse_day(text)
    except Refusal as refusal:
        raise UsageError("diary", f"--from: {refusal}") from None
    if day.year >= LAST_YEAR_OF_DAYS:
        raise UsageError("diary", f"--from: {day} is too late (check the year)")
    return day


def _print(diary: Diary, form: str) -> None:
    from events.diary.diary_html import diary_html
    from events.diary.diary_json import diary_json
    from events.diary.diary_text import diary_text

    if form == "text":
        tell(diary_text(diary).removesuffix("\n"))
        return
    content = diary_json(diary) if form == "json" else diary_html(diary, lambda _: None)
    with printing() as output:
        output.buffer.write(content.encode())
