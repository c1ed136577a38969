"""What every page says in one language, a line for each part of it: for a person to judge it."""

import re
import tempfile
from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from bot.publishing.publication import Publication
from bot.publishing.selection import Selection, folder_of
from bot.web.address import Address
from bot.web.asked_language import AskedLanguage
from bot.web.pages.diary import AskedDiary
from bot.web.pages.page_path import PagePath
from bot.web.pages.render import Pages
from events.definitions.loader import load
from events.history import Statement, Told
from events.model import Agendas
from events.revisions import revise
from tests.bot.running.clock import utc

FIRST, EDITED, NOW = utc("2022-01-09 08:00"), utc("2022-01-10 09:00"), utc("2022-01-12 10:30")
PUBLIC, LOCAL = Address("https://podium.example"), Address("http://localhost:8000")
INLINE = {"a", "b", "bdi", "s", "span", "strong", "time"}
# No texts of ours, or nothing that a person reads.
SILENT = {"script", "style"}
READ_ALOUD = ("aria-label", "data-your-time", "data-your-zone", "data-copied", "data-not-copied")

BEFORE = """\
agenda: week
title: A week
timezone: Europe/Brussels
events:
  - {id: council, kind: meeting, title: Council, start: 2022-01-12 10:00}
"""
WEEK = """\
agenda: week
title: A week
timezone: Europe/Brussels
events:
  - {id: unheld, kind: vote, title: Unheld, start: 2021-12}
  - {id: talks, kind: meeting, title: Talks, start: 2022-01-10}
  - {id: session, kind: visit, title: Session, start: 2022-01-11, end: 2022-01-13}
  - {id: about, kind: visit, title: Around, start: about 2022-01-11, end: 2022-01-13}
  - id: council
    kind: summit
    title: Council
    start: 2022-01-12 10:00
    end: about 12:40
    place: {city: Brussels, venue: HQ}
    chair: Jens Stoltenberg
    parties: [NATO, Russia]
    delegations: [{party: Russia, head: Alexander Grushko}]
    topics: [arms control]
    access: accredited
    arrive: 45 minutes before
    accreditation: {until: 2022-01-11 18:00, note: By e-mail.}
    contact: {name: Press office}
    streams: [{url: "https://example.org/live", language: fr}]
    url: https://example.org/council
    links: [{url: "https://example.org/paper", title: Paper}]
    note: A slip was corrected.
    outcome: {text: A statement.}
    source: {publisher: Sputnik, url: "https://example.org/s", quote: It was so.}
    programme:
      - {id: arrivals, title: Arrivals, start: 09:00}
      - {id: photo, title: Photo, start: 09:45, status: cancelled}
  - {id: press, kind: press-conference, title: Press, start: after council, follows: council}
  - id: call
    kind: call
    title: Call
    start: about 2022-01-12 11:00
    sources: [{publisher: Sputnik, start: 2022-01-12 10:30}, {publisher: Reuters}]
  - {id: hearing, kind: hearing, title: Hearing, start: 2022-01-12 11:10, status: tentative}
  - {id: bids, kind: deadline, title: Bids, start: 2022-01-12}
  - {id: budget, kind: deadline, title: Budget, start: about 2022-01-12 11:00}
  - {id: treaty, kind: milestone, title: Treaty, start: 2022-01-12}
  - {id: visit, kind: visit, title: Visit, start: about 2022-01-12}
  - {id: day, kind: observance, title: A day, start: about 2022-01-13}
  - id: speech
    kind: speech
    title: Speech
    start: not before 2022-01-13 18:00
    place: {city: London, timezone: Europe/London}
  - {id: vote, kind: vote, title: Vote, start: 2022-01-14 afternoon, place: to be confirmed}
  - {id: oscar, kind: ceremony, title: Off, start: 2022-01-15 09:00, status: postponed}
  - {id: spring, kind: summit, title: Spring, start: 2022-03}
"""
OTHER = """\
agenda: other
title: Another
timezone: UTC
events: []
"""
MANY = "agenda: many\ntitle: Many\ntimezone: UTC\nevents:\n" + "".join(
    f"  - {{id: e-{number}, kind: call, title: Call, start: {day} 09:00}}\n"
    for number, day in enumerate(["2022-01-11"] * 52 + ["2022-01-13"] * 1203)
)
ONE = "agenda: one\ntitle: One\ntimezone: UTC\nevents:\n"
OVER = ONE + "  - {id: a, kind: call, title: A, start: 2022-01-11 09:00}\n"
OFF = ONE + "  - {id: a, kind: call, title: A, start: 2022-01-14 09:00, status: cancelled}\n"
NO_DAY = ONE + "  - {id: a, kind: call, title: A, start: 2022-02}\n"


def _agendas(*texts: str) -> Agendas:
    with tempfile.TemporaryDirectory() as folder:
        for number, text in enumerate(texts):
            (Path(folder) / f"{number}.yaml").write_text(text, encoding="utf-8")
        return load(Path(folder))


@cache
def publication(*texts: str, before: str | None = None) -> Publication:
    """Publish definitions, of which others may have been published before."""
    first = revise({}, _agendas(before or texts[0], *texts[1:]), FIRST)
    agendas = _agendas(*texts)
    return Publication(agendas, revise(first, agendas, EDITED), PUBLIC.url)


class _Unreadable:
    def statements(self, _: str) -> Sequence[Statement]:
        raise SQLAlchemyError

    def newest(self, *_: object) -> Sequence[Told]:
        raise SQLAlchemyError


def pages(lang: str) -> Iterator[tuple[str, bytes]]:
    """Yield the name of each page in a language, and the page."""
    made = Pages({"icon.svg": "i", "podium.css": "c", "podium.js": "j"})
    asked = AskedLanguage(lang, folder_of(lang))
    week, no_day = publication(WEEK, before=BEFORE), publication(NO_DAY)
    yield "front", made.agenda(publication(WEEK, OTHER, before=BEFORE), LOCAL, NOW, asked)
    for event in week.everything:
        yield event.id, made.event(event, week, PUBLIC, NOW, asked)
    unreadable = Publication(week.agendas, week.revisions, PUBLIC.url, source=_Unreadable())
    yield "a history that cannot be read", made.event(event, unreadable, PUBLIC, NOW, asked)
    yield "changes", made.changes(week, PUBLIC, NOW, asked)
    yield "changes of nothing", made.changes(publication(OTHER), PUBLIC, NOW, asked)
    diary = AskedDiary(Selection(lang=lang), EDITED, folder=asked.folder)
    yield "diary", made.diary(diary, week, PUBLIC, NOW)
    yield "moved", made.moved(week.everything[0], "former", week, PUBLIC, asked)
    for was_event in (True, False):
        path = PagePath.of("x", asked)
        yield "missing", made.missing(week, PUBLIC, path, was_event=was_event)
    later: list[tuple[str, Publication, datetime]] = [
        ("before", week, utc("2022-01-08 10:00")),
        ("between", week, utc("2022-01-20 10:00")),
        ("many", publication(MANY), NOW),
        ("over", publication(OVER), NOW),
        ("off", publication(OFF), NOW),
        ("no day", no_day, NOW),
        ("past without a day", no_day, utc("2022-03-02 10:00")),
        ("nothing", publication(OTHER), NOW),
    ]
    for name, each, now in later:
        yield name, made.agenda(each, PUBLIC, now, asked)
    (event,) = no_day.everything
    yield "event without a day", made.event(event, no_day, PUBLIC, utc("2022-03-02 10:00"), asked)


def transcript(lang: str) -> str:
    """Return what the pages say in a language; what has been said before is left out."""
    said: set[str] = set()
    lines = []
    for name, page in pages(lang):
        new = [line for line in dict.fromkeys(read(page)) if line not in said]
        said |= set(new)
        lines += [f"== {name}", *new, ""]
    return "\n".join(lines)


def read(page: bytes) -> list[str]:
    """Return what a page says: its texts, and what is read aloud or is added by its script."""
    reader = _Reader()
    reader.feed(page.decode())
    reader.end()
    return reader.lines


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []
        self._text: list[str] = []
        self._silent = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag not in INLINE or (tag == "a" and "button" in (given.get("class") or "")):
            self.end()
        self._silent = tag in SILENT
        names: tuple[str, ...] = READ_ALOUD
        if given.get("name") == "description":
            names = ("content",)
        if given.get("rel") == "alternate" and "title" in given:
            names = ("title",)
        self.lines += [f"@ {text}" for name in names if (text := given.get(name))]

    def handle_endtag(self, tag: str) -> None:
        if tag not in INLINE:
            self.end()
        self._silent = False

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._text.append(data)

    def end(self) -> None:
        # Only what breaks: a space that does not is a part of what is read.
        if text := re.sub(r"[ \n]+", " ", "".join(self._text)).strip():
            self.lines.append(text)
        self._text.clear()
