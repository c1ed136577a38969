"""By whose clocks an hour is told: what is written behind it, or those of the city."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime, time, timedelta

from events.cities import clocks_of
from events.drafting.drafted import Drafted, Extent
from events.drafting.mentions.when.hour_mentions import Bound, HourMention
from events.errors import Refusal
from events.model import Kind
from events.time_grammar import FIRST_YEAR, LAST_YEAR
from events.times import Moment
from events.wall_times import localize
from events.zones import keeps_same_clocks, parse_offset, tzinfo, zones_meant

_UNIVERSAL = ("GMT", "UTC")
_CLOCKS_UNKNOWN, _CLOCKS_OF = "by whose clocks is not told", "by the clocks of"


# Who leaves does so by the clocks of where that is.
_LEAVES = re.compile(
    r"(?:[\w .'’-]{0,40} )?(?:(?:[Dd]epart(?:s|ure)?|[Ll]eaves?|[Ff]l(?:y|ies|ight)|[Tt]akes off)(?: [A-Z][\w ]{2,20})?(?: by \w+)? (?:for|to)\b|(?:Abreise|Abflug|Weiterreise|Weiterflug) nach\b|[Dd]épart (?:pour|vers)\b|(?:[Вв]ылет|[Оо]тъезд) в\b)"
)


def set_hour(
    event: Drafted,
    hour: HourMention,
    zone_of_all: str,
    agenda_zone: str,
    nearby: Iterable[str] = (),
) -> list[str]:
    """Put an hour into an event whose day and place are known, and return what is in doubt.

    - ``zone_of_all`` is what the report says of all of its times: (all times CET)
    - ``nearby``: the zones of the places that it tells, which may bear an abbreviation
    """
    if event.extent is not Extent.DAY:
        return []
    if hour.midnight:
        return _midnight(event, hour)
    event.at, event.precision, event.until = hour.at, hour.precision, hour.until
    if hour.why:
        event.mark("start", hour.why)
    said = hour.zone or zone_of_all
    if "place" in event.marks and _contradicts(event, hour):
        _forget_place(event)
    second = hour.also if said in ("", "local") and not event.place_zone else None
    if second:
        _take_second(event, hour, second)
    else:
        _set_zone(event, said, agenda_zone, nearby)
        if said and not hour.zone and said != "local":
            event.mark("start", f"the report says of its times: {said}")
    if not _fits(event, agenda_zone):
        what = f"{event.first} {hour.at:%H:%M} is no time that Podium can take"
        event.at = event.until = None
        event.mark("start", what, True)
        return [what]
    return _compare(event, hour.also, agenda_zone) if hour.also and not second else []


def read_by_place(event: Drafted) -> None:
    """Read an hour of which no zone is told by the clocks of the place that was told later."""
    if not (event.at and event.zone is None and event.place_zone):
        return
    marks = event.marks.get("start", [])
    marks[:] = [it for it in marks if not it.why.startswith((_CLOCKS_UNKNOWN, _CLOCKS_OF))]
    event.mark("start", f"{_CLOCKS_OF} {event.city}: no zone is told")


def is_departure(title: str) -> bool:
    """Tell whether an event is that somebody leaves for a place."""
    return bool(_LEAVES.match(title))


def read_by_left(event: Drafted, zone: str | None, city: str | None) -> None:
    """Read the hour at which somebody leaves for a place by the clocks of where that is, if they are told."""
    if event.at is None or event.zone is not None or zone == event.place_zone:
        return
    marks = event.marks.get("start", [])
    marks[:] = [it for it in marks if not it.why.startswith((_CLOCKS_UNKNOWN, _CLOCKS_OF))]
    if zone:
        event.zone = zone
        event.mark("start", f"{_CLOCKS_OF} {city or zone}, which is left then", True)
    else:
        event.mark("start", f"{_CLOCKS_OF} {event.city}, or of where it is left for that", True)


def _contradicts(event: Drafted, hour: HourMention) -> bool:
    """Tell whether what is told of an hour is not by the clocks of a place that was only inferred."""
    place = event.place_zone
    if place is None or event.kind is Kind.DEADLINE:
        return False
    try:
        instant = localize(datetime.combine(event.first, hour.at), place)
    except Refusal:  # an hour that these clocks do not show
        return True
    if hour.also and not hour.zone:
        second = _zones_of(hour.also.zone)
        return bool(second) and hour.also.at not in [
            instant.astimezone(tzinfo(it)).time() for it in second
        ]
    meanings = zones_meant(hour.zone) if hour.zone and hour.zone not in _UNIVERSAL else ()
    return bool(meanings) and not any(keeps_same_clocks(place, it, instant) for it in meanings)


def _zones_of(said: str) -> tuple[str, ...]:
    """Return the zones that may be meant by what is written behind an hour."""
    if said in _UNIVERSAL:
        return ("UTC",)
    city = clocks_of(said)
    return (city,) if city else tuple(zones_meant(said))


def _forget_place(event: Drafted) -> None:
    event.city = event.country = event.place_zone = None
    event.marks.pop("place")


def _midnight(event: Drafted, hour: HourMention) -> list[str]:
    first, last = event.first, event.first + timedelta(days=1)
    zone = f" {hour.zone}" if hour.zone else ""
    event.mark(
        "start", f"midnight at which end of the day: {first} 00:00 or {last} 00:00{zone}", True
    )
    return [f"midnight of {first}: at which end of the day?"]


def _set_zone(event: Drafted, said: str, agenda_zone: str, nearby: Iterable[str] = ()) -> None:
    if said in ("", "local"):
        if not event.place_zone:
            event.mark("start", f"{_CLOCKS_UNKNOWN}: read by those of {agenda_zone}", True)
        elif not said:
            event.mark("start", f"{_CLOCKS_OF} {event.city or event.country}: no zone is told")
        return
    if said in _UNIVERSAL:
        event.zone = said
        return
    if (offset := parse_offset(said)) is not None:
        _set_offset(event, said, offset)
        return
    if zone := clocks_of(said):
        event.zone = None if zone == event.place_zone else zone
        return
    _set_abbreviated(event, said, nearby)


def _set_offset(event: Drafted, said: str, offset: timedelta) -> None:
    """Take an offset: by the city's clocks if they show it then, else UTC, which is counted from it."""
    told = datetime.combine(event.first, event.at or time())
    wall = told - offset
    if event.place_zone and _shows(event.place_zone, told, wall.replace(tzinfo=UTC)):
        event.mark("start", f"{said} is what the clocks of {event.city or event.country} show")
        return
    event.first, event.at, event.zone = wall.date(), wall.time(), "UTC"
    if event.until:
        event.until = (datetime.combine(event.first, event.until) - offset).time()
    event.mark("start", f"told as {said}: the hour in UTC is counted from it")


def _shows(zone: str, wall: datetime, instant: datetime) -> bool:
    """Tell whether the clocks of a zone show a time at an instant."""
    return instant.astimezone(tzinfo(zone)).replace(tzinfo=None) == wall


def _set_abbreviated(event: Drafted, said: str, nearby: Iterable[str]) -> None:
    """Take an abbreviation: by the city's clocks if they may be meant, else by those it stands for."""
    meanings = zones_meant(said)
    instant = datetime.combine(event.first, event.at or time(12), UTC)
    place = event.place_zone
    if place and (not meanings or any(keeps_same_clocks(place, it, instant) for it in meanings)):
        shown = instant.astimezone(tzinfo(place)).tzname() or ""
        if shown.isalpha() and shown != said and len(said) > 2:
            where = event.city or event.country
            event.mark(
                "start", f"{said}, and the clocks of {where} show {shown} then: read by those", True
            )
        else:
            event.mark("start", f"{said} is what the clocks of {event.city or event.country} show")
        return
    if not meanings:
        event.mark("start", f"{said} is no zone that Podium knows", True)
        return
    event.zone = meanings[0]
    differing = [it for it in meanings if not keeps_same_clocks(meanings[0], it, instant)]
    bearing = [it for it in nearby if instant.astimezone(tzinfo(it)).tzname() == said]
    if differing and bearing:
        event.zone = bearing[0]
        others = " or ".join((meanings[0], *differing))
        event.mark(
            "start", f"{said} is what the clocks of {bearing[0]} show; may be {others}", True
        )
        return
    if differing:
        event.mark("start", f"{said} may be {' or '.join((meanings[0], *differing))}", True)
    elif place:
        event.mark(
            "start",
            f"{said}: the clocks of {meanings[0]}, not those of {event.city or event.country}",
        )
    else:
        event.mark("start", f"{said}: the clocks of {meanings[0]}")


def _take_second(event: Drafted, hour: HourMention, second: HourMention) -> None:
    """Take the second reading of an hour, whose zone is told, where nobody knows the first one's."""
    event.at, event.until = second.at, None
    _set_zone(event, second.zone, "UTC")
    event.mark("start", f"the report says {hour.at:%H:%M} as well, by clocks that it does not name")


def _compare(event: Drafted, second: HourMention, agenda_zone: str) -> list[str]:
    """Compare the second reading of a time with the first one, and name the zone that both fit."""
    zone = event.zone or event.place_zone or agenda_zone
    wall = datetime.combine(event.first, event.at or time())
    instant = Moment(wall, _iana(zone)).begins
    meanings = _zones_of(second.zone)
    fitting = [it for it in meanings if instant.astimezone(tzinfo(it)).time() == second.at]
    told = f"{second.at:%H:%M} {second.zone}"
    if fitting:
        if second.zone not in _UNIVERSAL:
            event.mark("start", f"the report adds {told}, which agrees: {fitting[0]}")
        return []
    if not meanings:
        return []
    event.mark("start", f"the report adds {told}, which is another time", True)
    return [f"{event.at:%H:%M} and {told} are not the same time on {event.first}"]


def _fits(event: Drafted, agenda_zone: str) -> bool:
    if not FIRST_YEAR <= event.first.year <= LAST_YEAR or event.at is None:
        return False
    zone = _iana(event.zone or event.place_zone or agenda_zone)
    try:
        begins = localize(datetime.combine(event.first, event.at), zone)
        if event.until:
            ends = localize(datetime.combine(event.first, event.until), zone)
            event.until = event.until if ends > begins else None
    except Refusal:
        return False
    return True


def _iana(zone: str) -> str:
    return "UTC" if zone in _UNIVERSAL else zone


def is_until(hour: HourMention | None) -> bool:
    """Tell whether an hour is one until which something is open."""
    return hour is not None and hour.bound is Bound.UNTIL
