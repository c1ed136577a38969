"""What a line is by its first noun, and not by the words behind it or in brackets."""

from datetime import date

import pytest

from events.drafting.reading.report import read_report

FRIDAY = date(2026, 3, 6)
MONDAY = "RIGA, Monday 9 March 2026\n"
GMT = "DIARY (all times GMT)\nMONDAY, MARCH 9\n"


def read(told: str) -> list[str]:
    found = []
    for event in read_report(told, FRIDAY).events:
        hour = f"{event.at:%H:%M}" if event.at else "after" if event.after else ""
        found.append(" ".join(f"{hour} {event.city or '-'} {event.kind}".split()))
    return found


@pytest.mark.parametrize(
    ("line", "drafted"),
    [
        ("10:00 Exchange of notes and press statements", ["10:00 Riga ceremony"]),
        ("10:00 Exchange of signed agreements between the ministers", ["10:00 Riga ceremony"]),
        ("10:00 Adoption of the Riga declaration", ["10:00 Riga vote"]),
        ("10:00 Closing and adoption of the joint statement", ["10:00 Riga vote"]),
        ("10:00 Tour of the shipyard with the mayor", ["10:00 Riga visit"]),
        ("10:00 Guided tour through the archives", ["10:00 Riga visit"]),
        ("10:00 Walk along the river before the dinner", ["10:00 Riga visit"]),
        ("10:00 Publication of the inflation figures", ["10:00 - milestone"]),
        ("10:00 Presentation of the annual survey to the press", ["10:00 Riga briefing"]),
        ("10:00 Launch of the outlook to journalists", ["10:00 Riga briefing"]),
        ("10:00 Presentation of the budget to the committee", ["10:00 Riga meeting"]),
        ("10:00 Sitting of the fisheries committee", ["10:00 Riga meeting"]),
        ("10:00 Public sitting of the court", ["10:00 Riga hearing"]),
        ("10:00 The minister answers questions in the Saeima", ["10:00 Riga hearing"]),
        ("10:00 The minister answers questions in the Press Room", ["10:00 Riga press-conference"]),
        ("10:00 Ceremonial welcome at Agdal Palace", ["10:00 Riga ceremony"]),
        ("10:00 Presentation of credentials", ["10:00 Riga ceremony"]),
        ("10:00 Handing over of the keys", ["10:00 Riga ceremony"]),
        ("10:00 Exchange of MoUs and press statements", ["10:00 Riga ceremony"]),
        ("10:00 Exchange of views with the mayor", ["10:00 Riga meeting"]),
        # What stands in brackets says who may come
        ("10:00 Council of the coastal states (photo opportunity)", ["10:00 Riga meeting"]),
        ("10:00 Courtesy to the mayor (press statement for pool only)", ["10:00 Riga meeting"]),
    ],
)
def test_the_first_noun_says_what_a_line_is(line: str, drafted: list[str]) -> None:
    assert read(MONDAY + line) == drafted


@pytest.mark.parametrize(
    ("line", "drafted"),
    [
        ("OSLO - Statistics office publishes flash estimate of growth - 0900", ["09:00 Oslo milestone"]),
        ("OSLO - Central bank releases wage data - 0900", ["09:00 Oslo milestone"]),
        ("NAIROBI - Parliament is dissolved - 0900", ["09:00 Nairobi milestone"]),
        ("OSLO - Industrial production, March - 0900", ["09:00 Oslo milestone"]),
        ("ABUJA - Senate committee hears petroleum minister - 0900", ["09:00 Abuja hearing"]),
        ("ARUSHA - African Court delivers judgment on land rights - 0900", ["09:00 Arusha hearing"]),
        ("ARUSHA - African Court of the nine countries hears case on land -\n0900 local\nABUJA - Talks", ["09:00 Arusha hearing", "Abuja meeting"]),
        ("LIMA - Peruvian foreign minister meets envoy, 1500 GMT, joint news conference to follow", ["15:00 Lima meeting", "after Lima press-conference"]),
        ("LIMA - Ministers hold talks, afterwards press conference", ["Lima meeting", "after Lima press-conference"]),
        ("LIMA - Election in Peru\nWORLD WATER DAY", ["Lima vote", "- observance"]),
    ],
)  # fmt: skip
def test_a_line_of_a_diary_is_what_it_says_first(line: str, drafted: list[str]) -> None:
    assert read(f"{GMT}QUITO - Ministers meet\n{line}") == ["Quito meeting", *drafted]


def test_the_sitting_of_a_hearing_is_one() -> None:
    told = "The court will hold a hearing in Oslo from Monday 9 to Friday 13 March. The sitting on Tuesday starts at 10:00."
    assert read(told) == ["Oslo hearing", "10:00 Oslo hearing"]


def test_a_subject_is_of_the_kind_that_the_title_says() -> None:
    told = "Media advisory\nPAHO virtual media briefing\n\nDate: Tuesday, 10 March 2026\nTime: 11:00\nSubject: Measles\n"
    (event,) = read_report(told, FRIDAY).events
    assert event.kind == "briefing"
    assert [(it.why, it.is_doubtful) for it in event.marks["kind"]] == [
        ("the heading says: PAHO virtual media briefing", True)
    ]
