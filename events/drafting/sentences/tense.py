"""Whether a clause tells what is to come, what has been, or only who said so, and when."""

import re

_FUTURE = re.compile(
    r"\b(?:will|would|shall|'ll|could|may|might|is to|are to|is due|are due|due (?:to|in|at|on)|(?<!\ba )(?<!\bthe )(?:scheduled|expected|planned)|plans? to|"
    r"set (?:to|for)|slated|to be held|to take place|is being held|are being held|is holding|are holding|must|should|"
    r"requested to|invited to|asked to|hopes? to|intends? to|wants? to|is going to|are going to|is visiting|are meeting|is meeting|"
    r"starts?|begins|opens|meets?|meet|sits|holds|hosts|visits|convenes|gathers?|takes place|take place|arrives|travels|receives|addresses|speaks|votes|"
    r"resumes?|convene|gather|begin|arrive|return|continues|marks|attends|chairs|delivers|briefs|flies|goes|leaves|departs|heads|returns|signs|joins|presents|takes|expires|enters|"
    r"wird|werden|soll|sollen|findet|aura|auront|sera|seront|doit|состоится|состоятся|пройдёт|пройдет|будет|планируется|"
    r"upcoming|forthcoming|ahead of|in view of|to meet|to hold|to resume|to continue|to begin|to convene|to join|to start|to take part|to return|to travel|to receive|to sign|to brief|to address|to visit|to discuss|to attend|to vote|to speak|to host|to open|to sign)\b",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"(?<!\bbe )(?<!\bbeing )(?<!\bis )(?<!\bare )\b(?:was|were|had|met|held|began|took|spoke|went|came|gave|left|won(?!['’]t)|saw|sent|sat|put|made|led|fell|broke|"
    r"has(?! (?:set|scheduled|fixed|slated|pencilled|booked|arranged|earmarked|put|called|summoned|convened|invited)\b[^,;.]{0,60}? for\b)(?! (?:talks|meetings|consultations|discussions|lunch|dinner|breakfast|bilaterals?|to|a|an)\b)(?! been (?:re)?(?:moved|scheduled|set|fixed|planned|arranged|confirmed|called|convened|invited|announced|postponed|cancelled|canceled|delayed|deferred|extended|put|pushed|brought forward)\b)|have been(?! (?:re)?(?:moved|scheduled|set|fixed|planned|arranged|confirmed|called|convened|invited|postponed|cancelled|canceled|delayed|deferred|put|pushed|brought forward)\b)|said it had|did|got|ran|drew|struck|fled|flew|brought|wound|rose|chose|grew|swore|ago|since|"
    r"s['’](?:est|était|étaient|sont) \w+|(?:a|ont) (?:été|rencontré|signé|reçu|tenu|participé|présidé|effectué|visité|ouvert|présenté|prononcé|évoqué)|wurde|wurden|war|waren|hatte|a eu|avait|avaient|était|était|были|было|был|прошли|прошла|прош[её]л|прошло|состоял(?:ось|ась|ся|ись)|провел(?:а|и)?|провёл|встретил\w+|посетил\w*|"
    r"last (?:week|month|year|summer|winter|autumn|spring))\b"
)
_ED = re.compile(
    r"(?<!to be )(?<!\ba )(?<!\ban )(?<!\bthe )(?<!\bof )(?<!\bbe )(?<!\bis )(?<!\bare )(?<!\bbeing )(?<!\bbeing )(?<!\bbeen )(?<!-)(?<!\bwith )(?<!\bfor )(?<!\ball )(?<!\bas )(?<!\btheir )(?<!\bits )\b(?!reported|announced|confirmed|added|stated|declared|told|noted|warned|tweeted|United|Allied|Red\b|red\b|need|speed|indeed|exceed|Combined|combined|Limited)"
    r"(?!(?<=has )(?:scheduled|fixed|slated|pencilled|booked|arranged|earmarked|called|summoned|convened|invited)\b[^,;.]{0,60}? for\b)[a-z]{2,}(?:ed|led|ied)\b(?!\s+(?:by\b|to\b|at\b\s+\d|for\b))"
)
_SPOKE = (
    r"(?:said|told|tells|announced|announces|confirmed|reported|reports|added|stated|says|declared|tweeted|wrote|warned|"
    r"according to|spokes\w+|statement|quoted|sagte|teilte|kündigte|déclaré|annoncé|indiqué|сообщил\w*|заявил\w*)"
)
_SAID_ON = re.compile(
    rf"\b{_SPOKE}\b(?:\s+[\w'’.-]+){{0,6}}?\s*(?:,|late|early|on|am|le|в|во)*\s*$", re.IGNORECASE
)
_ON_SAID = re.compile(rf"^\W*(?:\w+\s+){{0,5}}?{_SPOKE}\b", re.IGNORECASE)
# says the 5 February talks
_NOUN_BEHIND = re.compile(
    r"\s(?!(?:that|in|at|on|after|as|and|but|the|to|by|for|with|it|he|she|they|when|while|before|of|because|said)\b)[a-z]"
)
_TOLD_THERE = re.compile(
    r"\b(?:told|said (?:at|in|during|after)|speaking (?:at|in|during|to|before)|announced (?:at|in|during)|addressing|telling)\s(?:(?:an?|the|his|her|their|its|this)\s)?(?:[\w-]+\s){0,3}$",
    re.IGNORECASE,
)
_THEN_SAID = re.compile(r"\s+(?:announced|said|confirmed|declared|told)\b")
# Speaking to reporters on Monday, the minister said; At a forum on Monday the envoy told
_SPEAKING = re.compile(
    r"\W*(?:Speaking|Addressing|Talking|Briefing|Asked|Appearing|Testifying|Interviewed|Telling|Flanked|Standing)\b[^.;\0]{0,80}$"
)
_AT_IT = re.compile(
    r"\W*(?:At|In|During|After|Following|On the sidelines of)\s(?:an?|the|his|her|their)\s[^,.;\0]{3,60}$"
)
_WHO_SAID = r"\s(?:[\w'’.-]+\s){1,6}?(?:said|told|announced|warned|declared|added|confirmed|promised|insisted|stressed)\b"
_SOMEBODY_SAID = re.compile(rf",?{_WHO_SAID}")
_THEN_SOMEBODY_SAID = re.compile(rf"(?:[^.;:,\0]{{0,60}},)?{_WHO_SAID}")
_HAPPENING = re.compile(
    r"\b(?:will|would|to (?:be|hold|meet|visit)|is|are|meets?|holds?|talks|that|whether|conference|meeting)\b",
    re.IGNORECASE,
)
# A statement that somebody is to make then
_TO_MAKE = re.compile(
    r"\b(?:(?:will|would|to|then|also|and) (?:make|deliver|give|issue|read)|makes|delivers|gives|reads)\s(?:(?:an?|his|her|its|their|the)\s)?(?:[\w-]+\s){0,2}$"
)
_CHAINED = re.compile(r"\b(?:follows?|following|after|comes? after)\b", re.IGNORECASE)
_RECORD = re.compile(
    r"\W*(?:\w+(?: \w+)?: )?(?:The |Die |Les )?(?:\w+ )?(?:photo(?:graph)?s|pictures|images|recordings?|transcripts?|videos?|video copies|audio|footage|minutes|Fotos|Bilder|Aufnahmen|Bildmaterial|Mitschnitte?|"
    r"enregistrements?|comptes? rendus?)\s+(?:(?:and|und|et)\s+\w+\s+)?(?:of|from|der|des|vom|von|du|de)\b",
    re.IGNORECASE,
)
_OF_BEFORE = re.compile(
    r"(?:\b(?:last\s+\w+['’]s|previous|earlier)|\byesterday['’]s)\s+(?:[\w-]+\s+)?$",
    re.IGNORECASE,
)
_ATTENDED = re.compile(
    r"\bwho (?:covered|attended|followed|came to|took part in|were at)\s[^,.;]*$"
)
_TOOK_PLACE = re.compile(
    r"\b(?:that|which)\s+(?:took place|were held|was held|opened|began|started)\b"
)


def is_attribution(sentence: str, first: int, last: int) -> bool:
    """Tell whether a day only says when somebody said so: ", the ministry said on Monday"."""
    before = sentence[:first]
    said = _SAID_ON.search(before)
    is_of_noun = re.search(r"\bthe\s*$", before) and _NOUN_BEHIND.match(sentence[last:])
    if said and not is_of_noun and not _HAPPENING.search(said[0]):
        return not (said[0].startswith("statement") and _TO_MAKE.search(before[: said.start()]))
    if _THEN_SAID.match(sentence[last:]):
        return True
    then = _THEN_SOMEBODY_SAID if _SPEAKING.match(before) else _SOMEBODY_SAID
    spoke = then.match(sentence[last:])
    is_there = _SPEAKING.match(before) or _AT_IT.match(before)
    if spoke and is_there and not _FUTURE.search(spoke[0]):
        return True
    opening = re.fullmatch(r"\W*(?:on|late on|early on|am|le)?\s*", before, re.IGNORECASE)
    return bool(opening) and bool(_ON_SAID.match(sentence[last:]))


def is_past(clause: str, at: int) -> bool:
    """Tell whether a clause speaks of what has been where it stands at a place.

    The nearest word that tells decides, rather one before the place than one behind it.
    """
    clause = _YET_TO_BE.sub(lambda it: " " * len(it[0]), clause)
    cues = [(_distance(it, at), False) for it in _FUTURE.finditer(clause)]
    cues += [(_distance(it, at), True) for it in _PAST.finditer(clause)]
    cues += [(_distance(it, at), True) for it in _ED.finditer(clause)]
    return min(cues)[1] if cues else False


# What is to come may be that: talks, their first since July; once they have ended
_YET_TO_BE = re.compile(
    r"\b(?:first|second|third|last)(?: [\w-]+){0,5}? since\b"
    r"|\b(?:once|as soon as|after|when|until)\s[^,;.]{1,50}?\s(?:has|have)\s\w+",
    re.IGNORECASE,
)


def is_record(sentence: str) -> bool:
    """Tell whether a sentence is about pictures or papers of what has been: Photographs of the visit."""
    return bool(_RECORD.match(sentence))


_HABIT = re.compile(
    r"[^,;]*\b(?:usually|normally|typically|as a rule|üblicherweise|[Ii]n der Regel|normalement|d['’]ordinaire|обычно)\b"
)


def is_habit(sentence: str) -> bool:
    """Tell whether a sentence says what is done time and again: Judges usually rule within months."""
    return bool(_HABIT.match(sentence)) and not re.search(r"\bwill\b", sentence)


def is_of_before(before: str) -> bool:
    """Tell whether what stands before a word says that it is of what has been: last week's visit."""
    return bool(_OF_BEFORE.search(before)) or was_attended(before)


def was_attended(before: str) -> bool:
    """Tell whether what stands before a word says who has been there: who covered the visit."""
    return bool(_ATTENDED.search(before))


def says_future(clause: str) -> bool:
    """Tell whether a clause has a word of what is to come."""
    return bool(_FUTURE.search(clause))


def is_said_there(before: str) -> bool:
    """Tell whether what stands before a word says that somebody spoke there: told a news conference."""
    return bool(_TOLD_THERE.search(before))


def is_chained(sentence: str, at: int) -> bool:
    """Tell whether what a sentence says took place is what something else follows."""
    took = [it for it in _TOOK_PLACE.finditer(sentence) if it.end() <= at]
    return bool(took) and bool(_CHAINED.search(sentence[: took[-1].start()]))


def _distance(match: re.Match[str], at: int) -> int:
    return at - match.end() if match.end() <= at else 2 * (match.start() - at) + 15
