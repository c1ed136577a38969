"""Times for which a sentence has no word of its own that says what is held."""

import re
from datetime import timedelta

from events.drafting.drafted import Drafted, Extent, Mark
from events.drafting.meaning.clocks import is_until
from events.drafting.meaning.dates import Resolved
from events.drafting.mentions.kinds import Trigger
from events.drafting.reading.known.notes import Notes
from events.drafting.reading.known.placing import locate
from events.drafting.reading.prose.deadlines import goes_on
from events.drafting.sentences.clauses import Sentence, When
from events.drafting.sentences.titles import tidy
from events.drafting.sentences.unheld import is_logistics, is_no_event, is_press_room
from events.model import Kind

IT_BEGINS = re.compile(
    r"\b(?:begins?|starts?|opens?|gets? under way|kicks? off|commences?|convenes?|takes? place|be taken|is scheduled|are scheduled|is due|are due|"
    r"scheduled|is set|runs?|is expected|are expected|beginnt|beginnen|beginn|commence|commencent|début|débute|débutent|начало|начнётся|начнется|начнутся)\b",
    re.IGNORECASE,
)
_BEGINS = re.compile(
    r"[\W\0]*(?P<what>(?:The|An?|Its?|Their|His|Her)?\s?[\w'’ -]{4,60}?)\s+(?:(?:will|is to|is due to|is set to|is expected to|is scheduled to)\s+)?"
    r"(?:begins?|starts?|opens?|gets? under way|kicks? off|takes? place|be held|(?:is|are) (?:scheduled|planned|pencilled in|foreseen|envisaged|fixed|set)|runs?)\s+"
    r"(?:(?:[\w'’-]+\s+){0,6}?)(?:for|on|from|in|at|um|à)?\s*$"
)

_PRONOUN = re.compile(
    r"(?:it|they|this|that|which|he|she|there|media|press|live|webcast|broadcast|stream\w*)\b",
    re.IGNORECASE,
)
_AND_WHO = re.compile(
    r"[\s\0)]*,?\s*and (?P<who>(?:the|its|his|her|their) [\w.'’ -]{3,45})\s(?:on\s)?"
)
_BESIDE = re.compile(
    r"\b(?:after|before|following|ahead of|prior to)\s+(?:the|their|this|that)\s+(?:\w+\s+)?$"
)
_AND = re.compile(r"[\s,]*(?:and|und|et|и)\s+(?:again\s+)?(?:at\s+)?$")


class WordlessReader:
    """Reads what begins at a time, or is again at a further one."""

    def __init__(self, notes: Notes) -> None:
        self._notes = notes

    def read(
        self, when: When, day: Resolved, sentence: Sentence, made: list[tuple[When, Drafted]]
    ) -> Drafted | None:
        """Take what is at a time: what was told before, or what begins then; else say that nothing is."""
        clause = sentence.text[slice(*sentence.clause_at(when.span[0]))]
        begins = made or (IT_BEGINS.search(clause) and not is_logistics(clause))
        if when.hour and when.day is None and begins and not is_until(when.hour):
            target = made[-1][1] if made else self._notes.gathered.focus
            if target and is_open(target):
                self._notes.add_hour(target, when, sentence)
                return target
        if when.hour and when.day is None and made and _is_further(when, made[-1][0], sentence):
            return self._again(when, made[-1][1], sentence)
        subject = _BEGINS.match(text_before(when, sentence)) if not made else None
        if subject and not when.day and not self._is_of_the_day(when, subject["what"]):
            subject = None
        if is_press_room(sentence.plain):
            subject = None
        if subject and not is_no_event(subject["what"]):
            focus = self._notes.gathered.focus
            if when.day is None and focus:
                day = Resolved(focus.first, marks=(Mark(f"the day told before, {focus.first}"),))
            return self._begun(when, day, sentence, subject["what"])
        if when.day and made and (known := self._repeated(when, day, sentence, made[-1])):
            return known
        focus = self._notes.gathered.focus
        if focus and not made and focus.extent is Extent.DAY and goes_on(when, sentence):
            focus.prolong(day.known_day, day.marks)
            return None
        if when.day:
            words = words_of(sentence, when)
            self._notes.doubts.append(f"a day without an event, “{words}”: {sentence.text}")
        elif when.hour:
            self._notes.doubts.append(
                f"an hour without an event, “{words_of(sentence, when)}”: {sentence.text}"
            )
        return None

    def _is_of_the_day(self, when: When, what: str) -> bool:
        """Tell whether an hour is of something else on the day of what was told: the council itself starts at 11."""
        focus = self._notes.gathered.focus
        is_hour = when.hour is not None and not is_until(when.hour)
        is_told = focus is not None and focus.at is not None and focus.extent is Extent.DAY
        return is_hour and is_told and not (is_logistics(what) or _PRONOUN.match(what.strip()))

    def _again(self, when: When, event: Drafted, sentence: Sentence) -> Drafted:
        """Take what is at a further hour: at 8:15, and after the meeting, at 17:00."""
        again = Drafted(event.kind, event.title, sentence.text, event.first)
        again.take_day_and_place(event)
        return self._notes.finish(again, sentence, when)

    def _begun(self, when: When, day: Resolved, sentence: Sentence, what: str) -> Drafted:
        """Take what only begins on a day, and no word tells of which kind it is: the conclave opens on."""
        event = Drafted(Kind.MEETING, tidy(what), sentence.text, day.first, day.last, day.extent)
        event.mark("kind", "no word of the sentence says what it is", True)
        event.mark_all("start", day.marks)
        locate(self._notes.whereabouts, event, when.span, None, sentence)
        return self._notes.finish(event, sentence, when)

    def _repeated(
        self, when: When, day: Resolved, sentence: Sentence, last: tuple[When, Drafted]
    ) -> Drafted | None:
        """Take a further day and place of what was told just before: in Kyiv on 3 May and in Moscow on 4 May."""
        other, event = last
        between = sentence.plain[other.span[1] : when.span[0]]
        ends = [
            len(sentence.text),
            *(it.span[0] for it in sentence.whens if it.span[0] > when.span[0]),
        ]
        near = [it for it in sentence.places if other.span[1] <= it.span[0] < min(ends)]
        is_list = not re.sub(r"\b(?:and|und|et|и)\b|[\s,&()]", "", between)
        joined = re.match(r"[\s,]*(?:and|then|und|et|,|:)", between) and len(between) <= 60
        is_with_other = re.search(r"\band (?:then |again )?with\s", between)
        other_who = _AND_WHO.fullmatch(between) if when.hour and event.at else None
        if not is_list and not (near and joined) and not is_with_other and not other_who:
            return None
        if (
            is_list
            and not when.hour
            and (event.last or event.first) + timedelta(days=1) == day.first
        ):
            event.prolong(day.known_day, day.marks)
            return event
        title = tidy(other_who["who"]) if other_who else event.title
        if near and event.city:  # who travels on is not there any more
            title = tidy(re.sub(rf"\s(?:to|in|at)\s{re.escape(event.city)}$", "", title))
        again = Drafted(event.kind, title, sentence.text, day.first, day.last, day.extent)
        again.mark_all("start", day.marks)
        if near:
            self._notes.whereabouts.put(again, near[0])
        else:
            again.take_place(event)
        return self._notes.finish(again, sentence, when)


def is_open(event: Drafted) -> bool:
    """Tell whether an event is on a day, at an hour that is not told yet."""
    is_untold = event.at is None and event.part is None and not event.is_half_open
    return is_untold and event.extent is Extent.DAY


def is_beside(trigger: Trigger, when: When, sentence: Sentence) -> bool:
    """Tell whether a word only says beside what an hour is: after the meeting."""
    return when.day is None and bool(_BESIDE.search(sentence.plain[: trigger.span[0]]))


def _is_further(when: When, last: When, sentence: Sentence) -> bool:
    between = sentence.plain[last.span[1] : when.span[0]]
    words = (it for it in sentence.triggers if last.span[1] <= it.span[0] < when.span[0])
    return bool(_AND.fullmatch(between)) or any(is_beside(it, when, sentence) for it in words)


def text_before(when: When, sentence: Sentence) -> str:
    """Return the text of a clause up to a time of it."""
    return sentence.plain[sentence.clause_at(when.span[0])[0] : when.span[0]]


def words_of(sentence: Sentence, when: When) -> str:
    """Return the words of a time."""
    return sentence.text[slice(*when.span)].strip(" ,(")


def unknown_day(when: When, past: bool, sentence: Sentence) -> list[str]:
    """Return what is in doubt of a time whose day nothing tells, if it is one to come."""
    if past:
        return []
    what = "a day that is not known" if when.day else "an hour whose day is not told"
    return [f"{what}, “{words_of(sentence, when)}”: {sentence.text}"]
