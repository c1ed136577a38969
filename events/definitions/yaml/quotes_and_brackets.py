"""Slips with quotes and brackets: never closed, closed too early, or wrongly.

Each function answers for one of them, and returns nothing where it is not the one.
"""

import re

import yaml

from events.definitions.yaml.layout import (
    IN_QUOTES,
    KEY,
    begins_entry,
    indentation,
    value_column,
    with_quotes,
    written,
)
from events.definitions.yaml.stop_point import (
    NO_COLON,
    Fault,
    Position,
    StopPoint,
    fault_at,
    position_of,
)

UNCLOSED_QUOTE = ("found unexpected end of stream", "found unexpected document indicator")
NO_COMMA, NO_CONTENT = "did not find expected ','", "did not find expected node content"
CLOSING = {"[": "]", "{": "}"}
EMPTY_LIST = re.compile(r" *(?:- +)*(?P<key>[\w-]+:) +(?P<list>\[ *\])")
OTHER_QUOTES = {'"': "single", "'": "double"}


def open_quote(stop: StopPoint) -> Fault | None:
    """Tell of a quote that is never closed, or closed by the next one, lines below."""
    what = "the quote that begins here"
    if stop.problem in UNCLOSED_QUOTE:
        single = stop.lines[stop.began.line].startswith("'", stop.began.column)
        mend = _closed(stop.lines[stop.began.line], stop.began.column)
        mend = mend or _close("'" if single else '"')
        return fault_at(stop.began, f"{what} is never closed", mend)
    token = _quoted_in_line(stop)
    if token is None:
        return None
    began, last = position_of(token.start_mark), token.end_mark.line
    if not any(KEY.match(line) for line in stop.lines[began.line + 1 : last + 1]):
        return None
    return fault_at(began, f"{what} ends only in line {last + 1}", _close(token.style))


def _closed(line: str, column: int) -> str | None:
    """Return a line whose quote is closed at its end, if its value is one text alone."""
    quote, value = line[column], line[column + 1 :].rstrip()
    if (
        quote != '"'
        or column != value_column(line)
        or not begins_entry(line)
        or quote in value
        or "#" in value
    ):
        return None
    return written(f"{line[:column].strip()} {quote}{value}{quote}", "") or None


def _close(quote: str) -> str:
    mend = f"close it with {quote} where the value ends"
    apostrophe = ", or put a value that has an apostrophe in double quotes"
    return mend + apostrophe if quote == "'" else mend


def _quoted_in_line(stop: StopPoint) -> yaml.ScalarToken | None:
    """Return what was read last, if it is a text in quotes that ends where libyaml stopped."""
    token = stop.before
    if not isinstance(token, yaml.ScalarToken) or token.style not in OTHER_QUOTES:
        return None
    return token if token.end_mark.line == stop.at.line else None


def open_bracket(stop: StopPoint) -> Fault | None:
    """Tell of a bracket that is still open where the lines of the file go on."""
    for token in stop.opened:
        at = position_of(token.start_mark)
        deep = indentation(stop.lines[at.line])
        below = stop.lines[at.line + 1 : stop.at.line + 1]
        if stop.at_the_end or any(begins_entry(it) and indentation(it) <= deep for it in below):
            bracket = _bracket(token)
            what = f"the {bracket} that begins here is never closed"
            mend = f"close it with {CLOSING[bracket]}, or put a text that begins with {bracket}"
            return fault_at(at, what, f"{mend} in quotes")
    return None


def _bracket(token: yaml.Token) -> str:
    return "[" if isinstance(token, yaml.FlowSequenceStartToken) else "{"


def behind_a_quote(stop: StopPoint) -> Fault | None:
    """Tell of text behind what was taken for the closing quote."""
    token = _quoted_in_line(stop)
    if token is None or stop.problem == NO_COLON or stop.character in OTHER_QUOTES:
        return None
    mend = f"put the whole value in {OTHER_QUOTES[token.style]} quotes"
    if not stop.opened and stop.line[stop.at.column :].strip() in (",", ";"):  # as JSON has it
        line = stop.line[: stop.at.column].strip()
        return fault_at(stop.at, f"a {stop.character} ends no line", written(line, "take it away"))
    if not stop.opened and token.start_mark.line == stop.at.line:
        mend = with_quotes(stop.line)
    return fault_at(stop.at, "text follows the closing quote", mend)


def behind_a_bracket(stop: StopPoint) -> Fault | None:
    """Tell of text behind what was taken for the closing bracket, or of one bracket too many."""
    token = stop.before
    if stop.opened or not isinstance(token, yaml.FlowSequenceEndToken | yaml.FlowMappingEndToken):
        return None
    if token.end_mark.line != stop.at.line:
        return None
    if stop.character in CLOSING.values():
        return fault_at(stop.at, f"this {stop.character} closes nothing", "take it away")
    mend = with_quotes(stop.line) if begins_entry(stop.line) else IN_QUOTES
    return fault_at(stop.at, "text follows the closing bracket", mend)


def behind_an_empty_list(stop: StopPoint) -> Fault | None:
    """Tell of items below a key that says, by its brackets, that there are none."""
    token = stop.before
    if stop.opened or not isinstance(token, yaml.FlowSequenceEndToken) or stop.character != "-":
        return None
    line = stop.lines[token.end_mark.line]
    empty = EMPTY_LIST.match(line)
    if empty is None or token.end_mark.line >= stop.at.line:
        return None
    at = Position(token.end_mark.line, empty.start("list"))
    what = f"this list is empty, and its items follow in line {stop.at.line + 1}"
    return fault_at(at, what, f"write {empty['key']} alone")


def between_brackets(stop: StopPoint) -> Fault | None:
    """Tell of commas, colons and other brackets that are wrong between brackets."""
    if not stop.opened or not stop.problem.startswith((NO_COMMA, NO_CONTENT)):
        return None
    opening, here = stop.opened[-1], stop.character
    bracket = _bracket(opening)
    if here in CLOSING.values() and here != CLOSING[bracket]:
        what = f"this {here} cannot close the {bracket} of line {opening.start_mark.line + 1}"
        return fault_at(stop.at, what, f"write {CLOSING[bracket]}")
    if stop.problem == NO_CONTENT:
        if here == ",":
            return fault_at(stop.at, "no value stands before this comma", "take the comma away")
        return fault_at(stop.at, f"a value cannot begin with {here}", IN_QUOTES)
    if here != ":":
        return fault_at(stop.at, "a comma is missing before this", f"write one, or {IN_QUOTES}")
    words = stop.before.value.split() if isinstance(stop.before, yaml.ScalarToken) else []
    comma = f"write a comma before {words[-1]}, or " if bracket == "{" and words[1:] else ""
    return fault_at(stop.at, "a colon stands here in a value", f"{comma}{IN_QUOTES}")
