"""Every message that a chat can hear of, in one language: what a person reads to judge it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from bot.messages.compose import compose
from bot.messages.digest import DigestPart, digest_post
from bot.messages.notice import correction_post, notice_post
from bot.messages.parts.countdown import countdown
from bot.messages.post import Post
from bot.messages.reminder import reminder_post
from bot.messages.replay import compose_replay
from bot.messages.wording.chat_words import ChatWords
from bot.messages.wording.languages import words_in
from bot.planning.post_form import Detail, PostForm
from events.changes import Change, News
from events.model import (
    Access,
    Accreditation,
    Contact,
    Delegation,
    Event,
    Followed,
    Kind,
    Link,
    Outcome,
    Place,
    ProgrammeLine,
    Source,
    Status,
)
from events.wording.english import ENGLISH
from events.wording.language import Language
from events.wording.links import language_name
from tests.bot.making.builders import event, reminder
from tests.bot.running.clock import utc

NINE, NOW = "2022-01-12 09:00 GMT", utc("2022-01-12 08:00")
TENTATIVE = Status.TENTATIVE


def _deadline(start: str) -> Event:
    return replace(event(start), kind=Kind.DEADLINE)


def _milestone(start: str) -> Event:
    return replace(event(start), kind=Kind.MILESTONE)


def _days(days: int) -> Event:
    last = date(2022, 1, 11) + timedelta(days=days)
    return event("2022-01-12", end=f"{last:%Y-%m-%d}")


def _countdowns() -> Iterator[tuple[Event, datetime]]:
    at = utc(NINE.removesuffix(" GMT"))
    minutes = (1, 2, 3, 11, 15, 21, 60, 61, 62, 90, 120, 24 * 60, 25 * 60, 50 * 60, 11 * 24 * 60)
    for left in minutes:
        yield event(), at - timedelta(minutes=left)
    for past in (0, -1, -5, -120):
        yield event(), at - timedelta(minutes=past)
        for starts in (f"about {NINE}", f"not before {NINE}"):
            yield event(starts), at - timedelta(minutes=past)
        for starts in (NINE, f"about {NINE}", f"not before {NINE}"):
            yield _deadline(starts), at - timedelta(minutes=past)
            yield _milestone(starts), at - timedelta(minutes=past)
    for starts in (f"about {NINE}", f"not before {NINE}"):
        yield event(starts), at - timedelta(minutes=15)
    for starts in (NINE, f"about {NINE}", f"not before {NINE}"):
        yield _deadline(starts), at - timedelta(minutes=60)
    yield event(status=TENTATIVE), at + timedelta(minutes=5)
    for starts in ("2022-01-12", "about 2022-01-12"):
        for day in (10, 11, 12, 13, 14):
            yield event(starts), utc(f"2022-01-{day} 12:00")
            yield _deadline(starts), utc(f"2022-01-{day} 12:00")
    for days in (2, 3, 10, 20):
        yield _days(days), utc("2022-01-13 12:00")
    yield _days(10), utc("2022-01-21 12:00")
    yield _days(3), utc("2022-01-16 12:00")
    yield _deadline("2022-01-12 morning"), utc("2022-01-12 12:00")
    yield replace(_days(3), status=TENTATIVE), utc("2022-01-16 12:00")
    yield replace(_days(3), status=TENTATIVE), utc("2022-01-13 12:00")
    yield event("2022-06"), NOW


def _council(start: str = NINE, **values: Any) -> Event:
    made = event(start, title="NATO–Russia Council (48th)", end="2022-01-12 13:00")
    return replace(made, **values)


FULL = _council(
    chair="Jens Stoltenberg",
    parties=("NATO", "OSCE"),
    delegations=(Delegation("Russia", "Sergey Ryabkov"), Delegation("United States")),
    topics=("arms control", "transparency"),
    parent=Followed("week.tests@podium.alt", "Security talks"),
    note="Times may slip!",
    source=Source("Sputnik", date(2022, 1, 12)),
    other_sources=(Source("MFA", date(2022, 1, 11), start=event("2022-01-13 10:00 GMT").start),),
    url="https://nato.example/council/",
    streams=(
        Link("https://live.example/", language="fr"),
        Link("https://live.example/2", "NATO TV", "en"),
    ),
    links=(Link("https://nato.example/paper"), Link("https://nato.example/map", "Map", "de")),
    access=Access.POOL,
    arrive=timedelta(minutes=45),
    accreditation=Accreditation(event("2022-01-12 08:30 GMT").start),
    place=Place(
        "Brussels", "Europe/Brussels", "Belgium", is_online=True, address="https://m.example"
    ),
)


def _reminders() -> Iterator[Event]:
    yield FULL
    said = Outcome("A joint statement.", "https://nato.example/s")
    yield _council("2022-01-12 07:00 GMT", outcome=said)
    yield _council(f"about {NINE}", end=event("about 2022-01-12 13:00").start, status=TENTATIVE)
    yield _council(f"not before {NINE}", place=Place(None, "Europe/Brussels", to_be_confirmed=True))
    vienna = Place("Vienna", to_be_confirmed=True)
    yield _council(end=event("2022-01-13").start, other_places=(vienna,))
    new_york = Place("New York", "America/New_York")
    yield event("2022-01-13 09:00 GMT", title="Press conference", place=new_york)
    yield event("2022-01-12 22:00 GMT", title="Vigil", place=Place("Moscow", "Europe/Moscow"))
    council = Followed("a.b@podium.alt", "Council")
    yield replace(event(title="Doorstep"), starts_after=True, follows=council)
    for start in ("2022-01-12", "2022-01-12 afternoon", "about 2022-01-12", "week of 2022-01-17"):
        yield event(start, title="Talks", place=Place(is_online=True))
    closing = Accreditation(event("2022-01-12").start)
    for access in Access:
        day = replace(event("2022-01-13", title="Hearing"), access=access, accreditation=closing)
        yield replace(day, arrive=timedelta(hours=2))


def _news() -> Iterator[News]:
    before = _council(
        "2022-01-12 07:30 GMT", place=Place("Paris", "Europe/Paris"), access=Access.OPEN
    )
    now = _council(note="Times may slip!", source=Source("Sputnik", date(2022, 1, 12)))
    status = {
        Change.CANCELLED: Status.CANCELLED,
        Change.POSTPONED: Status.POSTPONED,
        Change.NO_LONGER_LISTED: Status.NO_LONGER_LISTED,
        Change.MADE_TENTATIVE: TENTATIVE,
    }
    for change in Change:
        after = replace(now, status=status.get(change, Status.CONFIRMED))
        yield News(change, after, None if change is Change.ADDED else before)
    yield News(Change.RESTORED, now, replace(before, status=Status.NO_LONGER_LISTED))
    yield News(Change.MOVED, now, replace(before, status=TENTATIVE))
    for was, start in (
        ("2022-01", "week of 2022-01-17"),
        ("week of 2022-01-17", "2022-01"),
        ("2022-01-13", "2022-01-14"),
        (NINE, "2022-01-12"),
        (NINE, "2022-01"),
    ):
        yield News(Change.MOVED, event(start), event(was))
    yield News(Change.MADE_EXACT, event("2022-01-13"), event("about 2022-01-13"))
    yield News(Change.MADE_APPROXIMATE, event("about 2022-01-13"), event("2022-01-13"))
    yield News(Change.END_MOVED, event(), _council())
    yield News(Change.PLACE_CHANGED, replace(now, place=None), before)
    perhaps = Place("Paris", to_be_confirmed=True)
    yield News(Change.PLACE_CHANGED, replace(now, place=perhaps), before)
    unknown = Place(to_be_confirmed=True)
    yield News(Change.PLACE_ANNOUNCED, now, replace(now, place=unknown))
    yield News(Change.PLACE_ANNOUNCED, replace(before, access=None), replace(before, place=perhaps))


KNOWN = replace(
    FULL,
    description="The first meeting of the Council since 2019.",
    accreditation=Accreditation(
        event("2022-01-12 08:30 GMT").start, "https://nato.example/press", "By e-mail."
    ),
    contact=Contact("Press office", "press@nato.example", "+32 2 707 41 11"),
    source=Source("Sputnik", date(2022, 1, 12), "https://sputnik.example/1"),
    programme=(
        ProgrammeLine("a@podium.alt", "Arrivals", event("2022-01-12 08:30 GMT").start),
        ProgrammeLine("b@podium.alt", "Doorstep", event("about 2022-01-12 13:00 GMT").start),
    ),
    has_programme=True,
)
SHORTLY = (
    KNOWN,
    _council(f"about {NINE}", status=TENTATIVE),
    _council(place=Place(None, "Europe/Brussels", to_be_confirmed=True)),
    event("2022-01-13", title="Hearing", place=Place("Vienna")),
    event("2022-06", title="Summit"),
)
IN_TOKYO = (
    KNOWN,
    event(f"not before {NINE}", title="Talks"),
    event("2022-01-12 18:30 GMT", title="Vigil", end="2022-01-13 01:00", place=None),
    event("2022-01-12 09:00", title="Hearing", place=Place("Tokyo", "Asia/Tokyo")),
    event("2022-01-12", title="Hearing"),
)


def _in_other_forms(language: Language) -> Iterator[tuple[str, Post]]:
    short, full = (PostForm(language, detail) for detail in (Detail.SHORT, Detail.FULL))
    tokyo = PostForm(language, zone="Asia/Tokyo")
    for of in SHORTLY:
        yield "A short reminder", reminder_post(of, NOW, form=short)
    for news in _news():
        yield f"A short notice: {news.change}", notice_post(news, NOW, form=short)
    yield "A full reminder", reminder_post(KNOWN, NOW, form=full)
    moved = News(Change.MOVED, KNOWN, _council("2022-01-12 07:30 GMT"))
    yield "A full notice", notice_post(moved, NOW, form=full)
    for of in IN_TOKYO:
        yield "A reminder for Tokyo", reminder_post(of, NOW, form=tokyo)
    yield "A notice for Tokyo", notice_post(moved, NOW, form=tokyo)


def _posts(language: Language) -> Iterator[tuple[str, Post]]:
    for of in _reminders():
        yield "A reminder", reminder_post(of, NOW, form=PostForm(language))
    for news in _news():
        yield f"A notice: {news.change}", notice_post(news, NOW, form=PostForm(language))
    one = compose(reminder(event()), NOW, form=PostForm(language))
    yield "A post that is out of date", correction_post(one.text, language)
    yield "A replay", compose_replay(reminder(event()), NOW, form=PostForm(language))
    for kinds in ((True, True), (False, False), (True, False)):
        parts = [DigestPart(one.brief, kind, is_outdated=not kind) for kind in kinds]
        yield "A digest", digest_post(parts, language)
    yield from _in_other_forms(language)


def _labels(words: ChatWords) -> tuple[str, ...]:
    return words.details, words.add_to_calendar, words.watch_live


def transcript(language: Language) -> str:
    """Write all of it; above each countdown stands what it is in English."""
    lines = [
        f"The posts in {language_name(language.code)} ({language.code}).",
        "Written by: python -m tests.bot.messages.regenerate",
        "",
        f"Buttons: {', '.join(_labels(words_in(language)))}",
        "",
        "---- How soon",
    ]
    for of, now in _countdowns():
        if language is not ENGLISH:
            lines.append(f"    {countdown(of, now)}")
        lines.append(countdown(of, now, language))
    for what, post in _posts(language):
        lines += ["", f"---- {what}", *post.text.splitlines()]
    return "\n".join(lines) + "\n"
