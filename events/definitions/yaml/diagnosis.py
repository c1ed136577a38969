"""What libyaml cannot read, told as an editor sees it: what is wrong, where, and how to mend it.

libyaml stops where its grammar ends, which is often a line, or four hundred, below the slip, and
names what it expected there. Each function here knows one kind of slip by what was read until
then; the first that knows it answers.
"""

import re

import yaml

from events.definitions.mends.signs.colons import without_colon
from events.definitions.yaml.dashes_and_indentation import (
    missing_dash,
    missing_first_dash,
    no_list,
    stray_space,
    wrong_dash,
    wrong_indentation,
)
from events.definitions.yaml.layout import (
    COMMENT,
    IN_QUOTES,
    KEY,
    begins_entry,
    indentation,
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
    NO_DASH,
    NO_KEY,
    Fault,
    Position,
    StopPoint,
    fault_at,
    find_stop_point,
    position_of,
    suspects,
)

COLON = "mapping values are not allowed in this context"
NO_DOCUMENT = "did not find expected <document start>"
ESCAPES = ("found unknown escape character", "hexdecimal number", "character escape code")

GLUED_KEY = re.compile(r" *(?:- +)*(?P<key>[^\W\d][\w-]*)(?P<colon>:)(?P<value>(?!//)[^ ].*)")
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


def _missing_space(stop: StopPoint) -> Fault | None:
    for number in suspects(stop):
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


def _backslash(stop: StopPoint) -> Fault | None:
    if not stop.problem.endswith(ESCAPES):
        return None
    at = stop.line.rfind("\\", 0, stop.at.column + 1)
    mend = "write two of them, or put the value in single quotes"
    return fault_at(Position(stop.at.line, max(at, 0)), "this backslash means nothing here", mend)


DIAGNOSES = (
    open_quote,
    open_bracket,
    stray_space,
    behind_a_quote,
    behind_a_bracket,
    behind_an_empty_list,
    between_brackets,
    _missing_space,
    no_list,
    _wrong_beginning,
    _missing_colon,
    _colon_in_a_value,
    _wrong_document,
    missing_first_dash,
    wrong_dash,
    missing_dash,
    wrong_indentation,
    _backslash,
)
