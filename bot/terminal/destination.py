"""The terminal as a destination: what a channel would show, for whoever has no token yet."""

import sys
from datetime import datetime
from io import TextIOWrapper
from typing import NoReturn

from rich import style as rich_style
from rich.console import Console
from rich.text import Text

from bot.clock import Clock
from bot.delivery.one_way import OneWay
from bot.delivery.outcome import Delivered, Outcome, Unknown
from bot.messages.plain_text import buttons_besides
from bot.messages.post import Post, Span, Style
from bot.terminal.output import CannotPrint, end_in_peace, printing
from events.text import printable
from events.wording.english import ENGLISH
from events.zones import tzinfo

_PLAIN = rich_style.Style.null()
_BOLD = rich_style.Style(bold=True)
_UNDERLINED = rich_style.Style(underline=True)
_TIME = rich_style.Style(color="cyan")
# Ends of lines, and what keeps left and right apart, are Podium's own.
_OURS = "\n\u2066\u2067\u2068\u2069"
_STYLES = {
    Style.BOLD: _BOLD,
    Style.ITALIC: rich_style.Style(italic=True, dim=True),
    Style.STRIKE: rich_style.Style(strike=True),
}


class TerminalDestination(OneWay):
    """Prints posts with the time at which they were posted, in colour where there is any.

    ``timezone`` is the reader's: each time in a post is told by its clocks as well.
    """

    name = "terminal"

    def __init__(self, clock: Clock, timezone: str | None = None) -> None:
        self._clock = clock
        self._timezone = timezone
        self._console = terminal()

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


def terminal() -> Console:
    """Return standard output; colours go by what it is, and by NO_COLOR."""
    if isinstance(sys.stdout, TextIOWrapper):
        # The encoding may lack a letter: rather a question mark there than no post at all.
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
    for span in post.spans:
        style = _style_of(span)
        text.append(printable(span.text, _OURS), style)
        if span.instant is not None and timezone:
            text.append(_in_zone(span.instant, timezone), style)
        if span.url is not None:
            text.append(" ")
            text.append(printable(span.url, _OURS), _UNDERLINED)
    for button in buttons_besides(post):
        text.append(f"\n{button.label}: ", _BOLD)
        text.append(button.url, _UNDERLINED)
    return text


def _style_of(span: Span) -> rich_style.Style:
    style = sum((_STYLES[each] for each in span.style), _PLAIN)
    return style if span.instant is None else style + _TIME


def _in_zone(instant: datetime, timezone: str) -> str:
    local = instant.astimezone(tzinfo(timezone))
    return f", {local:%a %H:%M} {_zone_name(timezone)}"


def _zone_name(timezone: str) -> str:
    # Posts say GMT, by whichever of its two names the reader has set that zone.
    return "GMT" if timezone == "UTC" else timezone
