"""Every text that a reader sees in chat: pure functions from events and a time to HTML.

HTML as the Bot API takes it (https://core.telegram.org/bots/api#html-style). Everything from a
definition is escaped. Each time is a ``tg-time`` entity, so that clients show every reader their
own time; the text within is for clients that do not know it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from html import escape

from bot.messages.markup import plain
from events.changes import Change, News
from events.model import Event
from events.times import Day
from events.wording.phrases import span_phrase, when_phrase
from events.zones import tzinfo


@dataclass(frozen=True, slots=True)
class Button:
    """An inline button that opens an address."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Post:
    """One message to be sent."""

    html: str
    button: Button | None = None
    reply_to: int | None = None
    """The id of the message in the same chat that this one is about."""


# A message has 4096 characters at most (Bot API, sendMessage); a title or an address may have 500
# of them. All the rest is kept to these, and to fewer where a post tells of many events.
MOST_PARTICULARS = 9
MOST_CHARACTERS = 240
MOST_CHARACTERS_OF_MANY = 100
MANY_EVENTS = 5
LONGEST_WORD = 40
MOST_OUT_OF_DATE = 3900
# Telegram refuses the entity for a time over 1098 days ahead (tdlib/telegram-bot-api #852).
FURTHEST = timedelta(days=1000)


def _escape(text: str) -> str:
    return escape(text, quote=False)


def _short(text: str, most: int = MOST_CHARACTERS) -> str:
    """Escape a text, on one line and cut where it is too long: between words, if it has any."""
    text = " ".join(text.split())
    if len(text) > most:
        cut = text[: most - 1]
        words, _, broken = cut.rpartition(" ")
        # Chinese, Japanese and Thai have no spaces to cut at.
        text = (words if len(broken) <= LONGEST_WORD else cut) + "…"
    return _escape(text)


def reminder_post(event: Event, now: datetime, button: Button | None = None) -> Post:
    """Announce an event with the time that is left at ``now``, never that of the lead."""
    lines = [f"<b>{_countdown(event, now)}: {_escape(event.title)}</b>", _when(event, now)]
    particulars = list(_particulars(event))[:MOST_PARTICULARS]
    lines += [f"{label}: {_short(text)}" for label, text in particulars]
    if event.stream:
        lines.append(f"Live: {_escape(event.stream)}")  # whole: half an address leads nowhere
    if event.source:
        lines.append(f"<i>Source: {_short(str(event.source))}</i>")
    return Post("\n".join(lines), button)


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
    lines = [f"<b>{_HEADS[news.change]}: {_escape(event.title)}</b>"]
    if event.status.is_on:
        lines += [_when(event, now), _countdown(event, now)]
        if event.place:
            lines.append(f"Place: {_short(str(event.place))}")
    elif news.change is Change.POSTPONED:
        lines.append("There is no new date yet.")
    if before and news.change in _TELL_EARLIER_TIME:
        lines.append(f"Was to be: {_short(when_phrase(before))}")
    if before and news.change is Change.PLACE_CHANGED and before.place:
        lines.append(f"Was to be: {_short(str(before.place))}")
    if event.note:
        lines.append(f"Editor's note: {_short(event.note)}")
    if event.source:
        lines.append(f"<i>Source: {_short(str(event.source))}</i>")
    return Post("\n".join(lines), button)


def correction_post(html: str) -> Post:
    """Mark an earlier post as out of date, whose HTML is given; what is so now, a reply tells."""
    return Post(
        "<b>Out of date: this event has changed since. Another post tells how.</b>\n\n"
        f"<s>{_escape(plain(html)[:MOST_OUT_OF_DATE])}</s>"
    )


def _particulars(event: Event) -> Iterator[tuple[str, str]]:
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


def _countdown(event: Event, now: datetime) -> str:
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


def _when(event: Event, now: datetime, most: int = MOST_CHARACTERS) -> str:
    """Write an event's start as a ``tg-time`` entity; a day without a time has no instant."""
    if isinstance(event.start, Day) or event.start.begins - now > FURTHEST:
        return _short(when_phrase(event), most)
    # "Around" stands outside: clients replace the whole text of the entity.
    about = "Around " if event.start.approximate else ""
    exact = replace(event, start=replace(event.start, approximate=False))
    words = _short(when_phrase(exact), most)
    unix = int(event.start.begins.timestamp())
    # w D t: the weekday, the long date and the short time, in the reader's language and zone.
    return f'{about}<tg-time unix="{unix}" format="wDt">{words}</tg-time>'


def next_post(
    coming: Sequence[Event], asked: int, now: datetime, button: Button | None = None
) -> Post:
    """Answer /next with the events that are coming, up to as many as were asked for."""
    if not coming:
        return Post("Nothing is announced for the time ahead.", button)
    most = MOST_CHARACTERS if len(coming) < MANY_EVENTS else MOST_CHARACTERS_OF_MANY
    parts = [
        f"<b>{_short(event.title, most)}</b>\n{_when(event, now, most)}\n"
        f"{_place_and_countdown(event, now, most)}"
        for event in coming
    ]
    if len(coming) < asked:
        parts.append("Nothing more is announced.")
    return Post("\n\n".join(parts), button)


def _place_and_countdown(event: Event, now: datetime, most: int) -> str:
    countdown = _countdown(event, now)
    if event.place is None:
        return countdown
    return f"{_short(str(event.place), most)} · {countdown[0].lower()}{countdown[1:]}"


def start_post(title: str, button: Button | None = None) -> Post:
    """Greet a reader who opens the bot."""
    lines = [
        f"This is Podium: {_escape(title)}.",
        "I tell you what is coming, with each time in your own time zone.",
        "",
        *_command_lines(),
    ]
    return Post("\n".join(lines), button)


def help_post() -> Post:
    """List the commands."""
    return Post("\n".join(_command_lines()))


def usage_post(most: int) -> Post:
    """Tell how /next is used, to a reader who wrote something else."""
    return Post(f"Write /next for the next event, or /next 3 for three of them ({most} at most).")


COMMANDS = {
    "next": "The next event; /next 3 for three of them",
    "help": "What I can do",
}


def _command_lines() -> list[str]:
    return [f"/{name} – {_escape(about)}" for name, about in COMMANDS.items()]
