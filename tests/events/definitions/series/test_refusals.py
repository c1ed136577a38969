"""What a series is refused for, where that is told, and the line to write."""

from datetime import date
from pathlib import Path

import pytest

from events.definitions.loader import load
from events.definitions.relations import entries
from events.definitions.series.rules import Rule
from events.errors import DefinitionError
from tests.events.definitions.builders import HEAD, problems, written
from tests.events.definitions.series.builders import DAYS, event, refused, series

STAYS = "2026-12-01 10:00"


@pytest.mark.parametrize(
    ("start", "more", "told"),
    [
        (STAYS, ["repeats: {every: week}"],
         ("9:14: the series has no end "
          "(write until: 2027-02-02, its tenth day, or the last one announced)")),
        (STAYS, ["repeats: {every: week, until: 2026-11-30}"],
         ("9:35: the series is until 2026-11-30, before its start, 2026-12-01 "
          "(write until: 2027-02-02, or its real last day)")),
        (STAYS, ["repeats: {every: week, until: 2029-11-30}"],
         ("9:35: a series is no longer than two years "
          "(write until: 2028-11-30, and give what comes then a series of its own)")),
        (STAYS, ["repeats: {every: week, until: 18 December 2026}"],
         "9:35: '18 December 2026' is not a day (write 2026-12-18)"),
        (STAYS, ["repeats: {every: week, count: 5}"],
         ("9:28: 'count' would be another number with each day that is excepted "
          "(write until: 2026-12-29)")),
        (STAYS, ["repeats: {every: week, until: 2026-12-18, except: [2026-12-09]}"],
         ("9:56: the series has no 2026-12-09, a Wednesday "
          "(write 2026-12-08, a Tuesday, or delete it)")),
        (STAYS, ["repeats: {every: day, until: 2026-12-03, except: [2026-12-02, 2026-12-02]}"],
         "9:67: 2026-12-02 stands twice (take one of them away)"),
        (STAYS, ["repeats: {every: day, until: 2026-12-01, except: 2026-12-01}"],
         "9:14: every day of the series is excepted (delete the event)"),
        (STAYS, ["repeats: {every: week, on: Wednesday, until: 2026-12-18}"],
         ("8:12: 2026-12-01 is a Tuesday, and is no day of the series "
          "(its first day is 2026-12-02, a Wednesday: write start: 2026-12-02 10:00)")),
        (STAYS, ["repeats: {every: week, on: [Tue], until: 2026-12-18}"],
         "9:33: 'Tue' is no weekday (write Tuesday)"),
        (STAYS, ["repeats: {every: week, on: Mon-Fri, until: 2026-12-18}"],
         "9:32: 'Mon-Fri' is no weekday (delete it, and write every: weekday)"),
        (STAYS, ["repeats: {every: week, on: first Tuesday, until: 2026-12-18}"],
         ("9:32: 'first Tuesday' is a day of a month, and not of a week "
          "(write repeats: {every: month, on: first Tuesday, until: 2026-12-18})")),
        (STAYS, ["repeats: {every: month, on: Tuesday, until: 2026-12-18}"],
         ("9:33: 'Tuesday' is several days of a month "
          "(write first Tuesday, or every: week for each of them)")),
        (STAYS, ["repeats: {every: day, on: Tuesday, until: 2026-12-18}"],
         ("9:27: every day is on each day, and yet there is 'on' "
          "(write repeats: {every: week, on: Tuesday, until: 2026-12-18})")),
        (STAYS, ["repeats: {every: week, on: [Tuesday, Tuesday], until: 2026-12-18}"],
         "9:32: a day stands twice in 'on' (take one of them away)"),
        ("2026-12-31", ["repeats: {every: month, until: 2027-03-18}"],
         ("9:22: February 2027 has no day 31 "
          "(write repeats: {every: month, on: last day, until: 2027-03-18})")),
        ("2026-12", ["repeats: {every: week, until: 2027-03-18}"],
         ("9:5: the day of 2026-12 is to be announced, and none can be repeated "
          "(write the first day at start:, or delete repeats:)")),
        (STAYS, ["changes: {2026-12-01: {note: X}}"],
         ("9:5: changes are of single days of a series, and there is no repeats: "
          "(write them at the event itself, or write repeats: {every: week, until: …})")),
        (STAYS, [DAYS, "changes: {}"],
         ("10:14: here days and what is otherwise on them belong "
          "(such as 2026-12-03: {status: cancelled})")),
        (STAYS, [DAYS, "changes: {2026-12-05: {note: X}}"],
         ("10:15: the series has no 2026-12-05, a Saturday "
          "(write 2026-12-03, a Thursday, or delete it)")),
        (STAYS, [DAYS.replace("}", ", except: 2026-12-02}"), "changes: {2026-12-02: {note: X}}"],
         ("10:15: 2026-12-02 is in except as well, and nothing can be otherwise on it "
          "(take one of them away)")),
        (STAYS, [DAYS, "changes: {2 December 2026: {note: X}}"],
         "10:15: '2 December 2026' is not a day (write 2026-12-02)"),
        (STAYS, [DAYS, "changes: {2026-12-02: {note: X}, 2026-12-02: {note: Y}}"],
         ("10:38: the key '2026-12-02' is given twice, first in line 10 "
          "(keep one of them, or begin a new item with - and a space)")),
        (STAYS, [DAYS, "changes: {2026-12-02: canceled}"],
         ("10:27: 'canceled' does not say what is otherwise "
          "(write 2026-12-02: {status: cancelled})")),
        (STAYS, [DAYS, "changes: {2026-12-02: 3pm}"],
         "10:27: '3pm' does not say what is otherwise (write 2026-12-02: {start: 15:00})"),
        (STAYS, [DAYS, "changes: {2026-12-02: {start: 3pm}}"],
         "10:35: '3pm' is not a start (write 15:00, or 2026-12-02 15:00)"),
        (STAYS, [DAYS, "changes: {2026-12-02: {start: 25:00}}"],
         "10:35: there is no time 25:00 (hours go from 00 to 23, minutes from 00 to 59)"),
        (STAYS, [DAYS, "changes: {2026-12-02: {time: 15:00}}"],
         "10:28: unknown key 'time' (write start: 15:00)"),
        (STAYS, [DAYS, "changes: {2026-12-02: {id: other, note: X}}"],
         ("10:28: 'id' is that of the whole series (delete it here, or make the day an event "
          "of its own, and add it to except)")),
        (STAYS, [DAYS, "changes: {2026-12-02: {start: 13:00, end: 12:00}}"],
         ("10:47: the end, 12:00, is not after the start, 13:00 "
          "(if it ends on the next day, write 2026-12-03 12:00; else check both)")),
        (STAYS, [DAYS, "accreditation: {until: 2026-11-30 17:00}"],
         ("10:28: accreditation for each day of the series would close at 2026-11-30 17:00 "
          "(write an hour of its own day, until: 09:00, or in changes: "
          "2026-12-01: {accreditation: {until: 2026-11-30 17:00}})")),
        (STAYS, [DAYS, "sources: [{publisher: A, start: 2026-12-01 10:00}]"],
         ("10:37: a source says the start of one day, and this is of each day of the series "
          "(write the sources in changes: 2026-12-01: {sources: …})")),
        (STAYS, [DAYS, "color: bleu"], "10:12: unknown color 'bleu' (did you mean blue?)"),
        (STAYS, [DAYS, "end: 09:00"],
         ("10:10: the end, 09:00, is not after the start, 10:00 "
          "(if it ends on the next day, write 2026-12-02 09:00; else check both)")),
        ("2027-03-27 02:30", ["repeats: {every: day, until: 2027-03-29}"],
         ("8:12: 02:30 on 2027-03-28 does not exist in Europe/Brussels: the clocks skip it; it may "
          "mean 01:30 CET or 03:30 CEST (write the one that is meant in changes, "
          "2027-03-28: {start: 2027-03-28 00:30 UTC} or 2027-03-28: {start: 2027-03-28 01:30 UTC}, "
          "or add 2027-03-28 to except)")),
        ("2026-10-24 02:30", ["repeats: {every: day, until: 2026-10-26}"],
         ("8:12: 02:30 on 2026-10-25 happens twice in Europe/Brussels: at 00:30 UTC (CEST) and at "
          "01:30 UTC (CET) (write the one that is meant in changes, "
          "2026-10-25: {start: 2026-10-25 00:30 UTC} or 2026-10-25: {start: 2026-10-25 01:30 UTC}, "
          "or add 2026-10-25 to except)")),
    ],
)  # fmt: skip
def test_it_is_refused(start: str, more: list[str], told: str, tmp_path: Path) -> None:
    assert refused(tmp_path, *more, start=start) == [told]


def test_what_starts_after_another_event_cannot_repeat(tmp_path: Path) -> None:
    others = event("talks", "2026-12-01")
    assert refused(tmp_path, DAYS, start="after talks", others=others) == [
        (
            "9:5: what starts after another event has no day of its own to repeat "
            "(give it a start with a day, or delete repeats:)"
        )
    ]


@pytest.mark.parametrize(
    ("other", "told"),
    [
        (event("x", "after briefing"),
         ("10:51: starts after a series, 'briefing', and not one of its days "
          "(write briefing-2026-12-01)")),
        (event("x", "2026-12-03", follows="a-week/briefing"),
         ("10:66: follows a series, 'briefing', and not one of its days "
          "(write a-week/briefing-2026-12-03)")),
        (event("x", "2026-12-03", follows="briefing-2026-12-09"),
         ("10:66: follows a day that the series 'briefing' does not have, 2026-12-09 "
          "(write briefing-2026-12-03)")),
        (event("briefing", "2026-12-03"),
         ("5:9: the id 'briefing' is used twice, also in line 10 "
          "(give each event an id of its own)")),
        (event("briefing-2026-12-02", "2026-12-03"),
         ("10:10: the id 'briefing-2026-12-02' is used twice, first in line 5 "
          "(give each event an id of its own)")),
        (event("x", "2026-12-03", formerly="briefing-2026-12-02"),
         ("10:67: formerly names 'a-week/briefing-2026-12-02', which is an event still, in line 5 "
          "(take that one away, or the formerly)")),
        (series("repeats: {every: week, until: 2027-01-31}", start="2027-01-04")
         .removeprefix(HEAD),
         ("10:9: the id 'briefing' is used twice, also in line 5 "
          "(give each event an id of its own)")),
    ],
)  # fmt: skip
def test_its_names_are_refused_where_another_event_has_them(
    other: str, told: str, tmp_path: Path
) -> None:
    assert refused(tmp_path, DAYS, others=other) == [told]


@pytest.mark.parametrize("id_", ["briefing", "briefing-2026-12-09"])
def test_a_series_that_follows_itself_is_told_once(id_: str, tmp_path: Path) -> None:
    assert refused(tmp_path, DAYS, f"follows: {id_}") == [
        "10:14: a series follows itself (write the id of another event, or delete the line)"
    ]


def test_what_follows_a_day_is_not_unknown_where_the_days_are_refused(tmp_path: Path) -> None:
    others = event("x", "2026-12-02", follows="briefing-2026-12-02")
    assert refused(tmp_path, "repeats: {every: week}", others=others) == [
        (
            "9:14: the series has no end "
            "(write until: 2027-02-02, its tenth day, or the last one announced)"
        )
    ]


def test_its_id_leaves_room_for_the_day(tmp_path: Path) -> None:
    text = series(DAYS).replace("id: briefing", f"id: {'b' * 54}")
    assert problems(written(tmp_path, text)) == [
        (
            "5:9: the id of a series has 53 characters at most: each day is put behind it "
            "(write a shorter one)"
        )
    ]


def test_its_days_count_among_the_events_of_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(entries, "MAX_EVENTS", 10)
    programme = "programme: [{id: a, title: A}, {id: b, title: B}]"
    text = series(DAYS, programme, others=event("x", "2026-12-01"))
    assert len(load(written(tmp_path, text)).events) == 10
    assert refused(tmp_path, DAYS.replace("-03", "-04"), programme) == [
        (
            "9:14: the file has 12 events up to here, which are too many, with the days of "
            "series and the parts of programmes (keep it within 10: split the file into several)"
        )
    ]


def test_its_days_together_have_no_more_text_than_an_agenda(tmp_path: Path) -> None:
    long = f"description: {'x' * 9_000}"
    [told] = refused(tmp_path, "repeats: {every: day, until: 2028-11-30}", long)
    assert told.startswith("9:14: the 731 days of the series have 6,")
    assert told.endswith("(keep it within 5,000,000: write shorter texts, or fewer days)")


def test_what_is_wrong_with_a_series_is_told_once(tmp_path: Path) -> None:
    line = "repeats: {every: day, until: 2028-11-30}"
    more = (line, "color: bleu", "programme: [{id: a, title: A, start: 9pm}]")
    assert refused(tmp_path, *more) == [
        "10:12: unknown color 'bleu' (did you mean blue?)",
        "11:42: '9pm' is not a start (write 21:00, or 2026-12-01 21:00)",
    ]


def test_no_days_are_looked_for_where_nobody_is_told_of_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Rule] = []
    first_days = Rule.first_days

    def counted(rule: Rule, first: date, number: int) -> list[date]:
        asked.append(rule)
        return first_days(rule, first, number)

    monkeypatch.setattr(Rule, "first_days", counted)
    text = HEAD + "".join(
        f"  - {{id: e{number}, kind: call, title: T, start: 2026-12-01, repeats: {{every: day}}}}\n"
        for number in range(300)
    )
    with pytest.raises(DefinitionError) as caught:
        load(written(tmp_path, text))
    assert (len(caught.value.problems), caught.value.others) == (100, 200)
    assert len(asked) == 100
