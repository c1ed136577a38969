"""Sentences that ask something of the press, say who may come, or are about papers: of what they tell only a deadline is an event."""

import re

from events.drafting.sentences.clauses import Sentence
from events.model import Kind

_LABEL = re.compile(r"\W*(?:(?P<label>[A-ZÀ-Ž][\w'’ /-]{2,40}):\s+)?")
_HOW_TO = re.compile(
    r"(?:How to (?:join|attend|register|apply|participate|connect|follow|watch|get)|Notes? (?:for|to) (?:the )?(?:media|press|editors)|Practical(?: information| details)?|Dial-in|Getting there)\b",
    re.IGNORECASE,
)
_PLEASE = re.compile(
    r"(?:Please|Kindly|Bitte|Merci de|Prière de|Просим|Просьба)\b(?! (?:note|be (?:advised|informed)|join|beachten|noter|учесть)\b)",
    re.IGNORECASE,
)
_PRESS = (
    r"(?:(?:All|Accredited|Registered|Interested|Foreign|Local|Any|Only|Other|The|Members? of the|Representatives? of the)\s){0,3}"
    r"(?:(?:media|press)(?: persons| representatives| members| crews| outlets)?|journalists|reporters|photographers|camera(?:men| crews| operators| teams)|crews|correspondents|broadcasters|guests|visitors)\b"
)
_ADMITTED = (
    r"(?:arrive|be (?:at|in|on|seated|present|ready|in place|escorted|admitted|asked|taken|given|led)|bring|present|show|collect|pick up|register|apply|confirm|send|write|contact|"
    r"enter|use|report(?: at| to)|queue|assemble|gather|receive|carry|wear|park|leave|set up|find|get|turn|need|have (?:a|their)|hold|return|identify|note|obtain|access|dial|log|accredit|pass)"
)
_ASKED = re.compile(
    _PRESS
    + r"[^.;]{0,80}?\s(?:(?:must|should|may|can|will|need to|ha(?:s|ve) to|(?:is|are) (?:kindly |therefore |also )?(?:asked|requested|required|reminded|advised|expected|urged|encouraged|invited) to)"
    rf"\s(?:also\s|then\s)?{_ADMITTED}|need|receive|are admitted|are required|find)\b",
    re.IGNORECASE,
)
_PAPERS = re.compile(
    r"(?:(?:The|A|An|All|Any|Full|Some|Daily|Further|More|Official|Final)\s){0,3}(?:[\w-]+\s){0,2}?"
    r"(?:transcripts?|recordings?|photo(?:graph)?s|pictures|videos?|footage|bulletins?|details|information|documents?|links?|passwords?|badges|lists?|texts?|copies|notes?|leaflets?|brochures?)\b"
    r"[^.;:]{0,80}?\s(?:is|are|(?:will|can|may) (?:also )?be)\s(?:made\s)?(?:available|published|posted|on (?:the|its|our)|online|sent|uploaded|released|distributed|found|obtained|handed out|downloaded|issued|collected|provided|taken)\b",
    re.IGNORECASE,
)
# Sittings are not open to journalists
_OPEN_TO = re.compile(
    r"(?:(?:The|All|Both|Other)\s){0,2}(?:[\w-]+\s){1,6}?(?:is|are|will be)\s(?:not\s|also\s|both\s|all\s)?"
    r"(?:open to|closed(?: to)?|streamed|carried live|live on|webcast|broadcast|by invitation|in camera|for pool)\b",
    re.IGNORECASE,
)


def is_request(sentence: Sentence) -> bool:
    """Tell whether a sentence asks something of the press, who may come or where papers are: Crews must be at Gate 2 by 9.

    It is none where a label names an event: Photo opportunity: Crews may enter at 10:15.
    """
    text = sentence.text
    label = _LABEL.match(text)
    start = label.end() if label and label["label"] else 0
    if _PLEASE.match(text, start) or (start and _HOW_TO.match(text)):
        return True
    if any(it.span[1] <= start and it.kind is not Kind.DEADLINE for it in sentence.triggers):
        return False
    return bool(
        _ASKED.match(text, start)
        or _PAPERS.match(text, start)
        or (not sentence.whens and _OPEN_TO.match(text, start))
    )
