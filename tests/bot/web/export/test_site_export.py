"""Publishing as files: the bytes that are served, whole, and only what has changed."""

import gzip
import json
import threading
from datetime import timedelta
from pathlib import Path
from typing import Any

import icalendar
import pytest

from bot.database.engine import open_database
from bot.ledger.publications.log import PublicationLog
from bot.planning.removals import RemovalsHeld
from bot.publishing.parts.feeds import changes_feed
from bot.publishing.publication import Publication
from bot.publishing.selection import Selection
from bot.web.assets import load_assets
from bot.web.export.site_export import STATE, NotOurs, publish_feed, publish_site
from bot.web.export.state_file import StateFileError, read_state
from events.definitions.loader import load
from events.model import Agendas
from events.revisions import Revisions, revise
from events.wording.languages import LANGUAGES
from tests.bot.making.agenda_file import AgendaFile, definition
from tests.bot.making.week import bundled
from tests.bot.running.clock import utc
from tests.bot.running.podium import podium
from tests.bot.web.serving import served

SITE = "https://podium.example"
NOW = utc("2022-01-11 10:00")
HOUR = timedelta(hours=1)


def files_of(folder: Path) -> dict[str, bytes]:
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def week(tmp_path: Path, *definitions: str) -> Agendas:
    """An agenda as it is now, in a folder that stays."""
    folder = tmp_path / "definitions"
    folder.mkdir(exist_ok=True)
    file = folder / "tests.yaml"
    file.write_text(AgendaFile.text(*definitions), encoding="utf-8")
    return load(folder)


def events_in(feed: Path) -> dict[str, Any]:
    calendar: Any = icalendar.Calendar.from_ical(feed.read_bytes())
    return {str(event["SUMMARY"]): event for event in calendar.walk("VEVENT")}


async def test_each_file_is_what_the_server_sends(tmp_path: Path) -> None:
    agendas = bundled()
    publish_site(tmp_path, agendas, SITE, NOW)

    publication = Publication(agendas, revise({}, agendas, NOW), SITE)
    async with served(publication, NOW) as site:
        for name, content in files_of(tmp_path).items():
            # The diary's page has no links to parts of it, which a static host cannot serve.
            if name in (STATE, "404.html") or name.endswith((".gz", "diary.html")):
                continue
            address = name.removesuffix("index.html").removesuffix(".html")
            response = await site.client.get(f"/{address}")
            assert response.status_code == 200, address
            assert response.content == content, address


def test_each_packed_twin_unpacks_to_its_file(tmp_path: Path) -> None:
    publish_site(tmp_path, bundled(), SITE, NOW)
    files = files_of(tmp_path)

    packed = {name for name in files if name.endswith(".gz")}
    assert {"index.html.gz", "calendar.ics.gz", "feed.atom.gz", "calendar.json.gz"} <= packed
    for name in packed:
        assert gzip.decompress(files[name]) == files[name.removesuffix(".gz")]


def test_the_whole_site_is_there(tmp_path: Path) -> None:
    publish_site(tmp_path, bundled(), SITE, NOW)
    files = files_of(tmp_path)

    assert set(load_assets().resources) <= {f"/{name}" for name in files}
    for event in bundled().events:
        assert f"events/{event.name}.html" in files
        assert f"events/{event.name}.ics" in files
    assert "404.html" in files
    assert not any(name.endswith(".part") for name in files)


def test_the_same_again_writes_nothing(tmp_path: Path) -> None:
    first = publish_site(tmp_path, bundled(), SITE, NOW)
    times = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}

    again = publish_site(tmp_path, bundled(), SITE, NOW)

    assert (again.written, again.removed, again.unchanged) == (0, 0, first.written)
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == times


def test_an_edit_writes_what_it_changes_and_numbers_it(tmp_path: Path) -> None:
    site = tmp_path / "site"
    before = week(tmp_path, definition(), definition(id="other", title="Other"))
    publish_site(site, before, SITE, NOW)
    old = files_of(site)

    after = week(tmp_path, definition(title="Moved"), definition(id="other", title="Other"))
    publish_site(site, after, SITE, NOW + HOUR)
    new = files_of(site)

    same = {name for name in new if new[name] == old.get(name)}
    assert "events/other.tests.ics" in same
    assert {"calendar.ics", "feed.atom", "index.html", "events/council.tests.ics"}.isdisjoint(same)
    events = events_in(site / "calendar.ics")
    assert (int(events["Moved"]["SEQUENCE"]), int(events["Other"]["SEQUENCE"])) == (1, 0)


def test_another_title_changes_what_follows_by_it_too(tmp_path: Path) -> None:
    feed = tmp_path / "week.ics"
    press = definition(id="press", title="Press", follows="council")
    publish_feed(feed, week(tmp_path, definition(), press), None, NOW)

    publish_feed(feed, week(tmp_path, definition(title="The Council"), press), None, NOW + HOUR)

    told = events_in(feed)["Press"]
    assert "Follows: The Council" in told["DESCRIPTION"]
    assert int(told["SEQUENCE"]) == 1


def test_what_vanishes_stays_as_no_longer_listed_until_it_is_past(tmp_path: Path) -> None:
    site = tmp_path / "site"
    other = definition("2022-01-20 09:00 GMT", id="other", title="Other")
    publish_site(site, week(tmp_path, definition(), other), SITE, NOW)

    publish_site(site, week(tmp_path, other), SITE, NOW + HOUR)
    gone = events_in(site / "calendar.ics")["No longer listed: Council"]
    assert (gone["STATUS"], int(gone["SEQUENCE"])) == ("TENTATIVE", 1)
    assert (site / "events" / "council.tests.html").exists()

    done = publish_site(site, week(tmp_path, other), SITE, utc("2022-01-15 09:00"))
    assert list(events_in(site / "calendar.ics")) == ["Other"]
    assert done.removed == 2 * len(LANGUAGES)
    assert not list((site / "events").glob("council*"))


def test_a_file_of_somebody_else_is_left_alone(tmp_path: Path) -> None:
    theirs = tmp_path / "index.html"
    theirs.write_text("mine", encoding="utf-8")

    with pytest.raises(NotOurs, match=r"index\.html was not written by podium publish"):
        publish_site(tmp_path, bundled(), SITE, NOW)

    assert files_of(tmp_path) == {"index.html": b"mine"}


def test_files_that_are_in_nobodys_way_stay(tmp_path: Path) -> None:
    (tmp_path / "CNAME").write_text("podium.example", encoding="utf-8")
    site = tmp_path
    publish_site(site, bundled(), SITE, NOW)
    publish_site(site, bundled(), SITE, NOW + HOUR)

    assert (tmp_path / "CNAME").read_text(encoding="utf-8") == "podium.example"


@pytest.mark.parametrize(
    "damage",
    [
        b"",
        b"{}",
        b"[]",
        b'{"format": 2, "files": [], "revisions": {}}',
        b'{"format": 1, "files": ["../outside"], "revisions": {}}',
        b'{"format": 1, "files": ["/etc/passwd"], "revisions": {}}',
        b'{"format": 1, "files": [], "revisions": {"x": {}}}',
        b"[" * 100_000,
    ],
)
def test_a_damaged_state_is_refused_and_nothing_is_written(tmp_path: Path, damage: bytes) -> None:
    publish_site(tmp_path, bundled(), SITE, NOW)
    (tmp_path / STATE).write_bytes(damage)
    before = files_of(tmp_path)

    with pytest.raises(StateFileError, match="is damaged"):
        publish_site(tmp_path, Agendas(bundled().agendas), SITE, NOW + HOUR)

    assert files_of(tmp_path) == before


def test_the_state_reads_back_as_what_was_published(tmp_path: Path) -> None:
    publish_site(tmp_path, bundled(), SITE, NOW)
    state = read_state(tmp_path / STATE)

    plain = {name for name in files_of(tmp_path) if not name.endswith(".gz")} - {STATE}
    assert state.files == plain
    assert state.revisions.keys() == {event.uid for event in bundled().events}
    assert json.loads((tmp_path / STATE).read_bytes())["format"] == 1


def test_a_reader_never_sees_half_a_file(tmp_path: Path) -> None:
    site = tmp_path / "site"
    weeks = [week(tmp_path, definition(title=f"{name} " * 60)) for name in ("One", "Two")]
    publish_site(site, weeks[0], SITE, NOW)
    seen: set[bytes] = set()
    stopped = threading.Event()

    def read() -> None:
        while not stopped.is_set():
            seen.add((site / "calendar.ics").read_bytes())

    reader = threading.Thread(target=read)
    reader.start()
    published = set()
    for number in range(12):
        publish_site(site, weeks[number % 2], SITE, NOW + number * HOUR)
        published.add((site / "calendar.ics").read_bytes())
    stopped.set()
    reader.join()

    assert seen <= published
    assert len(seen) > 1


@pytest.mark.parametrize("again", [True, False], ids=["changed", "unchanged"])
def test_a_feed_alone_is_numbered_by_the_state_beside_it(tmp_path: Path, again: bool) -> None:
    feed = tmp_path / "out" / "week.ics"
    feed.parent.mkdir()
    publish_feed(feed, week(tmp_path, definition()), None, NOW)
    first = feed.read_bytes()

    publish_feed(
        feed, week(tmp_path, definition(title="B" if again else "Council")), None, NOW + HOUR
    )

    (event,) = events_in(feed).values()
    assert int(event["SEQUENCE"]) == (1 if again else 0)
    assert (feed.read_bytes() != first) == again
    assert {path.name for path in feed.parent.iterdir()} == {"week.ics", ".week.ics.podium.json"}


def test_the_command_tells_what_it_did(tmp_path: Path) -> None:
    done = podium(tmp_path, "publish", "site", PODIUM_PUBLIC_URL=SITE)
    again = podium(tmp_path, "publish", "site", PODIUM_PUBLIC_URL=SITE)

    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode().startswith("site: ")
    assert " written, 0 removed, 0 unchanged" in done.stdout.decode()
    assert again.stdout.decode().startswith("site: ")
    assert events_in(tmp_path / "site" / "calendar.ics")


def test_the_command_needs_the_sites_address(tmp_path: Path) -> None:
    done = podium(tmp_path, "publish", "site")

    assert done.returncode == 2
    assert b"PODIUM_PUBLIC_URL" in done.stderr
    assert not (tmp_path / "site").exists()


@pytest.mark.parametrize("formerly", ["council", None], ids=["told", "untold"])
def test_the_old_address_of_a_renamed_event_leads_to_its_new_one(
    tmp_path: Path, formerly: str | None
) -> None:
    site = tmp_path / "site"
    publish_site(site, week(tmp_path, definition()), SITE, NOW)
    more = {"formerly": formerly} if formerly else {}
    publish_site(site, week(tmp_path, definition(id="nato-council", **more)), SITE, NOW + HOUR)

    page = (site / "events" / "council.tests.html").read_text()
    assert 'content="0; url=../events/nato-council.tests"' in page
    assert list(events_in(site / "events" / "council.tests.ics")) == ["Council"]
    assert list(events_in(site / "calendar.ics")) == ["Council"]


def test_much_that_is_gone_is_published_only_when_it_is_confirmed(tmp_path: Path) -> None:
    site = tmp_path / "site"
    names = ("council", "talks", "hearing", "vote")
    whole = [definition(id=name, title=name.title()) for name in names]
    publish_site(site, week(tmp_path, *whole), SITE, NOW)
    before = (site / "calendar.ics").read_bytes()

    with pytest.raises(RemovalsHeld, match="3 of 4"):
        publish_site(site, week(tmp_path, whole[0]), SITE, NOW + HOUR)
    assert (site / "calendar.ics").read_bytes() == before

    publish_site(site, week(tmp_path, whole[0]), SITE, NOW + HOUR, confirmed=True)
    assert sorted(events_in(site / "calendar.ics")) == [
        "Council",
        *(f"No longer listed: {name}" for name in ("Hearing", "Talks", "Vote")),
    ]


# The history


def test_a_site_keeps_its_history_as_a_service_does(tmp_path: Path) -> None:
    site, at = tmp_path / "site", NOW
    agendas = Agendas(())
    revisions: Revisions = {}
    states = (
        [definition("2022-01-12 10:00 GMT"), definition(id="other", title="Other")],
        [definition("2022-01-12 12:00 GMT"), definition(id="other", title="Other")],
        [definition("2022-01-12 12:00 GMT", note="Bring a pass.")],
    )
    source = PublicationLog(open_database(f"sqlite:///{tmp_path / 'podium.db'}"))
    for each in states:
        agendas = week(tmp_path, *each)
        publish_site(site, agendas, SITE, at)
        revisions = source.publish(agendas, at).revisions
        at += HOUR

    page = (site / "events/council.tests.html").read_text()
    assert "First announced here 11 January 2022" in page
    assert "Moved later on 11 January 2022 from 10:00 GMT to 12:00 GMT" in page
    assert "was 10:00 GMT" in str(events_in(site / "calendar.ics")["Council"]["DESCRIPTION"])
    publication = Publication(agendas, revisions, SITE, source=source)
    assert (site / "changes.atom").read_bytes() == changes_feed(publication)
    assert (site / "calendar/tests.changes.atom").read_bytes() == changes_feed(
        publication, Selection("tests")
    )
    assert b"No longer listed" in (site / "changes.html").read_bytes()


def test_a_site_goes_on_from_a_state_without_a_history(tmp_path: Path) -> None:
    site = tmp_path / "site"
    publish_site(site, week(tmp_path, definition("2022-01-12 10:00 GMT")), SITE, NOW)
    state = json.loads((site / STATE).read_text())
    for entry in state["revisions"].values():
        del entry["history"], entry["last_change"]
    (site / STATE).write_text(json.dumps(state))

    publish_site(site, week(tmp_path, definition("2022-01-12 12:00 GMT")), SITE, NOW + HOUR)
    page = (site / "events/council.tests.html").read_text()
    assert "First announced here 11 January 2022" in page
    assert "Moved later on 11 January 2022 from 10:00 GMT to 12:00 GMT" in page


def test_a_renamed_event_takes_its_history_along_in_a_site(tmp_path: Path) -> None:
    site = tmp_path / "site"
    publish_site(site, week(tmp_path, definition("2022-01-12 10:00 GMT")), SITE, NOW)
    publish_site(site, week(tmp_path, definition("2022-01-12 12:00 GMT")), SITE, NOW + HOUR)
    renamed = week(tmp_path, definition("2022-01-12 12:00 GMT", id="nato-council"))
    publish_site(site, renamed, SITE, NOW + 2 * HOUR)
    publish_site(site, renamed, SITE, NOW + 3 * HOUR)

    page = (site / "events/nato-council.tests.html").read_text()
    assert page.count("Moved later on") == 1
    assert "No longer listed" not in (site / "changes.html").read_text()
