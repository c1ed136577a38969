"""Towns of the world in the manners of advisories, and names that are none."""

from datetime import date
from pathlib import Path

import pytest

from events.cities import CITIES
from events.drafting.draft_yaml import name_events, to_yaml
from events.drafting.mentions.where.cities import city_named
from events.drafting.mentions.where.towns import FILE, folded, namesakes
from events.drafting.reading.report import read_report

MONDAY = date(2027, 3, 1)
PYPROJECT = Path(__file__).parents[3] / "pyproject.toml"


def drafted(report: str) -> list[str]:
    """Write the hour and the place of each event, and a ? behind what is in doubt of the place."""
    return [
        f"{it.at:%H:%M} {it.city or it.country or '-'} {it.zone or it.place_zone or '-'}"
        + (
            "?"
            if any(why.is_doubtful for key in ("place", "zone") for why in it.marks.get(key, ()))
            else ""
        )
        for it in read_report(report, MONDAY).events
        if it.at
    ]


@pytest.mark.parametrize(
    ("report", "expected"),
    [
        (
            "The trade ministers of the six countries will meet in Gdynia on Tuesday 9 March at 14:30.",
            ["14:30 Gdynia Europe/Warsaw"],
        ),
        (
            "The forum opens in Timisoara on Tuesday 9 March at 09:00 and a press conference follows at 11:45.",
            ["09:00 Timisoara Europe/Bucharest", "11:45 Timisoara Europe/Bucharest"],
        ),
        (
            "KOSICE, March 1 (TASR) - Officials of both sides will hold talks on Tuesday 9 March at 10:00.",
            ["10:00 Kosice Europe/Bratislava?"],
        ),
        (
            "SPLIT, March 1 (Hina) - The defence ministers will meet on Tuesday 9 March at 10:00.",
            ["10:00 Split Europe/Zagreb?"],
        ),
        (
            "LOKVA, Croatia, March 1 (Hina) - The defence ministers will meet on Tuesday 9 March at 10:00.",
            ["10:00 Lokva Europe/Zagreb?"],
        ),
        (
            "LOKVA, March 1 (Hina) - The defence ministers will meet on Tuesday 9 March at 10:00.",
            ["10:00 Lokva -?"],
        ),
        (
            "Tuesday 9 March, Kaohsiung\n10:00 Opening session of the conference\n16:00 Press conference",
            ["10:00 Kaohsiung Asia/Taipei", "16:00 Kaohsiung Asia/Taipei"],
        ),
        (
            "Tuesday 9 March\n10:00 Meeting of ministers, Town Hall, Trondheim\n15:30 Press conference, Bodø",
            ["10:00 Trondheim Europe/Oslo", "15:30 Bodø Europe/Oslo"],
        ),
        (
            "Event: Council of Baltic ministers\nCity: Liepāja\nDate: Tuesday 9 March 2027, 13.00",
            ["13:00 Liepāja Europe/Riga"],
        ),
        (
            "Event: Council of Alpine ministers\nCity: Hinterdorf\nDate: Tuesday 9 March 2027, 13.00",
            ["13:00 Hinterdorf -"],
        ),
        (
            "On Tuesday 9 March the foreign minister visits Mar del Plata for talks, which start at 11:00.",
            ["11:00 Mar del Plata America/Argentina/Buenos_Aires"],
        ),
        (
            "The envoys will travel to Gaborone on Tuesday 9 March; talks start at 08:30.",
            ["08:30 Gaborone Africa/Gaborone"],
        ),
        (
            "The working group meets on Tuesday 9 March at 10:00 in Lahore, the plenary in Faisalabad at 15:00.",
            ["10:00 Lahore Asia/Karachi", "15:00 Faisalabad Asia/Karachi"],
        ),
        (
            "The negotiators will meet on Tuesday 9 March at 10:00 in Portland, Oregon.",
            ["10:00 Portland America/Los_Angeles"],
        ),
        (
            "The ministers will meet in Alexandria, Virginia, on Tuesday 9 March at 10:00.",
            ["10:00 Alexandria America/New_York"],
        ),
        (
            "The ministers will meet in Córdoba, Spain, on Tuesday 9 March at 10:00.",
            ["10:00 Córdoba Europe/Madrid"],
        ),
        (
            "The ministers will meet in Lokva, Slovenia, on Tuesday 9 March at 10:00.",
            ["10:00 Lokva Europe/Ljubljana"],
        ),
        (
            "The ministers will meet in Lokva, Germany, on Tuesday 9 March at 10:00.",
            ["10:00 Lokva Europe/Berlin"],
        ),
        (
            "The ministers will meet in Alexandria, VA, on Tuesday 9 March at 10:00.",
            ["10:00 Alexandria America/New_York"],
        ),
        (
            "The ministers will meet in Berlin, DE, on Tuesday 9 March at 10:00.",
            ["10:00 Berlin Europe/Berlin"],
        ),
        (
            "The ministers will meet in Athens, Georgia, on Tuesday 9 March at 10:00.",
            ["10:00 Athens America/New_York"],
        ),
        (
            "The ministers will meet in Lokva, Georgia, on Tuesday 9 March at 10:00.",
            ["10:00 Lokva -"],
        ),
        (
            "The ministers will meet in Lokva, Brazil, on Tuesday 9 March at 10:00.",
            ["10:00 Lokva -"],
        ),
        (
            "Die Außenminister treffen sich am Dienstag, 9. März 2027, um 10 Uhr in Klagenfurt.",
            ["10:00 Klagenfurt Europe/Vienna"],
        ),
        (
            "Les ministres se réunissent à Annecy le mardi 9 mars 2027 à 10h00.",
            ["10:00 Annecy Europe/Paris"],
        ),
        (
            "Nha Trang will host the meeting of ministers on Tuesday 9 March at 10:00.",
            ["10:00 Nha Trang Asia/Ho_Chi_Minh"],
        ),
        (
            "WHAT: Signing ceremony\nWHERE: Castle Hall, Subotica, Serbia\nWHEN: Tuesday 9 March 2027, 12:00",
            ["12:00 Subotica Europe/Belgrade"],
        ),
        (
            "The ministers meet on Tuesday 9 March at 10:00 at Messe, Graz.",
            ["10:00 Graz Europe/Vienna"],
        ),
        (
            "The session is convened for Tuesday 9 March 2027 at 10:00 at UNON, Gigiri, Nairobi.",
            ["10:00 Nairobi Africa/Nairobi"],
        ),
        (
            "The forum is held at the Congress Centre, Poprad on Tuesday 9 March at 10:00.",
            ["10:00 Poprad Europe/Bratislava"],
        ),
        (
            "Thursday 11 March\nThe commissioner receives the minister of trade (Ghent, 11.30).",
            ["11:30 Ghent Europe/Brussels"],
        ),
        (
            "Ministry of Foreign Affairs of Latvia\nWeekly schedule\nMonday, 8 March\n10:00 Meeting with the Ambassador of Canada\n13:30 Phone call with the Minister of Armenia",
            ["10:00 Latvia Europe/Riga?", "13:30 - Europe/Riga"],
        ),
    ],
)
def test_a_town_is_where_a_report_says_that_something_is(report: str, expected: list[str]) -> None:
    assert drafted(report) == expected


@pytest.mark.parametrize(
    "report",
    [
        "The minister will meet Senator Lincoln on Tuesday 9 March at 10:00.",
        "The committee meets in March; the plenary is on Tuesday 9 March at 10:00.",
        "The envoys meet on Tuesday 9 March at 10:00 in the Salzburg Room.",
        "The ministers meet on Tuesday 9 March at 10:00 at the Hotel Bristol.",
        "Talks with Prime Minister Ishida, President Franco and Mr Costa are on Tuesday 9 March at 10:00.",
        "The briefing on the talks is in Union Street on Tuesday 9 March at 10:00.",
        "Participants of the meeting on Tuesday 9 March at 10:00: Jean Dupont (France), Ana Lopez (Spain), Kim Lee (Norway)",
        "The Council of the European Union meets on Tuesday 9 March at 10:00 in Public Session.",
        "The meeting on Tuesday 9 March at 10:00 is held in English, with interpretation in Arabic.",
        "The Barcelona Process ministers meet on Tuesday 9 March at 10:00.",
        "The co-chairs meet on Tuesday 9 March at 10:00 to talk to Santos.",
        "The press conference with Charlotte Nancy Florence on Tuesday 9 March at 10:00 is open to the press.",
        "Tuesday 9 March\n10:00 Meeting with Kennedy, Boston Consulting",
        "Officials said in Graz that the ministers meet on Tuesday 9 March at 10:00.",
        "On Tuesday 9 March at 10:00 the minister will speak in Congress on the war in Sumy.",
        "The ministers meet at Hall 5 with the envoys Fico, Orhei, Bergamo on Tuesday 9 March at 10:00.",
        "The minister meets Orhei, the envoy, on Tuesday 9 March at 10:00.",
        "MINISTRY OF DEFENCE, March 1 (Press) - The minister will hold talks on Tuesday 9 March at 10:00.",
        "STATEMENT, March 1 (Final) - The minister will hold talks on Tuesday 9 March at 10:00.",
        "Tuesday 9 March\nADVANCE - Ministers meet, 10:00",
        "The bill has its second debate in Reading Hall on Tuesday 9 March at 10:00.",
    ],
)  # fmt: skip
def test_what_only_has_the_name_of_a_town_is_none(report: str) -> None:
    assert drafted(report) == ["10:00 - -"]


@pytest.mark.parametrize(
    ("city", "candidates"),
    [
        (
            "Birmingham",
            "United Kingdom (Europe/London) or United States (America/Chicago) or United States (America/Detroit)",
        ),
        (
            "Valencia",
            "Venezuela (America/Caracas) or Spain (Europe/Madrid) or United States (America/Los_Angeles) or Ecuador (America/Guayaquil)",
        ),
        ("Jericho", "Palestinian Territories (Asia/Hebron) or United States (America/New_York)"),
    ],
)
def test_a_name_of_several_zones_says_which_and_asserts_none(city: str, candidates: str) -> None:
    said = f"The ministers will meet in {city} on Tuesday 9 March at 10:00."
    draft = read_report(said, MONDAY)
    name_events(draft)
    assert f"place: {{city: {city}}}  # ? {city} may be that of {candidates}\n" in to_yaml(draft)


def test_a_zone_by_its_country_has_its_reason() -> None:
    draft = read_report(
        "The ministers will meet in Lokva, Slovenia, on Tuesday 9 March at 10:00.", MONDAY
    )
    name_events(draft)
    line = "place: {city: Lokva, country: Slovenia, timezone: Europe/Ljubljana}  # Slovenia has no other clocks than Europe/Ljubljana\n"
    assert line in to_yaml(draft)


@pytest.mark.parametrize(
    ("name", "zone"),
    [
        ("Alexandria", "Africa/Cairo"),
        ("Santiago", "America/Santiago"),
        ("San José", "America/Costa_Rica"),
        ("San Jose", None),
        ("Cambridge", None),
        ("Chantilly", "Europe/Paris"),
        ("Łódź", "Europe/Warsaw"),
        ("Lodz", "Europe/Warsaw"),
        ("Kaschau", "Europe/Bratislava"),
        ("Lüttich", "Europe/Brussels"),
    ],
)
def test_a_city_is_known_by_its_names(name: str, zone: str | None) -> None:
    city = city_named(name)
    assert city is not None
    assert city.zone == zone


@pytest.mark.parametrize(
    "word", ["March", "May", "Reading", "Union", "Page", "Of", "Council", "Georgia"]
)
def test_a_word_is_no_town(word: str) -> None:
    assert city_named(word) is None


def test_cities_that_every_agenda_may_name_keep_the_zone_they_have_there() -> None:
    several = {"Georgetown", "Valencia"}
    for zone, names in CITIES.items():
        for name in names.split(", "):
            city = city_named(name)
            assert city is not None
            assert city.zone == (None if name in several else zone), name


def test_the_table_is_in_order_small_and_in_the_wheel() -> None:
    lines = FILE.read_text(encoding="utf-8").split("\n\n")[2].splitlines()
    keys = [it.partition("\t")[0].removesuffix("?") for it in lines]
    assert keys == sorted({*keys})
    assert all(namesakes(it).towns for it in keys[::97])
    assert all(folded(it) for it in keys)
    assert FILE.stat().st_size < 500_000
    assert f'"{FILE.relative_to(PYPROJECT.parent / "events").as_posix()}"' in PYPROJECT.read_text(
        encoding="utf-8"
    )
