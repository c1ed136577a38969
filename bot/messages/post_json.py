"""A post as one line of text, and back: what the ledger keeps to edit a part of it later."""

import json
from datetime import datetime
from typing import Any

from bot.messages.post import Button, Post, Purpose, Span, Style


def to_json(post: Post) -> str:
    """Write what a post shows, its spans and its buttons; how it was written, and its name."""
    plain: dict[str, Any] = {"spans": [_plain(span) for span in post.spans]}
    if post.buttons:
        plain["buttons"] = [[each.label, each.url, each.purpose] for each in post.buttons]
    if post.picture:
        plain["picture"] = post.picture
    if post.is_short:
        plain["short"] = True
    if post.name:
        plain["name"] = post.name
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":"))


def _plain(span: Span) -> dict[str, Any]:
    plain: dict[str, Any] = {"text": span.text}
    if span.style:
        plain["style"] = span.style.value
    if span.instant:
        plain["instant"] = span.instant.isoformat()
    if span.url:
        plain["url"] = span.url
    return plain


def from_json(text: str) -> Post:
    """Read what `to_json` wrote."""
    plain = json.loads(text)
    # The first posts had one button, which led to the event's page.
    given = [plain["button"]] if "button" in plain else plain.get("buttons", ())
    buttons = tuple(Button(label, url, *map(Purpose, purpose)) for label, url, *purpose in given)
    spans = tuple(_span(each) for each in plain["spans"])
    return Post(
        spans,
        buttons,
        name=plain.get("name"),
        is_short=plain.get("short", False),
        picture=plain.get("picture"),
    )


def _span(plain: dict[str, Any]) -> Span:
    instant = plain.get("instant")
    return Span(
        plain["text"],
        Style(plain.get("style", 0)),
        instant and datetime.fromisoformat(instant),
        plain.get("url"),
    )
