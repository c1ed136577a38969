"""One file over HTTP, politely: within a size and a time, and from public addresses."""

import asyncio
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urljoin, urlsplit

import httpx

from bot.fetching.addresses import CannotReach, resolve

SCHEMES = ("http", "https", "webcal", "webcals")
MAX_BYTES = 10 * 1024 * 1024
MAX_REDIRECTS = 5
PATIENCE = timedelta(seconds=30)  # for all of it
_REDIRECTS = (301, 302, 303, 307, 308)
_HEADERS = {
    "User-Agent": "Podium (calendar import)",
    "Accept": "text/calendar, */*;q=0.1",
    # What is compressed may be of any size.
    "Accept-Encoding": "identity",
}


@dataclass(frozen=True, slots=True)
class Bounds:
    """How much a file may take: bytes, and time; and whether private addresses are allowed."""

    allow_private: bool = False
    max_bytes: int = MAX_BYTES
    patience: timedelta = PATIENCE


async def fetch(url: str, bounds: Bounds) -> bytes:
    """Get the file at an address. Raises `CannotReach`."""
    try:
        async with asyncio.timeout(bounds.patience.total_seconds()):
            return await _fetch(url, bounds)
    except TimeoutError:
        seconds = bounds.patience.total_seconds()
        raise CannotReach(f"{host_of(url)} takes longer than {seconds:g} seconds") from None


def host_of(url: str) -> str:
    """Return the host of an address: the rest of it may be a secret, and is not told."""
    try:
        return urlsplit(url).hostname or "the address"
    except ValueError:
        return "the address"


async def _fetch(url: str, bounds: Bounds) -> bytes:
    async with httpx.AsyncClient(
        follow_redirects=False, trust_env=False, timeout=10, headers=_HEADERS
    ) as client:
        for candidate in _candidates(url):
            with suppress(httpx.ConnectError):
                return await _follow(client, candidate, bounds)
        raise CannotReach(f"{host_of(url)} cannot be reached (check the address)")


def _candidates(url: str) -> list[str]:
    """Return what an address stands for: webcal is https, or else http."""
    scheme, colon, rest = url.partition(":")
    if not colon or scheme.lower() not in SCHEMES:
        raise CannotReach(f"{scheme}: is not fetched (write an address of http, https or webcal)")
    if scheme.lower() == "webcal":
        return [f"https:{rest}", f"http:{rest}"]
    return [f"{scheme.lower().replace('webcals', 'https')}:{rest}"]


async def _follow(client: httpx.AsyncClient, url: str, bounds: Bounds) -> bytes:
    try:
        for _ in range(MAX_REDIRECTS + 1):
            found = await _ask(client, url, bounds)
            if isinstance(found, bytes):
                return found
            if urlsplit(url).scheme == "https" and not found.startswith("https:"):
                raise CannotReach(f"{host_of(url)} leads from https to {host_of(found)} without it")
            url = _candidates(found)[0]
    except httpx.ConnectError:
        raise
    except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
        what = f"{host_of(url)} cannot be read: {type(error).__name__}"
        raise CannotReach(what) from None
    raise CannotReach(f"{host_of(url)} leads on and on, more than {MAX_REDIRECTS} times")


async def _ask(client: httpx.AsyncClient, url: str, bounds: Bounds) -> bytes | str:
    """Return what is at an address, or the address that it leads to."""
    parts = httpx.URL(url)
    if parts.scheme not in ("http", "https") or not parts.host:
        raise CannotReach("the address is none of http or https (check it)")
    port = parts.port or (443 if parts.scheme == "https" else 80)
    address = await resolve(parts.host, port, allow_private=bounds.allow_private)
    # The connection is made to the address that was judged, whatever the name leads to by then.
    request = client.build_request(
        "GET",
        parts.copy_with(host=address),
        headers={"Host": parts.netloc.decode("ascii")},
        extensions={"sni_hostname": parts.host},
    )
    response = await client.send(request, stream=True)
    try:
        if response.status_code in _REDIRECTS and "location" in response.headers:
            return urljoin(url, response.headers["location"])
        if response.status_code != httpx.codes.OK:
            phrase = response.reason_phrase
            raise CannotReach(f"{parts.host} answers {response.status_code} {phrase}".rstrip())
        if response.headers.get("content-encoding", "identity") != "identity":
            raise CannotReach(f"{parts.host} sends it compressed, though it was asked not to")
        return await _body(response, parts.host, bounds.max_bytes)
    finally:
        await response.aclose()


async def _body(response: httpx.Response, host: str, limit: int) -> bytes:
    content = bytearray()
    async for chunk in response.aiter_raw():
        content += chunk
        if len(content) > limit:
            raise CannotReach(f"{host} sends more than {limit // 1024:,} KiB")
    return bytes(content)
