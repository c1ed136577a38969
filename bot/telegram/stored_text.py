"""A text as Telegram stores it, which is not quite as it was sent.

The rules are those of clean_input_string and replace_offending_characters in TDLib, on which the
Bot API stands (tdlib/td, td/telegram/misc.cpp).
"""

import re

# Control characters but the new line become spaces; a carriage return is left out.
_SPACES = re.compile(r"[\x00-\x09\x0b\x0c\x0e-\x1f]")
# Left out: separators of lines and paragraphs, embeddings and overrides of direction, and accents
# that draw lines through the rows around them.
_LEFT_OUT = re.compile(r"[\r\u2028-\u202e\u030a\u0333\u033f]")
# Of several marks of direction in a row only the last is kept; the others become non-joiners.
_NEEDLESS_MARK = re.compile(r"[\u200e\u200f](?=[\u200e\u200f])")


def as_stored(text: str) -> str:
    """Return a text as Telegram keeps it, but for white space at its ends."""
    return _NEEDLESS_MARK.sub("\u200c", _LEFT_OUT.sub("", _SPACES.sub(" ", text)))
