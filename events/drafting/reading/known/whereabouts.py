"""Where a report was with what it told so far, and what that says of the place of the next event."""

import re
from datetime import timedelta

from events.cities import clocks_of
from events.drafting.drafted import Drafted, Extent
from events.drafting.meaning.clocks import is_departure, read_by_left
from events.drafting.mentions.when.clocks_of_all import ClocksOfAll
from events.drafting.mentions.where.countries import country_of_zone
from events.drafting.mentions.where.places import PlaceMention
from events.drafting.mentions.where.seats import seat_in
from events.drafting.mentions.where.titles import city_in_title
from events.drafting.mentions.where.towns import namesakes
from events.drafting.reading.known.gathering import Gathered
from events.drafting.sentences.clauses import Sentence
from events.model import Kind

_NOWHERE = re.compile(
    r"\b(?:televised|virtual(?:ly)?|webinar|online|video|nationwide|phone)\b", re.IGNORECASE
)
_ELSEWHERE = re.compile(r"\b(?:in|near)\s+(?:the\s+)?[A-Z]")


class Whereabouts:
    """Where a report was with what it told so far; the last place of an event is that of what it gathered.

    - ``of_all``: where all of a list is, as its title says
    - ``of_day``: where the lines of a day are, as its heading says
    - ``left``: the city that was left for where is not told
    """

    def __init__(
        self, gathered: Gathered, dateline: PlaceMention | None, clocks: ClocksOfAll
    ) -> None:
        self.gathered = gathered
        self.dateline = dateline
        self.of_all: PlaceMention | None = None
        self.of_day: PlaceMention | None = None
        self.left: str | None = None
        self._before: PlaceMention | None = None  # the last event's
        if city := clocks.city:
            why = f"the report says that its times are those of {city}"
            self.of_all = PlaceMention((0, 0), city, None, clocks_of(clocks.said), why, True)
            gathered.where = self.of_all

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
            self.gathered.where = self.of_all = found

    def forget(self, is_prose: bool = False) -> None:
        """Begin a day of a list: its lines are where all are, or where all were so far.

        ``is_prose``: of a paragraph that does not go on with who travels, as lines may.
        """
        if is_prose and self.of_all and self.of_all.city:
            self.gathered.where, self.gathered.journey = self.of_all, None
            return
        self.of_day = None
        cities = {it.city for it in self.gathered.events if it.city}
        if self.gathered.where and self.is_itinerary():
            return  # who travels is where the last line was, until the next tells where else
        if len(cities) != 1 or self.gathered.where is None:
            self.gathered.where = self.of_all

    def take_of_day(self, place: PlaceMention) -> None:
        """Take where the lines below the heading of a day are that tell no other place."""
        self.gathered.where = self.of_day = place

    def home(self) -> PlaceMention | None:
        """Return where a report says that it is written, or that what it tells is held."""
        told = (self.of_day, self.of_all, self.dateline)
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

    def put_own(self, event: Drafted) -> None:
        """Give an event the place where the report itself is made, if it says which."""
        if place := self.of_all or self.dateline:
            event.mark("place", "the city of the report", True)
            self.put(event, place)

    def capitals(self) -> list[str]:
        """Return the cities of which each may be "the capital", if there are several."""
        told = (self.gathered.where, self.dateline)
        cities = dict.fromkeys(it.city for it in told if it and it.city)
        return [it for it in cities if it] if len(cities) > 1 else []

    def infer(self, event: Drafted, is_there: bool = False) -> None:
        """Give an event the place that was told before, or that of the dateline, and say so.

        Who travels is there only about then, unless the report says "there" (``is_there``).
        """
        if _NOWHERE.search(event.title) or event.extent is not Extent.DAY:
            return
        where, dateline = self.gathered.where, self.dateline
        if where is None and self.left:
            event.mark("place", f"{self.left} is left before, and for where is not told", True)
            return
        if where and not is_there and not _is_there(self.gathered.journey, event):
            where = self.of_all
            if where is None:
                return
        elif where and self._is_of_later(where, event):
            where = self.of_all
            if where is None and not dateline:
                return
        if where:
            event.mark("place", "the city of what was told before", is_doubtful=False)
            self.put(event, where)
        elif dateline and dateline.city and not _ELSEWHERE.search(event.title):
            event.mark("place", "the city of the dateline", True)
            self.put(event, dateline)

    def _is_of_later(self, where: PlaceMention, event: Drafted) -> bool:
        """Tell whether a place is only where something is on a later day, of several places that are told."""
        told = [it for it in self.gathered.events if it.city and it.extent is Extent.DAY]
        there = [it.first for it in told if it.city == where.city]
        return len({it.city for it in told}) > 1 and bool(there) and event.first < min(there)

    def put(self, event: Drafted, place: PlaceMention) -> None:
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
        if place.inflected:
            event.mark("city", f"the report says {place.inflected}")
        if place.why:
            event.mark("place", place.why, place.is_doubtful)
        self._before = self.gathered.where
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
        told = (self.of_all, self.dateline, self.gathered.where)
        return next((it for it in told if it and it.zone), None)

    def zone_nearby(self, event: Drafted, zone: str) -> str | None:
        """Return the zone by whose clocks is read what has no place, a call or a deadline: that of what was told before."""
        if event.place_zone or event.city:
            return None
        home = self.home()
        if home and home.zone and zone == "UTC":
            return home.zone
        where = self.gathered.where or self.dateline
        is_placeless = event.kind is Kind.CALL or (
            event.kind is Kind.DEADLINE and zone == "UTC"  # who sets it has no clocks of its own
        )
        return where.zone if is_placeless and where else None

    def infer_of_line(self, event: Drafted) -> None:
        """Give a line the place of its day's heading rather than that of the line before."""
        before = self._city_before(event)
        of_all = self.of_all
        where = self.of_day or (
            of_all if of_all and of_all.city and not of_all.is_doubtful else None
        )
        if where and not self._travels():
            self.gathered.where = where
        else:
            before = None
        self.infer(event)
        if before and event.city and event.city != before:
            event.mark("place", f"or {before}, of the line before", True)

    def refine(self, sentence: Sentence) -> None:
        """Take the city that a sentence names beside its country for where the next is."""
        where, cities = self.gathered.where, [it for it in sentence.places if it.city]
        if where and where.city is None and cities and where in sentence.places:
            self.gathered.where = cities[-1]

    def read_departure(self, event: Drafted) -> None:
        """Read the hour at which somebody leaves by the clocks of where that is."""
        left = self._before if event.city else self.gathered.where
        read_by_left(event, left.zone if left else None, left.city if left else None)


def _is_arrival(event: Drafted) -> bool:
    """Tell whether an event is a line of an itinerary: Arrives Riga."""
    is_named = event.title.casefold().startswith(("arriv", "ankunft", "прибы"))
    return is_named and event.is_line and bool(event.city)


def _is_there(journey: Drafted | None, event: Drafted) -> bool:
    """Tell whether who travels may be there when an event is: not before, nor days later."""
    if journey is None or journey.extent is not Extent.DAY:
        return True
    last = journey.last or journey.first + timedelta(days=2)
    return journey.first <= event.first <= last
