"""How a time, and how sure it is, reads in plain words: the same ones on every channel."""

from datetime import date, datetime

from events.cities import clocks_of
from events.model import Event, Status
from events.queries import local_day
from events.times import Day, DayPart, End, Moment, Precision, Undated
from events.wording.english import ENGLISH
from events.wording.joined import sentence
from events.wording.language import Language
from events.zones import UNIVERSAL, city_of, keeps_same_clocks, tzinfo


def clock_city(event: Event) -> str | None:
    """Return the city by whose clocks an event's times are told, or None if they are told in GMT.

    - It is the one that the event names, a deadline of accreditation that of its event, or
    - the city of the first place that has a zone of its own, or
    - the first city of a place that is known to keep the clocks of the event's zone then: Bonn, if
      that is Berlin's.
    - Otherwise it is the city that the event's zone is named for: a place of other clocks, such as
      New York in an agenda of Brussels, must not lend its name to the time in Brussels.
    """
    if event.clocks_of:
        return event.clocks_of
    zoned = next((place for place in event.places if place.timezone), None)
    if zoned and zoned.city:
        return zoned.city
    if event.timezone in UNIVERSAL:
        return None
    for place in () if zoned else event.places:
        if place.city and (zone := clocks_of(place.city)) and _same_clocks(zone, event):
            return place.city
    return city_of(event.timezone)


def _same_clocks(zone: str, event: Event) -> bool:
    """Tell whether a zone's clocks show what those of an event's zone show, as long as it lasts."""
    instants = (event.start.begins, (event.end or event.start).begins)
    return all(keeps_same_clocks(zone, event.timezone, each) for each in instants)


def when_phrase(event: Event, language: Language = ENGLISH, zone: str | None = None) -> str:
    """Write an event's start with its day, for a reader anywhere, or for one in a ``zone``.

    - 'Wednesday 12 January 2022, around 14:30 in Brussels (13:30 GMT)'. A GMT day that differs is
      named. In a zone of other clocks: 'around 14:30 in Brussels (22:30 in Tokyo)'.
    - Of a day whose time is to come: 'Thursday 13 January 2022, time to be announced'.
    - Of a part of a day: 'Thursday 13 January 2022, in the afternoon'.
    - Of what comes after another event: 'Thursday 13 January 2022, after “Council”'.
    - Of a day that has none: 'Thursday 13 January 2022'.
    - Of several days: '30 December 2026 to 1 January 2027', or where the part of the first one is
      known: 'Wednesday 30 December 2026, in the evening, until Friday 1 January 2027'.
    - Of what has no day yet: 'December 2026, date to be announced', or 'after “Council”'.
    """
    start = event.start
    if isinstance(start, Undated):
        open_ = after_words(event, language) or language.date_to_be_announced
        return f"{undated_words(start, language)}{language.comma}{open_}"
    if isinstance(start, Day):
        return _days_and_hours(event, start, language)
    local = start.begins.astimezone(tzinfo(event.timezone))
    clock = clock_words(local, start, language)
    words = _by_two_clocks(clock, start.begins, event, language, zone)
    words = f"{language.day(local.date())}{language.comma}{words}"
    after = after_words(event, language)
    return f"{words}{language.comma}{after}" if after else words


def _days_and_hours(event: Event, start: Day, language: Language) -> str:
    last = event.end if isinstance(event.end, Day) and event.lasts_days else None
    hours = hours_words(event, language)
    if last and start.part not in (None, DayPart.ALL_DAY):
        # The part is that of the first day alone.
        until = language.until.format(_day_words(last, language))
        return language.comma.join((_day_words(start, language), hours, until))
    words = days_phrase(start, last, language) if last else _day_words(start, language)
    return f"{words}{language.comma}{hours}" if hours else words


def _by_two_clocks(
    clock: str, instant: datetime, event: Event, language: Language, zone: str | None
) -> str:
    """Write a time by the clocks of its place, and by those of a zone, else by those of GMT."""
    local = instant.astimezone(tzinfo(event.timezone))
    city, other = clock_city(event), _in_zone(instant, event, language, zone)
    if city is None:
        words = language.in_gmt.format(clock)
        return f"{words} ({other})" if other else words
    gmt = gmt_phrase(instant, local.date(), language) if local.utcoffset() else language.gmt
    return language.local_time.format(time=clock, city=city, gmt=other or gmt)


def _in_zone(instant: datetime, event: Event, language: Language, zone: str | None) -> str:
    """Write a time by the clocks of a zone; '' where those are no others than its place's."""
    if zone is None or zone in UNIVERSAL or keeps_same_clocks(zone, event.timezone, instant):
        return ""
    there = instant.astimezone(tzinfo(zone))
    clock = language.clock.format(f"{there:%H:%M}")
    city = language.isolated.format(city_of(zone))
    time = language.diary.in_city.format(time=clock, city=city)
    if there.date() == instant.astimezone(tzinfo(event.timezone)).date():
        return time
    return language.weekday_and_clock.format(day=language.weekday(there.date()), time=time)


def undated_words(days: Undated, language: Language) -> str:
    """Write days of which one is to be announced: 'December 2026', 'the week of 7 June 2027'."""
    if days.is_month:
        return language.month(days.first)
    return language.week_of.format(language.date(days.first))


def hours_words(event: Event, language: Language) -> str:
    """Write what is known of the hour of an event that is given by its day; '' of a whole day.

    'in the afternoon', 'after “Council”', 'see programme', 'time to be announced'.
    """
    if isinstance(event.start, Day) and event.start.part:
        return language.parts_of_day[event.start.part]
    if after := after_words(event, language):
        return after
    if event.has_programme:
        return language.see_programme
    return language.to_be_announced if event.awaits_time else ""


def after_words(event: Event, language: Language) -> str:
    """Write after which event one starts, if all that is known of its start is that."""
    if not event.starts_after or event.follows is None or event.follows.title is None:
        return ""
    return language.after.format(language.quote.format(event.follows.title))


def days_phrase(first: Day, last: Day, language: Language) -> str:
    """Write the first and the last of several days: '30 December 2026 to 1 January 2027'."""
    return language.days.format(
        *(_around(language.date(d.date), d, language) for d in (first, last))
    )


def gmt_phrase(instant: datetime, told_day: date, language: Language = ENGLISH) -> str:
    """Write an instant in GMT, with the weekday where it is not the day already told."""
    universal = instant.astimezone(tzinfo("UTC"))
    time = language.in_gmt.format(f"{universal:%H:%M}")
    if universal.date() == told_day:
        return time
    return language.weekday_and_clock.format(day=language.weekday(universal.date()), time=time)


def end_phrase(event: Event, language: Language = ENGLISH, zone: str | None = None) -> str:
    """Write when an event ends: 'until 12:00', 'until Friday 14 January 2022', or: not known."""
    if event.end is None:
        return language.end_not_announced
    return language.until.format(end_words(event, event.end, language, zone))


def time_phrase(event: Event, language: Language = ENGLISH) -> str:
    """Write when an event starts and ends, or that its end is not announced.

    The end of what is given by days is told with the start, and what has no length has no end.
    """
    start = when_phrase(event, language)
    if not isinstance(event.start, Moment) or event.is_instant:
        return start
    return f"{start}{language.semicolon}{end_phrase(event, language)}"


def end_words(event: Event, end: End, language: Language, zone: str | None = None) -> str:
    """Write an end by the clocks of the place, with its day where that is not the first one.

    In a ``zone`` of other clocks, by those as well: '13:00 in Brussels (21:00 in Tokyo)'.
    """
    if isinstance(end, Day):
        return _day_words(end, language)
    local = end.begins.astimezone(tzinfo(event.timezone))
    clock = clock_words(local, end, language)
    if _in_zone(end.begins, event, language, zone):
        clock = _by_two_clocks(clock, end.begins, event, language, zone)
    if local.date() == local_day(event):
        return clock
    return language.time_on_day.format(time=clock, day=language.day(local.date()))


def _day_words(day: Day, language: Language) -> str:
    return _around(language.day(day.date), day, language)


def _around(words: str, day: Day, language: Language) -> str:
    return language.around_day.format(words) if day.approximate else words


def clock_words(local: datetime, moment: Moment, language: Language) -> str:
    """Write what clocks show at a moment, as sure as that is; ``local`` is by those clocks."""
    return as_sure(language.clock.format(f"{local:%H:%M}"), moment.precision, language)


def as_sure(words: str, precision: Precision, language: Language) -> str:
    """Write a time, given in ``words``, as sure as it is: 'around 14:30', 'not before 14:30'."""
    if precision is Precision.EXACT:
        return words
    about = precision is Precision.ABOUT
    return (language.around_time if about else language.not_before_time).format(words)


def status_word(status: Status, language: Language) -> str:
    """Write how an event stands, in a word or two."""
    return {
        Status.CONFIRMED: language.confirmed,
        Status.TENTATIVE: language.tentative,
        Status.CANCELLED: language.cancelled,
        Status.POSTPONED: language.postponed,
        Status.NO_LONGER_LISTED: language.no_longer_listed,
    }[status]


def certainty_phrase(event: Event, language: Language = ENGLISH) -> str:
    """Write how sure an event and its time are, in a few words."""
    if event.status is Status.POSTPONED:
        return language.no_new_date
    if event.status is not Status.CONFIRMED:
        return status_word(event.status, language)
    if isinstance(event.start, Undated):
        return sentence(language.date_to_be_announced)
    if isinstance(event.start, Moment):
        if event.start.precision is Precision.NOT_BEFORE:
            return language.earliest_time
        return language.approximate_time if event.start.approximate else language.exact_time
    if event.start.approximate:
        return language.approximate_day
    return language.exact_day if event.fills_days else sentence(hours_words(event, language))


def instant_phrase(instant: datetime) -> str:
    """Write an instant for whoever runs Podium: '2022-01-12 09:00 GMT'."""
    return f"{instant.astimezone(tzinfo('UTC')):%Y-%m-%d %H:%M} GMT"
