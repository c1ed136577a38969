"""Statuses, and who of the press may come, with the word that is meant where there is another."""

import re
from collections.abc import Mapping

from events.definitions.mends.when.writings.spellings import clock_of, read_spelling
from events.definitions.mends.words import letters_of
from events.definitions.values import Word, parse_one_of
from events.model import WRITTEN_STATUSES, Access, Status

# Compared by their letters.
_STATUSES = {
    Status.CONFIRMED: "confirmed scheduled eventscheduled fixed definite agreed on"
    " goingahead goesahead certain final ok yes true",
    Status.TENTATIVE: "tentative tentatively provisional provisionally tbc tba tbd tobeconfirmed"
    " tobeannounced tobedetermined unconfirmed notconfirmed notyetconfirmed awaitingconfirmation"
    " expected likely probable probably possible possibly draft pencilled pencilledin proposed"
    " subjecttochange subjecttoconfirmation",
    Status.CANCELLED: "cancelled canceled cancel calledoff off eventcancelled annulled scrapped"
    " dropped abandoned willnottakeplace",
    Status.POSTPONED: "postponed eventpostponed suspended deferred delayed adjourned putoff onhold"
    " postponeduntilfurthernotice postponedindefinitely postponedsinedie",
}
_ACCESS = {
    Access.OPEN: "open opentopress openpress opentomedia opentoall opentoallmedia openmedia public"
    " opentothepublic yes all allmedia everyone free",
    Access.ACCREDITED: "accredited accreditedonly accreditedmedia accreditedpress registered"
    " accreditedmediaonly accreditedpressonly accreditation registeredmedia registration"
    " registrationrequired accreditationrequired badge badgeholders pressbadge",
    Access.POOL: "pool poolonly presspool mediapool pooled pooledcoverage poolcoverage tvpool"
    " photopool cameraspool expandedpool restrictedpool pooledpress",
    Access.INVITATION: "invitation invitationonly byinvitation byinvitationonly invite inviteonly"
    " invited invitedmedia invitedpress invitees selectedmedia",
    Access.CLOSED: "closed closedtopress closedtomedia closedpress closedmedia nopress nomedia"
    " no none private closeddoors behindcloseddoors incamera nocoverage nomediaaccess notopen",
}
# What is no status, and what says it.
_NEW_TIME = re.compile(
    r"(?:now )?(?:moved|rescheduled|postponed|delayed|deferred|put off|brought forward)"
    r"(?: (?:to|until|till|for) (?P<start>.+))?"
)
_OVER = (
    "done held over past finished ended concluded completed tookplace underway ongoing live onair"
    " inprogress started begun"
)
# A reason behind the word: cancelled (weather), cancelled because of the snow.
_REASON = re.compile(r"\s*[(,;:].*|\s+[–-]\s.*|\s+(?:due to|because|owing to|after|over)\b.*")
_WITH_REASON = (Status.CANCELLED, Status.POSTPONED)
_TAKEN_BACK = re.compile(
    r"\b(?:not|now|no longer|back|again|later|confirmed|cancelled|postponed)\b"
)


def _status_mend(text: str) -> str | None:
    said = " ".join(text.lower().split())
    if _letters(said) in _OVER.split():
        return "leave it out: that an event is on, or over, is told by its start and its end"
    if _letters(said) == "planned":
        return "write confirmed, or tentative if that is not sure"
    if status := _meant(said, _STATUSES):
        if "?" not in said:
            return f"write {status}"
        return f"write {Status.TENTATIVE}" if status not in _WITH_REASON else None
    reason = _REASON.search(said)
    if reason and not _TAKEN_BACK.search(reason[0]):
        status = _meant(said[: reason.start()], _STATUSES)
        if status in _WITH_REASON:
            return f"write {status}, and the reason as its note:"
    if moved := _NEW_TIME.fullmatch(said):
        spelled = read_spelling(moved["start"] or "")
        if spelled and (spelled.zone or spelled.about or spelled.until is not None):
            spelled = None  # the editor has it before their eyes, and half of it is false
        day = f"{spelled.days[0]}" if spelled and len(spelled.days) == 1 else ""
        clock = clock_of(spelled.time) if spelled and spelled.time is not None else ""
        new = " ".join(filter(None, (day, clock)))
        return f"leave it out, and write the new time as the start{f', {new}' if new else ''}"
    return None


def _access_mend(text: str) -> str | None:
    access = _meant(text.lower(), _ACCESS)
    return f"write {access}" if access else None


def _meant(text: str, words: Mapping[Word, str]) -> Word | None:
    letters = _letters(text)
    return next((choice for choice, known in words.items() if letters in known.split()), None)


def _letters(text: str) -> str:
    return letters_of(re.sub(r"\bthe\b", "", text))


parse_status = parse_one_of(WRITTEN_STATUSES, _status_mend)
parse_access = parse_one_of(tuple(Access), _access_mend)
