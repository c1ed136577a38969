"""Everything the definitions know of an event, as plain text that a person reads in a calendar."""

from collections.abc import Iterator

from events.model import Event, Status
from events.phrases import certainty_phrase, end_phrase, when_phrase
from events.times import Day


def describe(event: Event, follows: Event | None, page: str | None) -> str:
    """Write an event's DESCRIPTION; ``follows`` is the event that it comes after.

    Plain lines without markup: Google shows HTML, Outlook and Thunderbird show its source.
    """
    return "\n\n".join("\n".join(part) for part in _parts(event, follows, page) if part)


def _when(event: Event) -> Iterator[str]:
    if isinstance(event.start, Day):
        yield when_phrase(event) + (f", {end_phrase(event)}" if event.end else "")
    else:
        yield f"{when_phrase(event)}; {end_phrase(event)}"
    if event.status is not Status.CONFIRMED or event.start.approximate:
        yield certainty_phrase(event)


def _parts(event: Event, follows: Event | None, page: str | None) -> Iterator[list[str]]:
    yield [f"{words[0].upper()}{words[1:]}." for words in _when(event)]
    yield [event.description] if event.description else []
    people = []
    if event.chair:
        people.append(f"Chair: {event.chair}")
    if event.parties:
        people.append(f"Parties: {', '.join(event.parties)}")
    people += [f"Delegation: {delegation}" for delegation in event.delegations]
    if event.topics:
        people.append(f"Topics: {', '.join(event.topics)}")
    if follows:
        people.append(f"Follows: {follows.title}")
    yield people
    yield [f"Editor's note: {event.note}"] if event.note else []
    where = [f"Watch live: {event.stream}"] if event.stream else []
    where += [f"Website: {event.url}"] if event.url else []
    where += [f"Details: {page}"] if page else []
    yield where
    if event.source:
        source = [f"Source: {event.source}"]
        source += [f"“{event.source.quote}”"] if event.source.quote else []
        yield source + ([event.source.url] if event.source.url else [])
