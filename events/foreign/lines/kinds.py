"""Of what kind an event is by the words of its title."""

import re

from events.model import Kind

# The likeliest first: a press conference after a summit is no summit.
_KINDS = {
    Kind.PRESS_CONFERENCE: r"press\s+conf(?:erence|\.)?|presser|news\s+conference|doorstep"
    r"|press\s+point|pressekonferenz|conférence\s+de\s+presse|point\s+(?:de\s+)?presse|пресс-конференци\w*",
    Kind.BRIEFING: r"(?:press|media|background|technical|news)\s+briefing|briefing|брифинг\w*",
    Kind.DEADLINE: r"deadline|accreditation\s+closes|date\s+limite|frist",
    Kind.HEARING: r"hearings?|anhörung|audition|слушани\w+",
    Kind.VOTE: r"votes?|voting|abstimmung|голосовани\w+",
    Kind.SUMMIT: r"summit|gipfel(?:treffen)?|sommet|саммит\w*",
    Kind.CEREMONY: r"ceremony|signing|cérémonie|zeremonie|церемони\w+",
    Kind.SPEECH: r"speech|address\s+(?:by|to)|keynote|lecture|rede|discours|выступлени\w+",
    Kind.CALL: r"phone\s+call|telephone\s+call|call\s+with|телефонн\w+\s+разговор\w*",
    Kind.VISIT: r"visit|besuch|visite|визит\w*",
    Kind.STATEMENT: r"(?:press|joint|public)\s+statement|déclaration|заявлени\w+",
    Kind.OBSERVANCE: r"(?:bank|public|national)\s+holiday|holiday|feiertag|jour\s+férié"
    r"|(?:world|international)\s+\w+\s+day|праздник\w*",
    Kind.MEETING: r"meetings?|talks|session|sitting|council|committee|réunion|conseil|sitzung"
    r"|séance|sesión|reunión|seduta|riunione|vergadering|posiedzenie|plenary|plenum"
    r"|treffen|gespräche?|заседани\w+|встреч\w+|переговор\w+",
}
_KIND_FORMS = [
    (kind, re.compile(rf"\b(?:{words})\b", re.IGNORECASE)) for kind, words in _KINDS.items()
]


def kind_in(text: str) -> Kind | None:
    """Return the kind that a title or a category names; None if it names none."""
    return next((kind for kind, form in _KIND_FORMS if form.search(text)), None)
