"""Lines that only go on with the last one, which was broken for its length."""

import re

from events.drafting.layout.shapes import BULLET, ENDS, TIMED, TITLE_LENGTH, Shape

_FULL = 0.85  # of the widest line
_LONG_LINE = 75  # of a programme, which may be broken


def is_broken(last: str, line: str, shape: Shape = Shape.SENTENCE) -> bool:
    """Tell whether a line that begins with a time only goes on with the sentence of the last one."""
    if shape is Shape.DIARY or _WAITS.search(last):
        return bool(_WAITS.search(last))
    if last.rstrip().endswith(":") and re.match(
        r"\s*\d[\d:.h]*\s*(?:[ap]\.?m\.?)?\s*(?:[(.]|$)", line
    ):
        return True
    if _AGAIN.match(line) and _HOUR_AT_END.search(last):
        return True
    if BULLET.match(line) or (ENDS.search(last) and not last.rstrip().endswith(",")):
        return False
    if _OPEN.search(last):
        return True
    if len(last) <= TITLE_LENGTH:
        return False
    time = TIMED.match(line)
    rest = _HALF.sub("", line[time.end() :].lstrip()) if time else line
    return bool(
        re.match(r"\s*(?:at|from|around|about|on|by|before)\b", line)
        or re.match(r"[a-z().,;]|[A-Z]{3,4}\b", rest)
    )


# A line of a diary that waits for its hour: PARIS - Council meets -
_WAITS = re.compile(r"\s(?:-{1,2}|–|—)\s*$")
_HALF = re.compile(r"^[ap]\.?m\b\.?\s*")
# The same hour by other clocks: at 8 p.m. / (1600 GMT), the ministry said
_AGAIN = re.compile(r"\s*\(\d[\d:.]*\s*(?:[ap]\.?m\.?\s*)?[A-Z]{2,5}\)")
_HOUR_AT_END = re.compile(r"(?:\d|\b[ap]\.?m\.?|\b[Uu]hr|\btime|\bnoon|\bmidnight)\s*$")
# Words that do not end a line of their own.
_OPEN = re.compile(
    r"(?:\b(?:at|on|from|by|before|until|and|to|the|of|in|around|about|after|between|for|than|next|am|um|der|die|das|den|dem|im|mit|von|zum|zur|"
    r"bis|und|le|la|les|à|au|aux|du|des|de|et|en|avant)|,)\s*$"
)
_AFTERWARDS = re.compile(
    r"(?:after|following) [\w' -]{3,40}:|(?:afterwards|followed by|then|im Anschluss|à l['’]issue|ensuite)\b",
    re.IGNORECASE,
)


def goes_on(last: str, line: str, shape: Shape, width: int) -> bool:
    """Tell whether a line goes on with the last one, which was broken for its length.

    ``width`` is that of the widest line of the paragraph: what would have fitted in was not broken.
    """
    stripped = line.strip()
    if shape is Shape.DIARY and _WAITS.search(last):
        return True
    if shape is Shape.DAY or (shape is Shape.LINE and _AFTERWARDS.match(stripped)):
        return False
    if re.match(r"[a-zà-ž(]", stripped) and not re.match(r"\([a-z0-9]\)", stripped):
        return True
    if line.startswith("  ") and shape in (Shape.LINE, Shape.DIARY):
        return True
    if last.isupper() and not stripped.isupper():
        return False
    is_full = len(last) + len(stripped.split()[0]) >= _FULL * width
    if shape in (Shape.LINE, Shape.DIARY):
        return len(last) > _LONG_LINE and is_full and not ENDS.search(last)
    if len(last) > TITLE_LENGTH and (is_full or stripped[0].isdigit() or _OPEN.search(last)):
        return True
    return bool(re.search(r"[.!?]$", last.strip()))
