"""Abbreviations, offsets and other names of zones beside a place whose clocks are known."""

from pathlib import Path

import pytest

from events.definitions.loader import load
from tests.events.definitions.builders import HEAD, problems, written

EVENT = "  - id: talks\n    kind: call\n    title: Talks\n    {}\n"


def having(*lines: str) -> str:
    return HEAD + EVENT.format("\n    ".join(lines))


# What is written, in which line the zone is told of, and the whole line to write for it.
SETTLED = [
    ("place: {city: Paris, tz: CET}", "timezone: Europe/Paris"),
    ("place: {city: Paris, timezone: CET}", "Europe/Paris"),
    ("place: {city: Paris, zone: GMT+1}", "timezone: Europe/Paris"),
    ("place: {city: Paris, timezone: UTC+2}", "Europe/Paris"),
    ("place: {city: Paris, timezone: France}", "Europe/Paris"),
    ("place: {city: Paris, timezone: paris}", "Europe/Paris"),
    ("place: {city: Washington, tz: EST}", "timezone: America/New_York"),
    ("place: {city: Beijing, timezone: CST}", "Asia/Shanghai"),
    ("place: {city: New Delhi, timezone: IST}", "Asia/Kolkata"),
    ("places: [{city: Dublin, tz: IST}, Vienna]", "timezone: Europe/Dublin"),
    # Another zone than the city's is asked about, or taken as it is named
    (
        "place: {city: Paris, tz: EST}",
        "timezone: ZONE, with America/New_York or America/Panama in place of ZONE",
    ),
    ("place: {city: Paris, timezone: EST}", "the zone's IANA name, such as America/New_York"),
    ("place: {city: Quaregnon, timezone: CET}", "the zone's IANA name, such as Europe/Brussels"),
    ("place: {city: Paris, tz: Asia/Tokyo}", "timezone: Asia/Tokyo"),
]  # fmt: skip


@pytest.mark.parametrize(("place", "line"), SETTLED)
def test_the_zone_of_a_known_city_is_not_asked_for(place: str, line: str, tmp_path: Path) -> None:
    [told] = problems(written(tmp_path, having("start: 2026-12-10 10:00", place)))
    assert told.endswith(f"(write {line})")


@pytest.mark.parametrize(
    ("zone", "place", "told"),
    [
        ("timezone: CET", "Madrid", "3:11: 'CET' is an abbreviation, not a time zone (write {})"),
        ("tz: CET", "Madrid", "3:1: unknown key 'tz' (write timezone: {})"),
        ("tz: GMT+1", "Madrid", "3:1: unknown key 'tz' (write timezone: {})"),
        ("timezone: GMT+1", "Madrid", "3:11: 'GMT+1' is an offset, not a time zone (write {})"),
    ],
)  # fmt: skip
def test_the_zone_of_an_agenda_may_be_that_of_its_first_place(
    zone: str, place: str, told: str, tmp_path: Path
) -> None:
    content = having("start: 2026-12-10 10:00", f"place: {place}")
    content = content.replace("timezone: Europe/Brussels", zone)
    assert problems(written(tmp_path, content)) == [told.format("Europe/Madrid")]
    load(written(tmp_path, content.replace(zone, "timezone: Europe/Madrid")))


# What an event says, and the line that is to be written for what is refused of it.
TIMES = [
    (["start: 2026-12-10 10:00 IST", "place: New Delhi"], "2026-12-10 10:00 Asia/Kolkata"),
    (["start: about 2026-12-10 10:00 CST", "place: Beijing"],
     "about 2026-12-10 10:00 Asia/Shanghai"),
    (["start: not before 2026-12-10 10:00 CST", "place: Beijing"],
     "not before 2026-12-10 10:00 Asia/Shanghai"),
    (["start: 2026-12-10 3pm EST", "place: Washington"], "2026-12-10 15:00 America/New_York"),
    (["start: 2026-12-10 10:00 (IST)", "place: {city: Safed, timezone: Asia/Jerusalem}"],
     "2026-12-10 10:00 Asia/Jerusalem"),
    (["start: 2026-12-10 10:00 local time", "place: Tokyo"], "2026-12-10 10:00 Asia/Tokyo"),
    (["start: 2026-12-10 10:00 local time", "place: Paris"], "2026-12-10 10:00"),
    (["start: 2026-12-10 10:00 local time"], "2026-12-10 10:00"),
    (["start: 2026-12-10 10:00 GMT", "end: 17:00 IST", "place: New Delhi"],
     "2026-12-10 17:00 Asia/Kolkata"),
    (["start: 2026-12-10 10:00 GMT", "place: Dublin",
      "accreditation: {until: 2026-07-01 10:00 IST}"], "2026-07-01 10:00 Europe/Dublin"),
    (["start: about 2026-12-10 10:00 GMT", "place: New Delhi",
      "sources: [{publisher: A, start: 2026-12-10 16:00 IST}]"], "2026-12-10 16:00 Asia/Kolkata"),
    (["start: 2026-12-10 10:00 GMT", "place: New Delhi",
      "programme: [{id: p, title: P, start: 16:00 IST}]"], "2026-12-10 16:00 Asia/Kolkata"),
    (["start: 2026-12-10 10:00", "programme: [{id: p, title: P, start: 16:00 GMT}]"],
     "2026-12-10 16:00 GMT"),
    (["start: 2026-12-10 10:00", "programme: [{id: p, title: P, start: about 3pm}]"],
     "about 15:00, or about 2026-12-10 15:00"),
    (["start: 2026-12-10 10:00", "repeats: {every: day, until: 2026-12-12}",
      "changes: {2026-12-11: {start: 11:00 GMT}}"], "2026-12-11 11:00 GMT"),
    (["start: 2026-12-10 10:00", "repeats: {every: day, until: 2026-12-12}",
      "changes: {2026-12-11: 11:00 GMT}"], "2026-12-11: {start: 2026-12-11 11:00 GMT}"),
    # Eastern Standard Time is not kept in July
    (["start: 2026-07-10 10:00 EST", "place: Washington"],
     "2026-07-10 10:00 America/New_York or 2026-07-10 10:00 America/Panama, whichever is meant"),
    (["start: 2026-12-10 10:00 IST", "place: Vienna"],
     ("2026-12-10 10:00 Asia/Kolkata or 2026-12-10 10:00 Europe/Dublin or 2026-12-10 10:00 "
     "Asia/Jerusalem, whichever is meant")),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "mend"), TIMES)
def test_a_time_is_mended_by_the_clocks_of_its_place(
    lines: list[str], mend: str, tmp_path: Path
) -> None:
    [told] = problems(written(tmp_path, having(*lines)))
    assert told.endswith(f"(write {mend})")


# A zone in a key of its own beside the start: what is told of it, and what is to be written.
APART = [
    (["start: 2026-12-10 10:00", "tz: CET", "place: Paris"],
     "9:5: unknown key 'tz' (it belongs in {})", "place: {city: Paris, timezone: Europe/Paris}"),
    # Of a city whose clocks are not known it is the zone
    (["start: 2026-12-10 10:00", "tz: Asia/Tokyo", "place: Nara"],
     "9:5: unknown key 'tz' (it belongs in {})", "place: {city: Nara, timezone: Asia/Tokyo}"),
    # The clocks of Paris are no others for it
    (["start: 2026-12-10 10:00", "timezone: America/New_York", "place: Paris"],
     "9:5: unknown key 'timezone' (write it behind the time: {})",
     "start: 2026-12-10 10:00 America/New_York"),
    (["start: about 2026-12-10 10:00", "timezone: Asia/Dubai"],
     "9:5: unknown key 'timezone' (write it behind the time: {})",
     "start: about 2026-12-10 10:00 Asia/Dubai"),
    (["start: 2026-12-10", "timezone: Asia/Dubai"],
     "9:5: unknown key 'timezone' (it belongs in {})", "place: {city: …, timezone: Asia/Dubai}"),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "told", "line"), APART)
def test_a_zone_beside_the_start_is_the_places_or_the_times(
    lines: list[str], told: str, line: str, tmp_path: Path
) -> None:
    assert problems(written(tmp_path, having(*lines))) == [told.format(line)]
    kept = [it for it in lines if not it.startswith((line.partition(":")[0], "t"))]
    load(written(tmp_path, having(*kept, line)))


def test_a_day_a_time_and_a_zone_in_keys_of_their_own_are_one_start(tmp_path: Path) -> None:
    content = having("date: 2026-12-10", "time: 10:00-12:00", "zone: America/New_York")
    in_it = "take the line away: it is in the start: that stands for date"
    start = "start: 2026-12-10 10:00 America/New_York and, in a line of its own, end: 12:00"
    assert problems(written(tmp_path, content)) == [
        f"8:5: unknown key 'date' (write {start})",
        f"9:5: unknown key 'time' ({in_it})",
        f"10:5: unknown key 'zone' ({in_it})",
    ]
