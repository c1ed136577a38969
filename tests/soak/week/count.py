"""What a week's readers were posted: counted in the channel, and told apart by the ledgers.

A ledger that was put back has forgotten what was posted since its backup, so that there are two:
the one of before the restore, and the last one.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.delivery.posting.said_before import SAID_BEFORE
from bot.ledger.post_record import POSTED, PostRecord, PostState
from bot.planning.keys import Key
from bot.planning.reminders import Plan, Reminder
from tests.soak.week.agenda import Told


@dataclass(slots=True)
class Count:
    """What came of the reminders and the news of a week."""

    reminders: int = 0
    news: int = 0
    messages: int = 0
    superseded: int = 0
    unrecorded: int = 0
    """Due between backup and restore, not in the chat, and told to the operator."""
    doubled: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return (
            f"reminders {self.reminders}, news {self.news}, in {self.messages} messages; "
            f"overtaken {self.superseded}, left to the operator by the restore {self.unrecorded}, "
            f"lost {len(self.lost)}, doubled {len(self.doubled)}"
        )


@dataclass(frozen=True, slots=True)
class Chat:
    """The messages that are in the channel: texts by their numbers."""

    texts: Mapping[int, str]

    def has(self, record: PostRecord) -> bool:
        """Tell whether a post is where its record says."""
        number = record.key.uid.partition(".")[0].removeprefix("e-")
        text = self.texts.get(record.message_id or 0, "")
        return record.state in POSTED and bool(re.search(rf"Talks {number}\b", text))


def count(
    chat: Chat,
    ledgers: Sequence[Iterable[PostRecord]],
    plan: Plan,
    news: Sequence[Told],
    until: datetime,
) -> Count:
    """Count what was due until an instant; the last one of the ``ledgers`` is that of now."""
    found = Count(messages=len(chat.texts))
    posted: dict[Key, set[int]] = defaultdict(set)
    last: dict[Key, PostRecord] = {}
    there: list[PostRecord] = []
    for ledger in ledgers:
        last = {record.key: record for record in ledger}
        there += [record for record in last.values() if chat.has(record)]
    for record in there:
        posted[record.key].add(record.message_id or 0)
    found.doubled = _doubled(chat, posted)
    reminders = [each for each in plan.reminders if isinstance(each, Reminder)]
    _count_reminders(found, [each for each in reminders if each.due <= until], last, there)
    _count_news(found, news, last, there)
    return found


def _doubled(chat: Chat, posted: Mapping[Key, set[int]]) -> list[str]:
    known = {number for numbers in posted.values() for number in numbers}
    return [
        *(f"{'|'.join(key)}: {numbers}" for key, numbers in posted.items() if len(numbers) > 1),
        *(
            f"message {number}: {text}"
            for number, text in chat.texts.items()
            if number not in known
        ),
    ]


def _count_reminders(
    found: Count,
    due: Sequence[Reminder],
    last: Mapping[Key, PostRecord],
    there: Sequence[PostRecord],
) -> None:
    keys = {record.key for record in there}
    latest: dict[str, datetime] = {}
    for record in there:
        uid = record.key.uid
        latest[uid] = max(record.due, latest.get(uid, record.due))
    found.reminders = len(due)
    for reminder in due:
        key, known = reminder.key, last.get(reminder.key)
        if key in keys:
            continue
        state = known.state if known else None
        if state is PostState.SUPERSEDED and (
            latest.get(key.uid, reminder.due) > reminder.due
            or (known and known.reason == SAID_BEFORE and key.uid in latest)
        ):
            found.superseded += 1
        elif state is PostState.UNRECORDED:
            found.unrecorded += 1
        else:
            why = f"{state}: {known.reason}" if known else "never claimed"
            found.lost.append(f"{'|'.join(key)} {why}")


def _count_news(
    found: Count,
    news: Sequence[Told],
    last: Mapping[Key, PostRecord],
    there: Sequence[PostRecord],
) -> None:
    told = {_name(record.key) for record in there if record.key.is_notice}
    asked = {
        _name(key)
        for key, record in last.items()
        if key.is_notice and record.state is PostState.UNRECORDED
    }
    found.news = len(news)
    for each in news:
        if each.name in told:
            continue
        if each.name in asked:
            found.unrecorded += 1
        else:
            found.lost.append(f"news of {each.name}, edited {each.at:%d %H:%M}")


def _name(key: Key) -> str:
    return key.uid.partition("@")[0]
