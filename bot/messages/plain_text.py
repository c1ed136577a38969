"""A post as plain text: for what shows no formatting, and for who wants none."""

from bot.messages.post import Post, Span


def heading(post: Post) -> str:
    """Return the first line of a post, which says what it is about."""
    return post.text.partition("\n")[0]


def plain_text(post: Post) -> str:
    """Write a post with each address beside what links to it."""
    text = "".join(_span_text(span) for span in post.spans)
    return f"{text}\n\n{post.button.label}: {post.button.url}" if post.button else text


def _span_text(span: Span) -> str:
    return f"{span.text} ({span.url})" if span.url and span.url != span.text else span.text
