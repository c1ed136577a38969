"""Definitions as people write them: what is read of them."""

from datetime import date, timedelta
from pathlib import Path

from events.definitions.loader import load
from events.model import Delegation, Event, Followed, Kind, Place, Source, Status
from events.time_grammar import parse_end, parse_start
from events.times import Day
from tests.events.definitions.builders import valued, written


def test_every_key_is_read(tmp_path: Path) -> None:
    file = written(
        tmp_path,
        """\
agenda: a-week
title: A week
description: |
  Two
  lines.
timezone: UTC
source: {publisher: The agenda's}
image: https://nato.example/flag.png
color: navy
reminders: {hearing: [2 hours, 1 day, 2 hours], meeting: []}
events:
  - id: everything
    kind: hearing
    title: "Everything: all of it"
    start: about 2022-07-12 10:00
    duration: 1 hour 30 minutes
    status: tentative
    place:
      {city: Geneva, country: Switzerland, venue: Palais, timezone: Europe/Zurich, geo: "46.2, -6"}
    chair: A chair
    parties: [One, Two]
    delegations: [{party: One, head: Someone}, {party: Two}]
    topics: ["1e3", NO, 13:30]
    description: Words.
    note: A note.
    source: {publisher: Paper, date: 2022-01-02, url: "https://paper.example/1", quote: So it is.}
    url: https://nato.example/a?b=c#d
    stream: http://nato.example:8080/live
    image: https://nato.example/hall.jpg
    color: darkslategray
    tags: [arms-control, x1]
    reminders: [15 minutes, 1 week]
  - {id: little, kind: meeting, title: Little, start: 2022-07-12 10:00, follows: everything}
  - {id: days, kind: hearing, title: Days, start: 2022-07-12, end: 2022-07-14}
""",
    )
    (agenda,) = load(file).agendas
    assert agenda.description == "Two\nlines."
    assert agenda.image == "https://nato.example/flag.png"
    assert agenda.color == "navy"
    everything, little, days = agenda.events
    start = parse_start("about 2022-07-12 10:00", "Europe/Zurich")
    assert everything == Event(
        id="everything",
        agenda="a-week",
        kind=Kind.HEARING,
        title="Everything: all of it",
        start=start,
        timezone="Europe/Zurich",
        end=parse_end("about 2022-07-12 11:30", start),
        status=Status.TENTATIVE,
        place=Place("Geneva", "Europe/Zurich", "Switzerland", "Palais", (46.2, -6.0)),
        chair="A chair",
        parties=("One", "Two"),
        delegations=(Delegation("One", "Someone"), Delegation("Two")),
        topics=("1e3", "NO", "13:30"),
        description="Words.",
        note="A note.",
        source=Source("Paper", date(2022, 1, 2), "https://paper.example/1", "So it is."),
        url="https://nato.example/a?b=c#d",
        stream="http://nato.example:8080/live",
        image="https://nato.example/hall.jpg",
        color="darkslategray",
        tags=("arms-control", "x1"),
        leads=(timedelta(weeks=1), timedelta(minutes=15)),
    )
    assert little == Event(
        id="little",
        agenda="a-week",
        kind=Kind.MEETING,
        title="Little",
        start=parse_start("2022-07-12 10:00 UTC", "UTC"),
        timezone="UTC",
        source=Source("The agenda's"),
        leads=(),
        follows=Followed("everything.a-week@podium.alt", "Everything: all of it"),
    )
    assert days.end == Day(date(2022, 7, 14), "UTC")
    assert days.leads == (timedelta(days=1), timedelta(hours=2))


def test_a_place_without_a_zone_has_none_of_the_agendas(tmp_path: Path) -> None:
    content = valued("place", "{city: New York, country: United States}")
    (event,) = load(written(tmp_path, content)).events
    assert event.place == Place("New York", None, "United States")
    assert event.timezone == "Europe/Brussels"


def test_comments_that_are_written_as_such_are_taken_for_comments(tmp_path: Path) -> None:
    file = written(
        tmp_path,
        """\
#A file
agenda: a-week # its id
title: Talks#1 # the title, see #2
timezone: Europe/Brussels   #
events: # all of them
  #- id: gone
  - id: talks
    kind: meeting
    title: "Resolution #1325" # quoted
    start: 2022-01-12
    topics: [arms, # the first
      'the #1' , security]
    description: | # in lines
      The #1 of
       #all
    chair: "A chair
      #of chairs"
""",
    )
    (agenda,) = load(file).agendas
    (event,) = agenda.events
    assert (agenda.title, event.title) == ("Talks#1", "Resolution #1325")
    assert event.topics == ("arms", "the #1", "security")
    assert event.description == "The #1 of\n #all"
    assert event.chair == "A chair #of chairs"
