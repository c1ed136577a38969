"""The text of a report's file."""

import re

from events.errors import Refusal

_HTML = re.compile(r"<!doctype html|</(?:p|div|td|li|body|html)>", re.IGNORECASE)


def text_of_file(content: bytes) -> str:
    """Return the text of a file. Raises `Refusal` for what is no plain text in UTF-8."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refusal(f"is no text in UTF-8, at byte {error.start}", "save it as UTF-8") from None
    if _HTML.search(text):
        # Its tags would stand in titles and quotes.
        raise Refusal("is HTML, and no plain text", "copy what it shows into a file, and read that")
    return text
