"""Letters, mails, posts and invitations: what stands around a report is none of it, and its layout tells what belongs together."""

import pytest

from tests.events.drafting.test_kinds_of_lines import read

VISIT = "The Foreign Minister of Norway visits Riga on Monday 9 March.\n12:30 Talks at the ministry, Riga\n"
TALKS = ["2026-03-09 Riga visit", "2026-03-09 12:30 Riga meeting"]


@pytest.mark.parametrize(
    "told",
    [
        f"From: Protocol <p@mfa.example>\nSent: Friday, March 6, 2026 9:10\nTo: Press\nSubject: Visit on Monday\n\n{VISIT}",
        "See below.\n\n> From: Protocol\n> Date: Friday, March 6, 2026 9:10\n>\n> " + VISIT.replace("\n", "\n> "),
        "On Fri, Mar 6, 2026 at 9:10 AM Protocol <p@mfa.example> wrote:\n> " + VISIT.replace("\n", "\n> "),
        f"-----Original Message-----\nFrom: Protocol\nSent: March 6, 2026 9:10\n\n{VISIT}",
        f"@mfa_latvia · 6 Mar\n{VISIT}",
    ],
)  # fmt: skip
def test_the_head_of_a_mail_is_no_event_and_no_day(told: str) -> None:
    assert read(told) == TALKS


def test_a_line_that_begins_with_a_mark_is_no_quotation() -> None:
    told = "Monday 9 March\n> 10:00 Talks, Riga\n> 11:00 Press conference, Riga"
    assert read(told) == ["2026-03-09 10:00 Riga meeting", "2026-03-09 11:00 Riga press-conference"]


def test_the_hour_of_a_transcript_is_of_no_event() -> None:
    told = (
        "Daily Press Briefing\nWashington, DC\nMarch 6, 2026\n\n1:08 p.m. EST\n\n"
        "MR. BERG: Hello. On Wednesday, March 11, the Secretary will meet the envoys in Riga.\n\n"
        "From there he goes on to Tirana."
    )
    assert read(told) == ["2026-03-11 Riga meeting"]


@pytest.mark.parametrize(
    ("told", "drafted"),
    [
        (
            ('The Ambassador requests the pleasure of your company at a reception for the exhibition "Rivers"\n\n'
            "on Tuesday, 10 March 2026, from 18.00 to 20.00\n\nat the Residence, Oslo\n\nR.S.V.P. by 8 March"),
            ["2026-03-08 - deadline", "2026-03-10 18:00 until 20:00 Oslo ceremony"],
        ),
        (
            "You are cordially invited to a panel discussion on the High North\n\nTuesday 10 March 2026\n18:00 - 19:30\n\nNobel Institute, Oslo",
            ["2026-03-10 18:00 until 19:30 Oslo meeting"],
        ),
        (
            "Lecture by the Foreign Minister of Latvia\nTuesday, 10 March 2026\n6 p.m.\nNobel Institute, Oslo",
            ["2026-03-10 18:00 Oslo speech"],
        ),
        # The day and the hour above each event
        (
            "Tuesday, 10 March, 18:00\nNorthern lights\nLecture, Nobel Institute, Oslo\n\nThursday, 12 March, 12:30\nLunch with the ambassador\nResidence, Oslo",
            ["2026-03-10 18:00 Oslo speech", "2026-03-12 12:30 Oslo meeting"],
        ),
        # The hour below the title, and another one in brackets
        (
            "10 March\nMembers' dinner with the envoy, Oslo\n19:00 (drinks from 18:30)",
            ["2026-03-10 19:00 Oslo meeting"],
        ),
        # Two languages
        (
            ("What / Quoi : Press briefing by the commissioner / Point de presse du commissaire\n"
            "When / Quand : Tuesday, 10 March 2026, 15:00 / mardi 10 mars 2026, 15 h 00\nWhere / Où : Brussels / Bruxelles"),
            ["2026-03-10 15:00 Brussels briefing"],
        ),
        (
            "Veranstaltung | Event: Eröffnung der Ausstellung | Opening of the exhibition\nDatum | Date: 10.03.2026\nUhrzeit | Time: 18:00\nOrt | Place: Berlin",
            ["2026-03-10 18:00 Berlin meeting"],
        ),
        (
            ("Minister to give a speech on the north / La ministre prononcera un discours sur le nord\n\n"
            "Date / Date : 10 March 2026 / Le 10 mars 2026\nTime / Heure : 1:00 p.m. (EST) / 13 h (HNE)\nPlace / Lieu : Toronto / Toronto\n\n"
            "- A media availability will follow at 1:45 p.m. / Une disponibilité pour les médias suivra à 13 h 45"),
            ["2026-03-10 13:00 Toronto speech", "2026-03-10 13:45 Toronto press-conference"],
        ),
    ],
)  # fmt: skip
def test_an_invitation_is_one_event(told: str, drafted: list[str]) -> None:
    assert read(told) == drafted


@pytest.mark.parametrize(
    ("heading", "body"),
    [
        (
            "Press conference with the Director General, Monday 9 March",
            "The Director General will hold a press conference in Riga on Monday, 9 March 2026, at 13:00.",
        ),
        (
            "Visit of the Minister to Oslo (10-11 March 2026)",
            "The Minister will visit Oslo on 10 and 11 March.",
        ),
        (
            "The report will be launched in three cities on 9 March:",
            "Monday 9 March\n09:00 Press conference in Riga\n10:00 Briefing in Oslo",
        ),
    ],
)
def test_a_heading_and_its_text_tell_of_one_event(heading: str, body: str) -> None:
    assert read(f"{heading}\n\n{body}") == read(body)
