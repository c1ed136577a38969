"""The responses that were made on demand, as many as there is room for."""

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass

from bot.web.http.responses import PreparedResource

OVERHEAD = 2048  # bytes; about what headers and keys come to


@dataclass(frozen=True, slots=True)
class CacheBounds:
    """How many resources a cache keeps at most, and how many bytes of them."""

    most: int
    most_bytes: int


class Cache:
    """Keeps the resources that were asked for last, within its bounds.

    The newest resource stays whatever its size: it was wanted, and mostly will be again.
    """

    def __init__(self, bounds: CacheBounds) -> None:
        self._bounds = bounds
        self._kept: OrderedDict[Hashable, PreparedResource] = OrderedDict()
        self.bytes = 0

    def __len__(self) -> int:
        return len(self._kept)

    def get(self, key: Hashable) -> PreparedResource | None:
        """Return the resource under a key, which counts as asked for now."""
        prepared = self._kept.get(key)
        if prepared is not None:
            self._kept.move_to_end(key)
        return prepared

    def keep(self, key: Hashable, prepared: PreparedResource) -> None:
        """Keep a resource under a key that has none, and drop those asked for longest ago."""
        self._kept[key] = prepared
        self.bytes += _size(prepared)
        while len(self) > 1 and self._is_full():
            _, dropped = self._kept.popitem(last=False)
            self.bytes -= _size(dropped)

    def _is_full(self) -> bool:
        return len(self) > self._bounds.most or self.bytes > self._bounds.most_bytes


def _size(prepared: PreparedResource) -> int:
    bodies = [each.whole.body for each in (prepared.plain, prepared.gzipped) if each]
    return OVERHEAD + sum(map(len, bodies))
