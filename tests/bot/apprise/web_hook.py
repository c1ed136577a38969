"""An HTTP server on loopback that takes what apprise posts as JSON, and answers as it is told."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from tests.patience import PATIENCE

SECRET = "key-of-the-hook"


@dataclass
class WebHook:
    """What a hook was given, and the statuses that it answers with; 0 is none at all."""

    port: int = 0
    posts: list[dict[str, str]] = field(default_factory=list)
    statuses: list[int] = field(default_factory=list)
    answering: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def url(self) -> str:
        return f"json://127.0.0.1:{self.port}/{SECRET}"

    @property
    def heads(self) -> list[str]:
        return [post["title"] for post in self.posts]

    async def until(self, condition: Callable[[], bool]) -> None:
        """Wait for a condition, here or in the service under test."""
        async with asyncio.timeout(PATIENCE):
            while not condition():  # noqa: ASYNC110  (it may be about anything, also elsewhere)
                await asyncio.sleep(0.005)

    async def take(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
        length = int(head.partition("content-length: ")[2].split()[0])
        post = json.loads(await reader.readexactly(length))
        status = self.statuses.pop(0) if self.statuses else 200
        if status in (0, 200):
            self.posts.append(post)
        await self.answering.wait()
        if status:
            writer.write(
                f"HTTP/1.1 {status} So\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".encode()
            )
        writer.close()


@asynccontextmanager
async def web_hook() -> AsyncIterator[WebHook]:
    """Run a hook on a free port of loopback."""
    hook = WebHook()
    hook.answering.set()
    server = await asyncio.start_server(hook.take, "127.0.0.1", 0)
    hook.port = server.sockets[0].getsockname()[1]
    async with server:
        yield hook
        hook.answering.set()
