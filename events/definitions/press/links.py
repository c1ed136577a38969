"""Where more is to be read and seen: links, streams, and what came of an event."""

from events.definitions.mapping_reader import MappingReader
from events.definitions.schema import LINK, OUTCOME
from events.definitions.texts.codes import parse_language
from events.definitions.values import parse_line, parse_prose, parse_url
from events.model import Link, Outcome
from events.text import quoted


def read_links(mapping: MappingReader) -> tuple[Link, ...]:
    """Read ``links``, in order, without those that were refused."""
    return _links(mapping, "links")


def read_streams(mapping: MappingReader) -> tuple[Link, ...]:
    """Read ``streams``, or ``stream``, which is the one of them."""
    if "streams" not in mapping.entries:
        only = mapping.get("stream", parse_url)
        return (Link(only),) if only else ()
    if "stream" in mapping.entries:
        where = mapping.entries["stream"][0]
        mend = "put the stream first in streams, and delete this line"
        mapping.add_problem(where, "stream and streams are both given", mend)
    return _links(mapping, "streams")


def read_outcome(mapping: MappingReader) -> Outcome | None:
    """Read ``outcome``: a text, or a text with an address."""
    outcome = mapping.mapping("outcome", OUTCOME)
    if outcome is None:
        return None
    text, url = outcome.get("text", parse_prose), outcome.get("url", parse_url)
    return Outcome(text, url) if text else None


def _links(mapping: MappingReader, name: str) -> tuple[Link, ...]:
    found: dict[str, Link] = {}
    for each in mapping.mappings(name, LINK):
        url = each.get("url", parse_url)
        title, language = each.get("title", parse_line), each.get("language", parse_language)
        if url is None:
            continue
        if url in found:
            what = f"{quoted(url)} stands twice in {quoted(name)}"
            each.add_problem(each.where("url"), what, "take one of them away")
        found.setdefault(url, Link(url, title, language))
    return tuple(found.values())
