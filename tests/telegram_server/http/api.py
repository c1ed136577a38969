"""One call of the Bot API over HTTP: token, log, faults, method, answer."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from tests.telegram_server.faults import BadGateway, FaultQueue, Hold, Reset
from tests.telegram_server.http.parameters import Parameters, read_parameters
from tests.telegram_server.http.wire import CUT, Cut, Request, Response
from tests.telegram_server.methods import METHODS, call
from tests.telegram_server.refusals import NOT_FOUND, UNAUTHORIZED, Refusal, RefusedError
from tests.telegram_server.world import World

_CALL = re.compile(r"/bot(?P<token>[^/]+)/(?P<method>[^/]+)")
_FILE = re.compile(r"/file/bot(?P<token>[^/]+)/documents/(?P<id>[^/]+)")
_TOKEN = re.compile(r"[1-9]\d{0,15}:[\w-]{35}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Call:
    """One call that arrived with the right token, whatever became of it."""

    method: str
    """In lower case."""
    parameters: Mapping[str, str]
    at: datetime
    """By the server's clock."""
    received_at: datetime
    """By the real clock, UTC."""


class BotApi:
    """Answers the calls of one bot."""

    def __init__(self, token: str, world: World) -> None:
        if not _TOKEN.fullmatch(token):
            raise ValueError("a token is the bot's number, a colon and 35 letters, digits, _ or -")
        self.token = token
        self.token_valid = True
        self.calls: list[Call] = []
        self.faults = FaultQueue()
        self._world = world

    def revoke_token(self) -> None:
        """Answer 401 from now on, also to the poll that waits."""
        self.token_valid = False
        self._world.updates.terminate(UNAUTHORIZED)

    async def handle(self, request: Request) -> Response | Cut:
        if file := _FILE.fullmatch(request.path):
            return self._file(file["token"], file["id"])
        match = _CALL.fullmatch(request.path)
        if match is None or not _TOKEN.fullmatch(match["token"]):
            return _refused(NOT_FOUND)
        if match["token"] != self.token or not self.token_valid:
            return _refused(UNAUTHORIZED)
        try:
            parameters = read_parameters(request)
        except RefusedError as error:
            return _refused(error.refusal)
        method = match["method"].lower()
        self.calls.append(Call(method, parameters.values, self._world.now(), datetime.now(UTC)))
        return await self._answer(method, parameters)

    def _file(self, token: str, file_id: str) -> Response:
        file = self._world.file(file_id)
        if token != self.token or not self.token_valid or file is None:
            return _refused(NOT_FOUND)
        return Response(200, file.content, "application/octet-stream")

    async def _answer(self, method: str, parameters: Parameters) -> Response | Cut:
        fault = self.faults.take(method, self._world.resolve(parameters.text("chat_id")))
        if fault is None:
            return await self._perform(method, parameters)
        performed = await self._perform(method, parameters) if fault.delivered else None
        match fault.effect:
            case Refusal():
                return _refused(fault.effect)
            case BadGateway():
                return fault.effect.response()
            case Reset():
                return CUT
            case Hold(seconds, then):
                await self.faults.hold(seconds)
                if then is not None:
                    return _refused(then)
                return performed or await self._perform(method, parameters)

    async def _perform(self, method: str, parameters: Parameters) -> Response:
        if method not in METHODS:
            return _refused(NOT_FOUND)
        try:
            result = await call(METHODS[method], self._world, parameters)
        except RefusedError as error:
            return _refused(error.refusal)
        except NotImplementedError as error:
            return _refused(Refusal(500, f"Internal Server Error: {error}"))
        return Response(200, json.dumps({"ok": True, "result": result}).encode())


def _refused(refusal: Refusal) -> Response:
    answer: dict[str, object] = {
        "ok": False,
        "error_code": refusal.code,
        "description": refusal.description,
    }
    if refusal.parameters:
        answer["parameters"] = refusal.parameters
    return Response(refusal.code, json.dumps(answer).encode())
