"""The facts of an agenda, which stand in one of its files: all that is said but its events."""

from dataclasses import dataclass
from datetime import date, timedelta

from events.cities import clocks_of
from events.definitions.calendars.entries import CalendarEntry, read_calendars
from events.definitions.mapping_reader import MappingReader
from events.definitions.mends.meant.places import parse_zone_at, zone_meant
from events.definitions.mends.when.times import read_day, read_duration
from events.definitions.schema import REMINDERS, SOURCE
from events.definitions.texts.translated import (
    check_main,
    main_language,
    read_language,
    read_text,
    read_texts,
    translations,
)
from events.definitions.values import parse_color, parse_id, parse_line, parse_prose, parse_url
from events.model import (
    ACCREDITATION_LEADS,
    DEFAULT_LEADS,
    Agenda,
    Event,
    Kind,
    Source,
    Translation,
)

# Put for a start and a zone that are refused, so that all the rest is still checked. No zone that
# is taken has this name: `parse_zone` makes UTC of it.
FALLBACK_DAY, FALLBACK_ZONE = date(1970, 1, 1), "Etc/UTC"


@dataclass(frozen=True, slots=True)
class AgendaFacts:
    """What an agenda says of itself, and for those of its events that do not say it themselves.

    ``formerly`` are the ids that it had before, the first one first. ``language`` is that of its
    own texts, and ``language_of_events`` the same if it says so with the key.
    """

    id: str
    title: str
    timezone: str
    leads: dict[Kind, tuple[timedelta, ...]]
    description: str | None = None
    source: Source | None = None
    image: str | None = None
    color: str | None = None
    formerly: tuple[str, ...] = ()
    language: str | None = None
    language_of_events: str | None = None
    translations: tuple[Translation, ...] = ()
    accreditation_leads: tuple[timedelta, ...] = ACCREDITATION_LEADS
    calendars: tuple[CalendarEntry, ...] = ()

    @property
    def of_events(self) -> str:
        """All of it that an event depends on."""
        leads = self.leads, self.accreditation_leads
        return repr(
            (self.id, self.timezone, leads, self.source, self.formerly, self.language_of_events)
        )

    def with_events(self, events: tuple[Event, ...]) -> Agenda:
        """Return the agenda of these facts and its events."""
        return Agenda(
            id=self.id,
            title=self.title,
            timezone=self.timezone,
            events=events,
            description=self.description,
            source=self.source,
            image=self.image,
            color=self.color,
            formerly=self.formerly,
            language=self.language,
            translations=self.translations,
        )


def read_facts(mapping: MappingReader, id_: str) -> AgendaFacts:
    """Read the facts of an agenda, with empty texts for what is refused.

    Whatever is refused is added to the mapping's problems: with any of them the facts are of use
    to find more of them alone.
    """
    leads = dict(DEFAULT_LEADS)
    of_accreditation: tuple[timedelta, ...] = ACCREDITATION_LEADS
    if reminders := mapping.mapping("reminders", REMINDERS):
        given = [kind for kind in Kind if kind in reminders.entries]
        leads |= {kind: read_leads(reminders, kind.value) for kind in given}
        of_accreditation = leads[Kind.DEADLINE] if Kind.DEADLINE in given else of_accreditation
    title = read_text(mapping, "title", parse_line)
    said = read_language(mapping)
    language = main_language(said, None, title)
    texts = read_texts(mapping, {"description": parse_prose}, language)
    texts |= {"title": title} if title else {}
    if title:
        check_main(mapping, "title", title, language)
    formerly, zone = mapping.one_or_list("formerly", parse_id), read_zone(mapping)
    return AgendaFacts(
        id=id_,
        title=title.main(language) if title else "",
        timezone=zone,
        leads=leads,
        description=texts["description"].main(language) if "description" in texts else None,
        source=read_source(mapping),
        image=mapping.get("image", parse_url),
        color=mapping.get("color", parse_color),
        language=language,
        language_of_events=said,
        translations=translations(texts, language),
        formerly=tuple(dict.fromkeys(formerly)),
        accreditation_leads=of_accreditation,
        calendars=read_calendars(mapping, id_, zone),
    )


def read_source(mapping: MappingReader) -> Source | None:
    """Read the source of an agenda or an event."""
    source = mapping.mapping("source", SOURCE)
    if source is None:
        return None
    publisher = source.get("publisher", parse_line)
    day = source.get("date", read_day)
    url, quote = source.get("url", parse_url), source.get("quote", parse_prose)
    return Source(publisher, day, url, quote) if publisher else None


def read_zone(mapping: MappingReader) -> str:
    """Read the zone of an agenda or a place."""
    return mapping.get("timezone", lambda text: _parse_zone(text, mapping)) or FALLBACK_ZONE


def _parse_zone(text: str, mapping: MappingReader) -> str:
    """Take a zone: what is no name of one may be said of the clocks of a city that is known."""
    return parse_zone_at(text, lambda: clocks_of(mapping.text("city")) or zone_meant(mapping.node))


def read_leads(mapping: MappingReader, name: str) -> tuple[timedelta, ...]:
    """Read leads, the longest first."""
    return tuple(sorted(set(mapping.list(name, read_duration)), reverse=True))
