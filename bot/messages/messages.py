"""Every text that a reader sees in chat: pure functions from events and a time to a post."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.messages.post import Button, Post, Span, Style, joined
from events.changes import Change, News
from events.model import Event, Source
from events.times import Day
from events.wording.phrases import span_phrase, when_phrase
from events.zones import tzinfo

# A message has 4096 characters at most (Bot API, sendMessage); a title or an address may have 500
# of them. All the rest is kept to these, and to fewer where a post tells of many events.
MOST_PARTICULARS = 9
MOST_CHARACTERS = 240
MOST_CHARACTERS_OF_MANY = 100
MANY_EVENTS = 5
LONGEST_WORD = 40
MOST_OUT_OF_DATE = 3900
# Telegram refuses an instant over 1098 days ahead (tdlib/telegram-bot-api #852).
FURTHEST = timedelta(days=1000)

Line = tuple[Span, ...]


def short(text: str, most: int = MOST_CHARACTERS) -> str:
    """Return a text on one line, cut where it is too long: between words, if it has any."""
    text = " ".join(text.split())
    if len(text) <= most:
        return text
    cut = text[: most - 1]
    words, _, broken = cut.rpartition(" ")
    # Chinese, Japanese and Thai have no spaces to cut at.
    return (words if len(broken) <= LONGEST_WORD else cut) + "…"


def reminder_post(event: Event, now: datetime, button: Button | None = None) -> Post:
    """Announce an event with the time that is left at ``now``, never that of the lead."""
    lines = [bold(f"{countdown(event, now)}: {event.title}"), when(event, now)]
    told = list(particulars(event))[:MOST_PARTICULARS]
    lines += [plain(f"{label}: {short(text)}") for label, text in told]
    if event.stream:
        lines.append(plain(f"Live: {event.stream}"))  # whole: half an address leads nowhere
    if event.source:
        lines.append(source(event.source))
    return Post(joined(lines), button)


_HEADS = {
    Change.CANCELLED: "Cancelled",
    Change.POSTPONED: "Postponed",
    Change.RESTORED: "On again",
    Change.TIME_ANNOUNCED: "Time announced",
    Change.MADE_EXACT: "Time confirmed",
    Change.MOVED: "New time",
    Change.PLACE_CHANGED: "New place",
    Change.ADDED: "New on the agenda",
}
# After these, readers must know what no longer holds.
_TELL_EARLIER_TIME = {Change.CANCELLED, Change.POSTPONED, Change.MOVED}


def notice_post(news: News, now: datetime, button: Button | None = None) -> Post:
    """Tell what has changed about an event, with the time that is left at ``now``."""
    event, before = news.event, news.before
    lines = [bold(f"{_HEADS[news.change]}: {event.title}")]
    if event.status.is_on:
        lines += [when(event, now), plain(countdown(event, now))]
        if event.place:
            lines.append(plain(f"Place: {short(str(event.place))}"))
    elif news.change is Change.POSTPONED:
        lines.append(plain("There is no new date yet."))
    if before and news.change in _TELL_EARLIER_TIME:
        lines.append(plain(f"Was to be: {short(when_phrase(before))}"))
    if before and news.change is Change.PLACE_CHANGED and before.place:
        lines.append(plain(f"Was to be: {short(str(before.place))}"))
    if event.note:
        lines.append(plain(f"Editor's note: {short(event.note)}"))
    if event.source:
        lines.append(source(event.source))
    return Post(joined(lines), button)


def correction_post(text: str) -> Post:
    """Mark an earlier post, whose text is given, as out of date. A reply to it tells what is so."""
    heading = "Out of date: this event has changed since. Another post tells how."
    struck = Span(text[:MOST_OUT_OF_DATE], Style.STRIKE)
    return Post(joined([bold(heading), (struck,)], "\n\n"))


def plain(text: str) -> Line:
    """Write a line without any style."""
    return (Span(text),)


def bold(text: str) -> Line:
    """Write a line that heads a post, or a part of one."""
    return (Span(text, Style.BOLD),)


def source(of: Source) -> Line:
    """Write where what is known of an event comes from."""
    return (Span(f"Source: {short(str(of))}", Style.ITALIC),)


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
    """Write an event's start, with its instant unless it has none (a day) or it is too far off."""
    if isinstance(event.start, Day) or event.start.begins - now > FURTHEST:
        return plain(short(when_phrase(event), most))
    exact = replace(event, start=replace(event.start, approximate=False))
    time = Span(short(when_phrase(exact), most), instant=event.start.begins)
    # "Around" stands outside: clients replace the whole text of a time.
    return (Span("Around "), time) if event.start.approximate else (time,)


def next_post(
    coming: Sequence[Event], asked: int, now: datetime, button: Button | None = None
) -> Post:
    """Answer /next with the events that are coming, up to as many as were asked for."""
    if not coming:
        return Post(plain("Nothing is announced for the time ahead."), button)
    most = MOST_CHARACTERS if len(coming) < MANY_EVENTS else MOST_CHARACTERS_OF_MANY
    parts = [
        joined([bold(short(event.title, most)), when(event, now, most), _rest(event, now, most)])
        for event in coming
    ]
    if len(coming) < asked:
        parts.append(plain("Nothing more is announced."))
    return Post(joined(parts, "\n\n"), button)


def _rest(event: Event, now: datetime, most: int) -> Line:
    left = countdown(event, now)
    if event.place is None:
        return plain(left)
    return plain(f"{short(str(event.place), most)} · {left[0].lower()}{left[1:]}")


def start_post(title: str, button: Button | None = None) -> Post:
    """Greet a reader who opens the bot."""
    lines = [
        f"This is Podium: {title}.",
        "I tell you what is coming, with each time in your own time zone.",
        "",
        *_command_lines(),
    ]
    return Post(plain("\n".join(lines)), button)


def help_post() -> Post:
    """List the commands."""
    return Post(plain("\n".join(_command_lines())))


def usage_post(most: int) -> Post:
    """Tell how /next is used, to a reader who wrote something else."""
    return Post(
        plain(f"Write /next for the next event, or /next 3 for three of them ({most} at most).")
    )


COMMANDS = {
    "next": "The next event; /next 3 for three of them",
    "help": "What I can do",
}


def _command_lines() -> list[str]:
    return [f"/{name} – {about}" for name, about in COMMANDS.items()]
