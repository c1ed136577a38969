"""nginx and Caddy, as set up in `deploy/`, serve what was published as Podium serves it."""

import gzip
import os
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from bot.publishing.publication import Publication
from bot.web.export.site_export import publish_site
from events.revisions import revise
from tests.bot.making.week import bundled
from tests.bot.running.clock import utc
from tests.bot.web.publications import COUNCIL
from tests.bot.web.serving import served

DEPLOY = Path(__file__).parents[2] / "deploy"
SITE = "https://podium.example"
NOW = utc("2022-01-11 10:00")
START_SECONDS = 20.0
ADDRESSES = (
    "/",
    f"/events/{COUNCIL}",
    "/changes",
    "/changes.atom",
    "/calendar.ics",
    "/calendar.json",
    "/feed.atom",
    f"/events/{COUNCIL}.ics",
    "/fr/",
    f"/fr/events/{COUNCIL}",
    "/fr/calendar.ics",
    "/favicon.ico",
    "/robots.txt",
)
# What a host answers in its own way: compared below, or by what it does, or of no account.
ITS_OWN = {
    "accept-ranges",
    "connection",
    "content-disposition",
    "content-length",
    "content-type",
    "date",
    "etag",
    "last-modified",
    "server",
    "vary",
}
NGINX = """\
{user}
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{}}
http {{
    access_log off;
    client_body_temp_path {folder}/a; proxy_temp_path {folder}/b; fastcgi_temp_path {folder}/c;
    uwsgi_temp_path {folder}/d; scgi_temp_path {folder}/e;
    include {folder}/site.conf;
}}
"""


def nginx(folder: Path, site: Path, port: int) -> list[str]:
    text = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
    text = text.replace("listen 80;", f"listen 127.0.0.1:{port};").replace(
        "/srv/podium/site", f"{site}"
    )
    return nginx_command(folder, text)


def nginx_command(folder: Path, site: str) -> list[str]:
    """Write a set-up of servers into a folder, and return what runs nginx with it."""
    (folder / "site.conf").write_text(site, encoding="utf-8")
    user = "user root;" if os.getuid() == 0 else ""
    whole = folder / "nginx.conf"
    whole.write_text(NGINX.format(folder=folder, user=user), encoding="utf-8")
    return ["nginx", "-p", str(folder), "-c", str(whole), "-g", "daemon off;"]


def caddy(folder: Path, site: Path, port: int) -> list[str]:
    text = (DEPLOY / "Caddyfile").read_text(encoding="utf-8")
    text = text.replace("\npodium.example {", f"\n{{\n\tadmin off\n}}\nhttp://127.0.0.1:{port} {{")
    file = folder / "Caddyfile"
    file.write_text(text.replace("/srv/podium/site", f"{site}"), encoding="utf-8")
    return ["caddy", "run", "--adapter", "caddyfile", "--config", str(file)]


@contextmanager
def running(command: list[str], folder: Path, port: int) -> Iterator[str]:
    log = folder / "log"
    with log.open("wb") as file:
        home = {**os.environ, "HOME": str(folder), "XDG_DATA_HOME": str(folder)}
        process = subprocess.Popen(command, stdout=file, stderr=subprocess.STDOUT, env=home)
    try:
        ends = time.monotonic() + START_SECONDS
        while True:
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                assert process.poll() is None, log.read_text(encoding="utf-8")
                assert time.monotonic() < ends, log.read_text(encoding="utf-8")
                time.sleep(0.05)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(START_SECONDS)


@pytest.mark.interop
@pytest.mark.parametrize("host", [nginx, caddy])
async def test_a_static_host_sends_what_podium_sends(
    tmp_path: Path, host: Callable[[Path, Path, int], list[str]]
) -> None:
    site = tmp_path / "site"
    publish_site(site, bundled(), SITE, NOW)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    publication = Publication(bundled(), revise({}, bundled(), NOW), SITE)
    async with served(publication, NOW) as podium:
        with running(host(tmp_path, site, port), tmp_path, port) as url:
            async with httpx.AsyncClient(base_url=url, trust_env=False) as client:
                for address in (*ADDRESSES, *_assets(site)):
                    await _compare(address, client, podium.client)
                for address in ("/nothing", "/.podium.json", "/events/", "/static/x.css"):
                    missing = await client.get(address)
                    assert missing.status_code == 404, address
                    assert "text/html" in missing.headers["content-type"], address
                    assert b"<html" in missing.content, address


def _assets(site: Path) -> list[str]:
    return [f"/static/{file.name}" for file in (site / "static").iterdir() if file.suffix != ".gz"]


def _of_ours(response: httpx.Response) -> dict[str, str]:
    return {name: value for name, value in response.headers.items() if name not in ITS_OWN}


async def _compare(address: str, theirs: httpx.AsyncClient, ours: httpx.AsyncClient) -> None:
    plain = {"accept-encoding": "identity"}
    found, wanted = await theirs.get(address, headers=plain), await ours.get(address, headers=plain)
    assert found.status_code == wanted.status_code == 200, address
    assert found.content == wanted.content, address
    assert found.headers["content-type"] == wanted.headers["content-type"], address
    assert _of_ours(found) == _of_ours(wanted), address
    named = "content-disposition" in wanted.headers
    assert found.headers.get("content-disposition", "").startswith("inline" if named else ""), (
        address
    )
    again = await theirs.get(address, headers={**plain, "if-none-match": found.headers["etag"]})
    assert again.status_code == 304, address
    async with theirs.stream("GET", address, headers={"accept-encoding": "gzip"}) as packed:
        raw = b"".join([part async for part in packed.aiter_raw()])
    if packed.headers.get("content-encoding") == "gzip":
        assert packed.headers["vary"] == "Accept-Encoding", address
        raw = gzip.decompress(raw)
    else:
        assert len(raw) < 1000, f"{address} is not packed"
    assert raw == wanted.content, address
