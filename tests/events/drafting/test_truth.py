"""Nothing stands in a draft that is not in the report, or has its reason beside it."""

import re
from calendar import month_name
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from events.definitions.loader import Loader
from events.drafting.cleaning.clean import clean
from events.drafting.draft_yaml import name_events, to_yaml
from events.drafting.drafted import Draft, Drafted
from events.drafting.reading.report import read_report
from tests.events.drafting.scoring import passages
from tests.examples import examples

LINES = [
    line
    for name in ("building.txt", "more.txt")
    for passage in passages(name)
    for line in passage.text.split("\n")
]
CITIES = [
    "Vienna",
    "Geneva",
    "New York",
    "Capri, Italy",
    "Abu Dhabi",
    "Oslo",
    "Ruritania City",
    "Malta",
    "Birmingham",
    "Split",
    "Košice",
    "Lokva, Slovenia",
    "Alexandria, VA",
]
DAYS = [
    "on Wednesday", "on 12 January", "on Thursday, 14 January", "tomorrow", "on 31 February", "next Monday",
    "on January 3-5", "in March", "next week", "on 3/4/2024", "the following day", "on 29 February", "on 1999-01-01",
    "at the weekend", "on Wednesday 32 March", "on 2 and 9 May 2050",
]  # fmt: skip
HOURS = [
    "at 10:00", "at 25:00", "at around 3 pm (CET)", "at 1430 GMT", "at 02:30", "at 11h00 (10:00 GMT)", "at noon", "before midnight",
    "not before 18.30 local time", "from 9 to 11 a.m. EST", "at 09:00 GMT (2:30 pm IST)", "at 14:00 UTC+3", "in the afternoon", "at 13 pm",
]  # fmt: skip
WHATS = [
    "The ministers will meet", "A press conference will be held", "The summit opens", "Russia and NATO hold talks", "The deadline is",
    "Registration closes", "The court ruled", "The president: \"no\" visits", "* 10:00 # Talks {of} [all]", "She said so", "WHEN: 4 May 2024",
]  # fmt: skip


@st.composite
def reports(draw: st.DrawFn) -> str:
    made = st.builds(
        " ".join,
        st.tuples(
            st.sampled_from(WHATS),
            st.sampled_from(["", *(f"in {it}" for it in CITIES)]),
            st.sampled_from(["", *DAYS]),
            st.sampled_from(["", *HOURS]),
        ),
    ).map(lambda it: f"{it}.")
    some = st.one_of(made, made, st.sampled_from(LINES), st.text(max_size=40))
    return "\n".join(draw(st.lists(some, min_size=1, max_size=8)))


def marked(event: Drafted, key: str) -> bool:
    return bool(event.marks.get(key))


def folded(text: str) -> str:
    return " ".join(clean(text).casefold().split())


def assert_told(event: Drafted, draft: Draft, report: str) -> None:
    text = folded(report)
    for word in event.title.casefold().split():
        assert word.strip("().,") in text or marked(event, "title"), (event.title, word)
    for name in (event.city, event.country):
        has_reason = marked(event, "place") or marked(event, "city")
        assert name is None or name.casefold() in text or has_reason, name
    assert all(it.casefold() in text for it in event.parties), event.parties
    assert all(folded(it) in text for it in event.quote.split(" … ") if it in report), event.quote
    if not marked(event, "start") and event.after is None:
        assert_day(event.first, text)
    if event.last and event.last != event.first and not marked(event, "start"):
        assert str(event.last.day) in text
    if event.at:
        assert_hour(event, text)


def assert_day(day: date, text: str) -> None:
    assert str(day.year) in text or day.year % 100 in map(int, re.findall(r"[./](\d\d)\b", text)), (
        day
    )
    assert re.search(rf"\b0?{day.day}(?!\d)", text), day
    names = (month_name[day.month][:3].casefold(), f"{day.month:02}", str(day.month))
    assert any(it in text for it in names) or not text.isascii(), day


def assert_hour(event: Drafted, text: str) -> None:
    assert event.at is not None
    hour, minute = event.at.hour, event.at.minute
    spelled = rf"(?<!\d)0?{hour}[:.hч]?{minute:02}|(?<!\d){hour % 12 or 12}(?:[:.]{minute:02})?(?:\s?[-–]\s?\d+)?\s*[ap]\.?m"
    if not minute:
        spelled += rf"|(?<!\d)0?{hour}\s*(?:uhr|h\b|heure|gmt|utc|час|o['’]clock)"
    if event.at.hour == 12 and not minute:
        spelled += "|noon|midi|mittag|полдень"
    assert re.search(spelled, text) or marked(event, "start"), event.at


@settings(
    max_examples=examples(40),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize=True,
)
@given(
    report=reports(),
    day=st.sampled_from([None, date(2022, 1, 12), date(2024, 2, 28), date(2036, 12, 30)]),
)
def test_all_that_is_drafted_is_told_or_has_its_reason(report: str, day: date | None) -> None:
    draft = read_report(report, day)
    for event in draft.events:
        assert_told(event, draft, report)
    assert_checked(draft)
    again = read_report(report, day)
    name_events(again)
    assert to_yaml(again) == to_yaml(draft)


def test_a_city_in_another_case_than_the_reports_has_its_reason() -> None:
    told = "Переговоры пройдут в Минске 11 марта 2026 года. В Ташкент министр прибудет 12 марта 2026 года."
    draft = read_report(told, date(2026, 3, 6))
    name_events(draft)
    lines = to_yaml(draft).split("\n")
    assert [it.strip() for it in lines if it.strip().startswith(("place:", "title:"))][1:] == [
        "title: Переговоры пройдут",
        "place: {city: Минск, timezone: Europe/Minsk}  # the report says Минске",
        "title: В Ташкент министр прибудет",
        "place: {city: Ташкент, timezone: Asia/Tashkent}",
    ]


@pytest.mark.parametrize(
    ("told", "title"),
    [
        ("Саммит пройдёт в Астане 12 марта.", "Саммит пройдёт"),
        ("Министры встретятся во вторник в Минске.", "Министры встретятся"),
        ("Pressekonferenz zum 10. März um 10 Uhr in Wien", "Pressekonferenz"),
        ("Réunion du conseil pour mardi 10 mars à 10h.", "Réunion du conseil"),
    ],
)
def test_a_title_ends_in_no_preposition_where_a_city_or_a_time_is_cut_off(
    told: str, title: str
) -> None:
    assert [it.title for it in read_report(told, date(2026, 3, 6)).events] == [title]


def test_a_city_in_which_something_is_only_later_is_not_taken_for_what_is_before() -> None:
    told = "The leaders meet in Vienna on 10 March. They meet in Rome on 12 March. A press conference will be held on 11 March at 10:00."
    events = read_report(told, date(2026, 3, 6)).events
    assert [(it.first.day, it.city) for it in events] == [(10, "Vienna"), (11, None), (12, "Rome")]


def assert_checked(draft: Draft) -> None:
    """The definitions take the draft as it is, and all of it is tentative."""
    from tempfile import TemporaryDirectory

    name_events(draft)
    with TemporaryDirectory() as folder:
        file = Path(folder) / "draft.yaml"
        file.write_text(to_yaml(draft), encoding="utf-8")
        agendas = Loader(file).load()
    assert len([it for it in agendas.events if it.accredits is None]) == len(draft.events)
    assert {it.status.value for it in agendas.events} <= {"tentative"}


def test_a_weekday_is_no_day_where_nothing_tells_which() -> None:
    draft = read_report("The ministers will meet in Vienna on Wednesday at 10:00.")
    assert draft.events == ()
    assert draft.doubts == (
        "a day that is not known, “Wednesday at 10:00”: The ministers will meet in Vienna on Wednesday at 10:00.",
    )


def test_an_end_of_which_only_the_week_is_told_is_no_day() -> None:
    said = "The assembly opens in Vienna on Monday, 3 June 2024 and runs until {}."
    (event,) = read_report(said.format("next week"), date(2024, 6, 1)).events
    assert (event.first, event.last) == (date(2024, 6, 3), None)
    (event,) = read_report(said.format("Friday"), date(2024, 6, 1)).events
    assert (event.first, event.last) == (date(2024, 6, 3), date(2024, 6, 7))


def test_an_hour_of_a_year_whose_clocks_are_not_known_is_left_out() -> None:
    (event,) = read_report("The ministers will meet on 9 May 2050 at 11h00 (10:00 GMT).").events
    assert event.at is None
    assert marked(event, "start")
