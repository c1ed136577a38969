"""`calendars:`, what an agenda says of the calendars that are sources of its events."""

from datetime import timedelta
from pathlib import Path

import pytest

from events.definitions.calendars.entries import CalendarEntry
from events.definitions.loader import Loader
from events.errors import DefinitionError
from events.model import Kind
from tests.events.definitions.builders import problems, written

HEAD = "agenda: osce\ntitle: OSCE\ntimezone: Europe/Vienna\ncalendars:\n"
URL = "url: 'https://osce.example/week.ics'"


def entries(folder: Path, *lines: str) -> tuple[CalendarEntry, ...]:
    loader = Loader(written(folder, HEAD + "".join(f"  - {{{it}}}\n" for it in lines)))
    loader.load()
    return loader.calendars


def test_an_agenda_may_have_the_events_of_calendars_alone(tmp_path: Path) -> None:
    (entry,) = entries(tmp_path, f"{URL}, only: {{kind: [vote, call], city: Vienna}}")
    assert (entry.agenda, entry.prefix, entry.host) == ("osce", "calendar", "osce.example")
    assert (entry.every, entry.kind, entry.timezone) == (timedelta(hours=1), None, None)
    assert entry.only.kinds == {Kind.VOTE, Kind.CALL}
    assert entry.only.cities == {"Vienna"}


def test_what_it_says_of_its_events_changes_nothing_of_its_key(tmp_path: Path) -> None:
    (one,) = entries(tmp_path, f"{URL}, prefix: osce-")
    (other,) = entries(tmp_path, f"{URL}, prefix: osce, every: 1 day, kind: vote, timezone: UTC")
    assert one.key == other.key
    (renamed,) = entries(tmp_path, f"{URL}, prefix: other-")
    assert renamed.key != one.key


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (("kind: vote",), "the calendar has no address (write url: https://…, or file: week.ics)"),
        ((f"{URL}, file: week.ics",), "the calendar has a url and a file (keep one of them)"),
        (("url: 'webcal://x.example/a.ics'",), "(write 'https://x.example/a.ics')"),
        (("url: 'file:///etc/passwd'",), "is not a web address (write it as https://…)"),
        (("file: ../a.ics",), "is outside of the folder of these definitions"),
        (("file: /etc/passwd",), "is outside of the folder of these definitions"),
        ((f"{URL}, every: 1 minute",), "is too often (write 5 minutes to 7 days: every: 1 hour)"),
        ((f"{URL}, prefix: OSCE",), "'OSCE' is no prefix of ids"),
        ((f"{URL}, timezone: CET",), "'CET' is an abbreviation"),
        ((f"{URL}, only: {{kinds: vote}}",), "did you mean kind?"),
        ((URL, "file: a.ics"), "two calendars of the agenda have no prefix (write another"),
    ],
)
def test_what_is_wrong_is_told_with_the_line_to_write(
    tmp_path: Path, lines: tuple[str, ...], told: str
) -> None:
    with pytest.raises(DefinitionError) as caught:
        entries(tmp_path, *lines)
    assert told in str(caught.value)


def test_an_address_alone_is_told_once(tmp_path: Path) -> None:
    [told] = problems(written(tmp_path, f"{HEAD}  - https://x.example/a.ics\n"))
    assert told.endswith("(write {url: https://x.example/a.ics})")
