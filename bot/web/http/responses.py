"""Responses that are decided once, when what they say changes: a request only picks one."""

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

# Of a feed of 6 MB, level 3 makes 580 KB in 30 ms; level 6 makes 460 KB in 50 ms, and zlib's own
# level 6 the same in 100 ms. An edit is served after this.
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
    """Everything that may be answered for one resource."""

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

    ``headers`` are sent with each of them, the 304 too. Without ``last_modified``, in UTC, only
    the tag tells whether it changed; it may be ahead of ``shown_from``, where a clock was ahead
    that has been set right since. ``filename`` is ASCII without quotes, and a suggestion.
    """
    content: tuple[Header, ...] = ((b"content-type", content_type.encode("ascii")),)
    if last_modified is not None:
        # Never later than the response (§8.8.2.1), and still compared by what it is: a reader who
        # was given the date of a clock that was ahead must hear of what has changed since.
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
    # Both tags come from the plain bytes: zlib-ng packs the same bytes otherwise on another kind of
    # processor, and replicas behind one balancer must agree.
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

    If-None-Match, where given, decides alone; If-Modified-Since only without it (§13.2.2).
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
