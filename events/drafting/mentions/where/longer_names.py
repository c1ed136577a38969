"""Names that are a part of a longer one, of what is not for that in the city: Lima Group, Belém Palace."""

import re

# What is agreed, founded or printed, in small letters as well; and what stands in any city.
_NAMED_FOR = re.compile(
    r"(?:\s[A-Z][\w’'-]+){0,2}?\s(?:"
    r"(?i:process|pact|agreement|accords?|convention(?! cent)|declaration|format|protocol|group|charter|treaty|statute|club|consensus|"
    r"formula|goals?|principles|rule|initiative|memorandum|compact)"
    r"|Rules|Framework|Coalition|Alliance|Organi[sz]ation|Plan|Agreements|Conventions|Palace|House|Street|Square|Road|Avenue|Boulevard|Bridge|Gate|Room|Suite|Ballroom|Salon|Consulting|Bank|"
    r"Times|Post|Globe|Herald|Tribune|Gazette|Journal|Guidelines|Commitments|Code|Order|Brigade|Regiment"
    r")(?![\w’'-])"
)


def is_named_for(after: str) -> bool:
    """Tell whether what stands behind a city's name makes it that of something else."""
    return bool(_NAMED_FOR.match(after))
