"""The bundled week holds what SOURCE.md reports, worked out by hand, and nothing else."""

from datetime import date, timedelta

import pytest

from events.definitions.loader import load
from events.model import Agenda, Agendas, Delegation, Event, Followed, Kind, Place, Source
from events.time_grammar import parse_start
from events.times import Day
from events.zones import tzinfo
from tests.events.builders import BUNDLED

REPORT = Source("Sputnik", date(2022, 1, 12))
BRUSSELS = Place("Brussels", "Europe/Brussels")
STOLTENBERG = "Jens Stoltenberg, NATO Secretary-General"
MEETING_LEADS = (timedelta(days=1), timedelta(hours=1), timedelta(minutes=15))

FACTS = (
    Event(
        id="us-russia-talks",
        agenda="security-talks-2022-01",
        kind=Kind.MEETING,
        title="US–Russia talks",
        start=Day(date(2022, 1, 10), "Europe/Zurich"),
        timezone="Europe/Zurich",
        place=Place("Geneva", "Europe/Zurich"),
        parties=("United States", "Russia"),
        description=(
            "On 17 December 2021 Russia's Foreign Ministry presented draft proposals on security "
            "guarantees between Russia, the United States and the NATO countries: limits on "
            "NATO's expansion in eastern Europe, and no US or Russian intermediate- and "
            "shorter-range missiles within striking distance of each other's territory."
        ),
        source=REPORT,
        leads=MEETING_LEADS,
    ),
    Event(
        id="nato-russia-council",
        agenda="security-talks-2022-01",
        kind=Kind.MEETING,
        title="NATO–Russia Council",
        start=parse_start("2022-01-12 09:00 GMT", "Europe/Brussels"),
        timezone="Europe/Brussels",
        place=BRUSSELS,
        chair=STOLTENBERG,
        parties=("NATO", "Russia"),
        delegations=(
            Delegation("Russia", "Sergey Ryabkov, Deputy Foreign Minister"),
            Delegation("United States", "Wendy Sherman, Deputy Secretary of Defense"),
        ),
        topics=("arms control", "European security", "military transparency"),
        description=(
            "The first meeting of the Council since 2019, with high-level delegations of NATO and "
            "Russia. NATO's stated answer to some of Russia's proposals: Russia has no say over "
            "whether Ukraine or others may join, and there is no discussion of it without Kyiv "
            'taking part. The US reaffirmed NATO\'s "open door" policy. Reports at the time had '
            "Russian troops deployed near the Ukrainian border."
        ),
        note=(
            "The report gives Wendy Sherman's post as Deputy Secretary of Defense; she was Deputy "
            "Secretary of State. It also speaks of a 27-country alliance; NATO had 30 members in "
            "January 2022."
        ),
        source=REPORT,
        leads=MEETING_LEADS,
    ),
    Event(
        id="nato-press-conference",
        agenda="security-talks-2022-01",
        kind=Kind.PRESS_CONFERENCE,
        title="Press conference by the NATO Secretary-General",
        start=parse_start("about 2022-01-12 13:30 GMT", "Europe/Brussels"),
        timezone="Europe/Brussels",
        place=BRUSSELS,
        chair=STOLTENBERG,
        source=REPORT,
        leads=(timedelta(hours=1), timedelta(minutes=15)),
        follows=Followed(
            "nato-russia-council.security-talks-2022-01@podium.alt", "NATO–Russia Council"
        ),
    ),
    Event(
        id="osce-talks",
        agenda="security-talks-2022-01",
        kind=Kind.MEETING,
        title="Talks with the OSCE",
        start=Day(date(2022, 1, 13), "Europe/Vienna"),
        timezone="Europe/Vienna",
        place=Place("Vienna", "Europe/Vienna"),
        parties=("Russia", "OSCE"),
        source=REPORT,
        leads=MEETING_LEADS,
        follows=Followed(
            "nato-russia-council.security-talks-2022-01@podium.alt", "NATO–Russia Council"
        ),
    ),
)


@pytest.mark.parametrize("number", range(len(FACTS)), ids=[fact.id for fact in FACTS])
def test_the_bundled_week_holds_what_was_reported(number: int) -> None:
    assert load(BUNDLED).events[number] == FACTS[number]


def test_the_bundled_week_holds_nothing_else() -> None:
    assert load(BUNDLED) == Agendas(
        (
            Agenda(
                id="security-talks-2022-01",
                title="Security talks in Europe, January 2022",
                timezone="Europe/Brussels",
                events=FACTS,
                description=(
                    "The week of 10 to 13 January 2022: talks between the United States and "
                    "Russia in Geneva, the NATO–Russia Council in Brussels, and talks with the "
                    "OSCE in Vienna."
                ),
                source=REPORT,
            ),
        )
    )


@pytest.mark.parametrize(
    ("city", "zone", "clock"),
    [
        ("Brussels", "Europe/Brussels", ["10:00", "14:30"]),
        ("Moscow", "Europe/Moscow", ["12:00", "16:30"]),
        ("Washington", "America/New_York", ["04:00", "08:30"]),
        ("New Delhi", "Asia/Kolkata", ["14:30", "19:00"]),
    ],
)
def test_the_bundled_times_are_what_the_clocks_showed(
    city: str, zone: str, clock: list[str]
) -> None:
    timed = load(BUNDLED).events[1:3]
    local = [event.start.begins.astimezone(tzinfo(zone)) for event in timed]
    assert [f"{it:%H:%M}" for it in local] == clock, city
