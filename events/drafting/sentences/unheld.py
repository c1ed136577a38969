"""What a text says is not held, and what it tells that is no event: breaks, buses, doors."""

import re

from events.drafting.mentions.kinds import Trigger
from events.drafting.sentences.clauses import Sentence, When
from events.times import Precision

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
    r"\battends? (?:internal |private )?(?:meetings|briefings)\b|(?:^|[/:–—-]\s)\W*(?:private|internal) (?:meetings|appointments|engagements|program(?:me)?|time|day)\W*$|\bno (?:\w+ ){0,2}(?:events?|engagements?|appointments?|schedule|program(?:me)?)\b|"
    r"\bnothing (?:is )?(?:scheduled|planned)\b|\b(?:schedule|program(?:me)?|agenda|calendar|diary|timetable|overview|Terminvorschau|Programm)\W*$",
    re.IGNORECASE,
)
_BY = re.compile(r"\b(?:by|no later than|not later than|before) (?:the end of )?$")
_PERHAPS = re.compile(r"\b(?:might|may|could)\s+(?:yet\s+|still\s+)?be\s+[^,;]*$")


def why_unheld(trigger: Trigger, when: When, moved: bool, sentence: Sentence) -> str:
    """Return why nothing is drafted of a word: it is not held, or only perhaps; else nothing."""
    before = sentence.plain[sentence.clause_at(when.span[0])[0] : when.span[0]]
    if moved and _PERHAPS.search(before):
        return "perhaps moved to"
    if is_denied(trigger, sentence.plain) and not _is_only_later(when, sentence):
        return "not held on"
    if when.day and not when.hour and _BY.search(sentence.plain[: when.span[0]]):
        return "at the latest on"
    if is_about(trigger, sentence.plain):
        return "papers of it, or a room for the press, on"
    clause = sentence.plain[slice(*sentence.clause_at(trigger.span[0]))]
    perhaps = is_conditional(clause) or (is_conditional(sentence.plain) and "would" in clause)
    perhaps = perhaps or bool(_MAY.search(sentence.plain))
    perhaps = perhaps or bool(_CONSIDERED.search(sentence.plain[: trigger.span[0]]))
    return "only perhaps on" if perhaps else ""


def _is_only_later(when: When, sentence: Sentence) -> bool:
    """Tell whether what is denied is only that something is sooner: will not meet before 3 pm."""
    hour = when.hour
    is_bound = hour is not None and hour.precision is Precision.NOT_BEFORE
    return is_bound and bool(_SOONER.match(sentence.text, hour.span[0] if hour else 0))


_SOONER = re.compile(r"(?:before|until|till|avant|раньше|до)\b", re.IGNORECASE)


def is_denied(trigger: Trigger, text: str) -> bool:
    """Tell whether a text says that something is not held: will not meet, no briefing."""
    first, last = trigger.span
    return bool(_DENIED_BEFORE.search(text[:first]) or _DENIED_BEHIND.match(text, last))


def is_conditional(clause: str) -> bool:
    """Tell whether a clause says what is only perhaps held: if the weather permits, might meet."""
    return bool(_IF.match(clause) or _MIGHT.search(clause))


_IF = re.compile(
    r"\W*(?:[Ii]f|Should|should (?:there|the|no|none|it|they|this|that|talks|one|an?)|[Uu]nless|[Pp]rovided(?: that)?|[Dd]epending on|[Ii]n (?:the )?(?:case|event) of|[Ww]hether)\b"
)
_MIGHT = re.compile(
    r"\bmight\b|\b(?:could|may|would)\b[^.;]{0,120}?\sif\s|\bif all goes (?:well|to plan)\b|,\sif (?:necessary|needed|required|need be|at all),"
)
_MAY = re.compile(
    r"\b(?:may|could)\b.*\b(?:nothing|not|yet to|no decision)\b[^.;]{0,30}\b(?:decided|agreed|settled|confirmed|fixed|taken)\b"
    r"|\b(?:may|could)\b.*\b(?:undecided|remains open|not ruled out)\b|\b(?:not ruled out|undecided|considering|weighing|mulling)\b.*\b(?:may|could|would|whether)\b",
    re.DOTALL,
)


_PAPERS = re.compile(
    r"\b(?:arrangements?|details?|links?|program(?:me)?s?|agendas?|badges?|transcripts?|texts?|invitations?|instructions?|tickets?|copies|information|notes?|guidelines?|schedules?|passes|lists?|results?|advisor(?:y|ies))"
    r"\s(?:for|of|on|to|about|from|concerning|regarding)\s(?:(?:the|this|that|a|an|his|her|its|their)\s)?(?:[\w'’-]+\s){0,4}$",
    re.IGNORECASE,
)
_HANDED_OUT = re.compile(
    r"[^.;]{0,60}?\s(?:will|can|may|is to|are to|should)\s(?:(?:also|only|then)\s)?be\s(?:sent|published|circulated|announced|distributed|collected|shared|made|released|posted|available|provided|issued|handed|picked|confirmed|emailed|e-mailed|communicated)\b"
    r"|[^.;]{0,60}?\s(?:follows?|will follow)\b"
)
_COMES_OUT = re.compile(r"(?:be )?(?:publish|release)")
_ONLY_PAPERS = re.compile(
    r"\b(?:details?|program(?:me)?s?|agendas?|transcripts?|links?|lists?|information|schedules?|timetables?|invitations?|photos?|pictures|videos?|recordings?|names|"
    r"instructions|footage|texts?|notes?|copies|updates?|advisor(?:y|ies)|guidance)\b",
    re.IGNORECASE,
)
_PRESS_ROOM = re.compile(
    r"(?:\W*(?:The|A|Le|Das)?\s?(?:[\w-]+\s){0,2}?(?:(?:media|press|accreditation|registration|information|badge) (?:working )?(?:cent(?:re|er)|rooms?|areas?|zone|space|hub|hall|desk|lounge|tent|facilities|collection)|entrances?|gates?|doors?|turnstiles?|checkpoints?|galler(?:y|ies)|car park|cloakrooms?|screening)\b[^.;:]{0,60}?"
    r"\b(?:(?:is|are|will be|be|remains?)\s(?:open|available|accessible|staffed|at the disposal)|(?:will\s)?(?:opens?|operates?|works?|closes?)(?=\s(?:(?:its doors|daily|each|every|at|from|on)\b|\0)))\b|\W*(?:Opening|Working) hours\b)",
    re.IGNORECASE,
)
# A visit that somebody only considers
_CONSIDERED = re.compile(
    r"\b(?:considering|weighing|mulling|contemplating|(?:not|been) ruled out|possibility of|speculation (?:about|of)|toying with|calls? for|urged?|proposed|proposes|suggested|idea of)\s(?:(?:a|an|the|another)\s)?(?:[\w-]+\s){0,2}$"
)


def is_about(trigger: Trigger, text: str) -> bool:
    """Tell whether a text only says when papers about an event are sent, or when the press has its room."""
    if _PRESS_ROOM.match(text):
        return True
    first, last = trigger.span
    if trigger.is_verb and _COMES_OUT.match(text, first):
        around = f"{text[max(0, first - 120) : first]} {text[last : last + 40]}"
        return bool(_ONLY_PAPERS.search(around))
    is_of_papers = not trigger.is_verb and _PAPERS.search(text[max(0, first - 120) : first])
    return bool(is_of_papers and _HANDED_OUT.match(text, last))


def is_press_room(text: str) -> bool:
    """Tell whether a text says when the press has its room."""
    return bool(_PRESS_ROOM.match(text))


def is_logistics(text: str) -> bool:
    """Tell whether a text is about how one comes there: buses, doors, badges."""
    return bool(_LOGISTICS.search(text))


def is_pause(title: str) -> bool:
    """Tell whether a line is of a break, of an end, or of doors that open."""
    return bool(_PAUSE.match(title))


def is_no_event(text: str) -> bool:
    """Tell whether a text under a day is a title, or says that nothing in particular is held."""
    return bool(_NO_EVENT.search(text))
