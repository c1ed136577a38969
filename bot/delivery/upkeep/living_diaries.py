"""Issues of the diary that have been posted are kept up to date until they are past."""

from datetime import timedelta
from time import monotonic
from typing import Protocol

from bot.delivery.context import DeliveryContext
from bot.delivery.posting.writing import Compose
from bot.delivery.upkeep.corrections import Corrections
from bot.planning.diary_issues import Period, issue_of
from bot.planning.keys import Key
from bot.planning.subscription import DiarySchedule

# So often a diary is written anew to see whether it has changed, as with each day that passes.
LOOK = timedelta(seconds=60)


class DiaryScheduleNow(Protocol):
    """Tells when a destination is posted the diary, as its subscription is now."""

    def __call__(self) -> DiarySchedule | None:
        """Return the schedule; None if it is posted none."""


class LivingDiaries:
    """The issues of one destination: what they tell is edited where it has become otherwise."""

    def __init__(
        self,
        context: DeliveryContext,
        corrections: Corrections,
        compose: Compose,
        schedule: DiaryScheduleNow,
    ) -> None:
        self._context = context
        self._corrections = corrections
        self._compose = compose
        self._schedule = schedule
        self._looked_at = float("-inf")

    @property
    def are_due(self) -> bool:
        """Whether there are any, and they have not been looked at for a while."""
        return self._schedule() is not None and monotonic() - self._looked_at > LOOK.total_seconds()

    def look_again(self) -> None:
        """Look at all of them as soon as there is time: what they tell may have changed."""
        self._looked_at = float("-inf")

    async def update_one(self) -> bool:
        """Edit an issue that is out of date; return False if there is none."""
        schedule, context = self._schedule(), self._context
        if schedule is None or not self.are_due:
            return False
        now, name = context.clock.now(), context.destination.name
        for record in await context.ledger.diaries(name, now):
            issue = issue_of(record.key, record.due, schedule)
            if issue.useful_until <= now:
                continue
            post = self._compose(issue, now)
            if post.text != record.text:
                edited = await self._corrections.rewrite(record, post, None)
                if issue.period is Period.PINNED:
                    await self._tell_if_lost(record.key)
                return edited
        self._looked_at = monotonic()
        return False

    async def _tell_if_lost(self, key: Key) -> None:
        """Tell the operator where the one diary that stands for ever can be edited no more."""
        context = self._context
        record = await context.ledger.record_of(key)
        if record and record.reason:
            what = "the pinned diary cannot be edited, and is not kept up to date any more"
            context.incidents.report(context.subject, f"{what}: {record.reason}")
