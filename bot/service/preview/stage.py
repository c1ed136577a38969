"""A stage: a destination where posts are kept to be looked at, and reach nobody."""

from dataclasses import dataclass
from datetime import datetime

from bot.clock import Clock
from bot.delivery.outcome import Delivered, Outcome
from bot.messages.post import Post
from bot.planning.notices import Notice
from bot.planning.notification import Notification


class LeapingClock:
    """A clock of a rehearsal: it stands still, and leaps to where something is due."""

    def __init__(self, now: datetime) -> None:
        self._now = now

    def leap_to(self, instant: datetime) -> None:
        """Show another instant from now on."""
        self._now = instant

    def now(self) -> datetime:
        """Return the instant that it shows, in UTC."""
        return self._now

    def system_time(self, instant: datetime) -> datetime:
        """Return the instant itself: nobody waits for it."""
        return instant


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """A post as it would be posted.

    - ``at``: when, as a UTC instant
    - ``destination``: where, by its lasting name
    - ``told``: the notifications that are posted with it, several in a digest; none in the diary
    """

    at: datetime
    destination: str
    post: Post
    told: tuple[Notification, ...]

    @property
    def is_notice(self) -> bool:
        """Whether news is in it."""
        return any(isinstance(each, Notice) for each in self.told)

    @property
    def is_digest(self) -> bool:
        """Whether it tells of several events."""
        return len(self.told) > 1


class Stage:
    """Keeps the posts of one destination; what is in doubt there is taken for posted.

    ``edited`` counts the earlier posts that would be edited.
    """

    def __init__(self, name: str, clock: Clock) -> None:
        self.name = name
        self.posts: list[Rehearsed] = []
        self.edited = 0
        self._clock = clock
        self._written: list[tuple[Notification, Post]] = []

    def note(self, notification: Notification, post: Post) -> None:
        """Remember a post that was written, which may become a part of a digest."""
        self._written.append((notification, post))

    async def wait_for_rate_limit(self) -> None:
        """Wait for nothing."""

    async def wait_for_rate_limit_of_reminders(self) -> None:
        """Wait for nothing."""

    async def send(self, post: Post) -> Outcome:
        """Keep a post."""
        # The first that were written are in it: a digest may have no room for the last ones.
        told = tuple(each for each, written in self._written if _is_in(written, post))
        self._written.clear()
        self.posts.append(Rehearsed(self._clock.now(), self.name, post, told))
        return Delivered()

    async def find(self, texts: tuple[str, ...], after_id: int | None) -> Outcome:
        """Take a post in doubt for posted: the preview says beside it that it is in doubt."""
        return Delivered()

    async def edit(self, message_id: int, post: Post) -> Outcome:
        """Count an edit."""
        self.edited += 1
        return Delivered(message_id)

    async def pin(self, message_id: int) -> None:
        """Leave it where it is."""

    async def delete(self, message_id: int) -> Outcome:
        """Leave the chat as it is."""
        return Delivered(message_id)


def _is_in(written: Post, post: Post) -> bool:
    brief = "".join(span.text for span in written.brief)
    return written.text == post.text or (bool(brief) and brief in post.text)
