"""A resource with all its responses, decided when its body changes: a request only picks one."""

from base64 import urlsafe_b64encode
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from hashlib import sha256

from zlib_ng import zlib_ng

from bot.web.http.conditional import names_tag, prefers_gzip, unchanged_since
from bot.web.http.refusals import refuse_method
from bot.web.http.static_response import Header, StaticResponse

# Each edit waits for this. Of a feed of 6 MB, level 3 makes 580 KB in 30 ms, and level 6 460 KB in
# 50 ms; zlib's own level 6 makes as much in 100 ms.
GZIP_LEVEL = 3
GZIP_WITHOUT_TIME = 16 + zlib_ng.MAX_WBITS  # so zlib asks for a gzip header; its time is 0
ASKED = frozenset((b"accept-encoding", b"if-none-match", b"if-modified-since"))


@dataclass(frozen=True, slots=True)
class Variant:
    """One coding of a resource, with a strong tag of its own (RFC 9110 §8.8.3.3)."""

    tag: bytes
    whole: StaticResponse
    head: StaticResponse
    unchanged: StaticResponse


@dataclass(frozen=True, slots=True)
class PreparedResource:
    """Every response that one resource may have; ``gzipped`` is `None` if gzip does not shorten it.

    ``last_modified`` is in UTC.
    """

    plain: Variant
    gzipped: Variant | None
    last_modified: datetime | None


def prepare(
    body: bytes,
    content_type: str,
    cache_control: str,
    *,
    last_modified: datetime | None = None,
    shown_from: datetime | None = None,
    filename: str | None = None,
    headers: tuple[Header, ...] = (),
) -> PreparedResource:
    """Decide every response for a resource.

    - ``last_modified``, in UTC: when the body changed. Without it only the tag tells of a change.
    - ``shown_from``, in UTC: since when the resource is served. It is earlier than
      ``last_modified`` if a clock that was ahead has been set right since.
    - ``filename``, ASCII without quotes: the name that a browser proposes.
    - ``headers``: sent with every response, the 304 too.
    """
    content: tuple[Header, ...] = ((b"content-type", content_type.encode("ascii")),)
    if last_modified is not None:
        # What is sent is never later than the response (§8.8.2.1). What is compared stays the date
        # of the change: a reader may hold a date from the clock that was ahead, and must still
        # hear of later changes.
        sent = min(last_modified, shown_from or last_modified)
        date = format_datetime(sent, usegmt=True)
        content += ((b"last-modified", date.encode("ascii")),)
    if filename is not None:
        # Inline: as an attachment, Safari on iOS stores a calendar instead of offering it to
        # the Calendar app. Browsers that show no calendars save it under the name all the same.
        content += ((b"content-disposition", f'inline; filename="{filename}"'.encode("ascii")),)
    always = (
        (b"cache-control", cache_control.encode("ascii")),
        (b"vary", b"Accept-Encoding"),
        *headers,
    )
    # Both tags come from the plain bytes. zlib-ng packs the same bytes otherwise on another kind of
    # processor, and replicas behind one balancer must agree on the tags.
    digest = urlsafe_b64encode(sha256(body).digest()[:15])
    packed = zlib_ng.compress(body, GZIP_LEVEL, GZIP_WITHOUT_TIME)
    return PreparedResource(
        _variant(b'"%b"' % digest, body, always, content),
        _variant(b'"%b-gzip"' % digest, packed, always, (*content, (b"content-encoding", b"gzip")))
        if len(packed) < len(body)
        else None,
        last_modified,
    )


def _variant(
    tag: bytes, body: bytes, always: tuple[Header, ...], content: tuple[Header, ...]
) -> Variant:
    always = ((b"etag", tag), *always)
    whole = (*always, *content, (b"content-length", str(len(body)).encode("ascii")))
    return Variant(
        tag,
        StaticResponse(200, whole, body),
        StaticResponse(200, whole),
        StaticResponse(304, always),
    )


def choose(prepared: PreparedResource, method: str, headers: Iterable[Header]) -> StaticResponse:
    """Pick the response to a method and raw request headers, in lower case as ASGI has them.

    If-Modified-Since counts only in a request without If-None-Match (RFC 9110 §13.2.2).
    """
    if refusal := refuse_method(method):
        return refusal
    asked: dict[bytes, bytes] = {}
    for name, value in headers:
        if name in ASKED:
            asked[name] = asked[name] + b", " + value if name in asked else value
    variant = prepared.plain
    if prepared.gzipped and prefers_gzip(asked.get(b"accept-encoding", b"")):
        variant = prepared.gzipped
    if b"if-none-match" in asked:
        unchanged = names_tag(asked[b"if-none-match"], variant.tag)
    else:
        since = asked.get(b"if-modified-since")
        date = prepared.last_modified
        unchanged = since is not None and date is not None and unchanged_since(since, date)
    if unchanged:
        return variant.unchanged
    return variant.head if method == "HEAD" else variant.whole
