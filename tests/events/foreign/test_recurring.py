"""What recurs in foreign calendars: its occurrences, also those that differ or are left out."""

from datetime import date
from pathlib import Path

import pytest

from events.foreign.reading.occurrences import Window
from tests.events.foreign.importing import WINDOW, calendar, event, imported, loaded

PARIS = "DTSTART;TZID=Europe/Paris:{}"
WEEKLY = PARIS.format("20261204T100000")


def starts(tmp_path: Path, *lines: str, window: Window = WINDOW) -> list[str]:
    found = imported(calendar(*lines), window=window)
    assert not found.losses
    zone = " Europe/Paris"
    return [str(it.start).removesuffix(zone) for it in loaded(found.text, tmp_path)]


@pytest.mark.parametrize(
    ("start", "lines", "expected"),
    [
        (WEEKLY, ["RRULE:FREQ=WEEKLY;COUNT=3"],
         ["2026-12-04 10:00", "2026-12-11 10:00", "2026-12-18 10:00"]),
        (WEEKLY, ["RRULE:FREQ=WEEKLY;UNTIL=20261212T000000Z"],
         ["2026-12-04 10:00", "2026-12-11 10:00"]),
        (WEEKLY, ["RRULE:FREQ=WEEKLY;UNTIL=20261211"], ["2026-12-04 10:00"]),
        (WEEKLY, ["RRULE:FREQ=WEEKLY;COUNT=3", "EXDATE;TZID=Europe/Paris:20261211T100000"],
         ["2026-12-04 10:00", "2026-12-18 10:00"]),
        (WEEKLY, ["RRULE:FREQ=WEEKLY;COUNT=3", "EXDATE:20261211T090000Z,20261218T090000Z"],
         ["2026-12-04 10:00"]),
        (WEEKLY, ["RDATE;TZID=Europe/Paris:20261206T110000"],
         ["2026-12-04 10:00", "2026-12-06 11:00"]),
        (PARIS.format("20270326T100000"), ["RRULE:FREQ=WEEKLY;COUNT=2"],
         ["2027-03-26 10:00", "2027-04-02 10:00"]),  # over a change of clocks
        (PARIS.format("20261202T100000"), ["RRULE:FREQ=MONTHLY;BYDAY=1WE;COUNT=2"],
         ["2026-12-02 10:00", "2027-01-06 10:00"]),
        (PARIS.format("20261201T003000"), ["RRULE:FREQ=DAILY;UNTIL=20261203T003000"],
         ["2026-12-01 00:30", "2026-12-02 00:30", "2026-12-03 00:30"]),  # no UTC: as the start
        (WEEKLY, ["DTEND;TZID=Europe/Paris:20261204T110000",
         "RDATE;TZID=Europe/Paris;VALUE=PERIOD:20261206T110000/PT3H,20261207T110000/20261207T120000"],
         ["2026-12-04 10:00", "2026-12-06 11:00", "2026-12-07 11:00"]),
        (WEEKLY, ["RRULE:FREQ=DAILY;COUNT=4", "EXDATE;TZID=Europe/Paris:20261205T000000",
         "EXDATE;VALUE=DATE:20261206"], ["2026-12-04 10:00", "2026-12-07 10:00"]),
        (WEEKLY, ["RRULE:FREQ=WEEKLY;BYDAY=;UNTIL=2026-12-11T23:00:00Z;COUNT="],
         ["2026-12-04 10:00", "2026-12-11 10:00"]),
        (WEEKLY, ["RRULE:"], ["2026-12-04 10:00"]),
        (WEEKLY, ["RRULE:COUNT=-1;FREQ=WEEKLY;UNTIL=20261212;BYDAY=FR, SA;"],
         ["2026-12-04 10:00", "2026-12-05 10:00", "2026-12-11 10:00"]),
        ("DTSTART;VALUE=DATE:20261204", ["RRULE:FREQ=DAILY;COUNT=2"],
         ["2026-12-04 all day", "2026-12-05 all day"]),
    ],
)  # fmt: skip
def test_rules_are_expanded(
    tmp_path: Path, start: str, lines: list[str], expected: list[str]
) -> None:
    assert starts(tmp_path, *event(*lines, start=start)) == expected


@pytest.mark.parametrize(
    ("start", "lines", "expected"),
    [
        (WEEKLY, ["RRULE:FREQ=WEEKLY;COUNT=4", "EXRULE:FREQ=WEEKLY;INTERVAL=2"],
         ["2026-12-11 10:00", "2026-12-25 10:00"]),
        (WEEKLY, ["RRULE:FREQ=DAILY;COUNT=5", "EXRULE:FREQ=WEEKLY;BYDAY=SA,SU"],
         ["2026-12-04 10:00", "2026-12-07 10:00", "2026-12-08 10:00"]),
        (WEEKLY, ["RRULE:FREQ=DAILY;COUNT=4", "EXRULE:FREQ=DAILY;BYDAY=MO"],
         ["2026-12-04 10:00", "2026-12-05 10:00", "2026-12-06 10:00"]),
        (WEEKLY, ["RRULE:FREQ=DAILY;COUNT=4", "EXRULE:FREQ=DAILY;COUNT=2"],
         ["2026-12-06 10:00", "2026-12-07 10:00"]),
        (WEEKLY, ["RRULE:FREQ=DAILY;COUNT=4", "EXRULE:FREQ=DAILY;UNTIL=20261205T090000Z"],
         ["2026-12-06 10:00", "2026-12-07 10:00"]),
        (WEEKLY, ["RRULE:FREQ=DAILY;COUNT=3", "EXRULE:FREQ=DAILY;BYHOUR=11"],
         ["2026-12-04 10:00", "2026-12-05 10:00", "2026-12-06 10:00"]),  # at another hour
        (WEEKLY, ["RRULE:FREQ=WEEKLY;COUNT=2", "RDATE;TZID=Europe/Paris:20261209T100000",
         "EXRULE:FREQ=WEEKLY;BYDAY=WE"], ["2026-12-04 10:00", "2026-12-11 10:00"]),
        (WEEKLY, ["RRULE:FREQ=WEEKLY;COUNT=3", "EXRULE:FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=11",
         "EXRULE:FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=18"], ["2026-12-04 10:00"]),
        (PARIS.format("20270326T100000"), ["RRULE:FREQ=DAILY;COUNT=4",
         "EXRULE:FREQ=DAILY;INTERVAL=2"], ["2027-03-27 10:00", "2027-03-29 10:00"]),
        ("DTSTART;VALUE=DATE:20261204", ["RRULE:FREQ=DAILY;COUNT=3", "EXRULE:FREQ=WEEKLY;BYDAY=SA"],
         ["2026-12-04 all day", "2026-12-06 all day"]),
    ],
)  # fmt: skip
def test_rules_of_what_is_not_are_expanded(
    tmp_path: Path, start: str, lines: list[str], expected: list[str]
) -> None:
    assert starts(tmp_path, *event(*lines, start=start)) == expected


def test_a_change_of_what_a_rule_takes_away_is_gone(tmp_path: Path) -> None:
    rule = event("RRULE:FREQ=WEEKLY;COUNT=3", "EXRULE:FREQ=WEEKLY;INTERVAL=2", start=WEEKLY)
    named = WEEKLY.replace("1204", "1218").replace("DTSTART", "RECURRENCE-ID")
    assert starts(tmp_path, *rule, *event(named, start=WEEKLY)) == ["2026-12-11 10:00"]


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        (PARIS.format("20261211T110000"), ["2026-12-11 11:00", "2026-12-18 11:00"]),
        ("DTSTART;TZID=America/New_York:20261211T100000",
         ["2026-12-11 16:00", "2026-12-18 16:00"]),
        ("DTSTART;VALUE=DATE:20261212", ["2026-12-12 all day", "2026-12-19 all day"]),
    ],
)  # fmt: skip
def test_what_is_changed_with_all_that_follow_it(
    tmp_path: Path, start: str, expected: list[str]
) -> None:
    rule = event("RRULE:FREQ=WEEKLY;COUNT=3", start=WEEKLY)
    named = "RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Paris:20261211T100000"
    assert starts(tmp_path, *rule, *event(named, start=start)) == ["2026-12-04 10:00", *expected]


def test_what_is_changed_with_all_that_are_before_it_is_asked(tmp_path: Path) -> None:
    rule = event("RRULE:FREQ=WEEKLY;COUNT=3", start=WEEKLY)
    named = "RECURRENCE-ID;RANGE=THISANDPRIOR;TZID=Europe/Paris:20261211T100000"
    content = calendar(*rule, *event(named, start=PARIS.format("20261211T110000")))
    assert (
        "# ? is it otherwise before 2026-12-11, too? RANGE=THISANDPRIOR\n" in imported(content).text
    )


def test_in_utc_the_rule_of_what_is_not_goes_by_the_clocks_of_the_calendar(tmp_path: Path) -> None:
    lines = ["RRULE:FREQ=DAILY;COUNT=4", "EXRULE:FREQ=DAILY;INTERVAL=2"]
    content = calendar(
        *event(*lines, start="DTSTART:20270326T090000Z"), head=("X-WR-TIMEZONE:Europe/Paris",)
    )
    assert [str(it.start) for it in loaded(imported(content).text, tmp_path)] == [
        "2027-03-27 10:00 Europe/Paris",
        "2027-03-29 10:00 Europe/Paris",
    ]


def test_an_end_of_a_rule_of_what_is_not_that_may_be_two_days_is_asked(tmp_path: Path) -> None:
    rule = event("RRULE:FREQ=DAILY;COUNT=4", "EXRULE:FREQ=DAILY;UNTIL=20261205", start=WEEKLY)
    found = imported(calendar(*rule))
    assert "# ? is it on 2026-12-05, if its RRULE is? EXRULE is UNTIL=20261205\n" in found.text
    days = [it.start.date.day for it in loaded(found.text, tmp_path)]
    assert days == [6, 7]


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=DAILY;BYWEEKNO=53;BYMONTH=6",
        "FREQ=WEEKLY;BYMONTH=6;BYYEARDAY=1",
        "FREQ=HOURLY;BYMONTH=6;BYYEARDAY=-1",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;BYDAY=FR;BYSETPOS=2",
        "FREQ=WEEKLY;BYDAY=MO;BYSETPOS=-3",
        "FREQ=MONTHLY;BYDAY=6MO",
        "FREQ=YEARLY;BYYEARDAY=366;BYMONTH=1",
    ],
)
def test_a_rule_that_is_on_no_day_is_not_run_through(tmp_path: Path, rule: str) -> None:
    found = imported(calendar(*event(f"RRULE:{rule}", start=WEEKLY)))
    assert [it.what for it in found.losses] == [
        f"RRULE: what it says is on no day of any year: {rule}"
    ]
    assert len(loaded(found.text, tmp_path)) == 1


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=YEARLY;BYYEARDAY=366;BYMONTH=12",
        "FREQ=YEARLY;BYWEEKNO=53;BYMONTH=1",
        "FREQ=YEARLY;BYWEEKNO=-1;BYMONTH=12;BYMONTHDAY=-1",
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=29;BYYEARDAY=60",
        "FREQ=MONTHLY;BYDAY=5MO,6TU",
        "FREQ=DAILY;BYHOUR=9,10;BYSETPOS=2",
        "FREQ=WEEKLY;BYDAY=MO,FR;BYSETPOS=-2",
        "FREQ=YEARLY;BYWEEKNO=1;BYMONTH=12;WKST=SU",
    ],
)
def test_a_rule_that_is_on_some_day_is_run_through(rule: str) -> None:
    assert not imported(calendar(*event(f"RRULE:{rule};COUNT=2", start=WEEKLY))).losses


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (["EXRULE:FREQ=SECONDLY"], "EXRULE: what is to be every secondly is not expanded"),
        (["EXRULE:FREQ=DAILY;BYDAY=9XX"], "EXRULE: BYDAY=9XX makes no sense"),
        (["EXRULE:RSCALE=HEBREW;FREQ=MONTHLY"], "EXRULE: RSCALE=HEBREW is not expanded"),
        (["EXRULE:x", "RDATE:20261206T090000Z"], "EXRULE: unknown 'X'"),
    ],
)
def test_where_it_cannot_be_told_when_it_is_not_the_first_day_is_taken_and_the_others_are_asked(
    tmp_path: Path, lines: list[str], told: str
) -> None:
    found = imported(calendar(*event("RRULE:FREQ=DAILY;COUNT=3", *lines, start=WEEKLY)))
    assert [told in it.what for it in found.losses] == [True]
    assert f"  # ? {found.losses[0].what}\n" in found.text
    (one,) = loaded(found.text, tmp_path)
    assert str(one.start) == "2026-12-04 10:00 Europe/Paris"


def test_an_occurrence_that_was_changed_is_as_it_was_changed(tmp_path: Path) -> None:
    rule = event("RRULE:FREQ=WEEKLY;COUNT=3", "DURATION:PT1H", start=WEEKLY)
    changed = [
        "BEGIN:VEVENT",
        "UID:1@x",
        "RECURRENCE-ID;TZID=Europe/Paris:20261211T100000",
        "SUMMARY:Talks in Rome",
        "STATUS:CANCELLED",
        PARIS.format("20261212T150000"),
        "END:VEVENT",
    ]
    found = imported(calendar(*changed, *rule))
    one, two, three = loaded(found.text, tmp_path)
    assert [it.id for it in (one, three)] == ["talks-2026-12-04", "talks-2026-12-18"]
    assert (two.id, two.title, str(two.start), two.status) == (
        "talks-2026-12-11",
        "Talks in Rome",
        "2026-12-12 15:00 Europe/Paris",
        "cancelled",
    )
    assert two.end is None


def test_a_change_of_what_was_taken_away_since_is_gone(tmp_path: Path) -> None:
    changed = event(
        "RRULE:FREQ=WEEKLY",
        "RECURRENCE-ID;TZID=Europe/Paris:20261225T100000",
        "SEQUENCE:1",
        start=PARIS.format("20261225T150000"),
    )
    rule = event("RRULE:FREQ=WEEKLY;UNTIL=20261212T000000Z", "SEQUENCE:2", start=WEEKLY)
    assert starts(tmp_path, *changed, *rule) == ["2026-12-04 10:00", "2026-12-11 10:00"]


def test_in_utc_it_recurs_by_the_clocks_of_the_calendar(tmp_path: Path) -> None:
    lines = event("RRULE:FREQ=WEEKLY;COUNT=2", start="DTSTART:20270326T090000Z")
    found = imported(calendar(*lines, head=("X-WR-TIMEZONE:Europe/Paris",)))
    assert [str(it.start) for it in loaded(found.text, tmp_path)] == [
        "2027-03-26 10:00 Europe/Paris",
        "2027-04-02 10:00 Europe/Paris",
    ]


def test_what_goes_on_and_on_is_expanded_in_the_window_and_the_rest_is_whole(
    tmp_path: Path,
) -> None:
    endless = event("RRULE:FREQ=MONTHLY", start=PARIS.format("20100104T100000"))
    past = event("RRULE:FREQ=MONTHLY;COUNT=2", start=PARIS.format("20150104T100000"), uid="2")
    found = imported(calendar(*endless, *past))
    assert "# it recurs from 2010-01-04 on: these are from 2026-12-01 to 2027-11-30" in found.text
    days = [it.start.date for it in loaded(found.text, tmp_path)]
    assert days[:3] == [date(2015, 1, 4), date(2015, 2, 4), date(2026, 12, 4)]
    assert len(days) == 14


def test_a_window_that_is_given_holds_for_everything(tmp_path: Path) -> None:
    window = Window(date(2027, 1, 1), date(2027, 1, 31), is_given=True)
    rule = event("RRULE:FREQ=WEEKLY;COUNT=6", start=WEEKLY)
    single = event(start=WEEKLY, uid="2")
    assert starts(tmp_path, *rule, *single, window=window) == [
        "2027-01-01 10:00",
        "2027-01-08 10:00",
    ]


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        ("FREQ=SECONDLY", "RRULE: what is to be every secondly is not expanded"),
        ("FREQ=DAILY;INTERVAL=0", "RRULE: INTERVAL=0 makes no sense"),
        ("FREQ=DAILY;BYHOUR=0,1,2,3,4,5,6;BYMINUTE=0,10,20,30", "28 times a day"),
        ("FREQ=DAILY;BYWHAT=1", "RRULE: unknown 'BYWHAT'"),
        ("FREQ=DAILY;BYHOUR=25", "RRULE: BYHOUR=25 makes no sense"),
        ("FREQ=DAILY;UNTIL=20261399", "RRULE: Wrong date format 20261399"),
        ("FREQ=MONTHLY;BYMONTHDAY=ABC", "RRULE: Expected int, got: ABC"),
        ("FREQ=MONTHLY;BYDAY=9XX", "RRULE: BYDAY=9XX makes no sense"),
        ("RSCALE=CHINESE;FREQ=YEARLY", "RRULE: RSCALE=CHINESE is not expanded"),
        ("FREQ=MONTHLY;SKIP=FORWARD", "RRULE: SKIP=FORWARD is not expanded (RFC 7529)"),
    ],
)
def test_of_a_rule_that_makes_no_sense_the_first_day_is_taken_and_the_others_are_asked(
    tmp_path: Path, rule: str, told: str
) -> None:
    other = event(uid="2", start="DTSTART:20261205T090000Z")
    found = imported(calendar(*event(f"RRULE:{rule}", start=WEEKLY), *other))
    (fault,) = found.losses
    assert told in fault.what
    assert fault.line == 7
    assert f"  # ? {fault.what}\n" in found.text
    assert fault.what.endswith(f": {rule}")
    assert len(loaded(found.text, tmp_path)) == 2


def test_a_revision_takes_the_place_of_the_one_before_and_a_uid_of_two_events_is_two(
    tmp_path: Path,
) -> None:
    older = event("SEQUENCE:1", start=WEEKLY)
    newer = event("SEQUENCE:2", start=PARIS.format("20261205T100000"))
    assert starts(tmp_path, *older, *newer) == ["2026-12-05 10:00"]
    same = event(start=PARIS.format("20261205T100000"))
    both = ["2026-12-04 10:00", "2026-12-05 10:00"]
    assert starts(tmp_path, *event(start=WEEKLY), *same) == both
    assert starts(tmp_path, *event(start=WEEKLY), *same, *same) == both


def test_no_more_than_two_thousand_occurrences_of_one_event(tmp_path: Path) -> None:
    rule = "RRULE:FREQ=DAILY;BYHOUR=8,12,16;UNTIL=20281101T000000Z"
    found = imported(calendar(*event(rule, start=PARIS.format("20261204T080000"))))
    assert found.events == 2000
    assert "these are the first 2,000 of 2," in found.text
    assert [it.what[:27] for it in found.losses] == ["these are the first 2,000 o"]


SEVERAL = {
    "FREQ=DAILY;BYHOUR=9,14;COUNT=4": ["4", "4-1400", "5", "5-1400"],
    "FREQ=DAILY;BYHOUR=9;BYMINUTE=0,30;COUNT=3": ["4", "4-0930", "5"],
    "FREQ=HOURLY;INTERVAL=6;COUNT=4": ["4", "4-1500", "4-2100", "5-0300"],
    "FREQ=WEEKLY;BYDAY=FR,SA;BYHOUR=9,20;COUNT=4": ["4", "4-2000", "5", "5-2000"],
}


@pytest.mark.parametrize("rule", SEVERAL)
def test_of_several_times_a_day_each_has_an_id_of_its_hour(tmp_path: Path, rule: str) -> None:
    lines = event(f"RRULE:{rule}", "DURATION:PT20M", start=PARIS.format("20261204T090000"))
    ids = [f"talks-2026-12-0{it}" for it in SEVERAL[rule]]
    found = loaded(imported(calendar(*lines)).text, tmp_path)
    assert [it.id for it in found] == ids
    _, second, *others = lines_of = [str(it.start) for it in found]
    moved = [
        *("BEGIN:VEVENT", "UID:1@x", "SUMMARY:Talks", "DTSTART;TZID=Europe/Paris:20261203T180000"),
        f"RECURRENCE-ID;TZID=Europe/Paris:{second[:16].translate(_PLAIN)}00",
        "END:VEVENT",
    ]
    gone = f"EXDATE;TZID=Europe/Paris:{others[-1][:16].translate(_PLAIN)}00"
    again = loaded(imported(calendar(*lines[:-1], gone, "END:VEVENT", *moved)).text, tmp_path)
    assert [it.id for it in again] == [ids[1], ids[0], *ids[2:-1]]
    assert str(again[0].start) == "2026-12-03 18:00 Europe/Paris"
    assert [str(it.start) for it in again[1:]] == [lines_of[0], *others[:-1]]


_PLAIN = str.maketrans({"-": None, " ": "T", ":": None})


def test_an_hour_is_not_taken_for_another_one_that_is_the_same_in_utc(tmp_path: Path) -> None:
    rule = "RRULE:FREQ=DAILY;COUNT=4;BYHOUR=10,11"
    without = event(rule, "EXDATE;TZID=Europe/Paris:20261204T110000", start=WEEKLY)
    assert starts(tmp_path, *without) == [
        "2026-12-04 10:00", "2026-12-05 10:00", "2026-12-05 11:00"
    ]  # fmt: skip
    changed = event("RECURRENCE-ID;TZID=Europe/Paris:20261204T110000", start=PARIS.format(NOON))
    assert starts(tmp_path, *event(rule, start=WEEKLY), *changed) == [
        "2026-12-04 10:00", "2026-12-04 12:00", "2026-12-05 10:00", "2026-12-05 11:00"
    ]  # fmt: skip


NOON = "20261204T120000"


@pytest.mark.parametrize("named", [":20261211T100000Z", ";TZID=America/New_York:20261211T100000"])
def test_an_occurrence_may_be_named_by_its_hour_in_another_zone(tmp_path: Path, named: str) -> None:
    rule = "RRULE:FREQ=WEEKLY;COUNT=2"
    changed = event(f"RECURRENCE-ID{named}", start=PARIS.format("20261211T150000"))
    both = ["2026-12-04 10:00", "2026-12-11 15:00"]
    assert starts(tmp_path, *event(rule, start=WEEKLY), *changed) == both
    assert starts(tmp_path, *event(rule, f"EXDATE{named}", start=WEEKLY)) == both[:1]


@pytest.mark.parametrize("until", ["20261211", "20261211T020000", "20261212T010000Z"])
def test_an_end_is_by_the_clocks_of_the_start(tmp_path: Path, until: str) -> None:
    start = "DTSTART;TZID=America/New_York:20261210T200000"
    found = imported(calendar(*event(f"RRULE:FREQ=DAILY;UNTIL={until}", start=start)))
    days = [it.start.date.day for it in loaded(found.text, tmp_path)]
    assert days == ([10, 11] if until.endswith("Z") else [10])
    assert ("# ? is it on 2026-12-11, too?" in found.text) is (until == "20261211")


def test_hours_say_nothing_of_days(tmp_path: Path) -> None:
    days = event("RRULE:FREQ=DAILY;BYHOUR=9,14;COUNT=2", start="DTSTART;VALUE=DATE:20261204")
    assert starts(tmp_path, *days) == ["2026-12-04 all day", "2026-12-05 all day"]
    hourly = imported(calendar(*event("RRULE:FREQ=HOURLY", start="DTSTART;VALUE=DATE:20261204")))
    assert [it.what for it in hourly.losses] == [
        "RRULE: what is to be every hourly is not expanded: FREQ=HOURLY"
    ]  # fmt: skip


def test_further_days_have_their_own_ends(tmp_path: Path) -> None:
    periods = "RDATE;VALUE=PERIOD:20261206T090000Z/PT3H,20261207T090000Z/20261207T093000Z"
    found = imported(calendar(*event("DTEND:20261204T100000Z", periods)))
    ends = [str(it.end) for it in loaded(found.text, tmp_path)]
    assert ends == ["2026-12-04 10:00 UTC", "2026-12-06 12:00 UTC", "2026-12-07 09:30 UTC"]


@pytest.mark.parametrize("named", [";VALUE=DATE:20261211", ";TZID=Europe/Paris:20261211T000000"])
def test_an_occurrence_may_be_named_by_its_day(tmp_path: Path, named: str) -> None:
    rule = event("RRULE:FREQ=WEEKLY;COUNT=2", start=WEEKLY)
    changed = event(f"RECURRENCE-ID{named}", start=PARIS.format("20261212T150000"))
    assert starts(tmp_path, *rule, *changed) == ["2026-12-04 10:00", "2026-12-12 15:00"]


def test_what_is_cancelled_of_a_series_is_a_day_of_it_without_what_else_it_has() -> None:
    rule = event("RRULE:FREQ=WEEKLY;COUNT=3", "LOCATION:Paris", start=WEEKLY)
    off = event("STATUS:CANCELLED", "RECURRENCE-ID;TZID=Europe/Paris:20261211T100000",
                start=PARIS.format("20261211T100000"))  # fmt: skip
    text = imported(calendar(*rule, *off)).text
    assert "      2026-12-11: {status: cancelled}\n" in text
    assert text.count("- id:") == 1


@pytest.mark.parametrize(
    ("start", "day"),
    [
        (WEEKLY, "RECURRENCE-ID:20261211T090000Z"),
        ("DTSTART;VALUE=DATE:20261204", "RECURRENCE-ID;VALUE=DATE:20261211"),
    ],
)
def test_what_is_cancelled_has_the_title_and_the_start_of_its_series(start: str, day: str) -> None:
    rule = event("RRULE:FREQ=WEEKLY;COUNT=3", start=start)
    found = imported(calendar(*rule, "BEGIN:VEVENT", "UID:1@x", day, "STATUS:CANCELED", *rule[-1:]))
    assert "      2026-12-11: {status: cancelled}\n" in found.text
    assert (found.text.count("- id:"), found.losses) == (1, ())


@pytest.mark.parametrize(
    ("start", "lines", "written", "asked"),
    [
        ("DTSTART:20261204T090000Z", ["DTEND:20261204T080000Z"],
         "2026-12-04 09:00 UTC", "DTEND, 2026-12-04 08:00:00, is before DTSTART"),
        ("DTSTART;VALUE=DATE:20261204", ["DTEND;VALUE=DATE:20261203"],
         "2026-12-04 all day", "DTEND, 2026-12-03, is before DTSTART"),
        ("DTSTART:20261204T090000Z", ["DTEND:20261204T100000"],
         "2026-12-04 09:00 UTC", "DTEND is 2026-12-04 10:00:00, by other clocks than DTSTART"),
        ("DTSTART:20261204T090000", ["DTEND:20261204T100000Z"],
         "2026-12-04  # ? at 09:00", "DTEND is 2026-12-04 10:00:00, by other clocks than DTSTART"),
        ("DTSTART:20261204T090000Z", ["RDATE:20261210T090000"],
         "2026-12-04 09:00 UTC", "RDATE is 2026-12-10 09:00:00, by other clocks than DTSTART"),
        ("DTSTART:20261204T090000Z", ["RDATE;VALUE=PERIOD:20261210T090000Z/-PT3H"],
         "2026-12-04 09:00 UTC", "RDATE: '20261210T090000Z/-PT3H' ends before it begins"),
    ],
)  # fmt: skip
def test_what_recurs_starts_when_it_says_whatever_its_end(
    start: str, lines: list[str], written: str, asked: str
) -> None:
    found = imported(calendar(*event("RRULE:FREQ=WEEKLY;COUNT=2", *lines, start=start)))
    assert f"    start: {written}" in found.text
    assert "end: " not in found.text
    assert f"  # ? {asked}\n" in found.text
    assert [it.what for it in found.losses] == [asked]


def test_an_exception_by_other_clocks_names_no_clocks() -> None:
    lines = ["RRULE:FREQ=DAILY;COUNT=3", "EXDATE:20261205T090000Z"]
    text = imported(calendar(*event(*lines, start="DTSTART:20261204T090000"))).text
    assert "start: 2026-12-04  # ? at 09:00, by clocks that it does not name" in text
    assert "except: [2026-12-05]" in text


@pytest.mark.parametrize(
    ("start", "until", "asked"),
    [
        (WEEKLY, "20261211", "2026-12-11"),
        (WEEKLY, "20261210", None),
        ("DTSTART;VALUE=DATE:20261204", "20261210T230000Z", "2026-12-11"),
        ("DTSTART;VALUE=DATE:20261204", "20261210T235959Z", None),
        ("DTSTART;VALUE=DATE:20261204", "20261210T225959Z", None),
        ("DTSTART;VALUE=DATE:20261204", "20261211T050000Z", None),
    ],
)
def test_a_last_day_that_may_be_meant_or_not_is_asked_about(
    start: str, until: str, asked: str | None
) -> None:
    text = imported(calendar(*event(f"RRULE:FREQ=WEEKLY;UNTIL={until}", start=start))).text
    question = f"# ? is it on {asked}, too? It recurs UNTIL={until}, which may mean that or not"
    assert (question in text) is (asked is not None)


def test_days_end_by_the_clocks_of_the_calendar(tmp_path: Path) -> None:
    lines = event("RRULE:FREQ=WEEKLY;UNTIL=20261210T230000Z", start="DTSTART;VALUE=DATE:20261204")
    found = imported(calendar(*lines, head=("X-WR-TIMEZONE:Europe/Paris",)))
    assert [str(it.start) for it in loaded(found.text, tmp_path)] == [
        "2026-12-04 all day",
        "2026-12-11 all day",
    ]


@pytest.mark.parametrize(
    "rule", ["DAILY;BYMONTH=2;BYMONTHDAY=30", "DAILY;BYSETPOS=366", "YEARLY;BYMONTHDAY=32"]
)
def test_a_rule_of_no_day_at_all_is_refused_at_once(rule: str) -> None:
    found = imported(calendar(*event(f"RRULE:FREQ={rule}")))
    assert "on no day of any year" in found.losses[0].what


def test_an_event_that_stands_twice_is_one(tmp_path: Path) -> None:
    found = imported(calendar(*event(start=WEEKLY), *event(start=WEEKLY)))
    assert len(loaded(found.text, tmp_path)) == 1
    assert str(*found.mended) == (
        "week.ics:3:1: the event stands again in line 8 (that one is taken)"
    )


@pytest.mark.parametrize(
    ("rule", "asked"),
    [
        ("WEEKLY;BYDAY=MO,WE", True),
        ("WEEKLY;BYDAY=FR", False),
        ("MONTHLY;BYDAY=1FR", False),
        ("MONTHLY;BYDAY=-4FR", False),
        ("MONTHLY;BYDAY=2FR", True),
        ("MONTHLY;BYMONTHDAY=4,-3", False),
        ("MONTHLY;BYMONTHDAY=-28", False),
        ("MONTHLY;BYMONTHDAY=31", True),
        ("YEARLY;BYMONTH=12;BYDAY=1FR", False),
        ("YEARLY;BYMONTH=3", True),
        ("YEARLY;BYDAY=49FR", False),
        ("YEARLY;BYDAY=48FR", True),
        ("MONTHLY;BYDAY=FR;BYSETPOS=1", False),
        ("MONTHLY;BYDAY=FR;BYSETPOS=2", True),
        ("YEARLY;BYYEARDAY=338", False),
        ("YEARLY;BYYEARDAY=100", True),
        ("YEARLY;BYWEEKNO=49", False),
        ("DAILY;BYHOUR=14", False),
    ],
)
def test_a_start_that_is_none_of_the_days_of_its_rule_is_asked_about(
    tmp_path: Path, rule: str, asked: bool
) -> None:
    found = imported(calendar(*event(f"RRULE:FREQ={rule};COUNT=3", start=WEEKLY)))
    question = "# ? is it on 2026-12-04, too? Its RRULE has other days than DTSTART\n"
    assert (question in found.text) is asked
    assert str(loaded(found.text, tmp_path)[0].start).startswith("2026-12-04")
