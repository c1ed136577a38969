"""Links, streams in several languages, and what came of an event: read, refused, and fed."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from bot.publishing.parts.feeds import calendar_feed, jscalendar_feed
from bot.publishing.publication import Publication
from bot.publishing.selection import Selection
from events.definitions.loader import load
from events.errors import DefinitionError
from events.model import Event, Link, Outcome
from events.records.event_json import from_record, to_record
from events.revisions import first_revisions
from tests.events.builders import agendas, event

HEAD = "agenda: a\ntitle: A\ntimezone: UTC\nevents:\n  - id: e\n    kind: meeting\n    title: T\n"
START = "    start: 2022-01-12 09:00\n"


def loaded(tmp_path: Path, lines: str) -> Event:
    (tmp_path / "a.yaml").write_text(f"{HEAD}{START}{lines}", encoding="utf-8")
    (only,) = load(tmp_path).events
    return only


STREAMS = (
    Link("https://live.example/en", None, "en"),
    Link("https://live.example/fr", "Le direct", "fr"),
)
LINKS = (Link("https://nato.example/qa", "Questions and answers", "en"),)
WRITTEN = """\
    streams:
      - {url: https://live.example/en, language: en}
      - {url: https://live.example/fr, title: Le direct, language: fr}
    links:
      - {title: Questions and answers, url: https://nato.example/qa, language: en}
    outcome: {text: They agreed to meet again., url: https://nato.example/agreed}
"""


def test_links_streams_and_the_outcome_are_read_and_kept(tmp_path: Path) -> None:
    read = loaded(tmp_path, WRITTEN)
    assert (read.stream, read.streams, read.links) == (STREAMS[0].url, STREAMS, LINKS)
    assert read.outcome == Outcome("They agreed to meet again.", "https://nato.example/agreed")
    assert from_record(to_record(read)) == replace(read, leads=())


def test_one_plain_stream_is_the_stream(tmp_path: Path) -> None:
    plain = loaded(tmp_path, "    stream: https://live.example/\n")
    listed = loaded(tmp_path, "    streams: [{url: https://live.example/}]\n")
    assert plain == listed
    assert loaded(tmp_path, "    outcome: Adjourned.\n").outcome == Outcome("Adjourned.")


@pytest.mark.parametrize(
    ("lines", "where", "told"),
    [
        (
            "    stream: https://a.example/\n    streams: [{url: https://b.example/}]\n",
            "9:5",
            "both",
        ),
        ("    links: [{title: A}]\n", "9:13", "the key 'url' is missing"),
        ("    links: [{url: https://a.example/, language: French}]\n", "9:49", "write fr"),
        (
            "    links: [{url: https://a.example/}, {url: https://a.example/}]\n",
            "9:46",
            "stands twice",
        ),
        ("    outcome: {txt: A}\n", "9:15", "did you mean text?"),
        ("    outcome: {url: https://a.example/}\n", "9:14", "the key 'text' is missing"),
    ],
)
def test_what_is_wrong_with_them_is_told(tmp_path: Path, lines: str, where: str, told: str) -> None:
    with pytest.raises(DefinitionError) as refused:
        loaded(tmp_path, lines)
    assert f"a.yaml:{where}: " in str(refused.value)
    assert told in str(refused.value)


@pytest.mark.parametrize(
    ("lang", "first", "second", "outcome"),
    [
        ("en", "Live video (English)", "Le direct (French)", "Outcome: Adjourned."),
        ("fr", "Vidéo en direct (anglais)", "Le direct (français)", "Résultat : Adjourned."),
    ],
)
def test_they_stand_in_the_feed_in_the_reader_s_language(
    lang: str, first: str, second: str, outcome: str
) -> None:
    talks = event(
        streams=STREAMS, stream=STREAMS[0].url, links=LINKS, outcome=Outcome("Adjourned.")
    )
    all_of_it = agendas(talks)
    published = Publication(all_of_it, first_revisions(all_of_it))
    feed = calendar_feed(published, Selection(lang=lang))
    (shown,) = Calendar.from_ical(feed).walk("VEVENT")
    live: Any = shown["CONFERENCE"]
    assert [(str(each), each.params["LABEL"]) for each in live] == [
        (STREAMS[0].url, first),
        (STREAMS[1].url, second),
    ]
    assert [each.params["LANGUAGE"] for each in live] == ["en", "fr"]
    assert str(shown["LINK"]) == LINKS[0].url
    assert outcome in str(shown["DESCRIPTION"]).replace("\u202f", " ").replace("\xa0", " ")
    (json_event,) = json.loads(jscalendar_feed(published, Selection(lang=lang)))["entries"]
    assert [each["name"] for each in json_event["virtualLocations"].values()] == [first, second]
    assert json_event["links"]["more-1"]["href"] == LINKS[0].url
