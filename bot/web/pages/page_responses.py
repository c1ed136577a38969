"""The responses of a page: with a strict policy, and never served from a cache without asking."""

from starlette.responses import Response

from bot.web.http.responses import PreparedResource, prepare
from bot.web.http.security import SECURITY
from bot.web.http.static_response import ANY_ORIGIN

HTML = "text/html; charset=utf-8"
TEXT = "text/plain; charset=utf-8"
# A page changes as time goes by. A browser asks anew each time, and mostly gets a 304.
REVALIDATE = "no-cache"


def prepare_page(page: bytes) -> PreparedResource:
    """Decide every response for a page."""
    return prepare(page, HTML, REVALIDATE, headers=SECURITY)


def prepare_text(text: bytes) -> PreparedResource:
    """Decide every response for a page that is plain text, which other sites may read."""
    return prepare(text, TEXT, REVALIDATE, headers=(*SECURITY, ANY_ORIGIN))


def missing_page(page: bytes) -> Response:
    """Return the response that shows a page in place of one that is not there."""
    headers = {name.decode(): value.decode() for name, value in SECURITY}
    return Response(page, 404, {**headers, "cache-control": REVALIDATE}, "text/html")
