"""What readers are told while an edit is taken over: nothing is older than the page."""

from collections.abc import Mapping

import pytest

from bot.messages.answers.finding.search import Index
from bot.messages.wording.answers.reader import ANYBODY
from bot.telegram.commands import catalogue
from bot.telegram.commands.catalogue import CurrentCatalogue
from bot.telegram.commands.replies import Replies
from events.model import Event
from tests.bot.running.clock import SetClock, utc
from tests.bot.web.publications import event, publication_of

NOW = utc("2022-01-12 08:30")
COUNCIL = event("2022-01-12 09:00 GMT")
LATER = event("2022-01-12 16:00 GMT")


async def test_an_edit_while_the_events_are_looked_through_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shown = [publication_of(COUNCIL)]

    def index_and_edit(told: tuple[Event, ...], titles: Mapping[str, str]) -> Index:
        if len(shown) == 1:
            shown.append(publication_of(LATER))
        return Index(told, titles)

    monkeypatch.setattr(catalogue, "Index", index_and_edit)
    assert (await CurrentCatalogue(lambda: shown[-1]).get()).told == (LATER,)


@pytest.mark.parametrize(
    ("edited", "told"), [((LATER,), "16:00"), ((), ANYBODY.words.gone)], ids=["moved", "removed"]
)
async def test_an_edit_between_an_event_and_all_about_it_is_told(
    edited: tuple[Event, ...], told: str
) -> None:
    other = event("2022-01-13 09:00 GMT", "other")
    shown = [publication_of(COUNCIL, other)]
    replies = Replies(lambda: shown[-1], SetClock(NOW))
    (found,) = (each for each in (await replies.catalogue.get()).told if each.uid == COUNCIL.uid)

    shown.append(publication_of(*edited, other))
    assert told in (await replies.about(found, ANYBODY)).post.text
