"""Where institutions sit that a text names in place of their city."""

import re
from functools import cache

from events.cities import clocks_of
from events.drafting.mentions.where.countries import country_of_zone, zone_of_country
from events.drafting.mentions.where.names import NAME
from events.drafting.mentions.where.places import PlaceMention

STANDS, SITS = "it stands there", "it sits there"
# Buildings, and bodies that are hardly named for anything but what is held with them.
_SEATS = {
    r"NATO (?:Headquarters|headquarters|HQ)|Berlaymont|Justus Lipsius|Europa building": ("Brussels", STANDS),
    r"UN (?:Headquarters|headquarters|HQ)|United Nations (?:Headquarters|headquarters)|Spokes(?:person|man|woman) for the Secretary-General|"
    r"Security Council|SECURITY COUNCIL|GENERAL ASSEMBLY|General Assembly|UNITED NATIONS|UN NOON BRIEFING": ("New York", SITS),
    r"White House|U\.?S\.? Senate|U\.?S\.? Congress|House of Representatives|Oval Office|State Department|Department of State|the Pentagon|Capitol Hill|"
    r"Blair House": ("Washington", STANDS),
    r"Hofburg|OSCE Permanent Council|IAEA (?:Board of Governors|headquarters)|Ballhausplatz": ("Vienna", STANDS),
    r"Palais des Nations|Human Rights Council": ("Geneva", SITS),
    r"Downing Street|House of Commons|House of Lords|Lancaster House|Buckingham Palace|Chatham House": ("London", STANDS),
    r"International Court of Justice|Peace Palace|International Criminal Court|Catshuis|Binnenhof": ("The Hague", SITS),
    r"[EÉ]lys[ée]e|Quai d['’]Orsay|(?:Hôtel (?:de )?)?Matignon|Assemblée nationale|Palais[ -]Bourbon": ("Paris", STANDS),
    r"Bundestag|Chancellery|Kanzleramt|(?:Schloss Bellevue|Bellevue Palace)|Bundespressekonferenz|Auswärtige[ns]? Amt": ("Berlin", STANDS),
    r"Palazzo Chigi|Farnesina|Quirinal(?:e)?(?: Palace)?|Montecitorio": ("Rome", STANDS),
    r"Moncloa": ("Madrid", STANDS),
    r"Great Hall of the People|Diaoyutai": ("Beijing", STANDS),
    r"Dublin Castle|Leinster House": ("Dublin", STANDS),
    r"Christiansborg": ("Copenhagen", STANDS),
    r"Hyderabad House|Rashtrapati Bhavan": ("New Delhi", STANDS),
    r"Dolmabah[cç]e": ("Istanbul", STANDS),
    r"Holy See Press Office|Press Office of the Holy See|Holy See Bulletin|St\.? Peter['’]s Square|Sistine Chapel|Apostolic Palace": ("Vatican City", STANDS),
    r"Parliament Hill|Rideau Hall": ("Ottawa", STANDS),
}  # fmt: skip
# Bodies: there where a text leads to them, not where it only names who is of them.
_BODIES = {
    r"Kremlin|State Duma|Federation Council": ("Moscow", SITS),
    r"Sénat": ("Paris", SITS),
    r"Bundesrat": ("Berlin", SITS),
    r"Knesset": ("Jerusalem", SITS),
    r"Verkhovna Rada": ("Kyiv", SITS),
    r"Sejm": ("Warsaw", SITS),
    r"Riksdag": ("Stockholm", SITS),
    r"Storting": ("Oslo", SITS),
    r"Folketing": ("Copenhagen", SITS),
    r"OPCW|Europol|Eurojust": ("The Hague", SITS),
    r"UNESCO|OECD": ("Paris", SITS),
    r"European Court of Human Rights": ("Strasbourg", SITS),
    r"Court of Justice of the European Union|European Court of Justice|CJEU": ("Luxembourg", SITS),
}  # fmt: skip
_LED = re.compile(
    r"(?:\b(?:(?:at|in|inside|to|of|before)\s+(?:the\s+)?|à l['’]|(?:au|à la|im|am|в)\s+))$"
)
_LED_TO_BODY = re.compile(
    r"(?:\b(?:(?:at|in|inside|before)\s+(?:the\s+)?|à l['’]|(?:au|à la|du|im|am|в)\s+)|[,(–—|]\s*(?:the\s+)?)$"
)
# Councils and assemblies that others have as well: African Union Peace and Security Council
_OF_MANY = re.compile(r"(?i:security council|general assembly|house of representatives|congress)$")
# What other countries have by the same name
_OF_COUNTRIES = re.compile(
    r"(?:Chancellery|Kanzleramt|Bundesrat|Sénat|Assemblée nationale|House of Commons|House of Lords|House of Representatives|"
    r"State Department|Department of State|White House)$",
    re.IGNORECASE,
)
_NAMED_FOR = re.compile(r"\s[Rr]ules?\b|-\w")  # Chatham House rule
_OF_ANOTHER = re.compile(
    r"\b(?:Peace and|PEACE AND|National|NATIONAL|Parliamentary|[A-Z]\w+(?:ian|ean|ese|ish|i|an|ch)|[\w-]+['’]s?|(?!(?:UN|US|EU)\b)[A-Z]{3,})\s+$"
)
_OF_WHICH = re.compile(rf"\sof\s(?:the\s)?({NAME}(?:\s{NAME})?)")
_OF_COUNTRY = re.compile(
    r"\s+(?:of|OF)\s+(?!(?i:the\s+)?(?i:UN\b|U\.N|United|resolution))(?:the\s+)?[A-Z]"
)


@cache
def _pattern(of_bodies: bool, in_capitals: bool) -> tuple[re.Pattern[str], list[tuple[str, str]]]:
    seats = _BODIES if of_bodies else _SEATS
    some = "|".join(f"(?P<s{n}>{it})" for n, it in enumerate(seats))
    return re.compile(rf"(?<!\w)(?:{some})(?!\w)", re.IGNORECASE if in_capitals else 0), [
        *seats.values()
    ]


def seat_in(
    text: str, subject: int | None = None, home: PlaceMention | None = None
) -> PlaceMention | None:
    """Return the city of an institution that a text names, if it is there that something is.

    It is before the end of the ``subject``, or "at" leads to it: who votes on joining a court does
    not vote there. What several countries have is that of ``home``, where the report says that it is.
    """
    for of_bodies in (False, True):
        pattern, seats = _pattern(of_bodies, text.isupper())
        for match in pattern.finditer(text):
            before = text[: match.start()]
            if _OF_MANY.search(match[0]) and _is_of_another(before, text[match.end() :], text):
                continue
            if _NAMED_FOR.match(text, match.end()):
                continue
            is_there = subject is None or match.start() < subject or bool(_LED.search(before))
            if is_there if not of_bodies else _LED_TO_BODY.search(before):
                city, why = seats[int(str(match.lastgroup)[1:])]
                is_of_many = _OF_COUNTRIES.match(match[0])
                if is_of_many and not _is_at_home(city, home, text[match.end() :]):
                    continue
                return PlaceMention(match.span(), city, None, clocks_of(city), f"{match[0]}: {why}")
    return None


def _is_at_home(city: str, home: PlaceMention | None, after: str) -> bool:
    """Tell whether a city is in the country of the report, as far as that is known, or in that behind it."""
    if of := _OF_WHICH.match(after):
        return zone_of_country(of[1]) == clocks_of(city)
    country = country_of_zone(home.zone) if home and home.zone else None
    return country is None or country == country_of_zone(clocks_of(city) or "")


def _is_of_another(before: str, after: str, text: str) -> bool:
    """Tell whether a council is that of a country or of another union."""
    led = _OF_ANOTHER.search(before)
    in_capitals = text.isupper() and led is not None and led[0].strip().isupper()
    is_name = led is not None and (not in_capitals or led[0].startswith(("PEACE", "NATIONAL")))
    return is_name or bool(_OF_COUNTRY.match(after) and not text.isupper())
