"""Steering the server over HTTP, for tests whose bot is another process.

Every request goes to `/control/NAME` on the server's own port, takes and gives JSON, and does what
the method of TelegramServer in brackets does. Chats are numbers or "@usernames", users numbers.

- GET `state`: url, token, bot, token_valid, is_polled, pending_updates, pending_faults, held
- GET `posts?chat=CHAT` [posts] and `calls?method=METHOD` [calls; all without a method]
- GET `commands?language_code=CODE` [commands]
- POST `channel`, `group`, `user`: the keyword arguments; gives the id [add_channel, add_group,
  add_user]
- POST `topic` {chat, name}: gives the id [add_topic]; `close_topic`, `reopen_topic`
  {chat, thread_id?} and `delete_topic` {chat, thread_id}
- POST `delete_chat` {chat} and `rename` {chat, username} [delete_chat, rename]
- POST `say` {user, text, chat?, reply_to?, thread_id?} and `publish` {chat, text}: give
  the id [say, publish]
- POST `delete` {chat, message_id, noticed?} [delete]
- POST `bot` {chat, status, rights?} [set_bot]
- POST `fault` {effect, method?, chat?, times?, delivered?} [fail], where effect is one of
  {"refusal": {code, description, retry_after?, migrate_to_chat_id?}}, {"bad_gateway": {}},
  {"reset": {}}, {"hold": {seconds?}}
- POST `heal`, `release` [heal, release]
- POST `token` {valid} [token_valid] and `flood_limits` {on} [flood_limits]

A mistake in a request is answered 400 with its reason.
"""

import dataclasses
import json
from collections.abc import Callable
from datetime import datetime
from typing import Any
from urllib.parse import parse_qsl

from tests.telegram_server.faults import BadGateway, Effect, Hold, Reset
from tests.telegram_server.http.wire import Cut, Handler, Request, Response
from tests.telegram_server.refusals import Refusal
from tests.telegram_server.server import TelegramServer

Arguments = dict[str, Any]
_EFFECTS: dict[str, Callable[..., Effect]] = {
    "refusal": Refusal,
    "bad_gateway": BadGateway,
    "reset": Reset,
    "hold": Hold,
}


def control(server: TelegramServer) -> Handler:
    """The handler of `/control/` requests."""

    async def handle(request: Request) -> Response | Cut:
        name = f"{request.verb} {request.path.removeprefix('/control/')}"
        if name not in _REQUESTS:
            return Response(404, json.dumps({"error": f"no such request: {name}"}).encode())
        arguments: Arguments = dict(parse_qsl(request.query))
        try:
            arguments |= json.loads(request.body or b"{}")
            answer = _REQUESTS[name](server, arguments)
        except (LookupError, TypeError, ValueError) as error:
            return Response(400, json.dumps({"error": repr(error)}).encode())
        return Response(200, json.dumps(answer, default=_plain).encode())

    return handle


def _state(server: TelegramServer, _: Arguments) -> object:
    return {
        "url": server.url,
        "token": server.token,
        "bot": server.bot,
        "token_valid": server.token_valid,
        "is_polled": server.is_polled,
        "pending_updates": server.pending_updates,
        "pending_faults": server.pending_faults,
        "held": server.held,
    }


def _posts(server: TelegramServer, arguments: Arguments) -> object:
    return [
        _plain(post) | {"edited": post.edited, "deleted": post.deleted}
        for post in server.posts(**arguments)
    ]


def _calls(server: TelegramServer, arguments: Arguments) -> object:
    return server.calls(**arguments) if arguments else server.requests


def _add_channel(server: TelegramServer, arguments: Arguments) -> object:
    return {"id": server.add_channel(**_with_rights(arguments)).id}


def _add_group(server: TelegramServer, arguments: Arguments) -> object:
    return {"id": server.add_group(**arguments).id}


def _add_user(server: TelegramServer, arguments: Arguments) -> object:
    return {"id": server.add_user(**arguments).id}


def _add_topic(server: TelegramServer, arguments: Arguments) -> object:
    return {"id": server.add_topic(**arguments)}


def _say(server: TelegramServer, arguments: Arguments) -> object:
    user = server.users[int(arguments.pop("user"))]
    return {"id": server.say(user, **arguments).message_id}


def _publish(server: TelegramServer, arguments: Arguments) -> object:
    return {"id": server.publish(**arguments).message_id}


def _delete(server: TelegramServer, arguments: Arguments) -> None:
    server.delete(**arguments)


def _set_bot(server: TelegramServer, arguments: Arguments) -> None:
    server.set_bot(**_with_rights(arguments))


def _fail(server: TelegramServer, arguments: Arguments) -> None:
    [(kind, details)] = arguments.pop("effect").items()
    server.fail(_EFFECTS[kind](**details), **arguments)


def _token(server: TelegramServer, arguments: Arguments) -> None:
    server.token_valid = bool(arguments["valid"])


def _flood_limits(server: TelegramServer, arguments: Arguments) -> None:
    server.flood_limits = bool(arguments["on"])


_REQUESTS: dict[str, Callable[[TelegramServer, Arguments], object]] = {
    "GET state": _state,
    "GET posts": _posts,
    "GET calls": _calls,
    "GET commands": lambda server, arguments: server.commands(**arguments),
    "POST channel": _add_channel,
    "POST group": _add_group,
    "POST user": _add_user,
    "POST topic": _add_topic,
    "POST close_topic": lambda server, arguments: server.close_topic(**arguments),
    "POST reopen_topic": lambda server, arguments: server.reopen_topic(**arguments),
    "POST delete_topic": lambda server, arguments: server.delete_topic(**arguments),
    "POST delete_chat": lambda server, arguments: server.delete_chat(**arguments),
    "POST rename": lambda server, arguments: server.rename(**arguments),
    "POST say": _say,
    "POST publish": _publish,
    "POST delete": _delete,
    "POST bot": _set_bot,
    "POST fault": _fail,
    "POST heal": lambda server, _: server.heal(),
    "POST release": lambda server, _: server.release(),
    "POST token": _token,
    "POST flood_limits": _flood_limits,
}


def _with_rights(arguments: Arguments) -> Arguments:
    rights = arguments.get("rights")
    return arguments if rights is None else arguments | {"rights": frozenset(rights)}


def _plain(value: object) -> Any:
    """JSON for the server's values."""
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.decode(errors="replace")
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}
    raise TypeError(f"not for JSON: {value!r}")
