"""An instant that an option gives, such as --as-of "2022-01-11 09:00 GMT"."""

from datetime import datetime

from bot.cli.exits import UsageError
from events.errors import Refusal

INSTANT = '"2022-01-11 09:00 GMT"'


def parse_instant(command: str, option: str, text: str, timezone: str | None) -> datetime:
    """Take an instant; without a zone in it, by the clocks of ``timezone``, else in GMT.

    Raises `UsageError`.
    """
    from events.time_grammar import parse_start
    from events.times import Moment

    try:
        start = parse_start(text, timezone or "UTC")
    except Refusal as refusal:
        raise UsageError(command, f"{option}: {refusal}") from None
    if not isinstance(start, Moment) or start.approximate:
        raise UsageError(command, f"{option}: {text} is no instant (write {INSTANT})")
    return start.begins
