"""Where an event is: what can be written, what readers are told of it, and what is refused."""

from pathlib import Path

import pytest

from events.changes import Change, news_of
from events.definitions.loader import Loader, load
from events.model import Event
from events.records.event_json import from_record, to_record
from events.wording.places import places_phrase
from events.wording.translations.french import FRENCH
from tests.events.builders import feed, properties, utc
from tests.events.definitions.builders import problems, with_key, written

URL = "https://example.org/talks"


def of(folder: Path, text: str) -> Event:
    [event] = load(written(folder, with_key(text))).events
    return event


@pytest.mark.parametrize(
    ("text", "english", "french"),
    [
        ("place: Vienna", "Vienna", "Vienna"),
        ("place: {country: Austria}", "Austria", "Austria"),
        ("place: online", "Online", "En ligne"),
        (f"place: {{online: {URL}}}", "Online", "En ligne"),
        (
            f"place: {{city: Vienna, country: Austria, online: {URL}}}",
            "Vienna, Austria, and online",
            "Vienna, Austria, et en ligne",
        ),
        ("place: to be confirmed", "Place to be confirmed", "Lieu à confirmer"),
        (
            "place: {city: Geneva, to be confirmed: yes}",
            "Geneva (to be confirmed)",
            "Geneva (à confirmer)",
        ),
        ("places: [Vienna, Geneva]", "Vienna and Geneva", "Vienna et Geneva"),
        ("places: [Vienna, online]", "Vienna and online", "Vienna et en ligne"),
    ],
)
def test_a_place_is_told_as_it_was_announced(
    text: str, english: str, french: str, tmp_path: Path
) -> None:
    event = of(tmp_path, text)
    told = properties(feed(load(tmp_path)))
    assert (places_phrase(event), places_phrase(event, FRENCH)) == (english, french)
    assert told["LOCATION"] == [english.replace(",", "\\,")]
    assert ("LABEL=Online" in str(told)) == (URL in text)
    assert places_phrase(from_record(to_record(event))) == english


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            "place: TBC",
            "5:72: 'TBC' is not the name of one city (write place: to be confirmed)",
        ),
        (
            "place: Geneva (tbc)",
            (
                "5:72: 'Geneva (tbc)' is not the name of one city "
                "(write place: {city: Geneva, to be confirmed: yes})"
            ),
        ),
        ("place: Zoom", "5:72: 'Zoom' is not the name of one city (write place: online)"),
        (
            "place: Vienna and Geneva",
            (
                "5:72: 'Vienna and Geneva' is not the name of one city "
                "(write places: [Vienna, Geneva])"
            ),
        ),
        (
            "place: Vienna or Geneva",
            "5:72: 'Vienna or Geneva' is not the name of one city (write place: to be confirmed)",
        ),
        (
            "place: Vienna, places: [Geneva]",
            "5:88: place and places are both given (put all of them in places:)",
        ),
        (
            "places: [Vienna, Vienna]",
            "5:82: 'Vienna' stands twice in 'places' (take one of them away)",
        ),
    ],
)
def test_what_is_no_place_is_refused_with_the_mend(text: str, problem: str, tmp_path: Path) -> None:
    assert problems(written(tmp_path, with_key(text))) == [problem]


@pytest.mark.parametrize("city", ["Online", "Open", "Remote"])
def test_a_city_may_have_the_name_of_what_is_none(city: str, tmp_path: Path) -> None:
    place = of(tmp_path, f"place: {{city: {city}}}").place
    assert place
    assert (place.city, place.is_online, place.to_be_confirmed) == (city, False, False)
    told = problems(written(tmp_path, with_key(f"place: {city}")))
    assert f"; a city of that name is {{city: {city}}})" in told[0]


@pytest.mark.parametrize(
    ("text", "warned"),
    [
        ("place: Austria", "write place: {country: Austria}"),
        ("place: {city: UK}", "write place: {country: UK}"),
        ("places: [Vienna, Georgia]", "write {country: Georgia}"),
        ("place: {country: Austria}", None),
        ("place: {city: Lebanon, country: USA}", None),
        ("place: Luxembourg", None),
        ("place: Singapore", None),
        ("place: Vienna", None),
    ],
)
def test_a_country_that_stands_as_a_city_is_a_warning(
    text: str, warned: str | None, tmp_path: Path
) -> None:
    loader = Loader(written(tmp_path, with_key(text)))
    assert loader.load().events
    told = [it.mend for it in loader.warnings]
    assert told == ([f"{warned}; a city of that name says its country as well"] if warned else [])


def test_a_position_is_that_of_one_sure_place_alone(tmp_path: Path) -> None:
    geo = 'city: Geneva, geo: "46.2, 6.1"'
    for text, is_told in (
        (f"place: {{{geo}}}", True),
        (f"place: {{{geo}, to be confirmed: yes}}", False),
        (f"places: [{{{geo}}}, Vienna]", False),
    ):
        of(tmp_path, text)
        assert ("GEO" in properties(feed(load(tmp_path)))) is is_told


def test_a_place_that_becomes_known_is_announced(tmp_path: Path) -> None:
    now = utc("2022-01-01")
    unknown, geneva = of(tmp_path, "place: to be confirmed"), of(tmp_path, "place: Geneva")
    told, taken_back = news_of(unknown, geneva, now), news_of(geneva, unknown, now)
    assert told is not None
    assert told.change is Change.PLACE_ANNOUNCED
    assert taken_back is not None
    assert taken_back.change is Change.PLACE_CHANGED
