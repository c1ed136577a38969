"""Manners of telling when and where: what each is read as, and what none of them is read as."""

from datetime import date

import pytest

from events.drafting.reading.report import read_report

FRIDAY = date(2026, 3, 6)


@pytest.mark.parametrize(
    ("told", "drafted"),
    [
        ("Mon 9: 10.30 Meeting with the envoy, Riga", ["2026-03-09 10:30 Riga"]),
        ("Tues. 10/3: 14h working session, Riga", ["2026-03-10 14:00 Riga"]),
        ("Tuesday 3/10: 14:00 working session, Riga", ["2026-03-10 14:00 Riga"]),
        ("The talks will begin in Riga on Monday at 10.30.", ["2026-03-09 10:30 Riga"]),
        (
            "Monday 9 March\n4:30 pm-5:15 pm - Press conference, Riga",
            ["2026-03-09 16:30-17:15 Riga"],
        ),
        ("Monday 9 March\n(pm) Meeting of envoys", ["2026-03-09 afternoon -"]),
        (
            "Monday 9 March\nIn the afternoon, the envoy will visit Riga for a meeting.",
            ["2026-03-09 afternoon Riga"],
        ),
        (
            "Monday 9 March\nLater in the evening, Minister Berg meets the envoy in Riga.",
            ["2026-03-09 evening Riga"],
        ),
        ("Monday 9 March\nMorning: Talks, Riga", ["2026-03-09 morning Riga"]),
        ("Monday 9 March\nAfternoon - Session of envoys, Riga", ["2026-03-09 afternoon Riga"]),
        ("The summit in Riga was moved from 10 to 12 March.", ["2026-03-12 Riga"]),
        ("The summit in Riga was moved from Tuesday to Thursday.", ["2026-03-12 Riga"]),
        (
            "The hearing, announced for Monday, was put off until March 12, 11:00.",
            ["2026-03-12 11:00 -"],
        ),
        (
            "On Monday the press conference in Riga was moved from 10:00 to 11:30.",
            ["2026-03-09 11:30 Riga"],
        ),
        (
            "Monday 9 March\n17:30 (10:30) Session of ministers, Tokyo",
            ["2026-03-09 17:30 Tokyo"],
        ),
        (
            "Monday 9 March\n10:00 Talks, Riga; 11:30 press conference",
            ["2026-03-09 10:00 Riga", "2026-03-09 11:30 Riga"],
        ),
        (
            "RIGA - Leaders meet at 10h00 Monday, press conference at 12h45.\nOSLO - Envoys meet, Tuesday, 0800 GMT (to March 13).",
            ["2026-03-09 10:00 Riga", "2026-03-09 12:45 Riga", "2026-03-10 08:00 Oslo"],
        ),
        ("The board will meet on 9 March at 10:00 in Boardroom C in Vienna.", ["2026-03-09 10:00 Vienna"]),
        ("Monday 9 March\n08:00 Media centre opens, Riga", []),
        (
            "Monday 9 March\n10:00 Press conference, Riga (register by 8 March, 18:00)",
            ["2026-03-08 18:00 Riga", "2026-03-09 10:00 Riga"],
        ),
        (
            "Ministers meet in Riga next week.\nMonday 9 March\n10:00 Session, Riga",
            ["2026-03-09 10:00 Riga"],
        ),
        (
            "09.03 10h30 Meeting with the envoy, Riga\n10.03 - 12.03 Visit to Oslo",
            ["2026-03-09 10:30 Riga", "2026-03-10 Oslo"],
        ),
        ("Mon 9/3 1000-1130 Session of envoys, Riga", ["2026-03-09 10:00-11:30 Riga"]),
        (
            "The court in Riga holds hearings on March 9, 11 and 13.",
            ["2026-03-09 Riga", "2026-03-11 Riga", "2026-03-13 Riga"],
        ),
        (
            "The minister will travel to Riga on Monday. The talks will start at 10 a.m.",
            ["2026-03-09 Riga", "2026-03-09 10:00 Riga"],
        ),
        (
            "The president is due in Oslo on Monday and in Riga on Tuesday, when leaders meet.",
            ["2026-03-09 Oslo", "2026-03-10 Riga", "2026-03-10 Riga"],
        ),
        (
            "The next meeting was moved from March 10 to March 11 and will take place in Riga.",
            ["2026-03-11 Riga"],
        ),
        (
            "The council will meet on 9 March at 15:00 Riga time (14:00 in Vienna).",
            ["2026-03-09 15:00 -"],
        ),
        (
            "Events of the week (Riga, all times local)\nMon 9 March: 3pm - Meeting of envoys",
            ["2026-03-09 15:00 Riga"],
        ),
        ("Monday 9 March\n3:30 p.m. (approx.) - Statement to the press, Riga", ["2026-03-09 about 15:30 Riga"]),
        (
            "Montag, 9.3.: Reise nach Genf\nDienstag, 10.3., 10:00 Uhr: Sitzung und Debatte der Gruppe, Berlin",
            ["2026-03-09 Genf", "2026-03-10 10:00 Berlin"],
        ),
        (
            "The ministers will travel to Riga on Monday for the signing of a treaty at 11h00.",
            ["2026-03-09 Riga", "2026-03-09 11:00 Riga"],
        ),
        ("The envoys meet today and tomorrow in Riga.", ["2026-03-06 Riga"]),
        (
            "Monday 9 March\nIn Riga: 11:00 meeting of envoys, 12:30 press conference",
            ["2026-03-09 11:00 Riga", "2026-03-09 12:30 Riga"],
        ),
        (
            "Monday 9 March\n15:00 Visit of the premier, NATO HQ, followed by joint press conference",
            ["2026-03-09 15:00 Brussels", "2026-03-09 Brussels"],
        ),
        (
            "The minister will travel to Ankara on 12 March. A hearing is expected on 9 March.",
            ["2026-03-09 -", "2026-03-12 Ankara"],
        ),
        ("9 March, 10:00 CET – Foreign Affairs Council, Brussels", ["2026-03-09 10:00 Brussels"]),
        ("The leaders will meet tomorrow, 11 AM, Riga.", ["2026-03-07 11:00 Riga"]),
        ("1230 Lunch\nMonday 9 March\n0900 Session of envoys, Riga\n1015-1130 Talks, Riga", ["2026-03-09 09:00 Riga", "2026-03-09 10:15-11:30 Riga"]),
        (
            "Monday 9 March\n9:00 A.M.\nThe minister receives the envoy\nHofburg, Vienna\n\n11:15 A.M.\nBilateral lunch",
            ["2026-03-09 09:00 Vienna", "2026-03-09 11:15 Vienna"],
        ),
        (
            "10 March, Tuesday\n| 09:00 | Session of envoys | Riga |\n| 17:00 | Press conference | Riga |",
            ["2026-03-10 09:00 Riga", "2026-03-10 17:00 Riga"],
        ),
        (
            "MINISTERIAL MEETING, RIGA\nRunning order, 10 March\n[09.30] Opening session\n[c. 16.45] Closing press conference",
            ["2026-03-10 09:30 Riga", "2026-03-10 about 16:45 Riga"],
        ),
        ("+ RIGA, Tue 10 March: envoys meet, 1000 (0800 GMT)", ["2026-03-10 10:00 Riga"]),
        (
            "The minister will visit Riga from 10 to 13 March. He meets the envoys on Friday.",
            ["2026-03-10 Riga", "2026-03-13 Riga"],
        ),
        ("The envoys meet in Riga on the first Monday of April.", ["2026-04-06 Riga"]),
        ("The envoys meet in Riga on Tuesday of next week, preceded by talks on the 9th.", ["2026-03-09 Riga", "2026-03-10 Riga"]),
        ("18.03., 19:30 Uhr, Berlin: Sitzung der Minister und der Gruppe", ["2026-03-18 19:30 Berlin"]),
        ("The envoys will meet at 10 on Monday morning in Riga.", ["2026-03-09 10:00 Riga"]),
        (
            "Monday 9 March\n- Minister receives the envoy, Riga, statements at 12:30",
            ["2026-03-09 Riga", "2026-03-09 12:30 Riga"],
        ),
        ("The press conference, announced for 13:00 on Monday in Riga, will now start at 12:15.", ["2026-03-09 12:15 Riga"]),
        (
            "The envoys meet in Riga on Monday. A briefing follows at noon (1700 GMT) on Tuesday.",
            ["2026-03-09 Riga", "2026-03-10 17:00 -"],
        ),
        (
            "The minister visits Riga on Monday and goes on to Oslo on Tuesday, where she sees her counterpart at 10:00.",
            ["2026-03-09 Riga", "2026-03-10 Oslo", "2026-03-10 10:00 Oslo"],
        ),
        ("The court in Riga will rule next Tuesday.", ["2026-03-10 Riga"]),
        ("Sunday 8 March\n09:30 Doorstop by the envoy, Riga\n10:00 Church service", ["2026-03-08 09:30 Riga", "2026-03-08 10:00 Riga"]),
        ("The premier meets the envoy at 9:45 a.m. on Monday in Riga. At 11 they hold a press conference.", ["2026-03-09 09:45 Riga", "2026-03-09 11:00 Riga"]),
        ("The premier meets the envoy at 2:30 p.m. on Monday in Riga. The dinner is at 8.", ["2026-03-09 14:30 Riga", "2026-03-09 20:00 Riga"]),
        ("The envoys meet on Monday at 15 in Riga.", ["2026-03-09 15:00 Riga"]),
        (
            "Ministers meet in Riga on 23 and 24 March. Before the first session, on Sunday at 15.30, the premier gives a press conference.",
            ["2026-03-22 15:30 Riga", "2026-03-23 Riga"],
        ),
        (
            "On Monday in Riga: arrivals from 8.30; opening session 9.30; lunch, 12.30–14.00; press conference c. 15.00.",
            ["2026-03-09 not before 08:30 Riga", "2026-03-09 09:30 Riga", "2026-03-09 12:30-14:00 Riga", "2026-03-09 about 15:00 Riga"],
        ),
        (
            "On Monday the ministers meet in Riga from 9.30 to 11 and hold a press conference at noon.",
            ["2026-03-09 09:30-11:00 Riga", "2026-03-09 12:00 Riga"],
        ),
        ("Monday 9 March\n9–10.30am Session, Riga\n2–3.30 p.m. Press conference", ["2026-03-09 09:00-10:30 Riga", "2026-03-09 14:00-15:30 Riga"]),
    ],
)  # fmt: skip
def test_a_manner_is_read_as_it_is_meant(told: str, drafted: list[str]) -> None:
    found = []
    for event in read_report(told, FRIDAY).events:
        hour = f"{event.precision} {event.at:%H:%M}" if event.at else event.part or ""
        until = f"-{event.until:%H:%M}" if event.until else ""
        found.append(" ".join(f"{event.first} {hour}{until} {event.city or '-'}".split()))
    assert found == drafted


@pytest.mark.parametrize(
    "told",
    [
        "The envoys meet on Monday at 10 in Riga.",
        "The premier meets the envoy on Monday at 9.30 in Riga. At 4 they meet.",
        "The premier meets the envoy on Monday at 10 a.m. in Riga. At 8 they meet.",
        "The premier meets the envoy on Monday at 0930 GMT in Riga. At 11 they meet.",
    ],
)
def test_an_hour_whose_half_of_the_day_is_not_told_is_in_doubt(told: str) -> None:
    event = read_report(told, FRIDAY).events[-1]
    assert event.at is None
    assert [it.why for it in event.marks["start"] if it.is_doubtful] == [
        f"at {told.lower().split(' at ')[-1].split()[0]}: which half of the day is not told"
    ]


@pytest.mark.parametrize(
    ("told", "hours"),
    [
        (
            "At 7 p.m. on Monday they attend a gala in Riga. At 8 the next morning, the envoy departs for Oslo.",
            [("2026-03-09", 19), ("2026-03-10", 8)],
        ),
        (
            "The envoys meet in Riga on 9 and 10 March. They start at 9 a.m. on the first day and at 10 on the second.",
            [("2026-03-09", 9)],
        ),
    ],
)
def test_an_hour_of_another_day_is_not_that_of_the_day_before(
    told: str, hours: list[tuple[str, int]]
) -> None:
    events = read_report(told, FRIDAY).events
    assert [(str(it.first), it.at.hour) for it in events if it.at] == hours


def test_a_week_of_a_month_is_told_as_the_month() -> None:
    (event,) = read_report("Second week of June: Meeting of the council, Riga", FRIDAY).events
    assert (event.extent, str(event.first), event.city) == ("month", "2026-06-01", "Riga")


@pytest.mark.parametrize(
    ("told", "drafted"),
    [
        ("A summit will be held in Riga on March 20, 27 and more leaders come.", ["2026-03-20"]),
        ("The summit will be held on March 20 and 2 days later an envoy leaves.", ["2026-03-20"]),
        ("On March 16 and 27 EU leaders will hold a summit in Riga.", ["2026-03-16"]),
        ("On March 16 and 27 foreign ministers will hold a summit.", ["2026-03-16"]),
        ("On March 16 and 17 in Brussels leaders hold a summit.", ["2026-03-16 2026-03-17"]),
        ("A summit will be held on March 20-2.", ["2026-03-20"]),
    ],
)
def test_a_number_that_counts_something_is_no_day(told: str, drafted: list[str]) -> None:
    events = read_report(told, FRIDAY).events
    assert [f"{it.first} {it.last or ''}".strip() for it in events] == drafted


@pytest.mark.parametrize(
    "told",
    [
        "The Council will not meet on 20 March in Riga.",
        "The ministers won’t meet on 20 March.",
        "The summit will not take place on 20 March.",
        "No summit will be held on 20 March.",
    ],
)
def test_what_is_not_held_is_told_and_not_drafted(told: str) -> None:
    draft = read_report(told, FRIDAY)
    assert draft.events == ()
    assert draft.doubts == (f"not held on 2026-03-20: {told}",)


@pytest.mark.parametrize(
    ("told", "doubt"),
    [
        ("If the weather permits, the envoys will meet on 20 March.", "only perhaps on 2026-03-20"),
        ("The envoys might meet on 20 March.", "only perhaps on 2026-03-20"),
        (
            "Talks with the envoys might be brought forward to 20 March.",
            "perhaps moved to 2026-03-20",
        ),
    ],
)
def test_what_is_only_perhaps_held_is_told_and_not_drafted(told: str, doubt: str) -> None:
    draft = read_report(told, FRIDAY)
    assert draft.events == ()
    assert draft.doubts == (f"{doubt}: {told}",)


@pytest.mark.parametrize(
    "told",
    [
        "Monday 9 March\n10:30 Coffee break",
        "Monday 9 March\n10:30 End of the session",
        "Monday 9 March\n07:30 Pool call time",
        "Monday 9 March\nNO PUBLIC EVENTS",
        "The embassy announced on 9 March that the two ministers had met.",
    ],
)
def test_what_is_no_event_is_not_drafted(told: str) -> None:
    assert read_report(told, FRIDAY).events == ()


def test_a_city_that_a_university_is_named_for_keeps_its_own_clocks() -> None:
    told = "Monday 9 March\n10:00 Talks in Vienna\n18:00 Speech at the University of Geneva"
    speech = read_report(told, FRIDAY).events[-1]
    assert (speech.city, speech.place_zone) == ("Geneva", "Europe/Zurich")
    assert "place" not in speech.marks


@pytest.mark.parametrize(
    "unit",
    ["Mon, ", "1 June ", "10:00-", "Vienna, ", "A", "(", "on ", "- ", "followed by ", "\x00"],
)
def test_a_sentence_without_end_is_told_and_not_looked_through(unit: str) -> None:
    draft = read_report(f"The envoys will meet in Vienna {unit * 3_000}", FRIDAY)
    assert draft.events == ()


def test_many_times_beside_each_other_take_no_long_while() -> None:
    many = ", ".join(f"{day} June" for day in range(1, 31))
    draft = read_report(f"The envoys will meet on {many}, {many} in Vienna.", FRIDAY)
    assert {it.first.month for it in draft.events} <= {6}
