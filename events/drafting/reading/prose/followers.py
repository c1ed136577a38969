"""What a sentence tells to come after what: at an hour that is told, or that is not."""

import re

from events.drafting.drafted import Drafted, Extent
from events.drafting.mentions.parties import find_parties
from events.drafting.reading.known.gathering import telling_words
from events.drafting.reading.known.notes import Notes
from events.drafting.reading.known.placing import PLACELESS
from events.drafting.reading.prose.of_weekdays import of_weekday
from events.drafting.sentences.clauses import Sentence, When
from events.drafting.sentences.tense import is_past
from events.drafting.sentences.titles import title_of
from events.model import Kind

THEN = re.compile(
    r"\b(?:follow(?:s|ed|ing)?|afterwards?|(?:after|following) (?:the|their|which|that)|then|subsequently|to follow|im Anschluss|anschließend|danach|à l['’]issue|ensuite|suivie? d|puis|затем|"
    r"по (?:(?:их|его|её|ее) )?итогам|после|thereafter|later|once (?:it|they|both|the|these|those|this|their|he|she)|as soon as|concludes?|conclusion|at the end)\b",
    re.IGNORECASE,
)
_FOLLOWED_BY = re.compile(r"\bfollowed by\b")
_FOLLOWS = re.compile(r"\b(?:follows|will follow|comes after|following|after)\b")
_AFTER_IT = re.compile(
    r"\b(?:after|follows?|following)\s+(?:it|that|this|them|(?:the|their) (?:[\w-]+ ){0,3}?(?P<what>meeting|talks|session|summit|council|discussions?|conference|ceremony|round|signing|plenary|debate|vote|hearing|sitting|lunch|dinner|breakfast|reception|visit|tour|consultations|negotiations|forum))\b"
)
_FIRST_KINDS = (Kind.MEETING, Kind.SUMMIT, Kind.HEARING, Kind.VISIT, Kind.CEREMONY, Kind.CALL)
_OF_PRESS = (Kind.PRESS_CONFERENCE, Kind.STATEMENT, Kind.BRIEFING)
_THEREUPON = re.compile(
    r"\b(?:after which|following which|followed by|then|im Anschluss|à l['’]issue|held after the|(?:will|to) follow(?=\W*$))\b",
    re.IGNORECASE,
)
_AFTER_WHAT = re.compile(
    r"\b(?:[Aa]fter|[Ff]ollowing)\s(?:the|their|this|that)\s(?:[\w-]+\s){0,2}$"
)
_SAME_TIME = re.compile(r"\W*when\b", re.IGNORECASE)
_WHEN = re.compile(r"\W*(?:when|where|wo|où|где)\b", re.IGNORECASE)
_COMES = re.compile(r"(?:\w+ )?[Vv]isit (?:of|by)\b")  # who comes is where the others are
LATER_KINDS = (
    Kind.PRESS_CONFERENCE,
    Kind.STATEMENT,
    Kind.BRIEFING,
    Kind.CEREMONY,
    Kind.MEETING,
    Kind.SPEECH,
    Kind.VISIT,
    Kind.VOTE,
)


class FollowerReader:
    """Reads which event follows which one."""

    def __init__(self, notes: Notes) -> None:
        self._notes = notes

    def relate(self, sentence: Sentence, made: list[tuple[When, Drafted]]) -> None:
        """Say which of the events of a sentence comes after which."""
        if not made:
            return
        if cut := _FOLLOWED_BY.search(sentence.plain):
            after = [it for when, it in made if when.span[0] > cut.end()]
            before = [it for when, it in made if when.span[0] < cut.start()]
            subject = before[-1] if before else self._subject(sentence, cut.start(), after)
            if after and subject:
                _let_follow(after[0], subject)
            return
        for when, event in made:
            clause = _with_what_it_follows(when, sentence)
            before = [
                it
                for it in self._notes.gathered.events
                if it is not event
                and event.first in (it.first, it.last)
                and it.kind in _FIRST_KINDS
            ]
            told = _AFTER_IT.search(clause)
            if told and before and event.kind in LATER_KINDS and not event.follows:
                first = _told_as(told["what"], before)
                _let_follow(event, first)
                is_open = event.at is None and event.part is None and not event.last
                if is_open and event.follows is first and event.kind in _OF_PRESS:
                    event.after = first
                return
        if len(made) > 1 and (cut := _FOLLOWS.search(sentence.plain)):
            after = [it for when, it in made if when.span[0] > cut.end()]
            before = [it for when, it in made if when.span[0] < cut.start()]
            if after and before and after[0].first < before[0].first:
                _let_follow(before[0], after[0])

    def _subject(self, sentence: Sentence, end: int, but: list[Drafted]) -> Drafted | None:
        triggers = [it for it in sentence.triggers if it.span[1] <= end]
        if not triggers:
            return None
        found = self._notes.gathered.named(title_of(sentence, triggers[0]), triggers[0].kind)
        return None if found in but else found

    def read_followers(
        self, sentence: Sentence, made: list[tuple[When, Drafted]], before: Drafted | None
    ) -> None:
        """Take what is to come after an event, at an hour that is not told."""
        for clause in sentence.clauses:
            if any(clause[0] <= when.span[0] < clause[1] for when, _ in made) or not made:
                continue
            if any(clause[0] <= it.span[0] < clause[1] for it in sentence.whens):
                continue
            earlier = [it for when, it in made if when.span[0] < clause[0]]
            if earlier and not earlier[-1].last and _WHEN.match(sentence.plain[slice(*clause)]):
                self._read_meanwhile(sentence, clause, earlier[-1])
            else:
                self.read_follower(sentence, clause, earlier[-1] if earlier else before)

    def _read_meanwhile(self, sentence: Sentence, clause: tuple[int, int], other: Drafted) -> None:
        """Take what is on the same day, and where that is: in London on Friday, when leaders meet."""
        inside = [it for it in sentence.triggers if clause[0] <= it.span[0] < clause[1]]
        telling = [it for it in inside if not it.is_aside and it.kind is not Kind.MILESTONE]
        if not _SAME_TIME.match(sentence.plain[slice(*clause)]):
            telling = [it for it in telling if it.kind in (Kind.MEETING, Kind.SPEECH)]
        trigger = next(iter(telling), None)
        if is_past(sentence.plain[slice(*clause)], clause[1] - clause[0]):
            return
        if trigger is None or other.extent is not Extent.DAY:
            return
        event = Drafted(trigger.kind, title_of(sentence, trigger), sentence.text, other.first)
        event.mark("start", f"the day told before, {other.first}")
        event.city, event.country, event.place_zone = other.city, other.country, other.place_zone
        if event.city or event.country:
            event.mark("place", "the city of what was told before")
        event.parties = find_parties(event.title)
        self._notes.gathered.add(event, takes_focus=False)

    def _named_as(self, what: str, whose: set[str]) -> Drafted | None:
        """Return the last event whose title has a word for it, and whose sentence those for whose it is."""
        told = reversed(self._notes.gathered.events)
        return next(
            (it for it in told if what in it.title.lower() and whose & telling_words(it.quote)),
            None,
        )

    def read_follower(
        self, sentence: Sentence, clause: tuple[int, int], last: Drafted | None
    ) -> bool:
        """Take what a clause says is to come after an event; tell whether there is any."""
        text = sentence.plain[slice(*clause)]
        triggers = [
            it
            for it in sentence.triggers
            if clause[0] <= it.span[0] < clause[1] and not it.is_aside and it.kind in LATER_KINDS
        ]
        if named := of_weekday(self._notes, sentence.text[slice(*clause)], is_after=True):
            last = named.event
        elif of := _AFTER_OF.search(text):
            last = self._named_as(of["what"], telling_words(of["whose"])) or last
        behind = [it for it in triggers if not _AFTER_WHAT.search(sentence.plain[: it.span[0]])]
        triggers = behind or triggers
        if (
            last is None
            or not triggers
            or last.extent is not Extent.DAY
            or not (named or THEN.search(text))
        ):
            return False
        if (triggers[0].kind is Kind.MEETING and not _THEREUPON.search(text)) or (
            triggers[0].is_definite and triggers[0].kind is last.kind
        ):
            return False
        if is_past(text, len(text)):
            return False
        trigger = triggers[0]
        event = Drafted(trigger.kind, title_of(sentence, trigger), sentence.text, last.first)
        event.after = event.follows = last
        places = [it for it in sentence.places if clause[0] <= it.span[0] < clause[1]]
        if places:
            self._notes.whereabouts.put(event, places[0])
        elif last.city and (last.kind not in PLACELESS or _COMES.match(last.title)):
            event.city, event.country, event.place_zone = last.city, last.country, last.place_zone
            event.mark("place", "the city of what it comes after")
        event.parties = find_parties(event.title)
        self._notes.gathered.add(event, takes_focus=False)
        return True


def _with_what_it_follows(when: When, sentence: Sentence) -> str:
    """Return the clause of a time, with what it says behind a comma that this is after."""
    own = sentence.clause_at(when.span[0])
    then = sentence.clause_at(own[1])
    is_after = then != own and _AFTER_IT.match(sentence.plain[then[0] :].lstrip(" ,"))
    is_timed = any(then[0] <= it.span[0] < then[1] for it in sentence.whens)
    return sentence.plain[own[0] : then[1] if is_after and not is_timed else own[1]]


# Following the meeting of the Commission: not what was told last, if that is another
_AFTER_OF = re.compile(
    r"\b(?:[Aa]fter|[Ff]ollowing)\sthe\s(?P<what>meeting|talks|session|summit|conference|ceremony|hearing|visit)\sof\sthe\s(?P<whose>[^,;.\0]{3,60})"
)


def _told_as(what: str | None, events: list[Drafted]) -> Drafted:
    """Return the last of some events whose title has a word, else the last of all."""
    named = [it for it in events if what and what in it.title.lower()]
    return (named or events)[-1]


def _let_follow(event: Drafted, other: Drafted) -> None:
    """Say that an event comes after another one, unless that comes after it."""
    known: Drafted | None = other
    while known is not None:
        if known is event:
            return
        known = known.follows
    event.follows = other
