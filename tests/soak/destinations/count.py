"""What each of several destinations holds in the end, beside what its ledger knows."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from bot.ledger.post_record import POSTED, PostRecord, PostState
from bot.messages.post_json import from_json
from bot.planning.diary_issues import DIARY_UID
from bot.planning.keys import Key
from tests.soak.harness import is_overtaken

Text = tuple[str, int]
"""What a message says, and how often the destination has it."""


@dataclass(slots=True)
class Count:
    """What came of one destination.

    ``repeated`` are messages that a mailbox has once more, with the same Message-ID: a mail program
    shows one of them.
    """

    name: str
    reminders: int = 0
    issues: int = 0
    news: int = 0
    messages: int = 0
    digests: int = 0
    posted: int = 0
    superseded: int = 0
    repeated: int = 0
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return (
            f"{self.name}: reminders {self.reminders}, issues of the diary {self.issues}, "
            f"news {self.news}; posted {self.posted}, in {self.messages} messages, of which "
            f"{self.digests} digests; overtaken {self.superseded}, lost {len(self.lost)}, "
            f"doubled {len(self.doubled)}, repeated as the same {self.repeated}"
        )


def number_of(record: PostRecord) -> str:
    """Return what names a post's message in a chat."""
    return str(record.message_id)


def name_of(record: PostRecord) -> str:
    """Return what names a post's message in a mailbox: the local part of its Message-ID."""
    return (from_json(record.content).name or "") if record.content else ""


def chat(texts: Mapping[int, str]) -> dict[str, Text]:
    """Return the messages of a chat, by what names each."""
    return {str(number): (text, 1) for number, text in texts.items()}


def mailbox(messages: Iterable[tuple[str, str]]) -> dict[str, Text]:
    """Return the messages of a mailbox, of which each is a Message-ID and a text."""
    mails = [(header.strip("<>").partition("@")[0], text) for header, text in messages]
    times = Counter(name for name, _ in mails)
    return {name: (text, times[name]) for name, text in mails}


def count(
    name: str,
    there: Mapping[str, Text],
    records: Sequence[PostRecord],
    keys: Sequence[Key],
    cancelled: Iterable[int],
) -> Count:
    """Count what a destination was to hear: the keys, and the news of what is cancelled."""
    found = Count(name, messages=sum(times for _, times in there.values()))
    names: Callable[[PostRecord], str] = number_of
    sent: set[PostState] = set(POSTED)
    if name.startswith("email:"):
        # Nobody can tell of what was under way when a process was killed: it counts if it is there.
        names, sent = name_of, {*POSTED, PostState.UNCERTAIN}
    ours = {record.key: record for record in records if record.key.destination == name}
    last = {key.uid: key for key in keys}  # in the order of what is due
    known = {names(record) for record in ours.values() if record.state in sent}
    for key in keys:
        is_issue = key.uid == DIARY_UID
        found.issues, found.reminders = found.issues + is_issue, found.reminders + (not is_issue)
        record = ours.get(key)
        if record and record.state in sent and _tells(there, names(record), record):
            found.posted += 1
        elif record and not is_issue and is_overtaken(record, last[key.uid]):
            found.superseded += 1
        else:
            found.lost.append(_why(key, record))
    notices = {key.uid.partition(".")[0]: it for key, it in ours.items() if key.is_notice}
    for number in cancelled:
        found.news += 1
        record = notices.get(f"e-{number}")
        if record and record.state in sent and _tells(there, names(record), record):
            found.posted += 1
        else:
            found.lost.append(f"news of e-{number}: {record and record.state}")
    found.doubled = [text for it, (text, _) in there.items() if it not in known]
    found.repeated = sum(times - 1 for _, times in there.values())
    found.digests = len({r.digest for r in ours.values() if r.digest and r.state in sent})
    return found


def _tells(there: Mapping[str, Text], name: str, record: PostRecord) -> bool:
    text, _ = there.get(name, ("", 0))
    if record.key.uid == DIARY_UID:
        return text.startswith("Soak\n")
    number = record.key.uid.partition(".")[0].removeprefix("e-")
    return any(line.endswith(f": Talks {number}") for line in text.splitlines())


def _why(key: Key, record: PostRecord | None) -> str:
    why = f"{record.state}: {record.reason}" if record else "never claimed"
    return f"{'|'.join(key)} {why}"
