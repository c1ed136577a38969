"""The words that other tools and desks have for kinds of events, and the kind that is meant."""

from events.definitions.mends.words import letters_of
from events.definitions.values import parse_one_of
from events.model import Kind

# Compared by their letters, in the singular.
_WORDS = {
    Kind.MEETING: "talk session plenary plenarysession sitting council committee conference"
    " bilateral bilateralmeeting trilateral consultation negotiation negotiations dialogue forum"
    " roundtable workshop seminar retreat encounter workinglunch workingdinner workingsession"
    " ministerial ministerialmeeting appointment onlinemeeting videomeeting",
    Kind.SUMMIT: "summitmeeting leadersmeeting leaderssummit summittalk gipfel sommet",
    Kind.VISIT: "statevisit officialvisit workingvisit trip travel tour journey besuch visite",
    Kind.CALL: "phonecall telephonecall phone telephone phonetalk telephoneconversation"
    " phoneconversation conversation videocall conferencecall teleconference videoconference vtc",
    Kind.SPEECH: "address keynote keynotespeech lecture remark intervention talkby discours rede",
    Kind.HEARING: "publichearing inquiry testimony evidencesession trial audition anhorung",
    Kind.VOTE: "voting ballot election referendum poll abstimmung",
    Kind.CEREMONY: "signing signingceremony signature inauguration openingceremony wreathlaying"
    " commemoration familyphoto photo photoopportunity photoop handover award awardceremony"
    " reception arrival",
    Kind.PRESS_CONFERENCE: "presser press pressconf newsconference mediaconference doorstep"
    " presspoint mediaavailability pressavailability pressevent stakeout mediastakeout"
    " jointpressconference pressekonferenz conferencedepresse pointdepresse",
    Kind.BRIEFING: "pressbriefing mediabriefing newsbriefing dailybriefing dailypressbriefing"
    " noonbriefing technicalbriefing backgroundbriefing backgrounder brief readout",
    Kind.STATEMENT: "pressstatement jointstatement publicstatement declaration communique"
    " pressrelease release announcement",
    Kind.DEADLINE: "due duedate closing closingdate cutoff expiry registrationdeadline"
    " accreditationdeadline frist",
    Kind.OBSERVANCE: "holiday publicholiday bankholiday nationalholiday nationalday worldday"
    " internationalday anniversary remembrance remembranceday memorialday feiertag",
    Kind.MILESTONE: "launch entryintoforce turningpoint stage",
}
_KINDS = {letters_of(kind): kind for kind in Kind} | {
    word: kind for kind, words in _WORDS.items() for word in words.split()
}


def kind_meant(text: str) -> Kind | None:
    """Return the kind that a word of other tools stands for; None for one that is in no table."""
    letters = letters_of(text)
    return _KINDS.get(letters) or _KINDS.get(letters.removesuffix("s"))


def _kind_mend(text: str) -> str | None:
    meant = kind_meant(text)
    return f"write {meant}" if meant else None


parse_kind = parse_one_of(tuple(Kind), _kind_mend)
