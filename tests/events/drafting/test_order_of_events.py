"""What comes after, closes, or is not before something, in whichever words."""

import pytest

from tests.events.drafting.test_wires import drafted

MEETING = "Ministers meet in Riga on Thursday. "


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("The envoy will brief reporters once they have risen.", "briefing"),
        ("The chairman will speak to reporters as soon as the talks are over.", "statement"),
        ("A press conference will be held once the talks have ended.", "press-conference"),
        ("The envoys will hold a briefing once it is over.", "briefing"),
        ("A statement will be issued as soon as both sides agree.", "statement"),
        ("Once the ministers have finished, the chairman will brief the press.", "briefing"),
    ],
)  # fmt: skip
def test_what_is_once_something_is_over_is_after_it(text: str, event: str) -> None:
    assert drafted(MEETING + text) == ["meeting 07 Riga", f"{event} after 07 Riga"]


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("A press conference will close the meeting at 4:30 p.m.", "press-conference 07 16:30"),
        ("A press conference closes the talks at 4 p.m.", "press-conference 07 16:00"),
        ("A reception will precede the talks on Wednesday at 7 p.m.", "ceremony 06 19:00"),
        ("A vote ends the session at 9 p.m.", "vote 07 21:00"),
        ("A joint statement concludes the talks at 6 p.m.", "statement 07 18:00"),
        ("A speech by the host rounds off the meeting at 8 p.m.", "speech 07 20:00"),
    ],
)  # fmt: skip
def test_what_closes_something_is_an_event_of_its_own(text: str, event: str) -> None:
    assert sorted(drafted(MEETING + text)) == sorted(["meeting 07 Riga", f"{event} Riga"])


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("At the end of the meeting, at about 5 p.m., the chairman will read out the communique.", "statement 07 about 17:00"),
        ("At the close of the session, on Thursday at 5 p.m., the President will give a press conference.", "press-conference 07 17:00"),
        ("At the start of the talks, at 9 a.m. on Thursday, the hosts will sign a memorandum.", "ceremony 07 09:00"),
        ("At the conclusion of the meeting, at 17:00 on Thursday, the Chairman will brief the press.", "briefing 07 17:00"),
        ("Upon the close of the talks, at 6 p.m. on Thursday, the Envoy will issue a statement.", "statement 07 18:00"),
        ("At the beginning of the session, at 8 a.m. on Thursday, the Mayor will give a speech.", "speech 07 08:00"),
    ],
)  # fmt: skip
def test_an_hour_behind_what_it_is_at_the_end_of_is_that_of_what_follows(
    text: str, event: str
) -> None:
    assert drafted(MEETING + text) == ["meeting 07 Riga", f"{event} Riga"]


@pytest.mark.parametrize(
    ("text", "events"),
    [
        ("The council will not meet before 3 p.m. on Thursday.", ["meeting 07 not before 15:00 Riga"]),
        ("The vote on Thursday will not be taken before 15:00.", ["vote 07 not before 15:00 Riga"]),
        ("The result of the vote is not expected until 9 p.m. on Thursday.", ["vote 07 not before 21:00 Riga"]),
        ("The hearing on Thursday is unlikely to begin before 11 a.m.", ["hearing 07 not before 11:00 Riga"]),
        ("The press conference on Thursday won't start before 2 p.m.", ["press-conference 07 not before 14:00 Riga"]),
        ("The talks on Thursday will not take place until 16:00.", ["meeting 07 not before 16:00 Riga"]),
        # and what is denied altogether
        ("The ministers will not meet on Thursday at 3 p.m.", []),
        ("No briefing will be held before 3 p.m. on Thursday.", []),
    ],
)  # fmt: skip
def test_what_is_not_sooner_is_held(text: str, events: list[str]) -> None:
    assert drafted(text) == events


@pytest.mark.parametrize(
    ("text", "events"),
    [
        ("On Thursday the minister is in Oslo for talks with the king, the first since July.", ["visit 07 Oslo"]),
        ("The two leaders meet in Oslo on Thursday, their first meeting since the war.", ["meeting 07 Oslo"]),
        ("The president travels to Oslo on Thursday, his third trip there since the election.", ["visit 07 Oslo"]),
        ("On Thursday the council is to debate the treaty, its second debate on it since March.", ["meeting 07 Riga"]),
        ("The ministers were in Oslo on Thursday, the first since July.", []),
    ],
)  # fmt: skip
def test_the_first_since_long_may_be_to_come(text: str, events: list[str]) -> None:
    assert drafted(text) == events


@pytest.mark.parametrize(
    "text",
    [
        "Judges usually take weeks to rule.",
        "The envoys normally meet behind closed doors.",
        "The chairman typically briefs the press afterwards.",
        "The entrance for media opens at 08:30.",
        "The gates open at 8:30.",
        "The public gallery opens at 09:00.",
        "The doors of the hall open at 9 a.m.",
        "Security screening begins at 8.30 a.m.",
        "The car park closes at 8 p.m.",
    ],
)
def test_what_is_usual_and_when_doors_open_is_no_event(text: str) -> None:
    assert drafted(f"The court sits on Wednesday at 10:00. {text}") == ["meeting 06 10:00 Riga"]


@pytest.mark.parametrize(
    ("text", "events"),
    [
        ("The report is published on Thursday at 06:00 GMT.", ["milestone 07 06:00 -"]),
        ("The figures are released on Thursday at 9 a.m.", ["milestone 07 09:00 -"]),
        ("The index is published Thursday at 10:00.", ["milestone 07 10:00 -"]),
        ("The agenda is published on a separate page.", []),
        ("Five envoys will present their letters of credence in Oslo on Thursday at 11 a.m.", ["ceremony 07 11:00 Oslo"]),
        ("The ambassador presents her credentials in Oslo on Thursday.", ["ceremony 07 Oslo"]),
        ("He will visit Oslo on Friday to drum up votes for a seat.", ["visit 08 Oslo"]),
    ],
)  # fmt: skip
def test_which_words_tell_an_event(text: str, events: list[str]) -> None:
    assert drafted(text) == events
