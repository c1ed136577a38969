"""uvicorn inside the service's own event loop: no signals taken, no exits, bounded in all it does.

`BoundedProtocol` bounds each connection, and `Crowd` all of them together.
"""

import asyncio
import errno
import resource
import socket
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial

import uvicorn
from starlette.types import ASGIApp

from bot.errors import PodiumError
from bot.web.server.crowd import Crowd
from bot.web.server.limits import ConnectionLimits
from bot.web.server.protocol import BoundedProtocol

MOST_CONNECTIONS = 4000
# Open files that the rest of the service may need: the database, Telegram, definitions.
KEPT_FILES = 224
WHY_NOT = {
    errno.EADDRINUSE: ("it is already in use", "stop the other program, or set another port"),
    errno.EACCES: ("it takes privileges", "use a port from 1024 on"),
    errno.EADDRNOTAVAIL: ("this machine has no such address", "use 127.0.0.1 or 0.0.0.0"),
}


class CannotListen(PodiumError):
    """The address cannot be listened at; the message says why, and what to do."""


class Server(uvicorn.Server):
    """uvicorn's server, leaving the process's signals to the service that runs it."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.ready = asyncio.Event()
        self.leaving = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, and set ``ready``."""
        await super().startup(sockets)
        self.ready.set()

    async def main_loop(self) -> None:
        """Renew the date of responses each second, until ``leaving`` is set.

        uvicorn's own loop wakes ten times a second to see whether it is to end.
        """
        while not self.leaving.is_set():
            await self.on_tick(0)
            with suppress(TimeoutError):
                async with asyncio.timeout(1):
                    await self.leaving.wait()

    async def serve(self, sockets: list[socket.socket] | None = None) -> None:
        """Serve until ``leaving`` is set; listen no more, however that ends."""
        try:
            await super().serve(sockets)
        finally:
            # uvicorn leaves open what it listens at where it fails to start, or is cancelled.
            for server in getattr(self, "servers", ()):
                server.close()
            for each in sockets or ():
                each.close()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Take no signal."""
        yield


@dataclass(frozen=True, slots=True)
class RunningServer:
    """A running server. ``running`` ends when it stops, by `stop` or by a fault."""

    host: str
    port: int
    server: Server
    running: asyncio.Task[None]

    @property
    def url(self) -> str:
        """The address on this machine, without a slash at the end."""
        host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(self.host, self.host)  # noqa: S104
        return f"http://[{host}]:{self.port}" if ":" in host else f"http://{host}:{self.port}"

    async def stop(self) -> None:
        """Finish the responses under way, as long as ``limits.stop`` allows, and stop listening."""
        self.server.leaving.set()
        await asyncio.wait([self.running])
        for connection in tuple(self.server.server_state.connections):
            connection.transport.abort()


async def start(app: ASGIApp, host: str, port: int, limits: ConnectionLimits) -> RunningServer:
    """Serve an application, and return once it is being served; port 0 means any free port.

    Raises `CannotListen`.
    """
    listener = _listen(host, port)
    crowd = Crowd(_most_connections(), limits.held_bytes)
    config = uvicorn.Config(
        app,
        http=partial(BoundedProtocol, limits, crowd),  # type: ignore[arg-type]  # uvicorn only calls it
        ws="none",
        lifespan="off",
        interface="asgi3",
        log_config=None,
        # Below this it reports each malformed request, which is the client's affair.
        log_level="error",
        access_log=False,
        proxy_headers=False,
        server_header=False,
        timeout_keep_alive=int(limits.idle.total_seconds()),
        timeout_graceful_shutdown=int(limits.stop.total_seconds()),
    )
    server = Server(config)
    running = asyncio.create_task(server.serve([listener]), name="web")
    ready = asyncio.create_task(server.ready.wait())
    try:
        port = listener.getsockname()[1]
        await asyncio.wait((running, ready), return_when=asyncio.FIRST_COMPLETED)
    except asyncio.CancelledError:
        running.cancel()
        await asyncio.wait([running])
        raise
    finally:
        ready.cancel()
    if not server.ready.is_set():
        await running  # raises what kept the server from starting
    return RunningServer(host, port, server, running)


async def stop_all(servers: Iterable[RunningServer]) -> None:
    """Stop servers at the same time: each waits for its connections."""
    await asyncio.gather(*(server.stop() for server in servers))


def _most_connections() -> int:
    files, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return max(1, min(MOST_CONNECTIONS, files - KEPT_FILES))


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        address = socket.getaddrinfo(host, port, family, socket.SOCK_STREAM)[0][4]
        listener = socket.create_server((str(address[0]), port), family=family)
    except socket.gaierror:
        why, mend = "there is no such host", "use 127.0.0.1 or 0.0.0.0"
    except OSError as error:
        why, mend = WHY_NOT.get(error.errno or 0, (str(error), "use another address or port"))
    else:
        # Every connection inherits the option. asyncio sets it only on sockets that asyncio made;
        # without it a response on a kept connection waits 40 ms for the client's delayed ACK.
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return listener
    raise CannotListen(f"cannot listen at {host}, port {port}: {why} ({mend})")
