"""Which words of a line say what is at which of its hours."""

import re
from dataclasses import replace
from datetime import time

from events.drafting.mentions.kinds import Trigger, first_trigger
from events.drafting.mentions.when.days import blanked
from events.drafting.mentions.when.hour_mentions import HourMention
from events.drafting.mentions.when.parts import PARTS, PartMention
from events.drafting.reading.prose.deadlines import is_aside_deadline
from events.drafting.sentences.clauses import Sentence, When, leads
from events.model import Kind
from events.times import Precision

_THEN = re.compile(
    r"\bfollowed by\b|;\s|\s(?:and|&|\+|und|et)\s+(?:a |an |the |eine )?(?:joint |closing |gemeinsame )?(?=(?:press|media|news) |Presse|conférence|point de)"
    r"|,\s(?=[^,;.]{3,60}\bto follow\b)|,\s(?=(?:anschließend|im Anschluss|danach|afterwards|then|ensuite|suivie?s? d|à l['’]issue|затем)\b)",
    re.IGNORECASE,
)
# Receives the envoy. Photo opportunity at the start.
_STOP = re.compile(r"(?<=[a-zà-ž)])\.\s+(?=[A-ZÀ-Ž])")
_WHO = re.compile(r"\b(?:ministers|leaders|envoys|ambassadors|presidents)\b")
_OF_PRESS = (Kind.PRESS_CONFERENCE, Kind.STATEMENT, Kind.BRIEFING, Kind.CEREMONY, Kind.SPEECH)


def hours_of(sentence: Sentence) -> list[When]:
    """Return the hours of a line but those until which to apply."""
    return [it for it in sentence.whens if it.hour and not is_aside_deadline(it, sentence)]


def days_of_later(sentence: Sentence) -> list[When]:
    """Return the days of a line that only a later one of its hours has: opening 1000, press conference 1500 on Jan 15."""
    hours = hours_of(sentence)
    is_first_without = bool(hours) and hours[0].day is None
    return [it for it in hours[1:] if it.day] if is_first_without else []


def with_hour_at_end(sentence: Sentence) -> Sentence:
    """Return a line under a day with the hour, or the part of the day, that stands at its end, if it tells no other.

    So it is in: a hearing, 14; Speaker is elected, from 1430; Debate, 2235 - CANCELLED; Dialogue - afternoon.
    """
    if any(it.hour or it.part for it in sentence.whens):
        return sentence
    part = _PART_AT_END.search(sentence.plain)
    if part:
        told = When(part.span("part"), part=PartMention(part.span("part"), PARTS[part["part"]]))
        return _with(sentence, told)
    number = _NUMBER_AT_END.search(sentence.plain)
    if number:
        at, span = int(number["hour"]), number.span("hour")
        why = f"{at}, at the end of the line, read as an hour"
        return _with(
            sentence, When(span, hour=HourMention(span, time(at), why=why, is_bare=at <= 12))
        )
    digits = _DIGITS_AT_END.search(sentence.plain)
    if digits is None:
        return sentence
    precision, before = Precision.EXACT, (digits["word"] or "").lower()
    if before in _ABOUT:
        precision = Precision.ABOUT
    elif before in _NOT_BEFORE:
        precision = Precision.NOT_BEFORE
    at_end = time(int(digits["hour"]), int(digits["minute"]))
    span = digits.span("told")
    return _with(sentence, When(span, hour=HourMention(span, at_end, precision)))


def _with(sentence: Sentence, when: When) -> Sentence:
    return replace(
        sentence, whens=[*sentence.whens, when], plain=blanked(sentence.plain, when.span)
    )


_NUMBER_AT_END = re.compile(r"(?<=[a-zà-ž)],\s)(?P<hour>[7-9]|1\d|2[0-3])(?:\s?(?:h|hrs|Uhr))?\s*$")
_PART_AT_END = re.compile(
    r"[,;–—-]\s(?:in the )?(?P<part>morning|afternoon|evening|midday)(?=\s*(?:$|[(,;–—-]))"
)
_ABOUT = ("around", "about", "approx", "approx.", "ca.", "circa", "gegen", "vers")
_NOT_BEFORE = (
    "from",
    "after",
    "ab",
    "not before",
    "no earlier than",
    "not earlier than",
    "no sooner than",
)
# Four digits that no year is, behind a sign or its word, at the end or before what is said of the line
_DIGITS_AT_END = re.compile(
    r"(?:[,;:(–—-]\s?|\s)(?P<told>(?:(?<=[,;:(–—-])|(?<=[,;:(–—-]\s)|(?=[a-z])|(?<=briefing\s)|(?<=conference\s)|(?<=statement\s)|(?<=statements\s)|(?<=presser\s)|(?<=dinner\s)|(?<=lunch\s)|(?<=debate\s)|(?<=vote\s))"
    r"(?:(?P<word>at|from|not before|no(?:t)? earlier than|no sooner than|to|until|about|around|approx\.?|ca\.?|circa|gegen|um|ab|vers|à)\s)?"
    r"(?!20[1-9]\d|19\d[05])(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d))"
    r"(?=[\s)]*(?:$|[(\[,;–—-]\s?[^\d]{2,60}$|\((?:was|not|instead of) \d{4}\)\W*$))"
)


def words_of_first(sentence: Sentence) -> list[Trigger]:
    """Return the words for what is at the first hour of a line, if it tells several."""
    hours = hours_of(sentence)
    below = [it for it in sentence.triggers if sentence.plain[: it.span[0]].endswith(" / ")]
    if below and len(hours) < 2:
        return below  # what is below the title says what it is: Panel discussion, Room 3
    loose = [it for it in sentence.triggers if not _is_bracketed(it, sentence)]
    if len(loose) < len(sentence.triggers) and len(hours) < 2 and (loose or _is_named(sentence)):
        return loose
    if (stop := _STOP.search(sentence.plain)) and len(hours) < 2:
        before = [it for it in sentence.triggers if it.span[1] <= stop.start()]
        if any(it.is_verb for it in before):
            return before
    if end := word_at_end(sentence):
        return [it for it in sentence.triggers if it.span[1] <= end.span[0]]
    if follow := _THEN.search(sentence.plain):
        before = [it for it in sentence.triggers if it.span[1] <= follow.start()]
        if any(not it.is_aside for it in before) or "followed" in follow[0]:
            return before or sentence.triggers
    if len(hours) < 2:
        return sentence.triggers
    ends = hours[1].span[0] if leads(hours[0], sentence) else hours[0].span[0]
    before = [it for it in sentence.triggers if it.span[1] <= ends]
    labels = [it for it in before if _LABELS.fullmatch(sentence.plain[it.span[1] : ends])]
    if labels and leads(hours[0], sentence):
        return [it for it in before if it not in labels]
    if not before and not leads(hours[0], sentence):  # what stands between is of the next hour
        first, then = hours[0].span[1], hours[1].span[0]
        return [it for it in sentence.triggers if not first <= it.span[0] < then]
    return before or sentence.triggers


# Amendments. Voting time: 10.30
_LABELS = re.compile(
    r"(?:\s(?:time|hour|starts?|begins?|at|from|\(?approx\.?\)?))?:\s+(?:at\s|about\s|around\s|from\s)?"
)


def _is_named(sentence: Sentence) -> bool:
    """Tell whether a line names something outside of its brackets, which tell who may come."""
    return len(re.findall(r"[^\W\d_]{2,}", _BRACKETS.sub("", sentence.plain))) > 1


_BRACKETS = re.compile(r"\([^()]*\)?")


def _is_bracketed(trigger: Trigger, sentence: Sentence) -> bool:
    before = sentence.plain[: trigger.span[0]]
    return before.count("(") > before.count(")")


def word_at_end(sentence: Sentence) -> Trigger | None:
    """Return the word to which the first hour behind a line belongs, if another leads the line.

    So it is in: President receives the chancellor, statements 12:30; Summit - family photo 10:00, dinner 20:00.
    """
    hours = hours_of(sentence)
    if not hours or leads(hours[0], sentence):
        return None
    before = sentence.plain[: hours[0].span[0]]
    comma = max(before.rstrip(" ,;–-").rfind(it) for it in (", ", "; ", " - ", " – "))
    told = [
        it
        for it in sentence.triggers
        if it.span[1] <= hours[0].span[0] and (it.is_verb or not it.is_aside)
    ]
    at_end = [it for it in told if it.span[0] > comma >= 0 and it.kind in _OF_PRESS]
    is_led = any(it.span[1] <= comma for it in told) or _WHO.search(before[: max(comma, 0)])
    if not at_end or not is_led:
        return None
    return at_end[-1] if not re.search(r"[;)]", before[at_end[-1].span[1] :]) else None


def words_of_later(
    when: When, last: When, hours: list[When], sentence: Sentence, first: Trigger | None
) -> Trigger | None:
    """Return the words for what is at a later hour: behind it, if the line begins with an hour."""
    if leads(hours[0], sentence):
        ends = next((it.span[0] for it in hours if it.span[0] > when.span[0]), len(sentence.text))
        behind = [it for it in sentence.triggers if when.span[1] <= it.span[0] < ends]
        if behind:
            return first_trigger(behind)
    between = [
        it
        for it in sentence.triggers
        if last.span[1] <= it.span[0] and it.span[1] <= when.span[0] and it is not first
    ]
    return between[-1] if between else None
