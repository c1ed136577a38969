"""Incidents of edits: those that are not taken over, and those that may be meant otherwise."""

from collections.abc import Sequence
from datetime import datetime

from bot.clock import Clock
from bot.ops.incidents import Incidents
from bot.planning.removals import RemovalsHeld
from bot.publishing.edit_words import (
    UNTIL_THEN,
    HowToSettle,
    held_words,
    new_name_words,
    overwritten_words,
    wrong_words,
)
from events.errors import DefinitionError
from events.model import Agendas, Event


class EditIncidents:
    """Tells the operator of edits, and keeps the one that is held."""

    def __init__(self, incidents: Incidents, clock: Clock, how_to_settle: HowToSettle) -> None:
        self._incidents = incidents
        self._clock = clock
        self._how_to_settle = how_to_settle
        self.held: RemovalsHeld | None = None
        """The edit that is held, as the operator was told of it; None if none is."""
        self.held_since: datetime | None = None
        """When the operator was told of the edit that is held, in UTC; None if none is."""

    def open(self, error: DefinitionError | RemovalsHeld, newest_change: datetime | None) -> None:
        """Tell why the definitions are not taken over, and keep what is held.

        ``newest_change`` is the UTC instant of the newest change in what is published.
        """
        if isinstance(error, DefinitionError):
            self.held = self.held_since = None
            self._incidents.open("definitions", wrong_words(error, newest_change))
            return
        if self.held is None or self.held.removed != error.removed:
            self.held_since = self._clock.now()
        self.held = error
        self._incidents.open("definitions", held_words(error, self._how_to_settle))

    def open_unpublished(self, why: str) -> None:
        """Tell why definitions that are right are not taken over."""
        if self.held is None:
            self._incidents.close("definitions")
        self._incidents.open("publication", f"{why}\n{UNTIL_THEN}.")

    def close(self) -> None:
        """Close what is open: the definitions are published."""
        self.held = self.held_since = None
        self._incidents.close("definitions")
        self._incidents.close("publication")

    def report_doubtful(
        self,
        renamed: Sequence[tuple[Event, Event]],
        overwritten: Sequence[tuple[Event, Event]],
        agendas: Agendas,
    ) -> None:
        """Report events, as they were and are, that an edit may not have meant so."""
        if renamed:
            self._incidents.report("definitions", new_name_words(renamed, agendas))
        if overwritten:
            self._incidents.report("definitions", overwritten_words(overwritten))
