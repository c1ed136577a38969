"""What the operator should know: each trouble once, for as long as it lasts."""

import logging
from collections.abc import Callable, Mapping
from types import MappingProxyType

from bot.redaction import redact

log = logging.getLogger(__name__)

Listener = Callable[[str], None]


class Troubles:
    """Collects what goes wrong, and tells listeners of it; ``open`` is what has not passed yet."""

    def __init__(self) -> None:
        self._open: dict[str, str] = {}
        self._listeners: list[Listener] = []

    @property
    def open(self) -> Mapping[str, str]:
        """What is wrong now, by subject."""
        return MappingProxyType(self._open)

    def listen(self, listener: Listener) -> None:
        """Have a listener told of everything from now on."""
        self._listeners.append(listener)

    def begin(self, subject: str, text: str) -> None:
        """Something is wrong; the same is not told twice while it lasts."""
        text = redact(text)
        if self._open.get(subject) != text:
            self._open[subject] = text
            log.error("%s: %s", subject, text)
            self._tell(f"{subject}: {text}")

    def end(self, subject: str) -> None:
        """It is right again, if it was wrong."""
        if self._open.pop(subject, None) is not None:
            log.info("%s: all is well again", subject)
            self._tell(f"{subject}: all is well again")

    def happened(self, subject: str, text: str) -> None:
        """Something went wrong once, and is over."""
        text = redact(text)
        log.warning("%s: %s", subject, text)
        self._tell(f"{subject}: {text}")

    def _tell(self, text: str) -> None:
        for listener in self._listeners:
            listener(text)
