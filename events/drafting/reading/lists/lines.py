"""Lines that are no sentences: days over others, lines of programmes and diaries."""

import re
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from events.drafting.drafted import Drafted, Extent, Mark
from events.drafting.meaning.dates import Resolved
from events.drafting.mentions.cities import city_named, titled
from events.drafting.mentions.countries import is_country, zone_of_country
from events.drafting.mentions.days import Form
from events.drafting.mentions.kinds import Trigger, first_trigger
from events.drafting.mentions.places import PlaceMention, place_of
from events.drafting.mentions.seats import seat_in
from events.drafting.reading.deadlines import add_deadline, is_aside_deadline
from events.drafting.reading.followers import LATER_KINDS
from events.drafting.reading.lists.labelled import read_labelled
from events.drafting.reading.lists.line_hours import (
    hours_of,
    with_hour_at_end,
    word_at_end,
    words_of_first,
    words_of_later,
)
from events.drafting.reading.notes import OFF, Notes
from events.drafting.reading.sentences import SentenceReader
from events.drafting.reading.wordless import is_open
from events.drafting.text.blocks import Block
from events.drafting.text.clauses import Sentence, When, take_apart
from events.drafting.text.moved import is_moved
from events.drafting.text.requests import is_request
from events.drafting.text.shapes import Shape, begins_without_day, is_timed, says_no_day
from events.drafting.text.titles import tidy, title_of, title_of_line
from events.drafting.text.topics import without_topics
from events.drafting.text.unheld import is_denied, is_logistics, is_no_event, is_pause
from events.model import Kind

_SEVERAL = re.compile(
    r"\b(?:ministers|leaders|officials|envoys|deputies|delegations|negotiators)\b"
)
_SEVERAL_HOURS = re.compile(
    r";\s+|(?<!\bc)(?<!\bca)\.\s+(?=(?:(?:at|ca?\.|around|about)\s)?(?:[01]?\d|2[0-3])[:.h][0-5]\d\s+[^\W\d])"
    r"|(?<=[a-zà-ž)])(?<![ap]\.m)\.\s+(?=[A-ZÀ-Ž][\w'’]+(?: [A-ZÀ-Ž][\w'’]+)?\s[-–—]\s)"
)
# Talks of ministers. 0630 GMT doorstep; press conference about 1215 GMT
_THEN_HOUR = re.compile(
    r"\.\s+(?=(?:(?:at|about|around|ca?\.)\s)?(?:[0-2]\d[0-5]\d\s(?:GMT|UTC)|[0-2]?\d[:.h][0-5]\d)\s+[^\W\d])"
    r"|\.\s+(?=(?:Joint |Closing )?(?:[Pp]ress|[Nn]ews) conference\b)"
)
_START = re.compile(
    r"\W*(?:start|begin|beginning|opening|beginn|début)s?\W*(?:at |um |à )?\0", re.IGNORECASE
)
_OWN_DAY = re.compile(r"[^\w\0]*\0+[\s,]*(?:[:–—|-]|[(,]?\s?[A-ZÀ-Ž][\w' ]+\)?\s*[:–—|-])\s")
_CITY_FIRST = re.compile(
    r"^\W*[A-ZÀ-Ž][\w'’-]{3,}(?: [A-ZÀ-Ž][\w'’-]+)?\.\s(?=[A-ZÀ-Ž])"
)  # Helsinki. Talks with
_BACK = timedelta(days=3)
# Departs Warsaw en route Riga; Departure for Vienna
_DEPARTS = re.compile(
    r"[\W\0]*(?:(?:The )?[A-Z][\w ]{2,30}\s)?(?:[Dd]epart(?:s|ure)?|[Ll]eaves?|Abflug|Abreise|[Dd]épart|Quitte)\s"
    r"(?:from |von |de )?(?:[A-ZÀ-Ž]|for\b|to\b|en route\b|nach\b|pour\b)"
)
# What comes out then, in a diary of the economy: Consumer prices, May
_FIGURES = re.compile(
    r"\b(?:(?:figures|data|statistics|estimates?|forecasts?|outlook|(?<=[a-z]\s)minutes|index|indices|survey|bulletin)\b|(?:employment|jobs|inflation|labou?r market|monthly|quarterly|annual|economic|payrolls?) report"
    r"|(?:consumer|producer|retail|house|import|export|wholesale) (?:prices?|sales)|industrial (?:production|output|orders)|factory orders|trade balance|current account|unemployment(?: rate)?|jobless claims|payrolls"
    r"|building permits|housing starts|inflation(?: rate)?|money supply|GDP|CPI|PPI|PMI)\b",
    re.IGNORECASE,
)
_BOUND_FOR = re.compile(r"\b(?:for|to|en route(?: to)?|nach|pour)\s+$")
_LEADS_ON = re.compile(r":\s*$")
_FEWEST = 4  # words of a sentence
_NEXT_SENTENCE = re.compile(
    r"(?<=\w\w)(?<!\bMr)(?<!\bMs)(?<!\bDr)(?<!\bSt)(?<!\bNo)\.\s+(?=[A-ZÀ-Ž][\w'’-]+\s)"
)
# , joint news conference to follow
_FOLLOWER = re.compile(
    r"\s*[,;.–—-]\s(?:and\s)?(?=(?:(?:[Tt]hen|[Ff]ollowed by|[Aa]fterwards|[Aa]nschließend|[Dd]anach|im Anschluss|à l['’]issue|suivie? d|[Ee]nsuite|puis|затем|после чего|по итогам)\b[^,;.\d]{3,80}"
    r"|(?:[\w'’-]+\s){1,8}?(?:to follow|follows|afterwards|will follow|thereafter|im Anschluss|ensuite))\W*$)"
)
_DUE = re.compile(r"\b(?:expected|due|scheduled|planned|set|foreseen|now)\s+(?:(?:for|on)\s+)?$")
_DUE_AT_END = re.compile(
    r"[\s,–—-]+(?:expected|due|scheduled|planned|now|moved)(?: to| for| on)?\W*$"
)
_LABEL_BEFORE = re.compile(r"[^\W\d]:\s*$")
_IN_A_CITY = re.compile(r"^[\W\0]*[A-Z][\w .'-]{1,40}\sin\s+[A-Z][\w ]+\W*$")
_UNTIL_DAY = re.compile(
    r"(?:\(|\b)(?:to|until|till|through|ends|bis(?: zum)?|jusqu['’]au|au|до|по)\s+$"
)


class LineReader:
    """Reads lines; what a line has of a sentence is left to the reader of those."""

    def __init__(self, notes: Notes, sentences: SentenceReader) -> None:
        self._notes = notes
        self._sentences = sentences

    def read_heading(self, block: Block) -> None:
        """Take the day of the lines below."""
        sentence = take_apart(block.text, self._notes.words)
        mention = next((it.day for it in sentence.whens if it.day), None)
        resolved = self._notes.meant(mention, False, None) if mention else None
        if mention and mention.form is Form.WEEK and mention.word == "this":
            resolved = self._week_of_heading() or resolved
        if resolved is None:
            self._notes.doubts.append(f"a heading whose day is not known: {block.text}")
        self._notes.heading = resolved
        if resolved is None:
            self._notes.gathered.day = None  # what is below is on no day that is known
        else:
            self._notes.doubts += [f"{it}: {block.text}" for it in resolved.doubts]
            self._notes.gathered.day = resolved.first
            if resolved.last and any(it.city for it in sentence.places):
                self._notes.take_title(sentence)  # Brussels, 28-29 November: of the days below
        self._notes.forget_place()
        listed = take_apart(block.text, self._notes.words, listed=True)
        if cities := [it for it in listed.places if it.city]:
            self._notes.take_place_of_day(cities[-1])
            if resolved and resolved.first == self._notes.calendar.day:
                self._notes.place_of_all = self._notes.place_of_all or cities[-1]

    def _week_of_heading(self) -> Resolved | None:
        """Return the week of the days of the lines so far: Also this week, no date yet."""
        day = self._notes.heading.known_day if self._notes.heading else None
        if day is None:
            return None
        why = Mark(f"this week, that of the days told before, as {day}")
        return Resolved(day - timedelta(days=day.weekday()), extent=Extent.WEEK, marks=(why,))

    def read_line(self, block: Block) -> None:
        """Take the events of a line of a programme or a diary, of which one may tell several."""
        if _LEADS_ON.search(block.text) and self._leads(block):
            self.read_heading(block)
            return
        if self._read_with_follower(block) or self._read_sentences(block):
            return
        several = _SEVERAL_HOURS.split(block.text) if block.shape is Shape.LINE else []
        if block.shape is Shape.DIARY and len(parts := _THEN_HOUR.split(block.text)) > 1:
            self._read_one(replace(block, text=parts[0]))
            for part in parts[1:]:
                self.read_line(replace(block, shape=Shape.LINE, text=part))
            return
        if len(several) > 1 and "(" not in "".join(
            it for it in several if it.count("(") != it.count(")")
        ):
            known = len(self._notes.gathered.events)
            for part in several:
                follows = take_apart(part, self._notes.words, listed=True)
                if self._read_start(follows, self._notes.gathered.events[known:]):
                    continue
                last = next(iter(self._notes.gathered.events[-1:]), None)
                is_line = last is not None and last.is_line
                if follows.whens or not (is_line and self._sentences.read_after(follows, last)):
                    self._read_one(replace(block, text=part))
        else:
            self._read_one(block)

    def _read_sentences(self, block: Block) -> bool:
        """Take each sentence of a line that tells an event at a time of its own: … . Minister speaks Feb 18, 0800 GMT."""
        first, *rest = _NEXT_SENTENCE.split(block.text)
        told = [take_apart(it, self._notes.words, listed=True) for it in rest]
        if not told or not all(it.triggers and any(w.hour for w in it.whens) for it in told):
            return False
        is_city = len(first.split()) < _FEWEST  # Helsinki. Talks with
        if (
            is_city
            or is_timed(first)
            or OFF.search(block.text)
            or any(is_request(it) for it in told)
        ):
            return False
        self._read_one(replace(block, text=first))
        for each in told:
            self._read_one(replace(block, shape=Shape.LINE, text=each.text))
        return True

    def _read_with_follower(self, block: Block) -> bool:
        """Take what the last words of a line say is to follow what it tells: meets the president, then press conference."""
        cut = _FOLLOWER.search(block.text)
        known = len(self._notes.gathered.events)
        if cut is None:
            return False
        follows = take_apart(block.text[cut.end() :], self._notes.words, listed=True)
        if follows.whens or not any(it.kind in LATER_KINDS for it in follows.triggers):
            return False
        self.read_line(replace(block, text=block.text[: cut.start()]))
        if told := self._notes.gathered.events[known:]:
            self._sentences.read_after(follows, told[-1])
        return True

    def _leads(self, block: Block) -> bool:
        """Tell whether a line only tells the day of those below: PARIS - Here is what is on on Tuesday:"""
        sentence = take_apart(block.text, self._notes.words, listed=True)
        is_day = len(sentence.whens) == 1 and sentence.whens[0].day and not sentence.whens[0].hour
        return bool(is_day) and all(it.is_aside for it in sentence.triggers)

    def _read_start(self, sentence: Sentence, told: list[Drafted]) -> bool:
        """Take the hour at which what a line began with starts, behind one of what is before it: start 09:30."""
        when = next((it for it in sentence.whens if it.hour), None)
        event = next((it for it in told if is_open(it)), None)
        if when is None or event is None or not _START.match(sentence.plain):
            return False
        self._notes.add_hour(event, when, sentence)
        return True

    def _read_one(self, block: Block) -> None:
        sentence = take_apart(block.text, self._notes.words, listed=True)
        if is_request(sentence) and not sentence.whens:
            return
        days = [
            it
            for it in sentence.whens
            if it.day and it.day.form is not Form.MONTH and not is_aside_deadline(it, sentence)
        ]
        ends = [it for it in days if _is_end(it, sentence)]
        days = [it for it in days if it not in ends]
        if self._notes.heading:
            sentence = with_hour_at_end(sentence)
        hour = next((it.hour for it in sentence.whens if it.hour), None)
        is_diary = block.shape is Shape.DIARY
        own = self._opening_day(days, sentence)
        if own is None and self._notes.heading:
            own = self._inner_day([it for it in days if _is_own(it, sentence)])
        elif own is None and is_diary:
            own = self._inner_day(days)
        is_loose = self._notes.heading is None and (days or not hour)
        if own is None and (is_loose or (days and not is_diary and not hour)):
            if not read_labelled(self._notes, sentence):
                self._sentences.read(block)
            return
        day = own or self._notes.heading or self._notes.day_before()
        is_of_week = day and day.extent is Extent.WEEK
        is_undated = begins_without_day(block.text) or (not is_of_week and says_no_day(block.text))
        if day is None or (not own and is_undated):
            self._notes.doubts.append(f"a line whose day is not told: {block.text}")
            return
        today = self._notes.calendar.day
        if own and today and (day.last or day.first) < today - _BACK:
            return
        trigger = first_trigger(words_of_first(sentence))
        is_told = (
            hour
            or is_diary
            or any(it.part and not sentence.text[: it.span[0]].strip() for it in sentence.whens)
            or (sentence.places and _IN_A_CITY.search(sentence.plain))
            or (own and sentence.places and _OWN_DAY.match(sentence.plain))
        )
        is_light = trigger is None or (trigger.is_verb and trigger.is_aside)
        if is_light and _DEPARTS.match(sentence.plain) and self._notes.is_itinerary():
            self._leave(sentence)
            return
        if (is_light and is_logistics(block.text)) or (trigger is None and not is_told):
            return
        if trigger and is_denied(trigger, sentence.plain):
            self._notes.doubts.append(f"not held on {day.first}: {block.text}")
            return
        last = self._last_day(ends)
        self._add_line(sentence, trigger, is_diary, replace(day, last=last or day.last))

    def _leave(self, sentence: Sentence) -> None:
        """Take where somebody leaves for as where the next is; nowhere, if that is not told."""
        cities = [it for it in sentence.places if it.city]
        to = [it for it in cities if _BOUND_FOR.search(sentence.plain[: it.span[0]])]
        left = self._notes.gathered.where
        self._notes.gathered.where = to[-1] if to else None
        self._notes.left = left.city if left and not to else None

    def _opening_day(self, days: list[When], sentence: Sentence) -> Resolved | None:
        """Return the day that a line begins with, which is that of the lines below, too."""
        opening = next((it for it in days if self._opens(it, sentence)), None)
        if opening is None or opening.day is None:
            return None
        day = self._notes.meant(opening.day, False, self._notes.gathered.day)
        if day:
            self._notes.heading = day
            self._notes.gathered.where = self._notes.place_of_all
        return day

    @staticmethod
    def _opens(day: When, sentence: Sentence) -> bool:
        """Tell whether a line begins with a day, or with a city and its day: RIGA, Mon 3 Nov."""
        before = sentence.text[: day.span[0]]
        cities = [it for it in sentence.places if it.city and it.span[1] <= day.span[0]]
        for it in cities:
            before = before.replace(sentence.text[slice(*it.span)], "")
        return not before.strip(" *-–—•+,(|")

    def _inner_day(self, days: list[When]) -> Resolved | None:
        """Return the one day that a line tells in its midst."""
        told = [it.day for it in days if it.day]
        if len(told) != 1:
            return None
        return self._notes.meant(told[0], False, self._notes.gathered.day)

    def _last_day(self, ends: list[When]) -> date | None:
        """Return the day until which a line says that something is: (to June 12)."""
        found = (self._notes.meant(it.day, False, None) for it in ends if it.day)
        return next((it.first for it in found if it), None)

    def _add_line(
        self, sentence: Sentence, trigger: Trigger | None, is_diary: bool, day: Resolved
    ) -> None:
        content = self._content(sentence, is_diary)
        if not content or is_pause(content) or is_no_event(sentence.text):
            return
        kind = trigger.kind if trigger else _kind_without_word(sentence, content)
        of_heading = self._notes.kind_of_line if trigger is None else None
        if of_heading:
            kind = of_heading[0]
        event = Drafted(kind, content, sentence.text, day.first, day.last, day.extent)
        if self._notes.heading is None and not any(it.day for it in sentence.whens):
            event.mark("start", f"the day of what was told before, {day.first}")
        event.mark_all("start", day.marks)
        if of_heading:
            event.mark("kind", f"the heading says: {of_heading[1]}")
        elif trigger is None:
            event.mark("kind", "no word of the line says what it is", True)
        if place := self._place_of_line(sentence, is_diary, trigger):
            self._notes.put_place(event, place)
        self._notes.place_line(event, sentence)
        when = next((it for it in sentence.whens if it.hour or it.part), None)
        event.is_line = not is_diary
        if when and (told := word_at_end(sentence)):
            self._notes.finish(event, sentence, None)
            self._add_told(event, told, when, sentence)
        else:
            self._notes.finish(event, sentence, when)
        self._add_later(event, trigger, sentence)
        self._sentences.read_following(sentence, event)
        for each in sentence.whens:
            if each.day and is_aside_deadline(each, sentence):
                until = self._notes.meant(each.day, False, day.first)
                if until:
                    add_deadline(self._notes, each, until, sentence)

    def _add_later(self, event: Drafted, first: Trigger | None, sentence: Sentence) -> None:
        """Add what a line tells to be at a later hour: talks, followed by a dinner at 20:00."""
        hours = hours_of(sentence)
        for one, when in pairwise(hours):
            told = words_of_later(when, one, hours, sentence, first)
            if told and not told.is_aside:
                self._add_told(event, told, when, sentence)

    def _add_told(self, event: Drafted, told: Trigger, when: When, sentence: Sentence) -> None:
        """Add what a word of a line says is at an hour of it, where and on which day the line is."""
        later = Drafted(told.kind, title_of(sentence, told), sentence.text, event.first)
        if event.city or event.country:
            later.mark("place", "the city of what it comes after")
        later.take_day_and_place(event)
        later.is_line = event.is_line
        self._notes.finish(later, sentence, when)

    def _content(self, sentence: Sentence, is_diary: bool) -> str:
        if not is_diary:
            plain = _CITY_FIRST.sub(lambda it: "\0" * len(it[0]), sentence.plain)
            plain = re.sub(r"\((?:[^()]*)\)|\s\|\s", lambda it: "\0" * len(it[0]), plain)
            runs = [tidy(it) for it in plain.split("\0")]
            runs = [it for it in runs if len(it) > 2]
            with_trigger = [
                it
                for it in runs
                if any(self._words_of(t, sentence) in it.lower() for t in sentence.triggers)
            ]
            return (with_trigger or runs or [""])[0] and title_of_line((with_trigger or runs)[0])
        body = re.sub(
            r"^\W*[A-ZÀ-Ž][A-ZÀ-Ž'’.\s/-]+[A-ZÀ-Ž](?:,\s+[\w. ]+?)?\s+(?:-{1,2}|–|—|:)\s*",
            "",
            sentence.plain,
        )
        body = re.sub(r"\s+-{1,2}\s*\0.*$|\(to \0.*$|\0.*$", "", body)
        return title_of_line(_DUE_AT_END.sub("", body))

    @staticmethod
    def _words_of(trigger: Trigger, sentence: Sentence) -> str:
        return sentence.plain[slice(*trigger.span)].lower()

    def _place_of_line(
        self, sentence: Sentence, is_diary: bool, trigger: Trigger | None
    ) -> PlaceMention | None:
        if is_diary:
            head = re.match(
                r"^\W*(?P<city>[A-ZÀ-Ž][A-ZÀ-Ž'’.\s-]+?[A-ZÀ-Ž])(?:/[A-Z ]+)?(?:,\s+(?P<country>[\w. ]+?))?\s+(?:-{1,2}|–|—|:)\s",
                sentence.text,
            )
            if head:
                city = titled(head["city"])
                if head["city"] in ("UNITED NATIONS",):
                    return seat_in("UNITED NATIONS")
                if is_country(city) and city_named(city) is None:
                    return PlaceMention(head.span("city"), None, city, zone_of_country(city))
                is_label = not head["country"] and city_named(city) is None  # JOBS - ...
                known = any(it.zone for it in sentence.places) or self._notes.place_of_all
                place = None if is_label and known else place_of(head.span("city"), city)
                if place:
                    return place
        opening = [it for it in sentence.places if not sentence.plain[: it.span[0]].strip("\0 (")]
        places = without_topics(sentence.places, trigger, sentence)
        if self._notes.place_of_day:  # a harbour is one of the heading's city
            places = [it for it in places if it.zone or not _is_harbour(it, sentence)]
        return next(iter((*opening, *reversed(places))), None)


def _is_own(day: When, sentence: Sentence) -> bool:
    """Tell whether a day in a line is its own: one told with its hour, or behind a label."""
    before = sentence.plain[: day.span[0]]
    if before.count("(") > before.count(")"):
        return False
    is_last = not sentence.plain[day.span[1] :].strip(" .")
    return bool(
        day.hour
        or day.part
        or _LABEL_BEFORE.search(before)
        or (is_last and _DUE.search(before))
        or is_moved(day, sentence)
    )


def _is_end(day: When, sentence: Sentence) -> bool:
    """Tell whether a day in a line is one until which something lasts."""
    return bool(_UNTIL_DAY.search(sentence.text[: day.span[0]])) and not is_moved(day, sentence)


def _is_harbour(place: PlaceMention, sentence: Sentence) -> bool:
    return bool(
        re.search(r"\b(?:port|harbou?r|island|spa) of\s+$", sentence.plain[: place.span[0]])
    )


def _kind_without_word(sentence: Sentence, content: str) -> Kind:
    """Return what a line seems to be of which no word says what it is."""
    if _is_journey(sentence, content):
        return Kind.VISIT
    return Kind.MILESTONE if _FIGURES.search(content) else Kind.MEETING


def _is_journey(sentence: Sentence, content: str) -> bool:
    """Tell whether a line only says that somebody is in a city: in Davos for the forum."""
    if _SEVERAL.search(content):
        return False
    return bool(_IN_A_CITY.search(sentence.plain) or re.match(r"[Ii]n\s+[A-Z]", content))
