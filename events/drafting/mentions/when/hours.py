"""Hours that a text mentions, each with how sure it is and its zone as written."""

import re
from dataclasses import replace
from datetime import time

from events.cities import clocks_of
from events.drafting.mentions.when.hour_mentions import Bound, HourMention, with_elsewhere
from events.drafting.mentions.when.moves import is_moved_from
from events.times import Precision
from events.zones import ABBREVIATIONS

# Further ones, which an agenda does not take.
_MORE_ZONES = ("ACDT", "ACST", "AEDT", "AEST", "AKDT", "AKST", "AWST", "CAT", "EAT", "HKT", "IDT", "MDT", "NZDT", "NZST", "WAT", "WIB", "WITA")  # fmt: skip
_ZONES = sorted((*ABBREVIATIONS, *_MORE_ZONES, "GMT", "UTC"), key=len, reverse=True)
# Zones by their long names, as the abbreviations that these stand for.
LONG_ZONES = {
    "Central European": "CET", "Eastern European": "EET", "Western European": "WET", "British Summer": "BST",
    "Greenwich Mean": "GMT", "Coordinated Universal": "UTC", "Eastern": "ET", "Pacific": "PT", "Central": "CT",
    "Mountain": "MT", "Japan": "JST", "Korea": "KST", "India": "IST", "Indian": "IST", "Gulf": "GST",
    "MEZ": "CET", "MESZ": "CEST",
}  # fmt: skip
_ZONE = (
    r"(?P<zone>\s*[,(/]?\s*(?:(?:(?P<abbr>"
    + "|".join(_ZONES)
    + r")(?P<offset>(?:\s?\+|-)\d{1,2}(?::[0-5]\d)?(?!\d)|\s?\+\d{4})?(?![\w]))"
    r"|(?P<local>(?i:local(?:\s+time)?|Ortszeit|heure locale|по местному времени))\b"
    r"|(?P<long>"
    + "|".join(it for it in LONG_ZONES if it[0] != "M" or it == "Mountain")
    + r")(?: Standard| Summer| Daylight)? [Tt]ime\b|(?P<german>MEZ|MESZ)\b"
    r"|(?P<city>[A-ZÀ-Ž][\w'’.-]+(?:\s[A-Z][\w'’.-]+)?)\s+(?:local\s+)?time\b|heure de (?P<ville>[A-ZÀ-Ž][\w'’-]+)"
    r"|in\s+(?P<where>[A-ZÀ-Ž][\w'’.-]+(?:\s[A-Z][\w'’.-]+)?)(?=\))"
    r"|(?P<moscow>(?:MSK|МСК|мск)\b|по московскому времени))\s*\)?)?"
)
_HOUR = re.compile(
    r"(?<![\d.:/$€£,+])(?:(?<![a-zA-Z]-)|(?<=[ap]m-)|(?<=[AP]M-)|(?<=\d[hH]-))(?:"
    r"(?P<h1>\d{1,2})(?:[:.h](?P<m1>[0-5]\d))?(?:(?:\s?[-–]\s?|\s(?:to|and)\s)(?P<h1b>\d{1,2})(?:[:.](?P<m1b>[0-5]\d))?)?"
    r"\s*(?P<ap>[aApP])\.?\s?[mM]\b\.?"
    r"|(?P<h2>[01]?\d|2[0-4])(?:[:hHч]|\s[hH]\s)(?P<m2>[0-5]\d)(?::[0-5]\d)?(?:\s*(?:Uhr|[hH]rs|HRS|[hH]ours|HOURS|[hH])\b\.?)?"
    r"|(?P<h3>[01]\d|2[0-4])(?P<m3>[0-5]\d)\s*(?:[hH]rs|HRS|[hH]ours|HOURS|[hH]\b|(?=\s?[-–]\s?[0-2]\d[0-5]\d\s?(?:GMT|UTC|hrs|hours|h\b|CES?T|local|\())|(?=\s?\([0-2]\d[0-5]\d\s?(?:GMT|UTC)\))|(?=\(?(?:GMT|UTC|CES?T|EES?T|E[SD]?T|MSK|BST|WES?T|IST|JST|KST|GST|SAST|AST|PKT|P[SD]?T|Z|local|Ortszeit)\b))\.?"
    r"|(?<=\0 )(?!20[2-9]\d\b(?!-))(?P<h7>[01]\d|2[0-3])(?P<m7>[0-5][05])(?=\b(?!\s*[-–]\s*\D))(?:\s?[-–]\s?(?P<h7b>[01]\d|2[0-3])(?P<m7b>[0-5][05])\b)?"
    r"|(?P<h4>[01]?\d|2[0-4])\.(?P<m4>[0-5]\d)(?!\d|%|\.\d|\s*(?:percent|per cent|million|billion|km))"
    r"(?P<uhr>\s*(?:Uhr|hrs|hours|h)\b)?"
    r"|(?P<h5>[01]?\d|2[0-4])(?:(?:\s?[-–]\s?|\s(?:bis|à)\s)(?P<h5b>[01]?\d|2[0-3])(?:[.:](?P<m5b>[0-5]\d))?)?\s*(?:Uhr\b|heures?\b|h\b(?!\w)|часов\b|часа\b|o['’]clock)(?:\s(?P<m5>[0-5]\d)(?=[\s,.;)]|$)(?!\s(?:[ap]\.?m|Uhr)))?"
    # Lines of a list: 1430 Debate
    r"|(?:(?<=^)|(?<=^ca\. )|(?<=^ca )|(?<=^c\. ))(?!20[1-9]\d(?!\s*[-–—:]\s))(?P<h8>[01]\d|2[0-3])(?P<m8>[0-5][05])(?=\s*[-–—:]\s|\s+[A-ZÀ-Ž][^\W\d])"
    r"|^(?P<h9>[01]\d|2[0-3])(?P<m9>[0-5][05])\s?[-–]\s?(?P<h9b>[01]\d|2[0-3])(?P<m9b>[0-5][05])(?=\s)"
    r"|(?<=\b[Aa]t )(?!20[1-9]\d|19[4-9]\d)(?P<h12>[01]\d|2[0-3])(?P<m12>[0-5][05])(?=[,;.)]?(?:\s*$|\s(?!(?:people|dollars|euros|points|met(?:re|er)s|feet|miles|a|per)\b)))"
    r"|(?P<h6>[01]?\d|2[0-4])(?=\s(?:GMT|UTC)\b)"
    r"|(?<=\b[Aa]t )(?P<h10>\d{1,2})(?=[,;.)]?\s*$|[,;.)]\s|\s*\0|\s(?:in|on(?=\s\0)|the(?! (?:next|following|second))|they|he|she|it|and|with|by|for|there|a|an)\b)"
    r"|(?:12 )?(?P<word>\b(?:(?:[Nn]oon|NOON)(?! (?i:briefing))|[Mm]idnight|[Mm]ittags|[Mm]inuit|Mitternacht|midi|полдень|полночь)\b)"
    # At the end of a line: Ministers meet - 0930
    r"|(?:(?<=\s[-–—]\s)|(?<=\s--\s)|(?<=\w\s\())(?!20[1-9]\d|19[145][05]|(?:19|20)\d\d\s?[-–])(?P<h11>[01]\d|2[0-3])(?P<m11>[0-5][05])(?:\s?[-–]\s?(?P<h11b>[01]\d|2[0-3])(?P<m11b>[0-5][05]))?(?=\)?\W*$)"
    # from 9.30 to 11
    r")(?:(?:\s?[-–]\s?|\s(?:to|until|till)\s)(?P<end>\d{1,2})(?=\s*[,;.)\0](?!\d)|\s*$|\s(?:in|on|at|and|for|with|followed|local|[A-Z]{3,4})\b|(?<=\d[-–]\d\d)\s+[A-ZÀ-Ž]))?"
    + _ZONE
)
_HOURS = ("h1", "h2", "h3", "h4", "h5", "h6", "h7", "h8", "h9", "h10", "h11", "h12")
_MINUTES = ("m1", "m2", "m3", "m4", "m5", "m7", "m8", "m9", "m11", "m12")
_AFTER_DOT = re.compile(
    r"(?:^|[\n(•*;:]|\b(?:at|um|à|from|until|than|of|is|around|about|by|before|and|begins?|starts?|opens?|ends?|beginnt|Beginn|statements?|conference|briefing|doorstep|presser|lunch|dinner|kl|for|vers|gegen|ab|на|в|с|до|c|ca)|[-–—(\[|]|\([^()\d]{2,40},|\0\s*,?)\.?\s*$",
    re.IGNORECASE,
)
_AFTER_WORD = re.compile(r"[^\W\d_]\)?, $")
_ABOUT = re.compile(
    r"(?:\b(?:around|about|approximately|approx\.?|roughly|circa|ca?\.|ca|shortly after|just after|"
    r"shortly before|towards?|near|vers|gegen|environ|около|примерно|some time around)|\+/-|±|~)\s*"
    r"(?:at\s+)?$",
    re.IGNORECASE,
)
_ABOUT_BEHIND = re.compile(r"\s*\((?:approx\w*|about|circa|ca|environ|etwa)\.?\)", re.IGNORECASE)
_NOT_BEFORE = re.compile(
    r"\b(?:not before|no earlier than|not earlier than|no sooner than|not until|from|as of|as from|starting from|"
    r"after|onwards from|frühestens(?: um)?|ab|à partir de|dès|не ранее|после)\s*(?:at\s+)?$",
    re.IGNORECASE,
)
_UNTIL = re.compile(
    r"\b(?:by|before|until|till|no later than|not later than|latest|closes at|bis|avant|jusqu['’]à|до)\s*"
    r"(?:at\s+)?$",
    re.IGNORECASE,
)


def find_hours(text: str) -> list[HourMention]:
    """Find the times of day in a text whose days are blanked (see `days.each_blanked`)."""
    found: list[HourMention] = []
    for match in _HOUR.finditer(text):
        if found and match.start() < found[-1].span[1]:
            continue  # in the brackets behind the last one
        hour = _hour(match, text, bool(found) and _is_dotted(found[-1], text))
        if hour is None:
            continue
        if found and is_moved_from(text, found[-1].span[0] + _from_length(found[-1], text)):
            found[-1] = replace(hour, span=(found[-1].span[0], hour.span[1]))
        elif found and _continues(found[-1], hour, text):
            last = found[-1]
            span = last.span[0], hour.span[1]
            precision = (
                Precision.EXACT if last.precision is Precision.NOT_BEFORE else last.precision
            )
            found[-1] = replace(
                last, span=span, until=hour.at, zone=last.zone or hour.zone, precision=precision
            )
        elif (
            found
            and re.fullmatch(r"\s*\(\s*", text[found[-1].span[1] : hour.span[0]])
            and not hour.zone
            and text.startswith(")", hour.span[1])
        ):
            found[-1] = replace(found[-1], span=(found[-1].span[0], hour.span[1]))
        elif found and _repeats(found[-1], hour, text):
            found[-1] = replace(found[-1], span=(found[-1].span[0], hour.span[1]), also=hour)
        else:
            found.append(hour)
        found[-1] = with_elsewhere(found[-1], text)
    if len(found) == 1 and found[0].bound is Bound.NONE and _AT_EARLIEST.search(text):
        found[0] = replace(found[0], precision=Precision.NOT_BEFORE)
    return found


# 17:15, or after the closing, whichever is later; 3.15 pm, at the earliest
_AT_EARLIEST = re.compile(
    r"\bwhichever is (?:the )?later\b|\bat the (?:very )?earliest\b|\(earliest\)|\bor later\b(?! (?:in|this|next|that|on)\b)|\bfrühestens\b|\bau plus tôt\b",
    re.IGNORECASE,
)


def _is_dotted(hour: HourMention, text: str) -> bool:
    return "." in text[slice(*hour.span)].rstrip(".")


def _hour(match: re.Match[str], text: str, is_listed: bool) -> HourMention | None:
    """Return the hour that is told; ``is_listed`` behind another one that has a dot, too."""
    before = text[: match.start()]
    if match["h4"] and not match["uhr"] and not match["zone"]:
        follows = re.match(r"\s*[-–]\s*\d", text[match.end("m4") :])
        stands = (is_listed and before.endswith((", ", " to ", " bis ", " à ", " until "))) or (
            (is_listed or _AFTER_WORD.search(before))
            and re.match(r"[;,)]|\.?$|\.\s+[A-ZÀ-Ž]|\s+sharp\b", text[match.end() :])
        )
        if not _AFTER_DOT.search(before) and not follows and not stands:
            return None
    at = _clock(match)
    if at is None:
        return None
    has_half = bool(match["ap"] or match["word"])
    precision, bound, start = Precision.EXACT, Bound.NONE, match.start()
    if about := _ABOUT.search(before):
        precision, start = Precision.ABOUT, about.start()
    elif _ABOUT_BEHIND.match(text, match.end()):
        precision = Precision.ABOUT
    elif later := _NOT_BEFORE.search(before):
        precision, start = Precision.NOT_BEFORE, later.start()
    elif closing := _UNTIL.search(before):
        start = closing.start()
        if _BEGINS_ONLY.match(closing[0]) and _NOT.search(before[:start]):
            precision = Precision.NOT_BEFORE  # will not be taken before 3 pm
        else:
            bound = Bound.UNTIL
    until = _range_of_am(match) or _range_to_bare(match, at, has_half)
    if until and precision is Precision.NOT_BEFORE:
        precision = Precision.EXACT  # from 9 to 11 a.m.
    word = (match["word"] or "").lower()
    zone = _zone(match)
    return HourMention(
        span=(start, match.end() if zone or not match["zone"] else match.start("zone")),
        at=at,
        precision=precision,
        zone=zone,
        until=until,
        bound=bound,
        midnight=word in ("midnight", "mitternacht", "minuit", "полночь"),
        has_half=has_half,
        is_bare=bool(match["h10"]) and at.hour <= 12,
    )


_NOT = re.compile(r"(?:\b(?:not|nicht|pas|не|unlikely)|n['’]t)\b[^.;,\0]{0,40}$")
_BEGINS_ONLY = re.compile(r"before|until|till|avant|раньше|до\b", re.IGNORECASE)


def _clock(match: re.Match[str]) -> time | None:
    word = (match["word"] or "").lower()
    if word:
        return time(0) if word in ("midnight", "mitternacht", "minuit", "полночь") else time(12)
    hour = int(next(match[it] for it in _HOURS if match[it]))
    minute = int(next((match[it] for it in _MINUTES if match[it]), 0))
    if match["ap"]:
        if not 1 <= hour <= 12:
            return None
        if match["h1b"] and not 1 <= int(match["h1b"]) <= 12:
            return None
        is_late = match["ap"].lower() == "p"
        if match["h1b"] and int(match["h1b"]) % 12 < hour % 12:
            is_late = not is_late  # 11-1 pm
        hour = hour % 12 + (12 if is_late else 0)
    return time(hour, minute) if hour < 24 else None


def _range_of_am(match: re.Match[str]) -> time | None:
    for last, minutes in (("h5b", "m5b"), ("h7b", "m7b"), ("h9b", "m9b"), ("h11b", "m11b")):
        if match[last]:
            return time(int(match[last]), int(match[minutes] or 0))
    if not match["h1b"]:
        return None
    hour = int(match["h1b"]) % 12 + (12 if match["ap"].lower() == "p" else 0)
    return time(hour, int(match["m1b"] or 0))


def _range_to_bare(match: re.Match[str], at: time, has_half: bool) -> time | None:
    """Return the end of a range that is a number and no more, if it is later than its begin."""
    if not match["end"]:
        return None
    hours = int(match["end"]), int(match["end"]) + 12
    return next((time(it) for it in hours[: 1 + has_half] if at.hour < it < 24), None)


def _zone(match: re.Match[str]) -> str:
    if match["abbr"]:
        return str(match["abbr"]) + (match["offset"] or "").strip()
    if match["local"]:
        return "local"
    if match["moscow"]:
        return "MSK"
    if long := match["long"] or match["german"]:
        return LONG_ZONES[long]
    city = match["city"] or match["where"] or match["ville"]
    if city and clocks_of(city):
        return str(city)
    return ""


def _from_length(hour: HourMention, text: str) -> int:
    """Return how much of an hour is the word before it, which may be that from which it is moved."""
    opening = re.match(r"(?:from|du|с)\s+", text[hour.span[0] :], re.IGNORECASE)
    return opening.end() if opening else 0


def _continues(last: HourMention, hour: HourMention, text: str) -> bool:
    """Tell whether an hour is the end of a range that the last one begins."""
    between = text[last.span[1] : hour.span[0]]
    bare = hour.bound is Bound.UNTIL and not between.strip()
    joined = re.fullmatch(r"\s*(?:-|–|—|to|until|till|bis|à|до)\s*", between)
    if joined is None and re.fullmatch(r"\s*and\s*", between):
        joined = re.search(r"\bbetween\s*$", text[: last.span[0]])
    return last.until is None and last.also is None and bool(joined or bare)


def _repeats(last: HourMention, hour: HourMention, text: str) -> bool:
    """Tell whether an hour is in brackets behind the last one, in another zone."""
    between = text[last.span[1] : hour.span[0]]
    brackets = re.fullmatch(r"\s*[(/,;]\s*|\s*\(\s*\0+,?\s(?:at\s)?", between) or (
        re.fullmatch(r"\s*", between) and text[hour.span[0] - 1 : hour.span[0]] == "("
    )
    return bool(brackets) and last.also is None and bool(hour.zone) and hour.zone != last.zone
