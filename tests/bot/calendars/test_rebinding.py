"""A name that leads elsewhere a moment after it was judged."""

import asyncio
import socket
import threading
from datetime import timedelta
from typing import Any

import pytest

from bot.fetching.addresses import CannotReach
from bot.fetching.fetch import FetchBounds, Refused, fetch
from tests.bot.calendars.calendar_server import CalendarServer, answer, calendar, vevent
from tests.patience import PATIENCE

WEEK = calendar(vevent("1@osce", "20220112T090000Z"))


async def test_the_connection_goes_to_the_address_that_was_judged(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    judged = list[str]()

    def found(host: str, port: int, **_: Any) -> list[Any]:
        judged.append(host)
        address = "127.0.0.1" if len(judged) == 1 else "10.0.0.1"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    monkeypatch.setattr("bot.fetching.addresses.socket.getaddrinfo", found)
    async with CalendarServer(WEEK) as server:
        url = server.url.replace("127.0.0.1", "week.example")
        fetched = await fetch(url, FetchBounds(allow_private=True))
        assert fetched is not None
        assert fetched.content == WEEK
        assert judged == ["week.example"]
        assert "host: week.example:" in server.asked[0].lower()


async def test_each_redirect_is_judged(monkeypatch: pytest.MonkeyPatch) -> None:
    resolve = socket.getaddrinfo

    def found(host: str, port: int, **more: Any) -> list[Any]:
        # As if the server on loopback were one of the internet.
        monkeypatch.setattr("bot.fetching.addresses.is_public", lambda _: host == "week.example")
        return resolve("127.0.0.1" if host == "week.example" else host, port, **more)

    monkeypatch.setattr("bot.fetching.addresses.socket.getaddrinfo", found)
    async with CalendarServer(WEEK) as server:
        url = server.url.replace("127.0.0.1", "week.example")
        server.answers.append(answer("302 Found", b"", f"Location: {server.url}"))
        with pytest.raises(CannotReach, match=r"127\.0\.0\.1 is in a private network"):
            await fetch(url, FetchBounds())
        assert len(server.asked) == 1


async def test_a_wait_until_a_year_that_is_none_is_no_wait() -> None:
    async with CalendarServer() as server:
        asked = "Retry-After: Fri, 02 Jan 99999999999 00:00:00 GMT"
        server.answers.append(answer("503 Busy", b"", asked))
        with pytest.raises(Refused) as refused:
            await fetch(server.url, FetchBounds(allow_private=True))
        assert refused.value.wait is None


async def test_names_that_are_never_found_take_no_thread_of_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ended = threading.Event()
    monkeypatch.setattr(
        "bot.fetching.addresses.socket.getaddrinfo", lambda *_, **__: [ended.wait()][:0]
    )
    bounds = FetchBounds(patience=timedelta(seconds=0.1))
    try:
        asked = [fetch("https://week.example/", bounds) for _ in range(40)]
        found = await asyncio.gather(*asked, return_exceptions=True)
        assert {str(it) for it in found} == {"week.example takes longer than 0.1 seconds"}
        assert await asyncio.wait_for(asyncio.to_thread(lambda: 1), PATIENCE) == 1
    finally:
        ended.set()
