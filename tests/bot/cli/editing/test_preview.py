"""podium preview, as an editor has it: what it shows, of what, and that it changes nothing."""

import hashlib
from html.parser import HTMLParser
from pathlib import Path

import pytest

from bot.database.engine import open_database
from bot.ledger.ledger import Ledger
from bot.ledger.publications.log import PublicationLog
from bot.planning.reminders import make_plan
from bot.planning.subscription import everything_to
from events.definitions.loader import load
from tests.bot.making.agenda_file import AgendaFile, definition
from tests.bot.running.clock import utc
from tests.bot.running.podium import podium

AT = ("--at", "2022-01-12 07:30 GMT")
COUNCIL = definition("2022-01-12 09:00 GMT", reminders="[15 minutes]")
HOSTILE = definition(
    "2022-01-12 09:00 GMT",
    title="\"<script>alert(1)</script> & 'Täglich'\"",
    place='"<img src=x onerror=alert(2)>"',
    links='[{title: "<b>", url: "https://example.org/?a=1&b=%22%3E"}]',
    reminders="[15 minutes]",
)
TOKEN = "123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw9"
DESTINATIONS = """\
destinations:
  - name: press room
    telegram: "@press"
    only: {kind: briefing}
  - name: night desk
    telegram: "@desk"
    quiet hours: {from: 08:00, until: 10:00, timezone: Asia/Tokyo}
"""


@pytest.fixture
def file(tmp_path: Path) -> AgendaFile:
    file = AgendaFile(tmp_path)
    file.save(COUNCIL)
    return file


def test_the_posts_are_shown_with_their_instants(tmp_path: Path, file: AgendaFile) -> None:
    done = podium(tmp_path, "preview", *AT, PODIUM_TIMEZONE="Asia/Tokyo")

    assert done.returncode == 0
    when = "Wednesday 12 January 2022, 08:45 GMT (17:45 Asia/Tokyo)"
    assert done.stdout.decode().splitlines() == [
        "Reminders: 1",
        "",
        f"── {when}, to the terminal, a reminder ──",
        "In 15 minutes: Council",
        "Wednesday 12 January 2022, 09:00 GMT, Wed 18:00 Asia/Tokyo",
        "",
        "1 post until 2022-01-19 07:30 GMT; after that no reminder is due.",
    ]
    assert done.stderr.decode().splitlines() == [
        "There is no ledger yet: this is what a first start would post.",
        "read agendas: 1 event in 1 agenda, 2022-01-12 (it is past)",
    ]
    assert [path.name for path in tmp_path.iterdir()] == ["agendas"], "no ledger is made"


def test_what_ends_before_is_left_out_and_told(tmp_path: Path, file: AgendaFile) -> None:
    done = podium(tmp_path, "preview", *AT, "--for", "1 hour")

    assert done.stdout.decode() == (
        "No post until 2022-01-12 08:30 GMT; after that the next reminder is due "
        "2022-01-12 08:45 GMT.\n"
    )


def test_a_destination_is_named_by_its_name_or_chat(tmp_path: Path, file: AgendaFile) -> None:
    (tmp_path / "destinations.yaml").write_text(DESTINATIONS, encoding="utf-8")
    shown = {
        name: podium(tmp_path, "preview", *AT, "--destination", name, TELEGRAM_BOT_TOKEN=TOKEN)
        for name in ("press room", "@press", "night desk", "telegram:@desk", "press rom", "xyz")
    }

    for name in ("press room", "@press"):
        assert shown[name].stdout.startswith(b"No post until 2022-01-19")
    for name in ("night desk", "telegram:@desk"):
        stamp = "08:45 GMT (17:45 Asia/Tokyo), to night desk, a reminder"
        assert stamp in shown[name].stdout.decode(), "by the clocks of its quiet hours"
    refusal = "podium preview: --destination: there is no"
    assert shown["press rom"].returncode == 2
    assert shown["press rom"].stderr.decode() == f"{refusal} 'press rom' (write press room)\n"
    assert shown["xyz"].stderr.decode() == f"{refusal} 'xyz' (there are: press room, night desk)\n"


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("--for", "soon"), "podium preview: --for: 'soon' is not a length of time"),
        (("--at", "soon"), "podium preview: --at: 'soon' is not a start"),
        (("",), "argument PATH: the path is empty"),
    ],
)
def test_what_cannot_be_asked_is_said(
    tmp_path: Path, arguments: tuple[str, ...], complaint: str
) -> None:
    done = podium(tmp_path, "preview", *arguments)

    assert (done.returncode, done.stdout) == (2, b"")
    assert complaint in done.stderr.decode()


def test_a_ledger_that_cannot_be_read_is_told_in_a_line(tmp_path: Path, file: AgendaFile) -> None:
    (tmp_path / "other.db").write_bytes(b"no ledger at all")
    for database, why in (("agendas", "Is a directory"), ("other.db", "no ledger at other.db")):
        done = podium(tmp_path, "preview", PODIUM_DATABASE=f"sqlite:///{database}")

        assert (done.returncode, done.stdout) == (1, b"")
        (line,) = done.stderr.decode().splitlines()
        assert why in line
        assert "check PODIUM_DATABASE" in line


def test_wrong_definitions_are_told_as_check_tells_them(tmp_path: Path, file: AgendaFile) -> None:
    file.save(definition("2022-01-12 09:00 IST"))
    done, check = podium(tmp_path, "preview"), podium(tmp_path, "check")

    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr == check.stderr
    assert b"agendas/tests.yaml:8:29: 'IST' is an abbreviation" in done.stderr


def test_one_file_of_the_folder_is_as_if_it_were_all(tmp_path: Path, file: AgendaFile) -> None:
    (file.folder / "other.yaml").write_text(
        "agenda: other\ntitle: Other\ntimezone: UTC\nevents:\n"
        + definition("2022-01-12 10:00 GMT", id="other", title="Other", reminders="[1 hour]"),
        encoding="utf-8",
    )
    done = podium(tmp_path, "preview", *AT, "agendas/tests.yaml")

    assert b"Other" not in done.stdout
    hint = "as if agendas/tests.yaml were all there is (leave it out, to read all of agendas)"
    assert hint in done.stderr.decode()


class Page(HTMLParser):
    """The elements and the text of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def test_the_page_needs_nothing_else_and_escapes_all(tmp_path: Path, file: AgendaFile) -> None:
    file.save(HOSTILE)
    done = podium(tmp_path, "preview", *AT, "--html", PODIUM_PUBLIC_URL="https://podium.example")

    assert done.returncode == 0
    page = Page(done.stdout.decode("ascii"))
    tags = {tag for tag, _ in page.elements}
    assert not tags & {"script", "img", "link", "iframe", "form"}
    assert "<script>alert(1)</script> & 'Täglich'" in page.text
    assert "<img src=x onerror=alert(2)>" in page.text
    assert "Wednesday 12 January 2022, 08:45 GMT, to the terminal, a reminder" in page.text
    addresses = [given["href"] for tag, given in page.elements if tag == "a"]
    assert "<b>: https://example.org/?a=1&b=%22%3E" in page.text
    site = "https://podium.example/events/council.tests"
    assert addresses == [site, f"{site}.ics"]
    assert not any(name.startswith("on") for _, given in page.elements for name in given)
    policy = {"http-equiv": "Content-Security-Policy"}.items()
    (given,) = [given for _, given in page.elements if policy <= given.items()]
    assert given["content"] == "default-src 'none'; style-src 'unsafe-inline'"


def test_the_page_shows_the_pictures_of_posts_and_loads_nothing_else(
    tmp_path: Path, file: AgendaFile
) -> None:
    picture = "https://pictures.example/a.jpg?a=1&b=2"
    file.save(COUNCIL + f"    image: {picture}\n")
    wanted = 'destinations: [{name: a, telegram: "@talks", pictures: yes}]\n'
    (tmp_path / "destinations.yaml").write_text(wanted, encoding="utf-8")
    done = podium(tmp_path, "preview", *AT, "--html", TELEGRAM_BOT_TOKEN=TOKEN)

    page = Page(done.stdout.decode("ascii"))
    (image,) = [given for tag, given in page.elements if tag == "img"]
    assert image["src"] == picture
    policy = "default-src 'none'; img-src http: https:; style-src 'unsafe-inline'"
    assert policy in [given.get("content") for _, given in page.elements]
    plain = podium(tmp_path, "preview", *AT, TELEGRAM_BOT_TOKEN=TOKEN)
    assert f"a reminder, with the picture {picture} ──" in plain.stdout.decode()


def test_the_ledger_is_read_alone(tmp_path: Path, file: AgendaFile) -> None:
    """Its bytes stay as they are, and what it knows counts."""
    engine = open_database(f"sqlite:///{tmp_path / 'podium.db'}")
    ledger, agendas = Ledger(engine), load(file.folder)
    ledger.subscribe(["terminal"], utc("2022-01-12 07:00"))
    PublicationLog(engine).publish(agendas, utc("2022-01-12 07:00"))
    (reminder,) = make_plan(agendas.events, everything_to(["terminal"])).reminders
    attempt = ledger.claim(reminder, utc("2022-01-12 08:45"), "In 15 minutes: Council")
    assert attempt == 1
    ledger.record_sent(reminder.key, attempt, utc("2022-01-12 08:45"), None)
    ledger.set_watermark(utc("2022-01-12 08:46"))
    engine.dispose()
    before = digest_of(tmp_path / "podium.db")

    same = podium(tmp_path, "preview", "--at", "2022-01-12 08:46 GMT")
    file.save(COUNCIL.replace("09:00", "09:30"))
    moved = podium(tmp_path, "preview", "--at", "2022-01-12 08:46 GMT")

    assert same.stdout.startswith(b"No post until"), "what was posted is not shown again"
    heads = moved.stdout.decode().splitlines()
    assert heads[0] == "Notices: 1"
    assert heads[2].startswith("── Wednesday 12 January 2022, 08:47 GMT, to the terminal, a notice")
    assert heads[3] == "New time: Council"
    assert "Reminders: 1" in heads
    assert digest_of(tmp_path / "podium.db") == before


def digest_of(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
