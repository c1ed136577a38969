"""Days and hours from which, and to which, a text says that something is moved, and words for what is off."""

import re

_MOVED = (
    r"\b(?:moved|postponed|put off|put back|pushed back|rescheduled|delayed|shifted|changed|deferred|extended|verlängert|prolongée?s?|brought forward|"
    r"verschoben|verlegt|vorverlegt|reportée?s?|déplacée?s?|avancée?s?|перенес[её]н\w*)"
)
_FROM = re.compile(rf"(?:{_MOVED}|\bmoves?)\s+(?:from|von|vom|du|с)\s*$", re.IGNORECASE)
_TO = re.compile(
    rf"(?:{_MOVED}(?:\s+(?:by|from|von|vom|du|с)\s[^.;,]{{1,40}}?)?|\bmoves?\s+from\s[^.;,]{{1,40}}?),?\s*"
    r"(?:\b(?:until|till|to|for|auf|au|à|на)\s*(?:the\s+|den\s+|le\s+)?)?(?:at\s+)?$",
    re.IGNORECASE,
)
OFF = re.compile(
    r"\b(?:cancelled|canceled|called off|postponed|put off|scrapped|abgesagt|verschoben|annulée?|reportée?|отмен[её]н\w*)\b",
    re.IGNORECASE,
)
_NEAR = 200  # characters
_NOW = re.compile(
    r"\b(?:will|is to|are to|would) (?:take place|be held|be|meet|start|begin|open) (?:instead|now)\s*(?:for|at|on|from)?\s*$"
    r"|\bnew (?:date|time|day)(?: is| will be|:)\s*(?:on\s+)?$|\bNeuer Termin(?: ist|:)\s*$|\b[Nn]ouvelle date\s?:\s*$"
    r"|\b(?:nun|finalement|stattdessen|instead)\s+(?:(?:lieu|on|at|am|um|le|à)\s+)+$|\bnot\b[^.;]{1,120}\bbut (?:only |rather )?(?:on|at|from)\s*$"
    r"|\b(?:(?:will|is to|is) (?:now|instead)|now|instead) (?:(?:be|to) )?(?:start|begin|open|takes? place|held|scheduled|set|planned|expected|due)s?\s*(?:for|at|on|from)?\s*$"
    r"|\b(?:is|are|will be) now\s+(?:(?:at|on|for)\s+)?$"
)
_WAS_TO_BE = re.compile(
    r"\b(?:announced|planned|scheduled|set|due|originally|initially|foreseen|expected|meant|agreed|geplant|prévue?s?|"
    r"запланирован\w*|not (?:take place|be held|meet|start|begin|open))\s+(?:(?:for|to be held|to take place|initialement|on|at|für|am|le|на)\s+)*$"
    r"|\b(?:was|were|had been) (?:(?:due|set|scheduled|planned|expected|supposed|meant) )?to (?:have )?[a-z]+(?: [a-z]+){0,2}\s+(?:on\s+|at\s+|for\s+)?$"
    r"|\bursprünglich (?:für|am)\s+$",
    re.IGNORECASE,
)
# Once, and no longer: first planned for, originally due on.
_ONCE = re.compile(
    r"\b(?:first|originally|initially|previously|earlier|ursprünglich|initialement|zuerst)\b[^,.;]{0,25}$|\binitialement le\s+$"
)


_OTHER = re.compile(
    r"\b(?:rather than|instead of|and not|anstatt|statt|nicht|au lieu (?:de|du)|et non(?: pas)?|а не|вместо)\s+"
    r"(?:(?:on|at|am|um|le|à|в)\s+)?$"
    r"|\((?:and )?not\s+(?:on\s+|at\s+)?$|\bnot\s+$"
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


def was_once_to_be(text: str, at: int) -> bool:
    """Tell whether a text says so, and that it no longer is: originally due on."""
    before = _before(text, at)
    return bool(_WAS_TO_BE.search(before) and _ONCE.search(before))
