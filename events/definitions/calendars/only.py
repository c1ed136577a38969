"""Which events are wanted, in the words that destinations and calendars have for it."""

from events.definitions.mapping_reader import MappingReader
from events.definitions.mends.meant.choices import parse_access
from events.definitions.mends.meant.kinds import parse_kind
from events.definitions.values import parse_line
from events.queries import Filter


def read_filter(only: MappingReader) -> Filter:
    """Read a filter, whose schema has the ``FILTER_WORDS``."""
    return Filter(
        kinds=frozenset(only.one_or_list("kind", parse_kind)),
        except_kinds=frozenset(only.one_or_list("except kind", parse_kind)),
        parties=frozenset(only.one_or_list("party", parse_line)),
        cities=frozenset(only.one_or_list("city", parse_line)),
        tags=frozenset(only.one_or_list("tag", parse_line)),
        accesses=frozenset(only.one_or_list("access", parse_access)),
    )
