"""The responses to requests that are refused: for their method, head or address, or for the crowd.

Every refusal with a body says in plain text what is wrong.
"""

from bot.web.http.security import SECURITY
from bot.web.http.static_response import ANY_ORIGIN, Header, StaticResponse
from events.errors import Refusal

ALLOWED = b"GET, HEAD, OPTIONS"
CLOSE: Header = (b"connection", b"close")


def refusal_in_text(status: int, line: str, *headers: Header) -> StaticResponse:
    """Return a response that says in one line of plain text why there is nothing else."""
    body = f"{line}\n".encode()
    content = (
        (b"content-type", b"text/plain; charset=utf-8"),
        (b"content-length", str(len(body)).encode("ascii")),
    )
    return StaticResponse(status, (*content, *SECURITY, *headers), body)


# What a browser asks before a script of another site may send its If-None-Match.
PREFLIGHT = StaticResponse(
    204,
    (
        (b"allow", ALLOWED),
        ANY_ORIGIN,
        (b"access-control-allow-methods", b"GET, HEAD"),
        (b"access-control-allow-headers", b"*"),
        (b"access-control-max-age", b"86400"),
    ),
)
NOT_ALLOWED = refusal_in_text(405, "This address is only read.", (b"allow", ALLOWED))
NOT_ONE_HOST = refusal_in_text(400, "400: the request must name one host.", CLOSE)
NOT_READ = refusal_in_text(400, "400: the request cannot be read.", CLOSE)
TOO_LARGE = refusal_in_text(431, "431: the head of the request is too long.", CLOSE)
# The request is not at fault, and is served when fewer ask. Calendars keep the feed that they have
# and ask again, and so do caches (stale-if-error).
BUSY = refusal_in_text(
    503,
    "503: too much is asked for at once; ask again soon",
    (b"retry-after", b"30"),
    (b"cache-control", b"no-store"),
    ANY_ORIGIN,
)
CROWDED = StaticResponse(BUSY.status, (*BUSY.headers, CLOSE), BUSY.body)


def moved_to(location: str) -> StaticResponse:
    """Return the response that leads to another address, which is relative to this one."""
    return refusal_in_text(
        301,
        f"301: this has moved to {location}",
        (b"location", location.encode("ascii")),
        (b"cache-control", b"no-cache"),
    )


def refuse_method(method: str) -> StaticResponse | None:
    """Return the response to a method that does not read, `None` for one that does."""
    if method in ("GET", "HEAD"):
        return None
    return PREFLIGHT if method == "OPTIONS" else NOT_ALLOWED


def refuse_address(refusal: Refusal, status: int, method: str) -> StaticResponse:
    """Return the response that tells why there is nothing at an address (RFC 9110 §15.5)."""
    if response := refuse_method(method):
        return response
    headers = ((b"cache-control", b"no-cache"), ANY_ORIGIN)
    whole = refusal_in_text(status, f"{status}: {refusal}", *headers)
    return whole if method == "GET" else StaticResponse(status, whole.headers)
