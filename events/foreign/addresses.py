"""Which addresses of calendars readers may be shown."""

from urllib.parse import urlsplit

from events.definitions.values import parse_url
from events.errors import Refusal


def shown_address(url: str) -> str | None:
    """Return an address that readers may be shown; None for one that may be a secret.

    Those of private calendars are secrets: whoever has one reads the calendar.
    """
    scheme, _, rest = url.partition(":")
    address = f"{'http' if scheme.lower() == 'http' else 'https'}:{rest}"
    parts = urlsplit(address)
    if parts.query or parts.fragment or "private" in parts.path.lower():
        return None
    if any(_is_key(it) for it in parts.path.split("/")):
        return None
    try:
        return parse_url(address)
    except Refusal:
        return None


def _is_key(piece: str) -> bool:
    """Tell whether a piece of a path looks drawn at random."""
    digits = sum(it.isdigit() for it in piece)
    return len(piece) >= 20 and digits >= 4 and digits < len(piece)
