"""What libyaml cannot read, told as an editor sees it: what is wrong, where, and how to mend it.

libyaml stops where its grammar ends, which is often a line, or four hundred, below the slip, and
names what it expected there. Each function here knows one kind of slip by what was read until
then; the first that knows it answers.
"""

import re
from itertools import takewhile

import yaml

from events.definitions.mends.signs.colons import without_colon
from events.definitions.yaml.layout import (
    COMMENT,
    IN_QUOTES,
    ITEM,
    KEY,
    begins_entry,
    dash_above,
    indentation,
    keys_above,
    nearest,
    value_column,
    with_quotes,
    written,
)
from events.definitions.yaml.quotes_and_brackets import (
    behind_a_bracket,
    behind_a_quote,
    behind_an_empty_list,
    between_brackets,
    open_bracket,
    open_quote,
)
from events.definitions.yaml.stop_point import (
    NO_COLON,
    Fault,
    Position,
    StopPoint,
    fault_at,
    find_stop_point,
    is_plain,
    position_of,
)

COLON = "mapping values are not allowed in this context"
NO_KEY, NO_DASH = "did not find expected key", "did not find expected '-' indicator"
NO_DOCUMENT = "did not find expected <document start>"
ESCAPES = ("found unknown escape character", "hexdecimal number", "character escape code")

UNSEEN = "\u200b\u200c\u200d\u2060\ufeff"
STRAY_SPACE = re.compile(
    r"(?P<indent> *(?:- *)*)(?P<key>\w[\w-]*:(?!\t))?"
    rf"(?P<space>[^\S ]|[{UNSEEN}])[\s{UNSEEN}]*[^\s{UNSEEN}]"
)
SPACES = {"\t": "a tab", "\N{NO-BREAK SPACE}": "a no-break space"} | dict.fromkeys(
    UNSEEN, "a character that is not seen"
)
GLUED_KEY = re.compile(r" *(?:- +)*(?P<key>[^\W\d][\w-]*)(?P<colon>:)(?P<value>(?!//)[^ ].*)")
EVENTS = re.compile(r"events\s*:")
WRONG_DASH = re.compile(r" *(?P<dash>-(?=\w)|[–—•*](?= ))")
BEGINS_NO_TEXT = "@`%*&!|>,]}"
BEGINS_NO_TEXT_WITH_A_SPACE = "?-:"
NO_KEY_HERE = "this line has no key with a colon"
OTHER_SIGN = re.compile(
    r"(?P<lead> *(?:- +)*)(?P<key>[^\W\d][\w-]*)\s*(?:=|：|﹕|->|→)\s*(?P<value>\S.*)"
)
KEY_AND_VALUE = "write key: value, or indent the line deeper to go on with the text above"


def explain(error: yaml.MarkedYAMLError, text: str) -> Fault:
    """Return what is wrong with a text that libyaml stopped reading."""
    stop = find_stop_point(error, text)
    for diagnose in DIAGNOSES:
        if fault := diagnose(stop):
            return fault
    what = " ".join(filter(None, (error.context, error.problem)))
    mend = "check indentation, colons and quotes here and in the line above"
    return fault_at(stop.at, f"this is not YAML: {what}", mend)


def _stray_space(stop: StopPoint) -> Fault | None:
    for number in _suspects(stop):
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


def _suspects(stop: StopPoint) -> list[int]:
    """Return the lines in which the slip may be.

    They are the line in which libyaml stopped, that in which what it was reading begins, and that
    in which the text before begins if it has no quotes: such a text runs on over lines.
    """
    suspects = {stop.began.line, stop.at.line}
    if stop.before is not None and is_plain(stop.before):
        suspects.add(stop.before.start_mark.line)
    return sorted(suspects)


def _missing_space(stop: StopPoint) -> Fault | None:
    for number in _suspects(stop):
        line = stop.lines[number]
        if key := GLUED_KEY.match(line):
            what = "a space is missing after this colon"
            pair = f"{key['key']}: {COMMENT.sub('', key['value']).rstrip()}"
            return fault_at(Position(number, key.start("colon")), what, written(pair, "write one"))
        if dash := WRONG_DASH.match(line):
            what = "a space is missing after this dash"
            if dash["dash"] != "-":
                what = f"a {dash['dash']} begins no item of a list"
            mend = written(f"- {line[dash.end() :].strip()}", "write - and a space")
            return fault_at(Position(number, dash.start("dash")), what, mend)
    return None


def _wrong_beginning(stop: StopPoint) -> Fault | None:
    line, column = stop.lines[stop.began.line], stop.began.column
    here = line[column : column + 1]
    begins = column == value_column(line) or stop.opened
    if not begins or not here or here not in BEGINS_NO_TEXT + BEGINS_NO_TEXT_WITH_A_SPACE:
        return None
    mend = IN_QUOTES if stop.opened else with_quotes(line)
    if not stop.opened and not begins_entry(line):
        mend = "take it away, or put the whole text in quotes"
    if here in "|>":
        what, lines = f"text follows the {here} in its line", "put the text in the lines below"
        return fault_at(stop.began, what, f"{mend}, or {lines}")
    if here == "-":
        mend += ", or put a list in the lines below"
    space = " and a space" if here in BEGINS_NO_TEXT_WITH_A_SPACE else ""
    return fault_at(stop.began, f"a text cannot begin with {here}{space}", mend)


def _key_and_value(line: str) -> str:
    """Return how to write a line that has another sign in place of its colon."""
    if sign := OTHER_SIGN.fullmatch(line):
        pair = f"{sign['key']}: {sign['value'].strip()}"
        return written(f"- {pair}" if sign["lead"].strip() else pair, KEY_AND_VALUE)
    return KEY_AND_VALUE


def _missing_colon(stop: StopPoint) -> Fault | None:
    what, begins = NO_KEY_HERE, stop.at.column == indentation(stop.line)
    if stop.problem == NO_COLON:
        return fault_at(stop.began, what, _key_and_value(stop.lines[stop.began.line]))
    if stop.problem in (NO_KEY, NO_DASH) and begins and not begins_entry(stop.line):
        return fault_at(stop.at, what, _key_and_value(stop.line))
    return None


def _colon_in_a_value(stop: StopPoint) -> Fault | None:
    if stop.problem != COLON or stop.before is None:
        return None
    what, first = "a colon stands here in a value", stop.before.start_mark.line
    if first == stop.at.line:
        mend = without_colon(stop.line, stop.at.column) or with_quotes(stop.line)
        return fault_at(stop.at, what, mend)
    key, here = KEY.match(stop.lines[first]), KEY.match(stop.line)
    if key is None:
        at = Position(first, stop.before.start_mark.column)
        return fault_at(at, NO_KEY_HERE, KEY_AND_VALUE)
    if here is None or here.start("colon") != stop.at.column:
        block = f"in the lines below {key['key']}: |"
        return fault_at(stop.at, what, f"{IN_QUOTES}, or {block}")
    return None


def _wrong_document(stop: StopPoint) -> Fault | None:
    if stop.problem != NO_DOCUMENT:
        return None
    above = list(enumerate(stop.lines[: stop.at.line]))
    for number, line in above:
        if line.startswith("..."):
            return fault_at(Position(number, 0), "the agenda ends here", "take the ... away")
    first = next(((n, key) for n, line in above if (key := KEY.match(line))), None)
    if first is None and stop.before is not None:
        what, mend = NO_KEY_HERE, "write key: value, or begin a comment with #"
        return fault_at(position_of(stop.before.start_mark), what, mend)
    if first is None or not first[1].start("key"):
        return None
    at = Position(first[0], first[1].start("key"))
    return fault_at(at, "the first key is indented", "begin it in column 1")


def _wrong_dash(stop: StopPoint) -> Fault | None:
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


def _missing_first_dash(stop: StopPoint) -> Fault | None:
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


def _no_list(stop: StopPoint) -> Fault | None:
    """Tell of items that stand under no key."""
    above = stop.lines[: stop.at.line]
    if not ITEM.match(stop.line) or any(EVENTS.match(it) for it in stop.lines):
        return None
    if any(ITEM.match(it) for it in above):
        return None
    at = Position(stop.at.line, indentation(stop.line))
    return fault_at(at, "this item stands in no list", "write events: in a line of its own above")


def _missing_dash(stop: StopPoint) -> Fault | None:
    if stop.problem != NO_DASH or stop.at.column != stop.began.column:
        return None
    deeper = [it for it in keys_above(stop.lines, stop.at.line) if it.column > stop.at.column]
    what = "a dash is missing here, or indentation"
    mend = "write - and a space first"
    return fault_at(stop.at, what, f"{mend}, or begin it {deeper[0]}" if deeper else mend)


def _wrong_indentation(stop: StopPoint) -> Fault | None:
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


def _backslash(stop: StopPoint) -> Fault | None:
    if not stop.problem.endswith(ESCAPES):
        return None
    at = stop.line.rfind("\\", 0, stop.at.column + 1)
    mend = "write two of them, or put the value in single quotes"
    return fault_at(Position(stop.at.line, max(at, 0)), "this backslash means nothing here", mend)


DIAGNOSES = (
    open_quote,
    open_bracket,
    _stray_space,
    behind_a_quote,
    behind_a_bracket,
    behind_an_empty_list,
    between_brackets,
    _missing_space,
    _no_list,
    _wrong_beginning,
    _missing_colon,
    _colon_in_a_value,
    _wrong_document,
    _missing_first_dash,
    _wrong_dash,
    _missing_dash,
    _wrong_indentation,
    _backslash,
)
