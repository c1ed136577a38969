"""The bot's command menus: one list for each scope and language."""

import re
from dataclasses import dataclass

from tests.telegram_server.http.parameters import Parameters
from tests.telegram_server.refusals import bad_request

_WHOLE_SCOPES = {"default", "all_private_chats", "all_group_chats", "all_chat_administrators"}
_CHAT_SCOPES = {"chat", "chat_administrators", "chat_member"}
_NAME = re.compile(r"[a-z0-9_]{1,32}")
_MAX_COMMANDS = 100
_MAX_NAME = 32
_MAX_DESCRIPTION = 256


@dataclass(frozen=True, slots=True)
class Scope:
    """Where a command list shows; the default one everywhere that has none of its own."""

    type: str = "default"
    chat_id: str = ""
    user_id: int = 0


@dataclass(frozen=True, slots=True)
class Command:
    """One line of the menu; the name has no slash."""

    name: str
    description: str


def read_scope(parameters: Parameters) -> Scope:
    given = parameters.json("scope", "BotCommandScope JSON object")
    if given is None:
        return Scope()
    if not isinstance(given, dict):
        raise bad_request("can't parse BotCommandScope: BotCommandScope must be an Object")
    kind = given.get("type")
    if kind in _WHOLE_SCOPES:
        return Scope(str(kind))
    if kind in _CHAT_SCOPES:
        return Scope(str(kind), str(given.get("chat_id", "")), int(given.get("user_id", 0)))
    raise bad_request("can't parse BotCommandScope: Unsupported type specified")


def read_language(parameters: Parameters) -> str:
    """The language code: two letters, or nothing for all languages without a list."""
    code = parameters.text("language_code")
    if code and not re.fullmatch(r"[a-z]{2}", code):
        raise bad_request("invalid language code specified")
    return code


def read_commands(parameters: Parameters) -> tuple[Command, ...]:
    given = parameters.json("commands", "commands JSON object") or []
    if not isinstance(given, list):
        raise bad_request("expected an Array of BotCommand")
    if len(given) > _MAX_COMMANDS:
        raise bad_request("too many bot commands specified")
    return tuple(_command(fields) for fields in given)


def _command(fields: object) -> Command:
    if not isinstance(fields, dict):
        raise bad_request("can't parse BotCommand: expected an Object")
    name = str(fields.get("command", "")).strip().removeprefix("/")
    description = str(fields.get("description", "")).strip()
    if not name:
        raise bad_request("command must be non-empty")
    if len(name) > _MAX_NAME:
        raise bad_request(f"command length must not exceed {_MAX_NAME}")
    if not description:
        raise bad_request("command description must be non-empty")
    if len(description) > _MAX_DESCRIPTION:
        raise bad_request(f"command description length must not exceed {_MAX_DESCRIPTION}")
    if not _NAME.fullmatch(name):
        raise bad_request("BOT_COMMAND_INVALID")
    return Command(name, description)
