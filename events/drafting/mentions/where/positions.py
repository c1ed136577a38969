"""How a text leads to a place: that something is there, and not of whom or what it tells."""

import re

from events.drafting.mentions.where.cities import (
    City,
)
from events.drafting.mentions.where.commas import (
    is_before_last_hour,
    is_behind_comma,
    is_behind_other,
    is_behind_venue,
    is_set_off,
)
from events.drafting.mentions.where.longer_names import is_named_for
from events.drafting.mentions.where.town_positions import (
    is_behind_street,
    is_in_town,
    is_to_town,
    stands_apart,
)

Span = tuple[int, int]
_BEFORE = re.compile(
    r"\b(?:(?:in|at|near|outside|into|to|for|from|of|à|nach|в|во|bei|im|sur|départ pour|en route)\s+|"
    r"(?:visits?|visiting|посет(?:ит|ят)(?: с (?:[а-яё-]+ ){0,3}визит(?:ом|ами))?|с (?:[а-яё-]+ ){0,2}визит(?:ом|ами)|besucht|visitera|"
    r"arriv(?:es?|ing|al)|arr\.|Ankunft|arrivée)[\s\0]+)"
    r"(?:the\s+|der\s+|la\s+)?(?:downtown\s+|central\s+|southern\s+|northern\s+|eastern\s+|western\s+)?"
    r"(?:(?:[\w'’-]+\s+){0,3}(?:capital|city|resort|town|port|suburb)\s*(?:of|,)?\s+)?$",
    re.IGNORECASE,
)
_HOSTS = re.compile(
    r"(?:,\s[^,.;\0]{3,40},)?\s+(?:(?:will|is to|is due to|would)\s+)?(?:host|welcome)(?:s|\b)|\s+is hosting\b"
)
_HELD_OF = re.compile(r"\b(?:[Ss]ommet|[Gg]ipfel|[Ss]ummit)\s(?:de|d['’]|von|of)\s*$")
_HELD_THERE = re.compile(
    r"\s+(?:peace |security |NATO |EU |nuclear |climate )?(?:talks|summit|conference|meeting|round|negotiations|session)\b"
)
_VENUE = re.compile(
    r"(?i:summit|conference|meeting|forum|session|headquarters|hq|palace|house|cent(?:re|er)|hall|room|"
    r"hotel|building|university|castle|airport|embassy),\s*$"
)
_SPOKE = re.compile(
    r"\b(?:(?:said|told|says|announced|reported|added|confirmed)(?:\s+[\w'’]+){0,2}|"
    r"(?:told|telling|speaking to) (?:a |the )?(?:\w+ ){0,2}(?:briefing|reporters|journalists)|spokes\w+|officials?|diplomats?|sources?)\s+in\s+$"
)
# Whom somebody meets or speaks to there is there: will brief officials in
_TO_THEM = re.compile(
    r"\b(?:meets?|sees?|briefs?|addresse?s?|receives?|hosts?|consults?|(?:speaks?|talks?|talks|meetings?|consultations) (?:to|with))\s(?:[\w'’-]+\s){0,3}(?:officials|diplomats|sources|spokes\w+)\s+in\s+$"
)
_SCHOOL = re.compile(
    r"\b(?:at|in|to)\s[^\0.,;]{0,50}\b(?:College|University|Institute|School|Airport|Hilton|Marriott|Sheraton|Embassy)\s+(?:of\s+|in\s+)?$"
)
# Of whom somebody speaks: a briefing for the Riga press
_ITS_PEOPLE = re.compile(
    r"\s(?:media|press(?! (?:conference|club|cent|room|briefing|office))|journalists|reporters|correspondents|newspapers?|diaspora|delegation|government|authorities)\b(?! cent)"
)
_THEN_SPOKE = re.compile(r"\s+(?:said|told|announced|confirmed)\b")


def is_where_town(span: Span, text: str, listed: bool, town: City) -> bool:
    """Tell whether one of the many towns is where something is, whose names others have as well."""
    before, after = text[: span[0]], text[span[1] :]
    if _is_of_who_spoke(before, after) or is_topic(before):
        return False
    if _is_abbreviation(text[slice(*span)], before, text):
        return False
    if is_in_town(before, after) or (listed and is_before_last_hour(before, after)):
        return True
    if town.is_doubtful or (_BEFORE.search(before) and not is_to_town(before)):
        return False
    if is_behind_other(before) and not _VENUE.search(before):
        return False
    return (not listed or stands_apart(after)) and is_where(span, text, listed)


def _is_abbreviation(name: str, before: str, text: str) -> bool:
    """Tell whether a name in capitals is that of a body: the Organization of American States (OAS)."""
    is_short = name.isupper() and len(name) <= _LONGEST_ABBREVIATION and not text.isupper()
    return is_short and bool(_OF_BODY.search(before))


_LONGEST_ABBREVIATION = 6  # letters
_OF_BODY = re.compile(r"\w\s\($|\b(?:[Tt]he|[Ii]ts|[Dd]er|[Dd]ie|[Dd]as|[Ll]a|[Ll]e)\s$|\bl['’]$")


def is_where(span: Span, text: str, listed: bool) -> bool:
    """Tell whether a text says that something is in a place, and not of whom or what it tells."""
    before, after = text[: span[0]], text[span[1] :]
    if _is_of_who_spoke(before, after) or is_named_for(after) or is_topic(before):
        return False
    if re.match(
        r"['’]s\s(?:[\w-]+\s){0,3}(?i:court|airport|palace|university|hotel|square|opera|castle|cathedral|parliament|city hall)",
        after,
    ):
        return True
    if after.startswith(("-", "'s", "’s")) and not listed:
        return False
    if _VENUE.search(before) or (before.endswith("(") and re.match(r"\)|,\s*\0", after)):
        return True
    if _HOSTS.match(after) or _HELD_THERE.match(after) or _HELD_OF.search(before):
        return True
    if _BEFORE.search(before) and not re.search(
        r"\b(?<!resort )(?<!city )(?<!capital )(?<!town )(?<!port )(?:of|from)\s+(?:the\s+)?$",
        before,
    ):
        return True
    if re.search(r"\b(?:of|from)\s+(?:the\s+)?$", before):
        return False
    if _SCHOOL.search(before) or (
        re.search(r"(?:\0,?\s+and\s+|\0[,;]\s+|:\s+)$", before)
        and re.match(r"\s+(?:on|from)\s+\0", after)
    ):
        return True
    if is_behind_comma(before, after) or is_behind_street(before):
        return True
    if listed:
        return _stands_in_line(before, after)
    return is_behind_venue(before, after) or is_set_off(before, after)


def _stands_in_line(before: str, after: str) -> bool:
    """Tell whether a name stands in a line of a list as what that is in does."""
    if _BEHIND_COUNTRY.search(before) and stands_apart(after):
        return True
    if re.search(r"\0\s*:\s+$", before) and re.match(r"\s*:\s", after):
        return True  # March 10: Toronto: speech
    if _LABEL.fullmatch(before) and re.match(r"\s*:\s", after):
        return True  # All day: Toronto: speeches
    if _UNFIXED.fullmatch(before) and re.match(r"\s?(?:[-–—]|:)", after):
        return True  # tbc Toronto - talks
    is_set_off = re.search(r"(?:^|[,(\[–—|\0-]|\s/)\s*$", before)
    return bool(is_set_off) and not re.match(r"\s+[a-z]+s\b", after)


def _is_of_who_spoke(before: str, after: str) -> bool:
    """Tell whether a place is only that of who said something, or of who else is of it."""
    return is_said(before) or bool(_THEN_SPOKE.match(after) or _ITS_PEOPLE.match(after))


def is_said(before: str) -> bool:
    """Tell whether what stands before a place says that something is said there."""
    return bool(_SPOKE.search(before)) and not _TO_THEM.search(before)


_UNFIXED = re.compile(r"\W*(?:time )?(?:tbc|tba|tbd)\W+", re.IGNORECASE)
_LABEL = re.compile(r"\W*(?:[^\W\d][\w-]*\s?){1,3}:\s")
# Visit to Canada: Ottawa, Toronto
_BEHIND_COUNTRY = re.compile(
    r"\b(?i:to|in|visits?|nach|en|au|aux)\s(?:the\s)?[A-ZÀ-Ž][\w ]{2,30}:\s+$"
)
# What is told of a country is not held there: the war in, safeguards in.
_TOPIC = re.compile(
    r"(?i)\b(?:wars?|situation|conflict|crisis|safeguards|ceasefire|truce|fighting|developments|elections?|security|stability|violence|"
    r"reconstruction|operations?|interests?|rights|peace|invasion|troops|forces|mission|sites?|facilities|earthquake|attacks?|"
    r"events|coup|intervention|presence|projects?|investments?|hostages)\s+in\s+$"
)


def is_topic(before: str) -> bool:
    """Tell whether what stands before a place says what is told of it: the war in."""
    return bool(_TOPIC.search(before))
