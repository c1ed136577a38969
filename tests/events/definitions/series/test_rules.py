"""On which days a series is, and how other tools say it."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from events.definitions.mends.meant.repeats import rule_meant
from events.definitions.series.rules import On, Rule
from tests.events.definitions.series.builders import read, refused
from tests.examples import examples

TUESDAY = "2026-12-01 10:00"
YEAR = timedelta(days=365)


@pytest.mark.parametrize(
    ("start", "rule", "days"),
    [
        (TUESDAY, "every: day, until: 2026-12-03", "12-01 12-02 12-03"),
        (TUESDAY, "every: 3 days, until: 2026-12-08", "12-01 12-04 12-07"),
        ("2026-12-03", "every: weekday, until: 2026-12-08", "12-03 12-04 12-07 12-08"),
        (TUESDAY, "every: week, until: 2026-12-15", "12-01 12-08 12-15"),
        (TUESDAY, "every: week, on: Tuesday, until: 2026-12-14", "12-01 12-08"),
        (TUESDAY, "every: week, on: [Thursday, Tuesday], until: 2026-12-09", "12-01 12-03 12-08"),
        (TUESDAY, "every: 2 weeks, until: 2026-12-30", "12-01 12-15 12-29"),
        # Weeks begin on Mondays.
        ("2026-12-03", "every: 2 weeks, on: [Monday, Thursday], until: 2026-12-17",
         "12-03 12-14 12-17"),
        (TUESDAY, "every: month, until: 2027-02-28", "12-01 01-01 02-01"),
        (TUESDAY, "every: 2 months, until: 2027-04-30", "12-01 02-01 04-01"),
        (TUESDAY, "every: month, on: first Tuesday, until: 2027-02-28", "12-01 01-05 02-02"),
        ("2026-12-25", "every: month, on: last Friday, until: 2027-02-28", "12-25 01-29 02-26"),
        ("2026-12-31", "every: month, on: last day, until: 2027-02-28", "12-31 01-31 02-28"),
        (TUESDAY, "every: month, on: [first Tuesday, third Tuesday, last day], until: 2026-12-31",
         "12-01 12-15 12-31"),
        ("2026-12-31 afternoon", "every: month, until: 2027-01-31", "12-31 01-31"),
        ("about 2026-12-01 12:00", "every: day, until: 2026-12-02", "12-01 12-02"),
        ("2026-12-01 all day", "every: day, until: 2026-12-02", "12-01 12-02"),
        ("not before 2026-12-01 12:00", "every: day, until: 2026-12-02", "12-01 12-02"),
        (TUESDAY, "every: day, until: 2026-12-04, except: [2026-12-02]", "12-01 12-03 12-04"),
        (TUESDAY, "every: day, until: 2026-12-03, except: 2026-12-01", "12-02 12-03"),
    ],
)  # fmt: skip
def test_a_rule_has_these_days(start: str, rule: str, days: str, tmp_path: Path) -> None:
    found = read(tmp_path, f"repeats: {{{rule}}}", start=start)
    assert [id_[5:] for id_ in found] == days.split()
    assert [str(event.start.date) for event in found.values()] == list(found)


@pytest.mark.parametrize(
    ("text", "mend"),
    [
        ("daily", "every: day"),
        ("every day", "every: day"),
        ("days", "every: day"),
        ("mnth", "every: month"),
        ("weekly", "every: week"),
        ("workdays", "every: weekday"),
        ("every working day", "every: weekday"),
        ("Monday to Friday", "every: weekday"),
        ("Mon-Fri", "every: weekday"),
        ("monthly", "every: month"),
        ("quarterly", "every: 3 months"),
        ("fortnight", "every: 2 weeks"),
        ("biweekly", "every: 2 weeks"),
        ("every two weeks", "every: 2 weeks"),
        ("every other week", "every: 2 weeks"),
        ("2 week", "every: 2 weeks"),
        ("1 week", "every: week"),
        ("every Monday", "every: week, on: Monday"),
        ("Mondays", "every: week, on: Monday"),
        ("weekly on Thursdays", "every: week, on: Thursday"),
        ("Mon and Wed", "every: week, on: [Monday, Wednesday]"),
        ("first Wednesday of the month", "every: month, on: first Wednesday"),
        ("monthly on the 3rd Thu", "every: month, on: third Thursday"),
        ("last day of the month", "every: month, on: last day"),
        ("FREQ=WEEKLY;BYDAY=MO", "every: week, on: Monday"),
        ("RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "every: weekday"),
        ("FREQ=DAILY;BYDAY=MO,WE;WKST=MO", "every: week, on: [Monday, Wednesday]"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "every: 2 weeks, on: [Tuesday]"),
        ("FREQ=MONTHLY;BYDAY=1WE,-1FR", "every: month, on: [first Wednesday, last Friday]"),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", "every: month, on: last day"),
    ],
)
def test_what_is_meant_is_told(text: str, mend: str, tmp_path: Path) -> None:
    what = f"{text!r} is not how often something is"
    until = "until: 2027-03-18"
    assert refused(tmp_path, f'repeats: {{every: "{text}", {until}}}') == [
        f"9:22: {what} (write repeats: {{{mend}, {until}}})"
    ]


@pytest.mark.parametrize(
    "text", ["yearly", "every second Tuesday", "FREQ=YEARLY", "FREQ=WEEKLY;BYSETPOS=1", "often"]
)
def test_what_may_mean_two_things_or_none_is_refused_without_a_guess(
    text: str, tmp_path: Path
) -> None:
    assert rule_meant(text) is None
    assert refused(tmp_path, f'repeats: {{every: "{text}", until: 2027-03-18}}') == [
        (
            f"9:22: {text!r} is not how often something is "
            "(write day, weekday, week, 2 weeks or month, and the weekdays at on:)"
        )
    ]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("repeats: weekly",
         ("9:14: 'weekly' is not how a series is written "
          "(write repeats: {every: week, until: 2027-02-02}, "
          "its tenth day, or the last one announced)")),
        ("repeats: daily until 2026-12-10",
         ("9:14: 'daily until 2026-12-10' is not how a series is written "
          "(write repeats: {every: day, until: 2026-12-10})")),
        ("repeats: Tuesday, Thursday (till 17 December 2026)",
         ("9:14: 'Tuesday, Thursday (till 17 December 2026)' is not how a series is written "
          "(write repeats: {every: week, on: [Tuesday, Thursday], until: 2026-12-17})")),
        ("recurring: weekdays through 2026-12-18",
         "9:5: unknown key 'recurring' (write repeats: {every: weekday, until: 2026-12-18})"),
        ("repeats: FREQ=WEEKLY;BYDAY=TU,TH;UNTIL=20261217T000000Z",
         ("9:14: 'FREQ=WEEKLY;BYDAY=TU,TH;UNTIL=20261217T000000Z' is not how a series is written "
          "(write repeats: {every: week, on: [Tuesday, Thursday], until: 2026-12-17})")),
        ("repeats: FREQ=WEEKLY;COUNT=3",
         ("9:14: 'FREQ=WEEKLY;COUNT=3' is not how a series is written "
          "(write repeats: {every: week, until: 2026-12-15})")),
        ("rrule: FREQ=WEEKLY;UNTIL=20261217",
         "9:5: unknown key 'rrule' (write repeats: {every: week, until: 2026-12-17})"),
        ("recurrence: weekly",
         ("9:5: unknown key 'recurrence' (write repeats: {every: week, until: DAY}, "
          "with its last day in place of DAY)")),
        ("every: Monday",
         ("9:5: unknown key 'every' (it belongs in repeats: {every: week, on: Monday, until: DAY}, "
          "with its last day in place of DAY)")),
        ("repeats: {freq: weekly, until: 2026-12-18}",
         "9:15: unknown key 'freq' (write every: week)"),
        ("repeats: {every: week, byday: TUE, until: 2026-12-18}",
         "9:28: unknown key 'byday' (write on: Tuesday)"),
        ("repeats: {every: week, until: 2026-12-18, exdate: 8 December 2026}",
         "9:47: unknown key 'exdate' (write except: 2026-12-08)"),
        ("repeats: {every: week, on: Tue-Thu, until: 2026-12-18}",
         "9:32: 'Tue-Thu' is no weekday (write [Tuesday, Wednesday, Thursday])"),
        ("repeats: {every: month, on: 2nd Tuesday, until: 2026-12-18}",
         "9:33: '2nd Tuesday' is no weekday (write second Tuesday)"),
        ("repeats: every other Tuesday until 2026-12-18",
         ("9:14: 'every other Tuesday until 2026-12-18' is not how a series is written "
          "(write repeats: {every: 2 weeks, on: Tuesday, until: 2026-12-18})")),
        ("repeats: {every: week, to: 2026-12-18}",
         "9:28: unknown key 'to' (write until: 2026-12-18)"),
        ("repeats: {until: 2026-12-18}",
         "9:14: the key 'every' is missing (every: day, weekday, week, 2 weeks, month.)"),
    ],
)  # fmt: skip
def test_other_tools_rules_are_told_with_the_line_to_write(
    line: str, told: str, tmp_path: Path
) -> None:
    assert refused(tmp_path, line) == [told]


@settings(max_examples=examples(30), deadline=None)
@given(
    st.dates(date(1990, 1, 1), date(2035, 1, 1)),
    st.sampled_from(["day", "weekday", "week", "month"]),
    st.integers(1, 20),
    st.lists(st.builds(On, st.integers(0, 6), st.sampled_from([-1, 1, 2, 3, 4])), max_size=3),
)
def test_days_are_in_order_within_bounds_and_each_once(
    first: date, unit: str, interval: int, on: list[On]
) -> None:
    days = Rule(unit, interval, tuple(on)).days(first, first + YEAR)
    assert days == sorted(set(days))
    assert all(first <= day <= first + YEAR for day in days)
    if unit == "week":
        assert {day.weekday() for day in days} <= {it.weekday for it in on} | {first.weekday()}
        monday = first - timedelta(days=first.weekday())
        assert all((day - monday).days // 7 % interval == 0 for day in days)
