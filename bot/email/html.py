"""A post as an HTML page in a message: plain, by the reader's own fonts and colours.

Every text is escaped, whoever wrote it. Nothing is loaded from anywhere.
"""

from collections.abc import Iterator
from html import escape
from itertools import groupby

from bot.messages.plain_text import buttons_besides, heading
from bot.messages.post import Post, Span, Style
from events.wording.direction import direction

_TAGS = {Style.BOLD: "strong", Style.ITALIC: "em", Style.STRIKE: "s"}
_PAGE = """\
<!DOCTYPE html>
<html lang="{lang}" dir="{dir}">
<head><meta charset="utf-8"><title>{title}</title></head>
<body>
{body}
</body>
</html>
"""
Line = list[Span]


def as_page(post: Post) -> str:
    """Render a post: its first line is the heading, and an empty line parts two paragraphs."""
    first, *others = _lines(post)
    body = [f'<h1 style="font-size:1.2em">{"".join(map(_span_html, map(_unstyled, first)))}</h1>']
    for is_empty, lines in groupby(others, key=lambda line: not line):
        if not is_empty:
            text = "<br>\n".join("".join(map(_span_html, line)) for line in lines)
            body.append(f"<p>{text}</p>")
    body += [
        f'<p><a href="{escape(each.url)}">{escape(each.label)}</a></p>'
        for each in buttons_besides(post)
    ]
    return _PAGE.format(
        lang=post.language.code,
        dir=direction(post.language.code),
        title=escape(heading(post)),
        body="\n".join(body),
    )


def _lines(post: Post) -> list[Line]:
    lines: list[Line] = [[]]
    for part in _parts(post):
        if part is None:
            lines.append([])
        else:
            lines[-1].append(part)
    return lines


def _parts(post: Post) -> Iterator[Span | None]:
    """Yield the runs of a post that have text, and None for the end of a line."""
    for span in post.spans:
        for number, text in enumerate(span.text.split("\n")):
            if number:
                yield None
            if text:
                yield Span(text, span.style, span.instant, span.url)


def _unstyled(span: Span) -> Span:
    """Leave a heading's bold out: it is a heading already."""
    return Span(span.text, span.style & ~Style.BOLD, span.instant, span.url)


def _span_html(span: Span) -> str:
    html = escape(span.text)
    if span.instant is not None:
        html = f'<time datetime="{span.instant.isoformat()}">{html}</time>'
    if span.url is not None:
        html = f'<a href="{escape(span.url)}">{html}</a>'
    for style in span.style:
        html = f"<{_TAGS[style]}>{html}</{_TAGS[style]}>"
    return html
