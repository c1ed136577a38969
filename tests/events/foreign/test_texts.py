"""Texts of foreign calendars: what of them a definition says, and what is a comment in it."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from events.definitions.loader import Loader
from events.foreign.live.expansion import expand
from events.model import Event, Kind, Status
from tests.events.foreign.importing import READING, calendar, event, imported, loaded
from tests.examples import examples


def only(tmp_path: Path, *lines: str, head: tuple[str, ...] = ()) -> Event:
    start = "DTSTART;TZID=Europe/Paris:20261204T100000"
    (one,) = loaded(imported(calendar(*event(*lines, start=start), head=head)).text, tmp_path)
    return one


def titled(title: str, *lines: str) -> list[str]:
    return [f"SUMMARY:{title}" if it == "SUMMARY:Talks" else it for it in event(*lines)]


@pytest.mark.parametrize(
    ("title", "lines", "plain", "status"),
    [
        ("Talks", [], "Talks", Status.CONFIRMED),
        ("Talks", ["STATUS:CONFIRMED"], "Talks", Status.CONFIRMED),
        ("Talks", ["STATUS:CANCELLED"], "Talks", Status.CANCELLED),
        ("Talks", ["STATUS:TENTATIVE"], "Talks", Status.TENTATIVE),
        ("CANCELLED: Talks", [], "Talks", Status.CANCELLED),
        ("Canceled: Talks", [], "Talks", Status.CANCELLED),
        ("[Cancelled] Talks", ["STATUS:CONFIRMED"], "Talks", Status.CANCELLED),
        ("*** CANCELLED *** Talks", [], "Talks", Status.CANCELLED),
        ("CANCELLED Talks", [], "Talks", Status.CANCELLED),
        ("Talks (cancelled)", [], "Talks", Status.CANCELLED),
        ("Talks - CANCELLED", [], "Talks", Status.CANCELLED),
        ("Annulé : pourparlers", [], "pourparlers", Status.CANCELLED),
        ("ABGESAGT: Gespräche", [], "Gespräche", Status.CANCELLED),
        ("ОТМЕНЕНО: переговоры", [], "переговоры", Status.CANCELLED),
        ("POSTPONED – Talks", [], "Talks", Status.POSTPONED),
        ("Talks (TBC)", [], "Talks", Status.TENTATIVE),
        ("Talks (date tbc)", [], "Talks", Status.TENTATIVE),
        ("Talks (date and time to be confirmed)", [], "Talks", Status.TENTATIVE),
        ("Talks (date: TBA)", [], "Talks", Status.TENTATIVE),
        ("Time TBC: Talks", [], "Talks", Status.TENTATIVE),
        ("Pourparlers (heure à confirmer)", [], "Pourparlers", Status.TENTATIVE),
        ("Talks (CANCELLED!)", [], "Talks", Status.CANCELLED),
        ("Canceled event: Talks", [], "Talks", Status.CANCELLED),
        ("Cancelled event with note: Talks", [], "Talks", Status.CANCELLED),
        ("Talks CANCELLED", [], "Talks", Status.CANCELLED),
        ("ABGESAGT! Gespräche", [], "Gespräche", Status.CANCELLED),
        ("ANNULATION : pourparlers", [], "pourparlers", Status.CANCELLED),
        ("Absage: Gespräche", [], "Gespräche", Status.CANCELLED),
        ("Встреча (ОТМЕНА)", [], "Встреча", Status.CANCELLED),
        ("Canceled: Canceled: Talks - CANCELLED", [], "Talks", Status.CANCELLED),
        ("Geannuleerd: overleg", [], "overleg", Status.CANCELLED),
        ("Скасовано: переговори", [], "переговори", Status.CANCELLED),
        ("Скасований: саміт", [], "саміт", Status.CANCELLED),
        ("Zrušen: summit", [], "summit", Status.CANCELLED),
        ("Inställda: samtal", [], "samtal", Status.CANCELLED),
        ("İPTAL: toplantı", [], "toplantı", Status.CANCELLED),
        ("【中止】会談", [], "会談", Status.CANCELLED),
        ("取消：会谈", [], "会谈", Status.CANCELLED),
        ("[TBC] CANCELLED: Talks", [], "Talks", Status.CANCELLED),
        ("Talks", ["STATUS:Canceled"], "Talks", Status.CANCELLED),
        ("Talks", ["STATUS:POSTPONED"], "Talks", Status.POSTPONED),
        ("Debate on cancelled debts", [], "Debate on cancelled debts", Status.CONFIRMED),
        ("Cancelled debts", [], "Cancelled debts", Status.CONFIRMED),
    ],
)
def test_a_status_is_that_of_the_event_or_a_mark_in_its_title(
    tmp_path: Path, title: str, lines: list[str], plain: str, status: Status
) -> None:
    found = imported(calendar(*titled(title, *lines)))
    (one,) = loaded(found.text, tmp_path)
    assert (one.title, one.status) == (plain, status)
    asked = status is Status.CONFIRMED and "ancelled" in title
    assert ("# ? status: cancelled" in found.text) is asked
    assert (f"# SUMMARY: {title}\n" in found.text) is (plain != title)


@pytest.mark.parametrize(
    "title", ["CANCELLED DEBTS OF STATES", "ОБСУЖДЕНИЕ: САНКЦИИ И ИХ ОТМЕНА", "Suspendido: Consejo"]
)
def test_a_word_that_may_say_something_else_is_asked_about(tmp_path: Path, title: str) -> None:
    found = imported(calendar(*titled(title)))
    (one,) = loaded(found.text, tmp_path)
    assert (one.title, one.status) == (title, Status.CONFIRMED)
    assert "# ? status: cancelled" in found.text


def test_a_status_that_is_none_is_asked_about(tmp_path: Path) -> None:
    found = imported(calendar(*event("STATUS:DRAFT\\n  place: x")))
    assert "    # ? STATUS: DRAFT place: x\n" in found.text
    assert len(loaded(found.text, tmp_path)) == 1


def test_a_day_whose_time_is_to_be_announced_is_no_whole_day(tmp_path: Path) -> None:
    lines = titled("Talks (time to be announced)")
    lines[lines.index("DTSTART:20261204T090000Z")] = "DTSTART;VALUE=DATE:20261204"
    found = imported(calendar(*lines))
    (one,) = loaded(found.text, tmp_path)
    assert (one.title, str(one.start)) == ("Talks", "2026-12-04")
    assert "start: 2026-12-04  # the time is to be announced, by its title\n" in found.text
    assert "# SUMMARY: Talks (time to be announced)\n" in found.text


@pytest.mark.parametrize(
    "title", ["Talks (TBA)", "Talks [time: tbd]", "Talks - time TBA", "Talks: time to be announced"]
)
def test_an_hour_of_what_has_none_by_its_title_is_asked(tmp_path: Path, title: str) -> None:
    found = imported(calendar(*titled(title, "DTEND:20261204T100000Z")))
    (one,) = loaded(found.text, tmp_path)
    assert (one.title, str(one.start), one.end) == ("Talks", "2026-12-04", None)
    assert (
        "start: 2026-12-04  # ? at 09:00 UTC until 10:00, though by its title the time is to be"
        " announced\n"
    ) in found.text
    live = expand(calendar(*titled(title)), READING)
    assert "    start: 2026-12-04" in [it.partition("  #")[0] for it in live.events[0].lines]
    assert "it is not told: at 09:00 UTC, though" in live.untold[0].what


@pytest.mark.parametrize("end", ["DTEND:20261204T093000Z", "DURATION:P2D"])
def test_a_deadline_has_no_end(tmp_path: Path, end: str) -> None:
    found = imported(calendar(*titled("Deadline for bids", end)))
    (one,) = loaded(found.text, tmp_path)
    assert (one.kind, str(one.start), one.end) == (Kind.DEADLINE, "2026-12-04 09:00 UTC", None)
    assert ", and a deadline closes at its start\n" in found.text


def test_what_is_published_as_cancelled_is_cancelled(tmp_path: Path) -> None:
    assert only(tmp_path, head=("METHOD:CANCEL",)).status is Status.CANCELLED


@pytest.mark.parametrize(
    ("title", "lines", "kind", "mark"),
    [
        ("Press conference after the summit", [], Kind.PRESS_CONFERENCE, "by its title"),
        ("EU–Ukraine Summit", [], Kind.SUMMIT, "by its title"),
        ("Pressekonferenz", [], Kind.PRESS_CONFERENCE, "by its title"),
        ("Anything", ["CATEGORIES:Politics,Hearings"], Kind.HEARING, "by its category"),
        ("Anything", [], Kind.MEETING, "?"),
    ],
)
def test_a_kind_is_what_a_word_says_and_else_is_asked(
    tmp_path: Path, title: str, lines: list[str], kind: Kind, mark: str
) -> None:
    found = imported(calendar(*titled(title, *lines)))
    (one,) = loaded(found.text, tmp_path)
    assert one.kind is kind
    assert f"kind: {kind}  # {mark}\n" in found.text


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("One\\nTwo\\, three\\; four \\\\ five", "One\nTwo, three; four \\ five"),
        ("<p>One</p><p>Two &amp; <b>three</b></p>", "One\n\nTwo & three"),
        ("<ul><li>One</li><li>Two</li></ul>", "- One\n- Two"),
        (
            "<table><tr><th>Time</th><th>What</th></tr><tr><td>10:00</td><td>Vote</td></tr></table>",
            "Time What\n10:00 Vote",
        ),
        (
            "<i>Ann</i> <ann@x.example> of the board<https://x.example/a>",
            "Ann (ann@x.example) of the board (https://x.example/a)",
        ),
        ("<b>Ann</b> <mailto:ann@x.example>", "Ann (ann@x.example)"),
        ("if a<x and y>c: <name> of x<y>z", "if a<x and y>c: <name> of x<y>z"),
        ("<b>Of</b> <name>", "Of <name>"),
        (r"&lt\;p&gt\;One &amp\;amp\; two&lt\;/p&gt\;", "One & two"),
        (r"<p>&lt\;b&gt\; is bold</p>", "<b> is bold"),
        (r"R&D and &nothing\; at AT&amp\;T", "R&D and &nothing; at AT&T"),
        ("<p>One</p><p", "One"),
        ("<p>If a < 100 of R&D", "If a < 100 of R&D"),
        ('See <a href="https://x.example/a">the page</a>', "See the page (https://x.example/a)"),
        ("One<br>Two<script>evil()</script><style>p{}</style>", "One\nTwo"),
        ("The deal&hellip\\;", "The deal…"),
        ("1 < 2 and 3 > 2", "1 < 2 and 3 > 2"),
        ("\\n\\n  One  \\n\\n\\n\\nTwo\u200b\u202e\\n", "One\n\nTwo"),
        ("One\\n-::~:~:~::-\\nJoin: https://x.example\\n-::~:~:~::-\\nTwo", "One\n\nTwo"),
        ("# no comment: [a, {b}]", "# no comment: [a, {b}]"),
    ],
)
def test_a_description_is_plain(tmp_path: Path, written: str, plain: str) -> None:
    assert only(tmp_path, f"DESCRIPTION:{written}").description == plain


def test_html_beside_an_empty_description_is_read(tmp_path: Path) -> None:
    found = only(
        tmp_path, "DESCRIPTION:\\n", "X-ALT-DESC;FMTTYPE=text/html:<HTML><BODY>One</BODY></HTML>"
    )
    assert found.description == "One"


@pytest.mark.parametrize(
    ("location", "value", "remark"),
    [
        ("Paris", "place: {city: Paris}", None),
        (
            "Palais de l'Élysée\\, PARIS\\, France",
            'place: {city: Paris, venue: "Palais',
            "LOCATION:",
        ),
        ("Kärntner Ring 1\\, 1010 Paris", "place: {city: Paris, venue: Kärntner Ring 1}", "LOC"),
        ("Palais\\, 1211 Paris 10\\, FR", "place: {city: Paris, venue: Palais}", "LOCATION:"),
        ("Salle Foch\\, SE-100 12 Paris", "place: {city: Paris, venue: Salle Foch}", "LOCATION:"),
        ("Salle Foch\\, 2513 AA Paris", "place: {city: Paris, venue: Salle Foch}", "LOCATION:"),
        ("Salle Foch\\, Paris NSW 2000", "place: {city: Paris, venue: Salle Foch}", "LOCATION:"),
        ("Paris 3", None, "? place: Paris 3 (write its city)"),
        ("Palais\\nParis", "place: {city: Paris, venue: Palais}", "LOCATION: Palais, Paris"),
        ("Room 3", None, "? place: Room 3 (write its city)"),
        ("https://example.org/live", 'place: {online: "https://example.org/live"}', None),
        ("Microsoft Teams Meeting", "place: {online: yes}", "LOCATION: Microsoft Teams Meeting"),
        ("Washington\\, US", None, "? LOCATION: Washington, US (the clocks of Washington are"),
        ("", None, None),
    ],
)
def test_a_place_is_a_city_that_is_known_and_else_is_asked(
    tmp_path: Path, location: str, value: str | None, remark: str | None
) -> None:
    start = "DTSTART;TZID=Europe/Paris:20261204T100000"
    found = imported(calendar(*event(f"LOCATION:{location}", start=start)))
    loaded(found.text, tmp_path)
    assert (f"    {value}" in found.text) if value else "    place:" not in found.text
    assert (f"  # {remark}" in found.text) if remark else "LOCATION" not in found.text


@pytest.mark.parametrize(
    ("location", "city"),
    [
        ("Vienna, VA, USA", None),
        ("Town hall, Athens, GA 30601", None),
        ("Paris, TX 75460-1234", None),
        ("Geneva, NY", None),
        ("Warsaw, United States of America", None),
        ("London, ON, Canada", None),
        ("Paris, Canada", None),
        ("Vienna, AT", "Vienna"),
        ("Berlin, DE", "Berlin"),
        ("Rome, RI", "Rome"),
        ("Washington, DC, USA", "Washington"),
        ("Chicago, IL 60601", "Chicago"),
        ("London, United Kingdom", "London"),
        ("Palais des Nations, Geneva, Switzerland", "Geneva"),
        ("Kyiv, Ukraine", "Kyiv"),
        ("Prague, Czech Republic", "Prague"),
        ("Jerusalem, Palestine", "Jerusalem"),
        ("Nicosia, Cyprus", "Nicosia"),
        ("Moscow, Russia", "Moscow"),
    ],
)
def test_a_city_of_the_same_name_elsewhere_is_asked(
    tmp_path: Path, location: str, city: str | None
) -> None:
    escaped = location.replace(",", "\\,")
    found = imported(calendar(*event(f"LOCATION:{escaped}")))
    (one,) = loaded(found.text, tmp_path)
    assert (one.place and one.place.city) == city
    assert (f"# ? LOCATION: {location} (the " in found.text) is (city is None)


def test_neither_addresses_nor_escapes_of_programs_are_told() -> None:
    text = imported(
        calendar(
            *event("CATEGORIES:http://schemas.google.com/g/2005#event,Trade",
                   'ORGANIZER;CN="City%20Hall":mailto:a@x.example'),
            head=("X-WR-CALNAME:ann@x.example",),
        )
    ).text  # fmt: skip
    assert "tags: [trade]\n" in text
    assert "# ORGANIZER: City Hall\n" in text
    assert "ann@" not in text


def test_what_no_key_says_is_a_comment(tmp_path: Path) -> None:
    content = calendar(
        *event(
            "CLASS:PRIVATE",
            "LOCATION:https://zoom.us/j/1",
            "TRANSP:TRANSPARENT",
            "ORGANIZER;CN=Press Office:mailto:a@b.example",
            "ATTENDEE:mailto:c@d.example",
            "URL:/week",
            "ATTACH:https://example.org/a.pdf",
            "CATEGORIES:Foreign Affairs,Вестник",
        ),
        "BEGIN:VTODO",
        "END:VTODO",
    )
    found = imported(content)
    (one,) = loaded(found.text, tmp_path)
    assert one.tags == ("foreign-affairs",)
    for line in (
        "  # ? CLASS: PRIVATE: is it for readers?",
        "  # ? there is a link to join at zoom.us/j: is it for readers?",
        "  # TRANSP: TRANSPARENT (marked as free time)",
        "  # ORGANIZER: Press Office",
        "  # ATTENDEE: 1, left out",
        "  # URL: /week",
        "  # ATTACH: https://example.org/a.pdf",
        "  # CATEGORIES: Вестник",
        "# left out: 1 VTODO",
    ):
        assert f"\n{line}\n" in found.text
    assert "example" not in found.text.replace("https://example.org/a.pdf", "")


def test_what_a_calendar_says_in_another_language_is_a_comment(tmp_path: Path) -> None:
    lines = ["SUMMARY;LANGUAGE=de:Gespräche", "LOCATION:Wien", "LOCATION;LANGUAGE=en:Vienna"]
    found = imported(calendar(*event(*lines, "SUMMARY:Talks")))
    (one,) = loaded(found.text, tmp_path)
    assert (one.title, one.place and one.place.city) == ("Talks", "Wien")
    assert "  # SUMMARY besides: Gespräche\n  # LOCATION besides: Vienna\n" in found.text


def test_ids_are_made_of_titles_and_days(tmp_path: Path) -> None:
    lines = [
        line
        for number, title in enumerate(("Talks", "Sitting", "Sitting", "Sitting", "Встреча"))
        for line in titled(title)
        if not line.startswith("UID") or lines_uid(number)
    ]
    found = imported(calendar(*lines))
    again = imported(calendar(*lines))
    assert found == again
    file = tmp_path / "a.yaml"
    file.write_text(found.text, encoding="utf-8")
    assert sorted(it.id for it in Loader(file).load().events) == [
        "event-2026-12-04",
        "sitting-2026-12-04",
        "sitting-2026-12-04-2",
        "sitting-2026-12-04-3",
        "talks",
    ]


def lines_uid(number: int) -> bool:
    """Every other event has no UID."""
    return number % 2 == 0


@settings(max_examples=examples(40))
@given(st.text(max_size=40), st.text(max_size=80), st.text(max_size=40), st.text(max_size=40))
def test_whatever_the_texts_are_the_definitions_are_sound(
    summary: str, description: str, location: str, other: str
) -> None:
    def escaped(text: str) -> str:
        text = text.encode("utf-8", "replace").decode()
        for sign in "\\;,":
            text = text.replace(sign, f"\\{sign}")
        return "\\n".join(text.splitlines())

    lines = titled(escaped(summary))
    lines[3:3] = [f"DESCRIPTION:{escaped(description)}", f"LOCATION:{escaped(location)}"]
    lines[3:3] = [f"CATEGORIES:{escaped(other)}", f"URL:{escaped(other)}"]
    found = imported(calendar(*lines, head=(f"X-WR-CALNAME:{escaped(other)}",)))
    sound = Loader(Path("a.yaml"), lambda _: found.text.encode()).load()
    assert len(sound.events) == found.events == 1
