"""What libyaml cannot read, told as an editor sees it: what is wrong, where, and how to mend it.

libyaml stops where its grammar ends, which is often a line, or four hundred, below the slip, and
names what it expected there. Each function here knows one kind of slip by what was read until
then; the first that knows it answers.
"""

import re

import yaml

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
    between_brackets,
    open_bracket,
    open_quote,
)
from events.definitions.yaml.stop_point import (
    NO_COLON,
    At,
    Fault,
    Halt,
    fault_at,
    find_halt,
    is_plain,
    place,
)

COLON = "mapping values are not allowed in this context"
NO_KEY, NO_DASH = "did not find expected key", "did not find expected '-' indicator"
NO_DOCUMENT = "did not find expected <document start>"
ESCAPES = ("found unknown escape character", "hexdecimal number", "character escape code")

STRAY_SPACE = re.compile(r"(?P<indent> *(?:- *)*)(?P<key>\w[\w-]*:(?!\t))?(?P<space>[^\S ])\s*\S")
SPACES = {"\t": "a tab", "\N{NO-BREAK SPACE}": "a no-break space"}
GLUED_KEY = re.compile(r" *(?:- +)*(?P<key>[^\W\d][\w-]*)(?P<colon>:)(?P<value>(?!//)[^ ].*)")
WRONG_DASH = re.compile(r" *(?P<dash>-(?=\w)|[–—•*](?= ))")
BEGINS_NO_TEXT = "@`%*&!|>,]}"
BEGINS_NO_TEXT_WITH_A_SPACE = "?-:"
KEY_AND_VALUE = "write key: value, or indent the line deeper to go on with the text above"


def explain(error: yaml.MarkedYAMLError, text: str) -> Fault:
    """Return what is wrong with a text that libyaml stopped reading."""
    halt = find_halt(error, text)
    for reading in READINGS:
        if fault := reading(halt):
            return fault
    what = " ".join(filter(None, (error.context, error.problem)))
    mend = "check indentation, colons and quotes here and in the line above"
    return fault_at(halt.at, f"this is not YAML: {what}", mend)


def _stray_space(halt: Halt) -> Fault | None:
    for number in _suspects(halt):
        stray = STRAY_SPACE.match(halt.lines[number])
        if stray or (number == halt.at.line and halt.character == "\t"):
            at = At(number, stray.start("space") if stray else halt.at.column)
            what = SPACES.get(halt.lines[number][at.column], "an unusual space")
            mend = "write a plain space" if stray and stray["key"] else "indent with spaces"
            return fault_at(at, f"{what} stands here", mend)
    return None


def _suspects(halt: Halt) -> list[int]:
    """Return the lines in which the slip may be: a text without quotes runs on to where it ends."""
    suspects = {halt.began.line, halt.at.line}
    if halt.before is not None and is_plain(halt.before):
        suspects.add(halt.before.start_mark.line)
    return sorted(suspects)


def _missing_space(halt: Halt) -> Fault | None:
    for number in _suspects(halt):
        line = halt.lines[number]
        if key := GLUED_KEY.match(line):
            what = "a space is missing after this colon"
            pair = f"{key['key']}: {COMMENT.sub('', key['value']).rstrip()}"
            return fault_at(At(number, key.start("colon")), what, written(pair, "write one"))
        if dash := WRONG_DASH.match(line):
            what = "a space is missing after this dash"
            if dash["dash"] != "-":
                what = f"a {dash['dash']} begins no item of a list"
            return fault_at(At(number, dash.start("dash")), what, "write - and a space")
    return None


def _wrong_beginning(halt: Halt) -> Fault | None:
    line, column = halt.lines[halt.began.line], halt.began.column
    here = line[column : column + 1]
    begins = column == value_column(line) or halt.opened
    if not begins or not here or here not in BEGINS_NO_TEXT + BEGINS_NO_TEXT_WITH_A_SPACE:
        return None
    mend = IN_QUOTES if halt.opened else with_quotes(line)
    if not halt.opened and not begins_entry(line):
        mend = "take it away, or put the whole text in quotes"
    if here in "|>":
        what, lines = f"text follows the {here} in its line", "put the text in the lines below"
        return fault_at(halt.began, what, f"{mend}, or {lines}")
    if here == "-":
        mend += ", or put a list in the lines below"
    space = " and a space" if here in BEGINS_NO_TEXT_WITH_A_SPACE else ""
    return fault_at(halt.began, f"a text cannot begin with {here}{space}", mend)


def _missing_colon(halt: Halt) -> Fault | None:
    what, begins = "this line has no key with a colon", halt.at.column == indentation(halt.line)
    if halt.problem == NO_COLON:
        return fault_at(halt.began, what, KEY_AND_VALUE)
    if halt.problem in (NO_KEY, NO_DASH) and begins and not begins_entry(halt.line):
        return fault_at(halt.at, what, KEY_AND_VALUE)
    return None


def _colon_in_a_value(halt: Halt) -> Fault | None:
    if halt.problem != COLON or halt.before is None:
        return None
    what, first = "a colon stands here in a value", halt.before.start_mark.line
    if first == halt.at.line:
        return fault_at(halt.at, what, with_quotes(halt.line))
    key, here = KEY.match(halt.lines[first]), KEY.match(halt.line)
    if key is None:
        at = At(first, halt.before.start_mark.column)
        return fault_at(at, "this line has no key with a colon", KEY_AND_VALUE)
    if here is None or here.start("colon") != halt.at.column:
        block = f"in the lines below {key['key']}: |"
        return fault_at(halt.at, what, f"{IN_QUOTES}, or {block}")
    return None


def _wrong_document(halt: Halt) -> Fault | None:
    if halt.problem != NO_DOCUMENT:
        return None
    above = list(enumerate(halt.lines[: halt.at.line]))
    for number, line in above:
        if line.startswith("..."):
            return fault_at(At(number, 0), "the agenda ends here", "take the ... away")
    first = next(((n, key) for n, line in above if (key := KEY.match(line))), None)
    if first is None and halt.before is not None:
        mend = "write key: value, or begin a comment with #"
        return fault_at(place(halt.before.start_mark), "this line has no key with a colon", mend)
    if first is None or not first[1].start("key"):
        return None
    at = At(first[0], first[1].start("key"))
    return fault_at(at, "the first key is indented", "begin it in column 1")


def _wrong_dash(halt: Halt) -> Fault | None:
    item, key = ITEM.match(halt.line), KEY.match(halt.line)
    if item is None or halt.at.column not in (item.start("dash"), key.start("colon") if key else 0):
        return None
    at = At(halt.at.line, item.start("dash"))
    if key is None:
        mend = "put it under a key that has nothing behind its colon"
        return fault_at(at, "this item stands in no list", mend)
    stand = dash_above(halt.lines, at.line)
    return fault_at(at, "this dash is indented wrongly", f"begin it {stand}") if stand else None


def _missing_dash(halt: Halt) -> Fault | None:
    if halt.problem != NO_DASH or halt.at.column != halt.began.column:
        return None
    deeper = [it for it in keys_above(halt.lines, halt.at.line) if it.column > halt.at.column]
    what = "a dash is missing here, or indentation"
    mend = "write - and a space first"
    return fault_at(halt.at, what, f"{mend}, or begin it {deeper[0]}" if deeper else mend)


def _wrong_indentation(halt: Halt) -> Fault | None:
    key = KEY.match(halt.line)
    if key is None or halt.at.column not in (key.start("key"), key.start("colon")):
        return None
    what, at = "this line is indented wrongly", At(halt.at.line, key.start("key"))
    above = list(keys_above(halt.lines, at.line))
    if above and above[0].column < at.column:
        # A line that begins where the last but one does: the one between is the wrong one.
        for stand in list(keys_above(halt.lines, above[0].line))[:1]:
            if stand.column == at.column:
                return fault_at(At(above[0].line, above[0].column), what, f"begin it {stand}")
    stands = nearest(above, at.column)
    if not stands or stands[0].column == at.column:
        return None
    return fault_at(at, what, f"begin it {', or '.join(map(str, stands))}")


def _backslash(halt: Halt) -> Fault | None:
    if not halt.problem.endswith(ESCAPES):
        return None
    at = halt.line.rfind("\\", 0, halt.at.column + 1)
    mend = "write two of them, or put the value in single quotes"
    return fault_at(At(halt.at.line, max(at, 0)), "this backslash means nothing here", mend)


READINGS = (
    open_quote,
    open_bracket,
    _stray_space,
    behind_a_quote,
    behind_a_bracket,
    between_brackets,
    _missing_space,
    _wrong_beginning,
    _missing_colon,
    _colon_in_a_value,
    _wrong_document,
    _wrong_dash,
    _missing_dash,
    _wrong_indentation,
    _backslash,
)
