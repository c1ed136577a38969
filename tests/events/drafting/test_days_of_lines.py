"""Which day and hour a line or a sentence has, and what it tells that is no event."""

from datetime import date

import pytest

from events.drafting.drafted import Drafted, Extent
from events.drafting.reading.report import read_report

FRIDAY = date(2026, 3, 6)
MONDAY = "MONDAY, MARCH 9\n"


def told(event: Drafted) -> str:
    """Return when and where an event is, in short."""
    when = f"{event.extent} " if event.extent is not Extent.DAY else ""
    when += "after " if event.after else ""
    when += f"{event.first:%d}"
    if event.at:
        when += f" {event.precision if event.precision.value != 'exact' else ''} {event.at:%H:%M}"
    elif event.part:
        when += f" {event.part}"
    return " ".join(f"{event.kind} {when} {event.city or '-'}".split())


@pytest.mark.parametrize(
    ("text", "events"),
    [
        ("MONTEVIDEO - Senate elects its president, from 1530", ["vote 09 not before 15:30 Montevideo"]),
        ("WINDHOEK - Foreign minister addresses farmers, Safari Court, 0915", ["speech 09 09:15 Windhoek"]),
        ("APIA - Leaders' debate on Radio Two, 2110 - POSTPONED", ["meeting 09 21:10 Apia"]),
        ("MANAMA - King of Bahrain receives Emir of Qatar, 1121", ["meeting 09 11:21 Manama"]),
        ("HANOI - Vice ministers' dialogue on the river - evening", ["meeting 09 evening Hanoi"]),
        ("LA PAZ - Signing of gas agreement - moved to Wednesday March 11, 1600 GMT", ["ceremony 11 16:00 La Paz"]),
        ("AMMAN - Water ministers meet, expected Thursday, March 12", ["meeting 12 Amman"]),
        ("LIMA - Ministers meet, 1400 GMT, joint press conference to follow", ["meeting 09 14:00 Lima", "press-conference after 09 Lima"]),
        ("WIEN - Kanzler trifft Amtskollegen, danach Pressekonferenz", ["meeting 09 Wien", "press-conference after 09 Wien"]),
        ("1500  Closing ceremony, Oslo\nafter the ceremony  Press conference of the host", ["ceremony 09 15:00 Oslo", "press-conference after 09 Oslo"]),
        ("RIGA - Ministers meet to discuss Vision 2030", ["meeting 09 Riga"]),
        ("Time: 11:00. The Minister opens the fair. Place: Bergen\nTime: 15:00. The Minister meets the mayor. Place: Oslo", ["meeting 09 11:00 Bergen", "meeting 09 15:00 Oslo"]),
        ("Time: 10:00 AM (rescheduled from March 3)\nLocation: Room 2, Ottawa\nHearing: fisheries", ["hearing 09 10:00 Ottawa"]),
        ("10:00 Talks, Porto\nIn the afternoon: walk through the old town", ["meeting 09 10:00 Porto", "visit 09 afternoon Porto"]),
        ("Press opportunities\n10:00 Press conference of the chair, Oslo", ["press-conference 09 10:00 Oslo"]),
        ("No date - BEIRUT - Parliament session on the budget", []),
    ],
)  # fmt: skip
def test_a_line_below_a_day_is_on_its_own_day_and_hour(text: str, events: list[str]) -> None:
    assert [told(it) for it in read_report(MONDAY + text, FRIDAY).events] == events


@pytest.mark.parametrize(
    ("text", "events"),
    [
        ("March 9-11 - NAIROBI - Ministers meet at Gigiri. Kenyan president speaks March 10, 0700 GMT", ["meeting 09 Nairobi", "speech 10 07:00 Nairobi"]),
        ("Week of March 16 - ASUNCION - Visit of the Prime Minister of Georgia", ["visit week 16 Asuncion"]),
        (
            "Meeting of ministers, Suva, 16-18 March 2026\n\nGroup photo: Tuesday 17 March, 10:00, lawn\nClosing: Wednesday 18 March, 16.00, Hall B",
            ["meeting 16 Suva", "ceremony 17 10:00 Suva", "meeting 18 16:00 Suva"],
        ),
        (
            "SUVA, 6 March - The board of the Pacific fund will hold its\nMarch session from Tuesday, 10 March to Thursday, 12 March. The session opens at 9:30 on\nTuesday.",
            ["meeting 10 09:30 Suva"],
        ),
        ("LUSAKA, Zambia - 6 March 2026 - The conference of river basins takes place in Lusaka on 12 March.", ["meeting 12 Lusaka"]),
        ("Talks on grain will be held in Astana on Thursday. Thursday's talks begin at 3 pm.", ["meeting 12 15:00 Astana"]),
        ("The ministers meet in Quito on Wednesday. Experts are to meet in Quito a day earlier to prepare the text.", ["meeting 10 Quito", "meeting 11 Quito"]),
        (
            "Leaders will attend the summit of the islands in Nadi on 12 and 13 March. The presidents of Palau and Nauru meet two days before the summit in Suva.",
            ["meeting 10 Suva", "summit 12 Nadi"],
        ),
        (
            "Visit of the envoy to Chile, 9-10 March\n\nOn Tuesday, 10 March, she will meet the mayor in Valparaíso. She is due to give a lecture there at 11.00.",
            ["visit 09 -", "meeting 10 Valparaíso", "speech 10 11:00 Valparaíso"],
        ),
        ("The leaders will hold talks in Malabo next week. The two will meet in Malabo on Wednesday, 11 March, at 10:00.", ["meeting 11 10:00 Malabo"]),
        (
            "The congress meets in Bamako on 9 and 10 March. The chairman will brief the press following the closing session on Tuesday, 10 March.",
            ["meeting 09 Bamako", "briefing after 10 Bamako"],
        ),
        ("Notice\nPacific Ministerial Meeting\n\n1. Date and time: Tuesday, March 10, 2026, 10:00 to 12:00\n2. Place: Guest House, Tokyo", ["meeting 10 10:00 Tokyo"]),
        ("9-13 March 2026, Accra\n\nCommittees meet in Accra.\n\nMonday 9 March\n15:00 Committee for trade: hearing on cocoa", ["hearing 09 15:00 Accra"]),
        ("A third round is pencilled in for the week of March 16.", ["meeting week 16 -"]),
        ("Переговоры начнутся в Минске в среду, 11 марта, в 12:00, по их итогам состоится пресс-конференция.", ["meeting 11 12:00 Минск", "press-conference after 11 Минск"]),
    ],
)  # fmt: skip
def test_the_nearest_day_governs(text: str, events: list[str]) -> None:
    assert [told(it) for it in read_report(text, FRIDAY).events] == events


@pytest.mark.parametrize(
    "text",
    [
        "How to attend: Journalists with a press card receive a link the day before the press conference on 9 March.",
        "Members of the press are requested to be in place by 9:30 on 9 March for the meeting.",
        "A recording of the briefing on Monday will be available on the website the next day.",
        "Please bring your identity card to the meeting on 9 March at 10:00.",
        "Monday 9 March, Osaka\nPress conferences are open to members of the press club.",
        "Monday 9 March\nAll meetings are in Westminster, London.",
    ],
)
def test_what_is_asked_of_the_press_is_no_event(text: str) -> None:
    assert read_report(text, FRIDAY).events == ()


def test_a_label_may_name_what_the_press_may_enter_for() -> None:
    text = "Photo opportunity: Photographers may enter Hall 2 at 10:15 on 9 March."
    assert [told(it) for it in read_report(text, FRIDAY).events] == ["ceremony 09 10:15 -"]
