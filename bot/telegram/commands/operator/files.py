"""A file that somebody sent, fetched within bounds: Telegram need not tell how large it is."""

import asyncio
from pathlib import Path

import httpx
from telegram import Bot, Document
from telegram.error import TelegramError

from bot.ops.logging import redact

SECONDS = 30  # for all of it
# What is compressed may be of any size.
_AS_IT_IS = {"Accept-Encoding": "identity"}


class TooLarge(Exception):
    """A file has more bytes than it may have."""


class NotFetched(Exception):
    """A file could not be had; the message says why, without a token."""


async def content_of(bot: Bot, document: Document, most: int) -> bytes:
    """Return a file's content, of which no more than so many bytes come over the network.

    Raises `TooLarge` and `NotFetched`.
    """
    if (document.file_size or 0) > most:
        raise TooLarge
    try:
        file = await bot.get_file(document.file_id)
        if (file.file_size or 0) > most:
            raise TooLarge
        where = file.file_path or ""
        async with asyncio.timeout(SECONDS):
            # A Bot API server of one's own may tell a path on this machine.
            local = not where.startswith(("http://", "https://"))
            content = await (_read(Path(where), most) if local else _downloaded(where, most))
    except TimeoutError:
        raise NotFetched(f"it takes longer than {SECONDS} seconds") from None
    except (TelegramError, httpx.HTTPError, httpx.InvalidURL, OSError) as error:
        raise NotFetched(redact(str(error)) or type(error).__name__) from None
    if len(content) > most:
        raise TooLarge
    return content


async def _downloaded(url: str, most: int) -> bytes:
    """Return what comes from an address until it is more than so many bytes."""
    content = bytearray()
    async with (
        httpx.AsyncClient(headers=_AS_IT_IS) as client,
        client.stream("GET", url) as response,
    ):
        response.raise_for_status()
        async for chunk in response.aiter_raw():
            content += chunk
            if len(content) > most:
                break
    return bytes(content)


async def _read(path: Path, most: int) -> bytes:
    def read() -> bytes:
        with path.open("rb") as file:
            return file.read(most + 1)

    return await asyncio.to_thread(read)
