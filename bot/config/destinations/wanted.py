"""A destination as the operator wants it: where it is, and what it hears."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from hashlib import sha256
from typing import ClassVar

from bot.planning.subscription import Subscription


@dataclass(frozen=True, slots=True)
class TelegramAddress:
    """A chat, by its @name or its number, and the topic of it where posts go.

    ``key`` is what names an address in the file, and ``kind`` what it is.
    """

    chat: str | int
    topic: int | None = None
    key: ClassVar[str] = "telegram"
    kind: ClassVar[str] = "chat"

    @property
    def shown(self) -> str:
        """The address as the operator reads it."""
        return str(self)

    def __str__(self) -> str:
        """Write the address as the ledger has it: it never changes."""
        return f"telegram:{self.chat}{f'/{self.topic}' if self.topic else ''}"


@dataclass(frozen=True, slots=True)
class EmailAddress:
    """A mailbox. ``key`` is what names it in the file, and ``kind`` what it is."""

    address: str
    key: ClassVar[str] = "email"
    kind: ClassVar[str] = "mailbox"

    @property
    def shown(self) -> str:
        """The address as the operator reads it."""
        return self.address

    def __str__(self) -> str:
        """Write the address as the ledger has it: in lower case, however the file has it."""
        return f"email:{self.address.lower()}"


@dataclass(frozen=True, slots=True)
class UrlAddress:
    """A place on another network, by the URL that apprise knows it by, which may hold a secret."""

    url: str = field(repr=False)
    key: ClassVar[str] = "url"
    kind: ClassVar[str] = "place"

    @property
    def shown(self) -> str:
        """The address as the operator reads it."""
        return str(self)

    def __str__(self) -> str:
        """Write a digest of the URL, which tells it from others and holds no secret of it."""
        network = self.url.partition("://")[0].lower()
        return f"url:{network}:{sha256(self.url.encode()).hexdigest()[:12]}"


Address = TelegramAddress | EmailAddress | UrlAddress


@dataclass(frozen=True, slots=True)
class WantedDestination:
    """A destination that there is to be. ``label`` is what the operator calls it."""

    label: str
    address: Address
    subscription: Subscription

    @property
    def name(self) -> str:
        """Its lasting name in the ledger."""
        return self.subscription.destination

    def heard_since(self, since: datetime | None) -> Subscription:
        """Return what it hears, since a UTC instant if it was added then."""
        return replace(self.subscription, since=since)


def channel(chat: str | int) -> WantedDestination:
    """Return the one destination that TELEGRAM_CHANNEL names, which hears of everything."""
    address = TelegramAddress(chat)
    return WantedDestination("TELEGRAM_CHANNEL", address, Subscription(str(address)))
