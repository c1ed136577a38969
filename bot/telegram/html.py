"""A post as HTML, as the Bot API takes it (https://core.telegram.org/bots/api#html-style).

Every text is escaped, whoever wrote it. Each time is a ``tg-time`` entity, so that clients show
every reader their own time; the text within is for clients that do not know the entity.
"""

from html import escape

from bot.messages.post import Post, Span, Style

_TAGS = {Style.BOLD: "b", Style.ITALIC: "i", Style.STRIKE: "s"}


def as_html(post: Post) -> str:
    """Render a post for the parse mode HTML."""
    return "".join(_span_html(span) for span in post.spans)


def _span_html(span: Span) -> str:
    html = escape(span.text, quote=False)
    if span.instant is not None:
        # w D t: the weekday, the long date and the short time, in the reader's language and zone.
        unix = int(span.instant.timestamp())
        html = f'<tg-time unix="{unix}" format="wDt">{html}</tg-time>'
    if span.url is not None:
        html = f'<a href="{escape(span.url)}">{html}</a>'
    for style in span.style:
        html = f"<{_TAGS[style]}>{html}</{_TAGS[style]}>"
    return html
