"""The names that are ours to judge: which are settings, and which other programs have put there."""

import re
from collections.abc import Collection, Mapping

from events.text import nearest_word, quoted

OURS = ("PODIUM_", "TELEGRAM_")

# What Kubernetes tells every container of a Service called podium, podium-web, telegram-bot-api …
# (https://kubernetes.io/docs/concepts/services-networking/service/#environment-variables).
_OF_A_SERVICE = re.compile(
    r"(?:PODIUM|TELEGRAM)(?:_[A-Z0-9]+)*"
    r"(?:_SERVICE_HOST|_SERVICE_PORT(?:_[A-Z0-9_]+)?"
    r"|_PORT_\d+_(?:TCP|UDP|SCTP)(?:_(?:PROTO|PORT|ADDR))?)"
)
_SERVICE_ADDRESS = re.compile(r"(?:tcp|udp|sctp)://.*", re.IGNORECASE)
# The settings of a Bot API server of one's own and of Telegram's clients, which may well run beside
# the bot (https://github.com/tdlib/telegram-bot-api and the container images that are made of it).
_OF_TELEGRAM_PROGRAMS = frozenset(
    f"TELEGRAM_{name}"
    for name in (
        *("API_ID", "API_HASH", "APP_ID", "APP_HASH", "LOCAL", "STAT", "FILTER", "PROXY"),
        *("VERBOSITY", "LOG_FILE"),
        *("MAX_CONNECTIONS", "MAX_WEBHOOK_CONNECTIONS", "HTTP_PORT", "HTTP_IP_ADDRESS"),
        *("HTTP_STAT_PORT", "HTTP_STAT_IP_ADDRESS", "WORK_DIR", "TEMP_DIR"),
    )
)


def fault_of_name(name: str, known: Collection[str], remove: str) -> str | None:
    """Say what is wrong with a variable's name if it looks like a setting, and is none.

    ``known`` are the settings' names, and ``remove`` how a variable is taken away.
    """
    if name in known or not name.upper().startswith(OURS):
        return None
    guess = nearest_word(name, list(known))
    shown = name if name.isprintable() else quoted(name)
    return f"{shown} is no setting ({f'did you mean {guess}?' if guess else remove})"


def without_others(environment: Mapping[str, str]) -> dict[str, str]:
    """Leave out what the machinery around a process has put into its environment.

    - Kubernetes' variables for each Service: ``PODIUM_SERVICE_HOST``, and ``PODIUM_PORT`` where it
      is tcp://…, which is an address and no port of ours.
    - Those of a Bot API server and of clients: ``TELEGRAM_API_ID`` and so on.
    """
    return {name: text for name, text in environment.items() if not _is_of_others(name, text)}


def _is_of_others(name: str, text: str) -> bool:
    if name in _OF_TELEGRAM_PROGRAMS or _OF_A_SERVICE.fullmatch(name):
        return True
    return name.startswith(OURS) and name.endswith("_PORT") and bool(_SERVICE_ADDRESS.match(text))
