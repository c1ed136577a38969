"""What the press is told by a running service: in the channel, and in a part of the feed."""

from datetime import date
from pathlib import Path

from bot.messages.answers.event import event_answer
from bot.messages.wording.answers.reader import ANYBODY
from bot.publishing.parts.explanation import explain
from bot.publishing.publication import Publication
from bot.web.address import Address
from bot.web.feed_query import FILTERS, known_words, parse_query
from bot.web.pages.render import Pages
from events.definitions.loader import load
from events.feeds.description import describe
from events.model import Access
from events.revisions import first_revisions
from events.times import Day
from tests.bot.making.agenda_file import HEAD
from tests.bot.making.edited import saved
from tests.bot.running.clock import utc
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


def test_nobody_is_told_to_come_to_what_is_off(tmp_path: Path) -> None:
    file, now = tmp_path / "tests.yaml", utc("2026-12-05 12:00")
    file.write_text(f"{HEAD}events:\n{press()}    status: cancelled\n", encoding="utf-8")
    listed = load(file)
    council = next(it for it in listed.events if it.id == "council")
    publication = Publication(listed, first_revisions(listed))
    pages = Pages({"icon.svg": "i", "podium.css": "c", "podium.js": "j"})
    page = pages.event(council, publication, Address("https://podium.example"), now).decode()
    answer = event_answer(council, None, None, None, now, 1, (), ANYBODY).post.text
    for told in (page, answer, describe(council, None)):
        assert "Cancelled" in told
        assert not any(it in told for it in ("Be there", "Pool only", "Accreditation: until"))
    assert ">Accreditation</dt>" not in page
