"""Our service and nginx, each in processes of its own on one core, serving the same feed."""

import http.client
import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.measuring.agendas import write_agendas
from bot.config.settings import bundled_agendas
from bot.web.feeds import CALENDAR

SERVER_CORE = 0
CLIENT_CORE = 1
PADDING = 28  # events beside the bundled ones, for a feed of about 21 KB
START_SECONDS = 20.0
CHANNEL = "@bench"
ROOT = Path(__file__).parents[2]

# What an administrator would set for one busy file; our own headers, so that as much is sent.
NGINX = """\
{user}
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 4096; }}
http {{
    access_log off;
    sendfile on;
    tcp_nopush on;
    tcp_nodelay on;
    open_file_cache max=1000 inactive=60s;
    open_file_cache_valid 30s;
    open_file_cache_min_uses 1;
    open_file_cache_errors on;
    keepalive_requests 100000000;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    types {{ text/calendar ics; }}
    charset utf-8;
    charset_types text/calendar;
    server {{
        listen 127.0.0.1:{port};
        root {folder}/files;
        etag on;
        gzip_static on;
        gzip_vary on;
        add_header Cache-Control "{cache_control}";
        add_header Content-Disposition 'inline; filename="calendar.ics"';
        add_header Access-Control-Allow-Origin "*";
        add_header Access-Control-Expose-Headers "ETag";
        add_header X-Content-Type-Options "nosniff";
    }}
}}
"""


@dataclass(frozen=True, slots=True)
class Response:
    """One response, as it was received."""

    status: int
    tag: str
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Served:
    """A server that runs."""

    name: str
    port: int
    process: int

    @property
    def url(self) -> str:
        """The feed's address."""
        return f"http://127.0.0.1:{self.port}{CALENDAR}"

    def get(self, headers: dict[str, str], target: str = CALENDAR) -> Response:
        """Ask for the feed, or another address, once."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        connection.request("GET", target, headers=headers)
        response = connection.getresponse()
        body = response.read()
        connection.close()
        found = {name.lower(): value for name, value in response.getheaders()}
        return Response(response.status, found.get("etag", ""), found, body)


@contextmanager
def our_service(folder: Path, events: int = PADDING, occurrences: int = 0) -> Iterator[Served]:
    """Run ``podium serve`` on its core: scheduler, ledger, bot and all.

    Besides the bundled events it has so many, some of them occurrences, in the folder's
    ``agendas``. Its Telegram is the tests' server, on the other core.
    """
    agendas = folder / "agendas"
    write_agendas(agendas, events, occurrences)
    for file in bundled_agendas().glob("*.yaml"):
        shutil.copy(file, agendas)
    port = _free_port()
    ours = ("TELEGRAM_", "PODIUM_")
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith(ours)},
        "PYTHONPATH": str(ROOT),
        "PODIUM_AGENDAS": str(agendas),
        "PODIUM_DATABASE": f"sqlite:///{folder / 'podium.db'}",
        "PODIUM_PORT": str(port),
    }
    command = [sys.executable, "-m", "bot.cli.main", "serve"]
    with (
        _telegram() as telegram,
        _running("ours", command, port, folder, environment | telegram) as served,
    ):
        yield served


@contextmanager
def _telegram() -> Iterator[dict[str, str]]:
    """Run the Bot API of the tests, and yield the settings of a bot there."""
    command = ["taskset", "--cpu-list", str(CLIENT_CORE), sys.executable]
    command += ["-m", "tests.telegram_server", "--channel", CHANNEL]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as process:
        try:
            assert process.stdout
            told = json.loads(process.stdout.readline())
            yield {
                "TELEGRAM_BOT_TOKEN": told["token"],
                "TELEGRAM_CHANNEL": CHANNEL,
                "TELEGRAM_API_URL": told["url"],
            }
        finally:
            process.terminate()


@contextmanager
def nginx(folder: Path, ours: Response, gzipped: Response) -> Iterator[Served]:
    """Run nginx on the same core, whose files are the bodies of our service's responses."""
    files = folder / "files"
    files.mkdir()
    (files / "calendar.ics").write_bytes(ours.body)
    (files / "calendar.ics.gz").write_bytes(gzipped.body)
    port = _free_port()
    settings = folder / "nginx.conf"
    user = "user root;" if os.getuid() == 0 else ""
    cache_control = ours.headers["cache-control"]
    text = NGINX.format(user=user, folder=folder, port=port, cache_control=cache_control)
    settings.write_text(text, encoding="utf-8")
    command = ["nginx", "-p", str(folder), "-c", str(settings), "-g", "daemon off;"]
    with _running("nginx", command, port, folder, dict(os.environ)) as served:
        yield served


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


@contextmanager
def _running(
    name: str, command: list[str], port: int, folder: Path, environment: dict[str, str]
) -> Iterator[Served]:
    pinned = ["taskset", "--cpu-list", str(SERVER_CORE), *command]
    with (folder / f"{name}.log").open("wb") as log:
        process = subprocess.Popen(
            pinned, cwd=folder, env=environment, stdout=log, stderr=subprocess.STDOUT
        )
    try:
        _await(process, port, folder / f"{name}.log")
        yield Served(name, port, process.pid)
    finally:
        process.terminate()
        process.wait(timeout=START_SECONDS)


def _await(process: "subprocess.Popen[bytes]", port: int, log: Path) -> None:
    ends = time.monotonic() + START_SECONDS
    while time.monotonic() < ends and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError(f"it did not start: {log.read_text(encoding='utf-8')[-2000:]}")
