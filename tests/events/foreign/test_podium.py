"""Another Podium's feed, imported or followed: no surer than what that Podium was told."""

from datetime import date
from pathlib import Path

import pytest

from events.feeds.icalendar import Heading, encode_events, join_calendar
from events.foreign.definitions import Asked, Source, import_calendar
from events.foreign.live.expansion import expand
from events.foreign.reading.occurrences import Window
from events.model import Event, Followed, Kind, Status
from events.revisions import first_revisions
from events.times import Day
from events.wording.languages import LANGUAGES
from tests.events.builders import agendas, event
from tests.events.foreign.importing import READING, loaded

TALKS = Followed("talks.a-week@podium.alt", "Talks")
WINDOW = Window(date(2022, 1, 1), date(2022, 12, 31))


def feed_of(*events: Event, language: str = "en") -> bytes:
    published = agendas(*events)
    components = encode_events(
        published.events, first_revisions(published), None, {}, LANGUAGES[language]
    )
    heading = Heading("A week", "Europe/Brussels", language=LANGUAGES[language])
    return join_calendar(heading, [components[it.uid] for it in published.events])


def read_back(content: bytes, folder: Path) -> dict[str, Event]:
    """The events by title, as the editor who imports the feed has them at once."""
    imported = import_calendar(content, Source(Path("week.ics"), "week"), Asked(WINDOW))
    assert not imported.losses
    return {it.title: it for it in loaded(imported.text, folder)}


STARTS = [
    "2022-01-12 10:00",
    "about 2022-01-12 10:00",
    "not before 2022-01-12 10:00",
    "2022-01-12",
    "2022-01-12 all day",
    "2022-01-12 morning",
    "2022-01-12 midday",
    "2022-01-12 afternoon",
    "2022-01-12 evening",
    "about 2022-01-12",
]


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_start_is_read_as_it_was_announced(language: str, tmp_path: Path) -> None:
    made = [
        event(f"e-{number}", start, title=f"Vote {number}", kind=Kind.STATEMENT)
        for number, start in enumerate(STARTS)
    ]
    found = read_back(feed_of(*made, language=language), tmp_path)
    assert {it.title: (it.start, it.end, it.kind) for it in made} == {
        title: (it.start, it.end, it.kind) for title, it in found.items()
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_has_its_hour_told_by_another_event_has_none_here(
    language: str, tmp_path: Path
) -> None:
    after = event("press", "2022-01-12", title="Press", follows=TALKS, starts_after=True)
    summit = event("summit", "2022-01-12", title="Summit", has_programme=True)
    found = read_back(feed_of(after, summit, language=language), tmp_path)
    day = Day(date(2022, 1, 12), "Europe/Brussels")
    assert {title: it.start for title, it in found.items()} == {"Press": day, "Summit": day}


def test_an_end_is_no_surer_than_its_start(tmp_path: Path) -> None:
    made = (
        event("exact", "2022-01-12 10:00", "12:00", title="Exact"),
        event("about", "about 2022-01-12 10:00", "12:00", title="About"),
        event("closes", "2022-01-12 10:00", title="Closes", kind=Kind.DEADLINE),
        event("days", "2022-01-12 10:00", Day(date(2022, 1, 14), "Europe/Brussels"), title="Days"),
    )
    ends = {title: it.end for title, it in read_back(feed_of(*made), tmp_path).items()}
    assert {title: end and str(end) for title, end in ends.items()} == {
        "Exact": "2022-01-12 12:00 Europe/Brussels",
        "About": "about 2022-01-12 12:00 Europe/Brussels",
        "Closes": None,
        "Days": None,
    }


def test_how_it_stands_is_told_beside_how_sure_its_start_is(tmp_path: Path) -> None:
    made = event(start="about 2022-01-12 10:00", status=Status.TENTATIVE)
    (found,) = read_back(feed_of(made), tmp_path).values()
    assert (found.title, found.status, found.start) == (made.title, made.status, made.start)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_no_longer_listed_there_is_not_there(language: str, tmp_path: Path) -> None:
    gone = event("gone", title="Gone", status=Status.NO_LONGER_LISTED)
    content = feed_of(event(), gone, language=language)
    assert [*read_back(content, tmp_path)] == ["Talks"]


def test_a_calendar_that_is_followed_is_read_alike() -> None:
    made = (
        event("one", "about 2026-12-04 10:00", title="One"),
        event("two", "2026-12-04", title="Two", status=Status.NO_LONGER_LISTED),
    )
    (found,) = expand(feed_of(*made), READING).events
    assert (found.title, [it.strip() for it in found.lines if "start:" in it]) == (
        "One",
        ["start: about 2026-12-04 10:00 Europe/Brussels"],
    )


def test_another_calendar_s_titles_are_its_own(tmp_path: Path) -> None:
    content = feed_of(event(start="about 2022-01-12 10:00")).replace(b"Podium", b"Other")
    assert [*read_back(content, tmp_path)] == ["Talks (time approximate)"]
