"""What `podium diary` writes, `podium draft` reads: the same days, hours and cities, and no other."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from events.cities import CITIES
from events.definitions.loader import Loader
from events.diary.days import Marked, first_day, last_day, make_diary
from events.diary.diary_text import diary_text
from events.drafting.draft_yaml import name_events, to_yaml
from events.drafting.reading.report import read_report
from events.model import Access, Event, Kind, Place, Status
from events.queries import Window
from events.times import Day, Moment, Undated
from events.wording.english import ENGLISH
from tests.events.strategies import spans, texts
from tests.examples import examples

DAY = date(2026, 6, 8)
ZONES = ("Europe/Brussels", "America/New_York", "Asia/Tokyo", "Pacific/Auckland", "UTC")
PLACES = [Place(city, zone) for zone, some in CITIES.items() for city in some.split(", ")]
PLACES = [it for it in PLACES if (it.city or "").replace(" ", "").isalpha()]
TITLES = (
    "Talks", "Council", "Deadline for bids", "Press conference - with questions", "Day of Oceans",
    "Visit to Vienna on 12 June at 10:00", "Cancelled flights: a hearing", "2 pm club [new]",
    "- a motion -", "Meeting in Geneva, all day", "** Stars", "Signing (to 12 June)", "0930 GMT",
)  # fmt: skip
NEAR = st.datetimes(datetime(2026, 6, 6), datetime(2026, 6, 14)).map(
    lambda it: it.replace(second=0, microsecond=0, tzinfo=UTC)
)


@st.composite
def told(draw: st.DrawFn) -> Event:
    """An event of what a line of the diary says, near to a day."""
    place = draw(st.none() | st.sampled_from(PLACES))
    zone = place.timezone if place and place.timezone else "Europe/Brussels"
    start, end = draw(spans(zone))
    at = draw(NEAR)
    length = draw(st.sampled_from([timedelta(hours=1), timedelta(days=1), timedelta(days=4)]))
    if isinstance(start, Moment):
        moved = Moment.of(at, draw(st.sampled_from([zone, "UTC"])))
        start = replace(start, wall=moved.wall, zone=moved.zone)
        end = Moment.of(at + length, zone) if end else None
    elif isinstance(start, Day):
        start = replace(start, date=at.date())
        end = Day(at.date() + length, zone) if end else None
    if draw(st.integers(0, 9)) == 0:
        start, end = (
            draw(st.sampled_from([Undated.month(2026, 7, zone), Undated.week(DAY, zone)])),
            None,
        )
    return Event(
        id="it",
        agenda="a-week",
        kind=draw(st.sampled_from([it for it in Kind if it is not Kind.DEADLINE or end is None])),
        title=draw(st.sampled_from(TITLES) | texts),
        start=start,
        timezone=zone,
        end=end,
        status=draw(st.sampled_from(Status)),
        place=place,
        access=draw(st.none() | st.sampled_from(Access)),
        arrive=draw(st.none() | st.just(timedelta(minutes=45))),
    )


def drafted(text: str) -> tuple[Event, ...]:
    draft = read_report(text)
    name_events(draft)
    content = to_yaml(draft).encode()
    return Loader(Path("draft.yaml"), lambda _: content).load().events if draft.events else ()


def said(event: Event, zone: str, first: date | None = None) -> tuple[object, ...]:
    """What the diary says of when and where an event is, which begins no earlier than ``first``."""
    start = event.start
    status = event.status if not event.status.is_on else "on"
    city = event.place.city if event.place else None
    if isinstance(start, Undated):
        return start.first, start.last, city, status
    begins, ends = first_day(event, zone), last_day(event, zone)
    is_cut = first is not None and begins < first
    hour = (start.begins, start.precision) if isinstance(start, Moment) and not is_cut else None
    return begins, ends, hour, city, status


@settings(max_examples=examples(40), deadline=None)
@given(st.lists(told(), max_size=5), st.sampled_from(ZONES), st.booleans(), st.booleans())
def test_days_hours_and_cities_come_back_and_no_other(
    some: list[Event], zone: str, is_cut: bool, has_news: bool
) -> None:
    some = [replace(it, id=f"it-{number}") for number, it in enumerate(some)]
    window = Window(DAY, DAY + timedelta(days=3), zone) if is_cut else None
    marks = {it.uid: True for it in some if has_news}
    marked = Marked(datetime(2026, 6, 1, tzinfo=UTC), marks) if has_news else None
    diary = make_diary("Talks on 3 March", some, zone, ENGLISH, window, marked)
    lines = [*(line for day in diary.days for line in day.lines), *diary.undated]
    on = {it.event.id: it.event for it in lines if it.event.status is not Status.NO_LONGER_LISTED}
    text = diary_text(diary)
    expected = Counter(said(it, zone, window.first if window else None) for it in on.values())
    assert Counter(said(it, zone) for it in drafted(text)) == expected, text


HEAD = "A week in June\nDays by the clocks of Brussels.\n\n"
WEDNESDAY = "Wednesday 8 June 2022"


def starts(lines: str) -> list[str]:
    """What is drafted of lines under a Wednesday: the status if it is another, start, end, city."""
    return [
        " ".join(
            filter(
                None,
                (
                    it.status if it.status is not Status.TENTATIVE else "",
                    str(it.start),
                    f"to {it.end}" if it.end else "",
                    it.place.city if it.place else "",
                ),
            )
        )
        for it in drafted(f"{HEAD}{WEDNESDAY}\n{lines}\n")
    ]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("BRUSSELS - Council - 0930 GMT (11:30 local)", "2022-06-08 09:30 UTC Brussels"),
        ("TOKYO - Call - Tuesday 2300 GMT (08:00 local)", "2022-06-07 23:00 UTC Tokyo"),
        ("Call - around 0930 GMT (11:30 in Brussels)", "about 2022-06-08 09:30 UTC"),
        ("BRUSSELS - Call - not before 0930 GMT", "not before 2022-06-08 09:30 UTC Brussels"),
        ("GENEVA - A walk - in the afternoon", "2022-06-08 afternoon Geneva"),
        ("GENEVA - Talks - time to be announced", "2022-06-08 Geneva"),
        ("GENEVA - Talks - time to be announced, day approximate", "about 2022-06-08 Geneva"),
        ("** GENEVA - Talks - 0930 GMT [new]", "2022-06-08 09:30 UTC Geneva"),
        ("** GENEVA - Talks - 0930 GMT [was 11:00 (09:00 GMT)]", "2022-06-08 09:30 UTC Geneva"),
        (
            "GENEVA - Talks - 0930 GMT - Pool only. Be there by 0845 GMT (10:45 local)",
            "2022-06-08 09:30 UTC Geneva",
        ),
        ("GENEVA - Sea - (to 12 June)", "2022-06-08 to 2022-06-12 Geneva"),
        ("GENEVA - Sea - third day of five", "2022-06-06 to 2022-06-10 Geneva"),
        ("GENEVA - Tentative: Talks - 0930 GMT", "2022-06-08 09:30 UTC Geneva"),
        ("GENEVA - Cancelled: Talks - 0930 GMT", "cancelled 2022-06-08 09:30 UTC Geneva"),
        (
            "GENEVA - Postponed, no new date yet: Talks - 0930 GMT",
            "postponed 2022-06-08 09:30 UTC Geneva",
        ),
        ("GENEVA - Talks of 9 June at 10:00 - 0930 GMT", "2022-06-08 09:30 UTC Geneva"),
    ],
)
def test_a_line_is_read_as_it_is_written(line: str, expected: str) -> None:
    assert starts(line) == [expected]


@pytest.mark.parametrize(
    "line",
    [
        "GENEVA - No longer listed: Talks - 0930 GMT",
        "GENEVA - Talks - 2530 GMT",
        "GENEVA - Talks - Sunday 0930 GMT",  # no zone is so far from another
        "GENEVA - Talks - sixth day of five",
        "GENEVA - Sea - (to 31 June)",
        "GENEVA - Talks - the week of 20 June 2022",
        "Talks between two parties - at the lake - 0930 GMT",
        "** GENEVA - Talks [was it - 0930 GMT [was 1030 GMT]",
    ],
)
def test_what_has_another_form_is_told_and_not_drafted(line: str) -> None:
    draft = read_report(f"{HEAD}{WEDNESDAY}\n{line}\n")
    assert not draft.events
    assert [it for it in draft.doubts if line in it]


def test_a_heading_whose_weekday_is_not_that_of_its_date_is_told() -> None:
    draft = read_report(f"{HEAD}Tuesday 8 June 2022\nGENEVA - Talks - 0930 GMT\n")
    assert not draft.events
    (doubt,) = draft.doubts
    assert doubt.startswith("not read, 2022-06-08 is a Wednesday, and the heading says Tuesday: ")


def test_what_lasts_is_no_deadline() -> None:
    text = f"{HEAD}{WEDNESDAY}\nGENEVA - Deadline for bids - (to 10 June)\n"
    (event,) = drafted(text)
    assert (event.kind, str(event.start), str(event.end)) == (
        "milestone",
        "2022-06-08",
        "2022-06-10",
    )


@pytest.mark.parametrize("city", ["New York", "St. John's"])
def test_what_the_stars_mean_stands_behind_the_clocks(city: str) -> None:
    marks = "** marks what is new or changed since 1 June 2026, 0000 GMT."
    draft = read_report(f"A week\nDays by the clocks of {city}. {marks}\n\n{WEDNESDAY}\nTalks\n")
    assert draft.zone_why.endswith(f"the diary has its days by the clocks of {city}")


def test_the_days_of_one_event_are_one_event() -> None:
    text = (
        f"{HEAD}Wednesday 8 June 2022\nGENEVA - Sea - 0900 GMT (11:00 local) (to 10 June)\n"
        "GENEVA - Land - second day of three\n\n"
        "Thursday 9 June 2022\nGENEVA - Sea - second day of three\n"
        "GENEVA - Land - third day of three\nGENEVA - Land - third day of three\n\n"
        "Friday 10 June 2022\nGENEVA - Sea - third day of three\n"
    )
    days = [(it.title, str(it.start), str(it.end)) for it in drafted(text)]
    assert sorted(days) == [
        ("Land", "2022-06-07", "2022-06-09"),
        ("Land", "2022-06-07", "2022-06-09"),  # two of one name, on one day
        ("Sea", "2022-06-08 09:00 UTC", "2022-06-10"),
    ]


def test_what_is_after_another_event_is_drafted_after_it_if_there_is_one_of_that_title() -> None:
    lines = "BRUSSELS - Council - 0930 GMT\nBRUSSELS - Lunch - after “Council”"
    found = {it.id: it for it in drafted(f"{HEAD}{WEDNESDAY}\n{lines}\n")}
    council, lunch = found["council"], found["lunch"]
    assert lunch.starts_after
    assert lunch.follows
    assert lunch.follows.uid == council.uid
    (alone,) = drafted(f"{HEAD}{WEDNESDAY}\nBRUSSELS - Lunch - after “Council”\n")
    assert not alone.starts_after


def test_what_begins_on_its_last_day_in_gmt_is_told_by_the_clocks_of_the_diary() -> None:
    text = (
        "A week\nDays by the clocks of New York.\n\nWednesday 8 June 2022\n"
        "MIAMI - Night talks - Thursday 0100 GMT (21:00 local) (to 9 June)\n"
    )
    draft = read_report(text, zone="Europe/Oslo")
    name_events(draft)
    assert draft.zone == "Europe/Oslo"
    assert "start: 2022-06-08 21:00 America/New_York  # 01:00 GMT on 2022-06-09" in to_yaml(draft)
    assert "end: 2022-06-09\n" in to_yaml(draft)
