"""A preview as one page of HTML, to be looked at in a browser: it loads nothing but pictures."""

from collections.abc import Iterable, Mapping
from html import escape

from bot.messages.post import Span, Style
from bot.service.preview.rehearsal import Listener, Rehearsal
from bot.service.preview.stage import Rehearsed
from bot.service.preview.words import remarks, stamp_words, summary_words, under_headings
from events.text import printable

_TAGS = {Style.BOLD: "b", Style.ITALIC: "i", Style.STRIKE: "s"}
_PAGE = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="robots" content="noindex">
<meta http-equiv="Content-Security-Policy"
  content="default-src 'none'; {images}style-src 'unsafe-inline'">
<title>Preview: nothing of this is posted yet</title>
<style>
body {{ font: 1rem/1.5 system-ui, sans-serif; max-width: 40rem; margin: 2rem auto; padding: 0 1rem;
  color: #1b2733; background: #eef2f5 }}
article {{ background: #fff; border-radius: .75rem; padding: .75rem 1rem; margin: .25rem 0 1.5rem;
  white-space: pre-wrap; overflow-wrap: anywhere }}
.stamp, .remark {{ color: #4c5a66; margin: 0; white-space: pre-wrap }}
.button {{ display: block; margin-top: .5rem }}
.picture {{ display: block; max-width: 100%; max-height: 20rem; margin-bottom: .5rem }}
</style>
</head>
<body>
<h1>Preview</h1>
<p>Nothing of this is posted yet. Read {source}.</p>
{body}
</body>
</html>
"""


def render_page(
    rehearsal: Rehearsal,
    by_name: Mapping[str, Listener],
    timezone: str | None,
    source: str,
) -> str:
    """Write the page, in ASCII, whatever letters are in it; ``source`` says what was read."""
    lines = [f'<p class="remark">{_text(each)}</p>' for each in remarks(rehearsal)]
    for heading, posts in under_headings(rehearsal):
        lines.append(f"<h2>{_text(heading)}</h2>")
        for each in posts:
            stamp = stamp_words(each, by_name[each.destination], timezone)
            lines += [f'<p class="stamp">{_text(stamp)}</p>', _article(each)]
    lines.append(f"<p>{_text(summary_words(rehearsal))}</p>")
    # Nothing is loaded from anywhere but the pictures that posts have.
    has_pictures = any(each.post.picture for each in rehearsal.posts)
    images = "img-src http: https:; " if has_pictures else ""
    page = _PAGE.format(source=_text(source), body="\n".join(lines), images=images)
    return page.encode("ascii", "xmlcharrefreplace").decode("ascii")


def _article(rehearsed: Rehearsed) -> str:
    post = rehearsed.post
    buttons = "".join(
        f'<span class="button">{_link(_text(each.label), each.url)}</span>' for each in post.buttons
    )
    picture = ""
    if post.picture:
        address = _text(post.picture)
        attributes = f'src="{address}" alt="{address}" referrerpolicy="no-referrer"'
        picture = f'<img class="picture" {attributes}>'
    return f"<article>{picture}{_spans(post.spans)}{buttons}</article>"


def _spans(spans: Iterable[Span]) -> str:
    return "".join(map(_span, spans))


def _span(span: Span) -> str:
    html = _text(span.text)
    if span.url is not None:
        html = _link(html, span.url)
    for style in span.style:
        html = f"<{_TAGS[style]}>{html}</{_TAGS[style]}>"
    return html


def _link(html: str, url: str) -> str:
    return f'<a href="{_text(url)}" rel="noreferrer">{html}</a>'


def _text(text: str) -> str:
    return escape(printable(text, allowed="\n"))
