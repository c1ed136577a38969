"""How a text leads to a town whose name is another thing's as well."""

import re

_NAME_BEFORE = re.compile(
    r"(?<!\w)(?!(?i:in|at|near|to|visits?|visiting|arriv\w+|ankunft|city of|from|and|or|à|nach|bei|в|во)\s)[A-ZÀ-ŽА-Я][\w'’.]*[\s-]$"
)
_NAME_AFTER = re.compile(
    r"-\w|['’]s?\w|\s+(?:\d|(?:de |del |la |di |da |do |of |es |upon |an der |el-|al-)?[A-ZÀ-ŽА-Я])"
)
_IN_TOWN = re.compile(
    r"\b(?:in|near|outside|à|в|во)\s+(?:(?:downtown|central|nearby)\s+)?"
    r"(?:(?:the\s+)?(?:[\w'’-]+\s+){0,3}(?:city|resort|town|port)\s*(?:of|,)?\s+)?$",
    re.IGNORECASE,
)
_TO_TOWN = re.compile(
    r"\b(?:at|visits?|visiting|besucht|nach|bei|arriv(?:es?|ing|al)|Ankunft|arrivée|"
    r"(?:travel|trip|visit|journey|tour|fl(?:y|ies|ight)|return|head|go|goes|going|mission|delegation|depart|leav|mov|continu|proceed|driv|sail|cross)\w*\s+(?:[\w-]+\s+){0,2}(?:to|for)|(?:visit|trip)s?\s+(?:by|of)\s[^,.;\0]{3,60}\sto)\s+$",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"\b\d+[a-z]?\s(?:[A-Z]?\w+\s){1,3}(?:St|Ave|Rd|Blvd|Dr|Ln|Sq|Pl)\.,?\s(?:[NS][EW],?\s)?$"
)
_APART = re.compile(r"\s*(?:$|[,;:.)(–—|/\0-])")


def is_part_of_name(before: str, after: str) -> bool:
    """Tell whether a name is only a part of another: Hotel Graz, Graz University, Hall 3."""
    is_led = _NAME_BEFORE.search(before) and not is_behind_street(before)
    return bool(is_led or _NAME_AFTER.match(after))


def is_behind_street(before: str) -> bool:
    """Tell whether a text before a name is an address: 12 Kent St. Sydney."""
    return bool(_ADDRESS.search(before))


def is_in_town(before: str, after: str) -> bool:
    """Tell whether a name is what something is in, or all that there is beside a time."""
    return bool(_IN_TOWN.search(before)) or not re.search(r"[^\W\0]", before + after)


def is_to_town(before: str) -> bool:
    """Tell whether a name is where somebody goes, and not whom something goes to."""
    return bool(_TO_TOWN.search(before))


def stands_apart(after: str) -> bool:
    """Tell whether a name is all of a part of a line."""
    return bool(_APART.match(after))
