"""The addresses in a post: where an event can be watched, and its own page on the web."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from bot.messages.parts.lines import Line, plain
from bot.messages.post import Post, Span, Style, joined
from events.model import Event
from events.wording.english import ENGLISH

_BETWEEN_LINES = Span("\n")


def link_lines(event: Event) -> list[Line]:
    """Write an event's addresses, each whole, since half an address leads nowhere, and once."""
    lines: list[Line] = []
    on = event.status.is_on
    addresses = event.online_addresses if on else ()
    lines += [plain(f"{ENGLISH.online_at}: {it}") for it in addresses if it != event.stream]
    stream = event.stream if on else None
    if stream:
        lines.append(plain(f"Live: {stream}"))
    told = {address.rstrip("/") for address in (stream or "", *addresses)}
    if event.url and event.url.rstrip("/") not in told:
        lines.append(plain(f"{ENGLISH.website}: {event.url}"))
    return lines


def with_links(post: Post, told: Event, event: Event) -> Post:
    """Return a post about an event as it was ``told``, with the event's addresses of now.

    Nothing else of it changes: its countdown was true when it was posted.
    """
    lines = _lines_of(post.spans)
    old = link_lines(told)
    place = next((number for number, line in enumerate(lines) if line in old), None)
    if place is None:
        place = len(lines) - 1 if _is_source(lines[-1]) else len(lines)
    kept = [line for line in lines if line not in old]
    return replace(post, spans=joined([*kept[:place], *link_lines(event), *kept[place:]]))


def _lines_of(spans: Sequence[Span]) -> list[Line]:
    lines = groupby(spans, key=lambda span: span == _BETWEEN_LINES)
    return [tuple(line) for is_between, line in lines if not is_between]


def _is_source(line: Line) -> bool:
    return line[0].style is Style.ITALIC and line[0].text.startswith(("Source: ", "Sources: "))
