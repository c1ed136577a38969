"""What is found in calendars → the entries of a file, the first ones, as many as it holds."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from heapq import heappop, heappush

from events.errors import Refusal
from events.foreign.entry import Entry, write_entry
from events.foreign.lines.said import Said, Surroundings, read_said
from events.foreign.reading.faults import Faults
from events.foreign.reading.occurrences import Series
from events.foreign.series.writing import Told, written_as_series
from events.foreign.texts.plain_text import plain_line


@dataclass(frozen=True, slots=True)
class Found:
    """What one VEVENT is, and what holds for all events of its calendar."""

    series: Series
    around: Surroundings

    @property
    def begins(self) -> datetime:
        """An instant before which nothing of it is written."""
        days = (it.day or it.start.day for it in self.series.occurrences)
        first = datetime.combine(min(days), time(), UTC)
        return min(first, self.series.occurrences[0].start.instant) - timedelta(days=1)


@dataclass(slots=True)
class Entries:
    """The entries that are written in the order of their starts, and what cannot be said.

    ``beyond`` counts the events that were left out, since a file holds no more than those written.
    """

    written: list[Entry] = field(default_factory=list)
    unsaid: list[str] = field(default_factory=list)
    beyond: int = 0


def write_entries(found: Sequence[Found], most: int, faults: Faults) -> Entries:
    """Write what is found, until there are as many events as a file has at the most."""
    entries = Entries()
    unsaid = dict[int, list[str]]()
    recurs = [(at, it) for at, it in enumerate(found) if it.series.occurrences]
    before, pending = 0, list[tuple[datetime, int]]()
    for at, each in sorted(recurs, key=lambda it: it[1].begins):
        while pending and pending[0][0] < each.begins:
            before += heappop(pending)[1]
        if before >= most:
            entries.beyond += len(each.series.occurrences)
            continue
        unsaid[at] = []
        for entry in _entries(each, unsaid[at], faults):
            entries.written.append(entry)
            heappush(pending, (entry.begins, len(entry.days) or 1))
    for at, each in enumerate(found):
        series = each.series
        if not series.occurrences and series.remarks:
            title = plain_line(series.written.text("SUMMARY"))
            entries.unsaid.append(f"{title}: {'; '.join(series.remarks)}")
        entries.unsaid += unsaid.get(at, ())
    entries.written.sort(key=lambda it: (it.begins, it.title))
    return entries


def _entries(found: Found, unsaid: list[str], faults: Faults) -> list[Entry]:
    """Write one series, or its occurrences; what no definition can say is told."""
    series, around = found.series, found.around
    told, remarks = list[Told](), series.remarks
    said: dict[int, Said] = {}
    for occurrence in series.occurrences:
        of_event = said.get(id(occurrence.written)) or read_said(occurrence.written, around)
        said[id(occurrence.written)] = of_event
        try:
            entry = write_entry(occurrence, of_event, around.zone, remarks)
        except Refusal as refusal:
            number = series.written.number
            faults.lose(number, refusal.what, refusal.mend)
            title = plain_line(series.written.text("SUMMARY"))
            unsaid.append(f"line {number}: {title}: {refusal.what}")
        else:
            told.append(Told(occurrence, entry))
        remarks = []
    return written_as_series(series, told, around.zone) or [*_one_by_one(told)]


def _one_by_one(told: list[Told]) -> Iterator[Entry]:
    """Yield each day of what recurs: remarks stand at the first one alone, questions at each."""
    for number, each in enumerate(told):
        yield each.entry.with_questions() if number else each.entry
