"""The responses of a page: with a strict policy, and never served from a cache without asking."""

from starlette.responses import Response

from bot.web.http.responses import PreparedResource, prepare
from bot.web.http.static_response import NOSNIFF

HTML = "text/html; charset=utf-8"
# A page changes as time goes by. A browser asks anew each time, and mostly gets a 304.
REVALIDATE = "no-cache"
POLICY = (
    b"default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
    b"base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
SECURITY = (
    (b"content-security-policy", POLICY),
    (b"referrer-policy", b"no-referrer"),
    NOSNIFF,
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
)


def prepare_page(page: bytes) -> PreparedResource:
    """Decide every response for a page."""
    return prepare(page, HTML, REVALIDATE, headers=SECURITY)


def missing_page(page: bytes) -> Response:
    """Return the response that shows a page in place of one that is not there."""
    headers = {name.decode(): value.decode() for name, value in SECURITY}
    return Response(page, 404, {**headers, "cache-control": REVALIDATE}, "text/html")
