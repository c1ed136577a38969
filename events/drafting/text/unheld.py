"""What a text says is not held, and what it tells that is no event: breaks, buses, doors."""

import re

from events.drafting.mentions.kinds import Trigger
from events.drafting.text.clauses import Sentence, When

_NOT = r"\b(?:(?:will|would|does|do|did|is|are|can|could)\s+not|(?:wo|would|does|do|did|is|are|ca)n['’]t|cannot)"
_DENIED_BEFORE = re.compile(
    rf"{_NOT}\s+(?!only\b)(?:(?:hold|have|host)\s+(?:a|an|the|any)\s+|\w+\s+)?$"
    r"|\b(?i:no|kein|keine|keinen|pas de|aucune?|не будет)\s+(?:(?:date|day|time|place|venue|plans?|word|agreement) (?:(?:yet|so far) )?(?:for|of|on|to hold)\s+)?(?:\w+\s+){0,3}$"
)
_DENIED_BEHIND = re.compile(
    rf"\s+{_NOT}\s+(?:be held|take place|happen|convene|planned|scheduled|expected|foreseen)\b"
    r"|[^,;.]{0,40}?\s(?:(?:ist|sind|findet|finden) (?:[^,;.]{0,40} )?nicht (?:vorgesehen|geplant|statt)|n['’](?:est|aura) pas (?:prévue?|lieu))\b"
    r"|\s+(?:will be|is|are) (?:in recess|suspended|discontinued|closed)\b(?! to)"
)
_LOGISTICS = re.compile(
    r"\b(?:media arriv|doors|gates|access|accreditation|(?:press|media) (?:cent|room)|badge|pick-?up|shuttle|bus(?:es)?|security (?:check|screening)|"
    r"pre-?position|pre-?set|registration|contact|tel\b|hotline|check-in|call time|en route|departs?\b|departures?\b|adjourn|lid\b|set-?up|soundcheck)\w*",
    re.IGNORECASE,
)
_PAUSE = re.compile(
    r"^\W*(?:(?:coffee|tea|lunch|health|prayer|short|comfort)[ -]?)?(?:break|pause|recess)\b|^\W*(?:end|close|conclusion) of (?:the )?(?:\w+ )?"
    r"(?:meeting|session|day|visit|program|event|summit|conference|talks)|^\W*(?:media |press )?(?:registration|accreditation|check-in)\b(?! deadline| closes)|"
    r"^\W*(?:Kaffee|Mittags)pause|^\W*pause (?:café|déjeuner)|^\W*doors? open|^\W*departure of\b|"
    r"^\W*(?:coffee|tea|refreshments|departures?)\W*$",
    re.IGNORECASE,
)
_NO_EVENT = re.compile(
    r"\battends? (?:internal |private )?(?:meetings|briefings)\b|\bno (?:\w+ ){0,2}(?:events?|engagements?|appointments?|schedule|program(?:me)?)\b|"
    r"\bnothing (?:is )?(?:scheduled|planned)\b|\b(?:schedule|program(?:me)?|agenda|calendar|diary|timetable|overview|Terminvorschau|Programm)\W*$",
    re.IGNORECASE,
)
_PERHAPS = re.compile(r"\b(?:might|may|could)\s+(?:yet\s+|still\s+)?be\s+[^,;]*$")


def why_unheld(trigger: Trigger, when: When, moved: bool, sentence: Sentence) -> str:
    """Return why nothing is drafted of a word: it is not held, or only perhaps; else nothing."""
    before = sentence.plain[sentence.clause_at(when.span[0])[0] : when.span[0]]
    if moved and _PERHAPS.search(before):
        return "perhaps moved to"
    if is_denied(trigger, sentence.plain):
        return "not held on"
    clause = sentence.plain[slice(*sentence.clause_at(trigger.span[0]))]
    perhaps = is_conditional(clause) or (is_conditional(sentence.plain) and "would" in clause)
    return "only perhaps on" if perhaps else ""


def is_denied(trigger: Trigger, text: str) -> bool:
    """Tell whether a text says that something is not held: will not meet, no briefing."""
    first, last = trigger.span
    return bool(_DENIED_BEFORE.search(text[:first]) or _DENIED_BEHIND.match(text, last))


def is_conditional(clause: str) -> bool:
    """Tell whether a clause says what is only perhaps held: if the weather permits, might meet."""
    return bool(_IF.match(clause) or _MIGHT.search(clause))


_IF = re.compile(r"\W*(?:If|Should|Unless|Provided(?: that)?)\b")
_MIGHT = re.compile(r"\bmight\b")


def is_logistics(text: str) -> bool:
    """Tell whether a text is about how one comes there: buses, doors, badges."""
    return bool(_LOGISTICS.search(text))


def is_pause(title: str) -> bool:
    """Tell whether a line is of a break, of an end, or of doors that open."""
    return bool(_PAUSE.match(title))


def is_no_event(text: str) -> bool:
    """Tell whether a text under a day is a title, or says that nothing in particular is held."""
    return bool(_NO_EVENT.search(text))
