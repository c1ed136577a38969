"""A report as plain text: what all that reads it begins with."""

import re
import unicodedata

from events.drafting.cleaning.bilingual import in_one_language
from events.drafting.cleaning.letterhead import joined_invitation, without_letterhead
from events.drafting.cleaning.tables import without_tables

_HASHTAG = re.compile(r"(?<![\w#&/])#(?=[^\W\d_])")
_SEEN_AS = {
    "\u00a0": " ",
    "\u202f": " ",
    "\u2009": " ",
    "\u2011": "-",
    "\u2010": "-",
    "\u2012": "–",
    "\u2212": "-",
    "\t": "  ",
}


def clean(text: str) -> str:
    """Return a text without what is not seen, and with plain spaces and hyphens."""
    text = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    text = _PART.sub(lambda it: f"{it['before']}{it['part']}: ", text)
    text = without_letterhead(_HASHTAG.sub("", without_tables(text)))
    text = joined_invitation(in_one_language(text))
    text = "".join(_SEEN_AS.get(it, it) for it in text)
    if text.isascii() and text.replace("\n", "").isprintable():
        return text
    return "".join(
        it
        for it in text
        if it == "\n"
        or (it.isascii() and it.isprintable())
        or (
            unicodedata.category(it) not in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp", "Mn", "Me")
            and it not in "\u2800\u3164\u115f\u1160\uffa0"
        )
    )


# Columns of a programme: Morning     Talks with the minister
_PART = re.compile(
    r"(?P<before>^[^\w\n]*|[ ]{2})(?P<part>morning|midday|lunchtime|afternoon|evening|[ap]\.?m\.?|(?:after|following) the [a-z-]+)[ ]{2,}(?=[^\W\d_])",
    re.IGNORECASE | re.MULTILINE,
)
