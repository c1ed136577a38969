"""Where institutions sit that a text names in place of their city."""

import re

from events.cities import clocks_of
from events.drafting.mentions.places import PlaceMention

# Where institutions sit that a text names instead of their city.
_SEATS = {
    r"NATO (?:Headquarters|headquarters|HQ)|Berlaymont|Justus Lipsius|Europa building": ("Brussels", "it stands there"),
    r"UN (?:Headquarters|headquarters|HQ)|United Nations (?:Headquarters|headquarters)|"
    r"Security Council|SECURITY COUNCIL|GENERAL ASSEMBLY|General Assembly|UNITED NATIONS": ("New York", "it sits there"),
    r"White House|U\.?S\.? Senate|U\.?S\.? Congress|House of Representatives|Oval Office|State Department|Department of State|the Pentagon|Capitol Hill|"
    r"Blair House": ("Washington", "it stands there"),
    r"Hofburg|OSCE Permanent Council|IAEA (?:Board of Governors|headquarters)": ("Vienna", "it stands there"),
    r"Palais des Nations|Human Rights Council": ("Geneva", "it sits there"),
    r"Downing Street|House of Commons|House of Lords|Lancaster House": ("London", "it stands there"),
    r"International Court of Justice|Peace Palace|International Criminal Court": ("The Hague", "it sits there"),
    r"[EÉ]lys[ée]e|Quai d['’]Orsay": ("Paris", "it stands there"),
    r"Bundestag|Chancellery|Kanzleramt": ("Berlin", "it stands there"),
}  # fmt: skip
_SEAT = re.compile("|".join(f"(?P<s{n}>{it})" for n, it in enumerate(_SEATS)))


def seat_in(text: str, subject: int | None = None) -> PlaceMention | None:
    """Return the city of an institution that a text names, if it is there that something is.

    It is before the end of the ``subject``, or "at" leads to it: who votes on joining a court does
    not vote there.
    """
    for match in _SEAT.finditer(text):
        led = re.search(
            r"\b(?:(?:at|in|inside|to|of)\s+(?:the\s+)?|à l['’]|(?:au|à la|im|am|в)\s+)$",
            text[: match.start()],
        )
        if subject is None or match.start() < subject or led:
            city, why = [*_SEATS.values()][int(str(match.lastgroup)[1:])]
            return PlaceMention(match.span(), city, None, clocks_of(city), f"{match[0]}: {why}")
    return None
