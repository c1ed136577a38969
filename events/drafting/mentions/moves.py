"""Days and hours from which, and to which, a text says that something is moved."""

import re

_MOVED = (
    r"\b(?:moved|postponed|put off|put back|pushed back|rescheduled|delayed|shifted|changed|deferred|brought forward|"
    r"verschoben|verlegt|vorverlegt|reportée?s?|déplacée?s?|avancée?s?|перенес[её]н\w*)"
)
_FROM = re.compile(rf"{_MOVED}\s+(?:from|von|vom|du|с)\s*$", re.IGNORECASE)
_TO = re.compile(
    rf"{_MOVED}(?:\s+(?:by|from|von|vom|du|с)\s[^.;,]{{1,40}}?)?\s*"
    r"(?:\b(?:until|till|to|for|auf|au|à|на)\s*(?:the\s+|den\s+|le\s+)?)?(?:at\s+)?$",
    re.IGNORECASE,
)
_NEAR = 200  # characters
_NOW = re.compile(
    r"\b(?:(?:will|is to|is) (?:now|instead)|now|instead) (?:(?:be|to) )?(?:start|begin|open|takes? place|held|scheduled|set|planned|expected|due)s?\s*(?:for|at|on|from)?\s*$"
    r"|\b(?:is|are|will be) now\s+(?:(?:at|on|for)\s+)?$"
)
_WAS_TO_BE = re.compile(
    r"\b(?:announced|planned|scheduled|set|due|originally|initially|foreseen|expected|meant|agreed|geplant|prévue?s?|"
    r"запланирован\w*)\s+(?:(?:for|to be held|to take place|on|at|für|am|le|на)\s+)*$",
    re.IGNORECASE,
)


_OTHER = re.compile(
    r"\b(?:rather than|instead of|and not|anstatt|statt|nicht|au lieu (?:de|du)|et non(?: pas)?|а не|вместо)\s+"
    r"(?:(?:on|at|am|um|le|à|в)\s+)?$"
)


def _before(text: str, at: int) -> str:
    """Return what may have to do with a place of a text: the words before it, and not all of them."""
    return text[max(0, at - _NEAR) : at]


def is_other(text: str, at: int) -> bool:
    """Tell whether what stands at a place of a text is that which is not meant: rather than Thursday."""
    return bool(_OTHER.search(_before(text, at)))


def is_moved_from(text: str, at: int) -> bool:
    """Tell whether what stands at a place of a text is that from which something is moved."""
    return bool(_FROM.search(_before(text, at)))


def is_moved_to(text: str, at: int) -> bool:
    """Tell whether what stands at a place of a text is that to which something is moved.

    So are both together: moved from Monday to Wednesday.
    """
    before = _before(text, at).replace("\0", "x")
    return bool(_TO.search(before) or _FROM.search(before) or _NOW.search(before))


def was_to_be(text: str, at: int) -> bool:
    """Tell whether a text says that something was to be at what stands at a place of it."""
    return bool(_WAS_TO_BE.search(_before(text, at)))
