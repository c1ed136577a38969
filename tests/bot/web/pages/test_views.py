"""What the pages say at an instant."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.web.pages.page_cache import reads_until
from bot.web.pages.views.agenda import MOST_COMING, MOST_PAST, view_agenda
from bot.web.pages.views.event import view_event
from bot.web.pages.views.words import Stage
from events.model import Event, Followed, Kind, Place, Status
from events.time_grammar import parse_start
from events.times import Day
from tests.bot.web.publications import MIDWEEK, bundled, event, publication_of

NINE = "2022-01-12 09:00 GMT"


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def test_the_bundled_week_reads_right_in_its_middle() -> None:
    view = view_agenda(bundled(), MIDWEEK)
    assert view.summary == "4 events, 10–13 January 2022"
    assert [each.event.title for each in view.leading] == ["NATO–Russia Council"]
    assert [(day.weekday, day.number, len(day.events)) for day in view.coming] == [
        ("Wednesday", "12", 2),
        ("Thursday", "13", 1),
    ]
    assert [day.time for day in view.past] == ["2022-01-10"]
    council, press = view.coming[0].events
    assert council.hour is not None
    assert (council.hour.local, council.hour.local_time, council.hour.where) == (
        "10:00",
        "2022-01-12T10:00+01:00",
        "in Brussels",
    )
    assert (council.hour.gmt, council.hour.gmt_time) == ("09:00 GMT", "2022-01-12T09:00Z")
    assert (council.certainty, council.end) == ("Exact time", "End not announced")
    assert press.hour is not None
    assert (press.hour.local, press.hour.gmt) == ("14:30", "13:30 GMT")
    assert press.certainty == "Approximate time"
    assert press.follows is council.event
    assert press.event in council.followed_by
    osce = view.coming[1].events[0]
    assert (osce.hour, osce.open, osce.end) == (None, "Time to be announced", None)
    assert view.past[0].events[0].open == "No time was announced"


@pytest.mark.parametrize(
    ("start", "now", "stage", "label"),
    [
        ("2022-01-12 09:00 GMT", "2022-01-12 08:59:59", Stage.NEXT, "Next"),
        ("2022-01-12 09:00 GMT", "2022-01-12 09:00", Stage.NOW, "Under way"),
        ("2022-01-12 09:00 GMT", "2022-01-12 10:59:59", Stage.NOW, "Under way"),
        ("2022-01-12 09:00 GMT", "2022-01-12 11:00", Stage.PAST, "Past"),
        ("about 2022-01-12 09:00 GMT", "2022-01-12 09:01", Stage.NOW, "About now"),
        ("2022-01-12", "2022-01-11 22:59", Stage.NEXT, "Next"),
        ("2022-01-12", "2022-01-11 23:00", Stage.NOW, "Today"),
        ("2022-01-12", "2022-01-12 22:59", Stage.NOW, "Today"),
        ("2022-01-12", "2022-01-12 23:00", Stage.PAST, "Past"),
    ],
)
def test_an_event_goes_from_next_to_now_to_past(
    start: str, now: str, stage: Stage, label: str
) -> None:
    publication = publication_of(event(start))
    view = view_event(publication, publication.everything[0], at(now))
    assert (view.stage, view.stage_label) == (stage, label)


@pytest.mark.parametrize(
    ("made", "now", "stage", "label", "open_", "end"),
    [
        (event(NINE, kind=Kind.DEADLINE), "2022-01-12 09:00", Stage.PAST, "Past", None, None),
        (event(NINE, kind=Kind.DEADLINE), "2022-01-12 08:00", Stage.NEXT, "Next", None, None),
        (event(NINE, kind=Kind.MILESTONE), "2022-01-12 09:00", Stage.PAST, "Past", None, None),
        (
            event("2022-01-12", kind=Kind.DEADLINE),
            *("2022-01-12 08:00", Stage.NOW, "Closes today", "On this day", None),
        ),
        (
            event("2022-01-12", kind=Kind.MILESTONE),
            *("2022-01-12 08:00", Stage.NOW, "Today", "All day", None),
        ),
        (
            event("about 2022-01-12"),
            *("2022-01-12 08:00", Stage.NOW, "Perhaps today"),
            *("Around this day, time to be announced", None),
        ),
        (
            event("2022-01-12", end=Day(date(2022, 1, 14), "Europe/Brussels")),
            *("2022-01-13 08:00", Stage.NOW, "These days", "3 days"),
            "Until Friday 14 January 2022",
        ),
        (
            event("2022-01-12 evening", end=Day(date(2022, 1, 14), "Europe/Brussels")),
            *("2022-01-13 08:00", Stage.NOW, "These days", "In the evening"),
            "Until Friday 14 January 2022",
        ),
        (
            event(NINE, status=Status.TENTATIVE),
            *("2022-01-12 09:30", Stage.NOW, "Perhaps now", None, "End not announced"),
        ),
    ],
)
def test_a_page_is_no_surer_than_the_definitions(
    made: Event, now: str, stage: Stage, label: str, open_: str | None, end: str | None
) -> None:
    view = view_event(publication_of(made), made, at(now))
    assert (view.stage, view.stage_label, view.open, view.end) == (stage, label, open_, end)


def test_a_part_of_the_first_day_is_told_beside_that_day_alone() -> None:
    made = event("2022-01-12 evening", end=Day(date(2022, 1, 14), "Europe/Brussels"))
    assert view_event(publication_of(made), made, MIDWEEK).day == "Wednesday 12 January 2022"


def test_events_that_begin_together_are_all_next() -> None:
    publication = publication_of(
        event("2022-01-12 09:00", "one"),
        event("2022-01-12 08:00 GMT", "two"),
        event("2022-01-12 10:00", "three"),
    )
    leading = view_agenda(publication, MIDWEEK).leading
    assert [each.event.id for each in leading] == ["one", "two"]


@pytest.mark.parametrize("status", [Status.CANCELLED, Status.POSTPONED])
def test_what_is_off_is_struck_and_never_next(status: Status) -> None:
    publication = publication_of(event("2022-01-12 09:00", status=status))
    view = view_agenda(publication, MIDWEEK)
    assert view.leading == ()
    off = view.coming[0].events[0]
    assert (off.is_struck, off.stage, off.end) == (True, Stage.LATER, None)


def test_a_time_in_gmt_is_told_once() -> None:
    london = event("2022-01-12 09:00", timezone="Europe/London")
    publication = publication_of(london)
    hour = view_event(publication, london, MIDWEEK).hour
    assert hour is not None
    assert (hour.local, hour.where, hour.gmt) == ("09:00", "in London (GMT)", None)


@pytest.mark.parametrize(
    ("timezone", "where", "gmt"),
    [("Europe/Brussels", "in Brussels", "08:00 GMT"), ("UTC", "GMT", None)],
)
def test_a_place_without_a_zone_is_told_by_the_clocks_of_the_agenda(
    timezone: str, where: str, gmt: str | None
) -> None:
    made = replace(event("2022-01-12 09:00", timezone=timezone), place=Place("New York"))
    hour = view_event(publication_of(made), made, MIDWEEK).hour
    assert hour is not None
    assert (hour.local, hour.where, hour.gmt) == ("09:00", where, gmt)


def test_a_place_without_a_city_is_told_in_gmt() -> None:
    release = event("2022-01-12 09:00 UTC", timezone="UTC")
    hour = view_event(publication_of(release), release, MIDWEEK).hour
    assert hour is not None
    assert (hour.local, hour.where, hour.gmt) == ("09:00", "GMT", None)


def test_a_gmt_day_that_differs_is_named() -> None:
    island = event("2022-01-12 09:00", timezone="Pacific/Kiritimati")
    hour = view_event(publication_of(island), island, MIDWEEK).hour
    assert hour is not None
    assert (hour.day, hour.gmt) == ("2022-01-12", "Tuesday 19:00 GMT")


def test_an_end_on_another_day_names_it() -> None:
    end = parse_start("about 2022-01-13 01:00", "Europe/Brussels")
    long = event("2022-01-12 22:00", end=end)
    view = view_event(publication_of(long), long, MIDWEEK)
    assert view.end == "Until around 01:00 on Thursday 13 January 2022"
    assert view.end_time == "2022-01-13T01:00+01:00"


def test_an_agenda_that_is_past_says_so() -> None:
    view = view_agenda(bundled(), at("2022-01-20"))
    assert (view.coming, view.leading) == ((), ())
    assert len(view.past) == 3


def test_what_never_had_a_day_is_past_without_one() -> None:
    view = view_agenda(publication_of(event("2021-12")), MIDWEEK)
    assert view.past == ()
    (only,) = view.never_dated
    assert (only.stage, only.day) == (Stage.PAST, "December 2021")


def test_an_agenda_without_events_says_so() -> None:
    view = view_agenda(publication_of(), MIDWEEK)
    assert (view.summary, view.coming, view.past) == ("No events yet", (), ())


def test_of_many_events_the_page_shows_the_latest_and_the_next() -> None:
    begin = at("2022-01-01")
    times = [begin + timedelta(hours=3 * number) for number in range(MOST_PAST + MOST_COMING + 12)]
    events = [event(f"{time:%Y-%m-%d %H:%M} UTC", f"e{i}") for i, time in enumerate(times)]
    view = view_agenda(publication_of(*events), times[MOST_PAST + 5] - timedelta(minutes=1))

    assert view.summary.startswith(f"{len(events)} events, ")
    shown = [each.event.id for day in (*view.past, *view.coming) for each in day.events]
    assert shown == [each.id for each in events[5:-7]]
    assert (view.earlier, view.further) == (5, 7)
    assert [each.event.id for each in view.leading] == [f"e{MOST_PAST + 5}"]


def test_of_few_events_the_page_shows_all() -> None:
    view = view_agenda(bundled(), MIDWEEK)
    assert (view.earlier, view.further) == (0, 0)


def test_a_page_reads_the_same_until_the_instant_that_it_names() -> None:
    publication, now = bundled(), at("2022-01-09")
    tick = timedelta(microseconds=1)
    turns = 0
    while (until := reads_until(publication.everything, now)) is not None:
        view = view_agenda(publication, now)
        assert view_agenda(publication, now + (until - now) / 2) == view
        assert view_agenda(publication, until - tick) == view
        now, turns = until, turns + 1
    assert turns >= 7
    assert view_agenda(publication, now) == view_agenda(publication, at("2030-01-01"))


def test_what_follows_without_a_time_stands_after_it_and_is_not_next_before_it() -> None:
    talks = event("2022-01-12 09:00", "talks")
    press = event("2022-01-12", "a-press", follows=Followed(talks.uid, talks.title))
    publication = publication_of(press, talks)

    before = view_agenda(publication, at("2022-01-11 09:00"))
    assert [each.event.id for each in before.leading] == ["talks"]
    assert [each.event.id for each in before.coming[0].events] == ["talks", "a-press"]
    past = view_agenda(publication, at("2022-01-14 09:00"))
    assert [each.event.id for each in past.past[0].events] == ["talks", "a-press"]


def test_what_starts_after_what_has_no_day_yet_says_so() -> None:
    talks = event("2022-02", "talks")
    press = event("2022-02", "press", follows=Followed(talks.uid, talks.title), starts_after=True)
    publication = publication_of(talks, press)
    assert view_event(publication, press, MIDWEEK).open == f"After “{talks.title}”"
    assert view_event(publication, talks, MIDWEEK).open == "Date to be announced"
    past = view_event(publication, press, at("2022-04-01"))
    assert past.open == "No date was announced"


def test_a_part_without_a_time_stands_behind_its_whole_and_is_not_next_before_it() -> None:
    summit = event("2022-01-12 10:00", "summit", has_programme=True)
    photo = event("2022-01-12", "photo", parent=Followed(summit.uid, summit.title))
    before = view_agenda(publication_of(photo, summit), at("2022-01-11 09:00"))
    assert [each.event.id for each in before.leading] == ["summit"]
    assert [each.event.id for each in before.coming[0].events] == ["summit", "photo"]


def test_what_has_no_known_end_is_past_when_what_follows_it_has_begun() -> None:
    council = event("2022-01-12 08:00 GMT", "council")
    press = event("2022-01-12 09:00 GMT", "press", follows=Followed(council.uid, council.title))
    publication = publication_of(council, press)
    begins = at("2022-01-12 09:00")
    assert reads_until(publication.everything, begins - timedelta(minutes=1)) == begins
    then = view_agenda(publication, begins)
    assert [each.event.id for each in then.leading] == ["press"]
    assert [each.event.id for each in then.past[0].events] == ["council"]
