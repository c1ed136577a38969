"""Times as other languages and older programs write them, and what is to be written instead."""

from pathlib import Path

import pytest

from events.definitions.loader import load
from tests.events.definitions.builders import problems, starting, written

# What stands in start:, and what is to be written.
STARTS = {
    "10. Dezember 2026": "2026-12-10",
    "Donnerstag, 10. Dezember 2026, 10.30 Uhr": "2026-12-10 10:30",
    "gegen 10 Uhr am 10. Mai 2026": "about 2026-05-10 10:00",
    "März 2026": "2026-03",
    "le 10 décembre 2026 à 10h": "2026-12-10 10:00",
    "jeudi 10 décembre 2026 à 10 h 30": "2026-12-10 10:30",
    "1er mars 2026": "2026-03-01",
    "10 декабря 2026": "2026-12-10",
    "10 декабря 2026 года в 10:00": "2026-12-10 10:00",
    "10 грудня 2026 року о 10:00": "2026-12-10 10:00",
    "10 de diciembre de 2026 a las 10:00": "2026-12-10 10:00",
    "10 dicembre 2026": "2026-12-10",
    "10 december 2026 om 10 uur": "2026-12-10 10:00",
    "10 grudnia 2026": "2026-12-10",
    "10 de dezembro de 2026": "2026-12-10",
    "10 ديسمبر 2026": "2026-12-10",
    # Two digits of the year
    "10.12.26": "2026-12-10",
    "10.12.26 10:00": "2026-12-10 10:00",
    # The hour first
    "0900 GMT 10 December 2026": "2026-12-10 09:00 GMT",
    "09:00 10.12.2026": "2026-12-10 09:00",
    # The half of a day beside an hour that has none
    "2026-12-10 22:00 PM": "2026-12-10 22:00",
    "2026-12-10 13pm": "2026-12-10 13:00",
    "2026-12-10 0:30 am": "2026-12-10 00:30",
    "2026-12-10 15 o'clock": "2026-12-10 15:00",
    # Two zones that say the same
    "2026-12-10 10:00 CET (09:00 GMT)": "2026-12-10 10:00",
    "2026-12-10 0900 GMT (1000 CET)": "2026-12-10 09:00 GMT",
    "2026-12-10 10:00 EST / 16:00 CET": "2026-12-10 10:00 America/New_York",
    "10 December 2026, 1000 CET, 0900 GMT": "2026-12-10 10:00",
}
# What may be one of several things, or lacks something.
ASKED = {
    "10/12/26": "write 2026-12-10 or 2026-10-12, whichever is meant",
    "2026-12-10 9": "write 2026-12-10 09:00 or 2026-12-10 21:00, whichever is meant",
    "2026-12-10 at 9 UTC": "write 2026-12-10 09:00 UTC or 2026-12-10 21:00 UTC, whichever is meant",
    "10 декабря": "write it with its year: YYYY-12-10",
    "10 Uhr": "write it with its day: YYYY-MM-DD 10:00",
    "Montag": "write the date of the Monday that is meant, YYYY-MM-DD",
    "Freitag, 10. Dezember 2026": (
        "write 2026-12-10, or the date of the Friday that is meant: 2026-12-10 is a Thursday"
    ),
    "10. bis 12. Dezember 2026": (
        "write start: 2026-12-10 and, in a line of its own, end: 2026-12-12"
    ),
    "2026-12-10 10:00 CET (15:00 Moscow time)": (
        "write 2026-12-10 10:00 or 2026-12-10 15:00 Europe/Moscow, which are not the same"
    ),
    "after 2026-12-10 10:00": "write not before 2026-12-10 10:00, or after and an event's id",
    # Days that follow one another are one event, and others are several
    "2026-12-10, 2026-12-11": "write start: 2026-12-10 and, in a line of its own, end: 2026-12-11",
    "2026-12-10, 2026-12-17": "write 2026-12-10, and an event of its own for each of the others",
    "2026-12-10, 2026-12-14 and 2026-12-17": (
        "write 2026-12-10, and an event of its own for each of the others"
    ),
    "10 and 11 December 2026": (
        "write start: 2026-12-10 and, in a line of its own, end: 2026-12-11"
    ),
    "10 and 17 December 2026": "write 2026-12-10, and an event of its own for each of the others",
    # So are several hours
    **dict.fromkeys(
        [
            "2026-12-10 10:00 and 14:00",
            "2026-12-10 10:00, 14:00 and 16:00",
            "2026-12-10 at 10:00 and at 14:00",
            "2026-12-10 10:00, 2026-12-12 10:00",
            "2026-12-10 10:00 and 2026-12-12 10:00",
        ],
        "write 2026-12-10 10:00, and an event of its own for each of the others",
    ),
    "2026-12-10 10:00 and 14:00 GMT": (
        "write 2026-12-10 10:00 GMT, and an event of its own for each of the others"
    ),
    "2026-12-10 10:00/12:00": (
        "write start: 2026-12-10 10:00 and, in a line of its own, end: 12:00; if there are two, an "
        "event of its own for each"
    ),
    "2026-12-10 22:00-02:00": (
        "write start: 2026-12-10 22:00 and, in a line of its own, end: 2026-12-11 02:00; if -02:00 "
        "is an offset, write 2026-12-11 00:00 UTC"
    ),
    "2026-12-10 10:00-12:00 and 14:00-16:00": (
        "write start: 2026-12-10 10:00 and, in a line of its own, end: 12:00, and an event of its "
        "own for each of the others"
    ),
    # Ends in words
    "2026-12-10 22:00-midnight": (
        "write start: 2026-12-10 22:00 and, in a line of its own, end: 2026-12-11 00:00"
    ),
    "2026-12-10 10:00 to about 12:00": (
        "write start: 2026-12-10 10:00 and, in a line of its own, end: about 12:00"
    ),
    "2026-12-10 10:00 CET - 12:00 CET": (
        "write start: 2026-12-10 10:00 and, in a line of its own, end: 12:00"
    ),
    "2026-12-10 10:00 until late": "write 2026-12-10 10:00",
    # A word that is a country's code in capitals
    "2026-12-10 10:00 and": "write an IANA name such as Europe/Brussels, or UTC",
    "after Foreign Council": "write after foreign-council, if that is its id",
}
# Nobody can tell, or they say more than is understood.
UNKNOWN = ["26-12-10", "10 listopada 2026 zjutraj", "2026-12-10 29"]


@pytest.mark.parametrize("start", STARTS)
def test_a_start_is_told_as_it_is_to_be_written(start: str, tmp_path: Path) -> None:
    [told] = problems(written(tmp_path, starting(start)))
    assert told.endswith(f"(write {STARTS[start]})")
    load(written(tmp_path, starting(STARTS[start])))


@pytest.mark.parametrize("start", ASKED)
def test_what_may_be_meant_otherwise_is_asked(start: str, tmp_path: Path) -> None:
    [told] = problems(written(tmp_path, starting(start)))
    assert told.endswith(f" ({ASKED[start]})")


@pytest.mark.parametrize("start", UNKNOWN)
def test_what_is_not_understood_is_told_with_the_grammar(start: str, tmp_path: Path) -> None:
    [told] = problems(written(tmp_path, starting(start)))
    assert "(write a day, a time if known and its zone: " in told


@pytest.mark.parametrize(
    ("lines", "mends"),
    [
        (["end: 17 Uhr"], ["17:00"]),
        (["end: 10. Dezember 2026, 17 Uhr"], ["2026-12-10 17:00"]),
        (["source: {publisher: A, date: 1. Dezember 2026}"], ["2026-12-01"]),
        (["repeats: {every: day, until: 12.12.26, except: 11 décembre 2026}"],
         ["2026-12-12", "2026-12-11"]),
        (["repeats: {every: day, until: 2026-12-31, except: 2026-12-11 10:00}"], ["2026-12-11"]),
        (["repeats: {every: day, until: 2026-12-31, except: [2026-12-11 to 2026-12-13]}"],
         ["each of the days: 2026-12-11, 2026-12-12, 2026-12-13"]),
        (["repeats: {every: day, until: 2026-12-31, except: 11 and 13 December 2026}"],
         ["each of the days: 2026-12-11, 2026-12-13"]),
        (["repeats: {every: day, until: 2026-12-11 to 2026-12-13}"], ["it as 2022-01-12"]),
        (["repeats: {every: week, until: until 18 December 2026}"], ["2026-12-18"]),
        (["repeats: {every: week, until: 18 Dec}"], ["it with its year: YYYY-12-18"]),
        (["repeats: {every: week, until: December 2026}"],
         ["the day that is meant: 2026-12-DD"]),
        (["repeats: {every: week, until: Friday}"],
         ["the date of the Friday that is meant, YYYY-MM-DD"]),
        (["repeats: {every: week, until: Friday 17 December 2026}"],
         ["the date of the Friday that is meant, YYYY-MM-DD"]),
        (["repeats: {every: week, until: not before 2026-12-18}"], ["it as 2022-01-12"]),
        (["repeats: {every: week, until: after 5 times}"], ["2027-01-07"]),
        (["accreditation: {until: 2026-12-09 18:00-20:00}"],
         ["2026-12-09 20:00, if it closes then"]),
        (["accreditation: {until: from 1 to 9 December 2026}"],
         ["2026-12-09, if it closes then"]),
        (["accreditation: {until: 9. Dezember 2026 17 Uhr}"], ["2026-12-09 17:00"]),
    ],
)  # fmt: skip
def test_so_are_an_end_and_days_alone(lines: list[str], mends: list[str], tmp_path: Path) -> None:
    told = problems(written(tmp_path, starting("2026-12-10 10:00", *lines)))
    assert [it.rpartition(" (")[2] for it in told] == [f"write {mend})" for mend in mends]


# Of a part of a programme, which has the day of its event.
HOURS = {
    "10:00-10:30": "start: 2026-12-10 10:00 and, in a line of its own, end: 10:30",
    "10-11 am": "start: 2026-12-10 10:00 and, in a line of its own, end: 11:00",
    "10:00 and 14:00": "2026-12-10 10:00, and an event of its own for each of the others",
    "10:00 tbc": "start: 2026-12-10 10:00 and, in a line of its own, status: tentative",
    "10": "2026-12-10 10:00 or 2026-12-10 22:00, whichever is meant",
    "10 December": "it with its year: YYYY-12-10",
}


@pytest.mark.parametrize("hours", HOURS)
def test_so_are_the_hours_of_a_part(hours: str, tmp_path: Path) -> None:
    part = f"programme: [{{id: p, title: P, start: '{hours}'}}]"
    [told] = problems(written(tmp_path, starting("2026-12-10 10:00", part)))
    assert told.endswith(f" (write {HOURS[hours]})")


def test_hours_of_a_part_of_several_days_may_be_of_each_of_them(tmp_path: Path) -> None:
    lines = "end: 2026-12-12", "programme: [{id: p, title: P, start: 10-11 am}]"
    [told] = problems(written(tmp_path, starting("2026-12-10", *lines)))
    assert told.endswith("end: 11:00; or on another day up to 2026-12-12)")
