"""A line of the diary, for each precision, status, place and length that there is."""

from dataclasses import fields
from datetime import timedelta
from typing import Any

import pytest

from events.diary.days import make_diary
from events.diary.diary_html import diary_html
from events.diary.diary_text import diary_text
from events.model import Access, Event, Followed, Kind, Place, Status
from events.wording.diary.words import DiaryWords
from events.wording.direction import direction
from events.wording.english import ENGLISH
from events.wording.language import Language
from events.wording.languages import LANGUAGES
from events.wording.translations.french import FRENCH
from events.wording.translations.german import GERMAN
from events.wording.translations.russian import RUSSIAN
from tests.events.builders import event
from tests.events.wording.test_languages import placeholders

COUNCIL = Followed("council.a-week@podium.alt", "Council")
GENEVA, VIENNA = Place("Geneva", "Europe/Zurich"), Place("Vienna", "Europe/Vienna")
ONLINE = Place(is_online=True)


def brussels(start: str, end: str | None = None, **values: Any) -> Event:
    return event("talks", start, end, "Brussels", **values)


def lines(made: Event, zone: str = "Europe/Brussels", language: Language = ENGLISH) -> list[str]:
    """All lines of an event, each after the day under which it stands."""
    diary = make_diary("", [made], zone, language)
    days = [f"{day.date:%d} {line.words.text}" for day in diary.days for line in day.lines]
    return days + [line.words.text for line in diary.undated]


@pytest.mark.parametrize(
    ("made", "line"),
    [
        (brussels("2022-01-12 09:00 GMT"), "12 BRUSSELS - Talks - 0900 GMT (10:00 local)"),
        (
            brussels("about 2022-01-12 09:00 GMT"),
            "12 BRUSSELS - Talks - around 0900 GMT (10:00 local)",
        ),
        (
            brussels("not before 2022-01-12 09:00 GMT"),
            "12 BRUSSELS - Talks - not before 0900 GMT (10:00 local)",
        ),
        (brussels("2022-01-12"), "12 BRUSSELS - Talks - time to be announced"),
        (brussels("2022-01-12 morning"), "12 BRUSSELS - Talks - in the morning"),
        (brussels("2022-01-12 midday"), "12 BRUSSELS - Talks - around midday"),
        (brussels("2022-01-12 all day"), "12 BRUSSELS - Talks - all day"),
        (
            brussels("about 2022-01-12"),
            "12 BRUSSELS - Talks - time to be announced, day approximate",
        ),
        (
            brussels("2022-01-12", follows=COUNCIL, starts_after=True),
            "12 BRUSSELS - Talks - after “Council”",
        ),
        (
            brussels("about 2022-01-12 11:00 GMT", follows=COUNCIL, starts_after=True),
            "12 BRUSSELS - Talks - around 1100 GMT (12:00 local), after “Council”",
        ),
        (brussels("2022-01-12", has_programme=True), "12 BRUSSELS - Talks - see programme"),
        (brussels("2022-01"), "BRUSSELS - Talks - January 2022"),
        (brussels("week of 2022-01-10"), "BRUSSELS - Talks - the week of 10 January 2022"),
        # What fills or closes a day has no time to come.
        (brussels("2022-01-12", kind=Kind.OBSERVANCE), "12 BRUSSELS - Talks"),
        (brussels("2022-01-12", kind=Kind.DEADLINE), "12 BRUSSELS - Deadline: Talks"),
        (
            brussels("2022-01-12 09:00 GMT", kind=Kind.DEADLINE, title="Deadline for talks"),
            "12 BRUSSELS - Deadline for talks - 0900 GMT (10:00 local)",
        ),
        # How it stands.
        (
            brussels("2022-01-12 09:00 GMT", status=Status.TENTATIVE),
            "12 BRUSSELS - Tentative: Talks - 0900 GMT (10:00 local)",
        ),
        (
            brussels("2022-01-12 09:00 GMT", status=Status.CANCELLED, access=Access.POOL),
            "12 BRUSSELS - Cancelled: Talks - 0900 GMT (10:00 local)",
        ),
        (
            brussels("2022-01-12 09:00 GMT", status=Status.POSTPONED),
            "12 BRUSSELS - Postponed, no new date yet: Talks - 0900 GMT (10:00 local)",
        ),
        (
            brussels("2022-01-12 09:00 GMT", status=Status.NO_LONGER_LISTED),
            "12 BRUSSELS - No longer listed: Talks - 0900 GMT (10:00 local)",
        ),
        (
            brussels("2022-01-12", kind=Kind.DEADLINE, status=Status.TENTATIVE),
            "12 BRUSSELS - Tentative: Deadline: Talks",
        ),
        # Where it is, and by whose clocks: those of another city are never "local".
        (event(), "12 Talks - 0900 GMT (10:00 in Brussels)"),
        (event(timezone="UTC"), "12 Talks - 0900 GMT"),
        (event(city="London", timezone="Europe/London"), "12 LONDON - Talks - 0900 GMT"),
        (
            event(place=Place("New York")),
            "12 NEW YORK - Talks - 0900 GMT (10:00 in Brussels)",
        ),
        (event(place=ONLINE), "12 ONLINE - Talks - 0900 GMT (10:00 in Brussels)"),
        (
            event(place=Place("Vienna", "Europe/Vienna", is_online=True)),
            "12 VIENNA/ONLINE - Talks - 0900 GMT (10:00 local)",
        ),
        (
            event(place=GENEVA, other_places=(VIENNA, ONLINE)),
            "12 GENEVA/VIENNA/ONLINE - Talks - 0900 GMT (10:00 in Geneva)",
        ),
        (
            event(place=Place(country="Austria")),
            "12 AUSTRIA - Talks - 0900 GMT (10:00 in Brussels)",
        ),
        (
            event(place=Place("Geneva", "Europe/Zurich", to_be_confirmed=True)),
            "12 GENEVA (to be confirmed) - Talks - 0900 GMT (10:00 local)",
        ),
        (
            event(place=Place(to_be_confirmed=True)),
            "12 PLACE TO BE CONFIRMED - Talks - 0900 GMT (10:00 in Brussels)",
        ),
        # Who of the press may come, and when to be there.
        (
            brussels("2022-01-12 09:00 GMT", access=Access.CLOSED),
            "12 BRUSSELS - Talks - 0900 GMT (10:00 local) - Closed to the press",
        ),
        (
            brussels("2022-01-12 09:00 GMT", access=Access.POOL, arrive=timedelta(minutes=45)),
            (
                "12 BRUSSELS - Talks - 0900 GMT (10:00 local) - "
                "Pool only. Be there by 0815 GMT (09:15 local)"
            ),
        ),
        (
            brussels("2022-01-12 09:00 GMT", arrive=timedelta(hours=11)),
            (
                "12 BRUSSELS - Talks - 0900 GMT (10:00 local) - "
                "Be there by Tuesday 2200 GMT (Tuesday 23:00 local)"
            ),
        ),
        (
            brussels("2022-01-12 09:00 GMT", arrive=timedelta(days=8)),
            (
                "12 BRUSSELS - Talks - 0900 GMT (10:00 local) - "
                "Be there by 0900 GMT on 4 January 2022 (10:00 on 4 January 2022 local)"
            ),
        ),
        (
            brussels("2022-01-12", arrive=timedelta(minutes=45)),
            "12 BRUSSELS - Talks - time to be announced - Be there 45 minutes before the start",
        ),
        # What would be taken for another part of the line.
        (
            brussels("2022-01-12 09:00 GMT", title="Talks - round\ntwo"),
            "12 BRUSSELS - Talks – round two - 0900 GMT (10:00 local)",
        ),
        (event(title="** Talks"), "12 “** Talks” - 0900 GMT (10:00 in Brussels)"),
    ],
)
def test_a_line_says_what_is_known_and_no_more(made: Event, line: str) -> None:
    assert lines(made) == [line]


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (
            brussels("2022-06-30", "2022-07-02"),
            [
                "30 BRUSSELS - Talks - (to 2 July)",
                "01 BRUSSELS - Talks - second day of three",
                "02 BRUSSELS - Talks - third day of three",
            ],
        ),
        (
            brussels("2022-12-31 09:00 GMT", "2023-01-01 11:00 GMT", arrive=timedelta(hours=1)),
            [
                (
                    "31 BRUSSELS - Talks - 0900 GMT (10:00 local) (to 1 January 2023) - "
                    "Be there by 0800 GMT (09:00 local)"
                ),
                "01 BRUSSELS - Talks - second day of two",
            ],
        ),
        (
            brussels("2022-06-01 all day", "about 2022-06-02"),
            [
                "01 BRUSSELS - Talks - (1 June 2022 to around 2 June 2022)",
                "02 BRUSSELS - Talks - (1 June 2022 to around 2 June 2022)",
            ],
        ),
        # Until midnight is not until the next day.
        (
            brussels("2022-06-01 21:00 Europe/Brussels", "2022-06-02 00:00 Europe/Brussels"),
            ["01 BRUSSELS - Talks - 1900 GMT (21:00 local)"],
        ),
        (
            brussels("2022-06-01", "2022-07-02"),
            [
                "01 BRUSSELS - Talks - (to 2 July)",
                "02 BRUSSELS - Talks - day 32 of 32",
            ],
        ),
    ],
)
def test_what_lasts_for_days_stands_on_each(made: Event, expected: list[str]) -> None:
    assert lines(made) == expected


def test_more_days_than_there_are_words_for_are_counted() -> None:
    assert lines(brussels("2022-06-01", "2022-06-11"))[-1] == "11 BRUSSELS - Talks - day 11 of 11"
    assert lines(brussels("2022-06-01", "2022-06-10"))[-1].endswith("tenth day of ten")


@pytest.mark.parametrize(
    ("zone", "line"),
    [
        ("Europe/Brussels", "12 TOKYO - Talks - Tuesday 2330 GMT (08:30 local)"),
        ("UTC", "11 TOKYO - Talks - 2330 GMT (Wednesday 08:30 local)"),
        ("America/New_York", "11 TOKYO - Talks - 2330 GMT (Wednesday 08:30 local)"),
    ],
)
def test_a_time_of_another_day_than_the_diary_s_has_its_weekday(zone: str, line: str) -> None:
    made = event(start="2022-01-12 08:30", city="Tokyo", timezone="Asia/Tokyo")
    assert lines(made, zone) == [line]


def test_a_day_is_the_same_day_everywhere() -> None:
    made = event(start="2022-01-12", city="Tokyo", timezone="Asia/Tokyo")
    assert lines(made, "America/New_York") == ["12 TOKYO - Talks - time to be announced"]


@pytest.mark.parametrize(
    ("language", "third", "twelfth"),
    [
        (ENGLISH, "third day of five", "day 12 of 14"),
        (FRENCH, "troisième jour sur cinq", "jour 12 sur 14"),
        (GERMAN, "dritter von fünf Tagen", "Tag 12 von 14"),
        (RUSSIAN, "третий день из пяти", "день 12 из 14"),
    ],
)
def test_which_day_it_is_is_told_in_the_language(
    language: Language, third: str, twelfth: str
) -> None:
    assert language.diary.which_day(3, 5) == third
    assert language.diary.which_day(12, 14) == twelfth


@pytest.mark.parametrize("language", LANGUAGES.values(), ids=LANGUAGES)
def test_a_language_has_as_many_words_as_english_has(language: Language) -> None:
    words = language.diary
    for field in fields(DiaryWords):
        text, english = getattr(words, field.name), getattr(ENGLISH.diary, field.name)
        if isinstance(english, str):
            assert text
            assert placeholders(text) == placeholders(english), field.name
    assert len(words.ordinals) == len(words.numbers) == 10
    assert len({words.which_day(day, 10) for day in range(1, 11)}) == 10
    assert direction(language.code) == ("rtl" if language.code == "ar" else "ltr")


def test_markup_in_a_definition_is_no_markup_in_the_html() -> None:
    made = event(title="<script>&\"'", place=Place("<b>Bern"))
    html = diary_html(make_diary("", [made], "UTC", ENGLISH), lambda _: '"><i>')

    assert "<script>" not in html
    assert "<b>Bern" not in html
    assert "&lt;B&gt;BERN" in html
    assert 'href="&quot;&gt;&lt;i&gt;"' in html


def test_a_diary_without_a_line_says_so() -> None:
    diary = make_diary("A week", [], "UTC", ENGLISH)
    assert diary_text(diary) == "A week\nDays by the clocks of GMT.\n\nNothing is listed.\n"
    assert "<p>Nothing is listed.</p>" in diary_html(diary, lambda _: None)
