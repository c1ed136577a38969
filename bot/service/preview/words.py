"""How a preview is told: what stands over each post, and what stands below them all."""

from collections.abc import Iterator
from datetime import datetime

from bot.service.preview.rehearsal import Listener, Rehearsal
from bot.service.preview.stage import Rehearsed
from events.wording.counts import count_phrase
from events.wording.english import ENGLISH
from events.wording.phrases import instant_phrase
from events.zones import UNIVERSAL, tzinfo


def stamp_words(rehearsed: Rehearsed, listener: Listener, timezone: str | None) -> str:
    """Write when a post would be posted, to whom, and what it is.

    The time is told in GMT, and by the clocks of the destination's quiet hours, or else of a
    ``timezone``.
    """
    quiet = listener.subscription.quiet
    to = "the terminal" if listener.name == "terminal" else listener.label
    parts = [
        _when(rehearsed.at, quiet.zone if quiet else timezone),
        f"to {to}",
        _what(rehearsed),
    ]
    if rehearsed.post.silent:
        parts.append("without a sound")
    if rehearsed.post.picture:
        parts.append(f"with the picture {rehearsed.post.picture}")
    if rehearsed.post.reply_to is not None:
        parts.append("in reply to the last post about it")
    return ", ".join(parts)


def _when(at: datetime, timezone: str | None) -> str:
    gmt = at.astimezone(tzinfo("UTC"))
    words = f"{ENGLISH.day(gmt.date())}, {gmt:%H:%M} GMT"
    if timezone is None or timezone in UNIVERSAL:
        return words
    local = at.astimezone(tzinfo(timezone))
    day = "" if local.date() == gmt.date() else f"{local:%a} "
    return f"{words} ({day}{local:%H:%M} {timezone})"


def _what(rehearsed: Rehearsed) -> str:
    if rehearsed.is_digest:
        return f"a digest of {len(rehearsed.told)}"
    if not rehearsed.told:
        return "the diary"
    return "a notice" if rehearsed.is_notice else "a reminder"


def under_headings(rehearsal: Rehearsal) -> Iterator[tuple[str, list[Rehearsed]]]:
    """Yield what there is, notices before reminders, each under a heading."""
    for heading, is_notice in (("Notices", True), ("Reminders", False)):
        posts = [each for each in rehearsal.posts if each.is_notice is is_notice]
        if posts:
            yield f"{heading}: {len(posts)}", posts


def summary_words(rehearsal: Rehearsal) -> str:
    """Write how many posts there would be, until when, and when the next one is due."""
    number = len(rehearsal.posts)
    posts = count_phrase(number, "post") if number else "No post"
    edited = ""
    if rehearsal.edited:
        edited = f", and {count_phrase(rehearsal.edited, 'earlier post')} edited"
    later = rehearsal.following
    after = f"the next reminder is due {instant_phrase(later)}" if later else "no reminder is due"
    return f"{posts} until {instant_phrase(rehearsal.until)}{edited}; after that {after}."


def remarks(rehearsal: Rehearsal) -> Iterator[str]:
    """Yield what is to be known beside the posts."""
    if rehearsal.is_held:
        yield (
            "This edit would be held, and nothing of it shown, until it is confirmed: the posts "
            "here are those of what was published last."
        )
    if rehearsal.is_first:
        yield "There is no ledger yet: this is what a first start would post."
    if rehearsal.uncertain:
        posts = count_phrase(rehearsal.uncertain, "post")
        yield f"{posts} in doubt, taken for posted here (podium status shows what is known)"
    for label in rehearsal.paused:
        yield f"{label} is paused: nothing is posted there before /resume {label}"
    yield from (f"The operator would be told: {each}" for each in rehearsal.told)
    yield from rehearsal.calendars
