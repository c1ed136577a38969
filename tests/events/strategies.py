"""Any event that the definitions could hold, for hypothesis."""

import string
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import strategies as st

from events.definitions.colors import COLORS
from events.definitions.invisible import is_unseen
from events.errors import Refusal
from events.model import Delegation, Event, Followed, Kind, Place, Source, Status, Translation
from events.text import fold
from events.times import Day, DayPart, End, Moment, Precision, Start

# Rules of every sort: both hemispheres, half hours, a day skipped, Ramadan, a negative saving.
ZONES = (
    "UTC",
    "Europe/Brussels",
    "Europe/Dublin",
    "Europe/London",
    "Europe/Moscow",
    "Africa/Casablanca",
    "Africa/Cairo",
    "America/New_York",
    "America/Havana",
    "America/Santiago",
    "America/St_Johns",
    "Asia/Beirut",
    "Asia/Kathmandu",
    "Asia/Kolkata",
    "Asia/Pyongyang",
    "Asia/Tehran",
    "Australia/Lord_Howe",
    "Australia/Sydney",
    "Pacific/Apia",
    "Pacific/Chatham",
)

zones = st.sampled_from(ZONES)
instants = st.datetimes(datetime(1990, 1, 2), datetime(2036, 12, 30)).map(
    lambda it: it.replace(second=0, microsecond=0, tzinfo=UTC)
)


def seen(text: str) -> str:
    """A text without what the definitions refuse, since nobody sees it."""
    left = "".join(it for at, it in enumerate(text) if not is_unseen(text, at))
    return left if left == text else seen(left)


texts = (
    st.text(
        st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")),
        min_size=1,
        max_size=30,
    )
    | st.text(',;:\\n"\\ aé😀א\u200f%^', min_size=1, max_size=40)
).map(lambda text: seen(text).strip() or "x")
proses = st.lists(texts, min_size=1, max_size=3).map("\n".join)
ids = st.text(string.ascii_lowercase + string.digits, min_size=1, max_size=8)
uids = ids.map(lambda id_: f"{id_}.a-week@podium.alt")
urls = st.text(string.ascii_letters + string.digits + "/?&=%.~;,'()", max_size=20).map(
    lambda path: f"https://podium.example/{path}"
)
lengths = st.timedeltas(timedelta(minutes=1), timedelta(days=20)).map(
    lambda it: max(timedelta(minutes=it // timedelta(minutes=1)), timedelta(minutes=1))
)


def lists_of(values: st.SearchStrategy[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(values, max_size=2, unique_by=fold).map(tuple)


@st.composite
def spans(draw: st.DrawFn, zone: str) -> tuple[Start, End | None]:
    about = draw(st.booleans())
    instant = draw(instants)
    if draw(st.booleans()):
        first = instant.date()
        last = draw(st.none() | st.integers(0, 20).map(lambda days: first + timedelta(days)))
        part = None if about or last else draw(st.none() | st.sampled_from(DayPart))
        return Day(first, zone, about, part), Day(last, zone) if last else None
    moment = Moment.of(instant, draw(st.just(zone) | st.just("UTC")))
    length = draw(st.none() | lengths)
    end = Moment.of(instant + length, zone) if length else None
    return Moment(moment.wall, moment.zone, draw(st.sampled_from(Precision))), end


codes = st.sampled_from(["en", "fr", "pt-BR", "ar", "zh-Hant"])


@st.composite
def translations(draw: st.DrawFn, main: str | None) -> tuple[Translation, ...]:
    """Texts in other languages than the main one, each with one text at least."""
    others = draw(st.lists(codes, max_size=2, unique=True)) if main else []
    return tuple(
        Translation(code, draw(texts), draw(st.none() | proses), draw(st.none() | proses))
        for code in others
        if code != main
    )


@st.composite
def events(draw: st.DrawFn, ids: st.SearchStrategy[str] = ids) -> Event:
    zone = draw(zones)
    start, end = draw(spans(zone))
    degrees = st.integers(-90_000_000, 90_000_000).map(lambda it: it / 1_000_000)
    place = st.builds(
        Place,
        texts,
        st.none() | st.just(zone),
        st.none() | texts,
        st.none() | texts,
        st.none() | st.tuples(degrees, degrees),
    )
    days = st.dates(date(1990, 1, 1), date(2036, 12, 31))
    language = draw(st.none() | codes)
    titles = st.lists(st.tuples(codes, texts), max_size=2).map(tuple)
    source = st.builds(Source, texts, st.none() | days, st.none() | urls, st.none() | proses)
    kinds = [kind for kind in Kind if kind is not Kind.DEADLINE or end is None]
    return Event(
        id=draw(ids),
        agenda="a-week",
        kind=draw(st.sampled_from(kinds)),
        title=draw(texts),
        start=start,
        timezone=zone,
        end=end,
        status=draw(st.sampled_from(Status)),
        place=draw(st.none() | place),
        chair=draw(st.none() | texts),
        parties=draw(lists_of(texts)),
        delegations=draw(
            st.lists(st.builds(Delegation, texts, st.none() | texts), max_size=2).map(tuple)
        ),
        topics=draw(lists_of(texts)),
        description=draw(st.none() | proses),
        note=draw(st.none() | proses),
        source=draw(st.none() | source),
        url=draw(st.none() | urls),
        stream=draw(st.none() | urls),
        image=draw(st.none() | urls),
        color=draw(st.none() | st.sampled_from(COLORS)),
        tags=draw(lists_of(ids)),
        leads=draw(st.lists(lengths, max_size=2).map(tuple)),
        follows=draw(st.none() | st.builds(Followed, uids, texts, titles)),
        language=language,
        translations=draw(translations(language)),
    )


@dataclass(frozen=True)
class Repetition:
    """How an event repeats: all its days, of which some are excepted, and others have a note."""

    every: str
    days: tuple[date, ...]
    excepted: tuple[date, ...]
    notes: dict[date, str]


@st.composite
def repetitions(draw: st.DrawFn, event: Event) -> Repetition | None:
    """Days on which an event may be again; none if the clocks of one do not show its hour."""
    every, step = draw(st.sampled_from([("day", 1), ("3 days", 3), ("week", 7), ("2 weeks", 14)]))
    lengths = [timedelta(days=step * number) for number in range(draw(st.integers(2, 4)))]
    if not all(_is_shown(event, length) for length in lengths):
        return None
    days = tuple(event.start.date + length for length in lengths)
    excepted = draw(st.sets(st.sampled_from(days), max_size=1))
    notes = draw(st.dictionaries(st.sampled_from(days), texts, max_size=2))
    kept = {day: note for day, note in notes.items() if day not in excepted}
    return Repetition(every, days, tuple(excepted), kept)


def _is_shown(event: Event, by: timedelta) -> bool:
    try:
        start, end = _later(event.start, by), event.end and _later(event.end, by)
    except Refusal:
        return False
    return end is None or isinstance(end, Day) or start.begins < end.begins


def _later(when: Start, by: timedelta) -> Start:
    if isinstance(when, Moment):
        return replace(when, wall=when.wall + by)
    return replace(when, date=when.date + by) if isinstance(when, Day) else when
