"""`podium import`: what it prints, what it fetches, and from where it does not."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from bot.fetching.addresses import is_public
from events.foreign.addresses import shown_address
from tests.bot.running.podium import podium

WEEK = """\
BEGIN:VCALENDAR
VERSION:2.0
X-WR-CALNAME:Council week
X-WR-TIMEZONE:Europe/Brussels
BEGIN:VEVENT
UID:1@council.example
SUMMARY:NATO–Russia Council
DTSTART:20361204T090000Z
DTEND:20361204T113000Z
LOCATION:Brussels
STATUS:TENTATIVE
END:VEVENT
BEGIN:VEVENT
UID:2@council.example
SUMMARY:CANCELLED: Press conference
DTSTART:20361205
DESCRIPTION:By the Secretary General
END:VEVENT
END:VCALENDAR
"""
DEFINITIONS = """\
# yaml-language-server: $schema=podium.schema.json
#
# Imported from a calendar. What stands behind # ? is to be answered, and the mark taken
# away; kind: meeting  # ? is where no word says what it is. The other comments are what
# no key says.
# times that name no zone are read as Europe/Brussels, by X-WR-TIMEZONE
agenda: council-week
title: Council week
timezone: Europe/Brussels
source: {publisher: Council week}

events:
  - id: nato-russia-council
    kind: meeting  # by its title
    title: NATO–Russia Council
    start: 2036-12-04 10:00 Europe/Brussels
    end: 12:30
    status: tentative
    place: {city: Brussels}

  # SUMMARY: CANCELLED: Press conference
  - id: press-conference
    kind: press-conference  # by its title
    title: Press conference
    start: 2036-12-05 all day
    status: cancelled  # by its title
    description: By the Secretary General
"""


class _Files(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        code, headers, body = FILES.get(self.path, (404, {}, b""))
        self.send_response(code)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


FILES: dict[str, tuple[int, dict[str, str], bytes]] = {
    "/week.ics": (200, {}, WEEK.encode()),
    "/moved": (302, {"Location": "/week.ics"}, b""),
    "/round": (302, {"Location": "/round"}, b""),
    "/file": (302, {"Location": "file:///etc/passwd"}, b""),
    "/packed": (200, {"Content-Encoding": "gzip"}, b"\x1f\x8b"),
    "/page": (200, {}, b"<!DOCTYPE html><title>Sign in</title>"),
}


@pytest.fixture(scope="module")
def host() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Files) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield f"127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def test_a_file_is_printed_as_definitions_that_pass_the_check(tmp_path: Path) -> None:
    (tmp_path / "week.ics").write_text(WEEK, encoding="utf-8")
    done = podium(tmp_path, "import", "week.ics")
    assert (done.returncode, done.stderr) == (0, b"read week: 2 events\n")
    assert done.stdout.decode() == DEFINITIONS
    (tmp_path / "a.yaml").write_bytes(done.stdout)
    checked = podium(tmp_path, "check", "a.yaml")
    assert checked.returncode == 0
    assert checked.stdout.decode().endswith(", 2036-12-04 to 2036-12-05: all is well\n")


def test_what_is_printed_is_what_is_read_again(tmp_path: Path) -> None:
    joined = "Séance 👩\u200d💻 نمی\u200cخواهم"
    week = WEEK.replace("By the Secretary General", f"{joined}\\n{joined}")
    (tmp_path / "week.ics").write_text(week, encoding="utf-8")
    done = podium(tmp_path, "import", "week.ics")
    assert f"      {joined}\n      {joined}\n" in done.stdout.decode()


def test_the_agenda_and_the_zone_are_those_that_are_named(tmp_path: Path) -> None:
    (tmp_path / "week.ics").write_text(WEEK, encoding="utf-8")
    asked = ("--agenda", "mine", "--timezone", "Europe/London", "--from", "2036-12-05")
    done = podium(tmp_path, "import", "week.ics", *asked)
    text = done.stdout.decode()
    assert "agenda: mine\n" in text
    assert "timezone: Europe/London\n" in text
    assert "id: press-conference\n" in text
    assert "council\n" not in text.replace("agenda", "")


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("missing.ics",), 1, "podium import: missing.ics cannot be read: No such file"),
        (("week.ics", "--agenda", "My Agenda"), 2, "podium import: 'My Agenda' is not an id"),
        (("week.ics", "--timezone", "CET"), 2, "podium import: 'CET' is an abbreviation"),
        (("week.ics", "--from", "soon"), 2, "podium import: 'soon' is not a day"),
        (("week.ics", "--from", "2036-12-02", "--until", "2036-12-01"), 2,
         "podium import: --until, 2036-12-01, is before --from, 2036-12-02"),
        (("ftp://x.example/week.ics",), 1, "podium import: ftp: is not fetched (write"),
        (("page.ics",), 1, "page.ics:1:1: there is no BEGIN:VCALENDAR: this is no calendar"),
    ],
)  # fmt: skip
def test_what_cannot_be_imported_is_told(
    tmp_path: Path, arguments: tuple[str, ...], code: int, told: str
) -> None:
    (tmp_path / "week.ics").write_text(WEEK, encoding="utf-8")
    (tmp_path / "page.ics").write_text("<!DOCTYPE html>", encoding="utf-8")
    done = podium(tmp_path, "import", *arguments)
    assert (done.returncode, done.stdout) == (code, b"")
    assert done.stderr.decode().startswith(told)


def test_what_is_lost_is_told_with_its_line_and_an_exit_code(tmp_path: Path) -> None:
    broken = WEEK.replace("DTSTART:20361205", "DTSTART:tomorrow").replace("LOCATION:", "")
    (tmp_path / "week.ics").write_text(broken, encoding="utf-8")
    done = podium(tmp_path, "import", "week.ics")
    assert done.returncode == 1
    assert b"id: nato-russia-council\n" in done.stdout
    stray = "put a space before it if it belongs to the line above"
    assert done.stderr.decode().splitlines() == [
        f"week.ics:10:1: 'Brussels' is no line of a calendar, which is NAME:value ({stray})",
        "week.ics:16:1: DTSTART: 'tomorrow' is no day and no time (write it as 20220112T090000Z)",
        "read week: 1 event",
    ]


def test_an_address_is_fetched_and_is_the_source(tmp_path: Path, host: str) -> None:
    done = podium(tmp_path, "import", f"http://{host}/moved", "--allow-private")
    assert done.returncode == 0
    source = f'source: {{publisher: Council week, url: "http://{host}/moved"}}'
    assert done.stdout.decode() == DEFINITIONS.replace("source: {publisher: Council week}", source)
    webcal = podium(tmp_path, "import", f"webcal://{host}/week.ics", "--allow-private")
    assert webcal.returncode == 0


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("/missing", "answers 404"),
        ("/round", "leads on and on, more than 5 times"),
        ("/file", "file: is not fetched (write an address of http, https or webcal)"),
        ("/packed", "sends it by gzip, and not to the end"),
        ("/page", "127.0.0.1:1:1: there is no BEGIN:VCALENDAR"),
    ],
)
def test_what_cannot_be_fetched_is_told(tmp_path: Path, host: str, path: str, told: str) -> None:
    done = podium(tmp_path, "import", f"http://{host}{path}", "--allow-private")
    assert (done.returncode, done.stdout) == (1, b"")
    assert told in done.stderr.decode()


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]"])
def test_nothing_is_fetched_from_a_private_network(tmp_path: Path, host: str, name: str) -> None:
    port = host.partition(":")[2]
    done = podium(tmp_path, "import", f"http://{name}:{port}/week.ics")
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.decode() == (
        f"podium import: {name.strip('[]')} is in a private network "
        "(give --allow-private if that is meant)\n"
    )


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.215.14", True),
        ("2606:2800:21f:cb07:6820:80da:af6b:8b2c", True),
        ("10.1.2.3", False),
        ("100.64.0.1", False),
        ("169.254.169.254", False),
        ("224.0.0.1", False),
        ("0.0.0.0", False),  # noqa: S104
        ("::", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("64:ff9b::a9fe:a9fe", False),
        ("64:ff9b::5db8:d70e", True),
        ("64:ff9b:1::5db8:d70e", False),
        ("::7f00:1", False),
        ("fec0::1", False),
        ("5f00::1", False),
        ("2002:7f00:1::", False),
    ],
)
def test_an_address_is_public_or_private(address: str, public: bool) -> None:
    assert is_public(address) is public


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("webcal://x.example/week.ics", "https://x.example/week.ics"),
        ("http://x.example/week.ics", "http://x.example/week.ics"),
        ("https://x.example/week.ics?token=1", None),
        ("https://user:word@x.example/week.ics", None),
        ("https://x.example/ical/a%40b.example/private-0123abcd/basic.ics", None),
        ("https://x.example/owa/4f1c90ad22b84e6f9d7a/calendar.ics", None),
    ],
)
def test_an_address_that_may_be_a_secret_is_not_shown(given: str, shown: str | None) -> None:
    assert shown_address(given) == shown
