"""The line to write for a key whose value is made of several of another tool's."""

import re
from collections.abc import Callable, Iterable
from datetime import timedelta

from events.cities import clocks_of
from events.definitions.mends.flow import flow
from events.definitions.mends.lines import entry, line_of, texts_of, url_meant
from events.definitions.mends.meant.places import city_among, place_meant, zone_written
from events.definitions.mends.meant.repeats import rule_meant
from events.definitions.mends.when.starts import range_meant, starts_meant
from events.definitions.mends.when.writings.spellings import Spelled, clock_of, read_spelling
from events.definitions.mends.words import (
    ALL_DAY,
    OF_A_ZONE,
    WORDS,
    key_of_series,
    letters_of,
    meant_key,
    outer_key,
)
from events.definitions.schema import NEEDED_OF_PLACE, Schema
from events.definitions.yaml.nodes import ListNode, MappingNode, Node, ScalarNode


def values_meaning(key: str, node: MappingNode, schema: Schema) -> Iterable[tuple[str, Node]]:
    """Return the key's own value, and those of other words that stand for it, by their names."""
    for name, (_, value) in node.entries.items():
        if name == key or (
            name not in schema["properties"] and meant_key(name, value, schema) == key
        ):
            yield name, value


def _combined(key: str, node: MappingNode, schema: Schema) -> Spelled | None:
    """Return what a day, a time and a zone in keys of their own say together."""
    said = values_meaning(key, node, schema)
    values = [value for name, value in said if letters_of(name) not in ALL_DAY]
    texts = [value.text for value in values if isinstance(value, ScalarNode)]
    spelled = [it for it in map(read_spelling, texts) if it]
    if not spelled or len(spelled) < len(values):
        return None
    days = {it.days for it in spelled if it.days}
    times = {(it.time, it.until) for it in spelled if it.time is not None}
    zones = {it.zone for it in spelled if it.zone}
    if max(len(days), len(times), len(zones)) > 1:
        return None
    [time, until] = times.pop() if times else (None, None)
    about = any(it.about for it in spelled)
    return Spelled(about, days.pop() if days else (), time, until, zones.pop() if zones else "")


def zone_of_times(node: MappingNode, schema: Schema) -> tuple[str, str] | None:
    """Return the zone of an event's times that is in a key of its own, and what to say behind it.

    None where there is no such key, or it is that of the event's place, as it is of one whose zone
    is not known.
    """
    said = (
        value.text.strip()
        for name, (_, value) in node.entries.items()
        if letters_of(name) in OF_A_ZONE and isinstance(value, ScalarNode)
    )
    text = next(filter(None, said), None)
    if text is None or not {"start", "place"} <= schema["properties"].keys():
        return None
    inner, places = schema["properties"]["place"], values_meaning("place", node, schema)
    cities = [city for _, it in places if (city := _place_parts(it, inner).get("city"))]
    own = clocks_of(cities[0]) if cities else None
    zone, behind = zone_written(text, own)
    return None if cities and own in (None, zone) else (zone, behind)


def _start_line(node: MappingNode, schema: Schema) -> str | None:
    spelled = _combined("start", node, schema)
    if spelled is None:
        return None
    has_no_zone = spelled.time is not None and spelled.days and not spelled.zone
    if has_no_zone and (zone := zone_of_times(node, schema)):
        return _line_in_zone(spelled, *zone)
    # With UTC for the zone no wall time is skipped, and an offset becomes a time in UTC.
    if both := range_meant(spelled, "UTC"):
        return f"start: {both[0]} and, in a line of its own, end: {both[1]}"
    starts = starts_meant(spelled, "UTC")
    if any(letters_of(name) in ALL_DAY for name, _ in values_meaning("start", node, schema)):
        hours = starts if spelled.time or spelled.about else []
        days = () if spelled.about else spelled.days
        starts = [*hours, *(f"{day} all day" for day in days)]
    if not spelled.days and spelled.time is not None:
        hour = f"{'about ' if spelled.about else ''}{clock_of(spelled.time)}"
        # A part of a programme, or one day of a series, may have an hour alone.
        if not spelled.zone and re.search(schema["properties"]["start"]["pattern"], hour):
            return f"start: {hour}"
        return f"start: DAY {clock_of(spelled.time)}, with its day in place of DAY"
    return f"start: {' or '.join(starts)}" if starts else None


def _line_in_zone(spelled: Spelled, zone: str, behind: str) -> str | None:
    """Return the lines of times to which a zone belongs that is written apart from them."""
    if both := range_meant(spelled, "UTC"):
        return f"start: {both[0]} {zone} and, in a line of its own, end: {both[1]}{behind}"
    starts = [f"{start} {zone}" for start in starts_meant(spelled, "UTC")]
    return f"start: {' or '.join(starts)}{behind}" if starts else None


def _end_line(node: MappingNode, schema: Schema) -> str | None:
    spelled, start = _combined("end", node, schema), _combined("start", node, schema)
    if spelled is None or spelled.until is not None:
        return None
    if spelled.days:
        ends = starts_meant(spelled, "UTC")
        return f"end: {' or '.join(ends)}" if ends else None
    if spelled.time is None or spelled.zone or spelled.time >= 24 * 60:
        days = start.days if start else ()
        there = Spelled(spelled.about, days, spelled.time, None, spelled.zone)
        ends = starts_meant(there, "UTC")
        return f"end: {ends[0]}" if len(ends) == 1 else None
    about = "about " if spelled.about else ""
    if start and start.time is not None and start.days and spelled.time <= start.time:
        day = start.days[0] + timedelta(days=1)
        return f"end: {about}{day} {clock_of(spelled.time)}, if it ends on the next day"
    return f"end: {about}{clock_of(spelled.time)}"


def _place_line(node: MappingNode, schema: Schema) -> str | None:
    inner = schema["properties"]["place"]
    parts: dict[str, str] = {}
    for name, (_, value) in node.entries.items():
        word = letters_of(name)
        if name == "place" or (
            name not in schema["properties"] and meant_key(name, value, schema) == "place"
        ):
            parts |= _place_parts(value, inner)
        elif name in schema["properties"] or not isinstance(value, ScalarNode):
            continue
        elif name in inner["properties"]:
            parts[name] = value.text
        elif outer_key(name, schema) == "place":
            meant = next(key for key in inner["properties"] if word in WORDS[key])
            if meant != "timezone" or not zone_of_times(node, schema):
                parts[meant] = value.text
    if not parts:
        return None
    if parts.keys() == {"city"} and (meant := place_meant(parts["city"])):
        return str(meant)
    without = {} if parts.keys() & set(NEEDED_OF_PLACE) else {"city": "…"}
    behind = ""
    if "timezone" in parts:
        parts["timezone"], behind = zone_written(
            parts["timezone"], clocks_of(parts.get("city", ""))
        )
    ordered = {key: parts[key] for key in inner["properties"] if key in parts}
    return _mapping("place", {**without, **_flows(ordered)}) + behind


def _place_parts(value: Node, inner: Schema) -> dict[str, str]:
    if isinstance(value, MappingNode):
        found = {}
        for name, (_, part) in value.entries.items():
            key = name if name in inner["properties"] else meant_key(name, part, inner)
            if key and isinstance(part, ScalarNode):
                found[key] = part.text
        return found
    if not isinstance(value, ScalarNode) or not value.text.strip() or url_meant(value.text.strip()):
        return {}
    return city_among(value.text) or {"city": value.text.strip()}


def _source_line(node: MappingNode, schema: Schema) -> str | None:
    inner = schema["properties"]["source"]["properties"]
    parts: dict[str, str] = {}
    for name, (_, value) in node.entries.items():
        is_source = name == "source" or meant_key(name, value, schema) == "source"
        if is_source and isinstance(value, MappingNode):
            said = {key: part for key, (_, part) in value.entries.items()}
            parts |= {key: it.text for key, it in said.items() if isinstance(it, ScalarNode)}
        elif not isinstance(value, ScalarNode):
            continue
        elif is_source:
            parts["url" if url_meant(value.text) else "publisher"] = value.text
        elif name in inner and name not in schema["properties"] and name != "date":
            parts[name] = value.text
    return _mapping("source", {"publisher": "…", **_flows(parts)})


def _contact_line(node: MappingNode, schema: Schema) -> str | None:
    inner = schema["properties"]["contact"]["properties"]
    parts: dict[str, str] = {}
    for name, (_, value) in node.entries.items():
        if not isinstance(value, ScalarNode):
            continue
        if letters_of(name) in (WORDS["email"] | WORDS["phone"]) and name not in inner:
            parts["email" if letters_of(name) in WORDS["email"] else "phone"] = value.text
        elif name in inner and name != "name":
            parts[name] = value.text
        elif name == "contact" or meant_key(name, value, schema) == "contact":
            parts["name"] = value.text
    return _mapping("contact", _flows(parts)) if parts else None


def _accreditation_line(node: MappingNode, schema: Schema) -> str | None:
    parts: dict[str, str] = {}
    for name, value in values_meaning("accreditation", node, schema):
        if not isinstance(value, ScalarNode) or not value.text.strip():
            continue
        text, spelled = value.text.strip(), read_spelling(value.text)
        starts = starts_meant(spelled, "UTC") if spelled else []
        if url_meant(text):
            parts["url"] = text
        elif len(starts) == 1 and name != "accreditation":
            parts["until"] = starts[0]
        else:
            parts["note"] = text
    return _mapping("accreditation", _flows(parts)) if parts else None


def _reminders_line(node: MappingNode, schema: Schema) -> str | None:
    """Return the leads of an event; those of an agenda are by kind."""
    about = schema["properties"]["reminders"]
    if about["type"] == "array":
        for name, value in values_meaning("reminders", node, schema):
            if name != "reminders":
                return line_of("reminders", name, value, schema)
        return None
    kinds = [key for key in node.entries if key in about["properties"]]
    values = {kind: texts_of(node.entries[kind][1]) for kind in kinds}
    leads = {kind: f"[{', '.join(texts)}]" for kind, texts in values.items() if texts}
    return _mapping("reminders", leads) if leads else None


def _repeats_line(node: MappingNode, schema: Schema) -> str | None:
    """Return a series, of which parts are written beside it, or in a rule of RFC 5545."""
    inner = schema["properties"]["repeats"]["properties"]
    parts: dict[str, str] = {}
    for name, (_, value) in node.entries.items():
        is_own = name == "repeats" or (
            name not in schema["properties"] and meant_key(name, value, schema) == "repeats"
        )
        if is_own and isinstance(value, MappingNode):
            parts |= {key: line for key, (_, it) in value.entries.items() if (line := _list(it))}
        elif is_own or name == "every":
            parts |= (
                rule_meant(
                    value.text if isinstance(value, ScalarNode) else ", ".join(texts_of(value))
                )
                or {}
            )
    if "every" not in parts:
        return None
    for name, (_, value) in node.entries.items():
        key = key_of_series(name, schema)
        if key and key != "every" and (line := _list(value)):
            parts[key] = line
    parts = {"until": "DAY", **parts}
    line = ", ".join(entry(key, parts[key]) for key in inner if key in parts)
    last = ", with its last day in place of DAY" if parts["until"] == "DAY" else ""
    return f"repeats: {{{line}}}{last}"


def _list(value: Node) -> str:
    """Return a text, or a list of them, as it is written; an empty text for anything else."""
    if isinstance(value, ScalarNode):
        return flow(value.text)
    texts = texts_of(value) if isinstance(value, ListNode) else []
    return f"[{', '.join(map(flow, texts))}]" if texts else ""


COMBINED: dict[str, Callable[[MappingNode, Schema], str | None]] = {
    "repeats": _repeats_line,
    "start": _start_line,
    "end": _end_line,
    "place": _place_line,
    "source": _source_line,
    "contact": _contact_line,
    "accreditation": _accreditation_line,
    "reminders": _reminders_line,
}


def _mapping(key: str, parts: dict[str, str]) -> str:
    return f"{key}: {{{', '.join(entry(*part) for part in parts.items())}}}"


def _flows(parts: dict[str, str]) -> dict[str, str]:
    return {key: flow(text) for key, text in parts.items()}
