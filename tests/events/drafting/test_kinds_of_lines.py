"""Lines of day-books, committees, advisories and e-mails: what each kind is read as, and what is no event."""

from datetime import date

import pytest

from events.drafting.reading.report import read_report

FRIDAY = date(2026, 3, 6)
MONDAY = "Monday 9 March 2026\n"
GMT = "DIARY (all times GMT)\nMONDAY, MARCH 9\n"


def read(told: str) -> list[str]:
    found = []
    for event in read_report(told, FRIDAY).events:
        hour = f"{event.precision} {event.at:%H:%M} {event.zone or ''}" if event.at else ""
        until = f"until {event.until:%H:%M}" if event.until else ""
        extent = "" if event.extent == "day" else f"{event.extent} of"
        parts = (extent, event.first, hour, until, event.city or "-", event.kind)
        found.append(" ".join(" ".join(map(str, parts)).split()))
    return found


@pytest.mark.parametrize(
    ("told", "drafted"),
    [
        # Military hours
        (f"{MONDAY}0930H  Meeting of envoys, Riga", ["2026-03-09 09:30 Riga meeting"]),
        (f"{MONDAY}1100H-1230H Signing ceremony, Riga", ["2026-03-09 11:00 until 12:30 Riga ceremony"]),
        (f"{MONDAY}1500 H: Talks, Riga", ["2026-03-09 15:00 Riga meeting"]),
        (f"{MONDAY}1630 hrs - Press briefing, Riga", ["2026-03-09 16:30 Riga briefing"]),
        (f"{MONDAY}2000 HRS Reception, Riga", ["2026-03-09 20:00 Riga ceremony"]),
        ("The ministers will meet in Riga on Monday at 1400H.", ["2026-03-09 14:00 Riga meeting"]),
        # An hour at the end of a line
        (f"{GMT}RIGA - Ministers meet - 0930", ["2026-03-09 09:30 GMT Riga meeting"]),
        (f"{GMT}OSLO -- Envoys hold talks -- 1000-1130", ["2026-03-09 10:00 GMT until 11:30 Oslo meeting"]),
        (f"{GMT}BERNE - Swiss president meets premier (1430)", ["2026-03-09 14:30 GMT Berne meeting"]),
        (f"{GMT}LIMA - President speaks in congress – 1900", ["2026-03-09 19:00 GMT Lima speech"]),
        (f"{GMT}ROME - Conference on the Ottoman empire - 1915", ["2026-03-09 Rome meeting"]),
        (f"{GMT}PARIS - Forum on the Agenda - 2030", ["2026-03-09 Paris meeting"]),
        (
            "Public schedule, Monday 9 March, Riga\nCourtesy call of the envoy - 0930H\nWreath-laying ceremony (1100H)",
            ["2026-03-09 09:30 Riga meeting", "2026-03-09 11:00 Riga ceremony"],
        ),
        (f"{GMT}DAKAR - Court ruling in opposition case, 0930", ["2026-03-09 09:30 GMT Dakar hearing"]),
        # A label behind the hour
        (
            "WASHINGTON DAYBOOK\nMonday, March 9\n9:30 a.m. SENATE ENERGY - Senate hearing on pipes. Dirksen 366, Washington.",
            ["2026-03-09 09:30 Washington hearing"],
        ),
        (
            "Monday 9 March, Washington\n10 a.m. TRADE – Commerce Secretary holds a news conference. 14th St. NW, Washington.",
            ["2026-03-09 10:00 Washington press-conference"],
        ),
        (
            "WASHINGTON DAYBOOK\nMonday, March 9\nJOBS - Labor Secretary speaks at a luncheon, 12:30 p.m. Press Club.",
            ["2026-03-09 12:30 Washington speech"],
        ),
        ("NEWS DIARY FOR MONDAY 9 MARCH\n9am BUSINESS: Bank governor gives a speech. Guildhall, London.", ["2026-03-09 09:00 London speech"]),
        # Days of a programme by their numbers
        (
            "WATER FORUM, Windhoek\nDAY 1 - THURSDAY 13 AUGUST 2026\n09h00 Opening ceremony\nDay 2 – Friday, 14 August 2026\n10h00 Talks",
            ["2026-08-13 09:00 Windhoek ceremony", "2026-08-14 10:00 Windhoek meeting"],
        ),
        ("Day 1 - 13 August 2026\n09h00 Talks, Riga\nDay 2 - 14 August\n10h00 Talks, Riga", ["2026-08-13 09:00 Riga meeting", "2026-08-14 10:00 Riga meeting"]),
        (
            "WATER MINISTERS\nWindhoek, 13-14 August 2026\nDay 1\n09h00 Opening ceremony\nDay 2\n10h00 Talks",
            ["2026-08-13 09:00 Windhoek ceremony", "2026-08-14 10:00 Windhoek meeting"],
        ),
        (
            "Riga, 13 to 15 August 2026\nDAY TWO\n10h00 Talks\nDay Three (Riga)\n11:00 Press conference",
            ["2026-08-14 10:00 Riga meeting", "2026-08-15 11:00 Riga press-conference"],
        ),
        (
            "Leipzig, Congress Center, 11-12 March 2026\n\nFirst day\n9.00 Opening\nSecond day\n9.30 Closing session",
            ["2026-03-11 09:00 Leipzig meeting", "2026-03-12 09:30 Leipzig meeting"],
        ),
        (
            "Jour 1 : lundi 9 mars 2026, Dakar\n9h00 Cérémonie d'ouverture\nJour 2 : mardi 10 mars 2026\n15h00 Conférence de presse",
            ["2026-03-09 09:00 Dakar ceremony", "2026-03-10 15:00 Dakar press-conference"],
        ),
        ("Forum, Riga\nDay 1\n09h00 Opening ceremony", []),
        ("Riga, 13-14 August 2026\nDay 3\n09h00 Talks", []),
        # A city before a full stop, and with small words within
        (f"{MONDAY}10:00 Talks with the envoy, Old Hall, Riga. Closed to the press.", ["2026-03-09 10:00 Riga meeting"]),
        (f"{MONDAY}10:00 Talks with the envoy, St. Gallen. Closed", ["2026-03-09 10:00 St. Gallen meeting"]),
        (f"{MONDAY}10:00 Minister speaks at the lunch, Te Papa, Wellington. Open to media", ["2026-03-09 10:00 Wellington speech"]),
        ("Leaders will hold a summit in Dar es Salaam on Saturday.", ["2026-03-07 Dar es Salaam summit"]),
        ("Ministers travel to Santiago de los Caballeros on Monday.", ["2026-03-09 Santiago de los Caballeros visit"]),
        ("Leaders gather in Newcastle upon Tyne on Tuesday.", ["2026-03-10 Newcastle upon Tyne meeting"]),
        (f"{MONDAY}9am: Meeting with staff, Ministry, 12 Kent St. Sydney. No media.", ["2026-03-09 09:00 Sydney meeting"]),
        (f"{MONDAY}4pm: Signing of a memorandum, Ft. George Hotel, St. John's. Open.", ["2026-03-09 16:00 St. John's ceremony"]),
        (f"Riga\n{MONDAY}4pm: Talks at St. John's Church", ["2026-03-09 16:00 Riga meeting"]),
        # A town that is only known by its town hall
        (f"Riga\n{MONDAY}11:00 Hearing, Community Hall, Ravensbourne", ["2026-03-09 11:00 Ravensbourne hearing"]),
        (f"Riga\n{MONDAY}11:00 Talks, Civic Centre, 5 Main Street, Waikouaiti (open)", ["2026-03-09 11:00 Waikouaiti meeting"]),
        (f"Riga\n{MONDAY}11:00 Talks, Library, Oslo", ["2026-03-09 11:00 Oslo meeting"]),
        # Committees over their rooms
        (
            f"SENATE, DUBLIN\n{MONDAY}Fisheries Committee - Oral evidence\nSubject: Herring\n10.15am, Committee Room 4, Leinster House, Dublin",
            ["2026-03-09 10:15 Dublin hearing"],
        ),
        (
            f"SENATE, DUBLIN\n{MONDAY}Health Committee - Private meeting\nCommittee Room 1, Leinster House, Dublin, 2.30pm",
            ["2026-03-09 14:30 Dublin meeting"],
        ),
        (f"SENATE, DUBLIN\n{MONDAY}Fisheries Committee: evidence session\n11.00am - Guildhall, Derry", ["2026-03-09 11:00 Derry hearing"]),
        (f"SENATE, DUBLIN\n{MONDAY}Welsh Committee - Oral evidence\n10.00am, Town Hall, Llandrindod", ["2026-03-09 10:00 Llandrindod hearing"]),
        (f"{MONDAY}Justice Committee - No oral evidence\n10.15am, Committee Room 4, Riga", []),
        (
            f"{MONDAY}Minister of Defence\n10:00 Ministry Building, Riga\n11:00 Parliament House, Riga",
            ["2026-03-09 10:00 Riga meeting", "2026-03-09 11:00 Riga meeting"],
        ),
        # Kinds
        ("CITY DAYBOOK\nMonday, March 9, 2026\nGOVERNOR — Signs a bridge bill, noon, State House, Annapolis.", ["2026-03-09 12:00 Annapolis ceremony"]),
        (f"{MONDAY}1000: COMMONS - Committee takes evidence from rail chiefs, London", ["2026-03-09 10:00 London hearing"]),
        ("Montag, 9. März\n10:00 Uhr Gedenkfeier, Berlin", ["2026-03-09 10:00 Berlin ceremony"]),
        ("Montag, 9. März\n11:00 Uhr Kranzlegung am Mahnmal, Berlin", ["2026-03-09 11:00 Berlin ceremony"]),
        ("Montag, 9. März\n12:00 Uhr Festakt zum Jahrestag, Berlin", ["2026-03-09 12:00 Berlin ceremony"]),
        (f"{MONDAY}11:00 Handover of schools to local authorities, Riga", ["2026-03-09 11:00 Riga ceremony"]),
        (f"{MONDAY}11:00 Keys hand-over, Riga", ["2026-03-09 11:00 Riga ceremony"]),
        ("The leaders will hold a town hall in Riga on Monday at 10:00.", ["2026-03-09 10:00 Riga meeting"]),
        # What, Who and When in paragraphs of their own
        (
            "WHAT: Press conference on ice\n\nWHO:\n- Dr Brand\n- Mr Moser\n\nWHEN: Thursday 12 March 2026, 10:30 CET\n\nWHERE: Palais, Geneva",
            ["2026-03-12 10:30 Geneva press-conference"],
        ),
        (
            "Event: Signing ceremony\n\nDate: 12 March 2026\nTime: 1600 hrs\nVenue: City Hall, Riga\n\nEvent: Talks\nDate: 13 March 2026\nTime: 10:00\nVenue: City Hall, Oslo",
            ["2026-03-12 16:00 Riga ceremony", "2026-03-13 10:00 Oslo meeting"],
        ),
        ("What: Meeting of ministers\nDates: 4-5 June 2026\nWhere: Kuressaare Castle, Kuressaare, Estonia", ["2026-06-04 Kuressaare meeting"]),
        ("Was: Pressekonferenz\nDatum: 12. März 2026\nUhrzeit: 11 Uhr\nOrt: Wien", ["2026-03-12 11:00 Wien press-conference"]),
        # A week, or no day at all
        ("Monday, March 9\nRIGA - Ministers meet\nDay to be announced, in the week of March 9:\nOSLO - Visit by the premier", ["2026-03-09 Riga meeting", "week of 2026-03-09 Oslo visit"]),
        ("Monday, March 9\n10:00 Talks, Riga\nWeek of March 16 (day to be confirmed)\nVisit by the premier, Oslo", ["2026-03-09 10:00 Riga meeting", "week of 2026-03-16 Oslo visit"]),
        ("Monday, March 9\nRIGA - Ministers meet\nDate to be confirmed:\nOSLO - Visit by the premier", ["2026-03-09 Riga meeting"]),
        ("Monday, March 9\n10:00 Talks, Riga\n\nUndated\n- Meeting of envoys, Oslo", ["2026-03-09 10:00 Riga meeting"]),
        (
            "WEEK AHEAD\nThursday, March 12\nRIGA - Ministers meet\nAlso this week, no date yet:\nOSLO - Visit by the premier",
            ["week of 2026-03-09 Oslo visit", "2026-03-12 Riga meeting"],
        ),
        ("AGENDA, OSLO\nMon 9 March: 10:00 Talks\nDuring the week (day tbc): visit of the premier", ["2026-03-09 10:00 Oslo meeting"]),
        # What has been, beside
        ("The presidents will speak by phone on Monday at 14:00 Kyiv time, hours after drones hit Izmail.", ["2026-03-09 14:00 Europe/Kyiv - call"]),
        ("The ministers meet on Monday in Riga, two days after talks in Oslo failed.", ["2026-03-09 Riga meeting"]),
        (f"{MONDAY}10:00 Talks, Riga\nMembers of the press who covered last week's visit to Oslo may collect copies at the desk.", ["2026-03-09 10:00 Riga meeting"]),
        (f"{MONDAY}10:00 Talks, Riga\nPhotographs of yesterday's ceremony can be had on request.", ["2026-03-09 10:00 Riga meeting"]),
        (f"{MONDAY}10:00 Talks, Riga\nRecordings of the previous meeting are on our site.", ["2026-03-09 10:00 Riga meeting"]),
        (f"{MONDAY}10:00 Talks, Riga\n15:00 Last session of the envoys, Riga", ["2026-03-09 10:00 Riga meeting", "2026-03-09 15:00 Riga meeting"]),
        (f"{MONDAY}10:00 Talks, Riga\nNote: audio of Friday's call with ministers is on the website.", ["2026-03-09 10:00 Riga meeting"]),
        ("Journalists who covered the minister's trip to Riga on Monday may ask for pictures.", []),
        ("Fotos der Reise nach Kenia im September stehen zum Abruf und zum Druck bereit.", []),
        ("Le ministre s'est rendu lundi à Bruxelles pour une réunion consacrée à l'Ukraine et à la mer.", []),
        ("The mediators set no date for a new round of talks in March.", []),
        ("A meeting planned for December 15 was called off on the day itself.", []),
        ("A meeting planned for March 15 was called off.", ["2026-03-15 - meeting"]),
        # Moved, told again, and at a venue that is told later
        (
            "The ceremony of the Grain Institute in Riga, which was planned for Tuesday 10 March, has been postponed to Thursday 12 March at 9.30am, owing to rains.",
            ["2026-03-12 09:30 Riga ceremony"],
        ),
        ("Turkey will host talks in Istanbul on Monday. The delegations are due to sit down at 10:30 a.m. at the palace.", ["2026-03-09 10:30 Istanbul meeting"]),
        ("RIGA, March 6 - Envoys will meet in Riga on Tuesday. Talks start at 11:00.", ["2026-03-10 11:00 Riga meeting"]),
        (
            "Tomorrow's press conference by the director will now begin at 11:45 instead of 11:00. The venue is unchanged: Press Theatre, Brussels.",
            ["2026-03-07 11:45 Brussels press-conference"],
        ),
        ("Today's 14:00 briefing has been moved to 15:30. It will take place in the City Hall, Riga.", ["2026-03-06 15:30 Riga briefing"]),
        ("Monday's press conference with the envoy will be held at 12:30 rather than 11:30, still in the Berlaymont.", ["2026-03-09 12:30 Brussels press-conference"]),
        ("Die für den 9. März geplante Pressekonferenz findet erst am 10. März um 11 Uhr statt. Ort: Rathaus, Hamburg.", ["2026-03-10 11:00 Hamburg press-conference"]),
        ("OSLO, March 6 - The ministers meet on Monday at 10:00. The venue will be Riga.", ["2026-03-09 10:00 Riga meeting"]),
        ("Die Sitzung beginnt am Montag, 9. März 2026, um 9.30 Uhr. Ort bleibt das Haus der Berge, Innsbruck.", ["2026-03-09 09:30 Innsbruck meeting"]),
        ("La réunion des ministres aura lieu le lundi 9 mars à 10h00 au Palais des congrès, Lyon.", ["2026-03-09 10:00 Lyon meeting"]),
        ("The premier will hold talks in Salalah on Sunday at 8 p.m.\n(1600 GMT), a diplomat said. Further meetings are possible.", ["2026-03-08 20:00 Salalah meeting"]),
    ],
)  # fmt: skip
def test_a_kind_of_line_is_read_as_it_is_meant(told: str, drafted: list[str]) -> None:
    assert read(told) == drafted


def test_a_venue_that_is_told_later_is_by_its_own_clocks() -> None:
    told = "OSLO, March 6 - The ministers meet on Monday at 10:00. The venue will be Riga."
    (event,) = read_report(told, FRIDAY).events
    assert event.place_zone == "Europe/Riga"
    assert [it.why for it in event.marks["start"]][1:] == ["by the clocks of Riga: no zone is told"]
    assert "place" not in event.marks


def test_two_titles_over_the_same_day_and_hour_are_two() -> None:
    when = "Monday 9 March at 10:00"
    told = f"Opening of the winter exhibition\n{when}\nReception of the envoys\n{when}\n"
    assert [it.title for it in read_report(told, FRIDAY).events] == [
        "Opening of the winter exhibition",
        "Reception of the envoys",
    ]


def test_a_heading_of_no_day_is_told() -> None:
    told = (
        "Monday, March 9\nRIGA - Ministers meet\nDate to be confirmed:\nOSLO - Visit by the premier"
    )
    assert read_report(told, FRIDAY).doubts == (
        "a heading whose day is not known: Date to be confirmed:",
    )


@pytest.mark.parametrize(
    ("said", "start"),
    [
        ("Local time is GMT+11.", "2026-03-09 10:00 Port Vila meeting"),
        ("All times are UTC +11", "2026-03-09 10:00 Port Vila meeting"),
        ("All times GMT+2.", "2026-03-09 08:00 UTC Port Vila meeting"),
        ("Times are in UTC-03:30.", "2026-03-09 13:30 UTC Port Vila meeting"),
        ("All times are in GMT.", "2026-03-09 10:00 GMT Port Vila meeting"),
        ("Hours are in CET.", "2026-03-09 10:00 Europe/Brussels Port Vila meeting"),
    ],
)
def test_an_offset_of_all_times_is_no_gmt(said: str, start: str) -> None:
    assert read(f"{MONDAY}10:00 Meeting of the leaders, Port Vila\n\n{said}\n") == [start]


@pytest.mark.parametrize(
    ("said", "start"),
    [
        ("10:00 UTC+05:45", "10:00"),
        ("10:00 (UTC+5:45)", "10:00"),
        ("1000 UTC+0545", "10:00"),
        ("10:00 GMT +2", "08:00 UTC"),
        ("10:00 UTC-3:30", "13:30 UTC"),
        ("10:00 GMT-1100 GMT", "10:00 GMT"),
    ],
)
def test_the_minutes_of_an_offset_are_of_it(said: str, start: str) -> None:
    assert read(f"{MONDAY}{said} Meeting of envoys, Kathmandu") == [
        f"2026-03-09 {start} Kathmandu meeting"
    ]
