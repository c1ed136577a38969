"""Which events are wanted, in the words that destinations and calendars have for it."""

from events.definitions.mapping_reader import MappingReader
from events.definitions.values import parse_line, parse_one_of
from events.model import Access, Kind
from events.queries import Filter


def read_filter(only: MappingReader) -> Filter:
    """Read a filter, whose schema has the ``FILTER_WORDS``."""
    kind, access = parse_one_of(tuple(Kind)), parse_one_of(tuple(Access))
    return Filter(
        kinds=frozenset(only.one_or_list("kind", kind)),
        except_kinds=frozenset(only.one_or_list("except kind", kind)),
        parties=frozenset(only.one_or_list("party", parse_line)),
        cities=frozenset(only.one_or_list("city", parse_line)),
        tags=frozenset(only.one_or_list("tag", parse_line)),
        accesses=frozenset(only.one_or_list("access", access)),
    )
