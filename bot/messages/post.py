"""A post: what it says, as runs of text with their styles.

Each destination renders the same value in its own way: Telegram as HTML, the terminal in colours.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import Flag, StrEnum, auto

from events.model import Event
from events.wording.english import ENGLISH
from events.wording.language import Language

LONGEST_POST = 4096  # UTF-16 units, Bot API, sendMessage
LONGEST_CAPTION = 1024  # the same of what stands below a photo or a file: sendPhoto, sendDocument


class Style(Flag):
    """How a run of text stands out. Styles can be combined."""

    PLAIN = 0
    BOLD = auto()
    ITALIC = auto()
    STRIKE = auto()


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text in one style."""

    text: str
    style: Style = Style.PLAIN
    instant: datetime | None = None
    """The time that the text tells, where a destination can show it by each reader's own clock."""
    url: str | None = None
    """The address that the text links to."""


class Purpose(StrEnum):
    """What a button below a post is for."""

    DETAILS = "details"
    CALENDAR = "calendar"
    STREAM = "stream"


@dataclass(frozen=True, slots=True)
class Button:
    """A button below a post that opens an address."""

    label: str
    url: str
    purpose: Purpose = Purpose.DETAILS


@dataclass(frozen=True, slots=True)
class Post:
    """One message to be sent."""

    spans: tuple[Span, ...]
    buttons: tuple[Button, ...] = ()
    reply_to: int | None = None
    """The id of the message in the same chat that the post is about."""
    silent: bool = False
    """Whether it arrives without a sound."""
    brief: tuple[Span, ...] = ()
    """What it says in a few lines, as a part of a digest."""
    name: str | None = None
    """Its lasting name among all posts: the same at each attempt to send it."""
    answers: str | None = None
    """The lasting name of the first post about an event, of which this one is news."""
    events: tuple[Event, ...] = ()
    """The events that it tells of."""
    is_short: bool = False
    """Whether it tells what, when and where alone: addresses stand in its buttons."""
    language: Language = ENGLISH
    """In which it is written."""
    picture: str | None = None
    """The address of a picture that is shown with it, where that can be done."""

    @property
    def text(self) -> str:
        """What the post says, without styles: what is found in a chat, and kept in the ledger."""
        return "".join(span.text for span in self.spans)

    @property
    def length(self) -> int:
        """How long the text is as Telegram counts, in UTF-16 units."""
        return len(self.text.encode("utf-16-le")) // 2

    @property
    def is_caption(self) -> bool:
        """Whether it has a picture, and is short enough to stand below it."""
        return self.picture is not None and self.length <= LONGEST_CAPTION

    @property
    def longest(self) -> int:
        """How long its text may be when it is edited, in UTF-16 units."""
        return LONGEST_CAPTION if self.is_caption else LONGEST_POST


def joined(parts: Iterable[tuple[Span, ...]], between: str = "\n") -> tuple[Span, ...]:
    """Join parts of a post, each a few spans, with a text between them."""
    spans: list[Span] = []
    for part in parts:
        if spans:
            spans.append(Span(between))
        spans += part
    return tuple(spans)
