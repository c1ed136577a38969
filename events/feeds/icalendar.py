"""Events → an iCalendar object: RFC 5545, with what RFC 7986 and RFC 9253 add.

The same events and revisions give the same bytes: nothing here draws a random value or asks for
the time.

Every time is in UTC: each event is a single instance, so nothing is lost, and no client is left to
its own zone tables, which may be a year older than a country's law.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from typing import ClassVar

from icalendar import Calendar as ICalendar
from icalendar import Component as ICalComponent
from icalendar import Event as VEvent
from icalendar import Parameters, vGeo, vText

from events.feeds.description import describe, described_in
from events.model import Event, Status, in_language, language_of
from events.revisions import Revision, Revisions
from events.times import Day, Moment, Precision
from events.wording.english import ENGLISH
from events.wording.joined import headed
from events.wording.language import Language
from events.wording.links import link_label, stream_label
from events.wording.phrases import hours_words, status_word
from events.wording.places import places_phrase
from events.zones import current_name

PRODID = "-//Podium//Public diplomacy calendar//EN"
REFRESH = timedelta(hours=1)
# The length of an event whose end is not announced: too short to be believed, unlike an hour.
# Without DTEND Exchange refuses an event, khal shows an hour and Tuta a day; a DTEND at the start
# is forbidden (RFC 5545 §3.8.2.2), and calcurse refuses it.
NO_END = timedelta(minutes=1)

# RFC 5545 §3.6 demands a component of a calendar without events: one that shows nothing.
NO_EVENTS = b"""\
BEGIN:VTIMEZONE
TZID:UTC
BEGIN:STANDARD
DTSTART:19700101T000000
TZOFFSETFROM:+0000
TZOFFSETTO:+0000
END:STANDARD
END:VTIMEZONE
""".replace(b"\n", b"\r\n")

COLOR = "steelblue"  # a CSS3 name, as RFC 7986 §5.9 demands


@dataclass(frozen=True, slots=True)
class Heading:
    """What the calendar says of itself.

    ``public_url`` is the site's address, without a slash at its end, and ``path`` the calendar's
    own on that site, with one at its beginning. By both together others know the calendar.
    """

    title: str
    timezone: str
    description: str | None = None
    public_url: str | None = None
    path: str = "/calendar.ics"
    color: str = COLOR
    image: str | None = None
    language: Language = ENGLISH


@dataclass(frozen=True, slots=True)
class Component:
    """An event's VEVENT, encoded, with the event and the revision that it is made of."""

    event: Event
    revision: Revision
    encoded: bytes = field(repr=False)


def encode_events(
    events: Iterable[Event],
    revisions: Revisions,
    public_url: str | None,
    before: Mapping[str, Component],
    language: Language = ENGLISH,
) -> dict[str, Component]:
    """Encode events, and return them by UID.

    An event that is in ``before`` with the same revision is taken over; ``before`` must have been
    encoded with the same ``public_url`` and in the same language.
    """
    components = {}
    for event in events:
        uid = event.uid
        known, revision = before.get(uid), revisions[uid]
        # As tuples, since those take what is identical for equal without comparing field by field.
        if known and (known.event, known.revision) == (event, revision):
            components[uid] = known
        else:
            encoded = _encode(_vevent(event, revision, public_url, language))
            components[uid] = Component(event, revision, encoded)
    return components


def join_calendar(heading: Heading, components: Sequence[Component]) -> bytes:
    """Return the iCalendar object of encoded events.

    Joining is a thousand times faster than encoding: this is what makes an edit cheap.
    """
    empty = _encode(_calendar(heading, components))
    end = b"END:VCALENDAR\r\n"
    encoded = [component.encoded for component in components] or [NO_EVENTS]
    return b"".join((empty.removesuffix(end), *encoded, end))


def _encode(component: ICalComponent) -> bytes:
    encoded: bytes = component.to_ical(sorted=False)
    return encoded


def _calendar(heading: Heading, components: Sequence[Component]) -> ICalendar:
    calendar = ICalendar()
    calendar.add("VERSION", "2.0")
    calendar.add("PRODID", PRODID)
    calendar.add("CALSCALE", "GREGORIAN")
    calendar.add("METHOD", "PUBLISH")
    # No UID, which RFC 7986 §5.3 allows here: vdirsyncer would take it for that of each event.
    calendar.add("NAME", Text(heading.title))
    calendar.add("X-WR-CALNAME", Text(heading.title))
    if heading.description:
        calendar.add("DESCRIPTION", Text(heading.description))
        calendar.add("X-WR-CALDESC", Text(heading.description))
    calendar.add("X-WR-TIMEZONE", current_name(heading.timezone))
    if components:
        changed = max(component.revision.last_modified for component in components)
        calendar.add("LAST-MODIFIED", changed)
    if heading.public_url:
        calendar.add("URL", f"{heading.public_url}/")
        feed = f"{heading.public_url}{heading.path}"
        calendar.add("SOURCE", feed, parameters={"VALUE": "URI"})
    # The package leaves the VALUE out, which RFC 7986 §5.7 demands.
    calendar.add("REFRESH-INTERVAL", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("X-PUBLISHED-TTL", "PT1H")
    calendar.add("COLOR", heading.color)
    if heading.image:
        calendar.add("IMAGE", heading.image, parameters=_BADGE)
    return calendar


def _vevent(event: Event, revision: Revision, public_url: str | None, language: Language) -> VEvent:
    event = in_language(event, language.code)
    page = f"{public_url}/events/{event.name}" if public_url else None
    component = VEvent()
    component.add("UID", event.uid)
    component.add("DTSTAMP", revision.last_modified)
    component.add("CREATED", revision.created)
    component.add("LAST-MODIFIED", revision.last_modified)
    component.add("SEQUENCE", revision.sequence)
    if isinstance(event.start, Day):
        component.add("DTSTART", event.start.date)
        last = event.end.date if isinstance(event.end, Day) else event.start.date
        # Outlook shows an all-day event without the day after as DTEND as an appointment at 00:00.
        component.add("DTEND", last + timedelta(days=1))
    else:
        component.add("DTSTART", event.start.begins)
        # Of an end that is given by its day alone no hour is known, and none is made up.
        known = event.end if isinstance(event.end, Moment) else None
        component.add("DTEND", known.begins if known else event.start.begins + NO_END)
    titled = language_of(event, "title", language.code)
    component.add("SUMMARY", Text(summary(event, language)), parameters=_language(titled))
    text = describe(event, page, language, revision.last_change)
    component.add("DESCRIPTION", Text(text), parameters=_language(described_in(event, language)))
    component.add("STATUS", _STATUS[event.status])
    component.add("TRANSP", "OPAQUE" if event.is_busy else "TRANSPARENT")
    component.add("CATEGORIES", [language.kinds[event.kind], *event.tags])
    if event.places:
        component.add("LOCATION", Text(places_phrase(event, language)))
        # An event has one position at most (RFC 5545 §3.8.1.6): that of one place, which is sure.
        if (sure := event.sure_place) and sure.geo:
            component.add("GEO", _Geo(sure.geo))
    _add_addresses(component, event, page, language)
    if event.image:
        component.add("IMAGE", event.image, parameters=_BADGE)
    if event.color:
        component.add("COLOR", event.color)
    _relate(component, event)
    return component


def _language(code: str | None) -> Parameters:
    return Parameters({"LANGUAGE": code} if code else {})


def _add_addresses(component: VEvent, event: Event, page: str | None, language: Language) -> None:
    """Add where it is online, where it can be watched, and where more is to be read."""
    addresses = event.online_addresses
    if url := event.url or page or next(iter(addresses), None):
        component.add("URL", url)
    for address in addresses:
        if address != event.stream:
            conference = {"VALUE": "URI", "LABEL": language.online_at}
            component.add("CONFERENCE", address, parameters=Parameters(conference))
    for stream in event.watched_at:
        label = stream_label(stream, language.live_video, language)
        live = {"VALUE": "URI", "FEATURE": ["AUDIO", "VIDEO"], "LABEL": label}
        if stream.language:
            live["LANGUAGE"] = stream.language
        component.add("CONFERENCE", stream.url, parameters=Parameters(live))
    for source in event.sources:
        if source.url:
            via = {"LINKREL": "via", "VALUE": "URI"}
            component.add("LINK", source.url, parameters=via)
    for link in event.links:
        related = {"LINKREL": "related", "VALUE": "URI", "LABEL": link_label(link, language)}
        if link.language:
            related["LANGUAGE"] = link.language
        component.add("LINK", link.url, parameters=Parameters(related))


def _relate(component: VEvent, event: Event) -> None:
    """Name the events that one follows, is a part of, or is the deadline of accreditation for."""
    if event.follows:
        # Not FINISHTOSTART, by which an event names those that follow it (RFC 9253 §4, §6.2): it
        # would change whenever another begins to follow it.
        component.add("RELATED-TO", event.follows.uid, parameters={"RELTYPE": "DEPENDS-ON"})
    for parent in (event.parent, event.accredits):
        if parent:
            component.add("RELATED-TO", parent.uid, parameters={"RELTYPE": "PARENT"})


_BADGE = {"VALUE": "URI", "DISPLAY": "BADGE"}


class Text(vText):
    r"""A text, escaped as in RFC 5545 §3.3.11: the package takes a given \N for a new line."""

    _ESCAPES: ClassVar = str.maketrans({"\\": r"\\", ",": r"\,", ";": r"\;", "\n": r"\n"})

    def to_ical(self) -> bytes:
        """Return the text as a content line has it."""
        return self.translate(self._ESCAPES).encode()


class _Geo(vGeo):
    """A position without an exponent, which RFC 5545 §3.3.7 does not know: libical drops 1e-06."""

    def to_ical(self) -> str:
        return f"{Decimal(str(self.latitude)):f};{Decimal(str(self.longitude)):f}"


# Postponed is not CANCELLED: Google hides what is, and readers would take it for gone. Nor is what
# is no longer listed, of which nobody has said that it is off.
_STATUS = {
    Status.CONFIRMED: "CONFIRMED",
    Status.TENTATIVE: "TENTATIVE",
    Status.CANCELLED: "CANCELLED",
    Status.POSTPONED: "TENTATIVE",
    Status.NO_LONGER_LISTED: "TENTATIVE",
}


def summary(event: Event, language: Language = ENGLISH) -> str:
    """Return the SUMMARY: the title, marked where status, day or time are not sure."""
    title = marked_title(event, language)
    if not event.status.is_on:
        return title
    mark = _mark(event, language)
    return f"{language.isolated.format(title)} ({mark})" if mark else title


def _mark(event: Event, language: Language) -> str:
    """Say what is not sure about the day or the time that a calendar shows."""
    start = event.start
    if isinstance(start, Moment):
        if start.precision is Precision.NOT_BEFORE:
            return language.time_earliest
        return language.time_approximate if start.approximate else ""
    if start.approximate:
        return language.day_approximate
    if event.lasts_days and isinstance(start, Day) and start.part:
        return ""  # it is that of the first day, and would stand on each of them
    return hours_words(event, language)


def marked_title(event: Event, language: Language) -> str:
    """Return the title, marked where the event is not confirmed."""
    if event.status is Status.CONFIRMED:
        return event.title
    return headed(status_word(event.status, language), event.title, language)
