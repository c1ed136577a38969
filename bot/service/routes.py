"""Which destinations there are, and how each is reached: by the settings, or by a file of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.apprise.url_place import UrlPlace
from bot.clock import Clock
from bot.config.destinations.wanted import (
    Address,
    EmailAddress,
    TelegramAddress,
    UrlAddress,
    WantedDestination,
)
from bot.config.settings import Settings
from bot.delivery.destination import Destination
from bot.email.mailbox import Mailbox
from bot.email.server import SmtpServer
from bot.ledger.ledger import Ledger
from bot.planning.subscription import Subscription
from bot.publishing.publication import CurrentPublication
from bot.service.pacing import Pacing
from bot.telegram.bot import TelegramBot
from bot.telegram.chat import TelegramChat
from bot.terminal.destination import TerminalDestination

# A message waits for a connection, is announced, and is answered for, all within an attempt.
PARTS_OF_AN_ATTEMPT = 4


@dataclass(frozen=True, slots=True)
class Route:
    """A destination, what the operator calls it, and what it hears."""

    label: str
    destination: Destination
    subscription: Subscription


class MakeDestinations(Protocol):
    """Makes the destinations of a service, of which some may need its bot."""

    def __call__(self, telegram: TelegramBot | None, /) -> Sequence[Destination]:
        """Return the destinations; there is no bot without a token."""


def routes_to(places: Sequence[Destination]) -> list[Route]:
    """Return routes to destinations that hear of everything."""
    return [Route(place.name, place, Subscription(place.name)) for place in places]


class Routes:
    """Makes the routes to the destinations that are wanted.

    Chats are reached through one bot, and mailboxes through one mail server.

    Every method raises sqlalchemy.exc.SQLAlchemyError.
    """

    def __init__(
        self,
        settings: Settings,
        ledger: Ledger,
        telegram: TelegramBot | None,
        clock: Clock,
        publication: CurrentPublication,
        pacing: Pacing,
    ) -> None:
        self._settings = settings
        self._ledger = ledger
        self._telegram = telegram
        self._clock = clock
        self._publication = publication
        self._limits = pacing.telegram
        self._attempt = pacing.retry.attempt
        patience = self._attempt / PARTS_OF_AN_ATTEMPT
        self._mail = SmtpServer(settings.mail, patience) if settings.mail else None

    def to_all(self, wanted: Sequence[WantedDestination], now: datetime) -> list[Route]:
        """Return the routes to all destinations that there are from now on.

        Where neither a file nor a setting names one, posts go to the terminal.
        """
        terminal = TerminalDestination(self._clock, self._settings.timezone)
        to_terminal = not wanted and self._settings.destinations is None
        names = [terminal.name] if to_terminal else [each.name for each in wanted]
        since = self._ledger.subscribe(names, now)
        if to_terminal:
            hears = Subscription(terminal.name, since[terminal.name])
            return [Route(terminal.name, terminal, hears)]
        return [self.to(each, each.heard_since(since[each.name])) for each in wanted]

    def to(self, wanted: WantedDestination, subscription: Subscription) -> Route:
        """Return the route to a destination, with what it hears."""
        return Route(wanted.label, self._place(wanted.address), subscription)

    def _place(self, address: Address) -> Destination:
        match address:
            case TelegramAddress():
                return self._chat(address)
            case EmailAddress():
                if self._mail is None:
                    raise RuntimeError("a mailbox is wanted, and there is no mail server")
                return Mailbox(address, self._mail, self._publication, self._clock)
            case UrlAddress():
                return UrlPlace(address, self._attempt / 2)

    def _chat(self, address: TelegramAddress) -> TelegramChat:
        if self._telegram is None:
            raise RuntimeError("a chat is wanted, and there is no bot")
        ledger, operator = self._ledger, self._settings.operator
        operator = ledger.chat_of(f"telegram:{operator}") or operator
        chat = TelegramChat(
            self._telegram, address.chat, self._limits, operator=operator, topic=address.topic
        )
        chat.go_to(ledger.chat_of(chat.name))
        return chat
