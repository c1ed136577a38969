"""Foreign readers that are programs of their own; `make interop` installs them.

| reader | stands for |
|---|---|
| `read_with_libical` | GNOME Calendar, Evolution, KOrganizer |
| `read_with_sabre` | Nextcloud, Baïkal and other servers in PHP |
| `read_with_calcurse` | calcurse |

calcurse keeps no UID, status, sequence, categories, address or relation.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.interop.reading.node import FAR_AWAY
from tests.interop.reading.readers import Read, from_json

HERE = Path(__file__).parent

NO_FAULTS_OF_OURS = (
    # RFC 5546 §3.2.1 asks for an ORGANIZER wherever there is METHOD:PUBLISH. With one, clients
    # take an event for an invitation, so we have none, and no feed that we know has one.
    "Failed iTIP restrictions for ORGANIZER property.",
    # Version 3 is older than RFC 9253, and passes over what it does not know.
    "Parse error in property name: LINK",
)


def read_with_libical(feed: bytes) -> dict[str, Read]:
    """Read with libical; it finds no other fault with the feed."""
    found = json.loads(_run("/usr/bin/python3", str(HERE / "read_libical.py"), stdin=feed))
    faults = [it for it in found["faults"] if not any(known in it for known in NO_FAULTS_OF_OURS)]
    assert faults == []
    return from_json(found["events"])


def read_with_sabre(feed: bytes) -> dict[str, Read]:
    """Read with sabre/vobject, whose validator finds no fault with the feed."""
    php = ("php", "-d", f"date.timezone={FAR_AWAY}", "-d", "memory_limit=1G")
    found = json.loads(_run(*php, str(HERE / "read_sabre.php"), stdin=feed))
    assert found["faults"] == []
    return from_json(found["events"])


def read_with_calcurse(feed: bytes) -> dict[str, Read]:
    """Import into an empty calcurse, and read what it keeps, under UIDs of our own making."""
    with TemporaryDirectory() as folder:
        _run("calcurse", "--datadir", folder, "--confdir", folder, "--import", "-", stdin=feed)
        lines = Path(folder, "apts").read_text(encoding="utf-8").split("\n")
        read = [_appointment(line, Path(folder, "notes")) for line in lines if line]
    return {str(number): it for number, it in enumerate(read)}


def _run(*command: str, stdin: bytes) -> bytes:
    # calcurse shows times by the machine's clocks, and writes them without their zone.
    environment = {**os.environ, "TZ": "UTC", "LANG": "C.UTF-8"}
    done = subprocess.run(command, input=stdin, capture_output=True, env=environment, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


# calcurse(1), "Format of the data file".
_MOMENT = r"\d\d/\d\d/\d{4} @ \d\d:\d\d"
_APPOINTMENT = re.compile(rf"({_MOMENT}) -> ({_MOMENT}) ?>(\w+) ?\|(.*)")
_EVENT = re.compile(r"(\d\d/\d\d/\d{4}) \[1\] (?:\{1D -> (\d\d/\d\d/\d{4})\} )?>(\w+) (.*)")


def _appointment(line: str, notes: Path) -> Read:
    start: datetime | date
    end: datetime | date
    if match := _APPOINTMENT.fullmatch(line):
        start, end = (
            datetime.strptime(it, "%m/%d/%Y @ %H:%M").replace(tzinfo=UTC)
            for it in (match[1], match[2])
        )
    else:
        match = _EVENT.fullmatch(line)
        assert match, line
        start, last = (
            datetime.strptime(f"{it} +0000", "%m/%d/%Y %z").date()
            for it in (match[1], match[2] or match[1])
        )
        end = last + timedelta(days=1)
    note = (notes / match[3]).read_text(encoding="utf-8")
    description, _, more = note.rpartition("\n-- \n")
    [location] = re.findall(r"^Location: (.*)", more) or [None]
    return Read(
        uid="",
        summary=match[4],
        description=(description or note).rstrip("\n"),
        location=location,
        status=None,
        sequence=0,
        start=start,
        end=end,
        categories=(),
        url=None,
        related_to=None,
    )
