"""Who of the press may come: what is taken, what is refused, and the deadline that it makes."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from events.definitions.loader import Loader, load
from events.definitions.schema import json_schema
from events.feeds.description import describe
from events.model import Access, Contact, Followed, Kind, Status
from events.records.event_json import from_record, to_record
from events.wording.languages import LANGUAGES
from events.wording.phrases import when_phrase
from tests.events.builders import agendas, feed, properties
from tests.events.definitions.builders import written
from tests.events.definitions.press.builders import EXACT, council, events_of, refused

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
PRESS = (
    EXACT,
    "access: pool",
    "accreditation: {until: 2026-12-08 17:00, url: 'https://nato.example/press', note: Bring it.}",
    "arrive: 45 minutes before",
    "contact: {name: Press office, email: press@nato.example, phone: +32 2 707 41 11}",
)


def test_it_is_read_and_outlives_its_definition(tmp_path: Path) -> None:
    event = events_of(tmp_path, *PRESS)["council"]
    assert event.access is Access.POOL
    assert event.arrive == 45 * MINUTE
    assert event.contact == Contact("Press office", "press@nato.example", "+32 2 707 41 11")
    for each in events_of(tmp_path, *PRESS).values():
        assert from_record(to_record(each)).accreditation == each.accreditation
        assert to_record(from_record(to_record(each))) == to_record(each)


def test_the_accreditation_s_closing_is_a_deadline_of_its_own(tmp_path: Path) -> None:
    found = events_of(tmp_path, *PRESS, "formerly: old", "source: NATO")
    deadline, event = found["council-accreditation"], found["council"]
    assert (deadline.kind, deadline.title) == (Kind.DEADLINE, "Accreditation for Council")
    assert str(deadline.start) == "2026-12-08 17:00 Europe/Brussels"
    assert deadline.accredits == Followed(event.uid, "Council")
    assert deadline.leads == (3 * DAY, DAY)
    assert (deadline.url, deadline.note) == ("https://nato.example/press", "Bring it.")
    assert deadline.source == event.source
    assert deadline.place is None
    assert deadline.formerly == ("old-accreditation.a-week",)
    assert not deadline.is_busy
    titles = {each.language: each.title for each in deadline.translations}
    assert titles.keys() == LANGUAGES.keys() - {"en"}
    assert titles["de"] == "Akkreditierung: Council"


@pytest.mark.parametrize(
    ("place", "until", "told"),
    [
        ("place: Antwerp", "17:00", "17:00 in Antwerp (16:00 GMT)"),
        ("place: Brussels", "17:00", "17:00 in Brussels (16:00 GMT)"),
        ("place: {city: Washington, timezone: America/New_York}", "17:00",
         "17:00 in Washington (22:00 GMT)"),
        ("place: {city: Washington, timezone: America/New_York}", "17:00 Europe/London",
         "12:00 in New York (17:00 GMT)"),
        ("place: Tokyo", "17:00", "17:00 in Brussels (16:00 GMT)"),
    ],
)  # fmt: skip
def test_it_is_told_by_the_clocks_of_its_event(
    place: str, until: str, told: str, tmp_path: Path
) -> None:
    found = events_of(tmp_path, EXACT, place, f"accreditation: {{until: 2026-12-08 {until}}}")
    deadline = found["council-accreditation"]
    assert when_phrase(deadline) == f"Tuesday 8 December 2026, {told}"
    assert from_record(to_record(deadline)).clocks_of == deadline.clocks_of


@pytest.mark.parametrize("status", ["cancelled", "postponed", "confirmed"])
def test_it_is_off_with_its_event(status: str, tmp_path: Path) -> None:
    found = events_of(tmp_path, *PRESS, f"status: {status}")
    assert found["council-accreditation"].status is Status(status)


def test_of_a_tentative_event_the_deadline_was_announced(tmp_path: Path) -> None:
    found = events_of(tmp_path, *PRESS, "status: tentative")
    assert found["council-accreditation"].status is Status.CONFIRMED


def test_leads_of_deadlines_are_those_of_the_agenda_if_it_has_any(tmp_path: Path) -> None:
    content = council(*PRESS).replace("events:", "reminders: {deadline: [2 hours]}\nevents:")
    deadline, event = load(written(tmp_path, content)).events
    assert deadline.leads == (120 * MINUTE,)
    assert event.leads[0] == DAY


def test_an_event_without_reminders_has_none_for_its_accreditation(tmp_path: Path) -> None:
    found = events_of(tmp_path, *PRESS, "reminders: []")
    assert found["council-accreditation"].leads == ()


def test_without_a_closing_time_there_is_no_deadline(tmp_path: Path) -> None:
    assert [*events_of(tmp_path, EXACT, "accreditation: {note: By letter.}")] == ["council"]


def test_an_unchanged_deadline_is_the_same_object_after_an_edit(tmp_path: Path) -> None:
    file = written(tmp_path, council(*PRESS))
    loader = Loader(file)
    before = loader.load().events[0]
    more = "  - {id: other, kind: call, title: Call, start: 2026-12-11}\n"
    written(tmp_path, council(*PRESS, more=more))
    assert loader.load().events[0] is before


CLOSED = "it is closed to the press, and yet there is"
CLOSED_MEND = "delete the line, or write access: accredited"


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (
            [EXACT, "arrive: 09:15"],
            ("9:13: '09:15' does not say how long before "
            "(write 45 minutes before, which is 09:15)"),
        ),
        (
            [EXACT, "arrive: 45 min"],
            "9:13: '45 min' does not say how long before (write 45 minutes before)",
        ),
        (
            [EXACT, "arrive: 2 days before"],
            "9:13: 2 days before is more than a day (write 45 minutes before, 1 day at most)",
        ),
        (
            ["start: 2026-12-10 all day", "arrive: 1 hour before"],
            ("9:5: it is on all day, and starts at no hour that one can be there before "
            "(give the start a time)"),
        ),
        ([EXACT, "access: opn"], "9:13: unknown access 'opn' (did you mean open?)"),
        (
            [EXACT, "access: closed", "accreditation: {note: A.}"],
            f"10:5: {CLOSED} 'accreditation' ({CLOSED_MEND})",
        ),
        (
            [EXACT, "access: closed", "arrive: 1 hour before"],
            f"10:5: {CLOSED} 'arrive' ({CLOSED_MEND})",
        ),
        (
            [EXACT, "accreditation: {until: about 2026-12-08 17:00}"],
            "9:28: a deadline is not “about” (write 2026-12-08 17:00, or leave until: out)",
        ),
        (
            [EXACT, "accreditation: {until: not before 2026-12-08 17:00 GMT}"],
            ("9:28: a deadline is not “not before” "
            "(write 2026-12-08 17:00 GMT, or leave until: out)"),
        ),
        (
            [EXACT, "accreditation: {until: 2026-12-08 afternoon}"],
            ("9:28: an accreditation closes on a day or at a time "
            "(write 2026-12-08, or its time: 2026-12-08 17:00)"),
        ),
        (
            [EXACT, "accreditation: {until: by noon on 8 December 2026}"],
            "9:28: 'by noon on 8 December 2026' is not a start (write 2026-12-08 12:00)",
        ),
        *(
            (
                [EXACT, f"accreditation: {{until: '{text}'}}"],
                (f"9:28: '{text}' is not a start (write nothing but a day, or one with a time: "
                "2022-01-12 or 2022-01-12 09:00 GMT)"),
            )
            for text in ("2026-12-08, cancelled", "8 December 2026?")
        ),
        (
            [EXACT, "accreditation: {until: 2026-12}"],
            "9:28: an accreditation closes on a day, and this is none (write its day)",
        ),
        (
            [EXACT, "accreditation: {until: 2026-12-10 10:01}"],
            ("9:28: the accreditation closes at 2026-12-10 10:01 Europe/Brussels, after the event "
            "starts, at 2026-12-10 10:00 Europe/Brussels (write a time up to 2026-12-10 10:00 "
            "Europe/Brussels, or correct the start)"),
        ),
        ([EXACT, "accreditation: 2026-12-08"], ("9:20: here keys and values belong "
            "(write {until: 2026-12-08})")),
        ([EXACT, "accreditation: {}"], ("9:20: there is nothing in it "
            "(write one of until, url, note)")),
        ([EXACT, "contact: a@b.example"], ("9:14: 'a@b.example' is no name "
            "(write contact: {email: a@b.example})")),
        ([EXACT, "contact: {email: a@b}"], ("9:22: 'a@b' is not an e-mail address "
            "(write it as press@example.org)")),
        ([EXACT, "contact: {phone: tel:+3227074111}"], ("9:22: 'tel:+3227074111' is not a "
            "telephone number (write +3227074111)")),
        ([EXACT, "email: a@b.example"], ("9:5: unknown key 'email' "
            "(it belongs in contact: {email: a@b.example})")),
        ([EXACT, "registration: 2026-12-08"], ("9:5: unknown key 'registration' "
            "(write accreditation: {until: 2026-12-08})")),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused(lines: list[str], told: str, tmp_path: Path) -> None:
    assert refused(tmp_path, *lines) == [told]


def test_a_deadline_has_no_accreditation_itself(tmp_path: Path) -> None:
    content = council(EXACT, "accreditation: {note: A.}").replace("meeting", "deadline")
    with pytest.raises(Exception, match="a deadline has no accreditation: nobody goes there"):
        load(written(tmp_path, content))


def test_its_id_is_nobody_else_s(tmp_path: Path) -> None:
    more = "  - {id: council-accreditation, kind: call, title: A, start: 2026-12-09}\n"
    assert refused(tmp_path, EXACT, "accreditation: {until: 2026-12-08}", more=more) == [
        (
            "10:10: the id 'council-accreditation' is that of the deadline that the accreditation "
            "of 'council' has, in line 9 (give this event another id)"
        )
    ]


def test_an_editor_s_schema_says_the_same(tmp_path: Path) -> None:
    def complaints(content: str) -> list[Any]:
        document = yaml.load(content, Loader=yaml.CBaseLoader)  # noqa: S506 - texts alone
        return [*jsonschema.Draft202012Validator(json_schema()).iter_errors(document)]

    assert complaints(council(*PRESS)) == []
    assert complaints(council(EXACT, "contact: Press office")) == []
    for line in ("arrive: 09:15", "contact: {}", "contact: {email: a}", "access: opn"):
        assert complaints(council(EXACT, line)) != []


def test_the_feed_says_it_in_text_and_invites_nobody(tmp_path: Path) -> None:
    found = events_of(tmp_path, *PRESS)
    text = describe(found["council"], None)
    assert "Access: Pool only. Be there by 09:15 in Brussels (08:15 GMT).\n" in text
    assert (
        "Accreditation: until Tuesday 8 December 2026, 17:00 in Brussels (16:00 GMT); "
        "https://nato.example/press; Bring it.\n"
    ) in text
    assert "Press contact: Press office, press@nato.example, +32 2 707 41 11" in text
    told = properties(feed(agendas(*found.values())))
    assert not {name for name in told if name.startswith(("ATTENDEE", "ORGANIZER", "CONTACT"))}
    assert told["RELATED-TO;RELTYPE=PARENT"] == ["council.a-week@podium.alt"]


@pytest.mark.parametrize(
    ("start", "told"),
    [
        ("about 2026-12-10 10:00", "Be there 45 minutes before the start."),
        ("2026-12-10 morning", "Be there 45 minutes before the start."),
        ("2026-12-10", "Be there 45 minutes before the start."),
        (
            "2026-12-10 00:15",
            "Be there by Wednesday 9 December 2026, 23:30 in Brussels (22:30 GMT).",
        ),
    ],
)
def test_no_hour_is_told_that_is_not_known(start: str, told: str, tmp_path: Path) -> None:
    event = events_of(tmp_path, f"start: {start}", "arrive: 45 minutes before")["council"]
    assert f"Access: {told}" in describe(event, None)


def test_lengths_are_told_in_each_language(tmp_path: Path) -> None:
    event = events_of(tmp_path, "start: 2026-12-10", "arrive: 90 minutes before")["council"]
    for code, words in {
        "fr": "Sur place 1 heure 30 minutes avant le début.",
        "de": "Vor Ort 1 Stunde 30 Minuten vor Beginn.",
        "ar": "الحضور ساعة واحدة و30 دقيقة قبل البداية.",
        "ru": "Прибытие за 1 час 30 минут до начала.",
    }.items():
        assert words in describe(event, None, LANGUAGES[code]).replace("\xa0", " ")
