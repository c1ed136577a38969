"""What is news to a reader who was told of an event."""

import pytest

from events.changes import Change, news_of
from events.model import Event, Status
from events.records.event_json import from_record, to_record
from tests.events.builders import event, utc

NOON = "2022-01-12 12:00 GMT"


@pytest.mark.parametrize(
    ("before", "after", "change"),
    [
        (event(status=Status.TENTATIVE), event(), Change.CONFIRMED),
        (event(), event(status=Status.TENTATIVE), Change.MADE_TENTATIVE),
        (event(start="about 2022-01-12", status=Status.TENTATIVE), event(), Change.TIME_ANNOUNCED),
        (
            event(start="about 2022-01-12 09:00 GMT", status=Status.TENTATIVE),
            event(),
            Change.CONFIRMED,
        ),
        (event(), event(start="about 2022-01-12 09:00 GMT"), Change.MADE_APPROXIMATE),
        (event(start="2022-01-12"), event(start="about 2022-01-12"), Change.MADE_APPROXIMATE),
        (
            event(start="not before 2022-01-12 08:00 GMT"),
            event(start="about 2022-01-12 09:00 GMT"),
            Change.TIME_ANNOUNCED,
        ),
        (event(start="not before 2022-01-12 09:30 GMT"), event(), Change.MOVED),
        (event(end=NOON), event(end="2022-01-12 12:30 GMT"), None),
        (event(end=NOON), event(end="2022-01-12 12:31 GMT"), Change.END_MOVED),
        (event(end=NOON), event(end="2022-01-12 11:29 GMT"), Change.END_MOVED),
        (
            event(end="2022-01-12 22:50 GMT"),
            event(end="2022-01-12 23:10 GMT"),  # after midnight in Brussels
            Change.END_MOVED,
        ),
        (event(end=NOON), event(), Change.END_MOVED),
        (event(), event(end=NOON), None),
        (event(end=NOON), event(end="about 2022-01-12 12:00 GMT"), None),
        (event(start="2022-01-12", end="2022-01-14"), event(start="2022-01-12"), Change.END_MOVED),
        (
            event(start="2022-01-12", end="2022-01-14"),
            event(start="2022-01-12", end="2022-01-15"),
            Change.END_MOVED,
        ),
        (event(start="2022-01-12"), event(start="2022-01-12", end="2022-01-14"), None),
    ],
)
def test_it_is_news_that_an_event_is_sure_and_that_its_end_is_another(
    before: Event, after: Event, change: Change | None
) -> None:
    news = news_of(from_record(to_record(before)), after, utc("2022-01-11 12:00"))
    assert (news and news.change) is change
