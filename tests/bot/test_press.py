"""What the press is told by a running service: in the channel, and in a part of the feed."""

from datetime import date
from pathlib import Path

from bot.publishing.explanation import explain
from bot.web.feed_query import FILTERS, known_words, parse_query
from events.model import Access
from events.times import Day
from tests.bot.making.edited import saved
from tests.events.builders import agendas, event

PRESS = """\
  - id: council
    kind: meeting
    title: Council
    start: 2026-12-10 10:00 Europe/Brussels
    place: {{city: Brussels, timezone: Europe/Brussels}}
    reminders: [1 hour]
    access: {access}
    accreditation: {{until: {until}}}
    arrive: {arrive} before
"""


def press(access: str = "pool", until: str = "2026-12-08 17:00", arrive: str = "45 minutes") -> str:
    return PRESS.format(access=access, until=until, arrive=arrive)


async def test_a_reminder_says_who_may_come_and_when_to_be_there(tmp_path: Path) -> None:
    async with saved(tmp_path, "2026-12-05 12:00", press()) as edited:
        await edited.later(5 * 60)
        assert edited.heads == ["Closes in 2 days 23 hours: Accreditation for Council"]
        await edited.later(4 * 24 * 60 + 15 * 60)
        reminder = edited.posts[-1].text
    assert reminder.startswith("In 1 hour: Council\n")
    assert "\nPool only. Be there by 09:15 in Brussels (08:15 GMT).\n" in f"{reminder}\n"
    assert "Accreditation" not in reminder  # closed by then


async def test_the_closing_s_own_move_is_news(tmp_path: Path) -> None:
    async with saved(tmp_path, "2026-12-07 16:30", press()) as edited:
        await edited.save(press(until="2026-12-08 12:00"))
        await edited.later(2)
        assert edited.heads[-1] == "New time: Accreditation for Council"


async def test_who_may_not_come_any_more_hears_of_it(tmp_path: Path) -> None:
    async with saved(tmp_path, "2026-12-09 12:00", press("open")) as edited:
        await edited.save(press("pool"))
        await edited.later(2)
        notice = edited.posts[-1].text
    assert notice.startswith("Access changed: Council\n")
    assert "\nPool only. Be there by 09:15 in Brussels (08:15 GMT).\n" in notice
    assert "Was to be: Open to the press. Be there by 09:15 in Brussels (08:15 GMT)" in notice


async def test_an_earlier_arrival_is_news_and_a_first_word_of_access_is_not(tmp_path: Path) -> None:
    silent = press().replace("    access: pool\n", "")
    async with saved(tmp_path, "2026-12-09 12:00", silent) as edited:
        await edited.save(press())
        await edited.later(2)
        assert edited.heads == []
        await edited.save(press(arrive="1 hour"))
        await edited.later(2)
        assert edited.heads == ["Access changed: Council"]


def test_a_part_of_the_feed_is_by_access() -> None:
    events = [event(access.value, access=access) for access in Access] + [event("unsaid")]
    published = agendas(*events)
    words = known_words(events)
    today = Day(date(2022, 1, 1), "UTC")
    for query, kept in ((b"access=Pool,open", {"pool", "open"}), (b"access=nobody", set[str]())):
        selection = parse_query(query, FILTERS, words, today)
        assert {it.id for it in published.events if selection.holds(it)} == kept
    selection = parse_query(b"access=pool,open", FILTERS, words, today)
    assert selection.title("All") == "All: events (open to the press, pool only)"
    assert selection.query == "?access=open&access=pool"
    unknown = parse_query(b"access=nobody", FILTERS, words, today)
    told = explain(unknown, events, is_empty=True)
    assert told
    assert "There is: access=accredited, closed, invitation, open, pool" in told
