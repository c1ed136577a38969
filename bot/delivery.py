"""Delivery: each reminder and each notice is posted once, in order, and true when it is read.

A `Courier` serves one destination, so that one that hangs delays no other. For each errand it
claims, sends and records, in that order: what the ledger cannot record is not sent. What was
certainly not delivered is tried again while it is of use. What may have been delivered is looked
for in the chat first; where nobody can tell, it is sent again at most once for each fault, since
a doubled reminder is a blemish and a lost one a failure.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from time import monotonic
from typing import Protocol, TypeVar

from sqlalchemy.exc import SQLAlchemyError

from bot.clock import Clock
from bot.errands import Errand
from bot.ledger import LEASE, POSTED, Entry, Ledger, State, cause
from bot.ledger_desk import LedgerDesk
from bot.messages import Post, correction_post
from bot.notices import Notice
from bot.outcome import Delivered, Migrated, NotDelivered, Outcome, Pace, Unknown, wait_before
from bot.reminders import Key, Reminder
from bot.troubles import Troubles

log = logging.getLogger(__name__)

T = TypeVar("T")
STORAGE_WAIT = 1.0  # seconds between tries to reach a database that fails
# One attempt ends well before its claim's lease does.
ATTEMPT_SECONDS = LEASE.total_seconds() / 3
NOW = timedelta()
# How often, for how long, and how many seconds apart a post in doubt is looked for before it is
# sent again. Nothing is claimed meanwhile; the operator's chat takes twenty forwards a minute.
LOOKS, LOOK_SECONDS, LOOK_WAIT = 3, 150.0, 5.0


class Destination(Protocol):
    """Where posts go. ``name`` is its lasting name in the ledger.

    No method raises for a failure of the other side: each tells what became of it.
    """

    name: str

    async def turn(self) -> None:
        """Wait until another post may be sent, or edited."""

    async def send(self, post: Post) -> Outcome:
        """Send a post."""

    async def find(self, html: str, after_id: int | None) -> Outcome:
        """Look for a post among the messages after one: delivered, not there, or nobody knows."""

    async def edit(self, message_id: int, post: Post) -> Outcome:
        """Replace the text of a post."""

    async def delete(self, message_id: int) -> Outcome:
        """Take a post back."""


@dataclass(frozen=True, slots=True)
class Send:
    """An errand is to be done now."""

    errand: Errand


@dataclass(frozen=True, slots=True)
class Miss:
    """An errand is not to be done any more."""

    errand: Errand
    reason: str
    state: State = State.MISSED


@dataclass(frozen=True, slots=True)
class Claim:
    """A post that is ours to send; ``began`` is the monotonic time before it was claimed.

    ``in_doubt`` tells that an earlier attempt may have delivered it all the same.
    """

    post: Post
    attempt: int
    began: float
    in_doubt: bool


def next_step(
    pending: Iterable[Errand], now: datetime, unsettled: frozenset[str] = frozenset()
) -> Send | Miss | None:
    """Decide what to do first with what is pending at one destination; None is to wait.

    Of several reminders of one event only the last is sent, and none that is too late. A reminder
    waits for the news of its event: ``unsettled`` are the events (by UID) whose news is to come.
    """
    in_order = sorted(pending, key=lambda errand: (errand.due, errand.key))
    news = unsettled | {each.event.uid for each in in_order if isinstance(each, Notice)}
    for number, errand in enumerate(in_order):
        if errand.useful_until <= now:
            return Miss(errand, "too late to be of use")
        if any(later.occasion == errand.occasion for later in in_order[number + 1 :]):
            reason = "a later one of the same event was due as well"
            return Miss(errand, reason, State.SUPERSEDED)
        if isinstance(errand, Notice) or errand.event.uid not in news:
            return Send(errand)
    return None


class Courier:
    """Does the errands of one destination."""

    def __init__(
        self,
        destination: Destination,
        ledger: Ledger,
        clock: Clock,
        compose: Callable[[Errand, datetime], Post],
        troubles: Troubles | None = None,
        desk: LedgerDesk | None = None,
    ) -> None:
        self.destination = destination
        self._ledger = ledger
        self._desk = desk or LedgerDesk(ledger)
        self._clock = clock
        self._compose = compose
        self._troubles = troubles or Troubles()
        self._pending: dict[Key, Errand] = {}
        self._unsettled: frozenset[str] = frozenset()
        # What was open when the plan was last looked through, and when that was.
        self._planned: frozenset[Key] = frozenset()
        self._planned_at: datetime | None = None
        self._may_be_outdated = True
        # Posts in doubt, with the attempt, that nobody can tell about.
        self._in_vain: set[tuple[Key, int]] = set()
        self._arrived = asyncio.Event()
        self._idle = asyncio.Event()
        self._idle.set()
        self._stopping = asyncio.Event()
        self._stopped = asyncio.Event()
        self._failures = 0

    def offer(self, errand: Errand) -> None:
        """Take an errand that is due. One that has been dealt with is passed over later."""
        self._pending[errand.key] = errand
        self._wake()

    def replace(
        self,
        opened: Iterable[Errand],
        now: datetime,
        unsettled: frozenset[str] = frozenset(),
        *,
        untidy: bool = True,
    ) -> None:
        """Take all errands that are due by now and open, and forget others that were offered.

        ``untidy`` tells that the ledger has earlier posts that something may have to be done about.
        """
        early = {key: each for key, each in self._pending.items() if each.due > now}
        planned = {errand.key: errand for errand in opened}
        self._pending = planned | early
        self._planned, self._planned_at = frozenset(planned), now
        self._unsettled = unsettled
        self._may_be_outdated |= untidy
        self._wake()

    def clear(self) -> None:
        """Forget what was offered: the definitions have changed."""
        self._pending.clear()
        self._planned_at = None

    async def idle(self) -> None:
        """Wait until everything offered so far has been dealt with, or waits for news."""
        await self._idle.wait()

    def stop(self) -> None:
        """Let `run` return as soon as what is under way has been recorded."""
        self._stopping.set()
        self._arrived.set()

    async def stopped(self) -> None:
        """Wait until `run` has ended."""
        await self._stopped.wait()

    async def run(self) -> None:
        """Deliver until `stop` is called."""
        self._stopped.clear()
        try:
            name, now = self.destination.name, self._clock.now()
            if doubtful := await self._stored(lambda: self._ledger.doubt_own(name, now)):
                log.warning("posts in doubt since a fault of ours: %d", doubtful)
            while not self._stopping.is_set():
                self._arrived.clear()
                step = self._next_step()
                if isinstance(step, Send):
                    await self._turn()
                    # Meanwhile it may have become another, or none.
                    step = None if self._stopping.is_set() else self._next_step()
                if step is not None:
                    await self._take(step)
                elif self._stopping.is_set():
                    break
                elif not await self._tidy_up() and not self._arrived.is_set():
                    self._idle.set()
                    await self._arrived.wait()
        finally:
            self._stopped.set()

    def _next_step(self) -> Send | Miss | None:
        return next_step(self._pending.values(), self._clock.now(), self._unsettled)

    async def _turn(self) -> None:
        """Wait for the destination's turn, or for the stop."""
        turn = asyncio.ensure_future(self.destination.turn())
        stop = asyncio.ensure_future(self._stopping.wait())
        try:
            await asyncio.wait((turn, stop), return_when=asyncio.FIRST_COMPLETED)
        finally:
            turn.cancel()
            stop.cancel()

    async def _take(self, step: Send | Miss) -> None:
        match step:
            case Miss(errand, reason, state):
                await self._give_up(errand, reason, state)
            case Send(errand):
                wait = await self._do(errand)
                if wait is None:
                    self._pending.pop(errand.key, None)
                else:
                    await self._pause(wait.total_seconds())

    def _wake(self) -> None:
        self._idle.clear()
        self._arrived.set()

    async def _give_up(self, errand: Errand, reason: str, state: State) -> None:
        now = self._clock.now()
        if await self._stored(lambda: self._ledger.miss(errand, now, reason, state)):
            if state is State.SUPERSEDED:
                log.info("superseded %s", _name(errand))
            else:
                self._troubles.happened(self._subject, f"{state} {_name(errand)}: {reason}")
        self._pending.pop(errand.key, None)

    async def _do(self, errand: Errand) -> timedelta | None:
        """Do an errand; return how long to wait before more is to be done about it, or None."""
        claim = await self._claim(errand, in_doubt=False)
        if isinstance(claim, Entry):
            in_doubt = not await self._resolve(errand, claim)
            claim = await self._claim(errand, in_doubt=in_doubt)
        if claim is None or isinstance(claim, Entry):
            return None  # dealt with, or in other hands
        if monotonic() - claim.began > ATTEMPT_SECONDS:
            # Held up for so long that another replica may take it for lost, and over.
            outcome: Outcome = NotDelivered("held up before sending")
        else:
            outcome = await self._attempted(self.destination.send(claim.post))
        return await self._record(errand, claim, outcome)

    async def _claim(self, errand: Errand, *, in_doubt: bool) -> Claim | Entry | None:
        """Write a post and claim it; None if there is nothing to be done."""
        now, began = self._clock.now(), monotonic()
        try:
            post = await self._written(errand, now)
        except Exception:
            # A fault of ours in one text must not end the delivery of everything else.
            log.exception("the text of %s cannot be written", _name(errand))
            await self._give_up(errand, "its text cannot be written", State.FAILED)
            return None
        claimed = await self._stored(
            lambda: self._ledger.claim(errand, now, post.html, in_doubt=in_doubt)
        )
        if isinstance(claimed, int):
            return Claim(post, claimed, began, in_doubt)
        return claimed

    async def _written(self, errand: Errand, now: datetime) -> Post:
        post = self._compose(errand, now)
        if isinstance(errand, Notice):
            uid, name = errand.event.uid, self.destination.name
            earlier = await self._stored(lambda: self._ledger.last_post(uid, name))
            post = replace(post, reply_to=earlier)
        return post

    async def _look_for(self, doubtful: Entry) -> Outcome:
        looking = self.destination.find(doubtful.html or "", doubtful.after_id)
        return await self._attempted(looking, LOOK_SECONDS)

    async def _attempted(self, work: Awaitable[Outcome], seconds: float | None = None) -> Outcome:
        seconds = seconds or ATTEMPT_SECONDS
        try:
            async with asyncio.timeout(seconds):
                return await work
        except TimeoutError:
            return Unknown(f"no answer within {seconds:.0f} s")
        except Exception as error:
            # A destination's own fault must not end the delivery of everything else.
            log.exception("%s failed in an unforeseen way", self.destination.name)
            return Unknown(f"{type(error).__name__} while sending")

    async def _record(self, errand: Errand, claim: Claim, outcome: Outcome) -> timedelta | None:
        if isinstance(outcome, Delivered):
            await self._record_sent(errand, claim.attempt, outcome.message_id)
            return None
        self._failures += 1
        wait = wait_before(outcome, self._failures)
        reason, state = "", State.UNCERTAIN
        match outcome:
            case Unknown():
                reason = outcome.reason
            case NotDelivered(reason, pace):
                state = State.WAITING if wait is not None else State.FAILED
                if state is State.FAILED:
                    self._troubles.happened(self._subject, f"refused {_name(errand)}: {reason}")
                elif pace is Pace.SLOWLY:
                    self._troubles.begin(self._subject, f"posts are refused: {reason}")
            case Migrated(chat_id):
                reason, state = f"the chat has become {chat_id}", State.WAITING
                await self._move(chat_id)
        if claim.in_doubt and state is State.WAITING:
            # This attempt has certainly failed; the one before may not have.
            state = State.UNCERTAIN
        now, key, lost = self._clock.now(), errand.key, isinstance(outcome, Unknown)
        await self._stored(
            lambda: self._ledger.record(
                key, claim.attempt, state, now, reason, wait or NOW, answer_lost=lost
            )
        )
        log.warning("not known as delivered %s state=%s: %s", _name(errand), state, reason)
        return wait

    async def _move(self, chat_id: int) -> None:
        name = self.destination.name
        await self._stored(lambda: self._ledger.move(name, chat_id))
        self._troubles.happened(self._subject, f"the chat has become {chat_id}")

    async def _record_sent(self, errand: Errand, attempt: int, message_id: int | None) -> None:
        now = self._clock.now()
        covered = self._covered_by(errand, now)
        standing = await self._stored(
            lambda: self._ledger.sent(errand, attempt, now, message_id, covered)
        )
        self._failures = 0
        self._troubles.end(self._subject)
        if not standing:
            await self._take_back(errand, message_id)
            return
        for reminder in covered:
            self._pending.pop(reminder.key, None)
        self._may_be_outdated = True
        late = now - errand.due
        log.info("sent %s late=%.0fs", _name(errand), late.total_seconds())

    async def _take_back(self, errand: Errand, message_id: int | None) -> None:
        """Delete our post if another replica, which took us for dead, has posted it too.

        It may also have found ours, and recorded it: then all is well.
        """
        known = await self._stored(lambda: self._ledger.entry(errand.key))
        if message_id is None or known is None or known.message_id == message_id:
            return
        if known.state in (State.CLAIMED, *POSTED):
            log.warning("posted by another replica as well %s", _name(errand))
            await self._attempted(self.destination.delete(message_id))

    def _covered_by(self, errand: Errand, now: datetime) -> list[Reminder]:
        """Return the reminders that are no news beside a notice, which tells the time left too."""
        if not isinstance(errand, Notice):
            return []
        return [
            each
            for each in self._pending.values()
            if isinstance(each, Reminder) and each.event.uid == errand.event.uid and each.due <= now
        ]

    async def _resolve(self, errand: Errand, doubtful: Entry) -> bool:
        """Find out whether a post in doubt is in the chat; tell whether that is known now."""
        outcome: Outcome = Unknown("nobody has looked")
        for look in range(1, LOOKS + 1):
            outcome = await self._look_for(doubtful)
            if not isinstance(outcome, Unknown) or not outcome.passing or look == LOOKS:
                break
            await self._pause(LOOK_WAIT)
        key, attempt, now = doubtful.key, doubtful.attempts, self._clock.now()
        match outcome:
            case Delivered(message_id):
                log.info("found %s", _name(errand))
                await self._record_sent(errand, attempt, message_id)
            case NotDelivered():
                log.info("looked for, and not found %s", _name(errand))
                await self._stored(lambda: self._ledger.not_there(key, attempt, now))
            case _:
                text = f"nobody can tell whether it was posted: {_name(errand)}"
                self._troubles.happened(self._subject, text)
                return False
        return True

    async def _tidy_up(self) -> bool:
        """Do one thing about earlier posts, if there is one to be done."""
        return await self._settle_a_stray() or await self._correct_one()

    async def _settle_a_stray(self) -> bool:
        """Find out about a post in doubt whose event has changed since, or is too late."""
        planned_at, name = self._planned_at, self.destination.name
        if not self._may_be_outdated or planned_at is None:
            return False
        for entry in await self._stored(lambda: self._ledger.strays(name)):
            key, doubt = entry.key, (entry.key, entry.attempts)
            planned = key in self._planned or key in self._pending or entry.due > planned_at
            if planned or doubt in self._in_vain:
                continue
            await self._turn()
            outcome = await self._look_for(entry)
            now = self._clock.now()
            match outcome:
                case Delivered(message_id):
                    state, found, reason = State.SENT, message_id, "found later"
                case NotDelivered():
                    state, found, reason = State.MISSED, None, "not in the chat, nor needed now"
                case _:
                    self._in_vain.add(doubt)
                    continue
            settle = partial(self._ledger.settle, entry, state, now, found, reason)
            await self._stored(settle)
            return True
        return False

    async def _correct_one(self) -> bool:
        """Correct a post that is wrong since its event has changed, if there is one."""
        if not self._may_be_outdated:
            return False
        name = self.destination.name
        entry = await self._stored(lambda: self._ledger.outdated(name))
        if entry is None or entry.message_id is None:
            self._may_be_outdated = False
            return False
        await self._turn()
        correction = correction_post(entry.html or "")
        outcome = await self._attempted(self.destination.edit(entry.message_id, correction))
        now = self._clock.now()
        match outcome:
            case Delivered():
                await self._stored(lambda: self._ledger.corrected(entry.key, now))
            case NotDelivered(reason, Pace.NEVER):
                log.warning("a post cannot be corrected: %s", reason)
                await self._stored(lambda: self._ledger.corrected(entry.key, now, reason))
            case NotDelivered() | Unknown():
                self._failures += 1
                wait = wait_before(outcome, self._failures)
                await self._pause((wait or NOW).total_seconds(), or_arrival=True)
            case Migrated(chat_id):
                await self._move(chat_id)
        return True

    @property
    def _subject(self) -> str:
        return f"posts to {self.destination.name}"

    async def _stored(self, work: Callable[[], T]) -> T:
        """Do the ledger's work in a thread, for as long as it takes the database to recover."""
        while True:
            try:
                done = await self._desk.do(work)
            except SQLAlchemyError as error:
                self._troubles.begin(
                    "ledger", f"cannot be used, and posts wait for it: {cause(error)}"
                )
                self._ledger.reconnect()
                await self._pause(STORAGE_WAIT)
                if self._stopping.is_set():
                    raise
            else:
                self._troubles.end("ledger")
                return done

    async def _pause(self, seconds: float, *, or_arrival: bool = False) -> None:
        # A stop sets both events.
        sooner = self._arrived if or_arrival else self._stopping
        try:
            await asyncio.wait_for(sooner.wait(), seconds)
        except TimeoutError:
            return


def _name(errand: Errand) -> str:
    return f"event={errand.event.name} lead={errand.key.lead} to={errand.destination}"
