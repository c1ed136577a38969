"""Keeps bot tokens, and what would forge a line, out of every log line, traceback and message."""

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from events.text import printable

CHATTY = (
    "aiohttp",
    "httpx",
    "httpcore",
    "apscheduler",
    "telegram",
    "alembic",
    "uvicorn",
    "watchfiles",
)
# These tell the addresses that they ask, in which there may be a password or a key.
INDISCREET = ("apprise", "urllib3")
# Also within an address (…/bot<token>/getMe), and with its colon percent-encoded.
_TOKEN = re.compile(r"\d{3,}(?::|%3A)[A-Za-z0-9_-]{20,}", re.IGNORECASE)
# Of a proxy, in its address.
_PASSWORD = re.compile(r"(?<=://)[^\s/@:]*:[^\s/@]+(?=@)")

# Of the task that logs, and of what it has others do.
_quiet: ContextVar[bool] = ContextVar("quiet", default=False)


@contextmanager
def quiet() -> Iterator[None]:
    """Log nothing for as long as the context lasts, while others go on logging: it is no truth."""
    before = _quiet.set(True)
    try:
        yield
    finally:
        _quiet.reset(before)


def redact(text: str) -> str:
    """Replace everything that looks like a bot token, or a name and password in an address.

    >>> redact("POST /bot123456:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw9/sendMessage")
    'POST /bot<token>/sendMessage'
    >>> redact("url='http://desk:secret@proxy.example:3128'")
    "url='http://<password>@proxy.example:3128'"
    """
    return _PASSWORD.sub("<password>", _TOKEN.sub("<token>", text))


class RedactingFormatter(logging.Formatter):
    """Formats a record with its traceback, and then redacts the whole.

    Every line of a message after the first is indented: it looks like no other record.
    """

    def format(self, record: logging.LogRecord) -> str:
        """Format a record."""
        return printable(redact(super().format(record)), allowed="\n\t")

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - logging's name
        """Format a record without its traceback."""
        return super().formatMessage(record).replace("\n", "\n  ")


def set_up_logging(level: int = logging.INFO) -> None:
    """Send all log records to standard error, without tokens and without others' chatter."""
    handler = logging.StreamHandler()
    handler.setFormatter(RedactingFormatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    handler.addFilter(lambda _: not _quiet.get())
    logging.basicConfig(level=level, handlers=[handler], force=True)
    # At INFO these tell each request with the token in its address, and each job added.
    for chatty in CHATTY:
        logging.getLogger(chatty).setLevel(max(level, logging.WARNING))
    for indiscreet in INDISCREET:
        # Not by their levels: what apprise logs of an attempt is read where that is made.
        logging.getLogger(indiscreet).addHandler(logging.NullHandler())
        logging.getLogger(indiscreet).propagate = False
    # Tells each answer of a proxy with a traceback, beside the error that it raises and we tell.
    logging.getLogger("telegram.request.BaseRequest").setLevel(logging.CRITICAL)
