"""By whose clocks and in which city: what a report says of all of it, of a line, and of what is elsewhere."""

from datetime import date

import pytest

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
        ("RIGA WEEK\n\nMonday 9 March 2026\n9:00 Session (General Assembly, virtual)", ["2026-03-09 09:00 - - meeting"]),
    ],
)  # fmt: skip
def test_clocks_and_cities_are_those_of_the_line(told: str, drafted: list[str]) -> None:
    assert read(told) == drafted
