"""The agendas of ten desks, and the edits of a week: good ones, and those that go wrong."""

import os
import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from tests.soak.week.command import START, WEEK

DESKS = 10
CITIES = ("Vienna", "Geneva", "Brussels", "Oslo", "Rome")
# An edit is never about what is to be announced so soon: then all of it is due after the edit.
SOONEST = timedelta(hours=10)
LATEST = timedelta(hours=80)
FIRST = timedelta(hours=2)
HOUR = timedelta(hours=1)


@dataclass(slots=True)
class Item:
    """An event as it stands in its file."""

    number: int
    start: datetime
    title: str
    city: str
    cancelled: bool = False
    note: str = ""

    @property
    def id(self) -> str:
        return f"e-{self.number}"

    @property
    def line(self) -> str:
        more = ", status: cancelled" if self.cancelled else ""
        more += f", note: {self.note}" if self.note else ""
        return (
            f"  - {{id: {self.id}, kind: meeting, title: {self.title}, place: {self.city}, "
            f"start: {self.start:%Y-%m-%d %H:%M} UTC, duration: 2 hours{more}}}"
        )


@dataclass(frozen=True, slots=True)
class Told:
    """News that readers must hear once: of which event, and when the edit was saved."""

    number: int
    name: str
    at: datetime


class Newsroom:
    """Writes the files, ten of them, and edits them as people do."""

    def __init__(self, folder: Path, events: int, chance: random.Random) -> None:
        self.folder = folder
        self.news: list[Told] = []
        self._chance = chance
        self._aside = folder.with_name("aside")
        self._aside.mkdir()
        folder.mkdir()
        self._marks = [0] * DESKS
        step = (WEEK - 2 * FIRST) / events
        self._items = {
            number: self._item(number, START + FIRST + number * step) for number in range(events)
        }
        self._next = events
        # What has had its news: it has no other.
        self._touched: set[int] = set()
        self._undo: Callable[[], object] | None = None
        for desk in range(DESKS):
            self._write(desk)

    @property
    def marks(self) -> set[str]:
        """The titles by which it shows which edits are served."""
        return {self._mark(desk) for desk in range(DESKS)}

    def edit(self, now: datetime) -> str:
        """Make a good edit, which undoes a bad one; return the title that shows when it is served.

        Half of the edits are news to readers.
        """
        soon = [
            each
            for each in self._items.values()
            if now + SOONEST < each.start < now + LATEST and each.number not in self._touched
        ]
        kinds = [self._retitle, self._annotate]
        if len(soon) > DESKS:
            kinds += [self._move, self._relocate, self._cancel, self._remove, self._add]
        item = self._chance.choice(soon) if soon else self._chance.choice([*self._items.values()])
        desk = self._chance.choice(kinds)(item, now) % DESKS
        self._marks[desk] += 1
        self._write(desk)
        self._undo_bad()
        return self._mark(desk)

    def spoil(self) -> str:
        """Make a bad edit, and return what is wrong."""
        self._undo_bad()
        kind = self._chance.choice(
            [
                self._break_off,
                self._misspell,
                self._mistime,
                self._bytes,
                self._pipe,
                self._dead_link,
                self._twice,
                self._take_away,
            ]
        )
        return kind()

    def _undo_bad(self) -> None:
        if self._undo is not None:
            self._undo()
            self._undo = None

    # Good edits; each returns the number of the event whose desk it is

    def _retitle(self, item: Item, _: datetime) -> int:
        item.title = f"Talks {item.number} (corrected)"
        return item.number

    def _annotate(self, item: Item, now: datetime) -> int:
        item.note = f"seen {now:%d %H-%M}"
        return item.number

    def _move(self, item: Item, now: datetime) -> int:
        item.start += self._chance.choice([1, 2, 3]) * HOUR
        return self._told(item, now)

    def _relocate(self, item: Item, now: datetime) -> int:
        item.city = CITIES[(CITIES.index(item.city) + 1) % len(CITIES)]
        return self._told(item, now)

    def _cancel(self, item: Item, now: datetime) -> int:
        item.cancelled = True
        return self._told(item, now)

    def _remove(self, item: Item, now: datetime) -> int:
        del self._items[item.number]
        return self._told(item, now)

    def _add(self, item: Item, now: datetime) -> int:
        number, self._next = self._next, self._next + 1
        self._items[number] = self._item(number, item.start + HOUR)
        return self._told(self._items[number], now)

    def _told(self, item: Item, now: datetime) -> int:
        self._touched.add(item.number)
        agenda = f"desk-{item.number % DESKS}"
        self.news.append(Told(item.number, f"{item.id}.{agenda}", now))
        return item.number

    # Bad edits

    def _break_off(self) -> str:
        return self._spoil_file(lambda text: text[: text.rindex("duration")], "broken off")

    def _misspell(self) -> str:
        return self._spoil_file(lambda text: text.replace("place:", "plaec:", 1), "misspelt")

    def _mistime(self) -> str:
        return self._spoil_file(lambda text: text.replace(":00 UTC", ":77 UTC"), "no such time")

    def _twice(self) -> str:
        last = "  - {id: mark, kind: milestone, title: Twice, start: 2022-02-01}\n"
        return self._spoil_file(lambda text: text + last, "an id twice")

    def _spoil_file(self, spoil: Callable[[str], str], what: str) -> str:
        desk = self._chance.randrange(DESKS)
        file = self._file(desk)
        text = file.read_text()
        wrong = spoil(text)
        if wrong == text:
            return self._pipe()
        file.write_text(wrong)
        self._undo = lambda: self._write(desk)
        return what

    def _bytes(self) -> str:
        file = self._file(self._chance.randrange(DESKS))
        text = file.read_bytes()
        file.write_bytes(text[:200] + b"\xff\xfe" + text[200:])
        self._undo = lambda: self._write(int(file.stem.removeprefix("desk-")))
        return "no UTF-8"

    def _pipe(self) -> str:
        pipe = self.folder / "pipe.yaml"
        os.mkfifo(pipe)
        self._undo = pipe.unlink
        return "a pipe"

    def _dead_link(self) -> str:
        link = self.folder / "link.yaml"
        link.symlink_to("/proc/nowhere")
        self._undo = link.unlink
        return "unreadable"

    def _take_away(self) -> str:
        """Take away half of what is coming, as a folder that is mounted half."""
        taken = [self._file(desk) for desk in range(0, DESKS, 2)]
        for file in taken:
            file.rename(self._aside / file.name)

        def put_back() -> None:
            for file in taken:
                self._write(int(file.stem.removeprefix("desk-")))

        self._undo = put_back
        return "held removals"

    # The files

    def _item(self, number: int, start: datetime) -> Item:
        whole = start.replace(second=0, microsecond=0)
        return Item(number, whole, f"Talks {number}", CITIES[number % len(CITIES)])

    def _mark(self, desk: int) -> str:
        return f"Desk {desk} after edit {self._marks[desk]}."

    def _file(self, desk: int) -> Path:
        return self.folder / f"desk-{desk}.yaml"

    def _write(self, desk: int) -> None:
        """Write a file in place, or beside and renamed over, as editors do the one or the other."""
        lines = [f"agenda: desk-{desk}", f"title: Desk {desk}", "timezone: UTC"]
        lines += ["reminders: {meeting: [1 hour, 10 minutes]}", "events:"]
        lines.append(
            "  - {id: mark, kind: milestone, start: 2022-02-01, tags: [mark], "
            f"reminders: [], title: {self._mark(desk)}}}"
        )
        lines += [item.line for item in self._items.values() if item.number % DESKS == desk]
        text, file = "\n".join(lines) + "\n", self._file(desk)
        if self._chance.random() < 0.5:
            file.write_text(text)
            return
        beside = file.with_name(f".{file.name}.new")
        beside.write_text(text)
        beside.rename(file)
