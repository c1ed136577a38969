"""Begin an agenda: write a file of definitions with comments, to be filled in.

It is written into the folder of definitions (PODIUM_AGENDAS, else ./agendas), or at PATH. No file
is overwritten. Its examples are comments: nobody is told of them.
"""

import argparse
from datetime import date, timedelta
from pathlib import Path

from bot.cli.exits import OK, CommandError, UsageError
from bot.clock import SystemClock
from bot.config.settings import OWN_AGENDAS, bundled_agendas
from bot.terminal.output import tell
from bot.terminal.source import given_settings
from events.errors import DefinitionError, Refusal
from events.text import shown_path

SCHEMA = "podium.schema.json"
AHEAD = timedelta(days=3)  # from a Friday on that is the next week
TEMPLATE = """\
# yaml-language-server: $schema={schema}
#
# An agenda: what happens, when and where. A line that begins with # is a comment.
#   podium check    says what is wrong in here, and how to mend it
#   podium preview  shows what would be posted, and when
agenda: {id}
title: {title}
timezone: {zone}
# source: Ministry of Foreign Affairs  # who announced it, for all events

# Take away the # before an example and put your own words in, and take away the [] below.
# An id is never used again, and never changed; kind, title and start are needed, too.
events: []
#  - id: council
#    kind: meeting
#    title: NATO–Russia Council
#    start: {monday} 10:00                # by the clocks of the place, else of the timezone above
#    end: 12:30                             # left out: not announced
#    place: Brussels
#    parties: [NATO, Russia]
#
#  - id: press-conference
#    kind: press-conference                 # or: summit, visit, call, speech, hearing, vote, ...
#    title: Press conference of the Secretary General
#    start: about {monday} 14:30          # approximate, and told as such; or: not before ...
#    follows: council
#    place: Brussels
#
#  - id: talks
#    kind: meeting
#    title: Talks in New York
#    start: {tuesday} 15:00               # by the clocks of the place, which names its zone
#    place: {{city: New York, timezone: America/New_York}}
#
#  - id: briefing
#    kind: briefing
#    title: Briefing by the spokesperson
#    start: {wednesday} afternoon           # no hour is known; or: morning, midday, evening
#    status: tentative                      # or: cancelled, postponed
#
#  - id: visit
#    kind: visit
#    title: Visit of the Foreign Minister
#    start: {thursday}                      # a day: the time is to be announced
#
#  - id: deadline
#    kind: deadline
#    title: Accreditation for the summit closes
#    start: {friday} 17:00
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the agenda's id, where it is to be, and its zone."""
    parser.add_argument("id", metavar="ID", help="the agenda's id: small letters, digits, hyphens")
    parser.add_argument(
        "path", nargs="?", type="path", metavar="PATH", help="a file, or a folder that is there"
    )
    parser.add_argument("--timezone", metavar="ZONE", help="the desk's zone (PODIUM_TIMEZONE)")


def run(arguments: argparse.Namespace) -> int:
    """Write the file, and the schema beside it if there is none."""
    from events.definitions.values import parse_id
    from events.zones import parse_zone, tzinfo

    try:
        id_ = parse_id(arguments.id)
        given = parse_zone(arguments.timezone) if arguments.timezone is not None else None
    except Refusal as refusal:
        raise UsageError("new", str(refusal)) from None
    settings = given_settings()
    zone = given or settings.timezone
    file = _file(id_, arguments.path, settings.agendas)
    _refuse_twice(id_, file.parent)
    today = SystemClock().now().astimezone(tzinfo(zone or "UTC")).date()
    _write(file, template(id_, zone, today))
    tell(f"{shown_path(file)}: begun; write your events there, then: podium check")
    if not zone:
        tell("its timezone is UTC: write the desk's, or give --timezone or PODIUM_TIMEZONE")
    return OK


def template(id_: str, zone: str | None, today: date) -> str:
    """Return an agenda without events, with examples of the days of this week.

    From Friday on they are the next week's: hardly a day of this one is still to come.
    """
    monday = today + AHEAD
    monday -= timedelta(days=monday.weekday())
    names = ("monday", "tuesday", "wednesday", "thursday", "friday")
    return TEMPLATE.format(
        schema=SCHEMA,
        id=id_,
        title=_title(id_),
        zone=zone or "UTC  # ? the zone of your desk, such as Europe/Brussels",
        **{name: monday + timedelta(days=number) for number, name in enumerate(names)},
    )


def _title(id_: str) -> str:
    words = id_.replace("-", " ")
    return f"{words[0].upper()}{words[1:]}"


def _file(id_: str, path: Path | None, agendas: Path) -> Path:
    """Return where to write: never into the agenda that comes with Podium."""
    from events.definitions.files import SUFFIXES

    if path is None:
        path = OWN_AGENDAS if agendas == bundled_agendas() else agendas
        if path.is_file():
            what = f"{shown_path(path)} is one file of definitions, and no folder"
            raise UsageError("new", f"{what} (name the new file: podium new {id_} {id_}.yaml)")
        return path / f"{id_}.yaml"
    if path.is_dir():
        return path / f"{id_}.yaml"
    if path.suffix not in SUFFIXES:
        what = f"{shown_path(path)} is no folder that is there, and no file of definitions"
        raise UsageError("new", f"{what} (write {shown_path(path)}.yaml, or make the folder)")
    return path


def _refuse_twice(id_: str, folder: Path) -> None:
    """Refuse an id that an agenda of the folder has, or once had."""
    from events.definitions.loader import load

    try:
        agendas = load(folder).agendas
    except DefinitionError:
        return  # podium check tells
    for agenda in agendas:
        if id_ in (agenda.id, *agenda.formerly):
            what = f"an agenda in {shown_path(folder)} has the id {id_} already"
            raise CommandError("new", f"{what} (give the new one another)")


def _write(file: Path, text: str) -> None:
    import json

    from events.definitions.schema import json_schema

    schema = json.dumps(json_schema(), indent=2, ensure_ascii=False)
    try:
        if file.parent == OWN_AGENDAS:
            file.parent.mkdir(exist_ok=True)
        with file.open("x", encoding="utf-8") as output:
            output.write(text)
    except FileExistsError:
        what = f"{shown_path(file)} is there, and is not overwritten"
        raise CommandError("new", f"{what} (give the agenda another id)") from None
    except OSError as error:
        mend = " (make the folder first)" if isinstance(error, FileNotFoundError) else ""
        what = f"{shown_path(file)} cannot be written: {error.strerror}{mend}"
        raise CommandError("new", what) from None
    try:
        with (file.parent / SCHEMA).open("x", encoding="utf-8") as output:
            output.write(f"{schema}\n")
    except FileExistsError:
        pass  # the editor's own
    except OSError as error:
        raise CommandError("new", f"{SCHEMA} cannot be written: {error.strerror}") from None
