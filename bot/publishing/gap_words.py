"""What the operator hears of a ledger that was put back: what may have been posted, or not."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from bot.ledger.post_record import PostRecord
from bot.ledger.publications.gaps import Gap
from bot.planning.reminders import Plan
from bot.planning.subscription import Subscription
from events.wording.counts import count_phrase
from events.wording.phrases import instant_phrase

MOST_NAMED = 10


def gap_words(gap: Gap, posts: Sequence[PostRecord], to_look_for: Sequence[PostRecord]) -> str:
    """Name those of the posts that were due in a gap that are to be looked for, and what to do."""
    told = (
        f"put back, and knows nothing of what was posted and published between "
        f"{instant_phrase(gap.since)} and {instant_phrase(gap.until)}"
    )
    if not posts:
        return f"{told}; nothing was due in that time"
    others = len(posts) - len(to_look_for)
    if not to_look_for:
        return f"{told}; nothing is to be done about what was due then: {others}"
    told += (
        f"; {count_phrase(len(to_look_for), 'post')} may be in the chat or not, and will not be "
        "posted again (look there, and post by hand what is missing)"
    )
    names = [
        f"{instant_phrase(each.due)}  {each.key.uid.partition('@')[0]}  {each.key.told}"
        f"  {each.key.destination}"
        for each in to_look_for[-MOST_NAMED:]
    ]
    if more := len(to_look_for) - len(names):
        names.append(f"and {more} before")
    if others:
        names.append(f"Nothing is to be done about what else was due then: {others}")
    return "\n".join([told, *names])


def to_look_for(
    posts: Sequence[PostRecord], plan: Plan, subscriptions: Iterable[Subscription], now: datetime
) -> list[PostRecord]:
    """Return those of the posts that were due in a gap that an operator can make up for.

    - Of several reminders of one event only the last is of use, and none once its time is over.
    - What readers have chosen is posted where only they can look.
    """
    last = {each.occasion: each.key for each in plan.open_at(now)}
    of_use = set(last.values())
    private = {each.destination for each in subscriptions if each.is_chosen}
    return [
        each
        for each in posts
        if each.key.destination not in private and (each.key.is_notice or each.key in of_use)
    ]
