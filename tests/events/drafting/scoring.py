"""Passages with the events that are to be found in them, and how many a draft has right."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from events.drafting.drafted import Draft, Drafted, Extent
from events.drafting.reading.report import read_report
from events.time_grammar import parse_start
from events.times import Day, Moment, Precision, Undated

FOLDER = Path(__file__).parent / "passages"


@dataclass(frozen=True, slots=True)
class Expected:
    kinds: tuple[str, ...]
    starts: tuple[str, ...]
    cities: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    line: int
    day: date
    text: str
    events: tuple[Expected, ...]


def passages(name: str) -> list[Passage]:
    found, line = [], 1
    for part in (FOLDER / name).read_text(encoding="utf-8").split("\n== "):
        at, line = line, line + part.count("\n") + 1
        if part.startswith("#"):
            continue
        day, _, rest = part.partition("\n")
        text, _, told = rest.partition("\n--")
        rows = [
            [it.strip() for it in row.split(" | ")]
            for row in told.strip().split("\n")
            if row.strip()
        ]
        events = [
            Expected(tuple(k.split("/")), _starts(s), tuple(c.split("/"))) for k, s, c in rows
        ]
        found.append(Passage(at, date.fromisoformat(day.strip()), text, tuple(events)))
    return found


def _starts(text: str) -> tuple[str, ...]:
    # A slash is in the names of zones, too.
    one, _, other = text.partition("/")
    return (one, other) if other and " " not in one else (text,)


def score(some: list[Passage]) -> tuple[Counter[str], list[str]]:
    """Count what is right, and tell what is not."""
    counts: Counter[str] = Counter()
    told: list[str] = []
    for passage in some:
        draft = read_report(passage.text, passage.day)
        _score_one(passage, draft, counts, told)
    return counts, told


def _score_one(passage: Passage, draft: Draft, counts: Counter[str], told: list[str]) -> None:
    left = list(draft.events)
    wanted = list(passage.events)
    counts["expected"] += len(wanted)
    counts["drafted"] += len(left)
    pairs: list[tuple[Expected, Drafted]] = []
    ranked = sorted(
        (
            (_likeness(one, other), n, m)
            for n, one in enumerate(wanted)
            for m, other in enumerate(left)
        ),
        key=lambda it: (-it[0], it[1], it[2]),
    )
    used_wanted: set[int] = set()
    used: set[int] = set()
    for likeness, n, m in ranked:
        if likeness < 3 or n in used_wanted or m in used:
            continue
        used_wanted.add(n)
        used.add(m)
        pairs.append((wanted[n], left[m]))
    for n, each in enumerate(wanted):
        if n not in used_wanted:
            told.append(f"{passage.line}: MISSED {each}")
    for m, other in enumerate(left):
        if m not in used:
            counts["false"] += 1
            told.append(f"{passage.line}: FALSE {_shown(other)}")
    for one, drafted in pairs:
        rights = {
            "found": True,
            "kind": drafted.kind.value in one.kinds,
            "day": _day_is_right(one, drafted),
            "time": _time_is_right(one, drafted),
            "precision": _precision_is_right(one, drafted),
            "city": _city_is_right(one, drafted),
        }
        rights["all"] = all(rights.values())
        if not (rights["day"] and rights["time"]):
            counts["wrong pair"] += 1
        for name, right in rights.items():
            counts[name] += right
        if not rights["all"]:
            wrong = [name for name, right in rights.items() if not right and name != "all"]
            told.append(f"{passage.line}: {', '.join(wrong)}: {one} got {_shown(drafted)}")


def _likeness(one: Expected, other: Drafted) -> int:
    points = 3 * _day_is_right(one, other) + 2 * (other.kind.value in one.kinds)
    points += _time_is_right(one, other) * 2 + _city_is_right(one, other)
    return points + (1 if _near(one, other) else 0)


def _near(one: Expected, other: Drafted) -> bool:
    return other.kind.value in one.kinds and _time_is_right(one, other)


def _wanted(text: str) -> tuple[Day | Moment | Undated, bool]:
    after = text.startswith("after ")
    return parse_start(text.removeprefix("after "), "UTC"), after


def _day_is_right(one: Expected, other: Drafted) -> bool:
    return any(_same_day(it, other) for it in one.starts)


def _same_day(text: str, other: Drafted) -> bool:
    start, _ = _wanted(text)
    if isinstance(start, Undated):
        same = (Extent.MONTH if start.is_month else Extent.WEEK) is other.extent
        return same and start.first == other.first
    return other.extent is Extent.DAY and start.date == other.first


def _time_is_right(one: Expected, other: Drafted) -> bool:
    return any(_same_time(it, other) for it in one.starts)


def _same_time(text: str, other: Drafted) -> bool:
    start, _ = _wanted(text)
    if not isinstance(start, Moment):
        return other.at is None
    if other.at is None:
        return False
    zone = other.zone or other.place_zone or "UTC"
    zone = "UTC" if zone == "GMT" else zone
    named = text.split()[-1]
    if "/" not in named and named not in ("GMT", "UTC"):
        return other.at == start.wall.time()
    got = Moment(datetime.combine(other.first, other.at), zone)
    return got.begins.time() == start.begins.time()


def _precision_is_right(one: Expected, other: Drafted) -> bool:
    return any(_same_precision(it, other) for it in one.starts)


def _same_precision(text: str, other: Drafted) -> bool:
    start, after = _wanted(text)
    if after:
        return other.after is not None
    if isinstance(start, Moment):
        return other.at is not None and other.precision is start.precision
    if isinstance(start, Day):
        return (
            other.at is None
            and other.part is start.part
            and other.after is None
            and other.extent is Extent.DAY
        )
    return other.extent is not Extent.DAY


def _city_is_right(one: Expected, other: Drafted) -> bool:
    return (other.city or "-") in one.cities


def _shown(other: Drafted) -> str:
    precision = f"{other.precision} " if other.precision is not Precision.EXACT else ""
    clock = (
        f"{precision}{other.at:%H:%M} {other.zone or other.place_zone or 'no zone'}"
        if other.at
        else str(other.part or "")
    )
    after = " after" if other.after else ""
    return f"{other.kind} “{other.title}” {other.extent} {other.first} {clock}{after} @ {other.city or other.country}"
