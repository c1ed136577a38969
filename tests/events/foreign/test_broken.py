"""Calendars that are broken: what is told of them, with its line, and what is taken."""

from collections.abc import Callable
from pathlib import Path

import pytest

from events.definitions.loader import Loader
from events.definitions.yaml.parsing import MAX_BYTES
from events.errors import DefinitionError
from events.model import Status
from tests.events.foreign.importing import calendar, event, imported, loaded

LINES = event("DESCRIPTION:One", start="DTSTART:20261204T090000Z")


def put(lines: list[str], after: str, *more: str) -> list[str]:
    at = lines.index(after) + 1
    return [*lines[:at], *more, *lines[at:]]


def test_a_text_that_is_not_folded_is_taken_for_the_text_above(tmp_path: Path) -> None:
    lines = put(LINES, "DESCRIPTION:One", "Two of three", "Note: the third", "https://x.example")
    found = imported(calendar(*lines))
    (one,) = loaded(found.text, tmp_path)
    assert one.description == "One\nTwo of three\nNote: the third\nhttps://x.example"
    assert [it.line for it in found.mended] == [8, 9, 10]
    assert str(found.mended[0]) == (
        "week.ics:8:1: the line is not folded: it does not begin with a space, 'Two of three' "
        "(it is taken for the next line of DESCRIPTION)"
    )
    assert not found.losses


@pytest.mark.parametrize(
    "line",
    ["Location: Rome", "Status: cancelled", "Begin: 10:00", "End: 18:00", "Duration: 2 hours"],
)
def test_a_word_at_the_beginning_of_a_text_is_no_property(tmp_path: Path, line: str) -> None:
    found = imported(calendar(*put(LINES, "DESCRIPTION:One", line)))
    (one,) = loaded(found.text, tmp_path)
    assert (one.description, one.place, one.end) == (f"One\n{line}", None, None)
    assert one.status is Status.CONFIRMED
    assert [it.line for it in found.mended] == [8]


@pytest.mark.parametrize("written", [str.lower, str.title])
def test_names_may_be_in_small_letters(tmp_path: Path, written: Callable[[str], str]) -> None:
    found = imported(
        calendar(f"{written('BEGIN')}:VEVENT", *LINES[1:-1], f"{written('END')}:VEVENT")
    )
    assert len(loaded(found.text, tmp_path)) == 1
    assert not found.mended


def test_folds_are_taken_apart_even_within_a_letter(tmp_path: Path) -> None:
    content = calendar(*LINES).replace(b"DESCRIPTION:One", "DESCRIPTION:Élysée".encode())
    cut = content.index(b"\xc3\x89") + 1
    found = imported(content[:cut] + b"\r\n " + content[cut:])
    (one,) = loaded(found.text, tmp_path)
    assert (one.description, found.mended) == ("Élysée", ())


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_end_as_any_system_ends_them(tmp_path: Path, end: str) -> None:
    content = calendar(*LINES).replace(b"\r\n", end.encode())
    assert len(loaded(imported(content).text, tmp_path)) == 1


def test_bytes_that_are_not_utf_8_are_read_and_told(tmp_path: Path) -> None:
    found = imported(calendar(*LINES).replace(b"One", b"\xc9lys\xe9e"))
    (one,) = loaded(found.text, tmp_path)
    assert one.description == "Élysée"
    assert str(*found.mended) == (
        "week.ics:7:13: the byte 0xc9 is not UTF-8 (the line is read as Windows-1252)"
    )
    for encoding in ("utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"):
        assert imported(calendar(*LINES).decode().encode(encoding)).mended == ()


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Заседание", "cp1251"),
        ("Заседание", "koi8-r"),
        ("Συμβούλιο", "cp1253"),
        ("安全理事会会议", "gb2312"),
    ],
)
def test_letters_that_nobody_can_tell_are_refused(text: str, encoding: str) -> None:
    content = calendar(*LINES).replace(b"One", text.encode(encoding))
    with pytest.raises(DefinitionError) as refused:
        imported(content)
    assert ": the letters are neither UTF-8 nor Windows-1252" in str(refused.value)


def test_letters_of_western_europe_are_read_whatever_the_other_lines_have(tmp_path: Path) -> None:
    content = calendar(*put(LINES, "DESCRIPTION:One", "CONTACT:Заседание"))
    for word in ("jäääär", "naïve Élysée", "«À l’été»", "Þæö"):
        found = imported(content.replace(b"One", word.encode("cp1252")))
        (one,) = loaded(found.text, tmp_path)
        assert one.description == word


def test_an_event_without_an_end_is_taken_if_the_calendar_goes_on(tmp_path: Path) -> None:
    found = imported(calendar(*LINES[:-1], *event(uid="2", start="DTSTART:20261205T090000Z")))
    assert len(loaded(found.text, tmp_path)) == 2
    assert str(*found.mended) == (
        "week.ics:3:1: BEGIN:VEVENT has no END:VEVENT (it is taken to end before line 8)"
    )


def test_events_without_a_calendar_around_them_are_taken(tmp_path: Path) -> None:
    found = imported("\r\n".join(LINES).encode())
    assert len(loaded(found.text, tmp_path)) == 1
    assert str(*found.mended) == (
        "week.ics:1:1: BEGIN:VEVENT is in no VCALENDAR (it is taken all the same)"
    )


def test_what_is_cut_off_is_told_and_half_an_event_is_not_taken(tmp_path: Path) -> None:
    content = calendar(*LINES, *event(uid="2"))
    found = imported(content[: content.rindex(b"DTSTART")])
    assert len(loaded(found.text, tmp_path)) == 1
    cut_off = "BEGIN:VCALENDAR has no END:VCALENDAR: the calendar is cut off (get it once more)"
    assert [str(it) for it in found.losses] == [
        "week.ics:9:1: BEGIN:VEVENT has no END:VEVENT: the calendar is cut off (get it once more)",
        f"week.ics:1:1: {cut_off}",
    ]


@pytest.mark.parametrize(
    ("start", "line", "told"),
    [
        ("DTSTART:20261304T090000Z", 6, "DTSTART: there is no '20261304T090000Z'"),
        ("DTSTART:soon", 6, "DTSTART: 'soon' is no day and no time"),
        ("X-START:20261204", 3, "the event has no DTSTART"),
        ("DTSTART:16010101T000000Z", 3, "the year 1601 is outside 1970 to 2037"),
    ],
)
def test_an_event_that_has_no_time_is_left_out_and_told(
    tmp_path: Path, start: str, line: int, told: str
) -> None:
    found = imported(calendar(*event(start=start), *event(uid="2")))
    (fault,) = found.losses
    assert (fault.line, fault.what) == (line, told)
    assert len(loaded(found.text, tmp_path)) == 1
    assert "\n# left out: " in found.text


@pytest.mark.parametrize(
    ("content", "line", "told"),
    [
        (b"", 1, "there is no BEGIN:VCALENDAR: this is no calendar"),
        (b"<!DOCTYPE html>\n<title>Sign in</title>", 1, "there is no BEGIN:VCALENDAR"),
        (b"\x00\x01\x02" * 100, 1, "there is no BEGIN:VCALENDAR"),
    ],
)
def test_what_is_no_calendar_is_refused(content: bytes, line: int, told: str) -> None:
    with pytest.raises(DefinitionError) as refused:
        imported(content)
    assert f"week.ics:{line}:1: {told}" in str(refused.value)


def test_an_empty_calendar_is_an_agenda_without_events(tmp_path: Path) -> None:
    found = imported(calendar(head=("X-WR-CALNAME:Week: one",)))
    assert (loaded(found.text, tmp_path), found.events) == ((), 0)
    assert 'title: "Week: one"\n' in found.text


def test_no_more_is_written_than_a_file_of_definitions_holds(tmp_path: Path) -> None:
    text = "x" * 9_000
    lines = [
        line for number in range(200) for line in event(f"DESCRIPTION:{text}", uid=str(number))
    ]
    found = imported(calendar(*lines))
    assert len(found.text) < MAX_BYTES
    assert "these are the first 10" in found.losses[0].what
    file = tmp_path / "a.yaml"
    file.write_text(found.text, encoding="utf-8")
    assert len(Loader(file).load().events) == found.events


@pytest.mark.parametrize(
    ("lines", "asked"),
    [
        (["DTEND:tomorrow"], "DTEND: 'tomorrow' is no day and no time"),
        (["DTEND;TZID=America/New_York:99991231T235959"], "DTEND: the year 9999 makes no sense"),
        (["DURATION:2 hours"], "DURATION: '2 hours' is no length of time"),
        (["RDATE:soon"], "RDATE: 'soon' is no day and no time"),
    ],
)
def test_what_else_an_event_says_is_asked_where_it_cannot_be_read(
    tmp_path: Path, lines: list[str], asked: str
) -> None:
    found = imported(calendar(*event(*lines)))
    (one,) = loaded(found.text, tmp_path)
    assert (str(one.start), one.end) == ("2026-12-04 09:00 UTC", None)
    assert f"  # ? {asked}\n" in found.text
    assert asked in str(*found.losses)


@pytest.mark.parametrize(
    ("start", "written"),
    [
        ("DTSTART:20261204T100000+0100", "2026-12-04 09:00 UTC"),
        ("DTSTART:2026-12-04T10:00:00-05:00", "2026-12-04 15:00 UTC"),
        ("DTSTART:20261204T240000Z", "2026-12-05 00:00 UTC"),
        ("DTSTART;VALUE=DATE:20261204T000000", "2026-12-04 all day"),
        ("DTSTART;VALUE=DATE:20261204T100000Z", "2026-12-04 10:00 UTC"),
        ("DTSTART;VALUE=DATE:20261204Z", "2026-12-04 all day"),
    ],
)
def test_times_are_read_as_others_write_them(tmp_path: Path, start: str, written: str) -> None:
    (one,) = loaded(imported(calendar(*event(start=start))).text, tmp_path)
    assert str(one.start) == written


@pytest.mark.parametrize("start", ["DTSTART:00010101T000000Z", "DTSTART:99991231T235959Z"])
def test_a_year_that_makes_no_sense_is_refused(start: str) -> None:
    assert "makes no sense" in str(*imported(calendar(*event(start=start))).losses)


def test_lines_that_end_twice_are_one(tmp_path: Path) -> None:
    folded = calendar(*put(LINES, "DESCRIPTION:One", " Two"))
    for each in (folded.replace(b"\r\n", b"\r\r\n"), folded.replace(b"\r\n", b"\n\n")):
        found = imported(each)
        (one,) = loaded(found.text, tmp_path)
        assert (one.description, found.mended, found.losses) == ("OneTwo", (), ())


@pytest.mark.parametrize("before", [b"\r\n  ", b"<b>Notice</b>: x.php\n", b"\xef\xbb\xbf\n"])
def test_what_stands_before_a_calendar_is_passed_over(tmp_path: Path, before: bytes) -> None:
    found = imported(before + calendar(*LINES))
    assert len(loaded(found.text, tmp_path)) == 1
    assert not found.losses


def test_a_calendar_may_be_indented(tmp_path: Path) -> None:
    found = imported(b"  " + calendar(*LINES).strip().replace(b"\n", b"\n  "))
    assert len(loaded(found.text, tmp_path)) == 1


def test_a_property_that_cannot_be_read_is_no_part_of_the_text_above() -> None:
    guest = 'ATTENDEE;CN="Ann "A" B":mailto:ann@x.example'
    found = imported(calendar(*put(LINES, "DESCRIPTION:One", guest, 'LOCATION;X="a"b":Rome')))
    assert "ann" not in found.text
    assert "description: One\n" in found.text
    assert "it is passed over" in str(*found.mended)
    assert "is no line of a calendar" in str(*found.losses)


@pytest.mark.parametrize("letter", ["=C3=A9", "=E9"])
def test_letters_that_are_written_as_in_mails_are_read(tmp_path: Path, letter: str) -> None:
    lines = [f"DESCRIPTION;ENCODING=QUOTED-PRINTABLE:S{letter}ance=0D=0Aof =", "the week"]
    found = imported(calendar(*event(*lines)))
    (one,) = loaded(found.text, tmp_path)
    assert (one.description, found.mended) == ("Séance\nof the week", ())
    lines = [f"DESCRIPTION;ENCODING=QUOTED-PRINTABLE:S{letter}ance=", " of the week"]
    (one,) = loaded(imported(calendar(*event(*lines))).text, tmp_path)
    assert one.description == "Séance of the week"
