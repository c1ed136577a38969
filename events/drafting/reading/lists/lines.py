"""Lines that are no sentences: days over others, and what one line tells in several parts."""

import re
from dataclasses import replace
from datetime import timedelta

from events.drafting.drafted import Drafted, Extent, Mark
from events.drafting.layout.blocks import Block
from events.drafting.layout.shapes import Shape, is_timed
from events.drafting.meaning.dates import Resolved
from events.drafting.mentions.when.days import Form
from events.drafting.mentions.when.moves import OFF
from events.drafting.reading.known.notes import Notes
from events.drafting.reading.lists.one_line import OneLineReader
from events.drafting.reading.prose.followers import LATER_KINDS
from events.drafting.reading.prose.sentences import SentenceReader
from events.drafting.reading.prose.wordless import is_open
from events.drafting.sentences.clauses import Sentence, take_apart
from events.drafting.sentences.requests import is_request

_SEVERAL_HOURS = re.compile(
    r";\s+|(?<!\bc)(?<!\bca)\.\s+(?=(?:(?:at|ca?\.|around|about)\s)?(?:(?:[01]?\d|2[0-3])[:.h][0-5]\d\s+[^\W\d]|\d{1,2}(?:[:.]\d\d)?\s?[ap]\.?m\.?\s*[-–—:]?\s*[^\W\d]))"
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
_LEADS_ON = re.compile(r":\s*$")
_FEWEST = 4  # words of a sentence
_NEXT_SENTENCE = re.compile(
    r"(?<=\w\w)(?<!\bMr)(?<!\bMs)(?<!\bDr)(?<!\bSt)(?<!\bNo)\.\s+(?=[A-ZÀ-Ž][\w'’-]+\s)"
    r"|(?<=\b[ap]\.m\.)\s+(?=(?:In|At|The|An?|He|She|They|Its?|His|Her|Their|Later|That|Also)\s)"
)
# , joint news conference to follow
_FOLLOWER = re.compile(
    r"\s*[,;.–—-]\s(?:and\s)?(?=(?:(?:[Tt]hen|[Ff]ollowed by|[Aa]fterwards|[Aa]nschließend|[Dd]anach|im Anschluss|à l['’]issue|suivie? d|[Ee]nsuite|puis|затем|после чего|по итогам)\b[^,;.\d]{3,80}"
    r"|(?:[\w'’-]+\s){1,8}?(?:to follow|follows|afterwards|will follow|thereafter|im Anschluss|ensuite))\W*$)"
)


class LineReader:
    """Reads lines; what a line has of a sentence is left to the reader of those."""

    def __init__(self, notes: Notes, sentences: SentenceReader) -> None:
        self._notes = notes
        self._sentences = sentences
        self._one = OneLineReader(notes, sentences)

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
        self._notes.whereabouts.forget()
        listed = take_apart(block.text, self._notes.words, listed=True)
        if cities := [it for it in listed.places if it.city]:
            self._notes.whereabouts.take_of_day(cities[-1])
            if resolved and resolved.first == self._notes.calendar.day:
                self._notes.whereabouts.of_all = self._notes.whereabouts.of_all or cities[-1]

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
        block = self._without_requests(block)
        if self._read_with_follower(block) or self._read_sentences(block):
            return
        several = _SEVERAL_HOURS.split(block.text) if block.shape is Shape.LINE else []
        if block.shape is Shape.DIARY and len(parts := _THEN_HOUR.split(block.text)) > 1:
            self._one.read(replace(block, text=parts[0]))
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
                    self._one.read(replace(block, text=part))
        else:
            self._one.read(block)

    def _without_requests(self, block: Block) -> Block:
        """Return a line without what its last sentences ask of the press, of which only a deadline is an event."""
        *told, last = _NEXT_SENTENCE.split(block.text)
        if not told or not is_request(take_apart(last, self._notes.words)):
            return block
        self._sentences.read(replace(block, shape=Shape.SENTENCE, text=last))
        rest = block.text[: -len(last)].rstrip()
        return self._without_requests(replace(block, text=rest))

    def _read_sentences(self, block: Block) -> bool:
        """Take each sentence of a line that tells an event at a time of its own: … . Minister speaks Feb 18, 0800 GMT."""
        first, *rest = _NEXT_SENTENCE.split(block.text)
        told = [take_apart(it, self._notes.words, listed=True) for it in rest]
        if not told or not all(
            it.triggers and any(w.hour or w.part for w in it.whens) for it in told
        ):
            return False
        is_city = len(first.split()) < _FEWEST  # Helsinki. Talks with
        if (
            is_city
            or is_timed(first)
            or OFF.search(block.text)
            or any(is_request(it) for it in told)
        ):
            return False
        known = len(self._notes.gathered.events)
        self._one.read(replace(block, text=first))
        heading, begun = self._notes.heading, self._notes.gathered.events[known:]
        if heading and heading.last and begun:  # the line told its own day
            self._notes.heading = Resolved(begun[0].first)
        for each in told:
            self._one.read(replace(block, shape=Shape.LINE, text=each.text))
        self._notes.heading = heading
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
