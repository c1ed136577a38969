"""What the operator hears of a ledger that was put back: what may have been posted, or not."""

from collections.abc import Sequence

from bot.ledger.post_record import PostRecord
from bot.ledger.publications.gaps import Gap
from events.wording.phrases import count_phrase, instant_phrase

MOST_NAMED = 10


def gap_words(gap: Gap, posts: Sequence[PostRecord]) -> str:
    """Name what was due in a gap, and say what to do about it."""
    told = (
        f"put back, and knows nothing of what was posted and published between "
        f"{instant_phrase(gap.since)} and {instant_phrase(gap.until)}"
    )
    if not posts:
        return f"{told}; nothing was due in that time"
    told += (
        f"; {count_phrase(len(posts), 'post')} may be in the chat or not, and will not be posted "
        "again (look there, and post by hand what is missing)"
    )
    names = [
        f"{instant_phrase(each.due)}  {each.key.uid.partition('@')[0]}  {each.key.told}"
        f"  {each.key.destination}"
        for each in posts[-MOST_NAMED:]
    ]
    if more := len(posts) - len(names):
        names.append(f"and {more} before")
    return "\n".join([told, *names])
