"""When something is, as it was announced: what is not known is neither told nor made up."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.planning.reminders import reminders_of
from events.changes import Change, news_of
from events.errors import Refusal
from events.feeds.icalendar import summary
from events.model import Agenda, Agendas, Event, Kind
from events.queries import is_over, outlook
from events.records.event_json import from_record, to_record
from events.time_grammar import parse_end, parse_start
from events.times import Day, DayPart, Undated
from events.wording.languages import LANGUAGES
from events.wording.phrases import certainty_phrase, when_phrase
from tests.events.builders import event, utc

LEADS = (timedelta(hours=1),)


def of(start: str, kind: Kind = Kind.MEETING, name: str = "council") -> Event:
    return event(name, start, kind=kind, title="Council")


@pytest.mark.parametrize(
    ("start", "when", "shown", "certainty"),
    [
        (
            "not before 2022-01-12 14:00",
            "Wednesday 12 January 2022, not before 14:00 in Brussels (13:00 GMT)",
            "Council (not before this time)",
            "Earliest time",
        ),
        (
            "2022-01-12 afternoon",
            "Wednesday 12 January 2022, in the afternoon",
            "Council (in the afternoon)",
            "In the afternoon",
        ),
        (
            "2022-01-12 all  day",
            "Wednesday 12 January 2022, all day",
            "Council (all day)",
            "Exact day",
        ),
        (
            "2022-01-12",
            "Wednesday 12 January 2022, time to be announced",
            "Council (time to be announced)",
            "Time to be announced",
        ),
        ("2022-01", "January 2022, date to be announced", None, "Date to be announced"),
        (
            "week of 2022-01-10",
            "the week of 10 January 2022, date to be announced",
            None,
            "Date to be announced",
        ),
    ],
)
def test_what_readers_are_told(start: str, when: str, shown: str | None, certainty: str) -> None:
    one = of(start)

    assert when_phrase(one) == when
    assert certainty_phrase(one) == certainty
    if shown:
        assert summary(one) == shown
    assert from_record(to_record(one)) == replace(one, leads=())


@pytest.mark.parametrize("language", LANGUAGES.values(), ids=LANGUAGES)
def test_no_two_ways_to_say_when_read_alike(language: object) -> None:
    starts = [f"2022-01-12 {part}" for part in DayPart]
    starts += ["2022-01-12", "2022-01", "week of 2022-01-10", "not before 2022-01-12 14:00"]
    starts += ["about 2022-01-12 14:00", "2022-01-12 14:00", "about 2022-01-12"]
    told = [when_phrase(of(start), language) for start in starts]  # type: ignore[arg-type]

    assert len(set(told)) == len(told)


@pytest.mark.parametrize("kind", Kind)
def test_only_what_fills_days_needs_no_hour(kind: Kind) -> None:
    fills = kind in (Kind.DEADLINE, Kind.OBSERVANCE, Kind.MILESTONE)

    assert of("2022-01-12", kind).fills_days is fills
    assert of("2022-01-12 all day", kind).fills_days
    assert not of("2022-01-12 evening", kind).fills_days


@pytest.mark.parametrize(
    ("start", "refusal"),
    [
        ("not before 2022-01-12", "not before needs a time of day"),
        ("about 2022-01-12 morning", "about a day and its morning at once"),
        ("week of 2022-01-12", "2022-01-12 is a Wednesday (write week of 2022-01-10, its Monday)"),
        ("2022-13", "there is no day 2022-13-01"),
        ("2022-01-12 noon", "is not a start"),
    ],
)
def test_what_contradicts_itself_is_refused(start: str, refusal: str) -> None:
    with pytest.raises(Refusal) as caught:
        parse_start(start, "UTC")

    assert refusal in f"{caught.value.what} ({caught.value.mend})"


@pytest.mark.parametrize(
    ("end", "start", "refusal"),
    [
        ("2022-01-31", "2022-01", "the day is to be announced, and yet there is an end"),
        ("2022-01-12 evening", "2022-01-12 09:00", "an end has no evening"),
        ("not before 2022-01-12 10:00", "2022-01-12 09:00", "an end is not “not before”"),
        ("2022-02", "2022-01-12 09:00", "'2022-02' is no day"),
    ],
)
def test_an_end_is_a_time_or_a_day(end: str, start: str, refusal: str) -> None:
    with pytest.raises(Refusal) as caught:
        parse_end(end, parse_start(start, "UTC"))

    assert caught.value.what == refusal


def test_an_end_may_be_about_a_time() -> None:
    start = parse_start("2022-01-12 09:00", "UTC")

    assert str(parse_end("about 12:00", start)) == "about 2022-01-12 12:00 UTC"


def test_what_has_no_day_is_in_no_answer_and_has_no_reminder() -> None:
    undated = replace(of("2022-01"), leads=LEADS)
    dated = replace(of("2022-01-12 evening", name="dated"), leads=LEADS)
    agenda = Agenda("tests", "Tests", "UTC", (undated, dated))
    found = outlook(Agendas((agenda,)), utc("2022-01-12 17:30"), 9)

    assert (*found.on, *found.perhaps_on, *found.today, *found.coming) == (dated,)
    assert not list(reminders_of(undated))
    assert [lead for lead, _ in reminders_of(dated)] == ["eve", "morning"]
    assert not is_over(undated, utc("2022-01-31 22:59"))
    assert is_over(undated, utc("2022-02-01 00:00"))


@pytest.mark.parametrize(
    ("before", "after", "change"),
    [
        ("2022-01", "2022-01-12", Change.DATE_ANNOUNCED),
        ("week of 2022-01-10", "2022-01-12 14:00", Change.DATE_ANNOUNCED),
        ("week of 2022-01-10", "2022-01-19", Change.MOVED),
        ("2022-01-12", "2022-01", Change.MOVED),
        ("2022-01-12", "2022-01-12 afternoon", Change.TIME_ANNOUNCED),
        ("2022-01-12 afternoon", "2022-01-12 15:00", Change.TIME_ANNOUNCED),
        ("2022-01-12 afternoon", "2022-01-12 10:00", Change.MOVED),
        ("2022-01-12 afternoon", "2022-01-12 morning", Change.MOVED),
        ("2022-01-12 14:00", "not before 2022-01-12 14:00", Change.MADE_APPROXIMATE),
        ("not before 2022-01-12 14:00", "2022-01-12 14:00", Change.MADE_EXACT),
        ("2022-01-12", "2022-01-12 all day", None),
    ],
)
def test_what_changes_for_readers(before: str, after: str, change: Change | None) -> None:
    news = news_of(of(before), of(after), utc("2022-01-08 09:00"))

    assert (news and news.change) == change


def test_days_of_which_one_is_to_be_announced_are_a_month_or_a_week() -> None:
    assert Undated.month(2024, 2, "UTC").last == date(2024, 2, 29)
    with pytest.raises(ValueError, match="neither a month nor a week"):
        Undated(date(2024, 2, 1), date(2024, 2, 28), "UTC")
    with pytest.raises(ValueError, match="and yet its morning"):
        Day(date(2024, 2, 1), "UTC", approximate=True, part=DayPart.MORNING)


def test_what_follows_an_unknown_hour_is_under_way_on_no_hour() -> None:
    begun = of("not before 2022-01-12 14:00")

    assert not is_over(begun, utc("2022-01-12 13:00") + timedelta(hours=1))
