"""What the operator should know: each trouble once, for as long as it lasts."""

import logging
from collections.abc import Callable, Mapping
from types import MappingProxyType

from bot.ops.logging import redact

log = logging.getLogger(__name__)

Listener = Callable[[str], None]


class Incidents:
    """Collects what goes wrong, and tells listeners of it; ``open`` is what has not passed yet."""

    def __init__(self) -> None:
        self._open: dict[str, str] = {}
        self._told: dict[str, set[str]] = {}
        self._listeners: list[Listener] = []

    @property
    def ongoing(self) -> Mapping[str, str]:
        """What is wrong now, by subject."""
        return MappingProxyType(self._open)

    def listen(self, listener: Listener) -> None:
        """Have a listener told of everything from now on."""
        self._listeners.append(listener)

    def open(self, subject: str, text: str, detail: str = "") -> None:
        """Something is wrong; a text is told once while it lasts, another text is news.

        The ``detail`` is what may change with each try, such as the answer to it: a change of
        that alone is no news.
        """
        text = redact(text)
        whole = redact(f"{text}: {detail}") if detail else text
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
        """It is right again, if it was wrong."""
        if self._open.pop(subject, None) is not None:
            del self._told[subject]
            log.info("%s: all is well again", subject)
            self._tell(f"{subject}: all is well again")

    def report(self, subject: str, text: str) -> None:
        """Something went wrong once, and is over."""
        text = redact(text)
        log.warning("%s: %s", subject, text)
        self._tell(f"{subject}: {text}")

    def _tell(self, text: str) -> None:
        for listener in self._listeners:
            listener(text)
