"""What has been dealt with: Telegram may deliver an update, or a pressed button, once more."""

from collections import deque

MOST_KEPT = 1000


class Repeats:
    """Knows the latest numbers that came, in memory alone."""

    def __init__(self) -> None:
        self._order: deque[str] = deque()
        self._known: set[str] = set()

    def is_repeated(self, number: str) -> bool:
        """Tell whether a number came before, and remember it."""
        if number in self._known:
            return True
        self._known.add(number)
        self._order.append(number)
        if len(self._order) > MOST_KEPT:
            self._known.discard(self._order.popleft())
        return False
