"""What is known while a report is read, and how an event comes to its hour and its place."""

import re
from datetime import date, timedelta

from events.cities import clocks_of
from events.drafting.drafted import Drafted, Extent
from events.drafting.gathering import Gathered
from events.drafting.meaning.clocks import (
    is_departure,
    is_until,
    read_by_left,
    read_by_place,
    set_hour,
)
from events.drafting.meaning.dates import Calendar, Resolved
from events.drafting.meaning.named_weekdays import NamedWeekdays
from events.drafting.mentions.calendar_words import CalendarWords
from events.drafting.mentions.clocks_of_all import ClocksOfAll
from events.drafting.mentions.countries import country_of_zone
from events.drafting.mentions.days import DayMention
from events.drafting.mentions.hours import HourMention
from events.drafting.mentions.kinds import Trigger
from events.drafting.mentions.parties import find_parties
from events.drafting.mentions.places import PlaceMention
from events.drafting.mentions.seats import seat_in
from events.drafting.mentions.where.titles import city_in_title
from events.drafting.mentions.where.towns import namesakes
from events.drafting.text.clauses import Sentence, Span, When
from events.drafting.text.dateline import Dateline
from events.drafting.text.halves import behind
from events.drafting.text.nearest import farness, where_held
from events.drafting.text.online import is_held_virtually, is_virtual
from events.drafting.text.topics import without_topics
from events.model import Access, Kind

ACCESS = (
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
_NOT_PLACED = (Kind.CALL, Kind.DEADLINE, Kind.OBSERVANCE, Kind.MILESTONE)
PLACELESS = (*_NOT_PLACED, Kind.VISIT)
_NOWHERE = re.compile(
    r"\b(?:televised|virtual(?:ly)?|webinar|online|video|nationwide|phone)\b", re.IGNORECASE
)
_ELSEWHERE = re.compile(r"\b(?:in|near)\s+(?:the\s+)?[A-Z]")
OFF = re.compile(
    r"\b(?:cancelled|canceled|called off|postponed|put off|scrapped|abgesagt|verschoben|annulée?|reportée?|отмен[её]н\w*)\b",
    re.IGNORECASE,
)


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
_THERE = re.compile(r"\b(?:there|dort|y|там)\b")

_WEEK_AHEAD = re.compile(
    r"\b(?:next week|(?:coming|upcoming) week|week ahead|kommende[nr]? Woche|nächste[nr]? Woche|semaine prochaine)\b",
    re.IGNORECASE,
)
_WEEK = timedelta(days=7)
_FORTNIGHT = timedelta(days=14)


class Notes:
    """What is known so far of a report.

    - ``heading``: the day of the lines that are read
    - ``among``: the first and the last of the days that were told together last
    - ``hour``: the one that was told last, with its day
    - ``left``: the city that was left for where is not told
    - ``kind_of_line``: what the line that is read is by the heading above, and that
    - ``place_of_all``: where all of a list is, as its title says; ``place_of_day``: where the lines of
      a day are, as its heading says
    - ``zone``: for hours whose place is not known; ``zone_of_all``: what the report says of all of its
      hours; ``hour_of_all``: that of what is told with no other
    """

    def __init__(
        self,
        words: CalendarWords,
        dateline: Dateline,
        calendar: Calendar,
        zone: str,
        of_all: ClocksOfAll,
        hour_of_all: HourMention | None = None,
    ) -> None:
        self.words = words
        self.dateline = dateline
        self.calendar = calendar
        self.zone = zone
        self.zone_of_all = of_all.said
        self.hour_of_all = hour_of_all
        self.gathered = Gathered()
        self.heading: Resolved | None = None
        self.kind_of_line: tuple[Kind, str] | None = None
        self.place_of_all: PlaceMention | None = None
        self.place_of_day: PlaceMention | None = None
        self.doubts: list[str] = [*dateline.doubts]
        self.last_paragraph = -1
        if city := of_all.city:
            why = f"the report says that its times are those of {city}"
            self.place_of_all = PlaceMention((0, 0), city, None, clocks_of(of_all.said), why, True)
            self.gathered.where = self.place_of_all
        self._left: PlaceMention | None = None
        self._named = NamedWeekdays()
        self.left: str | None = None
        self.among: tuple[date, date] | None = None
        self.hour: tuple[date, HourMention] | None = None

    def take_title(self, sentence: Sentence) -> None:
        """Take the city of a line above others, which is that of all of a list."""
        cities = [it for it in sentence.places if it.city]
        found = cities[-1] if cities else None
        if found is None and not self.gathered.events:
            countries = [it for it in sentence.places if it.zone]
            found = city_in_title(sentence.plain)
            found = found or (None if self.home() else seat_in(sentence.plain))
            found = found or (countries[0] if countries else None)
        if found:
            self.gathered.where = self.place_of_all = found

        if self.calendar.day and _WEEK_AHEAD.search(sentence.plain):
            monday = self.calendar.day + timedelta(days=7 - self.calendar.day.weekday())
            self.among = monday, monday + timedelta(days=6)

    def forget_place(self) -> None:
        """Begin a day of a list: its lines are where all are, or where all were so far."""
        self.place_of_day = None
        cities = {it.city for it in self.gathered.events if it.city}
        if self.gathered.where and self.is_itinerary():
            return  # who travels is where the last line was, until the next tells where else
        if len(cities) != 1 or self.gathered.where is None:
            self.gathered.where = self.place_of_all

    def take_place_of_day(self, place: PlaceMention) -> None:
        """Take where the lines below the heading of a day are that tell no other place."""
        self.gathered.where = self.place_of_day = place

    def home(self) -> PlaceMention | None:
        """Return where a report says that it is written, or that what it tells is held."""
        told = (self.place_of_day, self.place_of_all, self.dateline.place)
        return next((it for it in told if it and it.zone), None)

    def _travels(self) -> bool:
        """Tell whether somebody has left where the heading of the day says that the lines are."""
        last = self.gathered.events[-1] if self.gathered.events else None
        return self.is_itinerary() or bool(last and is_departure(last.title))

    def _city_before(self, event: Drafted) -> str | None:
        """Return the city of the line before, on the same day."""
        last = self.gathered.events[-1] if self.gathered.events else None
        return last.city if last and last.first == event.first else None

    def is_itinerary(self) -> bool:
        """Tell whether the lines so far say where somebody arrives."""
        return any(map(_is_arrival, self.gathered.events))

    def day_before(self) -> Resolved | None:
        """Return the day that was told last."""
        return Resolved(self.gathered.day) if self.gathered.day else None

    def meant(
        self,
        mention: DayMention,
        is_past: bool,
        before: date | None,
        is_near: bool = False,
        is_ahead: bool = False,
    ) -> Resolved | None:
        """Return the days that a mention means, by what was told before.

        - ``is_near`` if it is about the event that was told before: its closing session on Sunday
        - ``is_ahead`` if it is before that event: before the first session, on Sunday

        What lasts for days, or a heading of a week, tells of which ones a weekday is, until another day is told.
        """
        among, today = self.among, self.calendar.day
        if is_near and among is None and before and today and before - today > _WEEK:
            among = before, before + timedelta(days=6)
        if is_ahead and before and today and before > today:
            among = max(today, before - _WEEK), before - timedelta(days=1)
        found = self.calendar.resolve(mention, is_past, before, among)
        if found and not is_past and self.calendar.day:
            found = self._named.meant(mention, found, self.calendar.day)
        if found and not is_past:
            last = found.last or found.first
            if found.extent is Extent.WEEK:
                last = found.first + timedelta(days=6)
            if found.extent is not Extent.MONTH and found.first < last <= found.first + _FORTNIGHT:
                self.among = found.first, last
            elif self.among and not self.among[0] <= found.first <= self.among[1]:
                self.among = None
        return found

    def remember_today(self, day: Resolved) -> None:
        """Take the report's own day for that of "later in the day", if it tells of that day."""
        if day.first == self.calendar.day and day.extent is Extent.DAY:
            self.gathered.day = day.first

    def add_hour(self, event: Drafted, when: When, sentence: Sentence) -> None:
        """Give an hour to an event that was told before."""
        if not event.city:
            self.locate(event, when.span, None, sentence)
        if when.hour:
            self._set_hour(event, when.hour, sentence, self.zone)
            event.part = None
        elif when.part and not event.at:
            event.part = when.part.part
        if sentence.text not in event.quote:
            event.quote = f"{event.quote} {sentence.text}"
        self.gathered.focus, self.gathered.day = event, event.first

    def _set_hour(self, event: Drafted, hour: HourMention, sentence: Sentence, zone: str) -> None:
        """Give an event its hour; a number and no more is counted from the one told before on its day."""
        last = self.hour[1] if self.hour and self.hour[0] == event.first else None
        whole = behind(hour, last) if hour.is_bare else hour
        if whole is None:
            event.mark("start", f"at {hour.at.hour}: which half of the day is not told", True)
            return
        self.hour = event.first, whole
        told = [it.place_zone for it in reversed(self.gathered.events)]
        if self.dateline.place:
            told.append(self.dateline.place.zone)
        nearby = filter(None, told)
        doubts = set_hour(event, whole, self.zone_of_all, zone, nearby)
        self.doubts += self.told(doubts, sentence)
        if whole.zone in ("", "local") and is_departure(event.title):
            left = self._left if event.city else self.gathered.where
            read_by_left(event, left.zone if left else None, left.city if left else None)

    def told(self, doubts: list[str], sentence: Sentence) -> list[str]:
        """Return what is in doubt with the sentence that it is in."""
        return [f"{it}: {sentence.text}" for it in doubts]

    def locate(self, event: Drafted, at: Span, trigger: Trigger | None, sentence: Sentence) -> None:
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
            self.put_place(event, min(between or cities, key=lambda it: farness(it, near)))
            return
        text = sentence.plain[slice(*clause)]
        if event.kind is Kind.CALL or is_held_virtually(text):
            return
        subject = trigger.span[1] - clause[0] if trigger else None
        if seat := seat_in(text, subject, self.home()):
            event.mark("place", seat.why or "")
            self.put_place(event, seat)
            return
        if event.kind in _NOT_PLACED:
            return
        before = [it for it in sentence.places if it.span[0] < anchor and it.city]
        before = without_topics(before, trigger, sentence)
        if before and event.kind is not Kind.VISIT:
            event.mark("place", "the city that the sentence names before")
            self.put_place(event, before[-1])
            self.gathered.where = before[-1]
        elif _IN_THIS_ROOM.search(sentence.plain) or (
            event.kind is not Kind.VISIT and _IS_BACK.search(text)
        ):
            self._put_own_place(event)
        elif _IN_CAPITAL.search(text) and (capitals := self._capitals()):
            event.mark("place", f"which capital: {' or '.join(capitals)}", True)
        elif event.kind is not Kind.VISIT or self.place_of_day or _ARRIVES.search(text):
            self.infer_place(event, bool(_THERE.search(text)))

    def _put_own_place(self, event: Drafted) -> None:
        """Give an event the place where the report itself is made, if it says which."""
        if place := self.place_of_all or self.dateline.place:
            event.mark("place", "the city of the report", True)
            self.put_place(event, place)

    def _capitals(self) -> list[str]:
        """Return the cities of which each may be "the capital", if there are several."""
        told = (self.gathered.where, self.dateline.place)
        cities = dict.fromkeys(it.city for it in told if it and it.city)
        return [it for it in cities if it] if len(cities) > 1 else []

    def infer_place(self, event: Drafted, is_there: bool = False) -> None:
        """Give an event the place that was told before, or that of the dateline, and say so.

        Who travels is there only about then, unless the report says "there" (``is_there``).
        """
        if _NOWHERE.search(event.title) or event.extent is not Extent.DAY:
            return
        where, dateline = self.gathered.where, self.dateline.place
        if where is None and self.left:
            event.mark("place", f"{self.left} is left before, and for where is not told", True)
            return
        if where and not is_there and not _is_there(self.gathered.journey, event):
            where = self.place_of_all
            if where is None:
                return
        elif where and self._is_of_later(where, event):
            where = self.place_of_all
            if where is None and not dateline:
                return
        if where:
            event.mark("place", "the city of what was told before", is_doubtful=False)
            self.put_place(event, where)
        elif dateline and dateline.city and not _ELSEWHERE.search(event.title):
            event.mark("place", "the city of the dateline", True)
            self.put_place(event, dateline)

    def _is_of_later(self, where: PlaceMention, event: Drafted) -> bool:
        """Tell whether a place is only where something is on a later day, of several places that are told."""
        told = [it for it in self.gathered.events if it.city and it.extent is Extent.DAY]
        there = [it.first for it in told if it.city == where.city]
        return len({it.city for it in told}) > 1 and bool(there) and event.first < min(there)

    def put_place(self, event: Drafted, place: PlaceMention) -> None:
        """Give an event a place, which may be that of what is told next."""
        event.city, event.country, event.place_zone = place.city, place.country, place.zone
        if zone := self._zone_at_home(place):
            event.place_zone = zone
            event.mark("zone", f"{place.zone_why}: read as that of the report's country", True)
        elif place.zone_why:
            event.mark("zone", place.zone_why, place.zone is None)
        elif place.city and not place.zone and (near := self._near()):
            event.place_zone = near.zone
            why = f"whose clocks {place.city} keeps is not known: read by those of {near.city or near.country}"
            event.mark("place", why, True)
        if place.why:
            event.mark("place", place.why, place.is_doubtful)
        self._left = self.gathered.where
        if (
            event.kind not in (Kind.CALL, Kind.DEADLINE) and "place" not in event.marks
        ) or place.why:
            self.gathered.where = place
            journey = self.gathered.journey
            if event.kind is Kind.VISIT:
                self.gathered.journey = event
            elif journey and journey.city != place.city:
                self.gathered.journey = None

    def _zone_at_home(self, place: PlaceMention) -> str | None:
        """Return the zone of a city that several countries have, of which one is the report's."""
        home = self.home()
        if not (place.city and not place.zone and place.zone_why and home and home.zone):
            return None
        return namesakes(place.city).within(country_of_zone(home.zone)).zone

    def _near(self) -> PlaceMention | None:
        """Return the place of the report by whose clocks a city may be read that no table knows."""
        told = (self.place_of_all, self.dateline.place, self.gathered.where)
        return next((it for it in told if it and it.zone), None)

    def _zone_nearby(self, event: Drafted) -> str | None:
        """Return the zone by whose clocks is read what has no place, a call or a deadline: that of what was told before."""
        if event.place_zone or event.city:
            return None
        home = self.home()
        if home and home.zone and self.zone == "UTC":
            return home.zone
        where = self.gathered.where or self.dateline.place
        is_placeless = event.kind is Kind.CALL or (
            event.kind is Kind.DEADLINE
            and self.zone == "UTC"  # who sets it has no clocks of its own
        )
        return where.zone if is_placeless and where else None

    def place_later(self, sentence: Sentence) -> bool:
        """Give what was told last the city of its venue, which a later sentence tells: tell whether it does."""
        event, cities = self.gathered.focus, [it for it in sentence.places if it.city]
        if event is None or not cities or (event.city and not event.marks.get("place")):
            return False
        if event.kind in _NOT_PLACED:
            return False
        event.marks.pop("place", None)
        self.put_place(event, cities[-1])
        read_by_place(event)
        event.quote = f"{event.quote} … {sentence.text}"
        return True

    def refine_place(self, sentence: Sentence) -> None:
        """Take the city that a sentence names beside its country for where the next is."""
        where, cities = self.gathered.where, [it for it in sentence.places if it.city]
        if where and where.city is None and cities and where in sentence.places:
            self.gathered.where = cities[-1]

    def place_line(self, event: Drafted, sentence: Sentence) -> None:
        """Give a line of a list, if it names no place, that of an institution, or of the lines before."""
        if event.city or event.country or event.kind in _NOT_PLACED:
            return
        if is_virtual(sentence.text):
            return
        last = self.gathered.events[-1] if self.gathered.events else None
        if last and _SAME_PLACE.search(sentence.text):
            event.take_place(last)
            event.mark("place", "the same place as what is told before")
            return
        if seat := seat_in(sentence.text, None, self.home()):
            self.put_place(event, seat)
        elif event.kind is not Kind.VISIT or self.place_of_all or self.place_of_day:
            self._infer_place_of_line(event)

    def _infer_place_of_line(self, event: Drafted) -> None:
        """Give a line the place of its day's heading rather than that of the line before."""
        before = self._city_before(event)
        of_all = self.place_of_all
        where = self.place_of_day or (
            of_all if of_all and of_all.city and not of_all.is_doubtful else None
        )
        if where and not self._travels():
            self.gathered.where = where
        else:
            before = None
        self.infer_place(event)
        if before and event.city and event.city != before:
            event.mark("place", f"or {before}, of the line before", True)

    def finish(
        self, event: Drafted, sentence: Sentence, when: When | None, takes_focus: bool = True
    ) -> Drafted:
        """Give an event its hour, its parties and who may come, and add it to the others."""
        hour = when.hour if when else None
        if hour and (event.kind is Kind.DEADLINE or not is_until(hour)):
            zone = self._zone_nearby(event) or self.zone
            self._set_hour(event, hour, sentence, zone)
            if zone != self.zone and event.at:
                event.zone = event.zone or zone
        elif when and when.part and event.extent is Extent.DAY:
            event.part = when.part.part
        elif self.hour_of_all and _is_like_others(event):
            self._set_hour(event, self.hour_of_all, sentence, self.zone)
            event.mark("start", f"the report says of all: at {self.hour_of_all.at:%H:%M}")
        event.parties = find_parties(event.title) if event.kind is not Kind.DEADLINE else []
        event.access = next((it for it, sign in ACCESS if sign.search(sentence.text)), None)
        if event.kind is Kind.DEADLINE:
            event.access = None
        if off := OFF.search(sentence.text):
            event.mark("status", f"the report says: {off[0]}", True)
            self.doubts.append(f"{off[0]}: {sentence.text}")
        return self.gathered.add(event, takes_focus)


def _is_arrival(event: Drafted) -> bool:
    """Tell whether an event is a line of an itinerary: Arrives Riga."""
    is_named = event.title.casefold().startswith(("arriv", "ankunft", "прибы"))
    return is_named and event.is_line and bool(event.city)


def _is_like_others(event: Drafted) -> bool:
    """Tell whether an event is a line of the meetings of which one hour is told for all."""
    is_of_day = event.extent is Extent.DAY and not event.last
    return event.is_line and is_of_day and event.kind in (Kind.MEETING, Kind.HEARING, Kind.BRIEFING)


def _is_there(journey: Drafted | None, event: Drafted) -> bool:
    """Tell whether who travels may be there when an event is: not before, nor days later."""
    if journey is None or journey.extent is not Extent.DAY:
        return True
    last = journey.last or journey.first + timedelta(days=2)
    return journey.first <= event.first <= last
