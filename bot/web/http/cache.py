"""The responses that were made on demand, as many as there is room for."""

from collections import OrderedDict
from collections.abc import Hashable

from bot.web.http.responses import PreparedResource

OVERHEAD = 2048  # bytes; about what headers and keys come to


class Cache:
    """Keeps what was used last, within a number of entries and of bytes.

    The newest entry stays whatever its size: it was wanted, and mostly will be again.
    """

    def __init__(self, most: int, most_bytes: int) -> None:
        self._most = most
        self._most_bytes = most_bytes
        self._kept: OrderedDict[Hashable, PreparedResource] = OrderedDict()
        self.bytes = 0

    def __len__(self) -> int:
        return len(self._kept)

    def get(self, key: Hashable) -> PreparedResource | None:
        """Return what is kept under a key, as used just now."""
        prepared = self._kept.get(key)
        if prepared is not None:
            self._kept.move_to_end(key)
        return prepared

    def keep(self, key: Hashable, prepared: PreparedResource) -> None:
        """Keep responses under a key that has none, and drop what was not used for longest."""
        self._kept[key] = prepared
        self.bytes += _size(prepared)
        while len(self) > 1 and (len(self) > self._most or self.bytes > self._most_bytes):
            _, dropped = self._kept.popitem(last=False)
            self.bytes -= _size(dropped)


def _size(prepared: PreparedResource) -> int:
    bodies = [each.whole.body for each in (prepared.plain, prepared.gzipped) if each]
    return OVERHEAD + sum(map(len, bodies))
