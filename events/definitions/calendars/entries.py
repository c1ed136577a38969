"""What an agenda says of calendars that are sources of its events."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path, PurePosixPath
from typing import NamedTuple, Protocol
from urllib.parse import urlsplit

from events.definitions.calendars.only import read_filter
from events.definitions.mapping_reader import MappingReader
from events.definitions.mends.meant.kinds import parse_kind
from events.definitions.mends.when.times import read_duration
from events.definitions.schema.calendars import CALENDAR, MAX_PREFIX, PREFIX_PATTERN, WANTED
from events.definitions.values import parse_line, parse_url
from events.definitions.yaml.nodes import MappingNode
from events.errors import Problem, Refusal
from events.model import Kind
from events.queries import Filter
from events.text import quoted, shown_path
from events.zones import parse_zone

EVERY = timedelta(hours=1)
SHORTEST, LONGEST = timedelta(minutes=5), timedelta(days=7)
NO_PREFIX = "calendar"


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """A calendar that is a source of events.

    - ``path`` and ``at``: where its entry stands, the line and the column from 1
    - ``url``, or ``file``: where it is
    - ``prefix``: what ids of its events begin with, without the hyphen behind it
    - ``kind``, ``timezone``: those of events that name none
    - ``agenda_zone``: the agenda's, by which what is in UTC is told if the calendar has none
    """

    path: Path
    at: tuple[int, int]
    agenda: str
    url: str | None
    file: Path | None
    every: timedelta
    prefix: str
    only: Filter
    kind: Kind | None
    timezone: str | None
    agenda_zone: str

    @property
    def key(self) -> str:
        """What tells it from every other, and what its events are known by: agenda and prefix."""
        return hashlib.sha256(f"{self.agenda}\n{self.prefix}".encode()).hexdigest()

    @property
    def answers(self) -> str:
        """What it says besides, with which it is got or refused: of its address a hash."""
        address = hashlib.sha256((self.url or f"file:{self.file}").encode()).hexdigest()
        return f"{self.kind} {self.timezone} {address}"

    @property
    def host(self) -> str:
        """What is told of where it is: the address itself may be a secret."""
        return shown_path(self.file) if self.file else urlsplit(self.url or "").hostname or ""

    @property
    def label(self) -> str:
        """What the operator is told it is."""
        return f"{self.agenda}, {self.prefix}- ({self.host})"

    @property
    def part(self) -> Path:
        """What its events are told to be in, as those of a file are in that."""
        return self.path.with_name(f"{self.path.name}, calendar {self.prefix}-")

    def problem(self, what: str, mend: str) -> Problem:
        """Return what is wrong with it, where its entry stands."""
        return Problem(self.path, *self.at, what, mend)


class LiveEvents(NamedTuple):
    """The events of a calendar as a part of its agenda, and what is to be told of it."""

    content: bytes
    warnings: tuple[Problem, ...] = ()


class LiveCalendars(Protocol):
    """What is known of calendars by now. Nothing is fetched for whoever asks."""

    def events_of(self, calendar: CalendarEntry, /) -> LiveEvents:
        """Return the events of one. Raises `DefinitionError`."""


def read_calendars(
    mapping: MappingReader, agenda: str, agenda_zone: str
) -> tuple[CalendarEntry, ...]:
    """Read the calendars of an agenda; what is wrong is added to the problems."""
    return tuple(_entries(mapping, agenda, agenda_zone))


def _entries(mapping: MappingReader, agenda: str, agenda_zone: str) -> Iterator[CalendarEntry]:
    prefixes = set[str]()
    for each in mapping.mappings("calendars", CALENDAR):
        prefix = (each.get("prefix", _parse_prefix) or NO_PREFIX).removesuffix("-")
        if prefix in prefixes:
            what = f"two calendars of the agenda have the prefix {quoted(prefix)}"
            if "prefix" not in each.entries:
                what = "two calendars of the agenda have no prefix"
            each.add_problem(each.where("prefix"), what, "write another: prefix: second-")
        prefixes.add(prefix)
        url, file = each.get("url", _parse_address), each.get("file", _parse_file)
        if "url" in each.entries and "file" in each.entries:
            what, mend = "the calendar has a url and a file", "keep one of them"
            each.add_problem(each.where("file"), what, mend)
        elif isinstance(each.node, MappingNode) and not {"url", "file"} & each.entries.keys():
            what, mend = "the calendar has no address", "write url: https://…, or file: week.ics"
            each.add_problem(each.node, what, mend)
        wanted = each.mapping("only", WANTED)
        every = each.get("every", _parse_every)
        kind, zone = each.get("kind", parse_kind), each.get("timezone", parse_zone)
        yield CalendarEntry(
            mapping.path,
            (each.node.line, each.node.column),
            agenda,
            url,
            mapping.path.parent / file if file else None,
            every or EVERY,
            prefix,
            read_filter(wanted) if wanted else Filter(),
            kind,
            zone,
            agenda_zone,
        )


def _parse_prefix(text: str) -> str:
    if not re.fullmatch(PREFIX_PATTERN, text, re.ASCII) or len(text) > MAX_PREFIX:
        mend = f"use small letters, digits and single hyphens, {MAX_PREFIX} at most: osce-"
        raise Refusal(f"{quoted(text)} is no prefix of ids", mend)
    return text


def _parse_address(text: str) -> str:
    scheme, colon, rest = text.partition("://")
    if colon and scheme.lower() in ("webcal", "webcals"):
        raise Refusal(f"{scheme}: is not fetched", f"write {quoted(f'https://{rest}')}")
    return parse_url(text)


def _parse_file(text: str) -> str:
    path = PurePosixPath(parse_line(text))
    if path.is_absolute() or ".." in path.parts:
        what = f"{quoted(text)} is outside of the folder of these definitions"
        raise Refusal(what, "put the file beside them, and write its name: file: week.ics")
    return text


def _parse_every(text: str) -> timedelta:
    every = read_duration(text)
    if not SHORTEST <= every <= LONGEST:
        what = f"{quoted(text)} is {'too often' if every < SHORTEST else 'too seldom'}"
        raise Refusal(what, "write 5 minutes to 7 days: every: 1 hour")
    return every
