"""Atom (RFC 4287): what is new or has changed, for news readers."""

import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.publishing.parts.feeds import atom_feed
from bot.publishing.publication import Publication
from bot.publishing.selection import EVERYTHING, Selection
from events.definitions.loader import load
from events.feeds.atom import MOST_ENTRIES
from events.model import Agenda, Agendas, Event, Place, Status
from events.queries import Filter
from events.revisions import Revisions, revise
from tests.events.builders import BUNDLED, SITE, agendas, event, utc
from tests.events.strategies import events
from tests.examples import examples

NOW = utc("2022-01-09 08:00")
ATOM = {"a": "http://www.w3.org/2005/Atom"}
weeks = st.lists(events(), max_size=4, unique_by=lambda made: made.id).map(
    lambda made: agendas(*made)
)


def written(
    week: Agendas, before: Revisions | None = None, now: datetime = NOW, url: str | None = SITE
) -> bytes:
    return atom_feed(Publication(week, revise(before or {}, week, now), url))


def read(content: bytes) -> ET.Element:
    return ET.fromstring(content)  # noqa: S314 - we wrote it


def all_texts(root: ET.Element, path: str) -> list[str | None]:
    return [found.text for found in root.findall(path, ATOM)]


def test_the_bundled_week_is_a_feed_with_an_entry_for_each_event() -> None:
    root = read(written(load(BUNDLED)))

    assert root.tag == "{http://www.w3.org/2005/Atom}feed"
    assert all_texts(root, "a:title") == ["Security talks in Europe, January 2022"]
    assert all_texts(root, "a:updated") == ["2022-01-09T08:00:00+00:00"]
    assert len(root.findall("a:entry", ATOM)) == 4
    assert {link.get("href") for link in root.findall("a:link", ATOM)} >= {f"{SITE}/feed.atom"}


def test_a_change_moves_an_event_to_the_top_under_the_same_id() -> None:
    one, two = event("one"), event("two")
    first = agendas(one, two)
    before = revise({}, first, NOW)
    ids = set(all_texts(read(written(first)), "a:entry/a:id"))

    later = NOW + timedelta(hours=1)
    after = read(written(agendas(replace(one, title="Moved talks"), two), before, later))

    assert [(title or "").partition(" – ")[0] for title in all_texts(after, "a:entry/a:title")] == [
        "Moved talks",
        "Talks",
    ]
    assert set(all_texts(after, "a:entry/a:id")) == ids
    assert all_texts(after, "a:entry/a:updated")[0] == "2022-01-09T09:00:00+00:00"
    assert all_texts(after, "a:entry/a:published")[0] == "2022-01-09T08:00:00+00:00"
    assert all_texts(after, "a:updated") == ["2022-01-09T09:00:00+00:00"]


@pytest.mark.parametrize(
    ("made", "title"),
    [
        (
            event(city="Brussels"),
            "Talks – Wednesday 12 January 2022, 10:00 in Brussels (09:00 GMT)",
        ),
        (event(start="2022-01-12"), "Talks – Wednesday 12 January 2022, time to be announced"),
        (
            event(
                start="about 2022-01-12 09:00 GMT", place=Place("Bonn"), timezone="Europe/Berlin"
            ),
            "Talks – Wednesday 12 January 2022, around 10:00 in Bonn (09:00 GMT)",
        ),
        (
            event(start="2022-01-12", end="2022-01-14", status=Status.TENTATIVE),
            "Tentative: Talks – 12 January 2022 to 14 January 2022",
        ),
        (
            event(city="Brussels", status=Status.CANCELLED),
            "Cancelled: Talks – Wednesday 12 January 2022, 10:00 in Brussels (09:00 GMT)",
        ),
        (event(status=Status.POSTPONED), "Postponed: Talks"),  # the day is none any more
    ],
)
def test_an_entry_says_by_its_title_when_the_event_is_and_how_it_stands(
    made: Event, title: str
) -> None:
    assert all_texts(read(written(agendas(made))), "a:entry/a:title") == [title]


def test_an_entry_says_when_it_was_changed_if_it_was() -> None:
    first = agendas(event())
    assert "Last changed" not in written(first).decode()
    second = agendas(event(status=Status.CANCELLED))
    later = utc("2022-01-10 17:30")
    changed = written(second, revise({}, first, NOW), later).decode()
    assert "Last changed: 10 January 2022, 17:30 GMT" in changed


def test_a_feed_has_the_id_of_no_other_site_and_the_same_entries() -> None:
    """RFC 4287 §4.2.6: readers would take the feeds of two Podiums for one."""
    week = agendas(event())
    sites = (SITE, f"{SITE}/podium", "https://other.example", None)

    feeds = [read(written(week, url=url)) for url in sites]

    assert len({tuple(all_texts(each, "a:entry/a:id")) for each in feeds}) == 1
    assert len({tuple(all_texts(each, "a:id")) for each in feeds}) == len(sites)


def test_the_feed_keeps_its_id_when_there_is_a_second_agenda() -> None:
    """RFC 4287 §4.2.6: readers would take it for another feed."""
    week = agendas(event())
    both = Agendas((*week.agendas, Agenda("other", "Other", "UTC", ())))

    one, other = (read(written(each)) for each in (week, both))

    assert all_texts(one, "a:title") != all_texts(other, "a:title")
    assert all_texts(one, "a:id") == all_texts(other, "a:id")


def test_each_part_has_an_id_of_its_own() -> None:
    week = agendas(event(city="Geneva"))
    publication = Publication(week, revise({}, week, NOW))
    parts = (EVERYTHING, Selection(wanted=Filter(cities=frozenset(["Geneva"]))))

    one, other = (read(atom_feed(publication, part)) for part in parts)

    assert all_texts(one, "a:id") != all_texts(other, "a:id")


def test_only_the_latest_are_told() -> None:
    week = agendas(*(event(f"e-{number}") for number in range(MOST_ENTRIES + 5)))

    assert len(read(written(week)).findall("a:entry", ATOM)) == MOST_ENTRIES


def test_an_empty_feed_is_dated_all_the_same() -> None:
    assert all_texts(read(written(agendas())), "a:updated") == ["2000-01-01T00:00:00+00:00"]


def test_text_is_text_and_no_markup() -> None:
    root = read(
        written(agendas(event(title="<b>Talks</b> & co", description="<script>x</script>")))
    )

    (title,) = all_texts(root, "a:entry/a:title")
    assert (title or "").startswith("<b>Talks</b> & co – ")
    (content,) = root.findall("a:entry/a:content", ATOM)
    assert content.get("type") == "html"
    assert "&lt;script&gt;x&lt;/script&gt;" in (content.text or "")
    assert "<script>" not in (content.text or "")


@settings(max_examples=examples(60))
@given(weeks, st.sampled_from([SITE, None]))
def test_any_week_is_well_formed_and_has_what_the_standard_demands(
    week: Agendas, url: str | None
) -> None:
    content = written(week, url=url)

    assert content == written(week, url=url)
    root = read(content)
    for name in ("a:id", "a:title", "a:updated", "a:author/a:name"):
        assert len(all_texts(root, name)) == 1, name
    for entry in root.findall("a:entry", ATOM):
        for name in ("a:id", "a:title", "a:updated", "a:content"):
            assert len(all_texts(entry, name)) == 1, name
        assert entry.findall("a:link", ATOM)
    ids = all_texts(root, "a:entry/a:id")
    assert len(set(ids)) == len(ids) == len(week.events)
