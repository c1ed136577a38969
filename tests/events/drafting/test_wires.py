"""Wire reports that tell out of order: what is named again by its weekday, counted from another day, or only said somewhere."""

from datetime import date

import pytest

from events.drafting.reading.report import read_report
from tests.events.drafting.test_days_of_lines import told

MONDAY = date(2026, 5, 4)


def drafted(text: str) -> list[str]:
    """Return what is drafted of a wire from Riga, in short."""
    return [told(it) for it in read_report(f"RIGA, May 4 - {text}", MONDAY).events]


@pytest.mark.parametrize(
    ("text", "events"),
    [
        (
            "A plenary will be held in Tallinn on Friday at 3 p.m. Mediators meet in Tallinn on Wednesday.\n\nA press conference will follow Friday's plenary.",
            ["meeting 06 Tallinn", "meeting 08 15:00 Tallinn", "press-conference after 08 Tallinn"],
        ),
        (
            "Officials meet in Tallinn on Wednesday for the first of three talks.\n\nOn Thursday a report comes out. Wednesday's session begins at 9.45 a.m. at the mission.",
            ["meeting 06 09:45 Tallinn"],
        ),
        (
            "The council meets on Thursday. Ministers hold talks on Friday.\n\nA dinner at 8 p.m. follows Thursday's council.",
            ["meeting 07 Riga", "meeting 07 20:00 Riga", "meeting 08 Riga"],
        ),
        (
            "The council meets on Thursday. Ministers hold talks on Friday. After Thursday's council meeting, the chairman will speak to reporters.",
            ["meeting 07 Riga", "statement after 07 Riga", "meeting 08 Riga"],
        ),
        (
            "The council meets on Thursday. After Saturday's vote, the speaker will hold a press conference.",
            ["meeting 07 Riga"],  # of that vote nothing is told
        ),
        (
            "He will chair the Joint Commission, whose meeting begins in Oslo on Thursday at 9:00, and call on the king the next morning.\n\nAn accord is to be signed following the meeting of the Commission.",
            ["meeting 07 09:00 Oslo", "ceremony after 07 Oslo", "meeting 08 morning Oslo"],
        ),
    ],
)  # fmt: skip
def test_what_is_named_by_its_weekday_is_of_that_day(text: str, events: list[str]) -> None:
    assert drafted(text) == events


@pytest.mark.parametrize(
    ("text", "events"),
    [
        (
            "Ministers meet in Tallinn on May 12 and 13. Deputies gather in Vilnius on May 11.\n\nThe commissioner gives a speech on the final day at 10 a.m.",
            ["meeting 11 Vilnius", "meeting 12 Tallinn", "speech 13 10:00 Tallinn"],
        ),
        (
            "Ministers gather in Tallinn on May 12 and 13. The host will travel to Oslo on Friday.\n\nThe envoy joins them for lunch on the second day, at 12:30 p.m., and an accord is to be signed afterwards.",
            ["visit 08 Oslo", "meeting 12 Tallinn", "meeting 13 12:30 Tallinn", "ceremony after 13 Tallinn"],
        ),
        (
            "A summit opens in Tallinn on Thursday at 9 a.m. On Friday, a day after the summit, the premier holds a phone call with his colleague.",
            ["summit 07 09:00 Tallinn", "call 08 -"],
        ),
        (
            "A summit will be held in Tallinn on May 12. A day after the summit, the premier will host a dinner in Riga.",
            ["summit 12 Tallinn", "meeting 13 Riga"],
        ),
        (
            "A conference lasts from 12 to 14 May in Tallinn. The day after the conference, donors will meet in Oslo.",
            ["meeting 12 Tallinn", "meeting 15 Oslo"],
        ),
        (
            "The leaders hold a summit on Wednesday evening, a day before the European Council.",
            ["summit 06 evening Riga", "summit 07 Riga"],
        ),
    ],
)  # fmt: skip
def test_a_day_is_counted_from_what_the_report_counts_it_from(text: str, events: list[str]) -> None:
    assert drafted(text) == events


@pytest.mark.parametrize(
    ("text", "events"),
    [
        ('The minister told a news conference here on Monday that he expected "no miracles".', []),
        ("“No,” the prime minister said at a joint press conference on Monday.", []),
        ("Speaking to reporters on Monday after a cabinet meeting, the minister said talks would resume on Thursday in Oslo.", ["meeting 07 Oslo"]),
        ("At a forum on Monday the envoy told guests that he will meet the king on Friday.", ["meeting 08 Riga"]),
        ("At a summit on Thursday leaders sign a charter, an official said.", ["summit 07 Riga"]),
        ("The ministry announced at a briefing on Monday that talks will be held on Friday.", ["meeting 08 Riga"]),
        ("The premier will make a statement in parliament on Tuesday afternoon.", ["statement 05 afternoon Riga"]),
        ("The ministry said in a statement on Monday that talks were held.", []),
        ("The court has fixed the hearing in the case for Thursday at 11 a.m.", ["hearing 07 11:00 Riga"]),
        ("The opposition has called for a vote on it, which the Speaker has set down for Wednesday at 5 p.m.", ["vote 06 17:00 Riga"]),
    ],
)  # fmt: skip
def test_where_somebody_only_spoke_is_no_event(text: str, events: list[str]) -> None:
    assert drafted(text) == events


@pytest.mark.parametrize(
    ("text", "events"),
    [
        ("The foreign minister will travel to Norway this week. On Thursday she meets her counterpart in Oslo.", ["meeting 07 Oslo"]),
        ("Poland's president will be in the country this week. He arrives on Wednesday morning.", ["visit 06 morning Riga"]),
        ("The prime minister will visit Poland this week. On Thursday the king speaks in Oslo.", ["visit week 04 -", "speech 07 Oslo"]),
    ],
)  # fmt: skip
def test_a_journey_of_a_week_is_told_by_its_days(text: str, events: list[str]) -> None:
    assert drafted(text) == events


@pytest.mark.parametrize(
    ("text", "events"),
    [
        ("The IMF chief speaks at noon on Wednesday in Oslo. Earlier in the day, at 0930, she calls on Norway's prime minister.", ["speech 06 12:00 Oslo", "meeting 06 09:30 Oslo"]),
        ("The opposition calls on the president to resign on Wednesday.", []),
        ("The trade secretary is to report to the Senate on Thursday at 2 p.m.", ["hearing 07 14:00 Riga"]),
        ("Negotiators will try to finalise the text of the accord on Tuesday evening.", ["meeting 05 evening Riga"]),
        ("The mediators will see both delegations on Thursday morning.", ["meeting 07 morning Riga"]),
        ("Before that there is the opening ceremony, which the vice president will attend: it is set for 11:00 on Wednesday.", ["ceremony 06 11:00 Riga"]),
        ("The council meets on Wednesday at 10:00. Prior to the meeting, at 9:15, the host will sign an accord.", ["meeting 06 10:00 Riga", "ceremony 06 09:15 Riga"]),
        ("Am Donnerstag unterschreiben die Minister in Prag um 10 Uhr einen Vertrag. Um 12 Uhr stellen sich beide den Fragen der Presse.", ["ceremony 07 10:00 Prag", "press-conference 07 12:00 Prag"]),
        ("Le ministre recevra mercredi à 11h00 son homologue à Paris. Une déclaration commune à la presse est prévue à l'issue de l'entretien.", ["meeting 06 11:00 Paris", "statement after 06 Paris"]),
    ],
)  # fmt: skip
def test_further_words_tell_what_is_held(text: str, events: list[str]) -> None:
    assert drafted(text) == events


@pytest.mark.parametrize(
    ("text", "events"),
    [
        ("A dinner in Riga on Tuesday will precede the session, which is due to wind up with a declaration shortly after 2 p.m.", ["meeting 05 Riga"]),
        ("The envoy, who was in Tokyo last week, arrives on Tuesday at noon.", ["visit 05 12:00 Riga"]),
        ("Talks begin on Thursday at 10 a.m. The president, who is back from Paris on Wednesday night, will open them.", ["meeting 07 10:00 Riga"]),
        ("The next round could take place in Riga in June if all goes well.", []),
        ("Parliament will decide by May 15 whether to open the debate on a new name.", []),
        ("Ministers are in Tallinn on Thursday. They are to be received by the President at 11, meet the Speaker at noon and hold a joint press conference at 1.30 p.m.", ["visit 07 Tallinn", "meeting 07 Tallinn", "meeting 07 12:00 Tallinn", "press-conference 07 13:30 Tallinn"]),
        ("The minister will visit Tallinn on Thursday. The following day he continues to Vilnius for talks at 9 a.m.", ["visit 07 Tallinn", "visit 08 Vilnius", "meeting 08 09:00 Vilnius"]),
        (
            "The minister sets off on a tour of the capitals on Tuesday: Vilnius on Tuesday, Oslo on Thursday and Tallinn on Friday, where he will address the parliament at 11 a.m.\n\nIn Vilnius he will sign an accord at 3 p.m. on Tuesday; in Oslo he holds talks at 10 a.m.",
            ["visit 05 Vilnius", "ceremony 05 15:00 Vilnius", "visit 07 Oslo", "meeting 07 10:00 Oslo", "visit 08 Tallinn", "speech 08 11:00 Tallinn"],
        ),
    ],
)  # fmt: skip
def test_an_hour_and_a_place_are_those_of_what_they_are_told_of(
    text: str, events: list[str]
) -> None:
    assert drafted(text) == events
