"""What a title says besides the matter: that it is cancelled, postponed or tentative."""

import re
from dataclasses import dataclass, replace

from events.model import Status

_OPEN = r"tba|tbd|to be (?:announced|determined)"
_OF_DAY = r"(?:date|day|termin|datum)(?:\s*(?:and|&|/|et|und)\s*(?:time|heure|uhrzeit))?"
_OF_WHAT = rf"(?:{_OF_DAY}|time|hour|heure|horaire|uhrzeit)"
_MARKS = {
    Status.CANCELLED: r"cancel+ed|cancel+ation|annul[ée]e?s?|abgesagt|entfällt|cancelad[oa]"
    r"|annullat[oa]|отмен[её]н[оаы]?|отменяется|отмена|annulation|geannuleerd|afgelast|odwołan[aeoy]"
    r"|скасован(?:[оаеі]|ий)|zrušen[aoyiýé]?|inställ(?:da|[dt])|a[fv]lyst|peruttu|peruutettu|absage"
    r"|fällt aus|[iİ]ptal(?: ed[iİ]ld[iİ])?|中止|取消",
    Status.POSTPONED: r"postponed|report[ée]e?s?|verschoben|aplazad[oa]|rinviat[oa]"
    r"|перенес[её]н[оаы]?|отложен[оаы]?|uitgesteld|відкладен(?:[оаеі]|ий)|przełożon[aeoy]|延期",
    Status.TENTATIVE: rf"(?:{_OF_WHAT}\s*:?\s*)?(?:tbc|to be confirmed|à confirmer|unter vorbehalt)"
    rf"|{_OF_DAY}\s*:?\s*(?:{_OPEN})|tentative|provisional|предварительно",
}
_WHERE = (
    r"^\s*[\[(*【]+\s*(?:{words})\s*[\])*】]+\s*[:–—-]*\s*(?P<rest>\S.*)$",  # [CANCELLED] Talks
    # Cancelled: talks; Canceled event with note: talks, as Google writes to those invited
    (
        r"^\s*(?:{words})(?: (?:event|meeting)(?: with note)?)?\s*(?:[:：!！]+|\s[–—-])\s*"
        r"(?P<rest>\S.*)$"
    ),
    r"^(?P<rest>.+?)\s*[\[(*]+\s*(?:{words})\s*[.!]*\s*[\])*]+\s*$",  # Talks (cancelled!)
    r"^(?P<rest>.+?)\s*(?:\s[–—-]|:)\s*(?:{words})\s*[.!]*\s*$",  # Talks - cancelled
)
_DOT_ABOVE = "\N{COMBINING DOT ABOVE}"  # which stays of a small İ
# In Spanish it is off, or interrupted.
_IN_DOUBT = r"suspendid[oa]"
# Of small letters: ten times as fast.
_ANY = re.compile("|".join((*_MARKS.values(), _IN_DOUBT)))

_NO_TIME = re.compile(
    rf"\s*[\[(]\s*(?:time\s*:?\s*)?(?:{_OPEN})\s*[\])]\s*$"
    rf"|(?:\s[–—-]|[:,])\s*time\s*:?\s*(?:{_OPEN})\s*$",
    re.IGNORECASE,
)
_MAY_LACK_TIME = ("tba", "tbd", "announced", "determined")

# Texts, which re compiles and keeps when one is asked for: few titles have a mark, and these take
# longer to compile than most agendas to read.
_FORMS = [(status, form.format(words=words)) for status, words in _MARKS.items() for form in _WHERE]
# CANCELLED Talks, Talks CANCELLED: nobody writes a word of a sentence in capitals. Where all others
# are in capitals as well, it may be such a word: CANCELLED DEBTS.
_CAPITALS = [
    (status, form.format(words=words.upper()))
    for status, words in _MARKS.items()
    for form in (r"^\s*(?:{words})\s+(?P<rest>.+)$", r"^(?P<rest>.+)\s(?:{words})[.!]*$")
]
_ANYWHERE = [
    (Status.CANCELLED, rf"\b(?:{_MARKS[Status.CANCELLED]}|{_IN_DOUBT})\b"),
    (Status.POSTPONED, rf"\b(?:{_MARKS[Status.POSTPONED]})\b"),
]


@dataclass(frozen=True, slots=True)
class Title:
    """A title without its mark.

    ``status`` is what the mark says; ``asked`` is what the words may say, and nobody can tell.
    """

    text: str
    status: Status | None = None
    asked: Status | None = None
    lacks_time: bool = False
    """Whether a mark says that the time is to be announced."""


def read_title(text: str) -> Title:
    """Take the marks off a title."""
    end = text.rstrip(" )]").lower()
    plain = _NO_TIME.sub("", text) if end.endswith(_MAY_LACK_TIME) else text
    title = _without_status(plain or text)
    return replace(title, lacks_time=True) if plain and plain != text else title


def _without_status(text: str) -> Title:
    if not _ANY.search(text.lower().replace(_DOT_ABOVE, "")):
        return Title(text)
    if marked := _marked(text):
        status, left = marked
        rest = _without_status(left.strip())
        # What is off is so, whether that was sure or not.
        if rest.status is status or (rest.status and status is Status.TENTATIVE):
            return rest
        return Title(left.strip(), status)
    asked = (status for status, form in _ANYWHERE if re.search(form, text, re.IGNORECASE))
    return Title(text, asked=next(asked, None))


def _marked(text: str) -> tuple[Status, str] | None:
    """Return the status that a mark says, and what is left of a text without that mark."""
    for status, form in _FORMS:
        if match := re.match(form, text, re.IGNORECASE):
            return status, match["rest"]
    for status, form in _CAPITALS:
        match = re.match(form, text)
        if match and any(it.isalpha() and not it.isupper() for it in match["rest"]):
            return status, match["rest"]
    return None
