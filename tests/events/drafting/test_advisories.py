"""Advisories and wire reports: titles over days, datelines, who does it, and until when it lasts."""

from datetime import date

import pytest

from events.drafting.reading.report import read_report

FRIDAY = date(2026, 3, 6)


@pytest.mark.parametrize(
    ("told", "drafted"),
    [
        (  # a line behind the dateline is shorter than the others, and goes on
            ("RIGA, March 6 - Deputy foreign ministers of the five Baltic Sea states will meet in Riga on Friday,\n"
            "13 March, officials said. Their ministers are to meet in Oslo in May 2026, when the states will sign it."),
            ["meeting 2026-03-13 Riga", "meeting 2026-05-01 Oslo"],
        ),
        (
            ("RIGA, March 6 - The constitutional court will hold a public hearing in Riga on Tuesday 10 March at\n"
            "3 p.m. in its main hall. The hearing will be streamed, and members of the press wishing to attend need no badge."),
            ["hearing 2026-03-10 15:00 Riga"],
        ),
        (
            "The ministry opens a new headquarters in Riga.\nDate: Monday, 9 March 2026\nPlace: Riga\n11:30 Inauguration ceremony\n12:15 Press statements",
            ["ceremony 2026-03-09 11:30 Riga", "press-conference 2026-03-09 12:15 Riga"],
        ),
        (
            ("MEDIA ADVISORY\nMarch 6, 2026 - Ottawa, Ontario - Department of National Defence\n"
            "The Minister will deliver remarks at a forum.\nDate: Monday, March 9, 2026\nTime: 9:00 a.m.\nLocation: Pier 21, Halifax"),
            ["speech 2026-03-09 09:00 Halifax"],
        ),
        (
            "What Europe expects of the envoys\nTuesday 10 March 2026, 17.30 to 18.30\nCity Hall, Riga",
            ["meeting 2026-03-10 17:30-18:30 Riga"],
        ),
        (
            "The council in Riga is to vote on Tuesday at 10 a.m. Closed consultations on the envoy will be held after the vote.",
            ["vote 2026-03-10 10:00 Riga", "meeting 2026-03-10 after Riga"],
        ),
        (
            "On Thursday, March 12, she will attend a ceremony in Riga. On Friday she will speak in Oslo.",
            ["ceremony 2026-03-12 Riga", "speech 2026-03-13 Oslo"],
        ),
        ("Talks open in Riga on Monday. The talks last until Thursday.", ["meeting 2026-03-09 Riga"]),
        ("The media centre opens on Monday at 12:00 in Riga.", []),
        (
            "Before the first session, on Sunday at 15.30, he and the President of the Council will give a press conference in Riga.",
            ["press-conference 2026-03-08 15:30 Riga"],
        ),
        (
            "The French president is to speak in Riga on Tuesday at 2 p.m. (1200 GMT) and the Polish president on Wednesday at 2:30 p.m. (1230 GMT).",
            ["speech 2026-03-10 14:00 Riga", "speech 2026-03-11 14:30 Riga"],
        ),
        (
            "The summit will take place at the World Forum in Riga on 9-10 March 2026. The official dinner is on the evening of Monday 9 March.",
            ["summit 2026-03-09 Riga", "meeting 2026-03-09 evening Riga"],
        ),
        ("Monday 9 March\n10:00 Receives credentials of the envoys, Riga", ["ceremony 2026-03-09 10:00 Riga"]),
        ("The ministers hold talks in Riga on Monday, 9.00.", ["meeting 2026-03-09 09:00 Riga"]),
        ("The envoy will speak at 9.45 on Monday in Riga and hold a press conference after the meeting.", ["speech 2026-03-09 09:45 Riga", "press-conference 2026-03-09 after Riga"]),
        ("There are no engagements open to media on Monday.", []),
        ("Photographs of the meeting of 4 March may be used.", []),
        ("Interested journalists: registration ends on Monday, 9 March, at 18:00. The envoys meet in Riga.", ["deadline 2026-03-09 18:00 -"]),
        (
            "The premier receives the groups in Riga on Monday (from 10 am) and Tuesday (from 9.30 am).",
            ["meeting 2026-03-09 not before 10:00 Riga", "meeting 2026-03-10 not before 09:30 Riga"],
        ),
        (
            "Monday 9 March\n11:00 Summit of envoys, Riga; press conference after the summit",
            ["summit 2026-03-09 11:00 Riga", "press-conference 2026-03-09 after Riga"],
        ),
        ("The envoy is expected in Riga on Tuesday. He will meet the premier.", ["visit 2026-03-10 Riga", "meeting 2026-03-10 Riga"]),
        ("TUESDAY, MARCH 10\nWorld Refugee Day", ["observance 2026-03-10 -"]),
    ],
)  # fmt: skip
def test_an_advisory_is_read_as_it_is_meant(told: str, drafted: list[str]) -> None:
    found = []
    for event in read_report(told, FRIDAY).events:
        hour = f"{event.precision} {event.at:%H:%M}" if event.at else event.part or ""
        hour = "after" if event.after else hour
        until = f"-{event.until:%H:%M}" if event.until else ""
        found.append(
            " ".join(f"{event.kind} {event.first} {hour}{until} {event.city or '-'}".split())
        )
    assert found == drafted


def test_what_lasts_until_a_day_has_that_for_its_last() -> None:
    told = "Talks open in Riga on Monday. The talks last until Thursday."
    (event,) = read_report(told, FRIDAY).events
    assert str(event.last) == "2026-03-12"


def test_who_does_the_same_later_is_named_as_the_report_names_them() -> None:
    told = "The French president is to speak on Tuesday at 2 p.m. and the Polish president on Wednesday at 3 p.m."
    assert [it.title for it in read_report(told, FRIDAY).events] == [
        "The French president is to speak",
        "The Polish president",
    ]


def test_a_weekday_that_may_be_the_reports_own_is_in_doubt() -> None:
    told = (
        "On Thursday, March 12, she attends a ceremony in Riga. On Friday she will speak in Oslo."
    )
    marks = read_report(told, FRIDAY).events[-1].marks["start"]
    assert "Friday behind 2026-03-12, told before: 2026-03-13 or 2026-03-06" in [
        it.why for it in marks if it.is_doubtful
    ]
