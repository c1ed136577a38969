"""The buttons below a post about an event: what is known of it, the calendar, and the stream."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.messages.post import Button, Post, Purpose
from bot.messages.wording.languages import words_in
from events.model import Event, Link, same_language
from events.wording.language import Language


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where an event is on the site: its page, and a calendar that has it alone."""

    page: str
    calendar: str


def event_buttons(
    event: Event, addresses: Addresses | None, language: Language
) -> tuple[Button, ...]:
    """Write the buttons, as far as there is an address.

    What is off leads to its page alone, and what has no day yet is in no calendar.
    """
    words, buttons = words_in(language), list[Button]()
    if addresses:
        buttons.append(Button(words.details, addresses.page))
        if event.status.is_on and event.is_dated:
            calendar = Button(words.add_to_calendar, addresses.calendar, Purpose.CALENDAR)
            buttons.append(calendar)
    return (*buttons, *_stream_buttons(event, language))


def with_stream_button(post: Post, event: Event, language: Language) -> Post:
    """Return a post about an event with a button that leads to the event's stream of now."""
    others = (each for each in post.buttons if each.purpose is not Purpose.STREAM)
    return replace(post, buttons=(*others, *_stream_buttons(event, language)))


def _stream_buttons(event: Event, language: Language) -> tuple[Button, ...]:
    if not event.status.is_on or not event.watched_at:
        return ()
    url = _in_language(event.watched_at, language).url
    return (Button(words_in(language).watch_live, url, Purpose.STREAM),)


def _in_language(streams: Sequence[Link], language: Language) -> Link:
    """Return the stream that is in the language of the post, or else the first."""
    spoken = (it for it in streams if it.language and same_language(it.language, language.code))
    return next(spoken, streams[0])
