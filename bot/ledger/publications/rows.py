"""The rows of what is published: each event's revision, and the facts of each agenda."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from sqlalchemy import Connection, delete, insert, select

from bot.database.soundness import read_record
from bot.database.tables import agendas, batches, revisions
from events.history import LastChange
from events.model import DEFAULT_LEADS, Agenda, Agendas, Event
from events.records.agenda_json import facts_from_record, facts_to_record
from events.records.event_json import from_record, to_record
from events.revisions import Revision, Revisions

MINUTE = timedelta(minutes=1)


def read_revisions(
    connection: Connection, uids: Sequence[str] | None = None
) -> dict[str, Revision]:
    """Read all revisions, or those of some events."""
    whole = select(revisions)
    queries = (
        [whole]
        if uids is None
        else [whole.where(revisions.c.uid.in_(some)) for some in batches(uids)]
    )
    return {
        row.uid: Revision(
            sequence=row.sequence,
            created=row.created,
            last_modified=row.last_modified,
            event=read_record(
                connection, "revisions", row.uid, row, lambda it: _event(it.record, it.leads)
            ),
            gone=row.gone,
            successor=row.successor,
            last_change=row.was
            and LastChange(
                row.changed,
                read_record(connection, "revisions", row.uid, row.was, from_record),
            ),
        )
        for query in queries
        for row in connection.execute(query)
    }


def write_revisions(connection: Connection, revised: Revisions) -> None:
    """Write revisions in the places of those that there are of the same events."""
    for some in batches(list(revised)):
        connection.execute(delete(revisions).where(revisions.c.uid.in_(some)))
    rows = [
        {
            "uid": uid,
            "sequence": each.sequence,
            "created": each.created,
            "last_modified": each.last_modified,
            "record": to_record(each.event),
            "leads": _write_leads(each.event.leads),
            "gone": each.gone,
            "successor": each.successor,
            "changed": each.last_change and each.last_change.at,
            "was": each.last_change and to_record(each.last_change.was),
        }
        for uid, each in revised.items()
    ]
    if rows:
        connection.execute(insert(revisions), rows)


def read_agendas(connection: Connection, known: Mapping[str, Revision]) -> Agendas | None:
    """Read the agendas as they were published; None if the ledger has no facts of theirs."""
    query = select(agendas.c.id, agendas.c.record).order_by(agendas.c.place)
    facts = [
        read_record(connection, "agendas", id_, record, facts_from_record)
        for id_, record in connection.execute(query)
    ]
    if not facts:
        return None
    events: dict[str, list[Event]] = {}
    for each in known.values():
        if not each.gone:
            events.setdefault(each.event.agenda, []).append(each.event)
    return Agendas(tuple(replace(it, events=tuple(events.get(it.id, ()))) for it in facts))


def write_agendas(connection: Connection, published: Iterable[Agenda]) -> None:
    """Write the facts of the agendas, if they are other ones than those that are there."""
    rows = [
        {"id": each.id, "place": place, "record": facts_to_record(each)}
        for place, each in enumerate(published)
    ]
    there = [dict(row) for row in connection.execute(select(agendas)).mappings()]
    if sorted(there, key=lambda row: row["place"]) != rows:
        connection.execute(delete(agendas))
        connection.execute(insert(agendas), rows)


def _write_leads(leads: Iterable[timedelta]) -> str:
    return " ".join(str(lead // MINUTE) for lead in leads)


def _event(record: str, leads: str | None) -> Event:
    event = from_record(record)
    # The first records had no leads.
    read = (
        DEFAULT_LEADS[event.kind] if leads is None else [MINUTE * int(it) for it in leads.split()]
    )
    return replace(event, leads=tuple(read))
