"""What the operator should know: each incident once, for as long as it lasts."""

import logging
from collections.abc import Mapping
from types import MappingProxyType
from typing import Protocol

from bot.ops.logging import redact
from events.text import printable

log = logging.getLogger(__name__)


class IncidentListener(Protocol):
    """Is told of each incident that is news, and of each that has passed."""

    def __call__(self, text: str, /) -> None:
        """Take a line about an incident, without any token."""


class Incidents:
    """Collects what goes wrong, logs it, and tells listeners of it.

    A subject, such as "Telegram" or a destination's name, has one ongoing incident at most.
    """

    def __init__(self) -> None:
        self._open: dict[str, str] = {}
        self._told: dict[str, set[str]] = {}
        self._listeners: list[IncidentListener] = []
        self._muted: set[str] = set()

    @property
    def ongoing(self) -> Mapping[str, str]:
        """What is wrong now, by subject."""
        return MappingProxyType(self._open)

    def listen(self, listener: IncidentListener) -> None:
        """Have a listener told of every incident from now on."""
        self._listeners.append(listener)

    def mute(self, subject: str) -> None:
        """Only log what is wrong with a subject from now on: it is a reader's own affair."""
        self._muted.add(subject)

    def unmute(self, subject: str) -> None:
        """Tell of a subject again."""
        self._muted.discard(subject)

    def open(self, subject: str, text: str, detail: str = "") -> None:
        """Open a subject's incident, or say anew what it is.

        Listeners are told of a ``text`` once while the incident lasts. The ``detail`` may change
        with each try, as the answer to it does: where that alone is new it is logged, not told.
        """
        text = _safe(text)
        if subject in self._muted:
            log.info("%s: %s", subject, _safe(f"{text} {detail}"))
            return
        whole = _safe(f"{text}: {detail}") if detail else text
        if self._open.get(subject) == whole:
            return
        self._open[subject] = whole
        told = self._told.setdefault(subject, set())
        if text in told:
            log.info("%s: %s", subject, whole)
            return
        told.add(text)
        log.error("%s: %s", subject, whole)
        self._tell(f"{subject}: {whole}")

    def close(self, subject: str) -> None:
        """Close a subject's incident, if one is ongoing."""
        if self._open.pop(subject, None) is not None:
            del self._told[subject]
            log.info("%s: all is well again", subject)
            self._tell(f"{subject}: all is well again")

    def resume(self, subject: str, text: str, detail: str = "") -> None:
        """Go on with an incident of which listeners were told before this process began."""
        text = _safe(text)
        self._open[subject] = _safe(f"{text}: {detail}") if detail else text
        self._told.setdefault(subject, set()).add(text)

    def drop(self, subject: str) -> None:
        """Close a subject's incident without a word: another process has told of that."""
        self._told.pop(subject, None)
        self._open.pop(subject, None)

    def report(self, subject: str, text: str) -> None:
        """Tell of an incident that is over as it is told."""
        text = _safe(text)
        if subject in self._muted:
            log.info("%s: %s", subject, text)
            return
        log.warning("%s: %s", subject, text)
        self._tell(f"{subject}: {text}")

    def _tell(self, text: str) -> None:
        for listener in self._listeners:
            listener(text)


def _safe(text: str) -> str:
    """Return a text as it may go to log, chat and JSON, whatever names of files are in it."""
    return redact(printable(text, allowed="\n"))
