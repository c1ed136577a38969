"""The Telegram server as a process of its own, which is steered over HTTP."""

import asyncio
import json
import sys
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest
from telegram import Bot
from telegram.error import Forbidden, InvalidToken, NetworkError

from tests.telegram_server.driven.calling import request

ROOT = Path(__file__).parents[3]


@pytest.fixture
async def process() -> AsyncIterator[dict[str, str]]:
    server = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "tests.telegram_server", "--channel", "@talks"),
        cwd=ROOT,
        stdout=asyncio.subprocess.PIPE,
    )
    assert server.stdout is not None
    try:
        yield json.loads(await server.stdout.readline())
    finally:
        server.terminate()
        assert await server.wait() == 0


async def test_another_process_is_steered_over_http(process: dict[str, str]) -> None:
    url, token = process["url"], process["token"]
    async with (
        httpx.AsyncClient(base_url=f"{url}/control/", trust_env=False) as control,
        Bot(token, base_url=f"{url}/bot", request=request()) as bot,
    ):

        async def post(name: str, **arguments: object) -> Any:
            answer = await control.post(name, json=arguments)
            answer.raise_for_status()
            return answer.json()

        sent = await bot.send_message("@talks", "first")
        await post("fault", effect={"reset": {}}, method="sendMessage", delivered=True)
        with pytest.raises(NetworkError):
            await bot.send_message("@talks", "second")
        await post("fault", effect={"refusal": {"code": 403, "description": "Forbidden: x"}})
        with pytest.raises(Forbidden):
            await bot.send_message("@talks", "third")
        await post("delete", chat="@talks", message_id=sent.message_id)
        user = (await post("user", first_name="Ann"))["id"]
        await post("say", user=user, text="/next")
        await post("token", valid=False)
        with pytest.raises(InvalidToken):
            await bot.get_me()
        await post("token", valid=True)
        await post("bot", chat="@talks", status="administrator", rights=["can_post_messages"])

        posts = (await control.get("posts", params={"chat": "@talks"})).json()
        assert [(item["text"], item["deleted"]) for item in posts] == [
            ("first", True),
            ("second", False),
        ]
        assert datetime.fromisoformat(posts[0]["received_at"]) <= datetime.now(UTC)
        calls = (await control.get("calls", params={"method": "sendMessage"})).json()
        assert [item["parameters"]["text"] for item in calls] == ["first", "second", "third"]
        state = (await control.get("state")).json()
        assert state["pending_updates"] == 2
        assert state["pending_faults"] == []
        assert (await control.get("nothing")).status_code == 404
        assert (await control.post("say", json={"user": 99})).status_code == 400
        assert (await bot.get_updates())[0].message is not None
