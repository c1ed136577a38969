"""A report, block by block, to a draft: what each says is to be, and when, and where."""

import re
from dataclasses import replace
from datetime import date

from events.drafting.blocks import Block, Shape, blocks_of, clean
from events.drafting.clauses import Sentence, When, assign, take_apart
from events.drafting.clocks import is_until, set_hour
from events.drafting.dates import Calendar, Resolved
from events.drafting.dateline import Dateline, read_dateline
from events.drafting.drafted import Draft, Drafted, Extent
from events.drafting.gathering import Gathered
from events.drafting.mentions.calendar_words import words_of
from events.drafting.mentions.days import Form
from events.drafting.mentions.kinds import Trigger, is_deadline
from events.drafting.mentions.parties import find_parties
from events.drafting.mentions.places import PlaceMention, city_zone, seat_in
from events.drafting.tense import is_attribution, is_chained, is_past, says_future
from events.drafting.titles import tidy, title_of, title_of_line
from events.model import Access, Kind
from events.times import Precision

_ALL_TIMES = re.compile(
    r"\b(?:all )?(?:times?|hours)(?: are| is)?(?: given| indicated| listed)?(?: in|:)?\s*(?P<zone>GMT|UTC|CES?T|EES?T|E[SD]?T|MSK|BST|local|"
    r"(?P<city>[A-Z][\w]+(?: [A-Z]\w+)?)(?= time))", re.IGNORECASE
)  # fmt: skip
_ACCESS = (
    (
        Access.CLOSED,
        re.compile(
            r"closed (?:to|press|meeting|session|event)|\(closed\)|no media|in camera|behind closed doors",
            re.I,
        ),
    ),
    (Access.POOL, re.compile(r"\bpool(?:ed)?\b|host (?:tv|broadcaster)", re.I)),
    (Access.ACCREDITED, re.compile(r"accredited (?:media|press|journalists)", re.I)),
    (Access.INVITATION, re.compile(r"by invitation|invitation only", re.I)),
    (
        Access.OPEN,
        re.compile(r"\bopen (?:to|press|coverage)|\(open\b|livestreamed|public event", re.I),
    ),
)
_IT_BEGINS = re.compile(
    r"\b(?:begins?|starts?|opens?|gets? under way|kicks? off|commences?|convenes?|takes? place|is scheduled|are scheduled|is due|are due|"
    r"scheduled|is set|runs?|is expected|are expected|beginnt|commence|débute|начнётся|начнется)\b",
    re.IGNORECASE,
)
_THEN = re.compile(
    r"\b(?:follow(?:s|ed|ing)?|afterwards?|after (?:the|their|which|that)|then|subsequently|im Anschluss|anschließend|à l['’]issue|"
    r"по итогам|после|thereafter|later|concludes?|conclusion|at the end)\b",
    re.IGNORECASE,
)
_FOLLOWED_BY = re.compile(r"\bfollowed by\b")
_FOLLOWS = re.compile(r"\b(?:follows|will follow|comes after|following|after)\b")
_AFTER_IT = re.compile(
    r"\b(?:after|follows?|following)\s+(?:it|that|this|them|the (?:meeting|talks|session|summit|council|discussions?))\b"
)
_FIRST_KINDS = (Kind.MEETING, Kind.SUMMIT, Kind.HEARING, Kind.VISIT, Kind.CEREMONY, Kind.CALL)
_LATER_KINDS = (
    Kind.PRESS_CONFERENCE,
    Kind.STATEMENT,
    Kind.BRIEFING,
    Kind.CEREMONY,
    Kind.MEETING,
    Kind.SPEECH,
)
_PLACELESS = (Kind.CALL, Kind.DEADLINE, Kind.OBSERVANCE, Kind.MILESTONE, Kind.VISIT)
_NOWHERE = re.compile(r"\b(?:televised|virtual|online|video|nationwide|phone)\b", re.IGNORECASE)
_OFF = re.compile(
    r"\b(?:cancelled|canceled|called off|postponed|put off|scrapped|abgesagt|verschoben|annulée?|reportée?|отмен[её]н\w*)\b",
    re.IGNORECASE,
)
_BACK = 3  # days: of what a report tells that has just been
LONGEST_LINE = 200


def read_report(
    text: str, day: date | None = None, zone: str | None = None, publisher: str | None = None
) -> Draft:
    """Draft an agenda of a report.

    - ``day``: the date of the report, if it does not say so itself
    - ``zone``: for hours whose place is not known; else that of the dateline's city, or UTC
    """
    text = clean(text)
    return _Reader(text, day, zone, publisher).read()


class _Reader:
    def __init__(
        self, text: str, day: date | None, zone: str | None, publisher: str | None
    ) -> None:
        self._words = words_of(text)
        self._dateline: Dateline = read_dateline(text, self._words, day)
        self._calendar = Calendar(day or self._dateline.day, self._dateline.year)
        self._blocks = list(blocks_of(self._dateline.rest, self._words))
        self._gathered = Gathered(where=None)
        self._heading: Resolved | None = None
        self._doubts: list[str] = [*self._dateline.doubts]
        self._publisher = publisher
        city = self._dateline.place
        self._zone = zone or (city.zone if city and city.zone else None) or "UTC"
        self._zone_why = "" if zone else (
            f"the clocks of {city.city}, where the report was written" if city and city.zone
            else "no zone is told: give --timezone"
        )  # fmt: skip
        every = _ALL_TIMES.search(self._dateline.rest)
        self._zone_of_all = (every["city"] or every["zone"].upper()) if every else ""
        if self._zone_of_all == "LOCAL":
            self._zone_of_all = ""
        self._last_paragraph = -1
        self._place_of_all: PlaceMention | None = None

    def read(self) -> Draft:
        for block in self._blocks:
            self._read_block(block)
            self._last_paragraph = block.paragraph
        events = sorted(self._gathered.events, key=lambda it: it.first)
        return Draft(
            tuple(events), self._calendar.day, self._zone, self._zone_why, self._publisher,
            tuple(dict.fromkeys(self._doubts)),
        )  # fmt: skip

    def _read_block(self, block: Block) -> None:
        if block.shape is Shape.DAY:
            self._read_heading(block)
        elif block.shape is Shape.FIELDS:
            self._read_fields(block)
        elif block.shape in (Shape.LINE, Shape.DIARY):
            self._read_line(block)
        else:
            self._read_sentence(block)

    # Headings, and lines of programmes and diaries

    def _read_heading(self, block: Block) -> None:
        sentence = take_apart(block.text, self._words)
        mention = next((it.day for it in sentence.whens if it.day), None)
        resolved = self._calendar.resolve(mention, False, None) if mention else None
        if resolved is None:
            self._doubts.append(f"a heading whose day is not known: {block.text}")
        self._heading = resolved
        if resolved:
            self._doubts += [f"{it}: {block.text}" for it in resolved.doubts]
            self._gathered.day = resolved.first
        self._forget_place()

    def _forget_place(self) -> None:
        """Begin a day of a list: its lines are where all are, or where all were so far."""
        cities = {it.city for it in self._gathered.events if it.city}
        if len(cities) != 1 or self._gathered.where is None:
            self._gathered.where = self._place_of_all

    def _read_line(self, block: Block) -> None:
        sentence = take_apart(block.text, self._words, listed=True)
        days = [it for it in sentence.whens if it.day and it.day.form is not Form.MONTH]
        opening = next(
            (it for it in days if sentence.text[: it.span[0]].strip(" *-–•") == ""), None
        )
        resolved = None
        if opening and opening.day:
            resolved = self._calendar.resolve(opening.day, False, self._gathered.day)
            if resolved:
                self._heading = resolved
                self._gathered.where = self._place_of_all
        hour = next((it.hour for it in sentence.whens if it.hour), None)
        last = None
        is_diary = block.shape is Shape.DIARY
        if resolved is None and self._heading is None and (days or not hour):
            self._read_sentence(block)
            return
        if resolved is None and days and not is_diary and not hour:
            self._read_sentence(block)
            return
        if resolved is None and is_diary and days:
            ends = [
                it
                for it in days
                if re.search(r"(?:\(|\b)(?:to|until|through|ends)\s+$", sentence.text[: it.span[0]])
            ]
            if ends and ends[0].day and (end := self._calendar.resolve(ends[0].day, False, None)):
                last = end.first
        day = resolved or self._heading or self._day_before()
        if day is None:
            self._doubts.append(f"a line whose day is not told: {block.text}")
            return
        trigger = _first_trigger(sentence.triggers)
        if trigger is None and not hour and not is_diary:
            return
        if trigger is None and _is_logistics(block.text):
            return
        kind = trigger.kind if trigger else Kind.MEETING
        content = self._content(sentence, is_diary)
        if not content:
            return
        event = Drafted(kind, content, block.text, day.first, last or day.last, day.extent)
        if resolved is None and self._heading is None:
            event.mark("start", f"the day of what was told before, {day.first}")
        for mark in day.marks:
            event.mark("start", mark.why, mark.is_doubtful)
        if trigger is None:
            event.mark("kind", "no word of the line says what it is", True)
        place = self._place_of_line(sentence, is_diary)
        if place:
            self._put_place(event, place)
        self._place_line(event, sentence)
        self._finish(
            event, sentence, next((it for it in sentence.whens if it.hour or it.part), None)
        )
        if not hour:
            event.last = last or day.last

    def _content(self, sentence: Sentence, is_diary: bool) -> str:
        if not is_diary:
            plain = re.sub(r"\((?:[^()]*)\)", lambda it: "\0" * len(it[0]), sentence.plain)
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
        return title_of_line(body)

    @staticmethod
    def _words_of(trigger: Trigger, sentence: Sentence) -> str:
        return sentence.plain[slice(*trigger.span)].lower()

    def _place_of_line(self, sentence: Sentence, is_diary: bool) -> PlaceMention | None:
        if is_diary:
            head = re.match(
                r"^\W*(?P<city>[A-ZÀ-Ž][A-ZÀ-Ž'’.\s-]+[A-ZÀ-Ž])(?:/[A-Z ]+)?(?:,\s+(?P<country>[\w. ]+?))?\s+(?:-{1,2}|–|—|:)\s",
                sentence.text,
            )
            if head:
                city = _titled(head["city"])
                if head["city"] in ("UNITED NATIONS",):
                    return seat_in("UNITED NATIONS")
                return PlaceMention(head.span("city"), city, None, city_zone(city))
        return sentence.places[-1] if sentence.places else None

    def _read_fields(self, block: Block) -> None:
        fields: dict[str, str] = {}
        for name, value in block.fields:
            fields[name] = f"{fields[name]}, {value}" if name in fields else value
        what, when, where = fields.get("what"), fields.get("when"), fields.get("where")
        if not when or not (what or where):
            for _, value in block.fields:
                self._read_sentence(replace(block, shape=Shape.SENTENCE, text=value))
            return
        if not what and self._gathered.focus is None:
            what = self._title_above(block)
        told = take_apart(when, self._words)
        first = next((it for it in told.whens if it.day), None)
        day = (
            self._calendar.resolve(first.day, False, self._gathered.day)
            if first and first.day
            else self._heading
        )
        if day is None or not what:
            self._doubts.append(f"an event whose day is not known: {what or when}")
            return
        named = take_apart(what, self._words, listed=True)
        trigger = _first_trigger(named.triggers)
        quote = " ".join(block.text.split())
        event = Drafted(
            trigger.kind if trigger else Kind.MEETING,
            title_of_line(what),
            quote,
            day.first,
            day.last,
            day.extent,
        )
        if trigger is None:
            event.mark("kind", "no word says what it is", True)
        for mark in day.marks:
            event.mark("start", mark.why, mark.is_doubtful)
        places = take_apart(where, self._words, listed=True).places if where else []
        places = places or named.places
        if places:
            self._put_place(event, places[0])
        hour = next((it for it in told.whens if it.hour or it.part), None)
        if (
            hour
            and hour.hour
            and re.search(r"\barriv\w*\s*(?:from|at)?\s*$", when[: hour.hour.span[0] + 4])
        ):
            hour = None
        self._place_line(event, named)
        self._finish(event, replace(named, text=quote), hour)
        event.last = event.last or day.last

    def _title_above(self, block: Block) -> str | None:
        at = self._blocks.index(block)
        above = [it.text for it in self._blocks[:at] if it.shape is Shape.SENTENCE]
        return above[-1] if above else None

    # Sentences

    def _read_sentence(self, block: Block) -> None:
        sentence = take_apart(block.text, self._words, listed=block.is_heading)
        whens = [it for it in sentence.whens if not self._is_aside(it, sentence)]
        if not whens:
            self._read_undated(sentence, block)
            return
        if block.is_heading:
            self._take_heading(whens, sentence)
        taken = assign(whens, sentence)
        made: list[tuple[When, Drafted]] = []
        for when in whens:
            event = self._read_when(when, sentence, taken, made)
            if event:
                made.append((when, event))
        self._relate(sentence, made)
        self._read_followers(sentence, made)

    def _take_heading(self, whens: list[When], sentence: Sentence) -> None:
        """Take the day and the city of a line above others, which need no words for an event."""
        days = [it.day for it in whens if it.day]
        if len(days) == 1 and days[0] and not any(it.hour for it in whens):
            self._heading = self._calendar.resolve(days[0], False, None) or self._heading
            self._gathered.day = self._heading.first if self._heading else self._gathered.day
        if cities := [it for it in sentence.places if it.city]:
            self._gathered.where = self._place_of_all = cities[-1]

    def _is_aside(self, when: When, sentence: Sentence) -> bool:
        return bool(when.day) and when.hour is None and is_attribution(sentence.plain, *when.span)

    def _read_when(
        self,
        when: When,
        sentence: Sentence,
        taken: dict[tuple[int, int], Trigger],
        made: list[tuple[When, Drafted]],
    ) -> Drafted | None:
        clause = sentence.clause_at(when.span[0])
        chained = is_chained(sentence.text, when.span[0])
        past = is_past(sentence.text[slice(*clause)], when.span[0] - clause[0]) and not chained
        day = self._day(when, past or chained, made)
        if day is None:
            if not past and when.day:
                self._doubts.append(
                    f"a day that is not known, “{_words(sentence, when)}”: {sentence.text}"
                )
            return None
        if self._is_background(when, day, past, chained):
            return None
        if is_deadline(sentence.text, when.span[0] + _until_length(when, sentence)) and not chained:
            return self._add_deadline(when, day, sentence)
        trigger = taken.get(when.span)
        if trigger is None:
            return self._without_trigger(when, day, sentence, made)
        if past and trigger.is_verb and self._calendar.day and day.first <= self._calendar.day:
            return None
        if when.day is None and (known := self._meant(trigger, when, sentence)):
            self._add_hour(known, when, sentence)
            return known
        event = Drafted(
            trigger.kind,
            title_of(sentence, trigger),
            sentence.text,
            day.first,
            day.last,
            day.extent,
        )
        event.is_named = trigger.is_definite
        event.is_about_day = day.is_about
        for mark in day.marks:
            event.mark("start", mark.why, mark.is_doubtful)
        if when.day is None:
            event.mark("start", f"the day told before, {day.first}")
        self._doubts += [f"{it}: {sentence.text}" for it in day.doubts]
        where = self._gathered.where
        self._locate(event, when, trigger, sentence)
        if chained:
            self._gathered.where = where
        return self._finish(event, sentence, when, takes_focus=not chained)

    def _day(self, when: When, past: bool, made: list[tuple[When, Drafted]]) -> Resolved | None:
        before = made[-1][1].first if made else self._gathered.day
        if when.day:
            return self._calendar.resolve(when.day, past, before)
        if self._heading and not made:
            return self._heading
        return Resolved(before) if before else None

    def _day_before(self) -> Resolved | None:
        return Resolved(self._gathered.day) if self._gathered.day else None

    def _is_background(self, when: When, day: Resolved, past: bool, chained: bool) -> bool:
        today = self._calendar.day
        if when.day is None:
            return past
        if today is None:
            return past and not chained
        last = day.last or day.first
        if day.extent is not Extent.DAY:
            return (
                past
                or (day.first.year, day.first.month) < (today.year, today.month)
                and day.extent is Extent.MONTH
            )
        if last > today:
            return past and day.first <= today
        if chained:
            return (today - day.first).days > 7
        if past:
            return True
        return last < today and (today - last).days > _BACK

    def _without_trigger(
        self, when: When, day: Resolved, sentence: Sentence, made: list[tuple[When, Drafted]]
    ) -> Drafted | None:
        clause = sentence.text[slice(*sentence.clause_at(when.span[0]))]
        begins = _IT_BEGINS.search(clause) or made
        if when.hour and when.day is None and begins and not is_until(when.hour):
            target = made[-1][1] if made else self._gathered.focus
            if target and target.at is None and target.part is None and target.extent is Extent.DAY:
                self._add_hour(target, when, sentence)
                return target
        if when.day and made and (known := self._repeated(when, day, sentence, made[-1])):
            return known
        if when.day:
            words = _words(sentence, when)
            self._doubts.append(f"a day without an event, “{words}”: {sentence.text}")
        elif when.hour:
            self._doubts.append(
                f"an hour without an event, “{_words(sentence, when)}”: {sentence.text}"
            )
        return None

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
        if not near or not re.match(r"[\s,]*(?:and|then|und|et|,)", between) or len(between) > 60:
            return None
        again = Drafted(event.kind, event.title, sentence.text, day.first, day.last, day.extent)
        for mark in day.marks:
            again.mark("start", mark.why, mark.is_doubtful)
        self._put_place(again, near[0])
        return self._finish(again, sentence, when)

    def _meant(self, trigger: Trigger, when: When, sentence: Sentence) -> Drafted | None:
        """Return the event that was told of before, if it is that one of which a sentence tells the hour."""
        clause = sentence.text[slice(*sentence.clause_at(when.span[0]))]
        if not (
            trigger.is_definite
            or re.search(r"\b(?:it|which)\b[^,]*$", sentence.text[: trigger.span[0]], re.I)
        ):
            return None
        if not _IT_BEGINS.search(clause) and not trigger.is_verb:
            return None
        found = self._gathered.named(title_of(sentence, trigger), trigger.kind)
        fits = found and found.at is None and found.part is None and found.extent is Extent.DAY
        return found if fits else None

    def _add_hour(self, event: Drafted, when: When, sentence: Sentence) -> None:
        if not event.city:
            self._locate(event, when, None, sentence)
        if when.hour:
            self._doubts += self._told(
                set_hour(event, when.hour, self._zone_of_all, self._zone), sentence
            )
            event.part = None
        elif when.part and not event.at:
            event.part = when.part.part
        if sentence.text not in event.quote:
            event.quote = f"{event.quote} {sentence.text}"
        self._gathered.focus, self._gathered.day = event, event.first

    def _told(self, doubts: list[str], sentence: Sentence) -> list[str]:
        return [f"{it}: {sentence.text}" for it in doubts]

    def _add_deadline(self, when: When, day: Resolved, sentence: Sentence) -> Drafted:
        clause = sentence.clause_at(when.span[0])
        title = tidy(
            re.sub(
                r"\b(?:by|before|until|no later than|not later than|is|are|at|on)\s*\0.*$|\0.*$",
                "",
                sentence.plain[slice(*clause)],
            )
        )
        title = title or tidy(sentence.plain)
        event = Drafted(
            Kind.DEADLINE, title or "Deadline", sentence.text, day.first, None, day.extent
        )
        for mark in day.marks:
            event.mark("start", mark.why, mark.is_doubtful)
        if not title:
            event.mark("title", "no words of the report name it", True)
        focus, where = self._gathered.focus, self._gathered.where
        hour = replace(when.hour, precision=Precision.EXACT) if when.hour else None
        zone_only = where or self._dateline.place
        if (
            hour
            and zone_only
            and zone_only.zone
            and hour.zone in ("", "local")
            and not self._zone_of_all
        ):
            event.place_zone, event.city = zone_only.zone, zone_only.city
            event.mark(
                "place", f"the city of {'what was told before' if where else 'the dateline'}"
            )
        elif hour and zone_only and zone_only.zone:
            event.place_zone, event.city = zone_only.zone, zone_only.city
            event.mark(
                "place", f"the city of {'what was told before' if where else 'the dateline'}"
            )
        self._finish(event, sentence, replace(when, hour=hour), takes_focus=False)
        self._gathered.focus = focus
        return event

    def _locate(
        self, event: Drafted, when: When, trigger: Trigger | None, sentence: Sentence
    ) -> None:
        clause = sentence.clause_at(trigger.span[0] if trigger else when.span[0])
        anchor = when.span[0]
        its = sentence.clause_at(anchor)
        inside = [it for it in sentence.places if its[0] <= it.span[0] < its[1]]
        inside = inside or [it for it in sentence.places if clause[0] <= it.span[0] < clause[1]]
        cities = [it for it in inside if it.city] or inside
        if cities:
            self._put_place(
                event,
                min(
                    cities,
                    key=lambda it: (
                        _gap(it.span, trigger.span if trigger else when.span)
                        + (0 if it.zone or it.country else 25)
                    ),
                ),
            )
            return
        text = sentence.text[slice(*clause)]
        if seat := seat_in(text, trigger.span[1] - clause[0] if trigger else None):
            event.mark("place", seat.why or "")
            self._put_place(event, seat)
            return
        if event.kind in (Kind.CALL, Kind.DEADLINE, Kind.OBSERVANCE, Kind.MILESTONE):
            return
        before = [it for it in sentence.places if it.span[0] < anchor and it.city]
        if before and event.kind is not Kind.VISIT:
            event.mark("place", "the city that the sentence names before")
            self._put_place(event, before[-1])
        elif event.kind is not Kind.VISIT:
            self._infer_place(event)

    def _infer_place(self, event: Drafted) -> None:
        if _NOWHERE.search(event.title):
            return
        where, dateline = self._gathered.where, self._dateline.place
        if where:
            event.mark("place", "the city of what was told before", is_doubtful=False)
            self._put_place(event, where)
        elif dateline and dateline.city:
            event.mark("place", "the city of the dateline", True)
            self._put_place(event, dateline)

    def _put_place(self, event: Drafted, place: PlaceMention) -> None:
        event.city, event.country, event.place_zone = place.city, place.country, place.zone
        if place.why:
            event.mark("place", place.why)
        if event.kind not in (Kind.CALL, Kind.DEADLINE) and "place" not in event.marks or place.why:
            self._gathered.where = place

    def _place_line(self, event: Drafted, sentence: Sentence) -> None:
        """Give a line of a list, if it names no place, that of an institution, or of the lines before."""
        if event.city or event.country or event.kind in _PLACELESS:
            return
        if seat := seat_in(sentence.text):
            self._put_place(event, seat)
        else:
            self._infer_place(event)

    def _finish(
        self, event: Drafted, sentence: Sentence, when: When | None, takes_focus: bool = True
    ) -> Drafted:
        if (
            when
            and when.hour
            and not is_until(when.hour)
            or when
            and when.hour
            and event.kind is Kind.DEADLINE
        ):
            assert when.hour is not None
            self._doubts += self._told(
                set_hour(event, when.hour, self._zone_of_all, self._zone), sentence
            )
        elif when and when.part and event.extent is Extent.DAY:
            event.part = when.part.part
        event.parties = find_parties(event.title) if event.kind is not Kind.DEADLINE else []
        event.access = next((it for it, sign in _ACCESS if sign.search(sentence.text)), None)
        if event.kind is Kind.DEADLINE:
            event.access = None
        if off := _OFF.search(sentence.text):
            event.mark("status", f"the report says: {off[0]}", True)
            self._doubts.append(f"{off[0]}: {sentence.text}")
        return self._gathered.add(event, takes_focus)

    # What is told after what

    def _relate(self, sentence: Sentence, made: list[tuple[When, Drafted]]) -> None:
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
            clause = sentence.plain[slice(*sentence.clause_at(when.span[0]))]
            before = [
                it
                for it in self._gathered.events
                if it is not event and it.first == event.first and it.kind in _FIRST_KINDS
            ]
            if (
                _AFTER_IT.search(clause)
                and before
                and event.kind in _LATER_KINDS
                and not event.follows
            ):
                _let_follow(event, before[-1])
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
        found = self._gathered.named(title_of(sentence, triggers[0]), triggers[0].kind)
        return None if found in but else found

    def _read_followers(self, sentence: Sentence, made: list[tuple[When, Drafted]]) -> None:
        """Take what is to come after an event, at an hour that is not told."""
        for clause in sentence.clauses:
            if any(clause[0] <= when.span[0] < clause[1] for when, _ in made) or not made:
                continue
            if any(clause[0] <= it.span[0] < clause[1] for it in sentence.whens):
                continue
            self._read_follower(sentence, clause, made[-1][1])

    def _read_follower(
        self, sentence: Sentence, clause: tuple[int, int], last: Drafted | None
    ) -> bool:
        text = sentence.plain[slice(*clause)]
        triggers = [
            it
            for it in sentence.triggers
            if clause[0] <= it.span[0] < clause[1] and not it.is_aside and it.kind in _LATER_KINDS
        ]
        if last is None or not triggers or last.extent is not Extent.DAY or not _THEN.search(text):
            return False
        if (
            triggers[0].kind is Kind.MEETING
            or triggers[0].is_definite
            and triggers[0].kind is last.kind
        ):
            return False
        if is_past(text, len(text)):
            return False
        trigger = triggers[0]
        event = Drafted(trigger.kind, title_of(sentence, trigger), sentence.text, last.first)
        event.after = event.follows = last
        places = [it for it in sentence.places if clause[0] <= it.span[0] < clause[1]]
        if places:
            self._put_place(event, places[0])
        elif last.city and last.kind not in _PLACELESS:
            event.city, event.country, event.place_zone = last.city, last.country, last.place_zone
            event.mark("place", "the city of what it comes after")
        event.parties = find_parties(event.title)
        self._gathered.add(event, takes_focus=False)
        return True

    def _read_undated(self, sentence: Sentence, block: Block) -> None:
        if sentence.whens:
            return
        if (
            self._heading
            and len(sentence.text) <= LONGEST_LINE
            and self._read_under_heading(sentence, block)
        ):
            return
        if self._read_follower(sentence, (0, len(sentence.text) + 1), self._gathered.focus):
            return
        if block.is_heading or not self._gathered.events:
            known = [it for it in sentence.places if it.city]
            if known and block.is_heading:
                self._gathered.where = self._place_of_all = known[0]
        if self._gathered.focus and (
            access := next((it for it, sign in _ACCESS if sign.search(sentence.text)), None)
        ):
            focus = self._gathered.events[-1]
            if len(sentence.text) < 80 and sentence.text.startswith("("):
                focus.access = focus.access or access

    def _read_under_heading(self, sentence: Sentence, block: Block) -> bool:
        trigger = _first_trigger(sentence.triggers)
        day = self._heading
        if trigger is None or day is None or sentence.text.startswith("("):
            return False
        if is_past(sentence.text, trigger.span[0]) and not says_future(sentence.text):
            return False
        if trigger.is_definite or (
            self._gathered.events
            and block.paragraph != self._last_paragraph + 0
            and not trigger.is_verb
            and not block.is_heading
        ):
            return False
        if _THEN.search(sentence.text) and trigger.kind in _LATER_KINDS and self._gathered.focus:
            return False
        event = Drafted(
            trigger.kind,
            title_of_line(title_of(sentence, trigger)),
            sentence.text,
            day.first,
            day.last,
            day.extent,
        )
        for mark in day.marks:
            event.mark("start", mark.why, mark.is_doubtful)
        if places := take_apart(sentence.text, self._words, listed=True).places:
            self._put_place(event, places[0])
        self._place_line(event, sentence)
        self._finish(event, sentence, None)
        return True


def _first_trigger(triggers: list[Trigger]) -> Trigger | None:
    """Return the word that says what a line is: rather a noun or a telling verb than an aside."""
    press = [it for it in triggers if it.kind is Kind.PRESS_CONFERENCE and not it.is_aside]
    telling = [it for it in triggers if not it.is_aside]
    light = [it for it in triggers if it.is_verb]
    return next(iter((*press, *telling, *light, *triggers)), None)


_LOGISTICS = re.compile(
    r"\b(?:media arriv|doors|access|accreditation|press cent|badge|pick-?up|shuttle|bus(?:es)?|security check|pre-?position|registration|contact|tel\b|hotline|check-in)\w*",
    re.IGNORECASE,
)


def _is_logistics(text: str) -> bool:
    return bool(_LOGISTICS.search(text))


def _let_follow(event: Drafted, other: Drafted) -> None:
    """Say that an event comes after another one, unless that comes after it."""
    known: Drafted | None = other
    while known is not None:
        if known is event:
            return
        known = known.follows
    event.follows = other


def _gap(one: tuple[int, int], other: tuple[int, int]) -> int:
    return max(one[0] - other[1], other[0] - one[1], 0)


def _titled(city: str) -> str:
    return " ".join(it.capitalize() if it not in ("DC",) else it for it in city.split())


def _words(sentence: Sentence, when: When) -> str:
    return sentence.text[slice(*when.span)].strip(" ,(")


def _until_length(when: When, sentence: Sentence) -> int:
    """Return how much of a time is the word before it: by, before, until."""
    opening = re.match(
        r"\s*(?:by|before|until|till|no later than|not later than|latest|bis|avant|до)\s+(?:at\s+)?",
        sentence.text[when.span[0] :],
        re.I,
    )
    return opening.end() if opening else 0
