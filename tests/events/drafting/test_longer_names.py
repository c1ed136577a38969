"""Names of cities and of institutions that are a part of a longer name, or that other countries have as well."""

from datetime import date

import pytest

from events.drafting.reading.report import read_report

FRIDAY = date(2026, 3, 6)
MONDAY = "Monday 9 March 2026\n"


def read(told: str) -> list[str]:
    found = []
    for event in read_report(told, FRIDAY).events:
        hour = f"{event.at:%H:%M}" if event.at else ""
        zone = (event.zone or event.place_zone or "-").rpartition("/")[2] if event.at else ""
        where = event.city or event.country or "-"
        found.append(" ".join(f"{event.first} {hour} {zone} {where} {event.kind}".split()))
    return found


@pytest.mark.parametrize(
    ("told", "drafted"),
    [
        # What is named for a city is not in it
        ("Envoys of the Bali Process will meet on Monday at 10:00.", ["2026-03-09 10:00 - - meeting"]),
        ("Envoys of the Paris Club will meet in Nairobi on Monday.", ["2026-03-09 Nairobi meeting"]),
        ("Leaders of the Shanghai Cooperation Organisation meet in Bishkek on Monday.", ["2026-03-09 Bishkek meeting"]),
        ("Parties to the Geneva Conventions will meet in Bern on Monday.", ["2026-03-09 Bern meeting"]),
        ("Ministers will debate the Budapest Memorandum in Kyiv on Monday.", ["2026-03-09 Kyiv meeting"]),
        (f"MADRID, {MONDAY}10:00 Dinner at Lima House", ["2026-03-09 10:00 Madrid Madrid meeting"]),
        (f"MADRID, {MONDAY}10:00 Talks in Geneva Room", ["2026-03-09 10:00 Madrid Madrid meeting"]),
        (f"MADRID, {MONDAY}10:00 Parade on Havana Square, Toledo", ["2026-03-09 10:00 Madrid Toledo ceremony"]),
        # What is held there, or stands there
        ("The Riga summit of ministers opens on Monday.", ["2026-03-09 Riga summit"]),
        ("The Halifax Security Forum opens on Monday at Halifax Airport.", ["2026-03-09 Halifax meeting"]),
        # Of what several countries have that of the report
        ("OTTAWA, March 6 - The minister will speak in the House of Commons on Monday.", ["2026-03-09 - speech"]),
        ("CARDIFF, March 6 - The minister will speak in the House of Commons on Monday.", ["2026-03-09 London speech"]),
        ("CANBERRA, March 6 - The premier will address the House of Representatives on Monday.", ["2026-03-09 Canberra speech"]),
        (f"Ottawa, {MONDAY}10:00 Meeting with the Speaker of the House of Commons", ["2026-03-09 10:00 Toronto Ottawa meeting"]),
        (f"Tokyo, {MONDAY}10:00 Call on the Speaker of the House of Representatives", ["2026-03-09 10:00 Tokyo Tokyo meeting"]),
        (f"Oslo, {MONDAY}10:00 Seminar (Chatham House rule)\n11:00 Talks", ["2026-03-09 10:00 Oslo Oslo meeting", "2026-03-09 11:00 Oslo Oslo meeting"]),
        (f"Edinburgh, {MONDAY}10:00 Talks with the Speaker of the House of Commons of Canada", ["2026-03-09 10:00 London Edinburgh meeting"]),
        # What the report says of all of it, before what its title's name would be
        (f"House of Representatives\nBusiness\n\n{MONDAY}10:00 Question time\n\nAll sittings are in Wellington.\n", ["2026-03-09 10:00 Auckland Wellington hearing"]),
        (f"The schedule in New Delhi is given below. All times are IST.\n\n{MONDAY}10:00 Call on the Vice President", ["2026-03-09 10:00 Kolkata New Delhi meeting"]),
        (f"Geneva times\n\n{MONDAY}10:00 Webinar on ice, online", ["2026-03-09 10:00 Zurich - meeting"]),
        (f"Rabat\n\n{MONDAY}10:00 Webinar on ice, online", ["2026-03-09 10:00 Casablanca - meeting"]),
        # A name that a dateline's length has broken
        (
            "NAIROBI, March 6 (Rift Press) - Envoys of nine countries will meet under the banner of the Addis\nAbaba Forum in Kigali on Monday, the ministry of foreign affairs of one of the countries told.\n",
            ["2026-03-09 Kigali meeting"],
        ),
    ],
)  # fmt: skip
def test_a_part_of_a_name_is_no_place(told: str, drafted: list[str]) -> None:
    assert read(told) == drafted


@pytest.mark.parametrize(
    ("told", "drafted"),
    [
        # Where a day's heading says, and not where the line before was
        (
            "LISBON, Monday 9 March 2026\n10:00 Tour of the yard, Coimbra\n15:00 Talks with the premier",
            ["2026-03-09 10:00 Lisbon Coimbra visit", "2026-03-09 15:00 Lisbon Lisbon meeting"],
        ),
        (
            f"Programme\n{MONDAY.strip()}, Osaka\n9:00 Lecture at the university, Seoul\n16:00 Meeting of the envoys",
            ["2026-03-09 09:00 Seoul Seoul speech", "2026-03-09 16:00 Tokyo Osaka meeting"],
        ),
        (
            f"{MONDAY.strip()}, Lima (Peru)\n9:00 Tour of the port of Ancondo\n16:00 Lima Group meeting",
            ["2026-03-09 09:00 Lima Lima visit", "2026-03-09 16:00 Lima Lima meeting"],
        ),
        # And where the title says
        (
            f"Weekly schedule\nall times Eastern (Washington, DC)\n\n{MONDAY}9:00 Lecture at the university, Toronto\n16:00 Meeting of the envoys",
            ["2026-03-09 09:00 Toronto Toronto speech", "2026-03-09 16:00 New_York Washington meeting"],
        ),
        # Of several towns that of the report's country
        (f"Suva\nWeek of the minister\n\n{MONDAY.strip()}, Nadi\n9:00 Talks", ["2026-03-09 09:00 Fiji Nadi meeting"]),
        # But where somebody has gone from there
        (
            "LISBON, Monday 9 March 2026\n10:00 Talks\n12:00 Flight to Nairobi\n18:00 Dinner with the president",
            ["2026-03-09 10:00 Lisbon Lisbon meeting", "2026-03-09 12:00 Lisbon Nairobi visit", "2026-03-09 18:00 Nairobi Nairobi meeting"],
        ),
    ],
)  # fmt: skip
def test_the_heading_of_a_day_says_where_its_lines_are(told: str, drafted: list[str]) -> None:
    assert read(told) == drafted


def test_a_place_between_a_heading_and_the_line_before_is_doubtful() -> None:
    told = f"Programme\n{MONDAY.strip()}, Osaka\n9:00 Lecture, Seoul\n16:00 Meeting of envoys"
    told_place = [it.why for it in read_report(told, FRIDAY).events[1].marks["place"]]
    assert told_place == ["the city of what was told before", "or Seoul, of the line before"]


def test_a_town_of_several_countries_is_the_reports_as_a_doubt() -> None:
    (event,) = read_report(f"Suva\nWeek\n\n{MONDAY.strip()}, Nadi\n9:00 Talks", FRIDAY).events
    assert [(it.why, it.is_doubtful) for it in event.marks["zone"]] == [
        (
            "Nadi may be that of Thailand (Asia/Bangkok) or Fiji (Pacific/Fiji): read as that of the report's country",
            True,
        )
    ]


def test_who_goes_on_is_at_each_place_on_its_day() -> None:
    told = "YEREVAN, March 6 - The premier will fly to Tbilisi on Monday and continue to Batumi the next day. In Tbilisi he will meet the president at noon."
    assert read(told) == [
        "2026-03-09 Tbilisi visit",
        "2026-03-09 12:00 Tbilisi Tbilisi meeting",
        "2026-03-10 Batumi visit",
    ]


def test_a_city_in_russian_has_its_own_name() -> None:
    told = "АСТАНА, 6 марта. Министр проведет во вторник, 10 марта, переговоры в Анкаре, по их итогам состоится пресс-конференция."
    events = read_report(told, FRIDAY).events
    assert [(it.kind, it.city) for it in events] == [
        ("meeting", "Анкара"),
        ("press-conference", "Анкара"),
    ]


def test_a_house_of_many_countries_is_in_none_without_more() -> None:
    told = f"House of Commons\n\n{MONDAY}10:00 Question time\n"
    (event,) = read_report(f"OTTAWA, March 6 - {told}", FRIDAY).events
    assert event.city != "London"
