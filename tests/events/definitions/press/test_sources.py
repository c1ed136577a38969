"""Several sources: what each says of the start stands by itself, and an exact start by none."""

from pathlib import Path

import pytest

from bot.messages.reminder import reminder_post
from events.feeds.description import describe
from events.records.event_json import from_record, to_record
from tests.bot.running.clock import utc
from tests.events.builders import agendas, feed, properties
from tests.events.definitions.press.builders import EXACT, events_of, refused

TWO = "sources: [{publisher: Reuters, url: 'https://r.example/1', start: 2026-12-10 10:00}, {publisher: MFA, url: 'https://m.example/2', start: 2026-12-10 11:00}]"  # noqa: E501 - one line
ABOUT = "start: about 2026-12-10 10:30"
REUTERS = "Reuters says Thursday 10 December 2026, 10:00 in Brussels (09:00 GMT)."
MFA = "MFA says Thursday 10 December 2026, 11:00 in Brussels (10:00 GMT)."


def test_readers_see_each(tmp_path: Path) -> None:
    event = events_of(tmp_path, ABOUT, TWO)["council"]
    assert [it.publisher for it in event.sources] == ["Reuters", "MFA"]
    assert to_record(from_record(to_record(event))) == to_record(event)
    for text in (describe(event, None), reminder_post(event, utc("2026-12-10 08:30")).text):
        assert REUTERS in text
        assert MFA in text
    told = properties(feed(agendas(event)))
    [links] = [values for name, values in told.items() if name.startswith("LINK")]
    assert links == [
        "https://r.example/1",
        "https://m.example/2",
    ]


def test_a_text_is_a_publisher(tmp_path: Path) -> None:
    event = events_of(tmp_path, EXACT, "sources: [Reuters, MFA]")["council"]
    assert [it.publisher for it in event.sources] == ["Reuters", "MFA"]
    assert reminder_post(event, utc("2026-12-10 08:30")).text.endswith("Sources: Reuters; MFA")


@pytest.mark.parametrize(
    ("start", "said"),
    [
        ("2026-12-10 10:00", "2026-12-10"),
        ("2026-12-10 10:00", "2026-12-10 morning"),
        ("2026-12-10 10:00", "2026-12-10 09:00 GMT"),
        ("2026-12-10 10:00", "2026-12"),
        ("2026-12-10 10:00", "not before 2026-12-10 09:00"),
        ("2026-12-10", "2026-12-10 10:00"),
        ("about 2026-12-10", "2026-12-11"),
    ],
)
def test_what_both_may_be_right_about_is_taken(start: str, said: str, tmp_path: Path) -> None:
    assert events_of(tmp_path, f"start: {start}", f"sources: [{{publisher: A, start: {said}}}]")


@pytest.mark.parametrize(
    ("start", "said", "mend"),
    [
        ("2026-12-10 10:00", "2026-12-10 11:00 Europe/Brussels", "about 2026-12-10 10:00"),
        ("2026-12-10 10:00 GMT", "2026-12-10 afternoon", "about 2026-12-10 10:00 GMT"),
        ("2026-12-10", "2026-12-11", "about 2026-12-10"),
        ("2026-12-10 morning", "2026-12-10 15:00 Europe/Brussels", "about 2026-12-10"),
    ],
)
def test_an_exact_start_is_refused(start: str, said: str, mend: str, tmp_path: Path) -> None:
    lines = f"start: {start}", f"sources: [{{publisher: Reuters, start: {said}}}]"
    if "afternoon" in said:
        lines = lines[0].replace("10:00", "08:00"), lines[1]
        mend = mend.replace("10:00", "08:00")
    what = f"8:12: 'Reuters' says {said}, and the start is exact (write start: {mend})"
    assert refused(tmp_path, *lines) == [what]


def test_source_and_sources_are_one_too_many(tmp_path: Path) -> None:
    assert refused(tmp_path, EXACT, "source: A", "sources: [B]") == [
        "9:5: source and sources are both given "  # noqa: ISC004 - one text
        "(put the source first in sources, and delete this line)"
    ]
