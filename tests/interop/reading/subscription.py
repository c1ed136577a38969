"""khal, subscribed through vdirsyncer over HTTP, as its users are: `make interop` installs both."""

from __future__ import annotations

import json
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

from tests.interop.reading.readers import Read, from_json

HERE = Path(__file__).parent
BIN = HERE.parents[2] / ".venv" / "interop" / "bin"

VDIRSYNCER = """\
[general]
status_path = "{folder}/status"

[pair talks]
a = "here"
b = "there"
collections = null

[storage here]
type = "filesystem"
path = "{folder}/talks"
fileext = ".ics"

[storage there]
type = "http"
url = "{url}"
"""

KHAL = """\
[calendars]
[[talks]]
path = {folder}/talks
readonly = True

[sqlite]
path = {folder}/khal.db

[locale]
local_timezone = UTC
default_timezone = UTC
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
"""


@dataclass(frozen=True, slots=True)
class Subscription:
    """A calendar of khal's that follows a feed."""

    folder: Path

    @classmethod
    def to(cls, url: str, folder: Path) -> Subscription:
        """Subscribe, without fetching yet."""
        (folder / "talks").mkdir()
        (folder / "vdirsyncer").write_text(VDIRSYNCER.format(folder=folder, url=url))
        (folder / "khal").write_text(KHAL.format(folder=folder))
        subscription = cls(folder)
        subscription._run("vdirsyncer", "--config", str(folder / "vdirsyncer"), "discover")
        return subscription

    def read(self) -> dict[str, Read]:
        """Fetch what is new, and read what khal shows then, under the UIDs of vdirsyncer."""
        self._run("vdirsyncer", "--config", str(self.folder / "vdirsyncer"), "sync")
        shown = self._run("python", str(HERE / "read_khal.py"), str(self.folder / "khal"))
        return from_json(json.loads(shown))

    def _run(self, program: str, *arguments: str) -> bytes:
        environment = {**os.environ, "HOME": str(self.folder), "TZ": "UTC", "LANG": "C.UTF-8"}
        done = subprocess.run(
            [str(BIN / program), *arguments], capture_output=True, env=environment, check=False
        )
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout
