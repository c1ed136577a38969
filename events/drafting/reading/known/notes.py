"""What is known while a report is read, and how an event comes to its day and its hour."""

import re
from datetime import date, timedelta

from events.drafting.drafted import Drafted, Extent
from events.drafting.layout.dateline import Dateline
from events.drafting.meaning.clocks import (
    is_departure,
    is_until,
    set_hour,
)
from events.drafting.meaning.dates import Calendar, Resolved
from events.drafting.meaning.named_weekdays import NamedWeekdays
from events.drafting.mentions.access import find_access
from events.drafting.mentions.parties import find_parties
from events.drafting.mentions.when.calendar_words import CalendarWords
from events.drafting.mentions.when.clocks_of_all import ClocksOfAll
from events.drafting.mentions.when.days import DayMention
from events.drafting.mentions.when.hour_mentions import HourMention
from events.drafting.mentions.when.moves import OFF
from events.drafting.mentions.when.relative_days import DAYS_OF_SEVERAL
from events.drafting.mentions.where.places import PlaceMention
from events.drafting.reading.known.gathering import Gathered
from events.drafting.reading.known.placing import locate
from events.drafting.reading.known.whereabouts import Whereabouts
from events.drafting.sentences.clauses import Sentence, When
from events.drafting.sentences.halves import behind
from events.model import Kind

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
    - ``opened``: the paragraph whose sentences are of a day that one of them leads to, and that day
    - ``hour``: the one that was told last, with its day
    - ``kind_of_line``: what the line that is read is by the heading above, and that
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
        self.doubts: list[str] = [*dateline.doubts]
        self.last_paragraph = -1
        self.whereabouts = Whereabouts(self.gathered, dateline.place, of_all)
        self._named = NamedWeekdays()
        self.among: tuple[date, date] | None = None
        self.opened: tuple[int, Resolved] | None = None
        self.hour: tuple[date, HourMention] | None = None

    def take_title(self, sentence: Sentence) -> None:
        """Take the city of a line above others, and the week that it says is ahead."""
        self.whereabouts.take_title(sentence)
        if self.calendar.day and _WEEK_AHEAD.search(sentence.plain):
            monday = self.calendar.day + timedelta(days=7 - self.calendar.day.weekday())
            self.among = monday, monday + timedelta(days=6)

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
        if among is None and mention.word in DAYS_OF_SEVERAL:
            among = self._days_of_last()
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

    def _days_of_last(self) -> tuple[date, date] | None:
        """Return the days of the last event that lasts for several, which is where the report is with them."""
        whole = next((it for it in reversed(self.gathered.events) if it.last), None)
        if whole is None or whole.last is None or whole.extent is not Extent.DAY:
            return None
        if whole.city or whole.country:
            place = PlaceMention((0, 0), whole.city, whole.country, whole.place_zone)
            self.gathered.where, self.gathered.journey = place, None
        return whole.first, whole.last

    def remember_today(self, day: Resolved) -> None:
        """Take the report's own day for that of "later in the day", if it tells of that day."""
        if day.first == self.calendar.day and day.extent is Extent.DAY:
            self.gathered.day = day.first

    def add_hour(self, event: Drafted, when: When, sentence: Sentence) -> None:
        """Give an hour to an event that was told before."""
        if not event.city:
            locate(self.whereabouts, event, when.span, None, sentence)
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
            event.is_half_open = True
            return
        self.hour = event.first, whole
        told = [it.place_zone for it in reversed(self.gathered.events)]
        if self.dateline.place:
            told.append(self.dateline.place.zone)
        nearby = filter(None, told)
        doubts = set_hour(event, whole, self.zone_of_all, zone, nearby)
        self.doubts += self.told(doubts, sentence)
        if whole.zone in ("", "local") and is_departure(event.title):
            self.whereabouts.read_departure(event)

    def told(self, doubts: list[str], sentence: Sentence) -> list[str]:
        """Return what is in doubt with the sentence that it is in."""
        return [f"{it}: {sentence.text}" for it in doubts]

    def finish(
        self, event: Drafted, sentence: Sentence, when: When | None, takes_focus: bool = True
    ) -> Drafted:
        """Give an event its hour, its parties and who may come, and add it to the others."""
        hour = when.hour if when else None
        if hour and (event.kind is Kind.DEADLINE or not is_until(hour)):
            zone = self.whereabouts.zone_nearby(event, self.zone) or self.zone
            self._set_hour(event, hour, sentence, zone)
            if zone != self.zone and event.at:
                event.zone = event.zone or zone
        elif when and when.part and event.extent is Extent.DAY:
            event.part = when.part.part
        elif self.hour_of_all and _is_like_others(event):
            self._set_hour(event, self.hour_of_all, sentence, self.zone)
            event.mark("start", f"the report says of all: at {self.hour_of_all.at:%H:%M}")
        event.parties = find_parties(event.title) if event.kind is not Kind.DEADLINE else []
        event.access = find_access(sentence.text)
        if event.kind is Kind.DEADLINE:
            event.access = None
        if off := OFF.search(sentence.text):
            event.mark("status", f"the report says: {off[0]}", True)
            self.doubts.append(f"{off[0]}: {sentence.text}")
        return self.gathered.add(event, takes_focus)


def _is_like_others(event: Drafted) -> bool:
    """Tell whether an event is a line of the meetings of which one hour is told for all."""
    is_of_day = event.extent is Extent.DAY and not event.last
    return event.is_line and is_of_day and event.kind in (Kind.MEETING, Kind.HEARING, Kind.BRIEFING)
