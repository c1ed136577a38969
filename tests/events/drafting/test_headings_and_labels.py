"""Programmes and diaries: whose day, city and clocks their headings and labels tell, and what stands below them."""

from datetime import date

import pytest

from events.drafting.drafted import Drafted
from events.drafting.reading.report import read_report
from tests.events.drafting.test_days_of_lines import told

FRIDAY = date(2026, 3, 6)
DIARY = "MONDAY, MARCH 9\n"


def drafted(text: str) -> list[Drafted]:
    return list(read_report(text, FRIDAY).events)


def zone(event: Drafted) -> str | None:
    """Return by whose clocks the hour of an event is read."""
    return event.zone or event.place_zone


@pytest.mark.parametrize(
    ("head", "clocks"),
    [
        ("** Denotes new listing. GMT unless stated.", "GMT"),
        ("GMT unless otherwise stated", "GMT"),
        ("** new. All GMT except where shown", "GMT"),
        ("Week ahead. Everything in GMT unless marked.", "GMT"),
        ("(Central European Time unless noted)", "Europe/Brussels"),
        ("Local time unless stated.", "Europe/London"),
    ],
)
def test_a_head_says_whose_clocks_are_meant_unless_others_are(head: str, clocks: str) -> None:
    text = f"{head}\n\n{DIARY}GLASGOW - Climate conference - 1000\nMADRID - King gives address - 10:30 a.m. local time"
    assert [zone(it) for it in drafted(text)] == [clocks, "Europe/Madrid"]


@pytest.mark.parametrize(
    ("text", "events"),
    [
        ("VIENNA - Governors (to March 11) - opening 0930 GMT, closing press conference 1200 GMT March 11", ["meeting 09 09:30 Vienna", "press-conference 11 12:00 Vienna"]),
        ("RIGA - Summit (to 10 March) - family photo 1000 GMT, news conference at 1300 GMT on March 10", ["summit 09 Riga", "ceremony 09 10:00 Riga", "press-conference 10 13:00 Riga"]),
        ("PARIS - Conference on Libya; closing press conference not before 1700", ["meeting 09 Paris", "press-conference 09 not before 17:00 Paris"]),
        ("09.00  Consideration of amendments, Oslo *** Voting time: 10.30 ***", ["meeting 09 09:00 Oslo", "vote 09 10:30 Oslo"]),
        ("9.00  Debate on the budget, Oslo. Vote: 11.30", ["meeting 09 09:00 Oslo", "vote 09 11:30 Oslo"]),
        ("OSLO - Swedish ministers to visit on March 10", ["visit 10 Oslo"]),
        ("ROME - German premier to visit in April", ["visit month 01 Rome"]),
        ("The President speaks at the funeral of the former Minister of Mines, Lima, 10h00", ["speech 09 10:00 Lima"]),
        ("The Board meets in special session, Vienna International Centre, Board Room C, 10.30. Closed. You may film until 10.40.", ["meeting 09 10:30 Vienna"]),
        ("10:30 a.m. Announcement on support for exporters, Oslo *, followed by media availability", ["statement 09 10:30 Oslo", "press-conference after 09 Oslo"]),
        ("Morning    Talks with the mayor, Oslo\nEvening    Reception, Oslo", ["meeting 09 morning Oslo", "ceremony 09 evening Oslo"]),
        ("Private meetings", []),
    ],
)  # fmt: skip
def test_each_hour_of_a_line_has_its_own_words_and_day(text: str, events: list[str]) -> None:
    assert [told(it) for it in drafted(DIARY + text)] == events


def test_parts_of_the_day_stand_as_columns_in_other_languages() -> None:
    text = "LUNDI 9 MARS 2026 – LYON\nMatin   Visite d'une usine\n15h00   Remise des insignes\nSoir : Dîner avec le maire"
    assert [told(it) for it in drafted(text)] == [
        "visit 09 morning Lyon",
        "ceremony 09 15:00 Lyon",
        "meeting 09 evening Lyon",
    ]


@pytest.mark.parametrize("first", ["[Seoul]", "<Seoul>", "= Seoul =", "SEOUL", "* Seoul *"])
@pytest.mark.parametrize("second", ["[Busan]", "<Busan>", "--- Busan ---", "Busan:", "In Busan"])
def test_a_city_alone_is_that_of_the_days_below_it(first: str, second: str) -> None:
    text = f"WEEKLY SCHEDULE\n\n{first}\nMarch 9 (Mon)\n10:00  Meeting with the minister\n\n{second}\nMarch 12 (Thu)\n13:30  Reception for delegates"
    assert [told(it) for it in drafted(text)] == [
        "meeting 09 10:00 Seoul",
        "ceremony 12 13:30 Busan",
    ]


@pytest.mark.parametrize(
    "heading",
    [
        "Monday, March 9 / Halifax, Nova Scotia",
        "Monday, March 9 | Halifax, Nova Scotia",
        "Monday, March 9 (Halifax, Nova Scotia)",
    ],
)
def test_a_city_beside_a_day_is_in_a_part_of_its_country(heading: str) -> None:
    text = f"Itinerary\n\n{heading}\n9:00 a.m. – Tour of the port\n\nTuesday, March 10 / Private meetings\n\nWednesday, March 11 (Perth, Western Australia)\n1:00 p.m. – Remarks to miners"
    assert [(told(it), zone(it)) for it in drafted(text)] == [
        ("visit 09 09:00 Halifax", "America/Halifax"),
        ("speech 11 13:00 Perth", "Australia/Perth"),
    ]


@pytest.mark.parametrize(
    "stamp", ["March 6, 2026 (AVI-071/26)", "6 March 2026 (Ref. 12/26)", "March 6, 2026 | No. 31"]
)
def test_the_day_of_a_release_is_none_of_what_stands_below_it(stamp: str) -> None:
    text = f"PRESS ADVISORY\n\n{stamp}\n\nMinisters meet in Lisbon on Wednesday, March 11, at 10:00.\n\nPrior to the meeting, at 8:30, the hosts will sign an accord."
    assert [told(it) for it in drafted(text)] == [
        "meeting 11 10:00 Lisbon",
        "ceremony 11 08:30 Lisbon",
    ]


def test_what_abbreviates_the_name_of_a_body_is_no_town() -> None:
    text = "The Council of the Organization of American States (OAS) will hold a meeting on Wednesday. The OAS meets again on Friday."
    assert {it.city for it in drafted(text)} == {None}


@pytest.mark.parametrize(
    ("text", "events"),
    [
        ("Summit in Lima, 9-10 March 2026\n\n* Signing of the accord, 10 March, 11:30 AM\n* Joint press conference, 10 March, after the signing", ["ceremony 10 11:30 Lima", "press-conference after 10 Lima"]),
        ("Council, 39th session: Sunday 8 March 2026, Riyadh.\n\nPress conference of the Secretary General and the minister of the host country: Sunday, following the closing session.", ["meeting 08 Riyadh", "press-conference after 08 Riyadh"]),
        ("The minister receives her counterpart in Bern on Monday, 9 March 2026.\n\nProgramme\n10.15 Photo call\n10.30 Talks in private", ["ceremony 09 10:15 Bern", "meeting 09 10:30 Bern"]),
        ("Der Vorsteher trifft am Montag, 9. März 2026, in Bern die Ministerin zu einem Gespräch.\n\nAblauf\n10.15 Uhr   Begrüssung\n10.30 Uhr   Gespräch", ["ceremony 09 10:15 Bern", "meeting 09 10:30 Bern"]),
        ("Committees: meetings in the week of 9 March 2026\n\nMonday 9 March\n3.00 pm, Oslo. Hearing", ["hearing 09 15:00 Oslo"]),
        ("Monday 9 March, The Hague\n3 p.m.: Delivery of the Court's Order", ["hearing 09 15:00 The Hague"]),
    ],
)  # fmt: skip
def test_what_is_told_beside_others_is_told_once(text: str, events: list[str]) -> None:
    assert [told(it) for it in drafted(text) if not it.is_overview] == events


@pytest.mark.parametrize(
    ("text", "events"),
    [
        ("Let us know by Tuesday 10 March if you are coming.", ["deadline 10 Riga", "meeting 12 Riga"]),
        ("Please tell us by Tuesday 10 March whether you will come.", ["deadline 10 Riga", "meeting 12 Riga"]),
        ("To get in we need your passport number by noon on 10 March.", ["deadline 10 12:00 Riga", "meeting 12 Riga"]),
        ("“We need peace by Tuesday,” the envoy said.", ["meeting 12 Riga"]),
        ("The press working area opens each day at 07:00.", ["meeting 12 Riga"]),
        ("The media tent will open on Tuesday at 9:00.", ["meeting 12 Riga"]),
    ],
)  # fmt: skip
def test_the_press_is_asked_for_something_by_a_day(text: str, events: list[str]) -> None:
    found = drafted(f"The ministers will meet in Riga on Thursday 12 March.\n\n{text}")
    assert [told(it).replace("10 -", "10 Riga") for it in found] == events


@pytest.mark.parametrize(
    ("text", "events"),
    [
        ("9 & 10 Mar    Arctic seminar, Reykjavik (registration closes 8 Mar, noon)", ["deadline 08 12:00 Reykjavik", "meeting 09 Reykjavik"]),
        ("Wed.: Travel to Warsaw. 5 p.m. - wreath laying\nThu.: 10 a.m. - talks in Riga; 11:30 a.m. - joint presser", ["visit 11 Warsaw", "ceremony 11 17:00 Warsaw", "meeting 12 10:00 Riga", "press-conference 12 11:30 Riga"]),
        ("Tue 10 Mar  Governor speaks on a panel, Bali (09.00 local, 01.00 London)", ["speech 10 09:00 Bali"]),
        ("Wed 11 Mar Minutes of the committee published, 9.30am\nThu 12 to Fri 13 Mar Annual meetings, Lima", ["meeting 12 Lima"]),
        ("PRESS BRIEFINGS, GENEVA - week of 9 March\n\n- Tuesday 10 March, 10:30: regular briefing, Room XIV", ["briefing 10 10:30 Geneva"]),
        (f"{DIARY}0900 (0800 GMT) Bank's governor speaks in Frankfurt\n1000 Brussels: Commission meeting; midday briefing 1200\nca 1430 Oslo: Premier meets king\nEvening: London: PM hosts reception", ["speech 09 09:00 Frankfurt", "meeting 09 10:00 Brussels", "briefing 09 12:00 Brussels", "meeting 09 about 14:30 Oslo", "ceremony 09 evening London"]),
        ("Brussels, 06/03/2026\n\nMain topics and media events 9 - 22 March 2026\n\nMonday 9 March\nForeign Affairs Council (Luxembourg)\n+/- 08.00 Arrivals", ["meeting 09 Luxembourg", "ceremony 09 about 08:00 Luxembourg"]),
    ],
)  # fmt: skip
def test_a_line_of_a_list_has_its_own_city_and_hour(text: str, events: list[str]) -> None:
    assert [told(it) for it in drafted(text)] == events


def test_a_city_below_a_day_is_no_dateline() -> None:
    text = "Termine der Ministerin\n\nMontag, 9.3.\nBrüssel: Rat für Auswärtige Beziehungen, Beginn 9.30 Uhr, Pressestatement 8.45 Uhr\nDienstag, 10.3.\nBerlin: 11 Uhr Gespräch mit dem Minister"
    found = drafted(text)
    assert [told(it) for it in found] == [
        "meeting 09 09:30 Brüssel",
        "press-conference 09 08:45 Brüssel",
        "meeting 10 11:00 Berlin",
    ]
    assert found[0].title.startswith("Rat für Auswärtige Beziehungen")


def test_a_line_at_no_fixed_hour_names_its_own_city() -> None:
    text = f"{DIARY}1030 Geneva - briefing for reporters\ntbc  Doha - delegation meets officials"
    assert [told(it) for it in drafted(text)] == ["briefing 09 10:30 Geneva", "meeting 09 Doha"]
