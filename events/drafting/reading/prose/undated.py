"""Sentences without a time of their own: under a day, or after what was told."""

import re

from events.drafting.drafted import Drafted, Extent, Mark
from events.drafting.layout.blocks import Block
from events.drafting.layout.day_headings import is_city, says_no_day
from events.drafting.meaning.dates import Resolved
from events.drafting.mentions.access import find_access
from events.drafting.mentions.kinds import first_trigger
from events.drafting.mentions.where.places import PlaceMention
from events.drafting.reading.known.notes import Notes
from events.drafting.reading.known.placing import locate, place_later, place_line
from events.drafting.reading.prose.followers import LATER_KINDS, THEN, FollowerReader
from events.drafting.sentences.clauses import Sentence, take_apart
from events.drafting.sentences.requests import is_request
from events.drafting.sentences.tense import is_habit, is_of_before, is_past, is_record, says_future
from events.drafting.sentences.titles import title_of, title_of_line
from events.drafting.sentences.unheld import is_conditional, is_denied, is_no_event, is_pause
from events.model import Kind

LONGEST_LINE = 200
_PROGRAMME = re.compile(
    r"\W*(?:(?:Draft |Provisional |Indicative |Outline |The )?(?:Programme|Program|Schedule|Timetable|Agenda|Running order|Order of events|Timings)|(?:Zeitlicher )?Ablauf|Programm|Zeitplan|Déroulé|Déroulement|Programme prévisionnel|Программа)(?: of the day| for the day| du jour| des Tages)?\W*",
    re.IGNORECASE,
)
# The programme for the media is as follows:
_TO_PROGRAMME = re.compile(
    r"[^.;:]*\b(?:programme?|schedule|timetable|agenda|sequence|running order|order of events|timings|Programm|Ablauf|Zeitplan|déroulé)\b[^.;:]*:",
    re.IGNORECASE,
)
_VENUE = re.compile(
    r"\W*(?:(?:The|Le|Der) )?(?:new )?(?:venue|location|place|Ort|Veranstaltungsort|Treffpunkt|lieu)(?:\s?:|\s(?:is|remains|will be|stays|ist|bleibt|est|reste|sera)\b)|\W*It (?:will|is to) (?:take place|be held)\b",
    re.IGNORECASE,
)
_ONWARD = re.compile(
    r"\W*(?:(?:From (?:there|[A-Z]\w+)|Then|Next|Afterwards|Thereafter|After that|Subsequently|Finally),?\s+|(?=(?:He|She|They|The [\w ]{3,40}) (?:will )?(?:then|next|afterwards)\b))"
    r"(?:he|she|they|the|his|her|He|She|They|The)\b[^,;\0]{0,40}?\b(?:goes?|travels?|fl(?:y|ies)|continues?|heads?|moves?|proceeds?)(?: on| onwards?)? to\b",
)
_IT = re.compile(r"(?:It|This|They|Es|Sie|Il|Elle|Он|Она|Оно)\b")
_AHEAD = re.compile(
    r"\b(?:ahead of|before|prior to|at the (?:start|beginning) of)\s(?:the|their|its|this)\s(?:\w+\s)?(?:meeting|talks|session|summit|council|visit|conference|dinner|lunch|ceremony|hearing|debate)\b"
)
_BEFORE = (Kind.STATEMENT, Kind.PRESS_CONFERENCE, Kind.BRIEFING, Kind.CEREMONY)
_IN_BRACKETS = re.compile(r"\([A-ZÀ-Ž][\w '’.-]+\)$")  # Foreign Affairs Council (Luxembourg)
_BRACKETS = re.compile(r"\s\((?:no|keine|pas d)[^()]*\)")  # in Maputo (no public events)
_IN = re.compile(r"\W*(?:and\s|but\s)?[Ii]n\s+")
ALSO = re.compile(
    r"\b(?:will|is to|are to|is due to|are due to|is expected to|is scheduled to)\s+(?:also|as well|in addition)\s"
    r"|^(?:He|She|They) (?:will|is to|are to)(?= (?:meet|hold|visit|address|receive|sign|speak|attend|deliver|brief)\b)"
    r"|\b(?:also|in addition),?\s[^.;]{0,60}?\bwill\s|\b(?:wird|werden)\s+(?:auch|außerdem|zudem)\s|\b\w+ra\s+(?:également|aussi)\s|\bтакже\s",
    re.IGNORECASE,
)


class UndatedReader:
    """Reads sentences that tell no time."""

    def __init__(self, notes: Notes, followers: FollowerReader) -> None:
        self._notes = notes
        self._followers = followers
        self._introduced: tuple[int, PlaceMention] | None = None  # by its paragraph

    def read(self, sentence: Sentence, block: Block) -> None:
        """Take what is under a day, or follows, or who may come to what was told."""
        if sentence.whens or is_request(sentence) or is_habit(sentence.text):
            return
        if city := _city_alone(sentence.text):
            self._notes.take_title(take_apart(city, self._notes.words, listed=True))
            return
        if self._read_venue(sentence) or self._goes_on(sentence):
            return
        if self.read_under_heading(sentence, block):
            return
        if self._followers.read_follower(
            sentence, (0, len(sentence.text) + 1), self._notes.gathered.focus
        ):
            return
        if self._read_also(sentence) or self._read_ahead(sentence):
            return
        self._open_programme(sentence)
        if block.is_heading:
            self._notes.take_title(sentence)
        else:
            self._introduce(sentence, block)
        if self._notes.gathered.focus and (access := find_access(sentence.text)):
            focus = self._notes.gathered.events[-1]
            if len(sentence.text) < 80 and sentence.text.startswith("("):
                focus.access = focus.access or access

    def _open_programme(self, sentence: Sentence) -> None:
        """Remember that the programme below a heading is that of the one day of what was told last."""
        focus = self._notes.gathered.focus
        is_of_one_day = focus is not None and focus.extent is Extent.DAY and not focus.last
        leads = _PROGRAMME.fullmatch(sentence.text) or _TO_PROGRAMME.fullmatch(sentence.text)
        if focus and is_of_one_day and focus.at is None and leads:
            focus.has_programme = True

    def _read_venue(self, sentence: Sentence) -> bool:
        """Take where something is that was told before: The venue is unchanged: City Hall, Riga."""
        venue = _VENUE.match(sentence.text)
        if venue is None:
            return False
        listed = take_apart(sentence.text[venue.end() :], self._notes.words, listed=True)
        return place_later(self._notes.whereabouts, listed)

    def take_introduced(self, sentence: Sentence, block: Block) -> None:
        """Take the city of what the sentence before told without a day, if this one tells it of that."""
        told, self._introduced = self._introduced, None
        is_of_it = told and told[0] == block.paragraph and _IT.match(sentence.text)
        if told and is_of_it and not any(it.city for it in sentence.places):
            self._notes.gathered.where = told[1]

    def _introduce(self, sentence: Sentence, block: Block) -> None:
        """Remember where something is that is told without its day: The council is prepared in Lima. It opens on."""
        trigger = first_trigger(sentence.triggers)
        cities = [it for it in sentence.places if it.city]
        is_told = trigger and not is_past(sentence.text, len(sentence.text))
        if is_told and len(cities) == 1 and not is_record(sentence.plain):
            self._introduced = block.paragraph, cities[0]

    def _goes_on(self, sentence: Sentence) -> bool:
        """Take where somebody goes next, at no time, as where the next is: From there he goes to Riga."""
        onward = _ONWARD.match(sentence.plain)
        places = [it for it in sentence.places if it.city] if onward else []
        if not places:
            return False
        self._notes.gathered.where, self._notes.gathered.journey = places[-1], None
        return True

    def _read_also(self, sentence: Sentence) -> bool:
        """Take what somebody is to do as well, on the one day that was told before: will also meet."""
        focus, also = self._notes.gathered.focus, ALSO.search(sentence.plain)
        if not also or focus is None or focus.last or focus.extent is not Extent.DAY:
            return False
        behind = [it for it in sentence.triggers if also.end() - 1 <= it.span[0]]
        trigger = next((it for it in behind if not it.is_aside), None)
        if trigger is None or trigger.kind is Kind.DEADLINE or is_denied(trigger, sentence.plain):
            return False
        event = Drafted(trigger.kind, title_of(sentence, trigger), sentence.text, focus.first)
        event.mark("start", f"the day told before, {focus.first}")
        locate(self._notes.whereabouts, event, trigger.span, trigger, sentence)
        self._notes.finish(event, sentence, None, takes_focus=False)
        return True

    def _read_ahead(self, sentence: Sentence) -> bool:
        """Take what is to be before, or when begins, what was told last: statements ahead of the meeting."""
        focus, ahead = self._notes.gathered.focus, _AHEAD.search(sentence.plain)
        if not ahead or focus is None or focus.last or focus.extent is not Extent.DAY:
            return False
        told = [it for it in sentence.triggers if it.span[0] < ahead.start() and not it.is_aside]
        held = [it for it in told if it.kind in _BEFORE and not is_denied(it, sentence.plain)]
        trigger = next(iter(held), None)
        if trigger is None or not says_future(sentence.plain[trigger.span[1] :]):
            return False
        if is_conditional(sentence.plain):
            return False
        event = Drafted(trigger.kind, title_of(sentence, trigger), sentence.text, focus.first)
        event.mark("start", f"the day told before, {focus.first}")
        locate(self._notes.whereabouts, event, trigger.span, trigger, sentence)
        self._notes.finish(event, sentence, None, takes_focus=False)
        return True

    def read_under_heading(self, sentence: Sentence, block: Block) -> Drafted | None:
        """Take what a sentence under a heading says is on its day."""
        trigger = first_trigger(sentence.triggers)
        opened = self._notes.opened
        is_opened = opened is not None and opened[0] == block.paragraph
        day = opened[1] if opened and is_opened else self._notes.heading
        if trigger is None or day is None or len(sentence.text) > LONGEST_LINE:
            return None
        if (
            is_no_event(_BRACKETS.sub("", sentence.text))
            or is_pause(sentence.text)
            or is_denied(trigger, sentence.plain)
        ):
            return None
        if sentence.text.startswith("(") or trigger.kind is Kind.DEADLINE:
            return None
        if day.extent is not Extent.WEEK and says_no_day(sentence.text):
            self._notes.doubts.append(f"a line whose day is not told: {sentence.text}")
            return None
        if is_past(sentence.text, trigger.span[0]) and not says_future(sentence.text):
            return None
        if is_record(sentence.plain) or is_of_before(sentence.plain[: trigger.span[0]]):
            return None
        if trigger.is_definite or (
            self._notes.gathered.events
            and block.paragraph != self._notes.last_paragraph
            and not trigger.is_verb
            and not block.is_heading
        ):
            return None
        if (
            THEN.search(sentence.text)
            and trigger.kind in LATER_KINDS
            and self._notes.gathered.focus
        ):
            return None
        event = Drafted(
            trigger.kind,
            title_of_line(title_of(sentence, trigger)),
            sentence.text,
            day.first,
            day.last,
            day.extent,
        )
        event.mark_all("start", day.marks)
        event.is_overview = bool(day.last)
        if places := take_apart(sentence.text, self._notes.words, listed=True).places:
            self._notes.whereabouts.put(event, places[0])
            if block.is_heading and _IN_BRACKETS.search(sentence.text):
                self._notes.whereabouts.take_of_day(places[0])
        place_line(self._notes.whereabouts, event, sentence)
        return self._notes.finish(event, sentence, None)


def _city_alone(text: str) -> str:
    """Return the city, with its country or without, that is all of a line above others: [Seoul], Busan:"""
    name = text.strip(" []<>{}=*#_-–—:|")
    return name if name[:1].isupper() and is_city(name) else ""


def day_in_city(notes: Notes, sentence: Sentence, first: int = 0) -> Resolved | None:
    """Return the day that was told before of the city that a sentence, or a clause, begins with: In Seoul he speaks at 9.

    It is in doubt where something is in that city on several days.
    """
    opening = next(
        (it.city for it in sentence.places if _IN.fullmatch(sentence.plain[first : it.span[0]])),
        None,
    )
    if opening is None:
        return None
    events = [it for it in notes.gathered.events if it.city == opening and it.extent is Extent.DAY]
    days = list(dict.fromkeys(it.first for it in events))
    if not days or notes.gathered.day in days or (notes.heading and notes.heading.first in days):
        return None
    why = f"the day that was told of {opening}, {days[-1]}"
    if len(days) == 1:
        return Resolved(days[0], marks=(Mark(why),))
    return Resolved(days[-1], marks=(Mark(f"{why}: or {' or '.join(map(str, days[:-1]))}", True),))
