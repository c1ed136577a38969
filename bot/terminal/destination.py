"""The terminal as a destination: what a channel would show, for whoever has no token yet."""

import sys
from datetime import datetime
from io import TextIOWrapper
from typing import NoReturn

from rich.console import Console
from rich.style import Style
from rich.text import Text

from bot.clock import Clock
from bot.delivery.outcome import Delivered, Outcome, Unknown
from bot.messages.markup import spans
from bot.messages.messages import Post
from bot.terminal.output import CannotPrint, end_in_peace, printing
from events.wording.english import ENGLISH
from events.zones import tzinfo

_STYLES = {
    "b": Style(bold=True),
    "s": Style(strike=True),
    "i": Style(italic=True, dim=True),
    "tg-time": Style(color="cyan"),
}


class TerminalDestination:
    """Prints posts with the time at which they were posted, in colour where there is any.

    ``timezone`` is the reader's, for a time that they need not convert.
    """

    name = "terminal"

    def __init__(self, clock: Clock, timezone: str | None = None) -> None:
        self._clock = clock
        self._timezone = timezone
        self._console = terminal()

    async def wait_for_rate_limit(self) -> None:
        """A terminal takes as much as there is."""

    async def send(self, post: Post) -> Outcome:
        """Print a post."""
        try:
            with printing():
                self._console.print(_stamp(self._clock.now(), self._timezone or "UTC"))
                self._console.print(render(post, self._timezone))
                self._console.print()
        except CannotPrint as error:
            return Unknown(str(error))
        return Delivered()

    async def find(self, texts: tuple[str, ...], after_id: int | None) -> Outcome:
        """Tell that nobody knows what a terminal has shown."""
        return Unknown("a terminal cannot be read")

    async def edit(self, message_id: int, post: Post) -> Outcome:
        """Leave what was printed as it is."""
        return Delivered()

    async def delete(self, message_id: int) -> Outcome:
        """Leave what was printed as it is."""
        return Delivered()


def terminal() -> Console:
    """Return standard output; colours go by what it is, and by NO_COLOR."""
    if isinstance(sys.stdout, TextIOWrapper):
        # Rather a question mark for a letter that it does not know than no post at all.
        sys.stdout.reconfigure(errors="replace")
    return _Terminal(highlight=False, soft_wrap=True)


class _Terminal(Console):
    def on_broken_pipe(self) -> NoReturn:
        """End as every command does whose reader has seen enough; rich would exit with 1."""
        end_in_peace()


def _stamp(now: datetime, timezone: str) -> Text:
    local = now.astimezone(tzinfo(timezone))
    when = f"{ENGLISH.day(local.date())}, {local:%H:%M} {_zone_name(timezone)}"
    return Text(f"── {when} ──", style="dim")


def render(post: Post, timezone: str | None = None) -> Text:
    """Return a post as styled text, each time also by the clocks of the reader's zone."""
    text = Text()
    for span in spans(post.html):
        style = sum((_STYLES[tag] for tag in span.tags if tag in _STYLES), Style.null())
        text.append(_printable(span.text), style)
        if span.unix is not None and timezone:
            text.append(_in_zone(span.unix, timezone), style)
    if post.button:
        text.append(f"\n{post.button.label}: ", Style(bold=True))
        text.append(post.button.url, Style(underline=True))
    return text


def _in_zone(unix: int, timezone: str) -> str:
    local = datetime.fromtimestamp(unix, tzinfo(timezone))
    return f", {local:%a %H:%M} {_zone_name(timezone)}"


def _zone_name(timezone: str) -> str:
    # As everywhere else, whichever of its two names the reader has set.
    return "GMT" if timezone == "UTC" else timezone


def _printable(text: str) -> str:
    """Show control characters instead of obeying them."""
    return "".join(c if c == "\n" or c.isprintable() else f"\\x{ord(c):02x}" for c in text)
