"""Numbers of things in words, by the plural rules of the CLDR."""

from collections.abc import Callable, Mapping


def count_phrase(number: int, noun: str) -> str:
    """Write how many there are of something whose plural is regular: '1 event', '2 events'."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


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
        from babel import Locale  # late, as above

        return forms[name][Locale.parse(locale).plural_form(number)].format(number)

    return write
