"""Slips at the beginning of a line: its spaces, how deep it begins, and the dash of its item.

Each function answers for one of them, and returns nothing where it is not the one.
"""

import re
from itertools import takewhile

from events.definitions.yaml.layout import (
    ITEM,
    KEY,
    dash_above,
    indentation,
    keys_above,
    nearest,
    value_column,
    written,
)
from events.definitions.yaml.stop_point import (
    NO_DASH,
    NO_KEY,
    Fault,
    Position,
    StopPoint,
    fault_at,
    suspects,
)

UNSEEN = "\u200b\u200c\u200d\u2060\ufeff"
STRAY_SPACE = re.compile(
    r"(?P<indent> *(?:- *)*)(?P<key>\w[\w-]*:(?!\t))?"
    rf"(?P<space>[^\S ]|[{UNSEEN}])[\s{UNSEEN}]*[^\s{UNSEEN}]"
)
SPACES = {"\t": "a tab", "\N{NO-BREAK SPACE}": "a no-break space"} | dict.fromkeys(
    UNSEEN, "a character that is not seen"
)
EVENTS = re.compile(r"events\s*:")


def stray_space(stop: StopPoint) -> Fault | None:
    """Tell of a tab, or another blank that is no space, before or behind a key."""
    for number in suspects(stop):
        stray = STRAY_SPACE.match(stop.lines[number])
        if stray or (number == stop.at.line and stop.character == "\t"):
            at = Position(number, stray.start("space") if stray else stop.at.column)
            what = SPACES.get(stop.lines[number][at.column], "an unusual space")
            mend = "write a plain space" if stray and stray["key"] else _with_spaces(stop, number)
            return fault_at(at, f"{what} stands here", mend)
    return None


def _with_spaces(stop: StopPoint, number: int) -> str:
    """Say where a line begins that is indented with something else than spaces."""
    line = stop.lines[number].lstrip().lstrip(UNSEEN).lstrip()
    above = next(keys_above(stop.lines, number), None)
    last = next((it for it in reversed(stop.lines[:number]) if it.strip()), "")
    if ITEM.match(line) and above and not KEY.match(last):
        return f"indent with spaces: begin it in column {indentation(last) + 1}, as the one above"
    if ITEM.match(line) and above and last == stop.lines[above.line] and not _has_value(last):
        return f"indent with spaces: begin it in column {above.column + 3}"
    if ITEM.match(line):
        dash = dash_above(stop.lines, number)
        return (
            f"indent with spaces: begin it {dash}"
            if dash
            else "indent with spaces: begin it in column 3"
        )
    if above is None or not KEY.match(line):
        return "indent with spaces"
    if not _has_value(stop.lines[above.line]):
        return f"indent with spaces: begin it in column {above.column + 3}"
    return f"indent with spaces: begin it {above}"


def _has_value(line: str) -> bool:
    return bool(line[value_column(line) :].strip())


def no_list(stop: StopPoint) -> Fault | None:
    """Tell of items that stand under no key."""
    above = stop.lines[: stop.at.line]
    if not ITEM.match(stop.line) or any(EVENTS.match(it) for it in stop.lines):
        return None
    if any(ITEM.match(it) for it in above):
        return None
    at = Position(stop.at.line, indentation(stop.line))
    return fault_at(at, "this item stands in no list", "write events: in a line of its own above")


def missing_first_dash(stop: StopPoint) -> Fault | None:
    """Tell of the dash that the first item of a list has not, and the next one has."""
    item = ITEM.match(stop.line)
    if stop.problem != NO_KEY or item is None or stop.at.column != item.start("dash"):
        return None
    above = [(n, it) for n, it in enumerate(stop.lines[: stop.at.line]) if it.strip()]
    deeper = list(takewhile(lambda it: indentation(it[1]) > stop.at.column, reversed(above)))
    if not deeper or not KEY.match(deeper[-1][1]) or ITEM.match(deeper[-1][1]):
        return None
    number, line = deeper[-1]
    mend = written(f"- {line.strip()}", "write - and a space first")
    mend = f"{mend} in column {stop.at.column + 1}, as in line {stop.at.line + 1}"
    return fault_at(Position(number, indentation(line)), "a dash is missing here", mend)


def wrong_dash(stop: StopPoint) -> Fault | None:
    """Tell of a dash that is not below those of its list, or has no list."""
    item, key = ITEM.match(stop.line), KEY.match(stop.line)
    if item is None or stop.at.column not in (item.start("dash"), key.start("colon") if key else 0):
        return None
    at = Position(stop.at.line, item.start("dash"))
    if key is None:
        mend = "put it under a key that has nothing behind its colon"
        return fault_at(at, "this item stands in no list", mend)
    alignment = dash_above(stop.lines, at.line)
    if alignment is None:
        return None
    what, mend = "this dash is indented wrongly", f"begin it {alignment}"
    first = KEY.match(stop.lines[alignment.line])
    if first and first["key"] != key["key"] and alignment.column < at.column:
        line = written(stop.line[key.start("key") :].rstrip(), "write it without the dash")
        mend = f"{line} without the dash, in column {first.start('key') + 1}, or {mend}"
    return fault_at(at, what, mend)


def missing_dash(stop: StopPoint) -> Fault | None:
    """Tell of a line that begins where the dashes of a list do, and has none."""
    if stop.problem != NO_DASH or stop.at.column != stop.began.column:
        return None
    deeper = [it for it in keys_above(stop.lines, stop.at.line) if it.column > stop.at.column]
    what = "a dash is missing here, or indentation"
    mend = "write - and a space first"
    return fault_at(stop.at, what, f"{mend}, or begin it {deeper[0]}" if deeper else mend)


def wrong_indentation(stop: StopPoint) -> Fault | None:
    """Tell of a key that begins where none above it does."""
    key = KEY.match(stop.line)
    if key is None or stop.at.column not in (key.start("key"), key.start("colon")):
        return None
    what, at = "this line is indented wrongly", Position(stop.at.line, key.start("key"))
    above = list(keys_above(stop.lines, at.line))
    if above and above[0].column < at.column:
        # A line that begins where the last but one does: the one between is the wrong one.
        for alignment in list(keys_above(stop.lines, above[0].line))[:1]:
            if alignment.column == at.column:
                return fault_at(
                    Position(above[0].line, above[0].column), what, f"begin it {alignment}"
                )
    alignments = nearest(above, at.column)
    if not alignments or alignments[0].column == at.column:
        return None
    return fault_at(at, what, f"begin it {', or '.join(map(str, alignments))}")
