"""Times of foreign calendars: by which clocks they are, until when, and what is asked."""

from pathlib import Path

import pytest

from tests.events.foreign.importing import calendar, event, imported, loaded

OWN_RULES = (
    "BEGIN:VTIMEZONE",
    "TZID:Custom",
    "BEGIN:STANDARD",
    "DTSTART:16010101T030000",
    "TZOFFSETFROM:+0200",
    "TZOFFSETTO:+0100",
    "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10",
    "END:STANDARD",
    "BEGIN:DAYLIGHT",
    "DTSTART:16010101T020000",
    "TZOFFSETFROM:+0100",
    "TZOFFSETTO:+0200",
    "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3",
    "END:DAYLIGHT",
    "END:VTIMEZONE",
)
MOZILLA = "/mozilla.org/20050126_1/Europe/Paris"


@pytest.mark.parametrize(
    ("lines", "head", "written"),
    [
        (["DTSTART:20261204T090000Z"], (), "2026-12-04 09:00 UTC"),
        (["DTSTART:20261204T090000Z"], ("X-WR-TIMEZONE:Europe/Vienna",),
         "2026-12-04 10:00 Europe/Vienna"),
        (["DTSTART:20261204T090000"], ("X-WR-TIMEZONE:Europe/Vienna",),
         "2026-12-04 09:00 Europe/Vienna"),
        (["DTSTART;TZID=Europe/Vienna:20261204T100000"], (), "2026-12-04 10:00 Europe/Vienna"),
        (["DTSTART;TZID=Europe/Kiev:20261204T100000"], (), "2026-12-04 10:00 Europe/Kiev"),
        (["DTSTART;TZID=W. Europe Standard Time:20261204T100000"], (),
         "2026-12-04 10:00 Europe/Berlin"),
        (['DTSTART;TZID="W. Europe Standard Time":20261204T100000'], (),
         "2026-12-04 10:00 Europe/Berlin"),
        (['DTSTART;TZID="W. Europe Standard Time:20261204T100000"'], (),
         "2026-12-04 10:00 Europe/Berlin"),
        ([f"DTSTART;TZID={MOZILLA}:20261204T100000"], (), "2026-12-04 10:00 Europe/Paris"),
        (["DTSTART;TZID=/Europe/Paris:20261204T100000"], (), "2026-12-04 10:00 Europe/Paris"),
        (['DTSTART;TZID="(UTC+01:00) Amsterdam, Berlin, Bern, Rome":20261204T100000'], (),
         "2026-12-04 10:00 Europe/Amsterdam"),
        (['DTSTART;TZID="(GMT+01.00) Sarajevo/Warsaw/Zagreb":20261204T100000'], (),
         "2026-12-04 10:00 Europe/Sarajevo"),
        (['DTSTART;TZID="(UTC-05:00) Eastern Time (US & Canada)":20261204T100000'], (),
         "2026-12-04 10:00 America/New_York"),
        (['DTSTART;TZID="(UTC-08:00) Eastern Time (US & Canada)":20261204T100000'], (),
         "2026-12-04"),
        (['DTSTART;TZID="(UTC) Coordinated Universal Time":20261204T100000'], (),
         "2026-12-04 10:00 UTC"),
        (['DTSTART;TZID="Berlin, Paris, Rome":20261204T100000'], (),
         "2026-12-04 10:00 Europe/Berlin"),
        (["DTSTART;TZID=Etc/GMT-2:20260704T100000"], (), "2026-07-04 08:00 UTC"),
        (["DTSTART;TZID=UTC+02:00:20260704T100000"], ("X-WR-TIMEZONE:Europe/Vienna",),
         "2026-07-04 10:00 Europe/Vienna"),
        (["DTSTART;TZID=tzone://Microsoft/Utc:20261204T100000"], (), "2026-12-04 10:00 UTC"),
        (["DTSTART;TZID=Custom:20261204T100000"], OWN_RULES, "2026-12-04 09:00 UTC"),
        (["DTSTART;TZID=Custom:20260704T100000"], OWN_RULES, "2026-07-04 08:00 UTC"),
        (["DTSTART;TZID=Custom:20260704T100000"], (*OWN_RULES, "X-WR-TIMEZONE:Europe/Vienna"),
         "2026-07-04 10:00 Europe/Vienna"),
        (["DTSTART:2026-12-04T09:00:00Z"], (), "2026-12-04 09:00 UTC"),
        (["DTSTART:20261204"], (), "2026-12-04 all day"),
        (["DTSTART;TZID=Europe/Vienna:20271031T023000"], (), "2027-10-31 00:30 UTC"),
    ],
)  # fmt: skip
def test_a_start_is_by_the_clocks_that_the_calendar_names(
    tmp_path: Path, lines: list[str], head: tuple[str, ...], written: str
) -> None:
    found = imported(calendar(*event(start=lines[0]), head=head))
    (one,) = loaded(found.text, tmp_path)
    assert str(one.start) == written
    assert not found.losses


@pytest.mark.parametrize(
    ("start", "lines", "begins", "ends"),
    [
        ("DTSTART;VALUE=DATE:20261204", ["DTEND;VALUE=DATE:20261205"], "2026-12-04 all day", None),
        ("DTSTART;VALUE=DATE:20261204", ["DTEND;VALUE=DATE:20261204"], "2026-12-04 all day", None),
        ("DTSTART;VALUE=DATE:20261204", ["DTEND;VALUE=DATE:20261207"], "2026-12-04", "2026-12-06"),
        ("DTSTART;VALUE=DATE:20261204", ["DURATION:P3D"], "2026-12-04", "2026-12-06"),
        ("DTSTART;VALUE=DATE:20261204", ["DTEND;VALUE=DATE:20261201"], "2026-12-04 all day", None),
        ("DTSTART:20261204T090000Z", [], "2026-12-04 09:00 UTC", None),
        ("DTSTART:20261204T090000Z", ["DTEND:20261204T090000Z"], "2026-12-04 09:00 UTC", None),
        ("DTSTART:20261204T090000Z", ["DTEND:20261204T080000Z"], "2026-12-04 09:00 UTC", None),
        ("DTSTART:20261204T090000Z", ["DURATION:PT1H30M"], "2026-12-04 09:00 UTC",
         "2026-12-04 10:30 UTC"),
        ("DTSTART:20261204T090000Z", ["DTEND:", "DURATION:PT1H"], "2026-12-04 09:00 UTC",
         "2026-12-04 10:00 UTC"),
        ("DTSTART:20261204T090000Z", ["DTEND:"], "2026-12-04 09:00 UTC", None),
        ("DTSTART:20261204T230000Z", ["DURATION:PT2H"], "2026-12-04 23:00 UTC",
         "2026-12-05 01:00 UTC"),
        ("DTSTART;TZID=Europe/Paris:20270327T120000", ["DURATION:P1D"],
         "2027-03-27 12:00 Europe/Paris", "2027-03-28 12:00 Europe/Paris"),
        ("DTSTART;TZID=Europe/Paris:20270328T013000", ["DURATION:PT2H"],
         "2027-03-28 01:30 Europe/Paris", "2027-03-28 04:30 Europe/Paris"),
        ("DTSTART;TZID=Europe/Paris:20261204T120000",
         ["DTEND;TZID=America/New_York:20261204T120000"],
         "2026-12-04 12:00 Europe/Paris", "2026-12-04 18:00 Europe/Paris"),
        ("DTSTART;TZID=Europe/Paris:20261204T000000", ["DTEND;TZID=Europe/Paris:20261206T000000",
         "X-MICROSOFT-CDO-ALLDAYEVENT:TRUE"], "2026-12-04", "2026-12-05"),
        ("DTSTART:20261204T000000", ["DTEND:20261205T000000", "X-MICROSOFT-CDO-ALLDAYEVENT:TRUE"],
         "2026-12-04 all day", None),
    ],
)  # fmt: skip
def test_an_end_is_what_is_known_of_it(
    tmp_path: Path, start: str, lines: list[str], begins: str, ends: str | None
) -> None:
    (one,) = loaded(imported(calendar(*event(*lines, start=start))).text, tmp_path)
    assert (str(one.start), str(one.end) if one.end else None) == (begins, ends)


@pytest.mark.parametrize(
    ("start", "asked"),
    [
        ("DTSTART:20261204T100000", "by clocks that it does not name"),
        ("DTSTART;TZID=Hall 3:20261204T100000", "by clocks of 'Hall 3', which is no zone"),
        (
            "DTSTART;TZID=Moscow/Berlin:20261204T100000",
            "by clocks of 'Moscow/Berlin', which is no zone",
        ),
    ],
)
def test_a_floating_time_is_asked_about(tmp_path: Path, start: str, asked: str) -> None:
    content = calendar(*event("DURATION:PT2H", start=start))
    found = imported(content)
    (one,) = loaded(found.text, tmp_path)
    assert str(one.start) == "2026-12-04"
    assert (
        f"start: 2026-12-04  # ? at 10:00 until 12:00, {asked}: write 2026-12-04 10:00 and the zone"
    ) in found.text
    assert "timezone: UTC  # ? the calendar names no zone" in found.text
    (one,) = loaded(imported(content, "Europe/Vienna").text, tmp_path)
    assert (str(one.start), str(one.end)) == (
        "2026-12-04 10:00 Europe/Vienna",
        "2026-12-04 12:00 Europe/Vienna",
    )


def test_two_zones_with_rules_of_their_own_are_not_taken_for_one(tmp_path: Path) -> None:
    west = [it.replace("Custom", "West").replace("+0", "-0") for it in OWN_RULES]
    one = event(start="DTSTART;TZID=Custom:20261204T100000")
    two = event(start="DTSTART;TZID=West:20261204T100000", uid="2")
    found = imported(calendar(*one, *two, head=(*OWN_RULES, *west)))
    assert [str(it.start) for it in loaded(found.text, tmp_path)] == [
        "2026-12-04 09:00 UTC",
        "2026-12-04 11:00 UTC",
    ]


def test_what_recurs_by_rules_of_its_own_is_by_no_other_zone(tmp_path: Path) -> None:
    one = event("RRULE:FREQ=MONTHLY;COUNT=2", start="DTSTART;TZID=Custom:20261204T100000")
    found = imported(calendar(*one, head=(*OWN_RULES, "X-WR-TIMEZONE:Europe/London")))
    assert [str(it.start) for it in loaded(found.text, tmp_path)] == [
        "2026-12-04 09:00 UTC",
        "2027-01-04 09:00 UTC",
    ]


@pytest.mark.parametrize(
    ("zone", "start", "asked"),
    [
        ("Europe/Moscow", "20261204T100000", "Europe/Moscow: by these it is 2026-12-04 09:00 UTC"),
        ("GMT", "20260704T100000", "UTC: by these it is 2026-07-04 08:00 UTC"),
        ("Europe/Berlin", "20260704T100000", None),
    ],
)
def test_clocks_that_a_zone_has_not_are_asked_about(
    zone: str, start: str, asked: str | None
) -> None:
    rules = [it.replace("Custom", zone) for it in OWN_RULES]
    content = calendar(*event(start=f"DTSTART;TZID={zone}:{start}"), head=tuple(rules))
    text = imported(content).text
    assert ("? the calendar has other clocks for" in text) is (asked is not None)
    assert (asked or "") in text


def test_a_time_that_is_in_utc_and_names_another_zone_is_asked_about(tmp_path: Path) -> None:
    found = imported(calendar(*event(start="DTSTART;TZID=Europe/Berlin:20261204T090000Z")))
    (one,) = loaded(found.text, tmp_path)
    assert str(one.start) == "2026-12-04 10:00 Europe/Berlin"
    assert "# ? the calendar has 09:00 UTC (Z) in Europe/Berlin: this is by UTC\n" in found.text


@pytest.mark.parametrize(
    ("lines", "asked"),
    [
        (
            ["DTEND:20261205T000000Z"],
            "from midnight to midnight: write 2026-12-04 all day if it is",
        ),
        (
            ["DTEND:20261204T235959Z"],
            "from midnight to midnight: write 2026-12-04 all day if it is",
        ),
        (
            ["DTEND:20261204T000000Z"],
            "at midnight: write 2026-12-04 alone if its time is not known",
        ),
        ([], "at midnight: write 2026-12-04 alone if its time is not known"),
    ],
)
def test_a_midnight_may_be_a_day_and_is_asked_about(
    tmp_path: Path, lines: list[str], asked: str
) -> None:
    found = imported(calendar(*event(*lines, start="DTSTART:20261204T000000Z")))
    (one,) = loaded(found.text, tmp_path)
    assert str(one.start) == "2026-12-04 00:00 UTC"
    assert f"# ? {asked}" in found.text


def test_seconds_and_clocks_of_its_own_are_told(tmp_path: Path) -> None:
    found = imported(calendar(*event(start="DTSTART:20261204T090025Z")))
    assert "# the calendar has 09:00:25" in found.text
    own = imported(calendar(*event(start="DTSTART;TZID=Custom:20261204T100000"), head=OWN_RULES))
    assert "# 10:00 by the calendar's own clocks, 'Custom'" in own.text
    skipped = imported(calendar(*event(start="DTSTART;TZID=Europe/Paris:20270328T023000")))
    assert "2027-03-28 03:30 Europe/Paris  # ? the calendar has 02:30, which the clocks" in (
        skipped.text
    )
    for each in (found, own, skipped):
        assert len(loaded(each.text, tmp_path)) == 1


def test_windows_zones_are_told_by_the_zone_that_they_are_read_as() -> None:
    found = imported(calendar(*event(start="DTSTART;TZID=Romance Standard Time:20261204T100000")))
    assert "# Romance Standard Time is read as Europe/Paris" in found.text
    assert "timezone: Europe/Paris\n" in found.text
