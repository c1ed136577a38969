"""Lines keep one form: the days, times and cities of any agenda can be read back from them."""

import re
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from events.diary.days import make_diary
from events.diary.diary_text import diary_text
from events.model import Event
from events.times import Moment, Precision
from events.wording.english import ENGLISH
from tests.events.builders import event
from tests.events.strategies import instants, texts, zones

CITIES = ("Brussels", "New York", "The Hague", "Reykjavík")
HEADING = re.compile(r"[A-Z][a-z]+day (\d{1,2} [A-Z][a-z]+ \d{4})")
LINE = re.compile(
    r"(?P<city>.+?) - (?P<what>.+) - (?P<precision>around |not before )?"
    r"(?:(?P<weekday>[A-Z][a-z]+day) )?(?P<clock>\d{4}) GMT(?: \(.+\))?"
)
WORDS = {Precision.EXACT: None, Precision.ABOUT: "around ", Precision.NOT_BEFORE: "not before "}


@st.composite
def timed(draw: st.DrawFn) -> Event:
    zone, city = draw(zones), draw(st.sampled_from(CITIES))
    moment = Moment.of(draw(instants), zone)
    start = Moment(moment.wall, moment.zone, draw(st.sampled_from(Precision)))
    return event(draw(st.uuids()).hex, start, None, city, zone, title=draw(texts))


def known(made: Event) -> tuple[datetime, str | None, str]:
    assert isinstance(made.start, Moment)
    assert made.place
    return made.start.begins, WORDS[made.start.precision], made.place.name.upper()


def read_back(text: str) -> list[tuple[datetime, str | None, str]]:
    """The instant, how sure it is, and the city of each line."""
    found, day = [], datetime.min.replace(tzinfo=UTC)
    for line in text.splitlines()[2:]:
        if heading := HEADING.fullmatch(line):
            day = datetime.strptime(heading[1], "%d %B %Y").replace(tzinfo=UTC)
        elif match := LINE.fullmatch(line):
            clock = datetime.strptime(match["clock"], "%H%M").replace(tzinfo=UTC)
            near = [day + timedelta(days=days) for days in (0, -1, 1)]
            its_day = next(it for it in near if match["weekday"] in (None, f"{it:%A}"))
            instant = its_day.replace(hour=clock.hour, minute=clock.minute)
            found.append((instant, match["precision"], match["city"]))
    return found


@given(st.lists(timed(), max_size=4), zones)
def test_days_times_and_cities_are_read_back(made: list[Event], zone: str) -> None:
    read = read_back(diary_text(make_diary("A week", made, zone, ENGLISH)))

    assert sorted(read, key=str) == sorted(map(known, made), key=str)
