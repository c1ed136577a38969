"""The parts of an advisory: what a line asks of the press, titles over fields, and heads of lines."""

import pytest

from tests.events.drafting.test_looking_ahead import drafted_of


@pytest.mark.parametrize(
    ("asked", "deadlines"),
    [
        ("Media are asked to arrive no later than 11:45 a.m.", []),
        ("Photographers must be in place by 12:00.", []),
        ("Please arrive by 12 noon.", []),
        ("Crews should set up by 11.30 a.m. Reporters must show badges.", []),
        ("Notes for media: open coverage. Journalists are requested to be seated by 12:15 p.m.", []),
        ("Accredited media should register by 5 May at 18:00.", ["deadline 05 18:00 -"]),
    ],
)  # fmt: skip
def test_what_a_line_asks_of_the_press_is_no_event(asked: str, deadlines: list[str]) -> None:
    line = f"Wednesday, 6 May\n12:30 p.m. The minister holds a press conference in Riga. {asked}"
    assert drafted_of(line) == [*deadlines, "press-conference 06 12:30 Riga"]


@pytest.mark.parametrize(
    "leads",
    [
        "The programme for the media is as follows:",
        "The schedule is:",
        "Programme:",
        "Here is the timetable of the day:",
        "The provisional agenda is set out below:",
        "Order of events:",
        "This is the running order:",
    ],
)
def test_the_lines_of_a_programme_tell_of_what_it_is_of(leads: str) -> None:
    text = f"The minister chairs the joint committee in Riga on Wednesday, 6 May 2026. {leads}\n\n10:00 Plenary meeting\n12:00 Press conference"
    assert drafted_of(text) == ["meeting 06 10:00 Riga", "press-conference 06 12:00 Riga"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1. Technical briefing on fish", "2. Press conference by the envoy"),
        ("Technical briefing on fish", "Press conference by the envoy"),
        ("A) Briefing on fish", "B) Press conference by the envoy"),
        ("Event 1: briefing on fish", "Event 2: press conference"),
        ("BRIEFING ON FISH", "PRESS CONFERENCE BY THE ENVOY"),
        ("Media briefing (1)", "Closing press conference (2)"),
    ],
)
def test_each_title_over_fields_is_that_of_an_event(one: str, other: str) -> None:
    fields = "   Date: Wednesday, 6 May 2026\n   Time: 14:00\n   Place: Town Hall, Riga"
    text = f"Two events in Riga\n\n{one}\n{fields}\n\n{other}\n{fields.replace('Wednesday, 6', 'Thursday, 7')}"
    assert drafted_of(text) == ["briefing 06 14:00 Riga", "press-conference 07 14:00 Riga"]


@pytest.mark.parametrize(
    ("line", "event"),
    [
        ("1200 Briefing for the Singapore media", "briefing 07 12:00 Osaka"),
        ("1200 Press conference for Riga journalists", "press-conference 07 12:00 Osaka"),
        ("1200 Meeting with the Oslo delegation", "meeting 07 12:00 Osaka"),
        ("1200 Breakfast with the Brussels press", "meeting 07 12:00 Osaka"),
        ("1200 Talks with the Lima government", "meeting 07 12:00 Osaka"),
        ("1200 Briefing in Tokyo", "briefing 07 12:00 Tokyo"),
        ("12 noon. Minister addresses the exporters", "speech 07 12:00 Osaka"),
        ("Noon. Minister addresses the exporters, Kyoto.", "speech 07 12:00 Kyoto"),
        ("Evening. Speech to the chamber, Kyoto.", "speech 07 evening Kyoto"),
        ("Morning. Talks with the mayor, Kyoto.", "meeting 07 morning Kyoto"),
        ("TBA  TOKYO: ministers hold talks", "meeting 07 Tokyo"),
        ("TBC TOKYO: ministers hold talks", "meeting 07 Tokyo"),
        ("tbd Tokyo: ministers hold talks", "meeting 07 Tokyo"),
        ("Time tbc: Tokyo: ministers hold talks", "meeting 07 Tokyo"),
    ],
)  # fmt: skip
def test_where_a_line_is_and_when(line: str, event: str) -> None:
    assert drafted_of(f"THURSDAY, 7 MAY - OSAKA\n{line}") == [event]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Festrede vor der Gesellschaft", "speech"),
        ("Fachvortrag", "speech"),
        ("Arbeitsbesuch des Präsidenten", "visit"),
        ("Auslandsreise der Ministerin", "visit"),
        ("Neujahrsempfang", "ceremony"),
        ("Preisverleihung", "ceremony"),
        ("Vertragsunterzeichnung", "ceremony"),
        ("Telefongespräch mit dem Kanzler", "call"),
        ("Beitrittsverhandlungen mit Moldau", "meeting"),
        ("Volksabstimmung", "vote"),
        ("Expertenanhörung", "hearing"),
        ("Preise für Fisch", "meeting"),  # not a journey
    ],
)
def test_a_german_compound_is_of_the_kind_of_its_last_part(line: str, kind: str) -> None:
    text = (
        f"Termine der Ministerin und des Ministers\n\nDonnerstag, 7. Mai\n10.00 Uhr: {line}, Wien"
    )
    assert drafted_of(text) == [f"{kind} 07 10:00 Wien"]


FRENCH = "Réunion des ministres à Paris le jeudi 7 mai 2026 à 10h00. "
GERMAN = "Die Minister treffen sich am Donnerstag, dem 7. Mai 2026, um 10 Uhr in Wien. "
RUSSIAN = "Министры встретятся в Москве в четверг, 7 мая 2026 года, в 10.00. "


@pytest.mark.parametrize(
    ("text", "deadline"),
    [
        (f"{FRENCH}Les demandes d'accréditation doivent parvenir au plus tard le mardi 5 mai à 18h00.", "05 18:00 Paris"),
        (f"{FRENCH}Inscriptions au plus tard le 5 mai à 12h00.", "05 12:00 Paris"),
        (f"{FRENCH}Les candidatures sont reçues au plus tard le 5 mai à 12h00.", "05 12:00 Paris"),
        (f"{GERMAN}Anmeldungen spätestens am 5. Mai, 12 Uhr.", "05 12:00 Wien"),
        (f"{GERMAN}Akkreditierung bis spätestens Dienstag, 5. Mai, 18.00 Uhr.", "05 18:00 Wien"),
        (f"{RUSSIAN}Заявки на аккредитацию принимаются до 18.00 вторника, 5 мая.", "05 18:00 Москва"),
        (f"{RUSSIAN}Аккредитация до 15.00 5 мая.", "05 15:00 Москва"),
    ],
)  # fmt: skip
def test_a_deadline_in_other_languages(text: str, deadline: str) -> None:
    assert drafted_of(text)[0] == f"deadline {deadline}"
