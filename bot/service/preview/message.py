"""A preview as a message in a chat: each post as it would be posted, with what stands over it."""

from collections.abc import Mapping

from bot.messages.parts.lines import Line, bold, plain
from bot.messages.post import Post, Span, Style, joined
from bot.service.preview.rehearsal import Listener, Rehearsal
from bot.service.preview.stage import Rehearsed
from bot.service.preview.words import remarks, stamp_words, summary_words, under_headings


def preview_post(
    rehearsal: Rehearsal, by_name: Mapping[str, Listener], timezone: str | None
) -> Post:
    """Write the whole of a preview, which may be longer than Telegram takes."""
    parts: list[Line] = []
    for heading, posts in under_headings(rehearsal):
        parts.append(bold(heading))
        for each in posts:
            stamp = stamp_words(each, by_name[each.destination], timezone)
            parts.append(joined([(Span(stamp, Style.ITALIC),), _shown(each)]))
    parts.append(plain(summary_words(rehearsal)))
    parts += [plain(each) for each in remarks(rehearsal)]
    return Post(joined(parts, "\n\n"))


def _shown(rehearsed: Rehearsed) -> Line:
    post = rehearsed.post
    links = [(Span(each.label, url=each.url),) for each in post.buttons]
    return joined([post.spans, *links])
