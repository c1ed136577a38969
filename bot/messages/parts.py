"""What posts are made of: lines, the start of an event and how soon it is, its particulars."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.messages.post import Span, Style
from events.model import Event, Source
from events.times import Day
from events.wording.phrases import span_phrase, when_phrase
from events.zones import tzinfo

# A message has 4096 characters at most (Bot API, sendMessage), of which a title or an address may
# take 500. Every other text of a post is kept to so many:
MOST_CHARACTERS = 240
LONGEST_WORD = 40
# An instant is told in words alone beyond this: Telegram refuses one over 1098 days ahead
# (tdlib/telegram-bot-api #852).
FURTHEST = timedelta(days=1000)

Line = tuple[Span, ...]


def plain(text: str) -> Line:
    """Write a line in no style."""
    return (Span(text),)


def bold(text: str) -> Line:
    """Write a line that heads a post, or a part of one."""
    return (Span(text, Style.BOLD),)


def source(of: Source) -> Line:
    """Write where what is known of an event comes from."""
    return (Span(f"Source: {short(str(of))}", Style.ITALIC),)


def short(text: str, most: int = MOST_CHARACTERS) -> str:
    """Return a text on one line, cut where it is too long: between words, if it has any."""
    text = " ".join(text.split())
    if len(text) <= most:
        return text
    cut = text[: most - 1]
    words, _, broken = cut.rpartition(" ")
    # Chinese, Japanese and Thai have no spaces to cut at.
    return (words if len(broken) <= LONGEST_WORD else cut) + "…"


def particulars(event: Event) -> Iterator[tuple[str, str]]:
    """Yield what is known of an event beside its title and time: a label, and a text."""
    if event.place:
        yield "Place", str(event.place)
    if event.chair:
        yield "Chair", event.chair
    led = {delegation.party for delegation in event.delegations if delegation.head}
    if parties := [party for party in event.everyone if party not in led]:
        yield "With", ", ".join(parties)
    for delegation in event.delegations:
        if delegation.head:
            yield "Delegation", str(delegation)
    if event.topics:
        yield "Topics", ", ".join(event.topics)
    if event.note:
        yield "Editor's note", event.note


def countdown(event: Event, now: datetime) -> str:
    """Write how long it is until an event starts, or since it has."""
    start = event.start
    if isinstance(start, Day):
        return _day_countdown(start.date, now.astimezone(tzinfo(start.zone)).date())
    about = "about " if start.approximate else ""
    left = start.begins - now
    if left >= timedelta(seconds=30):
        return f"In {about}{span_phrase(left)}"
    if left > timedelta(seconds=-30):
        return "Starting about now" if start.approximate else "Starting now"
    verb = "Was to start" if start.approximate else "Started"
    return f"{verb} {about}{span_phrase(-left)} ago"


def _day_countdown(day: date, today: date) -> str:
    days = (day - today).days
    near = {-1: "Began yesterday", 0: "Today", 1: "Tomorrow"}
    if days in near:
        return near[days]
    return f"In {days} days" if days > 0 else f"Began {-days} days ago"


def when(event: Event, now: datetime, most: int = MOST_CHARACTERS) -> Line:
    """Write an event's start, with its instant unless the start is a day or too far ahead."""
    if isinstance(event.start, Day) or event.start.begins - now > FURTHEST:
        return plain(short(when_phrase(event), most))
    exact = replace(event, start=replace(event.start, approximate=False))
    time = Span(short(when_phrase(exact), most), instant=event.start.begins)
    # "Around" stands outside: clients replace the whole text of a time.
    return (Span("Around "), time) if event.start.approximate else (time,)
