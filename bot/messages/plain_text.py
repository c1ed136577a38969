"""A post as plain text: for what shows no formatting, and for who wants none."""

from bot.messages.post import Button, Post, Purpose, Span


def heading(post: Post) -> str:
    """Return the first line of a post, which says what it is about."""
    return post.text.partition("\n")[0]


def plain_text(post: Post) -> str:
    """Write a post with each address beside what links to it."""
    text = "".join(_span_text(span) for span in post.spans)
    below = [f"{each.label}: {each.url}" for each in buttons_besides(post)]
    return "\n".join((text, "", *below)) if below else text


def buttons_besides(post: Post) -> list[Button]:
    """Return the buttons that lead where the text does not say already, as it does of streams."""
    text = post.text
    return [it for it in post.buttons if it.purpose is not Purpose.STREAM or it.url not in text]


def _span_text(span: Span) -> str:
    return f"{span.text} ({span.url})" if span.url and span.url != span.text else span.text
