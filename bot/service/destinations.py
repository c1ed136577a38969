"""The destinations that posts go to now: each with its worker, and what looks at its chat."""

import asyncio
from collections.abc import AsyncIterator, Iterable, Iterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from typing import Protocol

from bot.clock import Clock
from bot.delivery.context import NAMED_IN
from bot.delivery.worker import DeliveryWorker
from bot.ledger.async_ledger import LedgerThread
from bot.messages.diary import diary_post
from bot.messages.parts.buttons import Addresses
from bot.messages.post import Post
from bot.ops.incidents import Incidents
from bot.ops.supervision import RestartPolicy, kept_running
from bot.planning.diary_issues import DiaryIssue, Period
from bot.planning.notices import Notice
from bot.planning.notification import Notification
from bot.planning.post_form import PLAIN, PostForm
from bot.planning.reminders import Reminder
from bot.planning.subscription import DiarySchedule, Subscription
from bot.publishing.parts.heading import title_in
from bot.publishing.publication import CurrentPublication, Publication
from bot.service.chats import move_recorder, number_recorder
from bot.service.pacing import Pacing
from bot.service.routes import Route
from bot.telegram.bot import TelegramBot
from bot.telegram.chat import TelegramChat
from bot.telegram.chat_check import ChatCheck
from bot.telegram.readers.chat import ReaderChat
from events.diary.days import Marked, make_diary
from events.diary.marks import marks_since
from events.model import Event
from events.wording.language import Language


class WritePost(Protocol):
    """Writes the post of a notification in some form, with buttons that lead to the site."""

    def __call__(
        self,
        notification: Reminder | Notice,
        now: datetime,
        addresses: Addresses | None,
        form: PostForm,
    ) -> Post:
        """Write the post as it is true at ``now``."""


@dataclass(slots=True)
class _Running:
    """One destination that posts go to, and what ends when it is taken away."""

    route: Route
    check: ChatCheck | None
    stack: AsyncExitStack


class RunningDestinations:
    """The destinations; ``workers`` are theirs, by their names, and change with them."""

    def __init__(
        self,
        ledger: LedgerThread,
        clock: Clock,
        incidents: Incidents,
        telegram: TelegramBot | None,
        pacing: Pacing,
        publication: CurrentPublication,
        write: WritePost,
    ) -> None:
        self._ledger = ledger
        self._clock = clock
        self._incidents = incidents
        self._telegram = telegram
        self._pacing = pacing
        self._publication = publication
        self._write = write
        self._running: dict[str, _Running] = {}
        self.workers: dict[str, DeliveryWorker] = {}
        # Each message that anybody writes is looked up among them.
        self._chats: dict[str, TelegramChat] = {}
        self.followers: set[str] = set()
        """The names of those that readers have chosen, and no operator."""
        self.changing = asyncio.Lock()
        """Held by whoever adds destinations, or takes them away."""

    @property
    def subscriptions(self) -> list[Subscription]:
        """What the destinations hear."""
        return [each.route.subscription for each in self._running.values()]

    @property
    def checks(self) -> list[ChatCheck]:
        """What looks at the chats."""
        return [each.check for each in self._running.values() if each.check]

    @property
    def labels(self) -> dict[str, str]:
        """The names of the destinations that the operator has named, by what they are called."""
        named = self._running.keys() - self.followers
        return {it.route.label: name for name, it in self._running.items() if name in named}

    def language_of(self, name: str) -> Language | None:
        """Return the language in which posts go to a destination; None if it is being removed."""
        running = self._running.get(name)
        return running.route.subscription.language if running else None

    def chats(self) -> Iterator[TelegramChat]:
        """Yield the destinations that are chats, but for those of readers who follow something."""
        yield from self._chats.values()

    def add(self, route: Route) -> None:
        """Take a destination, to which nothing is posted before it is begun."""
        place = route.destination
        check = None
        if isinstance(place, ReaderChat):
            self.followers.add(place.name)
            self._incidents.mute(f"posts to {place.name}")
        elif self._telegram and isinstance(place, TelegramChat):
            self._chats[place.name] = place
            looking = (self._telegram, self._incidents, self._pacing.retry, self._pacing.telegram)
            check = ChatCheck(route.label, place, *looking)
            place.on_number(number_recorder(self._ledger, place.name))
            subject = f"posts to {place.name}"
            place.on_move(
                move_recorder(self._ledger, self._incidents, place.name, subject, NAMED_IN)
            )
        self._running[place.name] = _Running(route, check, AsyncExitStack())
        self.workers[place.name] = DeliveryWorker(
            place,
            self._ledger,
            self._clock,
            self._compose,
            self._incidents,
            self._pacing.retry,
            partial(self._diary_of, place.name),
            route.subscription.language,
        )
        if isinstance(place, ReaderChat):
            worker = self.workers[place.name]
            place.goes_by(lambda: worker.urgency)

    async def begin(self, names: Iterable[str]) -> None:
        """Look at the chats of some destinations, and post to them from now on."""
        kept = (self._incidents, self._pacing.restart)
        for name in names:
            running = self._running[name]
            if running.check:
                what = f"looking at {running.route.label}"
                await running.stack.enter_async_context(
                    kept_running(what, running.check.run, *kept)
                )
            await running.stack.enter_async_context(
                _delivering(self.workers[name], *kept, self._pacing.stop)
            )

    def hear(self, subscriptions: Sequence[Subscription]) -> None:
        """Let destinations that there are hear otherwise."""
        for each in subscriptions:
            running = self._running[each.destination]
            running.route = replace(running.route, subscription=each)
            self.workers[each.destination].speak(each.language)

    async def remove(self, names: Iterable[str]) -> None:
        """Post to some destinations no more, as soon as what is under way has been recorded."""
        for name in list(names):
            running = self._running.pop(name)
            await running.stack.aclose()
            del self.workers[name]
            self._incidents.close(running.route.label)
            self._incidents.close(f"posts to {name}")
            self._incidents.unmute(f"posts to {name}")
            self.followers.discard(name)
            self._chats.pop(name, None)

    async def stop(self) -> None:
        """Post to none any more; what is under way in all of them ends together."""
        for worker in self.workers.values():
            worker.stop()
        # One after the other, in this task: what ends the program must not end another one first.
        for each in self._running.values():
            await each.stack.aclose()

    def _compose(self, notification: Notification, now: datetime) -> Post:
        if isinstance(notification, DiaryIssue):
            return self._compose_diary(notification, now)
        running = self._running.get(notification.destination)
        form = running.route.subscription.form if running else PLAIN
        addresses = _addresses(notification.event, self._publication(), form.language)
        post = self._write(notification, now, addresses, form)
        if running and running.route.subscription.silences(notification.event, now):
            return replace(post, silent=True)
        return post

    def _compose_diary(self, issue: DiaryIssue, now: datetime) -> Post:
        running = self._running.get(issue.destination)
        hears = running.route.subscription if running else Subscription(issue.destination)
        post = write_diary(issue, self._publication(), hears, now)
        return replace(post, silent=issue.period is Period.PINNED or hears.is_hushed(now))

    def _diary_of(self, name: str) -> DiarySchedule | None:
        """Return when a destination is posted the diary now."""
        running = self._running.get(name)
        return running.route.subscription.diary if running else None


def _addresses(event: Event, publication: Publication, language: Language) -> Addresses | None:
    """Return where an event is on the site, if that has a public address."""
    page = publication.addresses.page(event, language)
    calendar = publication.addresses.calendar(event, language)
    return Addresses(page, calendar) if page and calendar else None


def write_diary(
    issue: DiaryIssue, publication: Publication, subscription: Subscription, now: datetime
) -> Post:
    """Write an issue of the diary as it is true at ``now``, for what a destination hears.

    An issue of a day, or of a week, marks what is new or has changed in the day, or in the week,
    before it was due.
    """
    window, language = issue.window(now), subscription.language
    events = [each for each in publication.everything if subscription.holds(each)]
    marked = None
    if issue.period is not Period.PINNED:
        since = issue.due - timedelta(days=issue.period.days)
        marked = Marked(since, marks_since(since, publication.revisions))
    title = title_in(publication, language)
    return diary_post(make_diary(title, events, issue.zone, language, window, marked))


@asynccontextmanager
async def _delivering(
    worker: DeliveryWorker, incidents: Incidents, policy: RestartPolicy, stop: timedelta
) -> AsyncIterator[None]:
    async with kept_running(worker.destination.name, worker.run, incidents, policy):
        try:
            yield
        finally:
            worker.stop()
            # What is being sent is recorded first, so that it is not uncertain after a restart.
            with suppress(TimeoutError):
                async with asyncio.timeout(stop.total_seconds()):
                    await worker.stopped()
