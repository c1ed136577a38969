"""How an event comes to its place: its own words for that, or where the report was with the last one."""

import re

from events.drafting.drafted import Drafted
from events.drafting.meaning.clocks import read_by_place
from events.drafting.mentions.kinds import Trigger
from events.drafting.mentions.where.seats import seat_in
from events.drafting.reading.known.whereabouts import Whereabouts
from events.drafting.sentences.clauses import Sentence, Span
from events.drafting.sentences.nearest import farness, where_held
from events.drafting.sentences.online import is_held_virtually, is_virtual
from events.drafting.sentences.topics import without_topics
from events.model import Kind

_NOT_PLACED = (Kind.CALL, Kind.DEADLINE, Kind.OBSERVANCE, Kind.MILESTONE)
PLACELESS = (*_NOT_PLACED, Kind.VISIT)
_ARRIVES = re.compile(r"\barrives?\W*(?:\0|early|late|on|at|$)")  # where the others are
_IN_THIS_ROOM = re.compile(
    r"\b(?:in|from) this (?:very )?(?:room|building|hall|briefing room)\b|\bhere in the (?:briefing|press) room\b"
)
_IS_BACK = re.compile(
    r"\b(?:(?:be|is|are) back|returns?(?: home)?|back (?:home|in time)|zurück\w*|de retour|верн[её]тся)\b(?! (?:to|in|from|a|aux?|von|nach|в|из) (?!time\b))"
)
_SAME_PLACE = re.compile(
    r"\b(?:(?:at |in )?the )?same (?:place|venue|location|room|hall|building)\b|\b(?:ebenda|ebendort|am (?:selben|gleichen) Ort|même (?:lieu|endroit|salle)|там же)\b",
    re.IGNORECASE,
)
_IN_CAPITAL = re.compile(
    r"\bin the capital\b(?! of| [A-Z])|\bв столице\b(?! [А-Я])|\bin der Hauptstadt\b(?! [A-Z])|\bdans la capitale\b"
)
_ON_FOOT = re.compile(r"^walk(?:about)?\b", re.IGNORECASE)  # no journey: where the others are
_THERE = re.compile(r"\b(?:there|dort|y|там)\b")


def locate(
    whereabouts: Whereabouts, event: Drafted, at: Span, trigger: Trigger | None, sentence: Sentence
) -> None:
    """Give an event of a sentence its place: that of its clause, else the one told before.

    ``at`` is where the sentence tells its time.
    """
    clause = sentence.clause_at((trigger.span if trigger else at)[0])
    anchor = at[0]
    its = sentence.clause_at(anchor)
    inside = [it for it in sentence.places if its[0] <= it.span[0] < its[1]]
    inside = inside or [it for it in sentence.places if clause[0] <= it.span[0] < clause[1]]
    if trigger and event.kind in (Kind.OBSERVANCE, Kind.MILESTONE):
        inside = [it for it in inside if it.span[0] >= trigger.span[1]]
    inside = without_topics(inside, trigger, sentence)
    cities = [it for it in inside if it.city] or inside
    cities = cities or where_held(sentence, its)
    if cities:
        near = trigger.span if trigger else at
        between = [it for it in cities if near[1] <= it.span[0] and it.span[1] <= anchor]
        whereabouts.put(event, min(between or cities, key=lambda it: farness(it, near)))
        return
    text = sentence.plain[slice(*clause)]
    if event.kind is Kind.CALL or is_held_virtually(text):
        return
    subject = trigger.span[1] - clause[0] if trigger else None
    if seat := seat_in(text, subject, whereabouts.home()):
        event.mark("place", seat.why or "")
        whereabouts.put(event, seat)
        return
    if event.kind in _NOT_PLACED:
        return
    before = [it for it in sentence.places if it.span[0] < anchor and it.city]
    before = without_topics(before, trigger, sentence)
    if before and event.kind is not Kind.VISIT:
        event.mark("place", "the city that the sentence names before")
        whereabouts.put(event, before[-1])
        whereabouts.gathered.where = before[-1]
    elif _IN_THIS_ROOM.search(sentence.plain) or (
        event.kind is not Kind.VISIT and _IS_BACK.search(text)
    ):
        whereabouts.put_own(event)
    elif _IN_CAPITAL.search(text) and (capitals := whereabouts.capitals()):
        event.mark("place", f"which capital: {' or '.join(capitals)}", True)
    elif event.kind is not Kind.VISIT or whereabouts.of_day or _ARRIVES.search(text):
        whereabouts.infer(event, bool(_THERE.search(text)))


def place_later(whereabouts: Whereabouts, sentence: Sentence) -> bool:
    """Give what was told last the city of its venue, which a later sentence tells: tell whether it does."""
    event, cities = whereabouts.gathered.focus, [it for it in sentence.places if it.city]
    if event is None or not cities or (event.city and not event.marks.get("place")):
        return False
    if event.kind in _NOT_PLACED:
        return False
    event.marks.pop("place", None)
    whereabouts.put(event, cities[-1])
    read_by_place(event)
    event.quote = f"{event.quote} … {sentence.text}"
    return True


def place_line(whereabouts: Whereabouts, event: Drafted, sentence: Sentence) -> None:
    """Give a line of a list, if it names no place, that of an institution, or of the lines before."""
    if event.city or event.country or event.kind in _NOT_PLACED:
        return
    if is_virtual(sentence.text):
        return
    last = whereabouts.gathered.events[-1] if whereabouts.gathered.events else None
    if last and _SAME_PLACE.search(sentence.text):
        event.take_place(last)
        event.mark("place", "the same place as what is told before")
        return
    if seat := seat_in(sentence.text, None, whereabouts.home()):
        whereabouts.put(event, seat)
    elif (
        event.kind is not Kind.VISIT
        or _ON_FOOT.match(event.title)
        or whereabouts.of_all
        or whereabouts.of_day
    ):
        whereabouts.infer_of_line(event)
