"""Countries and organizations that a text names."""

import itertools
import re

from events.drafting.mentions.where.countries import country_code

_ORGANIZATIONS = (
    "NATO|OSCE|EU|European Union|UN|United Nations|IAEA|African Union|ASEAN|BRICS|OPEC|CSTO|CIS|WHO|WTO|IMF|"
    "World Bank|Council of Europe|Arab League|GCC|ECOWAS|Hamas|Hezbollah|Taliban|European Commission|G7|G20|"
    "Organisation for Security and Cooperation in Europe|Organization for Security and Co-operation in Europe"
)
_PARTY = re.compile(
    rf"(?<![\w])(?:{_ORGANIZATIONS}|U\.S\.|U\.K\.|US|UK|"
    r"[A-Z][\w'’]+(?: (?:of|and) (?:the )?[A-Z]\w+| [A-Z]\w+){0,2}|[A-Z][\w]+)(?!\w)"
)
_KNOWN = re.compile(_ORGANIZATIONS)
MOST = 12


def find_parties(text: str) -> list[str]:
    """Find the countries and organizations in a text, each once, as it writes them."""
    found: dict[str, None] = {}
    for match in _PARTY.finditer(text):
        for name in _names(match[0]):
            found.setdefault(name)
    return [*found][:MOST]


def _names(run: str) -> list[str]:
    whole = re.sub(r"['’]s$", "", run)
    if _is_party(whole):
        return [whole]
    parts = re.split(r" (?:and|of) (?:the )?| ", whole)
    pairs = [" ".join(pair) for pair in itertools.pairwise(parts)]
    return [it for it in (*pairs, *parts) if _is_party(it)]


def _is_party(name: str) -> bool:
    return bool(_KNOWN.fullmatch(name)) or (
        country_code(name) is not None and not re.fullmatch(r"[A-Z]", name)
    )
