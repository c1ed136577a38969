"""The calendars in the ledger. Every method is one transaction, and blocks.

Replicas share them: who claims a calendar is the one that gets it.
"""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from sqlalchemy import Engine, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from bot.database.tables import calendars
from bot.ledger.calendars.kept import KeptCalendar, from_kept

# For so long a claim keeps other replicas away: longer than to get a calendar takes.
LEASE = timedelta(minutes=5)
FORGOTTEN_AFTER = timedelta(days=7)
AT_ONCE = datetime(2000, 1, 1, tzinfo=UTC)  # whatever the clock of whoever is to get it shows


class CalendarStanding(NamedTuple):
    """How it stands with a calendar, without the calendar itself.

    ``version``: how often it has changed; ``due``: the UTC instant from which it is to be got again
    """

    version: int
    due: datetime
    kept: KeptCalendar


class CalendarLog:
    """The calendars in one SQL database."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def find(self, key: str) -> KeptCalendar:
        """Return how it stands with a calendar, also one that has never been got."""
        found = self.find_changed(key, -1)
        return found[1] if found else KeptCalendar()

    def find_changed(self, key: str, known: int) -> tuple[int, KeptCalendar] | None:
        """Return a calendar and its version; None if that is the known one, or there is none."""
        query = select(calendars).where(calendars.c.key == key, calendars.c.version != known)
        with self._engine.begin() as connection:
            row = connection.execute(query).first()
        return (row.version, from_kept(row.content, row.record)) if row else None

    def standings(self, keys: Collection[str]) -> Mapping[str, CalendarStanding]:
        """Return how it stands with calendars, by their keys."""
        columns = calendars.c.key, calendars.c.version, calendars.c.due, calendars.c.record
        query = select(*columns).where(calendars.c.key.in_(keys))
        with self._engine.begin() as connection:
            return {
                row.key: CalendarStanding(row.version, row.due, from_kept(None, row.record))
                for row in connection.execute(query)
            }

    def claim(self, key: str, due: datetime | None, now: datetime) -> bool:
        """Claim a calendar for this process to get. Return False if another process has claimed it.

        ``due`` is the UTC instant that the calendar's row has; None if there is no row yet.
        """
        lease = now + LEASE
        if due is not None:
            as_it_was = (calendars.c.key == key) & (calendars.c.due == due)
            with self._engine.begin() as connection:
                changed = connection.execute(update(calendars).where(as_it_was).values(due=lease))
                return changed.rowcount == 1
        record = KeptCalendar().to_json()
        values = {"key": key, "due": lease, "version": 0, "content": None, "record": record}
        try:
            with self._engine.begin() as connection:
                connection.execute(insert(calendars).values(values))
        except IntegrityError:
            return False
        return True

    def keep(self, key: str, kept: KeptCalendar, due: datetime, *, has_changed: bool) -> None:
        """Keep how it stands with a calendar, and when it is due next."""
        values: dict[str, object] = {"record": kept.to_json(), "due": due}
        if has_changed:
            values |= {"content": kept.content, "version": calendars.c.version + 1}
        with self._engine.begin() as connection:
            connection.execute(update(calendars).where(calendars.c.key == key).values(values))

    def doubtful(self) -> Mapping[str, KeptCalendar]:
        """Return, by key, the calendars that lack so much that the operator has to confirm it."""
        query = select(calendars.c.key, calendars.c.record)
        with self._engine.begin() as connection:
            found = {row.key: from_kept(None, row.record) for row in connection.execute(query)}
        return {key: kept for key, kept in found.items() if kept.can_confirm}

    def confirm(self, key: str) -> None:
        """Have a calendar got once more, and taken though much is missing."""
        its = calendars.c.key == key
        with self._engine.begin() as connection:
            record = connection.execute(select(calendars.c.record).where(its)).scalar_one()
            kept = replace(from_kept(None, record), is_confirmed=True)
            values = {"record": kept.to_json(), "due": AT_ONCE}
            connection.execute(update(calendars).where(its).values(values))

    def forget(self, named: Collection[str], now: datetime) -> None:
        """Forget the calendars that no entry has named for some days."""
        old = calendars.c.due < now - FORGOTTEN_AFTER
        with self._engine.begin() as connection:
            connection.execute(delete(calendars).where(old, calendars.c.key.not_in(named)))
