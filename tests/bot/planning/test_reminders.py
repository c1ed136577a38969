"""The plan of the bundled week is the one worked out by hand, and the plan's laws hold."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import pytest
import pytz
from hypothesis import given
from hypothesis import strategies as st

from bot.planning.reminders import (
    DayLead,
    Plan,
    Planned,
    Reminder,
    lead_key,
    make_plan,
    reminders_of,
    start_key,
)
from bot.planning.subscription import everything_to
from events.model import Event, Place, Status
from events.zones import tzinfo
from tests.bot.making.builders import BRUSSELS, HOUR, MINUTE, event, reminder
from tests.bot.making.week import THE_WEEK, bundled
from tests.bot.running.clock import utc


def test_the_plan_of_the_bundled_week_is_the_table_worked_out_by_hand() -> None:
    plan = make_plan(bundled().events, everything_to(["channel"]))

    reminders = [each for each in plan.reminders if isinstance(each, Reminder)]
    planned = [(each.due, each.event.id, lead_key(each.lead)) for each in reminders]
    assert planned == [(row.due, row.event, row.lead) for row in THE_WEEK]


def test_each_destination_gets_every_reminder() -> None:
    plan = make_plan(bundled().events, everything_to(["one", "two"]))

    for name in ("one", "two"):
        mine = [each for each in plan.reminders if each.destination == name]
        assert [each.due for each in mine] == [row.due for row in THE_WEEK]


@pytest.mark.parametrize("status", [Status.CANCELLED, Status.POSTPONED])
@pytest.mark.parametrize("start", ["2022-01-12", "2022-01-12 09:00 GMT"])
def test_what_is_not_on_is_not_reminded_of(status: Status, start: str) -> None:
    assert not list(reminders_of(event(start, status=status)))


def test_a_tentative_event_is_reminded_of() -> None:
    assert len(list(reminders_of(event(status=Status.TENTATIVE)))) == 2


@pytest.mark.parametrize("start", ["2022-01-12", "2022-01-12 09:00 GMT"])
def test_an_event_without_leads_is_not_reminded_of(start: str) -> None:
    assert not list(reminders_of(event(start, leads=())))


def test_a_moved_event_has_other_keys_and_so_is_armed_again() -> None:
    before = reminder(event("2022-01-12 09:00 GMT"))
    after = reminder(event("2022-01-12 10:00 GMT"))

    assert before.key != after.key


def test_the_same_instant_written_in_another_zone_keeps_its_keys() -> None:
    told_once = reminder(event("2022-01-12 09:00 GMT"))
    told_again = reminder(event("2022-01-12 10:00 Europe/Brussels"))

    assert told_once.key == told_again.key


@pytest.mark.parametrize(
    ("start", "key"),
    [
        ("2022-01-12", "2022-01-12"),
        ("2022-01-12 10:00 Europe/Brussels", "2022-01-12T09:00Z"),
        ("about 2022-01-12 13:30 GMT", "2022-01-12T13:30Z"),
    ],
)
def test_a_start_is_written_as_a_day_or_as_an_instant(start: str, key: str) -> None:
    assert start_key(event(start)) == key


@pytest.mark.parametrize(
    ("start", "end", "until"),
    [
        ("2022-01-12 09:00 GMT", None, "2022-01-12 09:15"),
        ("2022-01-12 09:00 GMT", "2022-01-12 11:00 GMT", "2022-01-12 11:00"),
        ("2022-01-12 09:00 GMT", "2022-01-12 09:05 GMT", "2022-01-12 09:05"),
        ("2022-01-12", None, "2022-01-12 23:00"),
        ("2022-01-12", "2022-01-13", "2022-01-13 23:00"),
    ],
)
def test_a_reminder_is_of_use_until_the_end_or_a_grace_after_the_start(
    start: str, end: str | None, until: str
) -> None:
    at = utc("2022-01-12 08:00")

    assert reminder(event(start, end=end), due=at).useful_until == utc(until)


# The clocks of a place


@pytest.mark.parametrize(
    ("day", "zone", "eve", "morning"),
    [
        # Summer time begins on 27 March at 01:00 GMT and ends on 30 October at 01:00 GMT.
        ("2022-03-27", "Europe/Brussels", "2022-03-26 17:00", "2022-03-27 06:00"),
        ("2022-03-28", "Europe/Brussels", "2022-03-27 16:00", "2022-03-28 06:00"),
        ("2022-10-30", "Europe/Brussels", "2022-10-29 16:00", "2022-10-30 07:00"),
        ("2022-10-31", "Europe/Brussels", "2022-10-30 17:00", "2022-10-31 07:00"),
        # Half an hour of summer time on Lord Howe Island.
        ("2022-04-03", "Australia/Lord_Howe", "2022-04-02 07:00", "2022-04-02 21:30"),
        # Samoa went over the date line: it had no 30 December 2011.
        ("2012-01-01", "Pacific/Apia", "2011-12-31 04:00", "2011-12-31 18:00"),
    ],
)
def test_a_day_is_announced_at_18_and_8_by_the_clocks_of_its_place(
    day: str, zone: str, eve: str, morning: str
) -> None:
    announced = dict(reminders_of(event(day, place=Place("There", zone))))

    assert announced == {DayLead.EVE: utc(eve), DayLead.MORNING: utc(morning)}


days = st.dates(date(2000, 1, 1), date(2037, 12, 30))
zones = st.sampled_from(pytz.common_timezones)


@given(days, zones)
def test_the_clocks_show_18_on_the_eve_and_8_in_the_morning_everywhere(
    day: date, zone: str
) -> None:
    announced = dict(reminders_of(event(str(day), place=Place("There", zone))))

    shown = {
        lead: due.astimezone(tzinfo(zone)).replace(tzinfo=None) for lead, due in announced.items()
    }
    assert announced[DayLead.EVE] < announced[DayLead.MORNING]
    for lead, wall in (
        (DayLead.EVE, datetime.combine(day - timedelta(days=1), time(18))),
        (DayLead.MORNING, datetime.combine(day, time(8))),
    ):
        assert shown[lead] == wall or is_skipped(wall, zone)


def is_skipped(wall: datetime, zone: str) -> bool:
    try:
        tzinfo(zone).localize(wall, is_dst=None)
    except pytz.NonExistentTimeError:
        return True
    return False


# Laws

WEEK_BEGINS = datetime(2022, 1, 10, tzinfo=UTC)
minutes = st.integers(0, 7 * 24 * 60)
lengths = st.sampled_from([15 * MINUTE, HOUR, 24 * HOUR, timedelta(days=7)])


@st.composite
def agendas(draw: st.DrawFn) -> list[Event]:
    events = []
    for number in range(draw(st.integers(0, 6))):
        begins = WEEK_BEGINS + timedelta(minutes=draw(minutes))
        has_time = draw(st.booleans())
        ends = begins + timedelta(minutes=draw(st.integers(1, 24 * 60)))
        shape = "%Y-%m-%d %H:%M UTC" if has_time else "%Y-%m-%d"
        events.append(
            event(
                begins.strftime(shape),
                id=f"event-{number}",
                end=ends.strftime(shape) if draw(st.booleans()) else None,
                place=draw(st.sampled_from([BRUSSELS, Place("Apia", "Pacific/Apia")])),
                leads=tuple(draw(st.sets(lengths))),
                status=draw(st.sampled_from(Status)),
            )
        )
    return events


@given(agendas(), st.randoms(use_true_random=False))
def test_the_plan_does_not_depend_on_the_order_of_the_events(
    events: list[Event], chance: object
) -> None:
    again = events.copy()
    chance.shuffle(again)  # type: ignore[attr-defined]  # hypothesis names no type

    assert set(make_plan(again, everything_to(["a"])).reminders) == set(
        make_plan(events, everything_to(["a"])).reminders
    )


@given(agendas())
def test_no_two_reminders_have_the_same_key(events: list[Event]) -> None:
    keys = [each.key for each in make_plan(events, everything_to(["a", "b"])).reminders]

    assert len(set(keys)) == len(keys)


@given(agendas())
def test_the_plan_is_in_the_order_in_which_reminders_are_due(events: list[Event]) -> None:
    plan = make_plan(events, everything_to(["a", "b"]))

    assert all(one.due <= other.due for one, other in pairwise(plan.reminders))


@given(agendas(), minutes, minutes)
def test_what_is_due_in_a_span_is_what_a_plain_filter_finds(
    events: list[Event], one: int, other: int
) -> None:
    plan = make_plan(events, everything_to(["a"]))
    after, until = (WEEK_BEGINS + timedelta(minutes=at) for at in sorted((one, other)))

    assert list(plan.due(after, until)) == [
        each for each in plan.reminders if after < each.due <= until
    ]


@given(agendas(), minutes)
def test_what_comes_after_an_instant_is_what_a_plain_filter_finds(
    events: list[Event], minute: int
) -> None:
    plan = make_plan(events, everything_to(["a"]))
    now = WEEK_BEGINS + timedelta(minutes=minute)

    assert list(plan.after(now)) == [each for each in plan.reminders if each.due > now]


@given(agendas(), minutes)
def test_what_is_open_is_what_a_plain_filter_finds(events: list[Event], minute: int) -> None:
    plan = make_plan(events, everything_to(["a"]))
    now = WEEK_BEGINS + timedelta(minutes=minute)

    assert plan.open_at(now) == [
        each for each in plan.reminders if each.due <= now < each.useful_until
    ]


@given(agendas())
def test_every_reminder_is_open_at_the_instant_when_it_is_due(events: list[Event]) -> None:
    plan = make_plan(events, everything_to(["a"]))

    for each in plan.reminders:
        assert each in plan.open_at(each.due)


def instants(plan: Plan) -> Iterator[datetime]:
    for each in plan.reminders:
        yield from (each.due, each.useful_until, each.due - MINUTE)


@given(agendas())
def test_consecutive_spans_hold_each_reminder_exactly_once(events: list[Event]) -> None:
    plan = make_plan(events, everything_to(["a"]))
    borders = sorted({WEEK_BEGINS - timedelta(days=30), *instants(plan)})

    found: list[Planned] = []
    for after, until in pairwise(borders):
        found += plan.due(after, until)
    assert found == list(plan.reminders)
