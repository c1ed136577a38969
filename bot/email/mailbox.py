"""A mailbox as a destination."""

from bot.clock import Clock
from bot.config.destinations.wanted import EmailAddress
from bot.delivery.one_way import OneWay
from bot.delivery.outcome import Outcome, Unknown
from bot.email.message import message_of
from bot.email.server import SmtpServer
from bot.messages.post import Post
from bot.publishing.parts.feeds import events_calendar
from bot.publishing.publication import CurrentPublication


class Mailbox(OneWay):
    """One mailbox. With each post come its events as they are published, in a calendar.

    A message that has gone out cannot be looked for, edited or taken back.
    """

    def __init__(
        self,
        address: EmailAddress,
        server: SmtpServer,
        publication: CurrentPublication,
        clock: Clock,
    ) -> None:
        self.name = str(address)
        self._address = address.address
        self._server = server
        self._publication = publication
        self._clock = clock

    async def send(self, post: Post) -> Outcome:
        """Send a post as a message."""
        calendar = events_calendar(self._publication(), post.events, post.language)
        sender, now = self._server.sender, self._clock.now()
        message = message_of(post, sender, self._address, now, calendar)
        return await self._server.hand_over(self._address, message)

    async def find(self, texts: tuple[str, ...], after_id: int | None) -> Outcome:
        """Tell that nobody knows what is in a mailbox."""
        return Unknown("nobody can look into a mailbox")
