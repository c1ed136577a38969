"""A sentence taken apart: its clauses, and the times in it."""

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from events.drafting.mentions.kinds import Trigger, find_triggers
from events.drafting.mentions.when.calendar_words import PARTS_OF_WEEKDAYS, CalendarWords
from events.drafting.mentions.when.days import DayMention, Form, blanked, each_blanked, find_days
from events.drafting.mentions.when.hour_mentions import HourMention
from events.drafting.mentions.when.hours import find_hours
from events.drafting.mentions.when.parts import PARTS, PartMention, find_parts
from events.drafting.mentions.where.places import PlaceMention, find_places
from events.drafting.sentences.halves import in_part
from events.drafting.sentences.tense import is_attribution
from events.model import Kind

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class When:
    """A time that is told in one go: a day, an hour or a part of the day, or several of these."""

    span: Span
    day: DayMention | None = None
    hour: HourMention | None = None
    part: PartMention | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with all that it mentions, by its place in the ``text``."""

    text: str
    whens: list[When]
    triggers: list[Trigger]
    places: list[PlaceMention]
    clauses: list[Span]
    plain: str
    """The text without the times."""

    def clause_at(self, at: int) -> Span:
        """Return the clause that a place of the text is in."""
        return next((it for it in self.clauses if it[0] <= at < it[1]), self.clauses[-1])


_CLAUSE = re.compile(
    r";|:\s(?=(?:it|they|this|that|both)\s(?:is|are|will|begins?|starts?|opens?|takes?)\b)|,?\s(?:after|before|following) which\b|,?\s(?:which|whose|while|whereas|although)\b|,\s(?:who|where|when|and|but|as|(?:(?:shortly|right|soon|immediately|just|hours|days|weeks|months|years|(?:an?|one|two|three|four|several|many|\d+) [a-z]+) )?after|with|wo|où|где)\b|"
    r"\s(?:and|to)\s(?=(?:holds?|gives?)\s(?:a|their|his|her)\s(?:[\w-]+\s)?(?:press|news)\s)|\b(?:will be |to be |is |be )?followed by\b|\s(?:and|but)\s(?=(?:will|would|is|are)\b)|\sthat\s(?=(?:took|was|were|will|would|its?|their|the|his|a|next)\b)|"
    r"(?<!\.[A-Z])(?<!\bMr)(?<!\bMs)(?<!\bDr)(?<!\bSt)\.\s(?=[A-Z])|\bon the sidelines\b|\s(?:and|but)\s(?=(?:the|a|his|her|their)\s[\w' ]{3,40}\b(?:will|would|meets?|holds?|takes?|hosts?(?!\s(?:country|nation|state|government|city)\b)|is|are)\b)|"
    r"\bahead of\b|,?\s(?:and )?then\b|,\s(?:et )?puis\b|,\s(?:und )?(?:dann|anschließend)\b|,\s(?:а )?затем\b|\sbefore (?=\w+ing\b)|,\s(?=(?:the\s)?[A-Z][\w' ’]{2,45}\s(?:sits|meets|will|would|holds|opens|visits|takes)\b)|"
    r",\s(?=[^,;.\0]{3,60}\bto follow\b)|,\s(?:and )?(?:afterwards|subsequently)\b"
    r"|,\s(?:и )?(?:по (?:(?:их|его|её|ее) )?итогам|после (?:них|неё|нее|него|чего|этого))\b"
)
_JOINS = re.compile(
    r"[\s,(\[–—/:|-]*(?:(?:at|on|of|in|the|from|starting|beginning|commencing|kicking off|to begin|to start|begins|starts|um|à|le|am|im|den|for|"
    r"precisely|sharp|between|dated|scheduled|due|early|late|and|в|во|по|around|about|both|day|local|[A-Z][a-zà-ž]{2,15} time)[\s,(–—-]*)*"
)
_IS_TIME = re.compile(
    r"(?:\W|\b(?:on|at|in|early|late|later|from|by|around|the|of|and|le|am|um|à|local|time|"
    + "|".join(PARTS)
    + r")\b)*",
    re.IGNORECASE,
)
_APART = 60  # characters between a day and an hour with a place between them
_WHERE = re.compile(
    r"[\s,(]*(?:(?:in|at|at the|in the|near|on)\s+)?[\w'’ .-]*[\s,)]*(?:(?:at|on|from|starting at|starting|beginning at|beginning|um|à|le|am)\s*)?"
)


def take_apart(text: str, words: CalendarWords, listed: bool = False) -> Sentence:
    """Find all that a sentence mentions; ``listed`` for a line of a list, which is none."""
    days = find_days(text, words)
    undated = each_blanked(text, days)
    days = [it for it in days if not _is_of_second_reading(it.span, undated)]
    hours = find_hours(undated)
    timeless = undated
    for hour in hours:
        timeless = blanked(timeless, hour.span)
    parts = [*find_parts(timeless), *_parts_of(days, text)]
    triggers = find_triggers(timeless)
    places = find_places(timeless, words.languages, listed)
    clauses = _clauses(timeless, triggers)
    whens = _grouped(timeless, days, hours, parts, triggers, places)
    whens = joined_apart(whens, triggers, clauses, timeless, listed)
    whens = [
        replace(it, hour=in_part(it.hour, it.part, text)) if it.hour and it.part else it
        for it in whens
    ]
    return Sentence(text, whens, triggers, places, clauses, timeless)


_OPENS_READING = re.compile(r"\d[^()\d]{0,45}\((?:\d{1,2}[:.]?\d\d\s[A-Z]{3,4},?\s(?:on\s)?)?$")
_READING = re.compile(r",?\s(?:at\s)?\d{1,2}[:.]?\d\d\s[A-Z]{3,4}\)")


def _is_of_second_reading(day: Span, undated: str) -> bool:
    """Tell whether a day is that of an hour by other clocks: 10:30 AEDT (16 February, 23:30 UTC)."""
    led = _OPENS_READING.search(undated[max(0, day[0] - 80) : day[0]])
    if led is None:
        return False
    return bool(
        _READING.match(undated, day[1])
        if led[0].endswith("(")
        else undated[day[1] : day[1] + 1] == ")"
    )


def _parts_of(days: list[DayMention], text: str) -> list[PartMention]:
    """Return the parts of the day that some words for it tell as well: tonight, this morning."""
    relative = [it for it in days if it.form is Form.RELATIVE]
    found = [(it.span, word) for it in relative for word in it.word.split() if word in PARTS]
    for it in days:
        told = text[slice(*it.span)]
        found += [(it.span, part) for part in PARTS_OF_WEEKDAYS if told.endswith(part)]
    return [PartMention(span, PARTS[word]) for span, word in found]


def joined_apart(
    whens: list[When], triggers: list[Trigger], clauses: list[Span], text: str, listed: bool
) -> list[When]:
    """Join a day and an hour that stand apart in a clause which tells of one thing.

    So it is in: On Monday the ministers meet in Vienna at 10:00.
    """
    for first, last in clauses:
        inside = [it for it in whens if first <= it.span[0] < last]
        told = [it for it in triggers if first <= it.span[0] < last and not it.is_aside]
        days = [it for it in inside if it.day and not is_attribution(text, *it.span)]
        rest = [it for it in inside if not it.day]
        if (
            told
            and told[0].kind is Kind.VISIT
            and rest
            and _is_of_another(triggers, rest[0], told[0])
        ):
            continue
        if len(days) != 1 or not rest or len(told) > len(rest) or days[0].hour or days[0].part:
            continue
        if len(rest) > 1 and (
            listed or not (inside[0] is days[0] and told and all(it.hour for it in rest))
        ):
            continue
        if is_bracketed(text, days[0].span[0]) and not is_bracketed(text, rest[0].span[0]):
            continue
        if len(rest) == 1 and any(
            "(" in text[days[0].span[1] : it.span[0]] for it in told if it.span[0] > days[0].span[1]
        ):
            continue
        if len(rest) > 1:  # the first of several hours has the day, each its own words
            joined, left = replace(rest[0], day=days[0].day), days[0]
        else:
            joined, left = replace(days[0], hour=rest[0].hour, part=rest[0].part), rest[0]
        whens = [joined if it in (days[0], rest[0]) else it for it in whens if it is not left]
    return whens


def _is_of_another(triggers: list[Trigger], when: When, journey: Trigger) -> bool:
    """Tell whether an hour stands behind what somebody travels for: for the signing at 11:00."""
    return any(
        it.is_aside and not it.is_verb and journey.span[1] < it.span[0] < when.span[0]
        for it in triggers
    )


def is_bracketed(text: str, at: int) -> bool:
    """Tell whether a place of a text is in brackets."""
    return text.count("(", 0, at) > text.count(")", 0, at)


def _clauses(text: str, triggers: list[Trigger]) -> list[Span]:
    told = {it.start() for it in _CLAUSE.finditer(text)}
    told |= {it.end("clause") for it in _RELATIVE.finditer(text)}
    cuts = [0, *sorted(told - {0}), len(text) + 1]
    found: list[Span] = []
    for first, last in pairwise(cuts):
        if found and (
            _opens_with_time(found, text, triggers, first)
            or _IS_TIME.fullmatch(text[slice(*found[-1])])
            or (_is_subject(found[-1], triggers) and text.startswith(" and ", first))
        ):
            found[-1] = found[-1][0], last  # On Monday, the minister and the envoy will meet
        elif last > first:
            found.append((first, last))
    return found


# What goes on behind what is told of somebody: The envoy, who was in Paris last week, arrives on Tuesday
_RELATIVE = re.compile(
    r"(?P<clause>,\s(?:who|which|whose)\b[^,;.]{3,90}),\s(?=(?:will|would|is|are|has|arrives|meets|holds|opens|hosts|visits|travels|flies|speaks|addresses|chairs|attends|leaves|begins|starts|takes)\b)"
)


def _opens_with_time(found: list[Span], text: str, triggers: list[Trigger], next_one: int) -> bool:
    """Tell whether all before is a time and how something comes to be then: On 20 May, at the invitation of."""
    if len(found) > 1 or not _OPENING_TIME.match(text[slice(*found[0])]):
        return False
    told = any(found[0][0] <= it.span[0] < found[0][1] and not it.is_aside for it in triggers)
    return not told and bool(_WHO.match(text, next_one))


_WHO = re.compile(r",\s(?:[Tt]he\s)?[A-ZÀ-Ž]")
_OPENING_TIME = re.compile(
    r"\W*(?:(?:In|At)\s[A-ZÀ-Ž][\w'’ -]{2,30},\s|(?:Before|After|Ahead of|Prior to|Following|On the eve of|In the run-up to|In advance of|During|Upon|At the (?:end|close|conclusion|start|beginning) of|Earlier|Later)\s[^,;.\0]{3,60},\s)?(?:(?:[Oo]n|[Tt]he|A|One|[Aa]t|[Ff]rom|[Ii]n|[Aa]m|[Ll]e)\s+)?\0{3,}[^;.]{0,120}$"
)


def _is_subject(clause: Span, triggers: list[Trigger]) -> bool:
    """Tell whether a clause only says who does something."""
    return not any(clause[0] <= it.span[0] < clause[1] and not it.is_aside for it in triggers)


def _grouped(
    text: str,
    days: list[DayMention],
    hours: list[HourMention],
    parts: list[PartMention],
    triggers: list[Trigger],
    places: list[PlaceMention],
) -> list[When]:
    alone = [When(it.span, day=it) for it in days]
    alone += [When(it.span, hour=it) for it in hours]
    alone += [When(it.span, part=it) for it in parts]
    grouped: list[When] = []
    for each in sorted(alone, key=lambda it: it.span):
        if grouped and _belong(grouped[-1], each, text, triggers, places):
            grouped[-1] = _joined(grouped[-1], each)
        else:
            grouped.append(each)
    return grouped


def _belong(
    one: When, other: When, text: str, triggers: list[Trigger], places: list[PlaceMention]
) -> bool:
    if (one.day and other.day) or (one.hour and other.hour) or (one.part and other.part):
        return False
    first, last = one.span[1], max(one.span[1], other.span[0])
    gap = text[first:last]
    if _JOINS.fullmatch(gap):
        return True
    if last - first > _APART or any(first <= it.span[0] < last for it in triggers):
        return False
    return any(first <= it.span[0] < last for it in places) and bool(_WHERE.fullmatch(gap))


def _joined(one: When, other: When) -> When:
    span = min(one.span[0], other.span[0]), max(one.span[1], other.span[1])
    joined = replace(one, span=span)
    if other.day:
        joined = replace(joined, day=other.day)
    if other.hour:
        joined = replace(joined, hour=other.hour)
    if other.part:
        joined = replace(joined, part=other.part)
    return joined


def leads(when: When, sentence: Sentence) -> bool:
    """Tell whether an hour stands before the words for what is held then: 11:00 meeting, …"""
    first, last = (when.hour or when).span
    before, behind = sentence.plain[:first], sentence.plain[last:]
    return bool(
        re.search(r"(?:^|[.:;,–—(\0])\W*(?:(?:at|um|à|ab|from|в|с)\s+)?$", before, re.I)
        and re.match(r"[\s:–—-]+[^\W\d]", behind)
    )


def with_weeks(whens: list[When], sentence: Sentence) -> list[When]:
    """Return the times with a week put to the weekday that its clause tells: this week, on Wednesday."""
    made = whens
    for week in whens:
        word = week.day.word if week.day and week.day.form is Form.WEEK else ""
        if word not in ("this", "next"):
            continue
        clause = sentence.clause_at(week.span[0])
        for it in whens:
            is_near = clause[0] <= it.span[0] < clause[1]
            if is_near and it.day and it.day.form is Form.WEEKDAY and not it.day.word:
                of_week = replace(it, day=replace(it.day, word=f"{word} week"))
                made = [of_week if each is it else each for each in made if each is not week]
    return made


def without_listed(whens: list[When], sentence: Sentence) -> list[When]:
    """Return the times without the days that only go on with the one before: today and tomorrow."""
    again = [
        other
        for one, other in pairwise(whens)
        if one.day
        and other.day
        and re.fullmatch(r"\W*(?:and|und|et|и)?\W*", sentence.plain[one.span[1] : other.span[0]])
    ]
    return [it for it in whens if it not in again]
