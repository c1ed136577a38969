"""Slips with quotes and brackets: never closed, closed too early, or wrongly.

Each function answers for one of them, and returns nothing where it is not the one.
"""

import yaml

from events.definitions.yaml.layout import IN_QUOTES, KEY, begins_entry, indentation, with_quotes
from events.definitions.yaml.stop_point import NO_COLON, Fault, Halt, fault_at, place

UNCLOSED_QUOTE = ("found unexpected end of stream", "found unexpected document indicator")
NO_COMMA, NO_CONTENT = "did not find expected ','", "did not find expected node content"
CLOSING = {"[": "]", "{": "}"}
OTHER_QUOTES = {'"': "single", "'": "double"}


def open_quote(halt: Halt) -> Fault | None:
    """Tell of a quote that is never closed, or closed by the next one, lines below."""
    what = "the quote that begins here"
    if halt.problem in UNCLOSED_QUOTE:
        single = halt.lines[halt.began.line].startswith("'", halt.began.column)
        return fault_at(halt.began, f"{what} is never closed", _close("'" if single else '"'))
    token = _quoted_in_line(halt)
    if token is None:
        return None
    began, last = place(token.start_mark), token.end_mark.line
    if not any(KEY.match(line) for line in halt.lines[began.line + 1 : last + 1]):
        return None
    return fault_at(began, f"{what} ends only in line {last + 1}", _close(token.style))


def _close(quote: str) -> str:
    mend = f"close it with {quote} where the value ends"
    apostrophe = ", or put a value that has an apostrophe in double quotes"
    return mend + apostrophe if quote == "'" else mend


def _quoted_in_line(halt: Halt) -> yaml.ScalarToken | None:
    """Return what was read last, if it is a text in quotes that ends where libyaml stopped."""
    token = halt.before
    if not isinstance(token, yaml.ScalarToken) or token.style not in OTHER_QUOTES:
        return None
    return token if token.end_mark.line == halt.at.line else None


def open_bracket(halt: Halt) -> Fault | None:
    """Tell of a bracket that is still open where the lines of the file go on."""
    for token in halt.opened:
        at = place(token.start_mark)
        deep = indentation(halt.lines[at.line])
        below = halt.lines[at.line + 1 : halt.at.line + 1]
        if halt.at_the_end or any(begins_entry(it) and indentation(it) <= deep for it in below):
            bracket = _bracket(token)
            what = f"the {bracket} that begins here is never closed"
            mend = f"close it with {CLOSING[bracket]}, or put a text that begins with {bracket}"
            return fault_at(at, what, f"{mend} in quotes")
    return None


def _bracket(token: yaml.Token) -> str:
    return "[" if isinstance(token, yaml.FlowSequenceStartToken) else "{"


def behind_a_quote(halt: Halt) -> Fault | None:
    """Tell of text behind what was taken for the closing quote."""
    token = _quoted_in_line(halt)
    if token is None or halt.problem == NO_COLON or halt.character in OTHER_QUOTES:
        return None
    mend = f"put the whole value in {OTHER_QUOTES[token.style]} quotes"
    if not halt.opened and token.start_mark.line == halt.at.line:
        mend = with_quotes(halt.line)
    return fault_at(halt.at, "text follows the closing quote", mend)


def behind_a_bracket(halt: Halt) -> Fault | None:
    """Tell of text behind what was taken for the closing bracket, or of one bracket too many."""
    token = halt.before
    if halt.opened or not isinstance(token, yaml.FlowSequenceEndToken | yaml.FlowMappingEndToken):
        return None
    if token.end_mark.line != halt.at.line:
        return None
    if halt.character in CLOSING.values():
        return fault_at(halt.at, f"this {halt.character} closes nothing", "take it away")
    mend = with_quotes(halt.line) if begins_entry(halt.line) else IN_QUOTES
    return fault_at(halt.at, "text follows the closing bracket", mend)


def between_brackets(halt: Halt) -> Fault | None:
    """Tell of commas, colons and other brackets that are wrong between brackets."""
    if not halt.opened or not halt.problem.startswith((NO_COMMA, NO_CONTENT)):
        return None
    opening, here = halt.opened[-1], halt.character
    bracket = _bracket(opening)
    if here in CLOSING.values() and here != CLOSING[bracket]:
        what = f"this {here} cannot close the {bracket} of line {opening.start_mark.line + 1}"
        return fault_at(halt.at, what, f"write {CLOSING[bracket]}")
    if halt.problem == NO_CONTENT:
        if here == ",":
            return fault_at(halt.at, "no value stands before this comma", "take the comma away")
        return fault_at(halt.at, f"a value cannot begin with {here}", IN_QUOTES)
    if here != ":":
        return fault_at(halt.at, "a comma is missing before this", f"write one, or {IN_QUOTES}")
    words = halt.before.value.split() if isinstance(halt.before, yaml.ScalarToken) else []
    comma = f"write a comma before {words[-1]}, or " if bracket == "{" and words[1:] else ""
    return fault_at(halt.at, "a colon stands here in a value", f"{comma}{IN_QUOTES}")
