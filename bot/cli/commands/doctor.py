"""Look at all that Podium needs: settings, definitions, destinations, their chats and servers.

Each is one line, and what is wrong with it. Nothing is posted; in a topic the bot is seen to type.
"""

import argparse
from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.cli.exits import FINDING, OK
from bot.clock import SystemClock
from bot.terminal.output import complain, tell
from bot.terminal.source import given_settings, source_phrase

if TYPE_CHECKING:
    from telegram import Bot

    from bot.config.destinations.wanted import TelegramAddress, UrlAddress, WantedDestination
    from bot.config.mail import MailServer
    from bot.config.settings import Settings
    from events.model import Event

ANSWER_SECONDS = 15.0


def add_arguments(_parser: argparse.ArgumentParser) -> None:
    """Declare nothing: the settings say all."""


def run(_arguments: argparse.Namespace) -> int:
    """Look at everything, and return whether something is wrong."""
    import asyncio

    from bot.config.destinations.destinations_file import read_wanted_now
    from bot.terminal.definitions import load
    from events.errors import DefinitionError

    settings, wrong = given_settings(), False
    events: Sequence[Event] = ()
    try:
        agendas = load(settings.agendas, settings.database)
        events = agendas.events
        tell(_row("definitions", source_phrase(settings.agendas, agendas)))
    except DefinitionError as error:
        wrong = True
        tell(_row("definitions", "wrong (podium check shows them)"))
        complain(str(error))
    wanted: Sequence[WantedDestination] = ()
    try:
        wanted = read_wanted_now(settings)
    except DefinitionError as error:
        wrong = True
        tell(_row("destinations", "wrong"))
        complain(str(error))
    for line in _filter_lines(wanted, events):
        wrong = True
        tell(line)
    if settings.token is None and not wanted:
        tell(_row("bot", "none: without TELEGRAM_BOT_TOKEN posts go to the terminal"))
    faults = asyncio.run(_look_at_networks(settings, wanted))
    return FINDING if wrong or faults else OK


async def _look_at_networks(settings: "Settings", wanted: Sequence["WantedDestination"]) -> bool:
    """Tell of the bot, the mail server and each destination; return whether something is wrong."""
    from bot.config.destinations.wanted import EmailAddress, UrlAddress

    faults = False
    if settings.token is not None:
        faults = await _look_at_chats(settings, settings.token, wanted)
    if settings.mail is not None:
        faults |= await _look_at_mail(settings.mail)
    for each in wanted:
        if isinstance(each.address, EmailAddress):
            tell(_row(each.label, "a mailbox: whether it takes messages, only one would tell"))
        elif isinstance(each.address, UrlAddress):
            faults |= await _look_at_url(each.label, each.address)
    return faults


async def _look_at_mail(mail: "MailServer") -> bool:
    from bot.email.server import SmtpServer

    trouble = await SmtpServer(mail, timedelta(seconds=ANSWER_SECONDS)).look()
    encrypted = "no encryption" if mail.security == "none" else mail.security.upper()
    known_as = f"takes the password of {mail.user}" if mail.user else "asks for no password"
    tell(_row("mail server", f"{mail.host}:{mail.port} {trouble or f'{known_as} ({encrypted})'}"))
    return trouble is not None


async def _look_at_url(label: str, address: "UrlAddress") -> bool:
    from bot.apprise.url_check import look_at_url

    told, is_good = await look_at_url(address, ANSWER_SECONDS)
    tell(_row(label, told))
    return not is_good


def _filter_lines(
    wanted: Sequence["WantedDestination"], events: Sequence["Event"]
) -> Iterator[str]:
    """Yield a line for each destination that hears of nothing that is to come."""
    now = SystemClock().now()
    coming = [event for event in events if event.start.ends > now]
    for each in wanted:
        if coming and not any(map(each.subscription.holds, coming)):
            yield _row(each.label, f"hears of none of the {len(coming)} events to come (see only)")


async def _look_at_chats(
    settings: "Settings", token: str, wanted: Sequence["WantedDestination"]
) -> bool:
    """Tell of the bot and of each chat in a line; return whether something is wrong."""
    from telegram import Bot
    from telegram.error import InvalidToken, TelegramError

    from bot.config.destinations.wanted import TelegramAddress
    from bot.telegram.api.connections import Connections

    async with Connections(
        settings.api_url, read_timeout=ANSWER_SECONDS, connect_timeout=ANSWER_SECONDS
    ) as request:
        # Updates are not fetched here.
        bot = Bot(token, f"{settings.api_url}/bot", request=request, get_updates_request=request)
        try:
            await bot.initialize()
        except InvalidToken:
            tell(_row("bot", "Telegram refuses the token (copy it anew from BotFather)"))
            return True
        except TelegramError as error:
            tell(_row("bot", f"Telegram cannot be reached: {_safe(error)}"))
            return True
        tell(_row("bot", f"@{bot.username}"))
        chats = [
            (each.label, each.address)
            for each in wanted
            if isinstance(each.address, TelegramAddress)
        ]
        if settings.operator is not None:
            chats.append(("TELEGRAM_OPERATOR", TelegramAddress(settings.operator)))
        found = [await _look_at(bot, label, address) for label, address in chats]
    return any(found)


async def _look_at(bot: "Bot", label: str, address: "TelegramAddress") -> bool:
    from telegram.error import TelegramError

    from bot.telegram.chat_check import look, mend_of_chat

    try:
        sight = await look(bot, address.chat, address.topic)
    except TelegramError as error:
        mend = mend_of_chat(label, address.chat)
        tell(_row(label, f"the chat cannot be used: {_safe(error)} ({mend})"))
        return True
    tell(_row(label, f"{sight.told}: {sight.trouble}" if sight.trouble else sight.told))
    return sight.trouble is not None


def _safe(error: Exception) -> str:
    from bot.ops.logging import redact

    return redact(str(error))


def _row(name: str, text: str) -> str:
    return f"{name:<18}{text}"
