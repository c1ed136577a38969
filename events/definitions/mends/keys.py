"""An unknown key: the one that is meant, and the line to write instead."""

from collections.abc import Collection

from events.cities import clocks_of
from events.definitions.mends.combined import COMBINED, values_meaning, zone_of_times
from events.definitions.mends.flow import flow
from events.definitions.mends.lines import entry, line_of
from events.definitions.mends.lookalikes import first_lookalike, plainly
from events.definitions.mends.meant.kinds import kind_meant
from events.definitions.mends.meant.places import yes_meant, zone_meant
from events.definitions.mends.signs.commas import has_no_colon, mend_of_rest
from events.definitions.mends.words import (
    ALL_DAY,
    OF_A_ZONE,
    STATUSES,
    WITHOUT_KEY,
    is_of_other_tools,
    letters_of,
    meant_key,
    outer_key,
)
from events.definitions.schema import EVENT, Schema
from events.definitions.yaml.layout import written
from events.definitions.yaml.nodes import ListNode, MappingNode, Node, ScalarNode
from events.model import Kind
from events.text import nearest_word, quoted

_KINDS = frozenset(Kind)
_IN_ONE_LINE = ("place", "source")  # mappings that are written anew in a line
_OF_ALL_KINDS = frozenset({"", "all", "any", "default", "defaults", "each", "every", "others"})
_KEEP_ONE = "keep one of them"


def unknown_key(key: ScalarNode, value: Node, node: MappingNode, schema: Schema) -> tuple[str, str]:
    """Say what is wrong with an unknown key, and which one is meant."""
    known = list(schema["properties"])
    what = f"unknown key {quoted(key.text)}"
    if lookalike := first_lookalike(key.text):
        plain = bare(key.text)
        if plain in known:
            return f"{what}: {lookalike}", _instead(plain, value, node)
        if plain in EVENT["properties"] and lookalike.offset == 0:
            return f"{what}: {lookalike}", f"indent {plain}: with plain spaces"
    if small := _in_small_letters(key.text, known):
        return what, _instead(small, value, node)
    if has_no_colon(key, value) and (mend := mend_of_rest(key, node, known)):
        return what, mend
    if mend := glued(key.text, known) or _behind_the_time(key.text, node, schema):
        return what, mend
    if mend := _needless(key.text, value, schema) or _mend_of_key(key.text, node, schema):
        return what, mend
    if mend := _of_the_event(key.text, schema) or _of_all_kinds(key.text, schema):
        return what, mend
    if guess := _nearest_key(key.text, schema):
        is_there = f" It is there already: {_KEEP_ONE}" if guess in node.entries else ""
        return what, f"did you mean {guess}?{is_there}"
    return what, f"known keys: {', '.join(known)}"


def _of_the_event(name: str, schema: Schema) -> str | None:
    """Return where a key of events belongs that stands in a mapping of another kind."""
    if name not in EVENT["properties"]:
        return None
    if "events" in schema["properties"]:
        return "it is a key of events: write it at each of them"
    if "kind" in schema["properties"]:
        return "a part of a programme has none: make it an event of its own, or delete the line"
    return "it is a key of the event: write it beside this one, and not in it"


def _of_all_kinds(name: str, schema: Schema) -> str | None:
    if schema["properties"].keys() == _KINDS and letters_of(name) in _OF_ALL_KINDS:
        return "leads are of one kind each: write the kinds that are meant, meeting: [1 day]"
    return None


def misspelt_key(name: str, value: Node, schema: Schema) -> str | None:
    """Return the key that an unknown one is but another writing of, so that its value is its own.

    It has letters that only look like others, or capitals, or is a slip away from it; or it is
    another tool's word, and its value is none that is written otherwise there.
    """
    known = schema["properties"]
    if (plain := bare(name)) in known:
        return plain
    if small := _in_small_letters(name, known):
        return small
    if outer_key(name, schema) or glued(name, known):
        return None
    if key := meant_key(name, value, schema):
        return key if _takes(key, value, schema) else None
    return None if _of_the_event(name, schema) else _nearest_key(name, schema)


def bare(name: str) -> str:
    """Return a key without characters that only look like others, quotes and blanks around it."""
    return plainly(name).strip("\"' ")


def _takes(key: str, value: Node, schema: Schema) -> bool:
    """Tell whether a key takes a value of several lines as it is."""
    about = schema["properties"][key]
    if isinstance(value, MappingNode):
        return key not in _IN_ONE_LINE and "object" in about.get("type", ())
    is_list = isinstance(value, ListNode) and about.get("type") == "array"
    return is_list and line_of(key, key, value, schema) is None


def _nearest_key(name: str, schema: Schema) -> str | None:
    known = list(schema["properties"])
    if is_of_other_tools(name, schema):
        return None
    # Of a short key two letters that change places are too many for `nearest_word`: ulr.
    swapped = (f"{name[:at]}{name[at : at + 2][::-1]}{name[at + 2 :]}" for at in range(len(name)))
    return next((it for it in swapped if it in known), None) or nearest_word(name, known)


def _instead(key: str, value: Node, node: MappingNode) -> str:
    """Return how to write a key that has been written in other letters."""
    if key in node.entries:
        return _is_there(key)
    line = f"{key}: {flow(value.text)}" if isinstance(value, ScalarNode) else f"{key}:"
    return f"write {key}:" if "\\n" in line else written(line, f"write {key}:")


def _in_small_letters(name: str, known: Collection[str]) -> str | None:
    """Return the key that differs from a word in nothing but capital letters."""
    return next((it for it in known if it == name.lower()), None)


def glued(text: str, known: Collection[str]) -> str | None:
    """Return the mend where a known key and its value stand together, as in city:Geneva."""
    key, colon, value = text.partition(":")
    if not colon or not value or key not in known:
        return None
    return f"put a space after the colon: {key}: {flow(value.strip())}"


def _mend_of_key(name: str, node: MappingNode, schema: Schema) -> str | None:
    """Return how to mend a key that another tool has, with the values of its mapping.

    None for a word that is in no table. The mend is the whole line wherever the values give it.
    """
    value = node.entries[name][1]
    outer = outer_key(name, schema, node.entries)
    key = outer or meant_key(name, value, schema)
    if key is None and schema["properties"].keys() == _KINDS:
        key = kind_meant(name)
    if key is None:
        if letters_of(name) in WITHOUT_KEY and "note" in schema["properties"]:
            return _in_a_note(name, value, node)
        return None
    if letters_of(name) in ALL_DAY and _yes(value) != "yes":
        return None
    if outer is None and _takes(key, value, schema):
        return _is_there(key) if key in node.entries else f"write {key}:"
    if key in COMBINED:
        line = COMBINED[key](node, schema)
    else:
        line = line_of(key, name, value, schema, _own_zone(node, schema))
    if outer:
        return f"it belongs in {line or f'{outer}:'}"
    if line is None:
        return f"it is {key}: here; {schema['properties'][key]['description']}"
    if key not in node.entries:
        first = next((it for it, _ in values_meaning(key, node, schema)), name)
        if key in COMBINED and first != name:
            return f"take the line away: it is in the {key}: that stands for {first}"
        return f"write {line}"
    if key in COMBINED:
        return f"write {line} in place of what is there"
    return _is_there(key)


def _needless(name: str, value: Node, schema: Schema) -> str | None:
    """Return the mend of what says no more than that something is not so."""
    if not {"start", "status"} <= schema["properties"].keys() or _yes(value) != "no":
        return None
    if letters_of(name) in ALL_DAY:
        return "take the line away: all day is only what says so at its start"
    if letters_of(name) in STATUSES:
        return "take the line away: it is on as long as no status says otherwise"
    return None


def _behind_the_time(name: str, node: MappingNode, schema: Schema) -> str | None:
    """Return where a zone belongs that is that of an event's times, and not its place's."""
    zone = zone_of_times(node, schema) if letters_of(name) in OF_A_ZONE else None
    line = COMBINED["start"](node, schema) if zone else None
    if zone is None or line is None or zone[0] not in line:
        return None  # there is no time, or it has its zone
    first = next(it for it, _ in values_meaning("start", node, schema))
    if first != "start":
        return f"take the line away: it is in the start: that stands for {first}"
    return f"write it behind the time: {line}"


def _is_there(key: str) -> str:
    return f"it is {key}: here, and that is there already; {_KEEP_ONE}"


def _own_zone(node: MappingNode, schema: Schema) -> str | None:
    """Return the zone that a place, or the first place of an agenda's events, is known to keep."""
    if "events" in schema["properties"]:
        return zone_meant(node)
    cities = [it for _, it in values_meaning("city", node, schema) if isinstance(it, ScalarNode)]
    return next((zone for it in cities if (zone := clocks_of(it.text))), None)


def _yes(value: Node) -> str | None:
    return yes_meant(value.text) if isinstance(value, ScalarNode) else None


def _in_a_note(name: str, value: Node, node: MappingNode) -> str:
    said = f"{name[:1].upper()}{name[1:]}: {value.text}" if isinstance(value, ScalarNode) else ""
    if not said or "note" in node.entries:
        return "there is no key for it; say it in the note"
    return f"there is no key for it; it can be said as {entry('note', flow(said))}"
