"""One file over HTTP, politely: within a size and a time, and from public addresses."""

import asyncio
import re
import zlib
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin, urlsplit

import httpx

from bot.fetching.addresses import CannotReach, resolve

SCHEMES = ("http", "https", "webcal", "webcals")
MAX_BYTES = 10 * 1024 * 1024
MAX_REDIRECTS = 5
PATIENCE = timedelta(seconds=30)  # for all of it
_UNREACHED = (httpx.ConnectError, httpx.ConnectTimeout)
_REDIRECTS = (301, 302, 303, 307, 308)
MAX_VALIDATOR = 500
_HEADERS = {
    "User-Agent": "Podium (calendar import)",
    "Accept": "text/calendar, */*;q=0.1",
    # What is compressed may be of any size.
    "Accept-Encoding": "identity",
}


@dataclass(frozen=True, slots=True)
class FetchBounds:
    """How much a file may take: bytes, and time; and whether private addresses are allowed.

    ``to_allow`` says how to allow them.
    """

    allow_private: bool = False
    max_bytes: int = MAX_BYTES
    patience: timedelta = PATIENCE
    to_allow: str = "give --allow-private"


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server has said by which it tells whether a file has changed (RFC 9110 §8.8)."""

    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class Fetched:
    """A file, and what to ask with when it is asked for again."""

    content: bytes
    validators: Validators


class Refused(CannotReach):
    """An answer that is no file; ``wait`` is how long the server wants to be left alone."""

    def __init__(self, message: str, wait: timedelta | None) -> None:
        super().__init__(message)
        self.wait = wait


async def fetch(url: str, bounds: FetchBounds, known: Validators | None = None) -> Fetched | None:
    """Get the file at an address; None if it is the ``known`` one still. Raises `CannotReach`."""
    try:
        async with asyncio.timeout(bounds.patience.total_seconds()):
            return await _fetch(url, bounds, known or Validators())
    except TimeoutError:
        seconds = bounds.patience.total_seconds()
        raise CannotReach(f"{host_of(url)} takes longer than {seconds:g} seconds") from None


def host_of(url: str) -> str:
    """Return the host of an address: the rest of it may be a secret, and is not told."""
    try:
        return urlsplit(url).hostname or "the address"
    except ValueError:
        return "the address"


async def _fetch(url: str, bounds: FetchBounds, known: Validators) -> Fetched | None:
    async with httpx.AsyncClient(
        follow_redirects=False, trust_env=False, timeout=10, headers=_HEADERS
    ) as client:
        for candidate in _candidates(url):
            with suppress(*_UNREACHED):
                return await _follow(client, candidate, bounds, known)
        raise CannotReach(f"{host_of(url)} cannot be reached (check the address)")


def _candidates(url: str) -> list[str]:
    """Return what an address stands for: webcal is https, or else http."""
    scheme, colon, rest = url.partition(":")
    if not colon or scheme.lower() not in SCHEMES:
        raise CannotReach(f"{scheme}: is not fetched (write an address of http, https or webcal)")
    if scheme.lower() == "webcal":
        return [f"https:{rest}", f"http:{rest}"]
    return [f"{scheme.lower().replace('webcals', 'https')}:{rest}"]


async def _follow(
    client: httpx.AsyncClient, url: str, bounds: FetchBounds, known: Validators
) -> Fetched | None:
    try:
        for _ in range(MAX_REDIRECTS + 1):
            found = await _ask(client, url, bounds, known)
            if not isinstance(found, str):
                return found
            if urlsplit(url).scheme == "https" and not found.startswith("https:"):
                raise CannotReach(f"{host_of(url)} leads from https to {host_of(found)} without it")
            url = _candidates(found)[0]
    except _UNREACHED:
        raise
    except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
        what = f"{host_of(url)} cannot be read: {type(error).__name__}"
        raise CannotReach(what) from None
    raise CannotReach(f"{host_of(url)} leads on and on, more than {MAX_REDIRECTS} times")


async def _ask(
    client: httpx.AsyncClient, url: str, bounds: FetchBounds, known: Validators
) -> Fetched | str | None:
    """Return what is at an address, or the address that it leads to; None if it is known."""
    parts = httpx.URL(url)
    if parts.scheme not in ("http", "https") or not parts.host:
        raise CannotReach("the address is none of http or https (check it)")
    port = parts.port or (443 if parts.scheme == "https" else 80)
    address = await resolve(parts.host, port, None if bounds.allow_private else bounds.to_allow)
    # The connection is made to the address that was judged, whatever the name leads to by then.
    request = client.build_request(
        "GET",
        parts.copy_with(host=address),
        headers={"Host": parts.netloc.decode("ascii"), **_conditions(known)},
        extensions={"sni_hostname": parts.host},
    )
    response = await client.send(request, stream=True)
    try:
        if response.status_code in _REDIRECTS and "location" in response.headers:
            return urljoin(url, response.headers["location"])
        if response.status_code == httpx.codes.NOT_MODIFIED and known != Validators():
            return None
        if response.status_code != httpx.codes.OK:
            what = f"{parts.host} answers {response.status_code} {response.reason_phrase}".rstrip()
            raise Refused(what, _wait(response.headers))
        content = await _body(response, parts.host, bounds.max_bytes)
        named = (response.headers.get(name) for name in ("etag", "last-modified"))
        return Fetched(content, Validators(*(it if it and _is_short(it) else None for it in named)))
    finally:
        await response.aclose()


def _conditions(known: Validators) -> dict[str, str]:
    asked = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified}
    return {name: value for name, value in asked.items() if value}


def _is_short(value: str) -> bool:
    return len(value) <= MAX_VALIDATOR and value.isascii() and value.isprintable()


def _wait(headers: httpx.Headers) -> timedelta | None:
    """Return how long a server wants to be left alone: in seconds, or until a time by its clock."""
    asked = headers.get("retry-after", "").strip()
    if re.fullmatch(r"\d{1,9}", asked, re.ASCII):
        return timedelta(seconds=int(asked))
    try:
        return parsedate_to_datetime(asked) - parsedate_to_datetime(headers.get("date", ""))
    except (ValueError, TypeError, OverflowError):
        return None


async def _body(response: httpx.Response, host: str, limit: int) -> bytes:
    """Return the file. Some servers send it by gzip whatever they are asked for: S3 among them."""
    encoding = response.headers.get("content-encoding", "identity").strip().lower()
    if encoding not in ("identity", "gzip", "x-gzip", ""):
        raise CannotReach(f"{host} sends it compressed, by {encoding[:20]}, and was asked not to")
    inflating = zlib.decompressobj(_GZIP) if "gzip" in encoding else None
    content, received = bytearray(), 0
    async for chunk in response.aiter_raw():
        received += len(chunk)
        try:
            # No more than one byte over the limit is made of what may be of any size.
            content += inflating.decompress(chunk, limit + 1 - len(content)) if inflating else chunk
        except zlib.error:
            raise CannotReach(f"{host} sends it by gzip, which cannot be read") from None
        if max(len(content), received) > limit:
            raise CannotReach(f"{host} sends more than {limit // 1024:,} KiB")
    if inflating and not inflating.eof:
        raise CannotReach(f"{host} sends it by gzip, and not to the end")
    return bytes(content)


_GZIP = zlib.MAX_WBITS + 16  # with a header of gzip
