"""What a request's headers ask for: a coding, or nothing unless something changed (RFC 9110)."""

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import lru_cache

GZIP = (b"gzip", b"x-gzip")  # two names of one coding (§8.4.1.3)
QVALUE = re.compile(rb"0(?:\.\d{0,3})?|1(?:\.0{0,3})?")
ENTITY_TAG = re.compile(rb'(?:W/)?("[\x21\x23-\x7e\x80-\xff]*")')
# §5.6.7: the form in use and the two obsolete ones, all of them in GMT.
HTTP_DATE = re.compile(
    rb"(?:[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4}|[A-Z][a-z]{5,8}, \d\d-[A-Z][a-z]{2}-\d\d)"
    rb" \d\d:\d\d:\d\d GMT"
    rb"|[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \d{4}"
)


# Clients have a few spellings among them; the bound keeps made-up ones from filling the memory.
@lru_cache(maxsize=64)
def prefers_gzip(accept_encoding: bytes) -> bool:
    """Tell whether an Accept-Encoding field calls for gzip rather than the plain bytes (§12.5.3).

    - A client that names gzip gets gzip, unless it gives identity a greater weight.
    - A client that takes anything (``*``) gets the plain bytes, which no client can misread, unless
      it refuses identity.
    """
    weights: dict[bytes, float] = {}
    for member in accept_encoding.lower().split(b","):
        coding, _, parameter = member.partition(b";")
        name, _, value = parameter.partition(b"=")
        weight = value.strip() if parameter else b"1"
        if (not parameter or name.strip() == b"q") and QVALUE.fullmatch(weight):
            weights[coding.strip()] = float(weight)
    anything = weights.get(b"*")
    named = [weights[coding] for coding in GZIP if coding in weights]
    plain = weights.get(b"identity", anything)
    if named:
        return max(named) > 0 and max(named) >= weights.get(b"identity", 0)
    return plain == 0 and bool(anything)


def names_tag(if_none_match: bytes, tag: bytes) -> bool:
    """Tell whether an If-None-Match field matches a tag, by weak comparison (§13.1.2)."""
    return (
        if_none_match == tag
        or if_none_match.strip() == b"*"
        or tag in ENTITY_TAG.findall(if_none_match)
    )


def unchanged_since(if_modified_since: bytes, last_modified: datetime) -> bool:
    """Tell whether nothing changed after an If-Modified-Since field's date (§13.1.3).

    False for a field that is no HTTP-date: the RFC has such a field ignored.
    """
    if not HTTP_DATE.fullmatch(if_modified_since):
        return False
    try:
        date = parsedate_to_datetime(if_modified_since.decode("ascii"))
    except ValueError:
        return False
    return last_modified.replace(microsecond=0) <= date.replace(tzinfo=UTC)
