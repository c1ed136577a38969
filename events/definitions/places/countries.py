"""Which words are countries, and no cities as well."""

from functools import cache

import pytz

from events.cities import clocks_of
from events.text import plain_letters

# As the tables of time zones do not write them.
_OTHERS = """
    America, Bosnia, Bosnia and Herzegovina, Britain, Burma, Cape Verde, China, Congo, Czechia,
    DR Congo, East Timor, England, Great Britain, Holland, Iran, Ivory Coast, Korea, Laos,
    Macedonia, Moldova, Myanmar, North Korea, North Macedonia, Palestine, Republic of Korea, Russia,
    Russian Federation, Scotland, South Korea, Swaziland, Syria, Taiwan, Tanzania,
    The Netherlands, Turkey, Türkiye, UAE, UK, US, USA, United Arab Emirates, United Kingdom,
    United States, United States of America, Vietnam, Wales
"""


def is_country(name: str) -> bool:
    """Tell whether a name is a country's, and that of no city in it, as Luxembourg is."""
    return plain_letters(name.strip()) in _countries() and clocks_of(name) is None


@cache
def _countries() -> frozenset[str]:
    names = (*pytz.country_names.values(), *(it.strip() for it in _OTHERS.split(",")))
    return frozenset(plain_letters(name) for name in names)
