"""By which network a destination is reached, and where it is there."""

from dataclasses import dataclass
from functools import partial

from bot.config.chat_names import parse_operator, same_chat
from bot.config.destinations.wanted import Address, EmailAddress, TelegramAddress, UrlAddress
from bot.planning.following import GENERAL
from events.definitions.mapping_reader import MappingReader
from events.definitions.values import parse_email
from events.definitions.yaml.nodes import MappingNode
from events.errors import Refusal
from events.text import quoted

WAYS = ("telegram", "email", "url")
"""The keys of which each destination has one."""
LONGEST_EMAIL = 150  # characters: the ledger knows a destination by its address


@dataclass(frozen=True, slots=True)
class Means:
    """What there is to reach destinations by.

    The ``operator``'s chat is none of them: their readers would be told of trouble.
    """

    has_bot: bool
    has_mail: bool
    operator: str | int | None = None


def read_addresses(mapping: MappingReader, means: Means) -> tuple[Address, ...]:
    """Return where a destination is: one place, or several that hear the same."""
    given = [way for way in WAYS if way in mapping.entries]
    node = mapping.node
    if not given and isinstance(node, MappingNode) and len(node.entries) == len(mapping.entries):
        # Of a key that is unknown it is told already what it may mean.
        mend = 'write telegram: "@its_name", or email: desk@example.org'
        mapping.add_problem(node, "nobody says where this destination is", mend)
    for other in given[1:]:
        what = f"{quoted(given[0])} and {quoted(other)} are two destinations"
        mapping.add_problem(mapping.entries[other][0], what, "write an entry for each")
    if "topic" in mapping.entries and "telegram" not in given:
        key = mapping.entries["topic"][0]
        mapping.add_problem(key, "only a chat has topics", "take this line away")
    url = mapping.get("url", _parse_url)
    places = () if url is None else (UrlAddress(url),)
    return (*_chat(mapping, means), *_mailboxes(mapping, means), *places)


def _chat(mapping: MappingReader, means: Means) -> tuple[Address, ...]:
    chat = mapping.get("telegram", parse_operator)
    topic = mapping.get("topic", _parse_topic)
    if chat is None:
        return ()
    refuse = partial(mapping.add_problem, mapping.where("telegram"))
    if not means.has_bot:
        refuse("a chat needs a bot to post there", "set TELEGRAM_BOT_TOKEN")
    if means.operator is not None and same_chat(str(means.operator), str(chat)):
        what = "this is the operator's chat, whose readers would be told of trouble"
        refuse(what, "name another chat")
    return (TelegramAddress(chat, None if topic == GENERAL else topic),)


def _mailboxes(mapping: MappingReader, means: Means) -> tuple[Address, ...]:
    addresses = mapping.one_or_list("email", _parse_email)
    if addresses and not means.has_mail:
        what = "e-mail needs a server that takes it"
        mend = "set PODIUM_SMTP, as smtp.example.org:587, and PODIUM_MAIL_FROM"
        mapping.add_problem(mapping.where("email"), what, mend)
    return tuple(EmailAddress(each) for each in addresses)


def _parse_email(text: str) -> str:
    if len(text) > LONGEST_EMAIL:
        raise Refusal("this address is too long", f"{LONGEST_EMAIL} characters at most")
    return parse_email(text)


def _parse_url(text: str) -> str:
    # The text itself is never shown: it may hold a password or a key.
    from apprise import Apprise  # takes longer to import than who names no URL should wait

    hint = "write it as ntfy://ntfy.sh/your-topic; apprise's documentation has that of each network"
    if "://" not in text:
        raise Refusal("this is not a URL", hint)
    service = Apprise.instantiate(text)
    if service is None:
        raise Refusal("apprise knows no network by this URL, or something is missing in it", hint)
    if len(service) > service.retry + 1:
        # One of them may take a post and another refuse it: it would be sent to both again.
        raise Refusal("this URL names several places", "write an entry for each of them")
    return text


def _parse_topic(text: str) -> int:
    if not (text.isascii() and text.isdigit()) or not 0 < int(text) < 2**31:
        hint = (
            "write the number at the end of a link to it: of https://t.me/c/1234567890/12 it is 12"
        )
        raise Refusal(f"{quoted(text)} is not the number of a topic", hint)
    return int(text)
