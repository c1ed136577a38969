"""The addresses in a post: where an event can be watched, and its own page on the web."""

from dataclasses import replace

from bot.messages.parts.lines import Line, is_source_line, lines_of, plain
from bot.messages.post import Post, joined
from events.model import Event
from events.wording.english import ENGLISH
from events.wording.links import link_label, stream_label


def link_lines(event: Event) -> list[Line]:
    """Write an event's addresses, each whole, since half an address leads nowhere, and once."""
    lines: list[Line] = []
    on = event.status.is_on
    addresses = event.online_addresses if on else ()
    lines += [plain(f"{ENGLISH.online_at}: {it}") for it in addresses if it != event.stream]
    streams = event.watched_at if on else ()
    lines += [plain(f"{stream_label(it, 'Live')}: {it.url}") for it in streams]
    told = {address.rstrip("/") for address in (*(it.url for it in streams), *addresses)}
    if event.url and event.url.rstrip("/") not in told:
        lines.append(plain(f"{ENGLISH.website}: {event.url}"))
    lines += [plain(f"{link_label(it)}: {it.url}") for it in event.links]
    return lines


def with_links(post: Post, told: Event, event: Event) -> Post:
    """Return a post about an event as it was ``told``, with the event's addresses of now.

    Nothing else of it changes: its countdown was true when it was posted.
    """
    lines = lines_of(post.spans)
    old = link_lines(told)
    place = next((number for number, line in enumerate(lines) if line in old), None)
    if place is None:
        place = len(lines) - 1 if is_source_line(lines[-1]) else len(lines)
    kept = [line for line in lines if line not in old]
    return replace(post, spans=joined([*kept[:place], *link_lines(event), *kept[place:]]))
