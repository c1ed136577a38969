"""By whose clocks and in which city: what a report says of all of it, of a line, and of what is elsewhere."""

from datetime import date

import pytest

from events.drafting.draft_yaml import name_events, to_yaml
from events.drafting.reading.report import read_report

FRIDAY = date(2026, 3, 6)
RIGA = "RIGA, March 6 (Agency) - "


def read(told: str, day: date = FRIDAY) -> list[str]:
    found = []
    for event in read_report(told, day).events:
        zone = event.zone or event.place_zone or "-"
        hour = f"{event.at:%H:%M} {zone.rpartition('/')[2]}" if event.at else ""
        where = event.city or event.country or "-"
        found.append(" ".join(f"{event.first} {hour} {where} {event.kind}".split()))
    return found


@pytest.mark.parametrize(
    ("said", "zone"),
    [
        ("(Times are those of Vienna and may change.)", "Vienna"),
        ("All times are given in Central European Time.", "Brussels"),
        ("All times Eastern. Live on the website.", "New_York"),
        ("Please note: all times CET", "Brussels"),
        ("Times in local time (Vienna)", "Vienna"),
        ("Times are\nthose of Tokyo.", "Tokyo"),
        ("All times local (Eastern)", "New_York"),
        ("Times are South African (SAST, GMT+2).", "Johannesburg"),
        ("(Helsinki time)", "Helsinki"),
        ("(heures GMT)", "GMT"),
        ("(heure de Paris)", "Paris"),
        ("Toutes les heures sont en heure locale (Genève).", "Zurich"),
        ("Horaires : heure de Bruxelles", "Brussels"),
        ("Alle Zeiten MESZ.", "Brussels"),
        ("Zeitangaben in Ortszeit (Wien)", "Vienna"),
        ("(время московское)", "Moscow"),
        ("Время указано московское.", "Moscow"),
        # Neither whose they are nor all of them
        ("All times are local.", "-"),
        ("All times are approximate.", "-"),
        ("The Times of London will report.", "-"),
        ("Times of Malta and others will be there.", "-"),
        ("Ortszeit", "-"),
    ],
)
def test_the_clocks_of_all_times_are_those_that_a_report_says(said: str, zone: str) -> None:
    report = f"Agenda of the ministers\n{said}\n\nMonday 9 March 2026\n10:00  Talks of the envoys\n"
    (event,) = read(report)
    assert event.split()[2] == zone


@pytest.mark.parametrize(
    ("told", "drafted"),
    [
        # What stands behind one hour is of that hour alone.
        (
            f"{RIGA}AGENDA FOR MONDAY\n\n10:00 Talks of the envoys\n15:00 (Tokyo time) Session of ministers\n16:30 Press briefing",
            ["2026-03-09 10:00 Riga Riga meeting", "2026-03-09 15:00 Tokyo Riga meeting", "2026-03-09 16:30 Riga Riga briefing"],
        ),
        (
            "All meetings start at 09:30 Nairobi time unless otherwise indicated.\n\nMon 9 March | Session of the board\nTue 10 March | Talks (14:00)\n11-12 March | Field visit to Kisumu, Kenya",
            ["2026-03-09 09:30 Nairobi Nairobi meeting", "2026-03-10 14:00 Nairobi Nairobi meeting", "2026-03-11 Kisumu visit"],
        ),
        (
            "All sessions begin at 10:00 (CET) except where noted.\n\nMonday 9 March 2026: Session of the board\nTuesday 10 March 2026: Talks",
            ["2026-03-09 10:00 Brussels - meeting", "2026-03-10 10:00 Brussels - meeting"],
        ),
        # Councils that others have as well
        ("African Union Peace and Security Council\n\nMonday 9 March 2026\n10:00 Meeting on Chad", ["2026-03-09 10:00 - - meeting"]),
        ("Schedule of the National Security Council\n\nMonday 9 March 2026\n10:00 Meeting", ["2026-03-09 10:00 - - meeting"]),
        ("The General Assembly of Georgia's notaries will meet on Monday at 10:00.", ["2026-03-09 10:00 - - meeting"]),
        ("The U.N. Security Council will meet on Monday at 10:00.", ["2026-03-09 10:00 New_York New York meeting"]),
        ("HOLY SEE PRESS OFFICE\nNotice\n\nMonday 9 March 2026\n11:30 Briefing", ["2026-03-09 11:30 Vatican Vatican City briefing"]),
        # With nobody in one room
        ("UN week, times EDT\n\nMonday 9 March 2026\n9:00 am Talks on water (Security Council, VTC)", ["2026-03-09 09:00 New_York - meeting"]),
        ("RIGA WEEK\n\nMonday 9 March 2026\n9:00 Session (General Assembly, virtual)", ["2026-03-09 09:00 Riga - meeting"]),
    ],
)  # fmt: skip
def test_clocks_and_cities_are_those_of_the_line(told: str, drafted: list[str]) -> None:
    assert read(told) == drafted


@pytest.mark.parametrize(
    ("told", "drafted"),
    [
        # A city before a dash opens a line of a list, and the zone that is written is that of its hour.
        (
            "The report is launched on Monday, 9 March 2026:\n\nWellington - briefing, 9:00 NZDT (8 March, 20:00 UTC)\nKampala - press conference, 11:00 EAT (08:00 UTC)\nBern - presentation, 10:00 CET (09:00 UTC)",
            ["2026-03-09 09:00 Auckland Wellington briefing", "2026-03-09 11:00 Kampala Kampala press-conference", "2026-03-09 10:00 Zurich Bern meeting"],
        ),
        ("The ministers will meet in Ottawa on Monday at 9 p.m. (0100 GMT Tuesday).", ["2026-03-09 21:00 Toronto Ottawa meeting"]),
        ("Talks will begin in Tokyo on 10 March at 8:00 JST (9 March, 23:00 GMT).", ["2026-03-10 08:00 Tokyo Tokyo meeting"]),
        # Who arrives somewhere, with "in" or without
        (
            "Monday 9 March 2026\n11:15  Arrives Tallinn\n14:00  Meeting with the premier",
            ["2026-03-09 11:15 Tallinn Tallinn visit", "2026-03-09 14:00 Tallinn Tallinn meeting"],
        ),
        ("Monday 9 March 2026\n9:30 a.m. Arrival Graz", ["2026-03-09 09:30 Vienna Graz ceremony"]),
        ("Montag, 9. März 2026\n9.30 Uhr Ankunft Graz", ["2026-03-09 09:30 Vienna Graz ceremony"]),
        ("Министр 9 марта 2026 года посетит с официальным визитом Каир.", ["2026-03-09 Каир visit"]),
        ("9 марта 2026 года министр прибудет с рабочим визитом в Найроби.", ["2026-03-09 Найроби visit"]),
        # A dateline before a stop
        ("Wien, 6. März 2026. Der Minister hält am Montag um 10 Uhr eine Rede.", ["2026-03-09 10:00 Vienna Wien speech"]),
        ("OSLO, 6 March 2026. The envoys will meet on Monday at 10:00.", ["2026-03-09 10:00 Oslo Oslo meeting"]),
        ("Найроби, 6 марта. Переговоры состоятся в понедельник в 10:00.", ["2026-03-09 10:00 Nairobi Найроби meeting"]),
        # A deadline is by the clocks of who sets it, not of where somebody travels.
        (
            f"{RIGA}The ministers will meet here on Wednesday at 10:00.\n\nThe chairman travels to London on Thursday.\n\nRegister by Tuesday at 12:00.",
            ["2026-03-10 12:00 Riga Riga deadline", "2026-03-11 10:00 Riga Riga meeting", "2026-03-12 London visit"],
        ),
        (
            "The ministers will meet in Lima on Wednesday at 10:00.\n\nRegister by Tuesday at 12:00.",
            ["2026-03-10 12:00 Lima Lima deadline", "2026-03-11 10:00 Lima Lima meeting"],
        ),
    ],
)  # fmt: skip
def test_what_is_written_beats_what_was_told_before(told: str, drafted: list[str]) -> None:
    assert read(told) == drafted


@pytest.mark.parametrize(
    ("told", "drafted"),
    [
        (
            "Calendar of meetings\n\nDATE       MEETING               VENUE          TIME (local)\n9 Mar      Caucus of envoys      Lima           10:00\n10-11 Mar  Council of advisers   Graz, Austria  09:30\n12 Mar     Talks on fish         online         -",
            ["2026-03-09 10:00 Lima Lima meeting", "2026-03-10 09:30 Vienna Graz meeting", "2026-03-12 - meeting"],
        ),
        (
            "Termine\n\nDatum   Uhrzeit  Veranstaltung      Ort\n9.3.    10.00    Sitzung des Rats   Wien\n10.3.   11.00    Pressekonferenz    Oslo",
            ["2026-03-09 10:00 Vienna Wien meeting", "2026-03-10 11:00 Oslo Oslo press-conference"],
        ),
        (
            "Date and time | Event | Place\n9 March, 10:00 | Session of the board | Quito\n10 March, 11:00 | Talks | Doha",
            ["2026-03-09 10:00 Guayaquil Quito meeting", "2026-03-10 11:00 Qatar Doha meeting"],
        ),
        # Headings of columns are no event.
        ("Day       Meeting     Room\n\nNothing is held.", []),
        # An abbreviation of several is that which the clocks of a place of the report show.
        (
            "BEIJING, March 6 (Agency) - The ministers will hold a video call on Monday at 10:00 CST.",
            ["2026-03-09 10:00 Shanghai - call"],
        ),
        (
            "Monday 9 March 2026\n9:00 Talks, Dhaka\n15:00 BST Phone call with the premier",
            ["2026-03-09 09:00 Dhaka Dhaka meeting", "2026-03-09 15:00 London - call"],
        ),
    ],
)  # fmt: skip
def test_the_columns_of_a_table_are_read(told: str, drafted: list[str]) -> None:
    assert read(told) == drafted


@pytest.mark.parametrize(
    ("told", "drafted"),
    [
        # What a briefing is about is not where it is.
        (
            "OSLO, March 6 (Agency) - A briefing to present the journey of the King to Peru (16-18 March) will take place in the Press House at 12:30 on Tuesday, 10 March.",
            ["2026-03-10 12:30 Oslo Oslo briefing", "2026-03-16 - visit"],
        ),
        ("OSLO, March 6 (Agency) - A press conference on the visit to Lima will be held on Tuesday at 12:30.", ["2026-03-10 12:30 Oslo Oslo press-conference"]),
        ("A press conference on the Baltic summit takes place in Riga on Tuesday at 12:30.", ["2026-03-10 12:30 Riga Riga press-conference"]),
        ("A press conference on fish will be held in Riga on Tuesday at 12:30.", ["2026-03-10 12:30 Riga Riga press-conference"]),
        # What is on before somebody is elsewhere is not there.
        (
            "The minister will give a speech in Riga on 9 March. She will then visit Lima from 16 to 17 March.\n\nThe weekly briefing will be on 12 March at 11:00.",
            ["2026-03-09 Riga speech", "2026-03-12 11:00 - - briefing", "2026-03-16 Lima visit"],
        ),
        # Where somebody goes on to, at no time
        (
            "The minister visits Riga on Monday. From there she goes to Lima. She will meet with the premier on Thursday.",
            ["2026-03-09 Riga visit", "2026-03-12 Lima meeting"],
        ),
        (
            "The minister visits Riga on Monday. He then travels on to Lima. He will meet the premier on Thursday.",
            ["2026-03-09 Riga visit", "2026-03-12 Lima meeting"],
        ),
        # Then, elsewhere
        (
            "La ministre participera à la réunion des ministres à Oslo les 9 et 10 mars, puis au Conseil ministériel à Skopje le 12 mars.",
            ["2026-03-09 Oslo meeting", "2026-03-12 Skopje meeting"],
        ),
        # A title over a list is nothing that is held.
        ("Upcoming meetings of the board, 9 to 13 March 2026.\n\nTuesday 10 March\n10:00 Session, Riga", ["2026-03-10 10:00 Riga Riga meeting"]),
        ("Calendar of events in Lima: 9 to 13 March 2026\n\nTuesday 10 March\n10:00 Session", ["2026-03-10 10:00 Lima Lima meeting"]),
    ],
)  # fmt: skip
def test_a_city_is_only_carried_where_nothing_speaks_against_it(
    told: str, drafted: list[str]
) -> None:
    assert read(told) == drafted


@pytest.mark.parametrize(
    ("told", "drafted"),
    [
        ("FRIDAY, MARCH 13\nLEBANON - Parliament election.\nRIGA - Envoys meet.", ["2026-03-13 Lebanon vote", "2026-03-13 Riga meeting"]),
        ("Monday 9 March 2026\n10:00 Visit to Canada: Ottawa", ["2026-03-09 10:00 Toronto Ottawa visit"]),
        ("The envoys will meet at the border village of Panmunjom on Monday.", ["2026-03-09 Panmunjom meeting"]),
        (f"{RIGA}The envoys will meet on Monday at 10:00 in the lakeside town of Lokvice.", ["2026-03-09 10:00 Riga Lokvice meeting"]),
        ("Le sommet de Dakar se tiendra le 9 mars à 10h00.", ["2026-03-09 10:00 Dakar Dakar summit"]),
        ("She will speak to reporters in Lima on Monday at 10:00.", ["2026-03-09 10:00 Lima Lima statement"]),
        ("She will meet officials in Lima on Monday at 10:00.", ["2026-03-09 10:00 Lima Lima meeting"]),
        ("She will visit Oslo on Monday, officials in Lima said.", ["2026-03-09 Oslo visit"]),
        ("She will visit Oslo on Monday, he told reporters in Lima.", ["2026-03-09 Oslo visit"]),
        ("#Latvia's FM will meet her counterpart in #Lima on Monday at 10:00.", ["2026-03-09 10:00 Lima Lima meeting"]),
        (
            "The next meeting is being prepared in Panama City. It will be opened on Monday at 9 a.m.",
            ["2026-03-09 09:00 Panama Panama City meeting"],
        ),
        (
            "OSLO, March 6 (Agency) - The minister will visit Lima on Monday.\n\nOn Thursday at 11:00, there will be a briefing in this room.",
            ["2026-03-09 Lima visit", "2026-03-12 11:00 Oslo Oslo briefing"],
        ),
        # A name that may be another town's: neither that nor the one before
        (
            "WHAT: Opening ceremony\nWHEN: Monday 9 March 2026, 9:30\nWHERE: Stadium, Suva\n\nWHAT: Retreat\nWHEN: Tuesday 10 March 2026\nWHERE: Savu'olo",
            ["2026-03-09 09:30 Fiji Suva ceremony", "2026-03-10 - meeting"],
        ),
        (
            "WHAT: Opening ceremony\nWHEN: Monday 9 March 2026, 9:30\nWHERE: Stadium, Suva\n\nWHAT: Retreat\nWHEN: Tuesday 10 March 2026\nWHERE: Room 5",
            ["2026-03-09 09:30 Fiji Suva ceremony", "2026-03-10 Suva meeting"],
        ),
    ],
)  # fmt: skip
def test_a_place_is_that_which_the_words_lead_to(told: str, drafted: list[str]) -> None:
    assert read(told) == drafted


@pytest.mark.parametrize(
    ("told", "drafted"),
    [
        ("Quito, March 6 (Andes Desk): The ministers will meet on Monday at 10:00.", ["2026-03-09 10:00 Guayaquil Quito meeting"]),
        ("OSLO, 6 March 2026\n\nMEDIA ADVISORY\nThe envoys will meet on Monday at 10:00.", ["2026-03-09 10:00 Oslo Oslo meeting"]),
        ("Oslo, 6 March 2026\n10:00 Meeting of envoys", ["2026-03-06 10:00 Oslo Oslo meeting"]),
        (
            "Mon 9 March\nOslo. Breakfast of the ministers, 8.30\nOslo. Talks, 14.00\n\nTue 10 March\nLima. Meeting of envoys, 9.00",
            ["2026-03-09 08:30 Oslo Oslo meeting", "2026-03-09 14:00 Oslo Oslo meeting", "2026-03-10 09:00 Lima Lima meeting"],
        ),
        (
            "PARIS - Voici les rendez-vous du lundi 9 mars (heures GMT) :\n\nLA HAYE - CPI : reprise des travaux, 08h30\nRIYAD - Le roi reçoit le premier ministre\nVIENNE - Réunion des ministres, 10h00",
            ["2026-03-09 08:30 GMT La Haye meeting", "2026-03-09 Riyad meeting", "2026-03-09 10:00 GMT Vienne meeting"],
        ),
        (
            "OSLO - What is on on Monday, March 9:\n\nRIGA - Envoys meet\nLIMA - Ministers hold talks",
            ["2026-03-09 Riga meeting", "2026-03-09 Lima meeting"],
        ),
        ("The ministers will discuss the situation in Khartoum at a meeting in Cairo on Monday.", ["2026-03-09 Cairo meeting"]),
    ],
)  # fmt: skip
def test_a_city_opens_a_report_or_a_line(told: str, drafted: list[str]) -> None:
    assert read(told) == drafted


@pytest.mark.parametrize(
    ("told", "drafted"),
    [
        # By the clocks of where somebody leaves from
        (
            "Monday 9 March 2026\n10:00 Talks, Tbilisi\n18:30 Departure for Vienna",
            ["2026-03-09 10:00 Tbilisi Tbilisi meeting", "2026-03-09 18:30 Tbilisi Vienna visit"],
        ),
        (
            "Lundi 9 mars 2026\n9h30 Arrivée à Abidjan\n16h00 Départ pour Nairobi\n23h30 Arrivée à Nairobi",
            ["2026-03-09 09:30 Abidjan Abidjan visit", "2026-03-09 16:00 Abidjan Nairobi visit", "2026-03-09 23:30 Nairobi Nairobi visit"],
        ),
        (
            "Monday 9 March 2026\n8:15 Arrive Doha\n10:00 Talks with the minister\n13:00 Arrive in Lima",
            ["2026-03-09 08:15 Qatar Doha visit", "2026-03-09 10:00 Qatar Doha meeting", "2026-03-09 13:00 Lima Lima visit"],
        ),
        ("Montag, 9. März 2026\n16.00 Uhr Ankunft in Wien", ["2026-03-09 16:00 Vienna Wien visit"]),
        (
            "Monday 9 March 2026\n11:15 Arrives Warsaw\n\nTuesday 10 March\n9:00 Meets with embassy staff\n11:00 Departs Warsaw en route Lima\n20:00 Talks",
            ["2026-03-09 11:15 Warsaw Warsaw visit", "2026-03-10 09:00 Warsaw Warsaw meeting", "2026-03-10 20:00 Lima Lima meeting"],
        ),
        (
            "Monday 9 March 2026\n11:15 Arrives Warsaw\n14:00 Departs Warsaw\n20:00 Talks",
            ["2026-03-09 11:15 Warsaw Warsaw visit", "2026-03-09 20:00 - - meeting"],
        ),
    ],
)  # fmt: skip
def test_who_travels_is_there_and_leaves_by_the_clocks_of_there(
    told: str, drafted: list[str]
) -> None:
    assert read(told) == drafted


@pytest.mark.parametrize(
    ("told", "drafted"),
    [
        # An hour in brackets makes no heading of a line.
        (
            "Mon 9 March: Session of the board, 9:30\nTue 10 March: dinner of the ministers in Nicosia, 20:00 (local time)",
            ["2026-03-09 09:30 - - meeting", "2026-03-10 20:00 Nicosia Nicosia meeting"],
        ),
        (
            "Online briefing on the visit of the envoy to Damascus\nTuesday 10 March 2026, 14:00 (Geneva time)\n",
            ["2026-03-10 14:00 Zurich - briefing"],
        ),
        # What several countries have is that of the report's.
        (
            "Agenda of the Chancellor\nVienna, 6 March 2026\n\nMonday, 9 March\n10:00 Federal Chancellery: Cabinet meeting",
            ["2026-03-09 10:00 Vienna Vienna meeting"],
        ),
        ("BERLIN, March 6 - The ministers meet at the Chancellery on Monday at 10:00.", ["2026-03-09 10:00 Berlin Berlin meeting"]),
        ("Ministry: weekly press briefing, Ankara, Thursday, 12 March, 11.00.", ["2026-03-12 11:00 Istanbul Ankara briefing"]),
        (
            "Events (local times)\n- 9 March, Paris: Ministerial on fish, 10:00\n- 10 March, Lima: Energy dialogue, 09:30\n- 10 March, online: Consultations on nets, 15:00 UTC",
            ["2026-03-09 10:00 Paris Paris meeting", "2026-03-10 09:30 Lima Lima meeting", "2026-03-10 15:00 UTC - meeting"],
        ),
        # Who joins by video is not all of it.
        (
            "Ministers, Riga, 9 March 2026\nMonday 9 March\n10:00 Session in Riga\n11:15 Second session (with the minister of Chad, by VTC)",
            ["2026-03-09 10:00 Riga Riga meeting", "2026-03-09 11:15 Riga Riga meeting"],
        ),
    ],
)  # fmt: skip
def test_places_and_clocks_of_other_lines(told: str, drafted: list[str]) -> None:
    assert read(told) == drafted


@pytest.mark.parametrize(
    ("told", "drafted"),
    [
        # Which capital is not told: neither of the two that may be meant
        (
            "LIMA, March 6 (Wire) - The summit opens in Cusco on Monday. On Sunday the ministers meet in the capital at 5 p.m.",
            ["2026-03-08 17:00 - - meeting", "2026-03-09 Cusco summit"],
        ),
        # A venue that is told beats what the title names.
        (
            "Briefing in advance of the plenary in Hangzhou\nDate: 10 March 2026\nTime: 11:00\nPlace: Palais des Nations, Room III",
            ["2026-03-10 11:00 Zurich Geneva briefing"],
        ),
        # Behind the last day of a journey
        (
            "Вена, 6 марта. Министр посетит 9–10 марта с визитом Астану. Брифинг пройдет 11 марта в 14:00.",
            ["2026-03-09 Астана visit", "2026-03-11 14:00 - - briefing"],
        ),
        (
            "LIMA - The premier's itinerary for Monday, March 9, 2026. All times local.\n\n9:00 a.m. The premier will attend the Cabinet meeting.\n\nHalifax, Nova Scotia\n3:15 p.m. The premier will meet with the mayor.",
            ["2026-03-09 09:00 Lima Lima meeting", "2026-03-09 15:15 Halifax Halifax meeting"],
        ),
        (
            "FISH COMMUNITY, Washington, D.C.\nMar 9, 9:00am: Book talk\nMar 10, 12:00pm: Panel with the ambassador of Ghana",
            ["2026-03-09 09:00 New_York Washington meeting", "2026-03-10 12:00 New_York Washington meeting"],
        ),
    ],
)  # fmt: skip
def test_of_two_places_that_may_be_meant_none_is_asserted(told: str, drafted: list[str]) -> None:
    assert read(told) == drafted


@pytest.mark.parametrize(
    ("told", "drafted"),
    [
        # Who is back is where the report is from.
        (
            "ROME, March 6 (Agency) - The premier travels to Tunis on Monday. She will be back in time for a cabinet meeting on Tuesday at 6 p.m.",
            ["2026-03-09 Tunis visit", "2026-03-10 18:00 Rome Rome meeting"],
        ),
        ("SINGAPORE, March 6 (Agency) - The ministers will meet virtually on Monday at 9 a.m.", ["2026-03-09 09:00 - - meeting"]),
        (
            "In brief\n* Mon. 9 March - Plenary, Strasbourg, 9:00\n* Tue. 10 March - Press conference, same place, 12:00",
            ["2026-03-09 09:00 Paris Strasbourg meeting", "2026-03-10 12:00 Paris Strasbourg press-conference"],
        ),
        ("March 10: Toronto: speech at the School of Law, 10:00 a.m.", ["2026-03-10 10:00 Toronto Toronto speech"]),
        (
            "She travels to Nairobi for the session, which she will address on Tuesday at 9:30 a.m. She will also meet the President of Kenya.",
            ["2026-03-10 09:30 Nairobi Nairobi speech", "2026-03-10 Nairobi meeting"],
        ),
    ],
)  # fmt: skip
def test_a_place_that_other_words_tell_is_that(told: str, drafted: list[str]) -> None:
    assert read(told) == drafted


def test_a_draft_says_why_no_place_is_taken() -> None:
    told = "LIMA, March 6 (Wire) - The summit opens in Cusco on Monday. On Sunday the ministers meet in the capital."
    draft = read_report(told, FRIDAY)
    name_events(draft)
    meeting, summit = to_yaml(draft).split("  - id: ")[1:]
    assert "    # ? which capital: Cusco or Lima: no place is taken\n" in meeting
    assert "place:" not in meeting
    assert "    place: {city: Cusco, timezone: America/Lima}\n" in summit
