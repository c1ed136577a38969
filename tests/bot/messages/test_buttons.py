"""The buttons below a post about an event: as far as there is an address, and it leads to more."""

from dataclasses import replace

import pytest

from bot.messages.parts.buttons import Addresses, event_buttons
from bot.messages.plain_text import plain_text
from bot.messages.post import Button, Post, Purpose, Span
from bot.messages.post_json import from_json, to_json
from events.model import Event, Link, Status
from events.wording.english import ENGLISH
from events.wording.translations.french import FRENCH
from tests.bot.making.builders import event

SITE = Addresses("https://podium.example/events/a", "https://podium.example/events/a.ics")
LIVE = "https://live.example/en"


def live(start: str = "2022-01-12 09:00 GMT", status: Status = Status.CONFIRMED) -> Event:
    return replace(event(start), status=status, stream=LIVE)


STREAMS = (Link(LIVE, language="en"), Link("https://live.example/fr", language="fr-BE"))


@pytest.mark.parametrize(
    ("of", "addresses", "labels"),
    [
        (live(), SITE, ["Details", "Add to calendar", "Watch live"]),
        (event(), SITE, ["Details", "Add to calendar"]),
        (event(), None, []),
        (live(), None, ["Watch live"]),
        (live("2022-06"), SITE, ["Details", "Watch live"]),
        (live(status=Status.CANCELLED), SITE, ["Details"]),
        (live(status=Status.POSTPONED), SITE, ["Details"]),
    ],
    ids=["all", "no stream", "no site", "a stream alone", "no day", "cancelled", "postponed"],
)
def test_there_is_a_button_where_there_is_an_address(
    of: Event, addresses: Addresses | None, labels: list[str]
) -> None:
    assert [each.label for each in event_buttons(of, addresses, ENGLISH)] == labels


def test_the_stream_is_that_in_the_language_of_the_post() -> None:
    of = replace(event(), streams=STREAMS)
    assert event_buttons(of, None, FRENCH)[-1].url == "https://live.example/fr"
    assert event_buttons(of, None, ENGLISH)[-1].url == LIVE
    assert event_buttons(replace(of, streams=STREAMS[::-1]), None, ENGLISH)[-1].url == LIVE


def test_plain_text_has_each_address_once() -> None:
    post = Post((Span(f"Talks\nLive: {LIVE}"),), event_buttons(live(), SITE, ENGLISH))
    assert plain_text(post) == (
        f"Talks\nLive: {LIVE}\n\nDetails: {SITE.page}\nAdd to calendar: {SITE.calendar}"
    )


def test_what_the_ledger_keeps_has_the_buttons_also_of_older_posts() -> None:
    post = Post((Span("Talks"),), event_buttons(live(), SITE, ENGLISH))
    assert from_json(to_json(post)) == post
    older = '{"spans":[{"text":"Talks"}],"button":["Details and calendar","https://a.example/"]}'
    button = Button("Details and calendar", "https://a.example/", Purpose.DETAILS)
    assert from_json(older).buttons == (button,)
