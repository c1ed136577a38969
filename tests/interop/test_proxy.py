"""nginx and Caddy in front of the service, set up as docs/running.md shows it."""

import re
import shutil
import socket
import ssl
import subprocess
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from bot.publishing.publication import Publication
from events.revisions import revise
from tests.bot.making.week import bundled
from tests.bot.running.clock import utc
from tests.bot.running.podium import ROOT
from tests.bot.web.serving import served
from tests.interop.test_hosts import nginx_command, running

SITE = "https://podium.example"
NOW = utc("2022-01-11 10:00")
FEED = "/calendar.ics?kind=meeting"
Setup = Callable[[Path, str, int, int], list[str]]


def snippet(language: str) -> str:
    text = (ROOT / "docs" / "running.md").read_text(encoding="utf-8")
    whole, *_ = re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)
    return str(whole)


def certificate(folder: Path) -> None:
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1"),
            *("-subj", "/CN=podium.example", "-keyout", "key.pem", "-out", "chain.pem"),
        ],
        cwd=folder,
        check=True,
        capture_output=True,
    )


def nginx(folder: Path, podium: str, plain: int, tls: int) -> list[str]:
    certificate(folder)
    letsencrypt = "/etc/letsencrypt/live/podium.example/"
    text = (
        snippet("nginx")
        .replace("listen 80;", f"listen 127.0.0.1:{plain};")
        .replace("listen 443 ssl;", f"listen 127.0.0.1:{tls} ssl;")
        .replace("http://127.0.0.1:8080", podium)
        .replace(f"{letsencrypt}fullchain.pem", f"{folder}/chain.pem")
        .replace(f"{letsencrypt}privkey.pem", f"{folder}/key.pem")
    )
    return nginx_command(folder, text)


def caddy(folder: Path, podium: str, plain: int, tls: int) -> list[str]:
    ports = (
        f"admin off\n\thttp_port {plain}\n\thttps_port {tls}\n\tlocal_certs\n\tskip_install_trust"
    )
    text = f"{{\n\t{ports}\n}}\n" + snippet("caddy").replace(
        "127.0.0.1:8080", podium.split("//")[1]
    )
    (folder / "Caddyfile").write_text(text, encoding="utf-8")
    config = str(folder / "Caddyfile")
    return ["caddy", "run", "--adapter", "caddyfile", "--config", config]


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


@pytest.mark.interop
@pytest.mark.parametrize("proxy", [nginx, caddy])
async def test_port_80_leads_to_the_feed_and_health_is_hidden(tmp_path: Path, proxy: Setup) -> None:
    assert shutil.which("openssl")
    plain, tls = free_port(), free_port()
    publication = Publication(bundled(), revise({}, bundled(), NOW), SITE)
    async with served(publication, NOW) as podium:
        with running(proxy(tmp_path, podium.url, plain, tls), tmp_path, plain) as url:
            by_name = {"host": "podium.example"}
            async with httpx.AsyncClient(base_url=url, headers=by_name, trust_env=False) as http:
                led = await http.get(FEED)
                hidden = await http.get("/health")
            unverified = ssl.create_default_context()
            unverified.check_hostname, unverified.verify_mode = False, ssl.CERT_NONE
            async with httpx.AsyncClient(
                base_url=f"https://127.0.0.1:{tls}",
                headers=by_name,
                verify=unverified,
                trust_env=False,
            ) as https:
                named = {"sni_hostname": "podium.example"}
                feed = await https.get(FEED, extensions=named)
                health = [
                    await https.get(f"https://127.0.0.1:{tls}{path}", extensions=named)
                    for path in ("/health", "/%68ealth", "//health", "/./health")
                ]
            wanted = await podium.client.get(FEED)

    assert led.status_code in (301, 308)
    assert led.headers["location"] == f"{SITE}{FEED}"
    assert hidden.status_code in (301, 308)
    assert feed.status_code == 200
    assert feed.content == wanted.content
    assert [answer.status_code for answer in health] == [404] * 4
