"""What the operator is sent as a file: what is too long for a message reads better as one."""

from collections.abc import Iterable

from bot.messages.answers.answer import LONGEST_PAGE, MOST_ENTITIES
from bot.messages.post import LONGEST_CAPTION, Post, Span


def fits(post: Post) -> bool:
    """Tell whether Telegram takes a post as one message, with all that stands out in it."""
    marked = sum(bool(span.style or span.instant or span.url) for span in post.spans)
    return marked <= MOST_ENTITIES and post.length <= LONGEST_PAGE


def caption(lines: Iterable[str], last: str = "") -> Post:
    """Write a caption: as many lines as it has room for, and that there are more in the file."""
    whole, kept = list(lines), list[str]()
    ends = [last] if last else []
    more = "… and more, in the file"
    room = LONGEST_CAPTION - _length("\n".join([more, *ends]))
    for line in whole:
        room -= _length(line) + 1
        if room < 0:
            kept.append(more)
            break
        kept.append(line)
    return Post((Span("\n".join([*kept, *ends])),))


def _length(text: str) -> int:
    return Post((Span(text),)).length
