"""Numbers of things, and lengths of time, in words: by the plural rules of the CLDR."""

from collections.abc import Callable, Mapping
from datetime import timedelta


def count_phrase(number: int, noun: str) -> str:
    """Write how many there are of something whose plural is regular: '1 event', '2 events'."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def span_phrase(length: timedelta) -> str:
    """Write a positive length of time to the precision that a reader needs.

    Days and hours from a day on, hours and minutes from an hour on, else minutes.

    >>> span_phrase(timedelta(minutes=90))
    '1 hour 30 minutes'
    """
    return " ".join(count_phrase(number, unit) for number, unit in span_units(length))


def span_units(length: timedelta) -> list[tuple[int, str]]:
    """Return a positive length of time as `span_phrase` tells it: numbers of units, of two at most.

    >>> span_units(timedelta(minutes=90))
    [(1, 'hour'), (30, 'minute')]
    """
    minutes = max(1, round(length.total_seconds() / 60))
    if minutes >= 24 * 60:
        hours = round(minutes / 60)
        parts = ((hours // 24, "day"), (hours % 24, "hour"))
    else:
        parts = ((minutes // 60, "hour"), (minutes % 60, "minute"))
    return [(number, unit) for number, unit in parts if number]


def unit_writer(locale: str) -> Callable[[int, str], str]:
    """Return a function that writes a number of days, hours or minutes as the CLDR does."""

    def write(number: int, unit: str) -> str:
        from babel.units import format_unit  # late: English does without, and need not wait for it

        return format_unit(number, f"duration-{unit}", locale=locale)

    return write


def counted(locale: str, forms: Mapping[str, Mapping[str, str]]) -> Callable[[int, str], str]:
    """Return a function that writes a number of things by their name, in one of their ``forms``.

    Those are by name, then by the plural category of the CLDR that the number is of: one, few …
    """

    def write(number: int, name: str) -> str:
        return form_of(number, forms[name], locale).format(number)

    return write


def form_of(number: int, forms: Mapping[str, str], locale: str) -> str:
    """Return the one of some forms, by plural categories of the CLDR, that a number takes."""
    from babel import Locale  # late, as above

    return forms[Locale.parse(locale).plural_form(number)]
