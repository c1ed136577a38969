"""What servers answer instead of a calendar as it is asked for, and what is made of it."""

import asyncio
import gzip
from contextlib import suppress
from datetime import timedelta

import pytest

from bot.fetching.addresses import CannotReach
from bot.fetching.fetch import FetchBounds, fetch
from tests.bot.calendars.calendar_server import CalendarServer, answer, calendar, vevent

WEEK = calendar(vevent("1@osce", "20220112T090000Z"))
BOUNDS = FetchBounds(allow_private=True, max_bytes=50_000)
GZIP = "Content-Encoding: gzip"


def chunked(*parts: bytes) -> bytes:
    head = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
    return head + b"".join(b"%x\r\n%s\r\n" % (len(it), it) for it in (*parts, b""))


@pytest.mark.parametrize(
    "given",
    [
        answer("200 OK", WEEK, "Content-Type: text/html; charset=windows-1251"),
        answer("200 OK", gzip.compress(WEEK), GZIP),
        answer("200 OK", gzip.compress(WEEK), "Content-Encoding: X-GZIP"),
        chunked(WEEK[:50], WEEK[50:]),
        answer("301 Moved Permanently", b"", "Location: /other.ics"),
        answer("308 Permanent Redirect", b"", "Location: ?token=1#top"),
    ],
)
async def test_a_calendar_is_taken_however_it_is_sent(given: bytes) -> None:
    async with CalendarServer(WEEK, [given]) as server:
        fetched = await fetch(server.url, BOUNDS)
        assert fetched is not None
        assert fetched.content == WEEK


SPOILED = [
    (answer("204 No Content"), "answers 204 No Content"),
    (answer("206 Partial Content", WEEK[:20]), "answers 206 Partial Content"),
    (answer("304 Not Modified"), "answers 304 Not Modified"),
    (chunked(*[b"x" * 30_000] * 3), "sends more than 48 KiB"),
    (answer("200 OK", gzip.compress(b"x" * 9_000_000), GZIP), "sends more than 48 KiB"),
    (answer("200 OK", gzip.compress(WEEK)[:-9], GZIP), "by gzip, and not to the end"),
    (answer("200 OK", WEEK, GZIP), "by gzip, which cannot be read"),
    (answer("200 OK", WEEK, "Content-Encoding: br"), "sends it compressed, by br"),
    (b"SSH-2.0-OpenSSH\r\n", "cannot be read: RemoteProtocolError"),
    (answer("302 Found", b"", "Location: ftp://x.example/week.ics"), "ftp: is not fetched"),
    (answer("302 Found", b"", "Location: http://[::1"), "cannot be read: RemoteProtocolError"),
]


@pytest.mark.parametrize(("given", "told"), SPOILED)
async def test_what_is_no_whole_file_within_the_bounds_is_refused(given: bytes, told: str) -> None:
    async with CalendarServer(WEEK, [given]) as server:
        with pytest.raises(CannotReach) as refused:
            await fetch(server.url, BOUNDS)
        assert told in str(refused.value)
        assert len(server.asked) == 1


async def test_a_server_that_sends_a_byte_now_and_then_is_given_up() -> None:
    ended = asyncio.Event()

    async def drip(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(answer("200 OK", b"", length=1_000))
        with suppress(ConnectionError):
            while not writer.is_closing():
                writer.write(b"x")
                await writer.drain()
                await asyncio.sleep(0.01)
        writer.close()
        ended.set()

    server = await asyncio.start_server(drip, "127.0.0.1", 0)
    async with server:
        url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/"
        with pytest.raises(CannotReach, match=r"takes longer than 0\.2 seconds"):
            await fetch(url, FetchBounds(allow_private=True, patience=timedelta(seconds=0.2)))
        await ended.wait()
