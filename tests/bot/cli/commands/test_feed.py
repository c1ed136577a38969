"""What is written for others to read: the feed, the site's files and the schema."""

import json
import re
from pathlib import Path

import icalendar
import pytest

from tests.bot.cli.commands.printed import WEEK_READ, files_in, lines
from tests.bot.making.week import bundled
from tests.bot.running.podium import podium


def test_the_feed_holds_the_same_on_standard_output_and_in_a_file(tmp_path: Path) -> None:
    written = podium(tmp_path, "feed", "-o", "calendar.ics")
    printed = podium(tmp_path, "feed")

    assert (written.returncode, written.stdout, written.stderr) == (0, b"", WEEK_READ)
    assert (printed.returncode, printed.stderr) == (0, WEEK_READ)
    # What is printed has no record of when it was first published.
    dates = re.compile(rb"(DTSTAMP|CREATED|LAST-MODIFIED):\w+")
    in_file = (tmp_path / "calendar.ics").read_bytes()
    assert dates.sub(b"", in_file) == dates.sub(b"", printed.stdout)
    assert sorted(files_in(tmp_path)) == [".calendar.ics.podium.json", "calendar.ics"]
    calendar = icalendar.Calendar.from_ical(printed.stdout)
    assert {str(each["uid"]) for each in calendar.events} == {
        event.uid for event in bundled().events
    }


def test_a_feed_that_cannot_be_written_exits_1(tmp_path: Path) -> None:
    done = podium(tmp_path, "feed", "-o", "no/such/folder/calendar.ics")

    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.decode() == (
        "podium feed: no/such/folder/calendar.ics cannot be written: No such file or directory "
        "(make the folder first)\n"
    )


@pytest.mark.parametrize(
    ("path", "complaint"),
    [
        ("site", "site is not a folder (name one, or one that is yet to be made)"),
        ("site/below", "site/below cannot be written: Not a directory"),
    ],
)
def test_a_file_is_no_folder_to_publish_into(tmp_path: Path, path: str, complaint: str) -> None:
    (tmp_path / "site").write_text("mine", encoding="utf-8")
    done = podium(tmp_path, "publish", path, PODIUM_PUBLIC_URL="https://podium.example")

    assert (done.returncode, done.stdout) == (1, b"")
    assert lines(done.stderr) == [f"podium publish: {complaint}"]
    assert (tmp_path / "site").read_text(encoding="utf-8") == "mine"


def test_the_schema_is_json(tmp_path: Path) -> None:
    done = podium(tmp_path, "schema")

    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout)["title"]
