"""Connections to the Bot API's server, by aiohttp: httpx takes four times the processor's time."""

import asyncio
from contextlib import suppress
from typing import Any
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import aiohttp
import httpx
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

from bot.errors import SettingsError
from bot.ops.logging import redact

MOST_CONNECTIONS = 256
# A connection that is idle for longer may have been closed just when it is taken up again: what is
# sent then is lost, and nobody can tell whether it arrived.
KEPT_SECONDS = 5.0
WRITE_SECONDS = 5.0
WRITE_FILES_SECONDS = 20.0
CLOSE_SECONDS = 1.0
_JSON = {"Content-Type": "application/json"}


class NotConnectedError(aiohttp.ClientConnectionError):
    """There was no connection yet when something else failed, such as what a proxy answers."""


class _Connector(aiohttp.TCPConnector):
    """Tells what fails while it connects from what fails once something is sent."""

    async def connect(
        self,
        req: aiohttp.ClientRequest,
        traces: list[Any],
        timeout: aiohttp.ClientTimeout,  # noqa: ASYNC109
    ) -> Any:
        try:
            return await super().connect(req, traces, timeout)
        except aiohttp.ClientConnectorError:
            raise
        except aiohttp.ClientError as error:
            raise NotConnectedError(f"{type(error).__name__}: {error}") from error


class Connections(BaseRequest):
    """What python-telegram-bot sends requests by: at most so many at a time, and within times.

    - ``connect_timeout``: for a connection to be there
    - ``pool_timeout``: for another request to end, if there are as many as there may be
    - ``read_timeout``: for the answer, and for each part of it

    A proxy is taken from the environment: HTTPS_PROXY, HTTP_PROXY, ALL_PROXY and NO_PROXY. Raises
    SettingsError for one that is no HTTP proxy.
    """

    def __init__(
        self,
        api_url: str,
        *,
        most: int = MOST_CONNECTIONS,
        read_timeout: float,
        connect_timeout: float = 5.0,
        pool_timeout: float = 1.0,
    ) -> None:
        self._proxy = _proxy_for(api_url)
        self._most = most
        self._read_timeout = read_timeout
        self._connect_timeout = connect_timeout
        self._pool_timeout = pool_timeout
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        """How long an answer is waited for, in seconds."""
        return self._read_timeout

    async def initialize(self) -> None:
        """Be ready for requests."""
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=_Connector(
                    limit=self._most,
                    keepalive_timeout=KEPT_SECONDS,
                    ssl=httpx.create_ssl_context(),  # by the same certificates as all else
                ),
                cookie_jar=aiohttp.DummyCookieJar(),
                headers={"User-Agent": self.USER_AGENT},
            )

    async def shutdown(self) -> None:
        """Close all connections."""
        session, self._session = self._session, None
        if session:
            # It waits until all that was being written has left, which may be never.
            with suppress(TimeoutError):
                async with asyncio.timeout(CLOSE_SECONDS):
                    await session.close()

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: object = BaseRequest.DEFAULT_NONE,
        write_timeout: object = BaseRequest.DEFAULT_NONE,
        connect_timeout: object = BaseRequest.DEFAULT_NONE,
        pool_timeout: object = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Send a request; return the status and the body of its answer.

        Raises telegram.error.NetworkError, caused by the aiohttp.ClientError that tells how far
        the request came.
        """
        if self._session is None:
            raise RuntimeError("there are no connections before initialize, or after shutdown")
        body, headers = _body_of(request_data)
        has_files = isinstance(body, aiohttp.FormData)
        read = _seconds(read_timeout, self._read_timeout)
        write = _seconds(write_timeout, WRITE_FILES_SECONDS if has_files else WRITE_SECONDS)
        connect = _seconds(connect_timeout, self._connect_timeout)
        wait = connect + _seconds(pool_timeout, self._pool_timeout)
        timeout = aiohttp.ClientTimeout(
            # aiohttp has no time for writing alone. A file that is fetched may take as it takes.
            total=wait + write + read if body else None,
            connect=wait,
            sock_connect=connect,
            sock_read=read,
        )
        try:
            async with self._session.request(
                method,
                url,
                data=body,
                headers=headers,
                timeout=timeout,
                proxy=self._proxy,
                allow_redirects=False,
            ) as response:
                return response.status, await response.read()
        except TimeoutError as error:
            raise TimedOut from error
        except aiohttp.ClientError as error:
            raise NetworkError(redact(f"{type(error).__name__}: {error}")) from error


def _seconds(given: object, default: float) -> float:
    return given if isinstance(given, int | float) else default


def _body_of(data: RequestData | None) -> tuple[bytes | aiohttp.FormData | None, dict[str, str]]:
    """Return what a request sends, and the headers that say how it is written."""
    if data is None:
        return None, {}
    if not data.contains_files:
        return data.json_payload, _JSON
    form = aiohttp.FormData(data.json_parameters)
    for name, (filename, content, content_type) in data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=content_type)
    return form, {}


def _proxy_for(url: str) -> str | None:
    parts, proxies = urlsplit(url), getproxies()
    proxy = proxies.get(parts.scheme) or proxies.get("all")
    if not proxy or proxy_bypass(parts.netloc):
        return None
    proxy = proxy if "://" in proxy else f"http://{proxy}"
    if not _is_http(proxy):
        variable = f"{parts.scheme}_proxy".upper() if proxies.get(parts.scheme) else "ALL_PROXY"
        raise SettingsError(
            f"{variable}: Telegram can be reached by an HTTP proxy alone (write its address, such "
            f"as http://proxy.example:3128, or write NO_PROXY={parts.hostname})"
        )
    return proxy


def _is_http(proxy: str) -> bool:
    try:
        parts = urlsplit(proxy)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
