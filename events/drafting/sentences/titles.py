"""The words of a report that name an event: as they stand there, and no others."""

import re

from events.drafting.mentions.kinds import Trigger
from events.drafting.sentences.clauses import Sentence

MOST = 110  # characters
_STOP = re.compile(
    r"\b(?:the|a|an|of|in|on|at|to|for|by|from|will|would|is|are|was|be|been|hold|holds|attend|attends|have|has|that|which|with|and|or|"
    r"his|her|its|their|this|these|give|gives|deliver|delivers|during|after|before|follows?|following|host|hosts|open|opens|chair|chairs|"
    r"join|joins|participates?|took|place|first|it|he|she|they|ein|eine|einen|der|die|das|le|la|les|une|un|du|des|de|findet|statt|also|then|"
    r"hosting|holding|resume|resumes|planned|expected|convene|convenes|gets|set|due|scheduled|est|prévue?|aura|start|starts|begin|begins|continue|continues|cover|be)\b|[,;:()\0]",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"(?:\s+in Europe\b|\s+\([A-Z]{2,}\)|\s+(?:between|with|of|on|by|for|among|to|the|and|und|mit|zwischen|entre|de|des|du|avec|der|des)\b|\s+[A-ZÀ-ŽА-Я][\w'’.–-]*|\s+\(?[A-Z]{2,}\)?|\s+in the [a-z]+(?= of)|"
    r"\s+(?!(?:will|would|is|are|was|were|in|at|at|which|that|to|scheduled|planned|and|due|could|take|takes|took|has|have|said|starts?|begins?|"
    r"opens?|follows?|where|who|expected|held|hosted|today|here|when|as|but|from|starting|until|before|after|during|est|sera|aura|se|wird|ist|findet|beginnt|statt|geplant)\b)[\w'’-]+)*"
)
_LOOSE = re.compile(
    r"(?:\s+(?:the|a|an|of|on|by|for|and|with|to|between|among|in|at|from|is|are|due|held|starting|beginning|local|his|her|their|its|und|mit|der|am|um|le|la|les|à|en|au|aux|dans|sur|pour|avec|im|bei|beim|zum|zur|nach|für|von|vom|в|во|на|с|со|о|об|к|ко|до|от|из|у|по|и|для|за|под|при|между|will|then|also))+\s*$|[\s,;:(–—-]+$",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"^[\s,;:.]*(?:(?:and|but|that|which|who|where|while|as|then|on|at|after|with|am|um|morning|afternoon|evening)\s+)*",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")
_PART = re.compile(
    r"^\W*(?:[ap]\.?m\.?|morning|midday|lunchtime|afternoon|evening|matin(?:ée)?|après-midi|soir(?:ée)?|vormittags?|nachmittags?|abends?|утром|вечером)"
    r"(?:\s?[:–—-]\s*|\.?\s+(?=(?-i:[A-ZÀ-ŽА-Я]))(?!sessions?\b|sittings?\b|prayers?\b|service\b|meetings?\b|briefings?\b))",
    re.IGNORECASE,
)
_SAID = re.compile(r",?\s+(?:\w+\s+){0,4}(?:said|told|announced|confirmed|according to)\b")


def title_of(sentence: Sentence, trigger: Trigger) -> str:
    """Return what names an event: the noun with what belongs to it, or the verb with its subject."""
    text = _of_verb(sentence, trigger) if trigger.is_verb else _of_noun(sentence, trigger)
    return tidy(text)


def held_title(text: str) -> str:
    """Return the title of what is held, and only not sooner: The council will meet, of will not meet before 3."""
    return _NOT.sub(lambda it: "will" if it[0] == "won't" else it["may"], text, count=1)


_NOT = re.compile(r"\b(?P<may>will|is|are|does|do|would) not\b(?! only)|\bwon['’]t\b")


def tidy(text: str) -> str:
    """Return a title without what hangs loose at its ends, its first letter a capital."""
    text = " ".join(text.replace("\0", " ").split()).strip(" ,;:.-–—*•|/")
    text = re.sub(r"^['’]s\s+", "", text)  # tomorrow's
    while len(text) > MOST:
        text = text[:MOST].rpartition(" ")[0] or text[:MOST]
    before = None
    while before != text:
        before, text = text, _LOOSE.sub("", text)
    if text.count("(") != text.count(")"):
        text = _OPENING.sub("", text.replace("(", "").replace(")", "")).strip()
    return text[:1].upper() + text[1:]


def _of_noun(sentence: Sentence, trigger: Trigger) -> str:
    plain, (first, last) = sentence.plain, trigger.span
    before = plain[max(0, first - 60) : first]
    stops = [it.end() for it in _STOP.finditer(before)]
    before = before[stops[-1] :] if stops else before
    places = [it.span[0] for it in sentence.places if it.span[0] >= last]
    zero = plain.find("\0", last)
    limits = [it for it in (*places, zero, len(plain)) if it >= last]
    tail = _TAIL.match(plain[: min(limits)], last)
    after = tail[0] if tail else ""
    after = re.split(r"[;:,]|\((?![A-Z]{2,}\))", after)[0]
    if said := _SAID.search(after):
        after = after[: said.start()]
    return f"{before.lstrip()}{plain[first:last]}{after}"


def _of_verb(sentence: Sentence, trigger: Trigger) -> str:
    plain, (first, last) = sentence.plain, trigger.span
    start = max(
        (
            it
            for it in (sentence.clause_at(first)[0], plain.rfind("\0", 0, first) + 1)
            if it <= first
        ),
        default=0,
    )
    end = next((it for it in (plain.find("\0", last), len(plain)) if it >= last), len(plain))
    after = plain[last:end]
    after = re.split(r"[;:(]|,\s(?!\s*(?:[A-Z]\w+\s*(?:,|and|$)))", after)[0]
    if said := _SAID.search(after):
        after = after[: said.start()]
    before = _OPENING.sub("", plain[start:first])
    if not before.strip():
        before = _OPENING.sub("", re.split(r"[,\0;:]", plain[:first])[0] + " ")
    if len(before) > 80 and ", " in before:
        before = before.split(", ")[-1]
    return f"{before}{plain[first:last]}{after}"


def title_of_line(text: str) -> str:
    """Return what names an event in a line of a programme, without its brackets."""
    text = _PART.sub("", text)
    plain = re.sub(r"^[A-ZÀ-Ž][\w' -]{2,25}:\s+(?=\S)", "", tidy(_BRACKETS.sub("", text)))
    plain = re.split(r"\s[/|]\s", plain)[0]
    return tidy(plain) or tidy(text)
