"""What each client is to understand of a feed, and all in which it is known to fall short."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from datetime import date, datetime, timedelta

import pytest
import pytz

from bot.publishing.parts.feeds import calendar_feed
from bot.publishing.publication import Publication
from events.feeds.description import describe
from events.feeds.icalendar import NO_END, summary
from events.model import Event, Status, in_language
from events.times import Day
from events.wording.english import ENGLISH
from events.wording.language import Language
from events.zones import tzinfo
from tests.interop.reading.programs import read_with_calcurse, read_with_libical, read_with_sabre
from tests.interop.reading.readers import (
    Read,
    read_with_ical_js,
    read_with_icalendar,
    read_with_node_ical,
    read_with_recurring_ical_events,
    read_with_vobject,
)


@dataclass(frozen=True, slots=True)
class Client:
    """A reader, with its shortcomings.

    ``keeps_no`` names what it does not keep of an event, ``misreads`` tells how it takes an event
    otherwise than it is meant, and ``fails_at`` which events, in a calendar of some zone, it is
    not asked about.
    """

    name: str
    read: Callable[[bytes], dict[str, Read]]
    keeps_no: tuple[str, ...] = ()
    misreads: Callable[[Read], Read] = lambda meant: meant
    fails_at: Callable[[Event, str], bool] = lambda made, zone: False

    def __str__(self) -> str:
        return self.name


def _by_node_ical(meant: Read) -> Read:
    return replace(
        meant,
        summary=_unescaped_by_node_ical(meant.summary),
        description=_unescaped_by_node_ical(meant.description),
        location=_unescaped_by_node_ical(meant.location),
    )


def _unescaped_by_node_ical(text: str | None) -> str | None:
    r"""Undo the escapes of RFC 5545 §3.3.11 as node-ical does: in turn, and not in one go.

    So a backslash and an n, written as \\n, become a backslash and a new line. Then it takes quotes
    away that stand around the whole of a text.
    """
    if text is None:
        return None
    written = re.sub(r"([\\,;])", r"\\\1", text).replace("\n", "\\n")
    read = written.replace("\\,", ",").replace("\\;", ";")
    read = re.sub(r"\\n", "\n", read, flags=re.IGNORECASE).replace("\\\\", "\\")
    return re.sub(r'^"(.*)"$', r"\1", read)


def _beyond_recurring_ical_events(made: Event, calendar_zone: str) -> bool:
    """Tell whether the clocks of the calendar's zone show an event's start or end twice.

    recurring-ical-events turns times in UTC into those of X-WR-TIMEZONE, where it loses which of
    two equal ones it was.
    """
    if isinstance(made.start, Day):
        return False
    begins, ends = made.start.begins, made.end.begins if made.end else made.start.begins + NO_END
    return any(_happens_twice(it, calendar_zone) for it in (begins, ends))


def _happens_twice(instant: datetime, zone: str) -> bool:
    wall = instant.astimezone(tzinfo(zone)).replace(tzinfo=None)
    try:
        tzinfo(zone).localize(wall, is_dst=None)
    except pytz.AmbiguousTimeError:
        return True
    return False


ICALENDAR = Client("icalendar", read_with_icalendar)
RECURRING = Client(
    "recurring-ical-events",
    read_with_recurring_ical_events,
    fails_at=_beyond_recurring_ical_events,
)
VOBJECT = Client("vobject", read_with_vobject)
ICAL_JS = Client("ical.js", read_with_ical_js)
NODE_ICAL = Client("node-ical", read_with_node_ical, misreads=_by_node_ical)
LIBICAL = Client("libical", read_with_libical)
SABRE = Client("sabre-vobject", read_with_sabre)
CALCURSE = Client(
    "calcurse",
    read_with_calcurse,
    keeps_no=("uid", "status", "sequence", "categories", "url", "related_to"),
)
LIBRARIES = (ICALENDAR, RECURRING, VOBJECT, ICAL_JS, NODE_ICAL)
PROGRAMS = (LIBICAL, SABRE, CALCURSE)
all_clients = pytest.mark.parametrize(
    "client",
    [*LIBRARIES, *(pytest.param(client, marks=pytest.mark.interop) for client in PROGRAMS)],
    ids=str,
)


def meant(made: Event, publication: Publication, language: Language = ENGLISH) -> Read:
    """What a client is to understand of an event."""
    made = in_language(made, language.code)
    start, end = made.start, made.end
    site = publication.addresses.site(language)
    page = f"{site}/events/{made.name}" if site else None
    begins: datetime | date
    ends: datetime | date
    if isinstance(start, Day):
        last = end if isinstance(end, Day) else start
        begins, ends = start.date, last.date + timedelta(days=1)
    else:
        begins, ends = start.begins, end.begins if end else start.begins + NO_END
    related = made.follows or made.parent or made.accredits  # the first one, of several
    statuses = {Status.CONFIRMED: "CONFIRMED", Status.CANCELLED: "CANCELLED"}
    return Read(
        uid=made.uid,
        summary=summary(made, language),
        description=describe(made, page, language, publication.revisions[made.uid].last_change),
        location=str(made.place) if made.place else None,
        status=statuses.get(made.status, "TENTATIVE"),
        sequence=publication.revisions[made.uid].sequence,
        start=begins,
        end=ends,
        categories=(language.kinds[made.kind], *made.tags),
        url=made.url or page,
        related_to=related.uid if related else None,
    )


def misread(
    client: Client,
    publication: Publication,
    content: bytes | None = None,
    language: Language = ENGLISH,
) -> list[str]:
    """Say what a client understands otherwise than it is meant to."""
    zone = publication.agendas.agendas[0].timezone
    failed = {made.uid for made in publication.dated if client.fails_at(made, zone)}
    expected = [
        client.misreads(meant(made, publication, language))
        for made in publication.dated
        if made.uid not in failed
    ]
    read = client.read(calendar_feed(publication) if content is None else content)
    found = [it for uid, it in read.items() if uid not in failed]
    return differences(found, expected, client.keeps_no)


def differences(found: list[Read], expected: list[Read], keeps_no: tuple[str, ...]) -> list[str]:
    """Say where two lists of events differ, in whatever order, but for what is not kept."""
    kept = [field.name for field in fields(Read) if field.name not in keeps_no]

    def shown(reads: list[Read]) -> list[dict[str, str]]:
        rows = [{name: repr(getattr(it, name)) for name in kept} for it in reads]
        return sorted(rows, key=lambda row: tuple(row.values()))

    assert len(found) == len(expected)
    return [
        f"{theirs[kept[0]]}: the {name} is {theirs[name]}, not {ours[name]}"
        for theirs, ours in zip(shown(found), shown(expected), strict=True)
        for name in kept
        if theirs[name] != ours[name]
    ]
