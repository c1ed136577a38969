"""The addresses in a post: where an event can be watched, and its own page on the web."""

from dataclasses import replace

from bot.messages.parts.buttons import with_stream_button
from bot.messages.parts.details import fitted
from bot.messages.parts.lines import Line, is_source_line, lines_of, plain
from bot.messages.post import Post, joined
from bot.messages.wording.languages import words_in
from events.model import Event
from events.wording.english import ENGLISH
from events.wording.joined import headed
from events.wording.language import Language
from events.wording.languages import LANGUAGES
from events.wording.links import link_label, stream_label


def link_lines(event: Event, language: Language = ENGLISH) -> list[Line]:
    """Write an event's addresses, each whole, since half an address leads nowhere, and once."""
    told: list[tuple[str, str]] = []
    on, live = event.status.is_on, words_in(language).live
    addresses = event.online_addresses if on else ()
    told += [(language.online_at, it) for it in addresses if it != event.stream]
    streams = event.watched_at if on else ()
    told += [(stream_label(it, live, language), it.url) for it in streams]
    known = {address.rstrip("/") for address in (*(it.url for it in streams), *addresses)}
    if event.url and event.url.rstrip("/") not in known:
        told.append((language.website, event.url))
    told += [(link_label(it, language), it.url) for it in event.links]
    return [plain(headed(label, url, language)) for label, url in told]


def with_links(post: Post, told: Event, event: Event, language: Language) -> Post:
    """Return a post about an event as it was ``told``, with the event's addresses of now.

    Nothing else of it changes: its countdown was true when it was posted. The addresses that it had
    may be labelled in any language. A short post has them in its buttons alone.
    """
    if post.is_short:
        return with_stream_button(post, event, language)
    lines = lines_of(post.spans)
    old = [line for each in LANGUAGES.values() for line in link_lines(told, each)]
    place = next((number for number, line in enumerate(lines) if line in old), None)
    if place is None:
        place = len(lines) - 1 if is_source_line(lines[-1]) else len(lines)
    kept = [line for line in lines if line not in old]
    last = [*link_lines(event, language), *kept[place:]]
    edited = replace(post, spans=joined(fitted(kept[:2], kept[2:place], last, post.longest)))
    return with_stream_button(edited, event, language)
