"""What is sent with a page: that nothing is loaded from elsewhere, and nothing kept unasked."""

from starlette.responses import Response

from bot.web.http.responses import PreparedResource, prepare
from bot.web.http.static_response import NOSNIFF

HTML = "text/html; charset=utf-8"
# A page is asked for anew each time, and mostly answered with 304: it changes as time goes by.
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
