"""Who said so: one source, or several that may disagree about the start."""

from functools import partial

from events.definitions.agenda_reader import read_source
from events.definitions.mapping_reader import MappingReader
from events.definitions.mends.when.clocks_there import by_clocks_there
from events.definitions.mends.when.times import read_day, read_start_alone
from events.definitions.schema import SOURCE_OF_SEVERAL
from events.definitions.values import parse_line, parse_prose, parse_url
from events.model import Source
from events.text import quoted
from events.times import Day, Moment, Precision, Start, Undated


def read_sources(
    mapping: MappingReader, start: Start | None, zone: str, of_agenda: Source | None
) -> tuple[Source, ...]:
    """Read ``source`` or ``sources``, the first one first; the agenda's if there is neither.

    ``zone`` is for a start that names none. An event whose sources disagree about its start is no
    surer than about it.
    """
    if "sources" not in mapping.entries:
        source = read_source(mapping) or of_agenda
        return (source,) if source else ()
    if "source" in mapping.entries:
        where = mapping.entries["source"][0]
        mend = "put the source first in sources, and delete this line"
        mapping.add_problem(where, "source and sources are both given", mend)
    found: list[Source] = []
    take = by_clocks_there(partial(read_start_alone, zone=zone), mapping.node, zone)
    for each in mapping.mappings("sources", SOURCE_OF_SEVERAL):
        said = each.get("start", take)
        source = Source(
            publisher=each.get("publisher", parse_line) or "",
            date=each.get("date", read_day),
            url=each.get("url", parse_url),
            quote=each.get("quote", parse_prose),
            start=None if said == start else said,
        )
        if source.publisher:
            found.append(source)
    differing = next((it for it in found if start and it.start and _differs(it.start, start)), None)
    if start and differing:
        _refuse_exact(mapping, start, differing)
    return tuple(found)


def _refuse_exact(mapping: MappingReader, start: Start, differing: Source) -> None:
    if start.approximate or isinstance(start, Undated):
        return
    what = f"{quoted(differing.publisher)} says {differing.start}, and the start is exact"
    day = start.date if isinstance(start, Day) else mapping.text("start")
    mapping.add_problem(mapping.where("start"), what, f"write start: about {day}")


def _differs(said: Start, start: Start) -> bool:
    """Tell whether a source and an event cannot both be right, each as sure as it is."""
    if isinstance(said, Undated):
        return not said.first <= start.date <= said.last
    if isinstance(start, Undated):
        return not start.first <= said.date <= start.last
    if isinstance(said, Moment) and isinstance(start, Moment):
        if said.precision is Precision.NOT_BEFORE:
            return start.begins < said.begins
        return start.begins != said.begins
    if isinstance(start, Day) and isinstance(said, Day):
        parts = start.part is not said.part and None not in (start.part, said.part)
        return start.date != said.date or parts
    day, moment = (said, start) if isinstance(said, Day) else (start, said)
    if not isinstance(day, Day) or not isinstance(moment, Moment):
        raise TypeError(f"{said} and {start}")
    local = Moment.of(moment.begins, day.zone)
    return local.date != day.date or not day.holds(local.wall.time())
