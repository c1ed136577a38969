"""The line to write for a series that is refused, of what was meant and what is written."""

from collections.abc import Mapping
from datetime import date

from events.definitions.mapping_reader import MappingReader
from events.definitions.mends.words import key_of_series
from events.definitions.schema import EVENT
from events.definitions.series.rules import (
    Rule,
    parse_every,
    parse_on,
    proposed_until,
    until_of_count,
)
from events.definitions.yaml.nodes import ListNode, MappingNode, Node, ScalarNode
from events.errors import Refusal

PROPOSED = "its tenth day, or the last one announced"


def series_line(mapping: MappingReader, meant: dict[str, str] | None, first: date | None) -> str:
    """Return the mend with the whole line to write, of what was meant and what is written."""
    if meant is None:
        return "write day, weekday, week, 2 weeks or month, and the weekdays at on:"
    node = mapping.entries["repeats"][1]
    entries = node.entries if isinstance(node, MappingNode) else {}
    entries = {**beside(mapping), **entries}
    if not mapping.problems.has_room:
        return ""  # nobody is told
    parts = {key: text for key, text in meant.items() if key != "count"}
    for key in ("on", "until", "except"):
        if key not in entries or key in parts:
            continue
        if key != "on" or parts["every"] not in ("day", "weekday"):
            parts[key] = in_flow(entries[key][1])
    behind = ""
    if "until" not in parts:
        rule = _rule_of(parts)
        until = rule and first and until_of_count(rule, first, meant.get("count", ""))
        parts["until"] = str(until or proposed_until(rule, first)) if first else "…"
        behind = "" if until else f", {PROPOSED if first else 'with its last day'}"
    order = [key for key in ("every", "on", "until", "except") if key in parts]
    return f"write repeats: {{{', '.join(f'{key}: {parts[key]}' for key in order)}}}{behind}"


def beside(event: MappingReader) -> Mapping[str, tuple[ScalarNode, Node]]:
    """Return the keys that are beside a series and belong in it, of which it is told there."""
    node = event.node
    entries = node.entries if isinstance(node, MappingNode) else {}
    found = {key_of_series(name, EVENT): it for name, it in entries.items()}
    return {key: it for key, it in found.items() if key}


def _rule_of(parts: Mapping[str, str]) -> Rule | None:
    try:
        unit, number = parse_every(parts["every"])
        on = [it.strip() for it in parts.get("on", "").strip("[]").split(",") if it.strip()]
        return Rule(unit, number, tuple(map(parse_on, on)))
    except Refusal:
        return None


def in_flow(node: Node) -> str:
    """Return a text as it is, and a list of texts in brackets."""
    if isinstance(node, ScalarNode):
        return node.text
    texts = (
        [it.text for it in node.items if isinstance(it, ScalarNode)]
        if isinstance(node, ListNode)
        else []
    )
    return f"[{', '.join(texts)}]"
